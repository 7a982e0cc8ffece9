import type { WireConflict, WireRow } from '../../contract/wire/sync.ts';
import type { ServerRecord } from '../../domain/merge/server-record.ts';
import { type Sql, uuidArray } from './database.ts';

/**
 * The open conflicts of a record `r` as they cross the wire: with who wrote the value that stands. A group's rev is the
 * number of the change that wrote it; of a salvaged value only its bringer is known, not its author.
 */
export const WIRE_CONFLICTS_OF_R = `(
  select jsonb_agg(
    jsonb_build_object('mid', k.mid, 'group', k.group_key, 'offered', k.offered, 'author', k.author, 'hlc', k.hlc)
    || coalesce((
      select jsonb_build_object('standing', jsonb_build_object('author', c.author, 'hlc', c.hlc))
      from jsonb_array_elements(r.groups) m
      join change c on c.space_id = r.space_id and c.seq = (m ->> 'rev')::bigint
      where (m -> 'of') ? k.group_key and not (m ? 'salvaged')
      limit 1), '{}')
    order by k.place)
  from conflict k where k.space_id = r.space_id and k.rid = r.rid)`;

/** Records as they cross the wire, once they are stored. */
export async function wireRows(tx: Sql, space: string, records: readonly ServerRecord[]): Promise<WireRow[]> {
  const conflictsByRid = await loadWireConflicts(tx, space, records);
  return records.map(({ rid, kind, rev, schemaVer, cells }) => {
    const row = { rid, kind, rev, schemaVer, cells: { ...cells } };
    const conflicts = conflictsByRid.get(rid);
    return conflicts === undefined ? row : { ...row, conflicts };
  });
}

async function loadWireConflicts(
  tx: Sql,
  space: string,
  records: readonly ServerRecord[],
): Promise<ReadonlyMap<string, WireConflict[]>> {
  const rids = records.flatMap(({ rid, conflicts }) => (conflicts.length === 0 ? [] : [rid]));
  if (rids.length === 0) return new Map();
  const rows = await tx.query<{ rid: string; conflicts: WireConflict[] | null }>(
    `select r.rid, ${WIRE_CONFLICTS_OF_R} as conflicts from record r
     where r.space_id = $1 and r.rid = any($2::text::uuid[])`,
    [space, uuidArray(rids)],
  );
  return new Map(rows.flatMap(({ rid, conflicts }) => (conflicts === null ? [] : [[rid, conflicts]])));
}
