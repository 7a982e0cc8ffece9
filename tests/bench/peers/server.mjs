// The servers that the peers sync with, as their own documents set them up, everything in memory: the most favourable
// case for them. `node tests/bench/peers/server.mjs <folder of the page>`; PORT from the environment, until SIGTERM.
import express from 'express';
import expressPouchdb from 'express-pouchdb';
import memory from 'pouchdb-adapter-memory';
import PouchDB from 'pouchdb-core';
import mapreduce from 'pouchdb-mapreduce';
import replication from 'pouchdb-replication';

PouchDB.plugin(memory).plugin(mapreduce).plugin(replication);
const Memory = PouchDB.defaults({ adapter: 'memory' });

const app = express();
app.use('/pouch', expressPouchdb(Memory, { inMemoryConfig: true, mode: 'minimumForPouchDB' }));

/** RxDB leaves the server to its user: documents by id, and the order in which they were last written. */
const rows = new Map();
let seq = 0;
const json = express.json({ limit: '64mb' });
app.post('/rx/push', json, (request, response) => {
  const conflicts = [];
  for (const { newDocumentState: doc, assumedMasterState: assumed } of request.body) {
    const held = rows.get(doc.id);
    if (held !== undefined && (assumed == null || held.doc.n !== assumed.n)) conflicts.push(held.doc);
    else {
      seq += 1;
      rows.delete(doc.id);
      rows.set(doc.id, { doc, seq });
    }
  }
  response.json(conflicts);
});
app.get('/rx/pull', (request, response) => {
  const after = Number(request.query.after);
  const documents = [];
  let checkpoint = after;
  for (const row of rows.values()) {
    if (row.seq <= after) continue;
    documents.push(row.doc);
    checkpoint = row.seq;
    if (documents.length >= Number(request.query.limit)) break;
  }
  response.json({ documents, checkpoint: { seq: checkpoint } });
});

app.get('/readyz', (_request, response) => response.json({ ready: true }));
app.use(express.static(process.argv[2]));
const server = app.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => server.close(() => process.exit(0)));
