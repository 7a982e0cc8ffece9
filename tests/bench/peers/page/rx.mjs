// RxDB in the browser: its free storage (Dexie), replication over HTTP as its guide has it.
import { createRxDatabase } from 'rxdb/plugins/core';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { documents, timedSaves } from './documents.mjs';

const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 36 },
    n: { type: 'number' },
    cells: { type: 'object', additionalProperties: true },
  },
  required: ['id', 'n', 'cells'],
};

async function open() {
  const db = await createRxDatabase({ name: 'visits', storage: getRxStorageDexie(), multiInstance: false });
  const { visits } = await db.addCollections({ visits: { schema } });
  return { db, visits };
}

export async function fill(count) {
  const { db, visits } = await open();
  const all = documents(count);
  for (let from = 0; from < all.length; from += 1000) await visits.bulkInsert(all.slice(from, from + 1000));
  await db.close();
}

export async function saves(count) {
  const { db, visits } = await open();
  const seen = await timedSaves(count, (doc) => visits.insert(doc));
  await db.close();
  return seen;
}

export async function push(retries = false) {
  const { db, visits } = await open();
  const startedMs = performance.now();
  await inSync(visits, { push: { batchSize: 1000, handler: send } }, retries);
  const ms = performance.now() - startedMs;
  await db.close();
  return ms;
}

export async function pull() {
  const { db, visits } = await open();
  const startedMs = performance.now();
  await inSync(visits, { pull: { batchSize: 1000, handler: receive } }, false);
  const ms = performance.now() - startedMs;
  const count = await visits.count().exec();
  await db.close();
  return { ms, count };
}

async function inSync(collection, legs, retries) {
  const replication = replicateRxCollection({
    collection,
    replicationIdentifier: 'bench',
    live: retries,
    retryTime: 2000,
    ...legs,
  });
  if (!retries) replication.error$.subscribe((error) => console.error(error));
  await replication.awaitInitialReplication();
  if (retries) await replication.awaitInSync();
  await replication.cancel();
}

async function send(rows) {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch('/rx/push', { method: 'POST', headers, body: JSON.stringify(rows) });
  if (!answer.ok) throw new Error(`refused: ${answer.status}`);
  return answer.json();
}

async function receive(checkpoint, limit) {
  const answer = await fetch(`/rx/pull?after=${checkpoint?.seq ?? 0}&limit=${limit}`, { cache: 'no-store' });
  if (!answer.ok) throw new Error(`refused: ${answer.status}`);
  return answer.json();
}
