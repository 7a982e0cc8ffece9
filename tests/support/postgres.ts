import { randomUUID } from 'node:crypto';
import pg from 'pg';

// A real PostgreSQL, where one is at hand: TEST_DATABASE_URL names a cluster in which tests may create databases
// (.ci/run starts a throw-away one). Without it those tests are skipped, and `npm test` says so:
//
//   describe.skipIf(!hasPostgres)('on PostgreSQL', () => …)

const clusterUrl = process.env.TEST_DATABASE_URL;

export const hasPostgres = clusterUrl !== undefined;

export type TestDatabase = { url: string; drop(): Promise<void> };

/** An empty database of its own; drop it after the test. */
export async function createPostgresDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onCluster(`create database ${name} template template0 encoding 'UTF8'`);
  const url = new URL(required(clusterUrl));
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onCluster(`drop database if exists ${name} with (force)`) };
}

async function onCluster(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: required(clusterUrl) });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function required(url: string | undefined): string {
  if (!url) throw new Error('TEST_DATABASE_URL is not set: guard the test with `hasPostgres`');
  return url;
}
