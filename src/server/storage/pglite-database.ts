import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import { type Database, PARSERS, type Sql } from './database.ts';
import type { Tables } from './tables.ts';

const SETTINGS = [
  // PGlite's own defaults would take 270 MB for buffers that one commune never fills, and keep 1 GB of log.
  'shared_buffers=16MB',
  'jit=off',
  'max_wal_size=64MB',
  'min_wal_size=32MB',
  // Log that is not needed any more is removed, not kept for reuse: it may hold words that were redacted (scrub.ts).
  'wal_recycle=off',
  'wal_init_zero=off',
];
const START_PARAMS = [...PGlite.defaultStartParams, ...SETTINGS.flatMap((setting) => ['-c', setting])];

/** The embedded database, and what only it can do. */
export type PGliteDatabase = Database & {
  /** The whole database as a tar archive, while nothing else runs. */
  dump(compression: 'none' | 'gzip'): Promise<Blob>;
};

/** Opens an existing PGlite folder, or an empty database in memory; `archive` fills the latter. */
export async function openPGlite(options: { folder?: string; archive?: Blob }): Promise<PGliteDatabase> {
  const settings: PGliteOptions = {
    startParams: START_PARAMS,
    parsers: { ...PARSERS },
    ...(options.folder === undefined ? {} : { dataDir: options.folder }),
    ...(options.archive === undefined ? {} : { loadDataDir: options.archive }),
  };
  return new EmbeddedDatabase(await PGlite.create(settings));
}

class EmbeddedDatabase implements PGliteDatabase {
  readonly engine = 'pglite';
  readonly kysely: Kysely<Tables>;
  readonly #pglite: PGlite;
  readonly #turn = new Turn();

  constructor(pglite: PGlite) {
    this.#pglite = pglite;
    this.kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: this.#pool() }) });
  }

  query<Row>(text: string, params?: readonly unknown[]): Promise<Row[]> {
    return this.#turn.take(() => this.#run<Row>(text, params));
  }

  script(text: string): Promise<void> {
    return this.#turn.take(() => this.#script(text));
  }

  transaction<T>(work: (tx: Sql) => Promise<T>, mode: 'write' | 'read' = 'write'): Promise<T> {
    return this.#turn.take(async () => {
      // With one connection nobody writes between two statements: a reader needs no snapshot of its own.
      if (mode === 'read') return work(this.#sql);
      await this.#script('begin');
      try {
        const result = await work(this.#sql);
        await this.#script('commit');
        return result;
      } catch (error) {
        await this.#script('rollback');
        throw error;
      }
    });
  }

  dump(compression: 'none' | 'gzip'): Promise<Blob> {
    return this.#turn.take(async () => {
      await this.#script('checkpoint');
      return this.#pglite.dumpDataDir(compression);
    });
  }

  async close(): Promise<void> {
    await this.kysely.destroy();
    await this.#turn.take(() => this.#pglite.close());
  }

  readonly #sql: Sql = {
    query: (text, params) => this.#run(text, params),
    script: (text) => this.#script(text),
  };

  async #run<Row>(text: string, params?: readonly unknown[]): Promise<Row[]> {
    return (await this.#pglite.query<Row>(text, params === undefined ? undefined : [...params])).rows;
  }

  async #script(text: string): Promise<void> {
    await this.#pglite.exec(text);
  }

  /** PGlite is one session: a client of the pool has it to itself until it is released. */
  #pool(): PostgresPool {
    return {
      connect: async () => {
        const free = await this.#turn.wait();
        return this.#client(free);
      },
      end: async () => undefined,
    };
  }

  #client(free: () => void): PostgresPoolClient {
    const query = async (text: string, params: readonly unknown[]) => {
      const result = await this.#pglite.query<never>(text, [...params]);
      const command = (/^\s*(\w+)/.exec(text)?.[1] ?? '').toUpperCase();
      return { command, rowCount: result.affectedRows || result.rows.length, rows: result.rows };
    };
    return { query: query as unknown as PostgresPoolClient['query'], release: free };
  }
}

/** A queue of one: whoever waits gets the session in the order of asking. */
class Turn {
  #tail: Promise<void> = Promise.resolve();

  async wait(): Promise<() => void> {
    let free: () => void = () => undefined;
    const before = this.#tail;
    this.#tail = new Promise((resolve) => {
      free = resolve;
    });
    await before;
    return free;
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    const free = await this.wait();
    try {
      return await work();
    } finally {
      free();
    }
  }
}
