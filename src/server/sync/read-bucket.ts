import { type DigestAnswer, DigestRequest, type FetchAnswer, FetchRequest } from '../../contract/wire/sync.ts';
import { addHash, memberHash, partOf } from '../../domain/merge/digest.ts';
import { ok } from '../../domain/result.ts';
import { readClock } from '../storage/clock.ts';
import { listMembers, readMembers, whichExist } from '../storage/pull-rows.ts';
import { isOtherProto } from './push.ts';
import { type Answer, refuse, refuseBucket, type SyncDeps, type SyncSession } from './sync-session.ts';

/** Rows by their ids, out of one bucket: what a phone asks for again after a restore or a differing digest. */
export async function fetchRows(deps: SyncDeps, session: SyncSession, body: unknown): Promise<Answer<FetchAnswer>> {
  if (isOtherProto(body)) return refuse('protoUnsupported');
  const parsed = FetchRequest.safeParse(body);
  if (!parsed.success) return refuse('malformed');
  const { space, bucket, epoch, rids } = parsed.data;
  const refused = refuseBucket(deps, session, space, bucket);
  if (refused !== undefined) return refused;
  return deps.database.transaction(async (tx) => {
    const clock = await readClock(tx, space);
    if (clock === undefined) return refuse('notFound');
    if (clock.epoch !== epoch) return refuse('epoch', { epoch: clock.epoch });
    const rows = await readMembers(tx, space, bucket, rids);
    const found = new Set(rows.map((row) => row.rid));
    const absent = [...new Set(rids)].filter((rid) => !found.has(rid));
    const elsewhere = await whichExist(tx, space, absent);
    return ok({
      epoch,
      now: deps.ports.nowMs(),
      rows,
      missing: absent.filter((rid) => !elsewhere.has(rid)),
      gone: absent.filter((rid) => elsewhere.has(rid)),
    });
  }, 'read');
}

/** Sums of a bucket by the last two digits of the ids; or, for named parts, the ids and revs themselves (rule 27). */
export async function digest(deps: SyncDeps, session: SyncSession, body: unknown): Promise<Answer<DigestAnswer>> {
  if (isOtherProto(body)) return refuse('protoUnsupported');
  const parsed = DigestRequest.safeParse(body);
  if (!parsed.success) return refuse('malformed');
  const { space, bucket, epoch, kind, parts } = parsed.data;
  const refused = refuseBucket(deps, session, space, bucket);
  if (refused !== undefined) return refused;
  return deps.database.transaction(async (tx) => {
    const clock = await readClock(tx, space);
    if (clock === undefined) return refuse('notFound');
    if (clock.epoch !== epoch) return refuse('epoch', { epoch: clock.epoch });
    const members = await listMembers(tx, space, bucket, kind);
    const now = deps.ports.nowMs();
    if (parts === undefined) return ok({ epoch, now, parts: sumsByPart(members) });
    const wanted = new Set(parts);
    return ok({ epoch, now, members: members.filter(({ rid }) => wanted.has(partOf(rid))) });
  }, 'read');
}

function sumsByPart(members: readonly { rid: string; rev: number }[]): NonNullable<DigestAnswer['parts']> {
  const sums: NonNullable<DigestAnswer['parts']> = {};
  for (const { rid, rev } of members) {
    const { count, sum } = sums[partOf(rid)] ?? { count: 0, sum: 0 };
    sums[partOf(rid)] = { count: count + 1, sum: addHash(sum, memberHash(rid, rev)) };
  }
  return sums;
}
