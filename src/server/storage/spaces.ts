import type { Space } from '../../contract/wire/session.ts';
import type { Sql } from './database.ts';

type SpaceRow = {
  space_id: string;
  code: string;
  kind: Space['kind'];
  level: Space['level'];
  name: string;
  parent: string | null;
};

/** Adds units, each with an order of changes of its own; those that are there stay as they are. */
export async function createSpaces(sql: Sql, root: string, spaces: readonly Space[]): Promise<void> {
  await sql.query(
    `with given as (
       select * from jsonb_to_recordset($2::jsonb)
         as t(id uuid, code text, kind text, level text, name text, parent uuid)
     ), clocks as (
       insert into space_clock (space_id, epoch) select id, gen_random_uuid()::text from given
       on conflict (space_id) do nothing
     )
     insert into space (space_id, province_id, code, kind, level, name, parent)
     select id, $1::uuid, code, kind, level, name, parent from given on conflict (space_id) do nothing`,
    [root, JSON.stringify(spaces)],
  );
}

/** Every unit of the province, the province itself first. */
export async function listSpaces(sql: Sql, root: string): Promise<Space[]> {
  const rows = await sql.query<SpaceRow>(
    'select space_id, code, kind, level, name, parent from space where province_id = $1',
    [root],
  );
  const spaces = rows.map(({ space_id: id, parent, ...rest }) => ({
    id,
    ...rest,
    ...(parent === null ? {} : { parent }),
  }));
  return spaces.sort((a, b) => Number(b.id === root) - Number(a.id === root) || (a.code < b.code ? -1 : 1));
}
