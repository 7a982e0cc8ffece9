import { DELETED } from '../../contract/records/kind.ts';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import { Uuid } from '../../contract/scalars.ts';
import { type Sql, uuidArray } from './database.ts';

/** A visit and the one it was joined into. */
export type JoinedPair = readonly [rid: string, into: string];

/** The joins in which these visits stand, on either side. */
export async function readJoins(sql: Sql, space: string, rids: readonly string[]): Promise<readonly JoinedPair[]> {
  if (rids.length === 0) return [];
  const rows = await sql.query<{ rid: string; into: string }>(
    `select r.rid, r.cells->'${DELETED}'->>'into' as into
     from record r join unnest($2::text::uuid[]) as asked(rid)
       on r.rid = asked.rid or r.cells->'${DELETED}'->>'into' = asked.rid::text
     where r.space_id = $1 and r.kind = $3 and r.cells->'${DELETED}'->>'reason' = 'twin'`,
    [space, uuidArray(rids), receptionVisit.kind],
  );
  return rows.flatMap(({ rid, into }): JoinedPair[] => (Uuid.safeParse(into).success ? [[rid, into]] : []));
}
