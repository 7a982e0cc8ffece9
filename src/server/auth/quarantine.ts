import type { QuarantineList } from '../../contract/wire/administration.ts';
import type { Mutation, SalvageItem } from '../../contract/wire/sync.ts';
import { may } from '../../domain/permissions/may.ts';
import { ok } from '../../domain/result.ts';
import { readClock } from '../storage/clock.ts';
import { applyStored } from '../sync/apply-stored.ts';
import { salvage } from '../sync/salvage.ts';
import { type Answer, refuse, type SyncDeps } from '../sync/sync-session.ts';
import { type AuthDeps, nowIso } from './context.ts';
import { actorAt, readPolicy } from './profile.ts';
import type { Session } from './sessions.ts';
import { getUser } from './users.ts';

/** What waits in the spaces this administrator answers for: whose it is and why, never what it says. */
export async function listQuarantine(deps: AuthDeps, session: Session): Promise<QuarantineList> {
  const rows = await deps.database.kysely
    .selectFrom('quarantine')
    .select(['space_id', 'item_id', 'what', 'user_id', 'reason', 'body', 'received_at'])
    .where('decided_at', 'is', null)
    .orderBy('received_at')
    .limit(1000)
    .execute();
  const items = rows
    .filter((row) => mayDecide(deps, session, row.space_id))
    .map((row) => ({
      id: row.item_id,
      space: row.space_id,
      kind: row.body.kind,
      what: row.what,
      userId: row.user_id,
      code: row.reason.code,
      receivedAt: row.received_at,
    }));
  return { items };
}

function mayDecide(deps: Pick<AuthDeps, 'root'>, session: Session, space: string): boolean {
  return may(session.actor, 'quarantine.manage', { space, provinceSpace: deps.root });
}

/**
 * Accepted: it is applied by the rights its author has, as if it had just come. Discarded: it stays in the table with
 * the decision, and counts for nothing.
 */
export async function decide(
  deps: AuthDeps,
  sync: SyncDeps,
  session: Session,
  { id, decision }: { readonly id: string; readonly decision: 'accept' | 'discard' },
): Promise<Answer<undefined>> {
  const item = await deps.database.kysely
    .selectFrom('quarantine')
    .selectAll()
    .where('item_id', '=', id)
    .where('decided_at', 'is', null)
    .executeTakeFirst();
  if (item === undefined || !mayDecide(deps, session, item.space_id)) return refuse('notFound');
  if (decision === 'accept') {
    const refused = await accept(deps, sync, item);
    if (refused !== undefined) return refused;
  }
  await deps.database.kysely
    .updateTable('quarantine')
    .set({ decided_at: nowIso(deps), decided_by: session.user.id, decision })
    .where('space_id', '=', item.space_id)
    .where('item_id', '=', id)
    .execute();
  return ok(undefined);
}

type Item = {
  readonly space_id: string;
  readonly client_id: string;
  readonly device_id: string | null;
  readonly user_id: string;
  readonly what: string;
  readonly body: Mutation | SalvageItem;
  readonly body_hash: string;
};

async function accept(deps: AuthDeps, sync: SyncDeps, item: Item): Promise<Answer<never> | undefined> {
  const author = await getUser(deps, item.user_id);
  if (author === undefined) return refuse('waitsForAdministrator');
  const policy = await readPolicy(deps.database, deps.root);
  const actor = actorAt(deps, author, author.memberships, policy);
  const { space_id: space, client_id: clientId, device_id: deviceId, body_hash: bodyHash, body } = item;
  if ('mid' in body) {
    const result = await deps.database.transaction((tx) =>
      applyStored(tx, sync, actor, { space, clientId, deviceId, bodyHash, mutation: body }),
    );
    return result === undefined || result.st === 'rejected' ? refuse('forbidden') : undefined;
  }
  const epoch = (await readClock(deps.database, space))?.epoch ?? '';
  const spaces = author.memberships.map((membership) => membership.space);
  const asAuthor = { actor, standing: 'active' as const, deviceId, spaces };
  // Common point 0: whatever stands in the record now was written by somebody, and the salvaged value waits beside it.
  const done = await salvage(sync, asAuthor, { proto: 1, clientId, space, epoch, items: [{ ...body, common: 0 }] });
  return done.ok ? undefined : done;
}
