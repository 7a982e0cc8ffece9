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
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';

/** A folder that must not be opened; the message is for the person at the console. */
export class FolderRefusedError extends Error {}

const LOCK = 'dang-chay.json';
const CLEAN = 'da-dung-sach';
const MARKER = 'gan-dan.json';
const HEARTBEAT_MS = 5_000;
const DEAD_AFTER_MS = 30_000;

type Holder = { readonly pid: number; readonly host: string; readonly boot: string; readonly started: string };

/** The folder of an embedded database, held by this process alone. */
export type DataFolder = {
  /** Where PGlite keeps its files. */
  readonly database: string;
  readonly isNew: boolean;
  /** The last process did not say that it had finished: something may be missing. */
  readonly unclean: boolean;
  /** Writes everything to the disk and says so; then lets the folder go. */
  closeCleanly(): void;
  /** Lets the folder go without saying that all is well. */
  abandon(): void;
};

/**
 * Takes hold of a data folder. PGlite has no lock of its own: two processes on one folder lose data silently. The lock
 * of a process that is dead is taken over.
 */
export function takeFolder(folder: string, mode: 'demo' | 'serve'): DataFolder {
  makeFolder(folder);
  checkMarker(folder, mode);
  const lock = path.join(folder, LOCK);
  takeLock(lock);
  const beat = setInterval(() => touch(lock), HEARTBEAT_MS);
  beat.unref();
  const database = path.join(folder, 'pglite');
  const isNew = !existsSync(path.join(database, 'PG_VERSION'));
  const clean = path.join(folder, CLEAN);
  const unclean = !isNew && !existsSync(clean);
  rmSync(clean, { force: true });
  const abandon = () => {
    clearInterval(beat);
    rmSync(lock, { force: true });
  };
  return {
    database,
    isNew,
    unclean,
    abandon,
    closeCleanly: () => {
      // PGlite never calls fsync: without this a power cut after a clean stop could still lose rows.
      syncTree(database);
      writeFileSync(clean, new Date().toISOString());
      syncFile(clean);
      syncFile(folder);
      abandon();
    },
  };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    throw new FolderRefusedError(
      `Không dùng được thư mục dữ liệu ${folder} (${code}). Hãy chọn thư mục khác bằng DATA_DIR.`,
    );
  }
}

function checkMarker(folder: string, mode: 'demo' | 'serve'): void {
  const marker = path.join(folder, MARKER);
  if (!existsSync(marker)) {
    writeFileSync(marker, `${JSON.stringify({ mode, format: 1 })}\n`);
    return;
  }
  const found = JSON.parse(readFileSync(marker, 'utf8')) as { mode?: unknown };
  if (found.mode !== mode)
    throw new FolderRefusedError(
      mode === 'demo'
        ? `Thư mục ${folder} chứa dữ liệu thật: bản dùng thử không mở. Hãy đặt DATA_DIR sang thư mục khác.`
        : `Thư mục ${folder} là của bản dùng thử: máy chủ thật không mở. Hãy đặt DATA_DIR sang thư mục khác.`,
    );
}

function takeLock(lock: string): void {
  const own: Holder = { pid: process.pid, host: hostname(), boot: bootId(), started: startOf(process.pid) };
  const text = JSON.stringify(own);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (createExclusively(lock, text)) return;
    const standing = readText(lock);
    if (standing === undefined) continue;
    if (isAlive(standing, lock))
      throw new FolderRefusedError(
        `Một máy chủ Gần Dân khác đang dùng thư mục ${path.dirname(lock)}. Hãy dừng nó trước, hoặc đặt DATA_DIR khác.`,
      );
    takeAway(lock, standing);
  }
  throw new FolderRefusedError(`Không khóa được thư mục ${path.dirname(lock)}. Hãy thử lại.`);
}

/** Moves a dead process's lock away; if somebody was quicker and it is his by now, puts it back. */
function takeAway(lock: string, dead: string): void {
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  const moved = readText(aside);
  if (moved !== dead && moved !== undefined) createExclusively(lock, moved);
  rmSync(aside, { force: true });
}

function isAlive(text: string, lock: string): boolean {
  const holder = parseHolder(text);
  if (holder === undefined) return isBeating(lock);
  // A process of another machine or container cannot be looked at: its heartbeat speaks for it.
  if (holder.host !== hostname()) return isBeating(lock);
  if (holder.boot !== bootId()) return false;
  if (!isRunning(holder.pid)) return false;
  return holder.started === startOf(holder.pid);
}

function parseHolder(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Holder;
    return typeof holder.pid === 'number' ? holder : undefined;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

function isBeating(lock: string): boolean {
  try {
    return Date.now() - statSync(lock).mtimeMs < DEAD_AFTER_MS;
  } catch {
    return false;
  }
}

function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // The folder may be gone; the lock is of no use then.
  }
}

function createExclusively(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') return false;
    throw error;
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Tells this start of the machine from the one before; '' where the system does not say. */
function bootId(): string {
  return readText('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
}

/**
 * When a process began, in the kernel's own count: a number that is used again belongs to another process. One that has
 * ended and whose parent has not looked yet (Z) is dead.
 */
function startOf(pid: number): string {
  const stat = readText(`/proc/${pid}/stat`);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  return fields[0] === 'Z' || fields[0] === 'X' ? 'ended' : (fields[19] ?? '');
}

function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) syncFile(path.join(entry.parentPath, entry.name));
  }
}

function syncFile(file: string): void {
  const handle = openSync(file, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
