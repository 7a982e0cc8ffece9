import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { headsInArchive, unpackArchive } from './pglite-child.ts';
import type { PGliteDatabase } from './pglite-database.ts';
import { lastRedaction } from './scrub.ts';

/** One verified copy of the embedded database. */
export type Snapshot = {
  readonly file: string;
  readonly at: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly encrypted: boolean;
  /** The sum of all heads: how much it holds. */
  readonly heads: number;
  /** Whether a record was redacted after it was taken: it still holds what was removed, until it expires. */
  readonly holdsRedacted: boolean;
};

export type SnapshotOptions = { readonly folder: string; readonly key: string | undefined; readonly keep: number };

/** A snapshot that cannot be used; the message is for the person at the console. */
export class SnapshotError extends Error {}

const LIST = 'danh-sach.json';
const MAGIC = Buffer.from('GDSS1');
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The snapshots of a folder, newest first. */
export function listSnapshots(folder: string): Snapshot[] {
  const file = path.join(folder, LIST);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Snapshot[]) : [];
}

/** Takes a copy, opens it once in another process to see that it can be, and only then counts it among the snapshots. */
export async function takeSnapshot(
  database: PGliteDatabase,
  options: SnapshotOptions,
  nowMs: number,
): Promise<Snapshot> {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const before = await headsOf(database);
  const archive = new Uint8Array(await (await database.dump('gzip')).arrayBuffer());
  const after = await headsOf(database);
  const heads = await headsInArchive(archive);
  if (heads < before || heads > after) throw new SnapshotError('Bản sao lưu vừa tạo không khớp với cơ sở dữ liệu.');
  const at = new Date(nowMs).toISOString();
  const encrypted = options.key !== undefined;
  const file = `gan-dan-${at.replace(/[-:]/g, '').replace(/\..*/, '')}.tar.gz${encrypted ? '.enc' : ''}`;
  const bytes = options.key === undefined ? archive : sealed(archive, options.key);
  writeSafely(path.join(options.folder, file), bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const taken = { file, at, bytes: bytes.length, sha256, encrypted, heads, holdsRedacted: false };
  await remember(database, options, taken);
  return taken;
}

async function remember(database: PGliteDatabase, options: SnapshotOptions, taken: Snapshot): Promise<void> {
  const all = [taken, ...listSnapshots(options.folder).filter(({ file }) => file !== taken.file)];
  await writeList(database, options.folder, all.slice(0, options.keep));
  for (const { file } of all.slice(options.keep))
    rmSync(path.join(options.folder, path.basename(file)), { force: true });
}

/** Marks in the list which copies still hold what was redacted since. */
export async function markSnapshots(
  database: PGliteDatabase,
  { folder }: Pick<SnapshotOptions, 'folder'>,
): Promise<void> {
  const list = listSnapshots(folder);
  if (list.length > 0) await writeList(database, folder, list);
}

async function writeList(database: PGliteDatabase, folder: string, list: readonly Snapshot[]): Promise<void> {
  const redactedAt = await lastRedaction(database);
  const marked = list.map((entry) => ({ ...entry, holdsRedacted: entry.holdsRedacted || entry.at < redactedAt }));
  writeSafely(path.join(folder, LIST), Buffer.from(`${JSON.stringify(marked, null, 2)}\n`));
}

async function headsOf(database: PGliteDatabase): Promise<number> {
  const [row] = await database.query<{ heads: number }>(
    'select coalesce(sum(head_seq), 0)::bigint as heads from space_clock',
  );
  return row?.heads ?? 0;
}

const FRESH = '.moi';
const ASIDE = '.truoc-';

/**
 * Puts a snapshot in the place of a database folder that nobody has open; what was there is kept beside it. The next
 * start finds no mark of a clean stop and so begins a new epoch: phones then offer again what they had sent since.
 */
export async function restoreSnapshot(file: string, key: string | undefined, database: string): Promise<void> {
  const bytes = readFileSync(file);
  const archive = bytes.subarray(0, MAGIC.length).equals(MAGIC) ? opened(bytes, key) : bytes;
  const fresh = `${database}${FRESH}`;
  rmSync(fresh, { recursive: true, force: true });
  await unpackArchive(archive, fresh);
  if (existsSync(database)) renameSync(database, `${database}${ASIDE}${Date.now()}`);
  renameSync(fresh, database);
}

/** Whether a restore was cut off before it had put a database in its place. */
export function isHalfRestored(database: string): boolean {
  const name = path.basename(database);
  const left = readdirSync(path.dirname(database));
  return !left.includes(name) && left.some((entry) => entry === name + FRESH || entry.startsWith(name + ASIDE));
}

function sealed(plain: Uint8Array, key: string): Buffer {
  const salt = randomBytes(SALT_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', scryptSync(key, salt, 32), nonce);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([MAGIC, salt, nonce, body, cipher.getAuthTag()]);
}

function opened(bytes: Buffer, key: string | undefined): Buffer {
  if (key === undefined) throw new SnapshotError('Bản sao lưu đã mã hóa: cần SNAPSHOT_KEY.');
  const salt = bytes.subarray(MAGIC.length, MAGIC.length + SALT_BYTES);
  const nonce = bytes.subarray(MAGIC.length + SALT_BYTES, MAGIC.length + SALT_BYTES + NONCE_BYTES);
  const body = bytes.subarray(MAGIC.length + SALT_BYTES + NONCE_BYTES, -TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', scryptSync(key, salt, 32), nonce);
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch {
    throw new SnapshotError('SNAPSHOT_KEY không đúng, hoặc bản sao lưu đã bị hỏng.');
  }
}

function writeSafely(file: string, bytes: Uint8Array): void {
  const part = `${file}.part`;
  writeFileSync(part, bytes, { mode: 0o600 });
  const handle = openSync(part, 'r');
  fsyncSync(handle);
  closeSync(handle);
  renameSync(part, file);
}
