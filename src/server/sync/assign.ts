import { assignedBucket } from '../../domain/permissions/buckets.ts';
import { lockClock } from '../storage/clock.ts';
import { loadRecords } from '../storage/slice.ts';
import { storeEffect } from '../storage/store-effect.ts';
import { saltsFrom } from './salts.ts';
import type { SyncDeps } from './sync-session.ts';

export type Assignment = {
  readonly space: string;
  readonly rid: string;
  readonly userId: string;
  readonly given: boolean;
  /** Who assigns, and the id under which the chain remembers it. */
  readonly author: string;
  readonly mid: string;
};

/**
 * Gives a record to one person's bucket, or takes it away (sync rule 8): a place of its own in the order of changes, so
 * that an old record arrives at a phone whose cursor has long passed it. False: nothing to change.
 */
export async function assignRecord(deps: SyncDeps, assignment: Assignment): Promise<boolean> {
  const { space, rid, userId, given, author, mid } = assignment;
  return deps.database.transaction(async (tx) => {
    const clock = await lockClock(tx, space);
    const records = await loadRecords(tx, space, [rid]);
    const record = records.get(rid);
    if (clock === undefined || record === undefined) return false;
    const bucket = assignedBucket(userId);
    const others = record.buckets.slice(1);
    if (others.includes(bucket) === given) return false;
    const seq = clock.head.seq + 1;
    const { kind } = record;
    const change = {
      seq,
      mid,
      rid,
      kind,
      op: 'assign',
      patch: {},
      before: {},
      base: { rev: record.rev },
      author,
      hlc: '',
    };
    const receivedMs = deps.ports.nowMs();
    await storeEffect(
      tx,
      {
        space,
        clientId: null,
        userId: author,
        deviceId: null,
        appVer: '',
        receivedMs,
        deviceMs: null,
        salt: saltsFrom(deps, 1),
      },
      { records, headHash: clock.head.hash },
      {
        changes: [change],
        records: new Map([[rid, { ...record, rev: seq }]]),
        ledger: new Map(),
        deferred: new Map(),
        redactions: [],
        head: seq,
        lastNo: undefined,
        otherBuckets: new Map([[rid, given ? [...others, bucket] : others.filter((other) => other !== bucket)]]),
      },
    );
    return true;
  });
}
