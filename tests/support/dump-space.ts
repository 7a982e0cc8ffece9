import { newEpochs } from '../../src/server/storage/clock.ts';
import type { Database } from '../../src/server/storage/database.ts';

/** Everything a server holds of one space, as a snapshot of it would. */
export type SpaceDump = { readonly space: string; readonly rowsByTable: ReadonlyMap<string, string> };

async function tablesOfSpaces(database: Pick<Database, 'query'>): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'space_id' order by table_name`,
  );
  return rows.map(({ name }) => name);
}

/** Takes a snapshot of one space. */
export async function dumpSpace(database: Database, space: string): Promise<SpaceDump> {
  return database.transaction(async (tx) => {
    const rowsByTable = new Map<string, string>();
    for (const name of await tablesOfSpaces(tx)) {
      const rows = await tx.query<{ rows: string }>(
        `select coalesce(jsonb_agg(to_jsonb(t)), '[]'::jsonb)::text as rows from "${name}" t where space_id = $1`,
        [space],
      );
      rowsByTable.set(name, rows[0]?.rows ?? '[]');
    }
    return { space, rowsByTable };
  }, 'read');
}

/**
 * Puts a space back to a snapshot. `announced`: with a new epoch, as the restore command does; else as somebody does
 * who copies yesterday's folder back and tells nobody.
 */
export async function restoreSpace(
  database: Database,
  { space, rowsByTable }: SpaceDump,
  { announced }: { readonly announced: boolean },
): Promise<void> {
  await database.transaction(async (tx) => {
    for (const [name, rows] of rowsByTable) {
      await tx.query(`delete from "${name}" where space_id = $1`, [space]);
      await tx.query(
        `insert into "${name}" select * from jsonb_populate_recordset(null::public."${name}", $1::jsonb)`,
        [rows],
      );
    }
    if (announced) await newEpochs(tx, 'restore', space);
  });
}
