import { type RecoverAnswer, RecoverRequest, type SyncPoint } from '../../contract/wire/sync.ts';
import { ok } from '../../domain/result.ts';
import { readClock } from '../storage/clock.ts';
import type { Sql } from '../storage/database.ts';
import { isOtherProto } from './push.ts';
import { type Answer, refuse, type SyncDeps, type SyncSession, worksIn } from './sync-session.ts';

/** The last point of the order of changes that this phone and this server share (sync rule 13). */
export async function recover(deps: SyncDeps, session: SyncSession, body: unknown): Promise<Answer<RecoverAnswer>> {
  if (isOtherProto(body)) return refuse('protoUnsupported');
  const parsed = RecoverRequest.safeParse(body);
  if (!parsed.success) return refuse('malformed');
  const { space, epoch, marks } = parsed.data;
  if (session.standing === 'revoked') return refuse('deviceRevoked');
  if (session.standing === 'orphaned') return refuse('waitsForAdministrator');
  // The province's own space is read by all, whoever works there.
  if (!worksIn(session, space) && space !== deps.root) return refuse('notFound');
  return deps.database.transaction(async (tx) => {
    const clock = await readClock(tx, space);
    if (clock === undefined) return refuse('notFound');
    const standing = await standingMarks(tx, space, marks);
    const highest = standing.reduce<SyncPoint>((best, mark) => (mark.seq > best.seq ? mark : best), {
      seq: 0,
      hash: '',
    });
    const restored = await restoredHead(tx, space, { from: epoch, to: clock.epoch });
    const contradicted =
      restored !== undefined && marks.some((mark) => mark.seq <= restored.seq && !standing.includes(mark));
    const common = restored !== undefined && !contradicted && restored.seq > highest.seq ? restored : highest;
    return ok({ epoch: clock.epoch, now: deps.ports.nowMs(), common });
  }, 'read');
}

async function standingMarks(tx: Sql, space: string, marks: readonly SyncPoint[]): Promise<readonly SyncPoint[]> {
  const rows = await tx.query<{ seq: number; hash: string }>(
    `select c.seq, c.hash from jsonb_to_recordset($2::jsonb) as t(seq bigint)
     join change c on c.space_id = $1 and c.seq = t.seq`,
    [space, JSON.stringify(marks)],
  );
  const hashBySeq = new Map(rows.map((row) => [row.seq, row.hash]));
  return marks.filter((mark) => (mark.seq === 0 ? mark.hash === '' : hashBySeq.get(mark.seq) === mark.hash));
}

/** The head that was restored when one epoch directly followed the other. */
async function restoredHead(
  tx: Sql,
  space: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<SyncPoint | undefined> {
  const rows = await tx.query<{ restored_seq: number; restored_hash: string }>(
    'select restored_seq, restored_hash from epoch_history where space_id = $1 and epoch = $2 and previous = $3',
    [space, to, from],
  );
  return rows[0] === undefined ? undefined : { seq: rows[0].restored_seq, hash: rows[0].restored_hash };
}
