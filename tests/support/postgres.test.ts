import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { createPostgresDatabase, hasPostgres } from './postgres.ts';

describe.skipIf(!hasPostgres)('PostgreSQL for tests', () => {
  it('is version 15 or newer, and each test gets an empty database of its own', async () => {
    const database = await createPostgresDatabase();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      const { rows } = await client.query("select current_setting('server_version_num')::int as version");
      expect(rows[0].version).toBeGreaterThanOrEqual(150_000);
    } finally {
      await client.end();
      await database.drop();
    }
  });
});
