import type { SyncPoint } from '../../contract/wire/sync.ts';
import type { Sql } from './database.ts';

/** Where the order of changes of one space stands. */
export type SpaceClock = {
  readonly epoch: string;
  readonly head: SyncPoint;
  /** Below this, tombstones may have been purged: an older cursor must start anew. */
  readonly floor: number;
};

type ClockRow = { epoch: string; head_seq: number; head_hash: string; floor_seq: number };

/**
 * Locks the space's order of changes until the transaction ends. Alone in its statement: what is read afterwards is
 * read in a snapshot taken when the lock was already held.
 */
export async function lockClock(tx: Sql, space: string): Promise<SpaceClock | undefined> {
  const rows = await tx.query<ClockRow>(
    'select epoch, head_seq, head_hash, floor_seq from space_clock where space_id = $1 for update',
    [space],
  );
  return rows[0] === undefined ? undefined : clockOf(rows[0]);
}

/** Reads the order of changes without locking it. */
export async function readClock(sql: Sql, space: string): Promise<SpaceClock | undefined> {
  const rows = await sql.query<ClockRow>(
    'select epoch, head_seq, head_hash, floor_seq from space_clock where space_id = $1',
    [space],
  );
  return rows[0] === undefined ? undefined : clockOf(rows[0]);
}

function clockOf(row: ClockRow): SpaceClock {
  return { epoch: row.epoch, head: { seq: row.head_seq, hash: row.head_hash }, floor: row.floor_seq };
}

/** A new epoch for every space (or one): the server may have forgotten something, phones must compare (rule 13). */
export async function newEpochs(tx: Sql, reason: string, space?: string): Promise<void> {
  await tx.query(
    `with next as (
       select space_id, epoch as previous, head_seq, head_hash, gen_random_uuid()::text as epoch
       from space_clock where $2::uuid is null or space_id = $2::uuid for update
     ), logged as (
       insert into epoch_history (space_id, epoch, previous, restored_seq, restored_hash, reason)
       select space_id, epoch, previous, head_seq, head_hash, $1 from next
     )
     update space_clock c set epoch = next.epoch from next where c.space_id = next.space_id`,
    [reason, space ?? null],
  );
}
