import { REDACTED } from '../../contract/records/kind.ts';
import type { PushAnswer, PushRequest } from '../../contract/wire/sync.ts';
import { problem } from '../../domain/merge/problem.ts';
import { ok } from '../../domain/result.ts';
import { redactedBody } from '../storage/redact-history.ts';
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
