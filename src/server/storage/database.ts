import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** One statement at a time. Parameters that are arrays or objects are passed as JSON text and unpacked in SQL. */
export type Sql = {
  query<Row>(text: string, params?: readonly unknown[]): Promise<Row[]>;
  /** Several statements without parameters, for migrations. */
  script(text: string): Promise<void>;
};

/** `read` = one snapshot for all statements of the transaction. */
export type TransactionMode = 'write' | 'read';

/** PostgreSQL or PGlite: the same SQL, the same values back. */
export type Database = Sql & {
  readonly engine: 'postgres' | 'pglite';
  readonly kysely: Kysely<Tables>;
  /** Commits what `work` did; rolls back when it throws. Inside, use only the `Sql` that is handed in. */
  transaction<T>(work: (tx: Sql) => Promise<T>, mode?: TransactionMode): Promise<T>;
  close(): Promise<void>;
};

/** How PostgreSQL types become values, by type OID: the same for both engines, so that no answer depends on them. */
export const PARSERS: { readonly [oid: number]: (text: string) => unknown } = {
  20: safeInteger, // int8
  1082: (text) => text, // date: a plain date stays text
  1114: (text) => text, // timestamp
  1184: isoInstant, // timestamptz
  1700: (text) => text, // numeric
};

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint of the database exceeds 2^53');
  return value;
}

/** `2026-07-06 01:02:03.004+00` as `2026-07-06T01:02:03.004Z`; sessions run in UTC. */
function isoInstant(text: string): string {
  return new Date(text.replace(' ', 'T').replace(/\+00(:00)?$/, 'Z')).toISOString();
}

/** UUIDs as one array literal: cast in SQL as `$1::text::uuid[]`. */
export function uuidArray(ids: Iterable<string>): string {
  return `{${[...ids].join(',')}}`;
}

function sqlState(error: unknown): string | undefined {
  if (error === null || typeof error !== 'object') return undefined;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/** Whether the database refused a value (not: a lost connection, a deadlock, a stop): the same value fails again. */
export function isDataError(error: unknown): boolean {
  const state = sqlState(error);
  return state !== undefined && (/^(22|23|54)/.test(state) || state === 'P0001');
}

/**
 * Whether trying again later may help: no connection, the server stops, too many connections, a deadlock, a lock,
 * statement or transaction that took too long.
 */
export function isUnavailable(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return /^(08|40|53|57|55P03|25P03)/.test(state);
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return (
    (typeof code === 'string' && ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND'].includes(code)) ||
    (typeof message === 'string' &&
      /Connection terminated|timeout exceeded when trying to connect|connection error and is not queryable/.test(
        message,
      ))
  );
}
