import { err, ok, type Result } from '../../domain/result.ts';

// A zip of our own: the spreadsheet packages inflate and deflate large parts in workers from `blob:` addresses, which the
// content security policy forbids (they would wait for ever), and none of them bounds what a small file unpacks to.

export type ZipFile = { readonly name: string; readonly bytes: Uint8Array };

/** How much one archive may unpack to. */
export type ZipLimits = { readonly entries: number; readonly bytes: number };

export type ZipProblem = {
  /** `damaged`: no zip, cut off, encrypted. `too-large`: more than the limits allow. `unsupported`: an old browser. */
  readonly tag: 'damaged' | 'too-large' | 'unsupported';
};

// APPNOTE.TXT 6.3: signatures and fixed lengths of the three headers, fields little-endian.
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
const MOST_COMMENT_BYTES = 0xffff;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_FLAG = 1;
const UTF8_FLAG = 0x0800;
const VERSION = 20;
/** 1980-01-01, the first day that a zip can name: what is written does not tell when. */
const DOS_DAY = 0x21;

/** The wanted files of an archive, unpacked; stops as soon as they are more than allowed. */
export async function readZip(
  archive: Uint8Array,
  limits: ZipLimits,
  isWanted: (name: string) => boolean,
): Promise<Result<readonly ZipFile[], ZipProblem>> {
  const entries = entriesOf(archive);
  if (entries === undefined) return err({ tag: 'damaged' });
  if (entries.length > limits.entries) return err({ tag: 'too-large' });
  const files: ZipFile[] = [];
  let left = limits.bytes;
  for (const { name, packed, method } of entries) {
    if (!isWanted(name)) continue;
    const bytes = await unpacked(packed, method, left);
    if (!bytes.ok) return bytes;
    left -= bytes.value.length;
    files.push({ name, bytes: bytes.value });
  }
  return ok(files);
}

type Entry = { readonly name: string; readonly packed: Uint8Array; readonly method: number };

/** What the directory at the end lists; undefined = it is damaged, or the archive is of a kind that office files are not. */
function entriesOf(archive: Uint8Array): readonly Entry[] | undefined {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = endOf(view);
  if (end === undefined) return undefined;
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (at + CENTRAL_BYTES > view.byteLength || view.getUint32(at, true) !== CENTRAL) return undefined;
    const nameBytes = view.getUint16(at + 28, true);
    const entry = entryAt(archive, view, at, nameBytes);
    if (entry === undefined) return undefined;
    entries.push(entry);
    at += CENTRAL_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function endOf(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - END_BYTES - MOST_COMMENT_BYTES);
  for (let at = view.byteLength - END_BYTES; at >= first; at -= 1) if (view.getUint32(at, true) === END) return at;
  return undefined;
}

function entryAt(archive: Uint8Array, view: DataView, at: number, nameBytes: number): Entry | undefined {
  const encrypted = (view.getUint16(at + 8, true) & ENCRYPTED_FLAG) !== 0;
  const method = view.getUint16(at + 10, true);
  const packedBytes = view.getUint32(at + 20, true);
  const local = view.getUint32(at + 42, true);
  if (encrypted || local + LOCAL_BYTES > view.byteLength || view.getUint32(local, true) !== LOCAL) return undefined;
  const start = local + LOCAL_BYTES + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (start + packedBytes > view.byteLength) return undefined;
  const name = new TextDecoder().decode(archive.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes));
  return { name, packed: archive.subarray(start, start + packedBytes), method };
}

async function unpacked(packed: Uint8Array, method: number, most: number): Promise<Result<Uint8Array, ZipProblem>> {
  if (method === STORED) return packed.length > most ? err({ tag: 'too-large' }) : ok(packed);
  if (method !== DEFLATED) return err({ tag: 'damaged' });
  if (typeof DecompressionStream === 'undefined') return err({ tag: 'unsupported' });
  try {
    const bytes = await throughStream(packed, new DecompressionStream('deflate-raw'), most);
    return bytes === undefined ? err({ tag: 'too-large' }) : ok(bytes);
  } catch {
    return err({ tag: 'damaged' });
  }
}

type ByteStream = { readonly readable: ReadableStream<Uint8Array>; readonly writable: WritableStream<BufferSource> };

/** Everything that comes out of a stream; undefined when it is more than `most` bytes. */
async function throughStream(bytes: Uint8Array, stream: ByteStream, most: number): Promise<Uint8Array | undefined> {
  const writer = stream.writable.getWriter();
  // What goes wrong in the stream is heard of where it is read.
  void writer.write(bytes as Uint8Array<ArrayBuffer>).catch(() => undefined);
  void writer.close().catch(() => undefined);
  const reader = stream.readable.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > most) {
      await reader.cancel().catch(() => undefined);
      return undefined;
    }
    chunks.push(next.value);
  }
  return joined(chunks);
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** An archive of these files; packed where the browser can, or only `stored`. */
export async function writeZip(files: readonly ZipFile[], how: 'packed' | 'stored'): Promise<Uint8Array> {
  const packs = how === 'packed' && typeof CompressionStream !== 'undefined';
  const body: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const { name, bytes } of files) {
    const packed = packs ? await deflated(bytes) : undefined;
    const data = packed ?? bytes;
    const path = new TextEncoder().encode(name);
    const common = commonFields(path, { method: packed ? DEFLATED : STORED, crc: crc32(bytes), packed: data, bytes });
    const local = concat(fields([LOCAL, 4]), common, path, data);
    // Version that made it; then, after the common fields, comment, disk, attributes, and where the local header stands.
    const rest = fields([0, 2], [0, 2], [0, 2], [0, 4], [at, 4]);
    directory.push(concat(fields([CENTRAL, 4], [VERSION, 2]), common, rest, path));
    body.push(local);
    at += local.length;
  }
  const listed = joined(directory);
  const count = files.length;
  const end = fields([END, 4], [0, 2], [0, 2], [count, 2], [count, 2], [listed.length, 4], [at, 4], [0, 2]);
  return concat(...body, listed, end);
}

async function deflated(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  return throughStream(bytes, new CompressionStream('deflate-raw'), Number.POSITIVE_INFINITY);
}

type FileFacts = {
  readonly method: number;
  readonly crc: number;
  readonly packed: Uint8Array;
  readonly bytes: Uint8Array;
};

/** The fields that both headers of a file share, in their order. */
function commonFields(path: Uint8Array, { method, crc, packed, bytes }: FileFacts): Uint8Array {
  return fields(
    [VERSION, 2],
    [UTF8_FLAG, 2],
    [method, 2],
    [0, 2],
    [DOS_DAY, 2],
    [crc, 4],
    [packed.length, 4],
    [bytes.length, 4],
    [path.length, 2],
    [0, 2],
  );
}

function fields(...values: readonly (readonly [value: number, bytes: 2 | 4])[]): Uint8Array {
  const bytes = new Uint8Array(values.reduce((sum, [, size]) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [value, size] of values) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return bytes;
}

function concat(...chunks: readonly Uint8Array[]): Uint8Array {
  return joined(chunks);
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}
