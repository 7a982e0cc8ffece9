import { KEY_OF, type SpaceMeta, type TableName, type Tables } from './rows.ts';
import type { StorePort } from './tx.ts';
import type { BackupRow } from './vault/backup-rows.ts';

/** Tables that a backup carries, as they rest. The summary is made anew; slots, lease and client stay with their phone. */
const TABLES = ['rec', 'outbox', 'sent', 'quarant', 'draft', 'salvage', 'meta'] as const satisfies readonly TableName[];
type BackedUp = (typeof TABLES)[number];

/** Of `meta` only what is known of the spaces' change order. */
const SPACE_META = 'space:';

/** The rows of a backup, of one moment. */
export async function backupRows(port: StorePort): Promise<readonly BackupRow[]> {
  const tables = await port.read(TABLES, async (tx) => {
    const all: [BackedUp, readonly Tables[BackedUp][]][] = [];
    for (const table of TABLES) all.push([table, await tx.all(table)]);
    return all;
  });
  return tables.flatMap(([table, rows]) =>
    rows
      .map((row): BackupRow => ({ table, key: keyOf(table, row), row }))
      .filter(({ key }) => table !== 'meta' || key.startsWith(SPACE_META)),
  );
}

function keyOf(table: BackedUp, row: Tables[BackedUp]): string {
  const { [KEY_OF[table]]: key } = row as unknown as { readonly [property: string]: string | number };
  return String(key);
}

/** The tables of a backup in memory, in key order as they were written. */
export type BackupTables = { readonly [T in Exclude<BackedUp, 'meta'>]: readonly Tables[T][] } & {
  readonly spaces: ReadonlyMap<string, SpaceMeta>;
};

/** Sorts the rows of a backup into their tables. What another version put beside them is left out. */
export function tablesOf(rows: readonly BackupRow[]): BackupTables {
  const rowsOf = <T extends BackedUp>(table: T): readonly Tables[T][] =>
    rows.filter((row) => row.table === table).map((row) => row.row as Tables[T]);
  return {
    rec: rowsOf('rec'),
    outbox: rowsOf('outbox'),
    sent: rowsOf('sent'),
    quarant: rowsOf('quarant'),
    draft: rowsOf('draft'),
    salvage: rowsOf('salvage'),
    spaces: new Map(
      rowsOf('meta').map(({ key, value }) => [key.slice(SPACE_META.length), value as SpaceMeta] as const),
    ),
  };
}
