import { err, ok, type Result } from '../../domain/result.ts';
import { type BackupHeader, backupHeaderJson, parseBackupHeader } from './backup-header.ts';
import { type BackupRow, decodeRows, encodeRows } from './backup-rows.ts';
import { type ByteSource, StreamReader } from './byte-stream.ts';
import { type Bytes, concatBytes, sameBytes, sha256, textOf, utf8 } from './bytes.ts';

// A backup file, `.gandan`:
//   magic "GANDAN" | format version, one byte
//   frame H: the header, JSON
//   frame R: a chunk of rows (backup-rows.ts); any number
//   frame E: number of rows, JSON; the last thing in the file
// A frame is: type, one byte | payload length, u32 big endian | payload | SHA-256 over magic and version for H, else over the
// hash of the frame before, followed by this frame's type, length and payload. The hash of E is therefore the total hash: no chunk
// can be left out, doubled or moved. Hashes find accidents; against people, every row is sealed to its vault and place.

const MAGIC = utf8('GANDAN');
const FORMAT_VERSION = 1;
const HASH_BYTES = 32;
const FRAME_HEAD_BYTES = 5;

/** A chunk is closed at this size; one greater row makes a greater chunk. */
const CHUNK_BYTES = 256 * 1024;
const CHUNK_ROWS = 500;
/** No frame is longer; a greater length in a file is damage, not a reason to ask for the memory. */
const MOST_FRAME_BYTES = 64 * 1024 * 1024;

const FRAME = { header: 0x48, rows: 0x52, end: 0x45 } as const;

/** `truncated`: the file ends too soon. `read-failed`: the medium broke off. `damaged`: a byte differs. `foreign-space`: the backup of another unit. */
export type BackupError =
  | { readonly tag: 'not-a-backup' }
  | { readonly tag: 'newer-version'; readonly version: number }
  | { readonly tag: 'truncated' }
  | { readonly tag: 'read-failed'; readonly reason: string }
  | { readonly tag: 'damaged' }
  | { readonly tag: 'foreign-space'; readonly space: string; readonly label: string };

/** The file, piece by piece; takes the rows as they come, so that memory stays flat. */
export async function* writeBackup(
  header: BackupHeader,
  rows: AsyncIterable<BackupRow> | Iterable<BackupRow>,
): AsyncGenerator<Bytes, void, undefined> {
  const start = concatBytes(MAGIC, Uint8Array.of(FORMAT_VERSION));
  let frame = await makeFrame(start, FRAME.header, utf8(JSON.stringify(backupHeaderJson(header))));
  yield concatBytes(start, frame);
  let rowCount = 0;
  for await (const chunk of chunksOf(rows)) {
    rowCount += chunk.length;
    frame = await makeFrame(hashOf(frame), FRAME.rows, encodeRows(chunk));
    yield frame;
  }
  yield makeFrame(hashOf(frame), FRAME.end, utf8(JSON.stringify({ rowCount })));
}

async function makeFrame(before: Uint8Array, type: number, payload: Uint8Array): Promise<Bytes> {
  const head = new Uint8Array(FRAME_HEAD_BYTES);
  head[0] = type;
  new DataView(head.buffer).setUint32(1, payload.length);
  return concatBytes(head, payload, await sha256(concatBytes(before, head, payload)));
}

const hashOf = (frame: Uint8Array): Uint8Array => frame.subarray(frame.length - HASH_BYTES);

async function* chunksOf(rows: AsyncIterable<BackupRow> | Iterable<BackupRow>): AsyncGenerator<BackupRow[]> {
  let chunk: BackupRow[] = [];
  let bytes = 0;
  for await (const row of rows) {
    chunk.push(row);
    bytes += roughBytes(row.row);
    if (bytes < CHUNK_BYTES && chunk.length < CHUNK_ROWS) continue;
    yield chunk;
    chunk = [];
    bytes = 0;
  }
  if (chunk.length > 0) yield chunk;
}

/** Near enough to close a chunk. */
function roughBytes(value: unknown): number {
  if (value instanceof Uint8Array || typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 8;
  return Object.values(value).reduce((sum: number, member) => sum + 8 + roughBytes(member), 0);
}

/** A backup of which every byte was checked. */
export interface VerifiedBackup {
  readonly header: BackupHeader;
  readonly rowCount: number;
  /** The rows, chunk by chunk, read again and checked again: a file changed meanwhile ends the reading with an error. */
  readonly chunks: () => AsyncGenerator<Result<readonly BackupRow[], BackupError>, void, undefined>;
}

/**
 * Reads the whole file once and checks all of it before a row is given out. `open` starts the file from its beginning each
 * time, e.g. `() => file.stream()`. A backup of another space than `expected` is refused.
 */
export async function readBackup(
  open: () => ByteSource,
  expected: { readonly space: string },
): Promise<Result<VerifiedBackup, BackupError>> {
  let header: BackupHeader | undefined;
  let rowCount = 0;
  let announced = -1;
  for await (const part of readParts(open())) {
    if (!part.ok) return part;
    if (part.value.tag === 'header') {
      header = part.value.header;
      const { identity, label } = header;
      if (identity.space !== expected.space) return err({ tag: 'foreign-space', space: identity.space, label });
    } else if (part.value.tag === 'rows') rowCount += part.value.rows.length;
    else announced = part.value.rowCount;
  }
  if (!header || announced !== rowCount) return err({ tag: 'damaged' });
  return ok({ header, rowCount, chunks: () => rowChunks(open()) });
}

async function* rowChunks(
  source: ByteSource,
): AsyncGenerator<Result<readonly BackupRow[], BackupError>, void, undefined> {
  for await (const part of readParts(source)) {
    if (!part.ok) yield part;
    else if (part.value.tag === 'rows') yield ok(part.value.rows);
  }
}

type Part =
  | { readonly tag: 'header'; readonly header: BackupHeader }
  | { readonly tag: 'rows'; readonly rows: readonly BackupRow[] }
  | { readonly tag: 'end'; readonly rowCount: number };

/** Header, rows …, end, each checked; after an error nothing more. */
async function* readParts(source: ByteSource): AsyncGenerator<Result<Part, BackupError>, void, undefined> {
  const reader = new StreamReader(source);
  try {
    const started = await readStart(reader);
    if (!started.ok) return yield started;
    let before: Uint8Array = started.value;
    for (let first = true; ; first = false) {
      const frame = await readFrame(reader, before);
      if (!frame.ok) return yield frame;
      const part = partOf(frame.value, first);
      if (!part) return yield err({ tag: 'damaged' });
      const isEnd = part.tag === 'end';
      if (isEnd && !(await reader.isAtEnd())) return yield err({ tag: 'damaged' });
      yield ok(part);
      if (isEnd) return;
      before = frame.value.hash;
    }
  } finally {
    await reader.close();
  }
}

async function readStart(reader: StreamReader): Promise<Result<Bytes, BackupError>> {
  const start = await reader.read(MAGIC.length + 1);
  if (!start) return tooShort(reader);
  if (!sameBytes(start.subarray(0, MAGIC.length), MAGIC)) return err({ tag: 'not-a-backup' });
  const version = start[MAGIC.length] ?? 0;
  if (version > FORMAT_VERSION) return err({ tag: 'newer-version', version });
  return version === FORMAT_VERSION ? ok(start) : err({ tag: 'not-a-backup' });
}

function tooShort({ failure }: StreamReader): Result<never, BackupError> {
  return err(failure === undefined ? { tag: 'truncated' } : { tag: 'read-failed', reason: failure });
}

interface Frame {
  readonly type: number;
  readonly payload: Bytes;
  readonly hash: Bytes;
}

async function readFrame(reader: StreamReader, before: Uint8Array): Promise<Result<Frame, BackupError>> {
  const head = await reader.read(FRAME_HEAD_BYTES);
  if (!head) return tooShort(reader);
  const length = new DataView(head.buffer, head.byteOffset).getUint32(1);
  if (length > MOST_FRAME_BYTES) return err({ tag: 'damaged' });
  const payload = await reader.read(length);
  const hash = payload && (await reader.read(HASH_BYTES));
  if (!payload || !hash) return tooShort(reader);
  const intact = sameBytes(hash, await sha256(concatBytes(before, head, payload)));
  return intact ? ok({ type: head[0] ?? 0, payload, hash }) : err({ tag: 'damaged' });
}

function partOf({ type, payload }: Frame, first: boolean): Part | undefined {
  if (first !== (type === FRAME.header)) return undefined;
  if (type === FRAME.rows) {
    const rows = decodeRows(payload);
    return rows && { tag: 'rows', rows };
  }
  const json = jsonOf(payload);
  if (type === FRAME.header) {
    const header = parseBackupHeader(json);
    return header && { tag: 'header', header };
  }
  const rowCount = type === FRAME.end ? json?.rowCount : undefined;
  return typeof rowCount === 'number' ? { tag: 'end', rowCount } : undefined;
}

function jsonOf(payload: Uint8Array): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(textOf(payload));
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
