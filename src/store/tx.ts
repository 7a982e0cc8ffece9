import type { RidTable, TableName, Tables } from './rows.ts';

export type Key = string | number;

/** A row of a table whose key the store gives. */
export type NewRow<T extends 'outbox' | 'summary'> = Omit<Tables[T], 'key'>;

/**
 * What every transition of the phone's store needs of a database, and no more. Inside a transaction only these
 * calls may be awaited: anything else (sealing, network) would end an IndexedDB transaction early.
 */
export type Tx = {
  get<T extends TableName>(table: T, key: Key): Promise<Tables[T] | undefined>;
  getMany<T extends TableName>(table: T, keys: readonly Key[]): Promise<readonly (Tables[T] | undefined)[]>;
  /** All rows in key order, optionally the first `limit`, of those above a key. */
  all<T extends TableName>(table: T, limit?: number, above?: Key): Promise<readonly Tables[T][]>;
  count(table: TableName): Promise<number>;
  /** Rows of these records, in key order. */
  byRid<T extends RidTable>(table: T, rids: readonly string[]): Promise<readonly Tables[T][]>;
  /** Records that must be asked for again. */
  toRefetch(limit: number): Promise<readonly Tables['rec'][]>;
  put<T extends TableName>(table: T, rows: readonly Tables[T][]): Promise<void>;
  /** Adds rows whose ascending key the store gives. */
  add<T extends 'outbox' | 'summary'>(table: T, rows: readonly NewRow<T>[]): Promise<void>;
  delete(table: TableName, keys: readonly Key[]): Promise<void>;
};

/** The database behind the store: everything in one transaction, or nothing. Read-write ones are durable at return. */
export type StorePort = {
  read<T>(tables: readonly TableName[], body: (tx: Tx) => Promise<T>): Promise<T>;
  write<T>(tables: readonly TableName[], body: (tx: Tx) => Promise<T>): Promise<T>;
};

/** Seals and opens what rests in the store. The context binds a ciphertext to its table and row. */
export type SealerPort = {
  seal(table: TableName, id: string, value: unknown): Promise<Uint8Array>;
  open<T>(table: TableName, id: string, sealed: Uint8Array): Promise<T>;
};

/** The world of the store: time, chance and hashing come in as arguments. */
export type StoreWorld = {
  /** Device clock, epoch milliseconds: for display and ageing only. */
  readonly nowMs: () => number;
  /** A new UUIDv7. */
  readonly newId: () => string;
  /** SHA-256 of a text, as 64 hex digits. */
  readonly sha256: (text: string) => Promise<string>;
};

/** The disk is full: nothing of the transaction was stored. */
export class StoreFullError extends Error {}
/** The database was closed, evicted or upgraded under us: nothing of the transaction was stored. */
export class StoreClosedError extends Error {}
