import type { RidTable, TableName, Tables } from './rows.ts';
import { type Key, type NewRow, StoreClosedError, type Tx } from './tx.ts';

// Transactions straight on IndexedDB. Through Dexie's tables each call cost more than its request: a save that must be
// felt as instant on a slow phone makes eight of them (docs/performance.md).

/** Up to so many rows are asked for one by one. */
const MANY = 8;

/** A database, and its world's key ranges. */
export type IdbWorld = { readonly db: IDBDatabase; readonly keyRange: typeof IDBKeyRange };

/** Runs `body` in one transaction; a write is durable (`strict`) when the promise resolves. */
export async function runTransaction<T>(
  world: IdbWorld,
  mode: 'readonly' | 'readwrite',
  tables: readonly TableName[],
  body: (tx: Tx) => Promise<T>,
): Promise<T> {
  const transaction = world.db.transaction(tables as string[], mode, { durability: 'strict' });
  const ended = endOf(transaction);
  const tx = txOf(world, transaction);
  if (mode === 'readonly') return body(tx);
  let result: T;
  try {
    result = await body(tx);
  } catch (error) {
    undo(transaction);
    const cause = await ended.promise.catch((reason: unknown) => reason);
    // A request that failed takes those after it along: they say only that the transaction was aborted.
    throw isAbort(error) ? cause : error;
  }
  if (ended.state === 'complete') throw new Error('a transaction ended before its body did');
  if (ended.state === 'running') transaction.commit?.();
  await ended.promise;
  return result;
}

type End = { state: 'running' | 'complete' | 'aborted'; readonly promise: Promise<void> };

function endOf(transaction: IDBTransaction): End {
  const end: { state: End['state']; promise: Promise<void> } = { state: 'running', promise: Promise.resolve() };
  end.promise = new Promise((resolve, reject) => {
    transaction.oncomplete = () => {
      end.state = 'complete';
      resolve();
    };
    transaction.onabort = () => {
      end.state = 'aborted';
      reject(whyAborted(transaction));
    };
  });
  // Somebody may never ask: a read has its answer before its transaction ends.
  end.promise.catch(() => undefined);
  return end;
}

/** Without a cause of its own, and not by us: the browser has taken the database away. */
function whyAborted({ error }: IDBTransaction): unknown {
  return error === null || isAbort(error) ? new StoreClosedError('the database was closed') : error;
}

function isAbort(error: unknown): boolean {
  return error instanceof Object && 'name' in error && error.name === 'AbortError';
}

function undo(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has been undone already.
  }
}

function txOf(world: IdbWorld, transaction: IDBTransaction): Tx {
  const stores = new Map<TableName, IDBObjectStore>();
  const storeOf = (table: TableName): IDBObjectStore => {
    const known = stores.get(table) ?? transaction.objectStore(table);
    stores.set(table, known);
    return known;
  };
  return {
    get: (table, key) => answerOf(storeOf(table).get(key)),
    getMany: (table, keys) => manyOf<Tables[typeof table]>(world, storeOf(table), keys),
    all: (table, limit, above) =>
      answerOf(storeOf(table).getAll(above === undefined ? null : world.keyRange.lowerBound(above, true), limit)),
    count: (table) => answerOf(storeOf(table).count()),
    byRid: (table, rids) => rowsOf(world, storeOf(table), [...new Set(rids)]),
    toRefetch: (limit) => answerOf(storeOf('rec').index('refetch').getAll(1, limit)),
    // Nobody waits for a single write: what fails takes the whole transaction with it.
    put: async (table, rows) => {
      for (const row of rows) storeOf(table).put(row);
    },
    add: async <N extends 'outbox' | 'summary'>(table: N, rows: readonly NewRow<N>[]) => {
      for (const row of rows) storeOf(table).add(row);
    },
    delete: async (table, keys) => {
      const run = runOf(keys);
      if (run !== undefined) storeOf(table).delete(world.keyRange.bound(...run));
      else for (const key of keys) storeOf(table).delete(key);
    },
  };
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Requests are answered in their order: when the last has come, all are there. */
async function answersOf<T>(requests: readonly IDBRequest<T>[]): Promise<T[]> {
  const last = requests.at(-1);
  if (last !== undefined) await answerOf(last);
  return requests.map((request) => request.result);
}

/**
 * Rows by their keys. Each request costs a crossing of processes, whether it finds something or not. Ids that begin with
 * their time stand close together in one page: the keys of their range tell which are there. Other ids (a session's,
 * which follows from its day) would stretch that range over the whole table.
 */
async function manyOf<T>(
  world: IdbWorld,
  store: IDBObjectStore,
  keys: readonly Key[],
): Promise<readonly (T | undefined)[]> {
  const close = keys.filter(isClose);
  if (close.length <= MANY) return answersOf<T | undefined>(keys.map((key) => store.get(key)));
  const alone = keys.filter((key) => !isClose(key));
  const [rowsByKey, others] = await Promise.all([
    closeRows<T>(world, store, close),
    answersOf<T | undefined>(alone.map((key) => store.get(key))),
  ]);
  const aloneByKey = byKey(alone, others);
  return keys.map((key) => rowsByKey.get(key) ?? aloneByKey.get(key));
}

/** A number, or a UUID of version 7 (RFC 9562 §5.7). */
function isClose(key: Key): boolean {
  return typeof key === 'number' || key[14] === '7';
}

async function closeRows<T>(
  { keyRange }: IdbWorld,
  store: IDBObjectStore,
  keys: readonly Key[],
): Promise<ReadonlyMap<Key, T | undefined>> {
  const range = rangeOf(keyRange, keys);
  const most = keys.length * WIDE;
  const present = (await answerOf(store.getAllKeys(range, most))) as Key[];
  const wanted = new Set(keys);
  const found = present.length === most ? keys : present.filter((key) => wanted.has(key));
  return present.length <= found.length * FULL_ENOUGH
    ? byKey(present, await answerOf<T[]>(store.getAll(range)))
    : byKey(found, await answersOf<T | undefined>(found.map((key) => store.get(key))));
}

function byKey<T>(keys: readonly Key[], rows: readonly T[]): ReadonlyMap<Key, T> {
  return new Map(rows.map((row, place) => [keys[place] as Key, row]));
}

/** Beyond so many keys for each that is wanted, a range tells nothing cheaply. */
const WIDE = 16;

/** A range is read whole where no more than this many of its rows stand for each that is wanted. */
const FULL_ENOUGH = 2;

function rangeOf(keyRange: typeof IDBKeyRange, keys: readonly Key[]): IDBKeyRange {
  let least = keys[0] as Key;
  let most = least;
  for (const key of keys) {
    if (key < least) least = key;
    if (key > most) most = key;
  }
  return keyRange.bound(least, most);
}

/** The ends of a row of whole numbers that follow each other: they go with one request. */
function runOf(keys: readonly Key[]): [number, number] | undefined {
  const first = keys[0];
  if (typeof first !== 'number' || keys.length <= MANY) return undefined;
  return keys.every((key, place) => key === first + place) ? [first, first + keys.length - 1] : undefined;
}

async function rowsOf<N extends RidTable>(
  { keyRange }: IdbWorld,
  store: IDBObjectStore,
  rids: readonly string[],
): Promise<readonly Tables[N][]> {
  const index = store.index('rid');
  if (rids.length > MANY) {
    const range = rangeOf(keyRange, rids);
    if ((await answerOf(index.count(range))) <= rids.length * FULL_ENOUGH) {
      const wanted = new Set(rids);
      const rows = (await answerOf(index.getAll(range))) as Tables[N][];
      return rows.filter(({ rid }) => wanted.has(rid)).sort(byRowKey);
    }
  }
  const found = await answersOf<Tables[N][]>(rids.map((rid) => index.getAll(rid)));
  return found.flat().sort(byRowKey);
}

function byRowKey(a: object, b: object): number {
  return keyOfRow(a) < keyOfRow(b) ? -1 : 1;
}

function keyOfRow(row: object): string | number {
  return 'key' in row ? (row.key as number) : 'mid' in row ? (row.mid as string) : (row as { formId: string }).formId;
}
