import { REDACTED } from '../../contract/records/kind.ts';
import type { PushAnswer, PushRequest } from '../../contract/wire/sync.ts';
import { problem } from '../../domain/merge/problem.ts';
import { ok } from '../../domain/result.ts';
import { lockClock } from '../storage/clock.ts';
import { type Sql, uuidArray } from '../storage/database.ts';
import { redactBodies, redactedBody } from '../storage/redact-history.ts';
import { loadRecords } from '../storage/slice.ts';
import { type QuarantineItem, storeQuarantine } from '../storage/store-quarantine.ts';
import { parseBatch } from './parse-batch.ts';
import type { Answer, SyncDeps, SyncSession } from './sync-session.ts';

/**
 * A push that must not count by itself: of a revoked device, or of a user whom a restored server does not know. What
 * it brings is kept apart for the administrator and acknowledged as such; nothing of the space is told.
 */
export async function divert(deps: SyncDeps, session: SyncSession, request: PushRequest): Promise<Answer<PushAnswer>> {
  const reason = problem(session.standing === 'revoked' ? 'quarantinedByRevocation' : 'waitsForAdministrator');
  const items = parseBatch(request.muts, session.actor.userId);
  const receivedAt = new Date(deps.ports.nowMs()).toISOString();
  await deps.database.transaction(async (tx) => {
    // A redaction that is being stored would miss what comes in beside it.
    await lockClock(tx, request.space);
    const rids = new Set(items.flatMap((item) => item.mutation?.rid ?? []));
    const records = await loadRecords(tx, request.space, rids);
    const kept = items.flatMap(({ mid, bodyHash, mutation }): QuarantineItem[] => {
      if (mutation === undefined) return [];
      const policy = records.get(mutation.rid)?.cells[REDACTED];
      const body = typeof policy === 'string' ? redactedBody(mutation, policy) : mutation;
      return [{ id: mid, rid: mutation.rid, what: 'mutation', reason, bodyHash, body }];
    });
    await storeQuarantine(
      tx,
      {
        space: request.space,
        clientId: request.clientId,
        deviceId: session.deviceId,
        userId: session.actor.userId,
        receivedAt,
      },
      kept,
    );
    await redactOwnBodies(tx, { space: request.space, userId: session.actor.userId }, rids);
  });
  return ok({
    epoch: request.epoch,
    now: deps.ports.nowMs(),
    serverVer: deps.serverVer,
    results: items.map(({ mid, refused }) => ({ mid, st: 'rejected', problem: refused ?? reason })),
    rows: [],
    headBefore: request.seen,
    head: request.seen,
  });
}

/**
 * A redaction that waits cleans at once what its author's phones sent of the record; other people's words only when
 * somebody has accepted it.
 */
async function redactOwnBodies(
  tx: Sql,
  own: { readonly space: string; readonly userId: string },
  rids: Iterable<string>,
): Promise<void> {
  const redactions = await tx.query<{ rid: string; policy: string }>(
    `select rid, body->'patch'->>$4 as policy from quarantine
     where space_id = $1 and user_id = $2 and rid = any($3::text::uuid[]) and body->>'op' = 'redact'
       and body->'patch'->>$4 is not null`,
    [own.space, own.userId, uuidArray(rids), REDACTED],
  );
  for (const { rid, policy } of redactions) await redactBodies(tx, own.space, { rid, policy, userId: own.userId });
}
