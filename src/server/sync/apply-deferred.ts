import type { Mutation, ProblemRef } from '../../contract/wire/sync.ts';
import { problem } from '../../domain/merge/problem.ts';
import type { Actor } from '../../domain/permissions/actor.ts';
import { isUnavailable, type Sql } from '../storage/database.ts';
import { storeQuarantine } from '../storage/store-quarantine.ts';
import { applyStored } from './apply-stored.ts';
import { definitionOf } from './definitions.ts';
import type { SyncDeps } from './sync-session.ts';

type DeferredRow = {
  space_id: string;
  mid: string;
  client_id: string;
  user_id: string;
  body: Mutation;
  body_hash: string;
};

/** Gives the rights of a user; undefined when there is no such user any more. */
export type ActorOf = (userId: string) => Promise<Actor | undefined>;

/**
 * What an older program put aside, applied in the order it came as far as this one understands it (sync rule 15). Run at
 * start. What turns out not to be allowed waits for an administrator: nothing sent is thrown away.
 */
export async function applyDeferred(deps: SyncDeps, actorOf: ActorOf): Promise<number> {
  const rows = await deps.database.query<DeferredRow>(
    `select d.space_id, d.mid, d.client_id, d.user_id, d.body, m.body_hash
     from deferred d join mutation m on m.space_id = d.space_id and m.mid = d.mid
     order by d.received_at, m.no`,
  );
  let applied = 0;
  for (const row of rows) {
    const definition = definitionOf(row.body.kind);
    if (definition === undefined || row.body.schemaVer > definition.version) continue;
    const actor = await actorOf(row.user_id);
    if (actor === undefined) continue;
    await apply(deps, actor, row);
    applied += 1;
  }
  return applied;
}

async function apply(deps: SyncDeps, actor: Actor, row: DeferredRow): Promise<void> {
  try {
    await deps.database.transaction((tx) => applyRow(tx, deps, actor, row));
  } catch (error) {
    if (isUnavailable(error)) throw error;
    // One bad row must not stop the server's start.
    await deps.database.transaction((tx) => setAside(tx, deps, row, problem('itemInvalid', { group: '' })));
  }
}

async function applyRow(tx: Sql, deps: SyncDeps, actor: Actor, row: DeferredRow): Promise<void> {
  const { space_id: space, mid, client_id: clientId, body, body_hash: bodyHash } = row;
  const result = await applyStored(tx, deps, actor, { space, clientId, deviceId: null, bodyHash, mutation: body });
  if (result === undefined || result.st === 'deferred') return;
  if (result.st === 'rejected') await setAside(tx, deps, row, result.problem ?? problem('malformed'));
  else await forget(tx, space, mid);
}

async function setAside(tx: Sql, deps: SyncDeps, row: DeferredRow, reason: ProblemRef): Promise<void> {
  const { space_id: space, mid, client_id: clientId, user_id: userId, body, body_hash: bodyHash } = row;
  const receivedAt = new Date(deps.ports.nowMs()).toISOString();
  await storeQuarantine(tx, { space, clientId, deviceId: null, userId, receivedAt }, [
    { id: mid, rid: body.rid, what: 'mutation', reason, bodyHash, body },
  ]);
  await forget(tx, space, mid);
}

async function forget(tx: Sql, space: string, mid: string): Promise<void> {
  await tx.query('delete from deferred where space_id = $1 and mid = $2', [space, mid]);
}
