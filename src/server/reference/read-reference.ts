import { KINDS } from '../../contract/records/registry.ts';
import type { ReferenceAnswer, ReferenceRecord } from '../../contract/wire/reference.ts';
import { isReference } from '../../domain/permissions/buckets.ts';
import { seesUnit, unitConcerned } from '../../domain/permissions/reference-rights.ts';
import { ok } from '../../domain/result.ts';
import { readClock } from '../storage/clock.ts';
import { type Answer, refuse, type SyncDeps, type SyncSession } from '../sync/sync-session.ts';

type Row = { rid: string; kind: string; rev: number; schema_ver: number; cells: ReferenceRecord['cells'] };

// Beside them the province's space holds the receptions of its own office: those are nobody's to read here.
const ROWS = `select rid, kind, rev, schema_ver, cells from record
  where space_id = $1 and kind = any($2::text[]) order by rid`;

/**
 * The reference records of one unit, or of every unit that the asker sees, each time with the days off. Another unit's are
 * answered as those of a unit that does not exist.
 */
export async function readReference(
  deps: SyncDeps,
  { actor }: SyncSession,
  unit: string | undefined,
): Promise<Answer<ReferenceAnswer>> {
  const { database, root } = deps;
  const sees = (space: string) => seesUnit(actor, { space, provinceSpace: root });
  if (unit !== undefined && !sees(unit)) return refuse('notFound');
  // The clock first: what is read after it is at least as new as the epoch says.
  const clock = await readClock(database, root);
  const rows = await database.query<Row>(ROWS, [root, `{${Object.keys(KINDS).filter(isReference).join(',')}}`]);
  const records = rows.flatMap(({ schema_ver: schemaVer, ...row }): ReferenceRecord[] => {
    const of = unitConcerned(row.kind, row.rid, row.cells);
    const wanted = of === undefined || (unit === undefined ? sees(of) : of === unit);
    return wanted ? [{ ...row, schemaVer }] : [];
  });
  if (unit !== undefined && !records.some(({ rid }) => rid === unit) && !(await exists(deps, unit)))
    return refuse('notFound');
  return ok({ epoch: clock?.epoch ?? '', records });
}

async function exists({ database, root }: SyncDeps, unit: string): Promise<boolean> {
  const rows = await database.query('select 1 from space where province_id = $1 and space_id = $2', [root, unit]);
  return rows.length > 0;
}
