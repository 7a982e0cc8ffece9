import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FACT_COLUMNS } from '../../src/domain/statistics/facts.ts';
import { migrate, NewerSchemaError } from '../../src/server/storage/migrate.ts';
import { MIGRATIONS } from '../../src/server/storage/migrations/list.ts';
import { ENGINES, openTestDatabase, type TestDatabase } from '../support/server-database.ts';

describe.each(ENGINES)('the tables (%s)', (engine) => {
  let opened: TestDatabase;

  beforeAll(async () => {
    opened = await openTestDatabase(engine);
  });
  afterAll(() => opened.close());

  it('begin every primary key and every unique constraint with the space', async () => {
    const keys = await opened.database.query<{ table: string; first: string }>(
      `select i.indrelid::regclass::text as table, a.attname as first
       from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
       where n.nspname = 'public' and (i.indisunique or i.indisprimary)`,
    );
    expect(keys.length).toBeGreaterThan(20);
    expect(keys.filter(({ first }) => first !== 'space_id')).toEqual([]);
  });

  it('have a key each, but for the list of migrations', async () => {
    const keyless = await opened.database.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind = 'r'
         and not exists (select 1 from pg_index i where i.indrelid = c.oid and i.indisprimary)`,
    );
    expect(keyless.map(({ name }) => name)).toEqual(['schema_version']);
  });

  it('have a column for each column of a fact', async () => {
    const columns = await opened.database.query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = 'fact'`,
    );
    const wanted = FACT_COLUMNS.map(({ name }) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
    expect(columns.map(({ name }) => name).sort()).toEqual([...wanted, 'facts_version', 'space_id'].sort());
  });

  it('give the same values back from either engine', async () => {
    const [row] = await opened.database.query(
      `select 9007199254740991::bigint as int8, date '2026-02-28' as day, timestamptz '2026-07-06 08:00:00.12+07' as at,
         1.50::numeric as n, '{"a":[1,null]}'::jsonb as j, true as b, null::text as nothing`,
    );
    expect(row).toEqual({
      int8: 9007199254740991,
      day: '2026-02-28',
      at: '2026-07-06T01:00:00.120Z',
      n: '1.50',
      j: { a: [1, null] },
      b: true,
      nothing: null,
    });
    await expect(opened.database.query('select 9007199254740993::bigint as x')).rejects.toThrow();
    const kysely = await opened.database.kysely.selectFrom('space').selectAll().execute();
    expect(kysely).toEqual([]);
  });

  it('are brought forward once, and refused by an older program', async () => {
    await migrate(opened.database);
    const versions = await opened.database.query('select version from schema_version');
    expect(versions).toHaveLength(MIGRATIONS.length);
    await opened.database.query('insert into schema_version values (999, now())');
    await expect(migrate(opened.database)).rejects.toBeInstanceOf(NewerSchemaError);
  });
});
