import type { Mutation } from '../../../src/contract/wire/sync.ts';
import { chanceOf, visitMutation } from '../visits.ts';

// The least that a browser can do with the same bytes: raw IndexedDB, strict as ours, nothing sealed, gzip batches, no
// numbers, no answers per item, no lists.

const BATCH = 1000;
const WRITER = { userId: '0d000000-0000-4000-8000-000000000001', name: 'Nông Thị Mẫu' };

let opened: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('floor', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('outbox', { autoIncrement: true });
      request.result.createObjectStore('rec', { keyPath: 'rid' });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function inStore<T>(
  name: string,
  work: (store: IDBObjectStore) => IDBRequest<T> | undefined,
): Promise<T | undefined> {
  const db = await database();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(name, 'readwrite', { durability: 'strict' });
    const request = work(transaction.objectStore(name));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** The mutations that wait, as they are. */
export async function fillFloor(visits: number): Promise<void> {
  const chance = chanceOf(visits);
  for (let from = 0; from < visits; from += BATCH) {
    const size = Math.min(BATCH, visits - from);
    await inStore('outbox', (store) => {
      for (let i = 0; i < size; i += 1) store.add(visitMutation(chance, WRITER, from + i + 1));
      return undefined;
    });
  }
}

/** Sends everything that waits, batch after batch; each leaves the queue when it is acknowledged. */
export async function pushToFloor(): Promise<number> {
  const startedMs = performance.now();
  for (;;) {
    const keys = await inStore('outbox', (store) => store.getAllKeys(null, BATCH));
    const muts = await inStore<Mutation[]>('outbox', (store) => store.getAll(null, BATCH));
    const [first, last] = [keys?.[0], keys?.at(-1)];
    if (first === undefined || last === undefined) return performance.now() - startedMs;
    const json = new TextEncoder().encode(JSON.stringify({ muts }));
    const body = await new Response(new Blob([json]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    const answer = await fetch('/floor/push', { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`the floor refused: ${answer.status} ${await answer.text()}`);
    await inStore('outbox', (store) => {
      store.delete(IDBKeyRange.bound(first, last));
      return undefined;
    });
  }
}

/** Fetches everything, page after page, each stored in one transaction. */
export async function pullFromFloor(): Promise<number> {
  const startedMs = performance.now();
  let after = 0;
  for (;;) {
    const answer = await fetch(`/floor/page?after=${after}&limit=${BATCH}`, { cache: 'no-store' });
    const page = (await answer.json()) as { rows: object[]; after: number; more: boolean };
    await inStore('rec', (store) => {
      for (const row of page.rows) store.put(row);
      return undefined;
    });
    if (!page.more) return performance.now() - startedMs;
    after = page.after;
  }
}
