import type { Sql } from './database.ts';

/** A value that belongs to the whole server; it lives in the province's space. */
export async function readSetting<T>(sql: Sql, root: string, name: string): Promise<T | undefined> {
  const rows = await sql.query<{ value: T }>('select value from setting where space_id = $1 and name = $2', [
    root,
    name,
  ]);
  return rows[0]?.value;
}

/** Sets a value. */
export async function writeSetting(sql: Sql, root: string, name: string, value: unknown): Promise<void> {
  await sql.query(
    `insert into setting (space_id, name, value) values ($1, $2, $3::jsonb)
     on conflict (space_id, name) do update set value = excluded.value`,
    [root, name, JSON.stringify(value)],
  );
}

/** The value as it stands; where there is none, the offered one. Of several servers starting at once, one wins. */
export async function settleSetting<T>(sql: Sql, root: string, name: string, offered: T): Promise<T> {
  await sql.query(
    `insert into setting (space_id, name, value) values ($1, $2, $3::jsonb) on conflict (space_id, name) do nothing`,
    [root, name, JSON.stringify(offered)],
  );
  return (await readSetting<T>(sql, root, name)) ?? offered;
}
