import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { Page } from '@playwright/test';

/** The ways in which a program might write a text down. */
function writingsOf(text: string): string[] {
  const marksGone = text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');
  return [...new Set([text.normalize('NFC'), text.normalize('NFD'), marksGone])];
}

/**
 * Where in everything that this origin keeps in the browser one of the texts stands in clear: databases with every key
 * and value, caches, storage, cookies. Whatever the case of its letters, as text or as bytes of UTF-8, UTF-16, base64.
 */
export function findInBrowser(page: Page, texts: readonly string[]): Promise<string[]> {
  return page.evaluate(async (needles) => {
    const found: string[] = [];
    const patterns = needles.map((needle) => needle.toLocaleLowerCase('vi'));
    const decoders = ['utf-8', 'utf-16le', 'utf-16be'].map((name) => new TextDecoder(name));
    const look = (place: string, text: string): void => {
      const lower = text.toLocaleLowerCase('vi');
      for (const pattern of patterns) if (lower.includes(pattern)) found.push(`${place}: ${pattern}`);
    };
    const lookText = (place: string, text: string): void => {
      look(place, text);
      for (const run of text.match(/[A-Za-z0-9+/_-]{16,}/g) ?? []) {
        try {
          const bytes = Uint8Array.from(atob(run.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
          lookBytes(`${place} (base64)`, bytes);
        } catch {
          // Not base64.
        }
      }
    };
    const lookBytes = (place: string, bytes: Uint8Array): void => {
      for (const decoder of decoders) {
        look(place, decoder.decode(bytes));
        // UTF-16 may begin at an odd byte.
        look(place, decoder.decode(bytes.subarray(1)));
      }
    };
    const walk = async (place: string, value: unknown): Promise<void> => {
      if (typeof value === 'string') lookText(place, value);
      else if (value instanceof ArrayBuffer) lookBytes(place, new Uint8Array(value));
      else if (ArrayBuffer.isView(value))
        lookBytes(place, new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
      else if (value instanceof Blob) lookBytes(place, new Uint8Array(await value.arrayBuffer()));
      else if (value instanceof Map || value instanceof Set) for (const item of value) await walk(place, item);
      else if (Array.isArray(value)) for (const item of value) await walk(place, item);
      else if (typeof value === 'object' && value !== null)
        for (const [key, item] of Object.entries(value)) {
          lookText(place, key);
          await walk(`${place}.${key}`, item);
        }
    };
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });

    let values = 0;
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue;
      lookText('name of a database', name);
      const database = await done(indexedDB.open(name));
      for (const table of database.objectStoreNames) {
        const store = database.transaction(table).objectStore(table);
        const [keys, rows] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
        values += rows.length;
        await walk(`${name}/${table} keys`, keys);
        await walk(`${name}/${table}`, rows);
      }
      database.close();
    }
    if (values === 0) found.push('nothing was searched: no database holds a row');
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        lookText(`cache ${name}`, request.url);
        const response = await cache.match(request);
        if (response) lookBytes(`cache ${request.url}`, new Uint8Array(await response.arrayBuffer()));
      }
    }
    for (const storage of [localStorage, sessionStorage])
      for (const [key, value] of Object.entries(storage)) lookText(`storage ${key}`, `${key}=${value}`);
    lookText('cookie', decodeURIComponent(document.cookie));
    lookText('address', decodeURIComponent(location.href));
    lookText('history', JSON.stringify(history.state) ?? '');
    return [...new Set(found)];
  }, texts.flatMap(writingsOf));
}

/** In which files of a folder one of the texts stands, as UTF-8 or UTF-16: a profile on disk, a log. */
export function findInFiles(folder: string, texts: readonly string[]): string[] {
  const needles = texts
    .flatMap(writingsOf)
    .flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => {
      const content = readFileSync(file);
      return needles.some((needle) => content.includes(needle));
    });
}

/** In which tables of a stopped server's embedded database a row holds one of the texts, whatever its column. */
export async function findInTables(serverFolder: string, texts: readonly string[]): Promise<string[]> {
  const database = await PGlite.create({ dataDir: path.join(serverFolder, 'pglite') });
  try {
    const { rows: tables } = await database.query<{ schema: string; name: string }>(
      `select table_schema as schema, table_name as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    );
    const found: string[] = [];
    for (const { schema, name } of tables) {
      const { rows } = await database.query<{ text: string }>(`select t::text as text from "${schema}"."${name}" t`);
      for (const needle of texts.flatMap(writingsOf)) {
        const inHex = Buffer.from(needle, 'utf8').toString('hex');
        const lower = needle.toLocaleLowerCase('vi');
        if (rows.some(({ text }) => text.toLocaleLowerCase('vi').includes(lower) || text.includes(inHex)))
          found.push(`${name}: ${needle}`);
      }
    }
    return found;
  } finally {
    await database.close();
  }
}
