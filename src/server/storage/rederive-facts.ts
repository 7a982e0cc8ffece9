import type { Cells } from '../../contract/records/kind.ts';
import { FACTS_VERSION, factsOf } from '../../domain/statistics/facts.ts';
import type { Database, Sql } from './database.ts';
import { factColumns, factRow } from './fact-columns.ts';
import { readSetting, writeSetting } from './settings.ts';

const BATCH = 500;
const { upsert } = factColumns();
const START: Place = { space: '00000000-0000-0000-0000-000000000000', rid: '00000000-0000-0000-0000-000000000000' };

type Place = { readonly space: string; readonly rid: string };
type Progress = { readonly version: number; readonly at?: Place };

/**
 * Brings the facts of every record to this program's version, batch by batch, each remembering how far it came: stopped
 * at any point, the next start goes on from there. Answers how many records were looked at.
 */
export async function rederiveFacts(database: Database, root: string): Promise<number> {
  let looked = 0;
  for (;;) {
    const progress = await readSetting<Progress>(database, root, 'facts');
    if (progress?.version === FACTS_VERSION && progress.at === undefined) return looked;
    const from = progress?.version === FACTS_VERSION ? (progress.at ?? START) : START;
    looked += await database.transaction((tx) => rederiveBatch(tx, root, from));
  }
}

async function rederiveBatch(tx: Sql, root: string, from: Place): Promise<number> {
  const rows = await tx.query<{ space_id: string; rid: string; kind: string; cells: Cells }>(
    `select space_id, rid, kind, cells from record where (space_id, rid) > ($1::uuid, $2::uuid)
     order by space_id, rid limit ${BATCH} for update`,
    [from.space, from.rid],
  );
  for (const space of new Set(rows.map((row) => row.space_id))) {
    const own = rows.filter((row) => row.space_id === space);
    const facts = own.flatMap(({ rid, kind, cells }) => factsOf(rid, kind, cells) ?? []);
    await tx.query(
      `delete from fact f using jsonb_array_elements_text($2::jsonb) gone(rid)
       where f.space_id = $1 and f.rid = gone.rid::uuid`,
      [space, JSON.stringify(own.map((row) => row.rid))],
    );
    if (facts.length > 0) await tx.query(upsert, [space, FACTS_VERSION, JSON.stringify(facts.map(factRow))]);
  }
  const last = rows.at(-1);
  const done = rows.length < BATCH || last === undefined;
  const at = done ? {} : { at: { space: last.space_id, rid: last.rid } };
  await writeSetting(tx, root, 'facts', { version: FACTS_VERSION, ...at });
  return rows.length;
}
