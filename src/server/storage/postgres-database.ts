import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { type Database, PARSERS, type Sql } from './database.ts';
import type { Tables } from './tables.ts';

const OLDEST = 150_000;
const CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 10_000;
// Tables grow faster than statistics: a plan that was kept from when a table was small would walk it row by row later
// (10,000 visits took 27 s in place of 7). Planning anew costs less than it saves.
const PLANS = '-c plan_cache_mode=force_custom_plan -c jit=off';
// One stuck lock, statement or transaction must not hold up the province: phones are told to try again.
const LIMITS = '-c lock_timeout=5s -c statement_timeout=30s -c idle_in_transaction_session_timeout=15s';

/** The installed PostgreSQL lacks what this program's SQL needs. The message is for the person at the console. */
export class OldPostgresError extends Error {}

/** Opens PostgreSQL ≥ 15. */
export async function openPostgres(url: string, connections = CONNECTIONS): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'gan-dan',
    options: `-c timezone=UTC ${PLANS} ${LIMITS}`,
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
  });
  // A connection that dies while idle is replaced by the next query; unheard, this event would end the process.
  pool.on('error', () => undefined);
  try {
    const found = await pool.query<{ server_version_num: string }>('show server_version_num');
    const version = Number(found.rows[0]?.server_version_num);
    if (version < OLDEST)
      throw new OldPostgresError(`Cần PostgreSQL 15 trở lên; máy chủ đang chạy ${Math.floor(version / 10_000)}.`);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return new PostgresDatabase(pool);
}

function typeParser(oid: number, format?: 'text' | 'binary'): unknown {
  return PARSERS[oid] ?? pg.types.getTypeParser(oid, format ?? 'text');
}

class PostgresDatabase implements Database {
  readonly engine = 'postgres';
  readonly kysely: Kysely<Tables>;
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
    this.kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  }

  async query<Row>(text: string, params?: readonly unknown[]): Promise<Row[]> {
    return (await this.#pool.query(named(text, params))).rows as Row[];
  }

  async script(text: string): Promise<void> {
    await this.#pool.query(text);
  }

  async transaction<T>(work: (tx: Sql) => Promise<T>, mode: 'write' | 'read' = 'write'): Promise<T> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    // A connection that dies between two statements tells the next one; unheard, this event would end the process.
    const heard = () => undefined;
    client.on('error', heard);
    try {
      await client.query(mode === 'read' ? 'begin isolation level repeatable read read only' : 'begin');
      const result = await work(sqlOf(client));
      await client.query('commit');
      return result;
    } catch (error) {
      broken = await rollback(client);
      throw error;
    } finally {
      client.off('error', heard);
      client.release(broken);
    }
  }

  async close(): Promise<void> {
    await this.kysely.destroy();
  }
}

/** Undoes the transaction; the error means that the connection must not be used again. */
async function rollback(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error('rollback failed');
  }
}

function sqlOf(client: pg.PoolClient): Sql {
  return {
    query: async <Row>(text: string, params?: readonly unknown[]) =>
      (await client.query(named(text, params))).rows as Row[],
    script: async (text) => {
      await client.query(text);
    },
  };
}

const namesByText = new Map<string, string>();

/** Statements of this program are few and fixed: each is parsed and planned once per connection. */
function named(text: string, params: readonly unknown[] | undefined): pg.QueryConfig {
  if (params === undefined) return { text };
  let name = namesByText.get(text);
  if (name === undefined) {
    name = `s${namesByText.size}`;
    namesByText.set(text, name);
  }
  return { name, text, values: [...params] };
}
