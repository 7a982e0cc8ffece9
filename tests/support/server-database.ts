import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Database } from '../../src/server/storage/database.ts';
import { migrate } from '../../src/server/storage/migrate.ts';
import { MIGRATIONS } from '../../src/server/storage/migrations/list.ts';
import { openPGlite } from '../../src/server/storage/pglite-database.ts';
import { openPostgres } from '../../src/server/storage/postgres-database.ts';
import { createPostgresDatabase, hasPostgres } from './postgres.ts';

/** Making a PGlite cluster takes four seconds and 600 MB: it is made once per set of tables, then loaded. */
const cache = path.resolve(import.meta.dirname, '../../node_modules/.cache/pglite');

export type TestDatabase = { readonly database: Database; close(): Promise<void> };

/** The engines that the server's tests run on: PGlite always, PostgreSQL where TEST_DATABASE_URL names one. */
export const ENGINES: readonly ('pglite' | 'postgres')[] = hasPostgres ? ['pglite', 'postgres'] : ['pglite'];

/** An empty database of its own, with the server's tables. */
export async function openTestDatabase(engine: 'pglite' | 'postgres' = 'pglite'): Promise<TestDatabase> {
  if (engine === 'pglite') {
    const database = await openPGlite({ archive: new Blob([await template()]) });
    return { database, close: () => database.close() };
  }
  const made = await createPostgresDatabase();
  const database = await openPostgres(made.url, 4);
  await migrate(database);
  return {
    database,
    close: async () => {
      await database.close();
      await made.drop();
    },
  };
}

async function template(): Promise<Uint8Array<ArrayBuffer>> {
  const key = createHash('sha256').update(MIGRATIONS.join('\n')).digest('hex').slice(0, 16);
  const file = path.join(cache, `template-${key}.tar`);
  if (!existsSync(file)) {
    mkdirSync(cache, { recursive: true });
    const database = await openPGlite({});
    await migrate(database);
    const archive = await database.dump('none');
    await database.close();
    const own = `${file}.${randomUUID()}`;
    writeFileSync(own, new Uint8Array(await archive.arrayBuffer()));
    renameSync(own, file);
  }
  return new Uint8Array(readFileSync(file));
}
