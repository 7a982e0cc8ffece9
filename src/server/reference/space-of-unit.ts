import { unit } from '../../contract/records/unit.ts';
import type { Space } from '../../contract/wire/session.ts';
import { isDeleted } from '../../domain/merge/cells.ts';
import type { ServerRecord } from '../../domain/merge/server-record.ts';
import { assemble } from '../../domain/records/assemble.ts';
import type { Sql } from '../storage/database.ts';
import { createSpaces } from '../storage/spaces.ts';

/**
 * The space of a unit follows its record, in the same transaction: made with it, renamed with it, taken away with it as
 * long as nothing was ever done there. The record's id is the space's.
 */
export async function spaceFollows(tx: Sql, root: string, record: Pick<ServerRecord, 'rid' | 'cells'>): Promise<void> {
  if (isDeleted(record.cells)) {
    await tx.query('delete from space_clock where space_id = $1', [record.rid]);
    await tx.query('delete from space where province_id = $1 and space_id = $2', [root, record.rid]);
    return;
  }
  const space = spaceOf(record);
  if (space === undefined) return;
  await createSpaces(tx, root, [space]);
  await tx.query(
    'update space set code = $3, kind = $4, level = $5, name = $6, parent = $7 where province_id = $1 and space_id = $2',
    [root, space.id, space.code, space.kind, space.level, space.name, space.parent ?? null],
  );
}

function spaceOf({ rid, cells }: Pick<ServerRecord, 'rid' | 'cells'>): Space | undefined {
  const { identity, parent } = assemble(unit, cells);
  if (!identity) return undefined;
  return { id: rid, ...identity, ...(parent ? { parent: parent.id } : {}) };
}

/** Whether nobody was ever given rights over a unit and nothing was ever written there. */
export async function isUnused(tx: Sql, root: string, unitId: string): Promise<boolean> {
  if (unitId === root) return false;
  const rows = await tx.query(
    `select 1 from space_clock where space_id = $2 and head_seq > 0
     union all select 1 from user_membership where space_id = $1 and member_space = $2
     union all select 1 from space where province_id = $1 and parent = $2
     union all select 1 from record where space_id = $1 and cells->'unit'->>'id' = $2::text
       and coalesce(cells->'@deleted', 'null') = 'null'
     limit 1`,
    [root, unitId],
  );
  return rows.length === 0;
}
