import { FACT_COLUMNS, type Fact } from '../../domain/statistics/facts.ts';

/** `sessionKind` of a fact is `session_kind` of its table. */
function columnName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const namesOf = (type: Fact['type']) =>
  FACT_COLUMNS.filter(({ of }) => (of as readonly string[]).includes(type)).map(
    ({ name }): [name: string, column: string] => [name, columnName(name)],
  );

const COLUMNS_BY_TYPE = { session: namesOf('session'), visit: namesOf('visit') };

const UUID_COLUMNS: readonly string[] = ['rid', 'sessionId'];

/** The statement that writes facts: parameters are the space, the version of the facts, and the rows as JSON. */
export function factColumns(): { readonly upsert: string } {
  const names = FACT_COLUMNS.map(({ name }) => columnName(name));
  const typed = FACT_COLUMNS.map(
    ({ name, sql }) => `${columnName(name)} ${UUID_COLUMNS.includes(name) ? 'uuid' : sql}`,
  );
  const updates = names.filter((name) => name !== 'rid').map((name) => `${name} = excluded.${name}`);
  return {
    upsert: `insert into fact (space_id, facts_version, ${names.join(', ')})
     select $1, $2, ${names.join(', ')} from jsonb_to_recordset($3::jsonb) as t(${typed.join(', ')})
     on conflict (space_id, rid) do update set facts_version = excluded.facts_version, ${updates.join(', ')}`,
  };
}

/** A fact as a row of its table. */
export function factRow(fact: Fact): object {
  const values = fact as { readonly [name: string]: unknown };
  const row: { [column: string]: unknown } = {};
  for (const [name, column] of COLUMNS_BY_TYPE[fact.type]) row[column] = values[name];
  return row;
}
