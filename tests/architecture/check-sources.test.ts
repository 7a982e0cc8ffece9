import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSources } from './check-sources.ts';
import type { Finding } from './findings.ts';

const house = path.resolve(import.meta.dirname, '../..');
const tsconfigs = [
  ...['src/tsconfig.base.json', 'src/tsconfig.json', 'src/contract/tsconfig.json', 'src/domain/tsconfig.json'],
  ...['src/app/tsconfig.service-worker.json', 'src/server/tsconfig.json', 'tests/tsconfig.json'],
];

const ports = `
export class Store {
  async put(value: number): Promise<number> { return value; }
  remove(): Promise<void> { return Promise.resolve(); }
}
export interface Tx { put(value: number): Promise<void>; get(id: string): PromiseLike<number> }
export const inTransaction = async <T>(body: (tx: Tx) => Promise<T>): Promise<T> =>
  body({ put: async () => undefined, get: async () => 1 });
`;

// `BAD` marks each line that a checker must report; every other line must pass.
const floating = `
import Dexie, { type Table } from 'dexie';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Kysely } from 'kysely';
import { rm } from 'node:fs/promises';
import { inTransaction, Store } from '../../src/store/ports.ts';
const db = new Dexie('x') as Dexie & { visits: Table<{ id: string }, string> };
const store = new Store();
async function save(): Promise<void> {}
const attempt = <T>(body: () => T): T => body();

save(); // BAD an async function
store.remove(); // BAD a method of an imported class
store.put(1).then((value) => value); // BAD then without catch
store.put(1).finally(() => undefined); // BAD finally catches nothing
db.visits.put({ id: '1' }); // BAD Dexie
export const f1 = () => db.transaction('rw', db.visits, async () => {
  db.visits.put({ id: '1' }); // BAD Dexie inside a transaction
});
export const f2 = () => inTransaction(async (tx) => {
  tx.put(1); // BAD our own port
  tx.get('1'); // BAD a PromiseLike
});
inTransaction(async (tx) => tx.put(1)); // BAD the transaction itself
export const f3 = (sql: Kysely<{ visit: { id: string } }>) => { 
  sql.deleteFrom('visit').execute(); // BAD kysely
};
rm('x'); // BAD Node
import('../../src/store/ports.ts'); // BAD a dynamic import
attempt(() => store.remove()); // BAD through a generic function
[1, 2].map((value) => store.put(value)); // BAD a list of promises
Promise.all([store.remove()]); // BAD all
export const f4 = (isOpen: boolean, maybe?: Store) => {
  isOpen && store.remove(); // BAD after &&
  isOpen ? store.remove() : undefined; // BAD in a branch
  maybe?.remove(); // BAD optional
  (store.remove(), 1); // BAD before a comma
};
[1, 2].forEach(async (value) => { await store.put(value); }); // BAD a callback that returns nothing
setTimeout(async () => { await store.remove(); }, 1); // BAD a timer
addEventListener('online', () => store.remove()); // BAD a listener

await save();
void save();
store.remove().catch(() => undefined);
store.remove().then(() => 1, () => 2);
store.remove().catch(() => 1).finally(() => undefined);
const pending = store.remove();
await Promise.all([1, 2].map((value) => store.put(value)));
await pending;
export const f5 = (app: FastifyInstance, reply: FastifyReply) => {
  app.register(async () => undefined);
  app.get('/', async () => 'ok');
  reply.send('ok');
};
navigator.locks.request('sync', async () => save()).catch(() => undefined);
addEventListener('online', () => void store.remove());
`;

const floatingInWorker = `
declare const self: ServiceWorkerGlobalScope;
self.skipWaiting(); // BAD the worker's own world
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
`;

const impure = `
export const a1 = Date.now(); // BAD
export const a2 = () => new Date(); // BAD
export const a3 = Math.random(); // BAD
export const { random } = Math; // BAD
export const a4 = Math['random'](); // BAD
export const a5 = () => fetch('/sync'); // BAD
export const a6 = () => setTimeout(() => undefined, 1); // BAD
export const a7 = () => setInterval(() => undefined, 1); // BAD
export const a8 = () => crypto.randomUUID(); // BAD
export const a9 = () => console.log('x'); // BAD
export const b1 = () => window.alert('x'); // BAD
export const b2 = () => performance.now(); // BAD
export const b3 = () => globalThis.performance.now(); // BAD
export const b4 = { fetch }; // BAD
export type B5 = typeof fetch; // BAD

export const c1 = Math.max(1, 2);
export const c2 = (crypto: { random(): number }) => crypto.random();
export const c3 = (ports: { fetch(path: string): void; console: unknown; Date: string }) => ports.fetch(ports.Date);
export const c4 = { window: 'report' }.window;
`;

let folder: string;
let findings: Finding[];

const write = (file: string, text: string): void => {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
};

const linesMarkedBad = (text: string): number[] =>
  text.split('\n').flatMap((line, index) => (line.includes('// BAD') ? [index + 1] : []));

const linesFoundIn = (file: string): number[] => [
  ...new Set(findings.filter((finding) => finding.file.endsWith(`/${file}`)).map(({ line }) => line)),
];

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'planted-sources-'));
  for (const file of tsconfigs) write(file, readFileSync(path.join(house, file), 'utf8'));
  symlinkSync(path.join(house, 'node_modules'), path.join(folder, 'node_modules'));
  write('src/store/ports.ts', ports);
  write('tests/store/planted.ts', floating);
  write('src/app/service-worker.ts', floatingInWorker);
  for (const pure of ['src/contract', 'src/domain/merge', 'src/sync']) write(`${pure}/planted.ts`, impure);
  write('src/domain/calendar/today.ts', 'export const d1 = new Date(0);\nexport const d2 = Math.random();\n');
  write('src/features/today/clock.ts', 'export const now = Date.now();\n');
  findings = checkSources(folder);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('a promise that nobody awaits', () => {
  it('is found wherever it is planted, and nothing else is', () => {
    expect(linesFoundIn('tests/store/planted.ts')).toEqual(linesMarkedBad(floating));
  });
  it('is found in the service worker', () => {
    expect(linesFoundIn('src/app/service-worker.ts')).toEqual(linesMarkedBad(floatingInWorker));
  });
});

describe('a pure folder', () => {
  it.each(['src/contract', 'src/domain/merge', 'src/sync'])('%s takes nothing from the world by itself', (pure) => {
    expect(linesFoundIn(`${pure}/planted.ts`)).toEqual(linesMarkedBad(impure));
  });
  it('of the calendar may touch Date, and nothing more', () => {
    expect(linesFoundIn('src/domain/calendar/today.ts')).toEqual([2]);
  });
  it('is not every folder', () => {
    expect(linesFoundIn('src/features/today/clock.ts')).toEqual([]);
  });
});
