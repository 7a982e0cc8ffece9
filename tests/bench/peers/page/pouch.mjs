// PouchDB in the browser: its IndexedDB adapter, replication as its guide has it.
import PouchDB from 'pouchdb-browser';
import { documents, timedSaves } from './documents.mjs';

const open = () => new PouchDB('visits');
const asPouch = ({ id, ...doc }) => ({ _id: id, ...doc });

export async function fill(count) {
  const db = open();
  const all = documents(count).map(asPouch);
  for (let from = 0; from < all.length; from += 1000) await db.bulkDocs(all.slice(from, from + 1000));
  await db.close();
}

export async function saves(count) {
  const db = open();
  const seen = await timedSaves(count, (doc) => db.put(asPouch(doc)));
  await db.close();
  return seen;
}

/** Sends everything; answers milliseconds. `retries` = the link is bad: it goes on until all is there. */
export async function push(retries = false) {
  const db = open();
  const startedMs = performance.now();
  await ended(db.replicate.to(`${location.origin}/pouch/visits`, options(retries)), retries);
  const ms = performance.now() - startedMs;
  await db.close();
  return ms;
}

export async function pull() {
  const db = open();
  const startedMs = performance.now();
  await ended(db.replicate.from(`${location.origin}/pouch/visits`, options(false)), false);
  const ms = performance.now() - startedMs;
  const { doc_count } = await db.info();
  await db.close();
  return { ms, count: doc_count };
}

const options = (retries) => (retries ? { live: true, retry: true, batch_size: 1000 } : { batch_size: 1000 });

/** A live replication never ends; it is over when it pauses without an error. */
function ended(replication, isLive) {
  return new Promise((resolve, reject) => {
    replication.on('error', reject);
    replication.on('complete', resolve);
    if (isLive)
      replication.on('paused', (error) => {
        if (!error) replication.cancel();
      });
  });
}
