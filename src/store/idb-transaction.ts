import type { RidTable, TableName, Tables } from './rows.ts';
import { type NewRow, StoreClosedError, type Tx } from './tx.ts';

// Transactions straight on IndexedDB. Through Dexie's tables each call cost more than its request: a save that must be
// felt as instant on a slow phone makes eight of them (docs/performance.md).

/** Looking up so many records one by one is only worth it in a table with more rows than that. */
const MANY = 8;

/** Runs `body` in one transaction; a write is durable (`strict`) when the promise resolves. */
export async function runTransaction<T>(
  db: IDBDatabase,
  mode: 'readonly' | 'readwrite',
  tables: readonly TableName[],
  body: (tx: Tx) => Promise<T>,
): Promise<T> {
  const transaction = db.transaction(tables as string[], mode, { durability: 'strict' });
  const ended = endOf(transaction);
  const tx = txOf(transaction);
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

function txOf(transaction: IDBTransaction): Tx {
  const stores = new Map<TableName, IDBObjectStore>();
  const storeOf = (table: TableName): IDBObjectStore => {
    const known = stores.get(table) ?? transaction.objectStore(table);
    stores.set(table, known);
    return known;
  };
  return {
    get: (table, key) => answerOf(storeOf(table).get(key)),
    getMany: async (table, keys) => answersOf(keys.map((key) => storeOf(table).get(key))),
    all: (table, limit) => answerOf(storeOf(table).getAll(null, limit)),
    count: (table) => answerOf(storeOf(table).count()),
    byRid: (table, rids) => rowsOf(storeOf(table), [...new Set(rids)]),
    toRefetch: (limit) => answerOf(storeOf('rec').index('refetch').getAll(1, limit)),
    // Nobody waits for a single write: what fails takes the whole transaction with it.
    put: async (table, rows) => {
      for (const row of rows) storeOf(table).put(row);
    },
    add: async <N extends 'outbox' | 'summary'>(table: N, rows: readonly NewRow<N>[]) => {
      for (const row of rows) storeOf(table).add(row);
    },
    delete: async (table, keys) => {
      for (const key of keys) storeOf(table).delete(key);
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

async function rowsOf<N extends RidTable>(
  store: IDBObjectStore,
  rids: readonly string[],
): Promise<readonly Tables[N][]> {
  if (rids.length > MANY) {
    const count = await answerOf(store.count());
    if (count === 0) return [];
    if (count <= rids.length) {
      const wanted = new Set(rids);
      return ((await answerOf(store.getAll())) as Tables[N][]).filter(({ rid }) => wanted.has(rid));
    }
  }
  const index = store.index('rid');
  const found = await answersOf<Tables[N][]>(rids.map((rid) => index.getAll(rid)));
  return found.flat().sort((a, b) => (keyOfRow(a) < keyOfRow(b) ? -1 : 1));
}

function keyOfRow(row: object): string | number {
  return 'key' in row ? (row.key as number) : 'mid' in row ? (row.mid as string) : (row as { formId: string }).formId;
}
