import { concatBytes, textOf, utf8 } from './bytes.ts';

/** A row of the phone's database as it lies there: sealed, opaque to the backup. JSON values, and bytes at any depth. */
export interface BackupRow {
  readonly table: string;
  readonly key: string;
  readonly row: unknown;
}

/** Stands in the JSON for bytes that follow it: `{"$bytes":[offset,length]}`. Keys that begin with `$` get a second one. */
const BYTES_MEMBER = '$bytes';

/** Length of the JSON (u32, big endian) | JSON | all bytes, one after the other: no base64, no third on top. */
export function encodeRows(rows: readonly BackupRow[]): Uint8Array<ArrayBuffer> {
  const blobs: Uint8Array[] = [];
  let offset = 0;
  const json = utf8(
    JSON.stringify(
      rows.map(({ table, key, row }) => [
        table,
        key,
        mapOut(row, (bytes) => {
          blobs.push(bytes);
          offset += bytes.length;
          return { [BYTES_MEMBER]: [offset - bytes.length, bytes.length] };
        }),
      ]),
    ),
  );
  const head = new Uint8Array(4);
  new DataView(head.buffer).setUint32(0, json.length);
  return concatBytes(head, json, ...blobs);
}

/** The rows of a payload, or undefined when it is not well formed. Bytes are copies, free of the payload. */
export function decodeRows(payload: Uint8Array): BackupRow[] | undefined {
  if (payload.length < 4) return undefined;
  const jsonLength = new DataView(payload.buffer, payload.byteOffset, 4).getUint32(0);
  if (jsonLength > payload.length - 4) return undefined;
  const blobs = payload.subarray(4 + jsonLength);
  try {
    const list: unknown = JSON.parse(textOf(payload.subarray(4, 4 + jsonLength)));
    return Array.isArray(list) ? list.map((entry) => rowOf(entry, blobs)) : undefined;
  } catch {
    return undefined;
  }
}

function rowOf(entry: unknown, blobs: Uint8Array): BackupRow {
  if (!Array.isArray(entry) || entry.length !== 3) throw new TypeError('no row');
  const [table, key, row] = entry as unknown[];
  if (typeof table !== 'string' || typeof key !== 'string') throw new TypeError('no row');
  return { table, key, row: mapIn(row, blobs) };
}

function mapOut(value: unknown, put: (bytes: Uint8Array) => unknown): unknown {
  if (value instanceof Uint8Array) return put(value);
  if (Array.isArray(value)) return value.map((item) => mapOut(item, put));
  if (typeof value === 'object' && value !== null) {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) {
      throw new TypeError(`a backup holds plain values and Uint8Array only, not ${value.constructor.name}`);
    }
    const members = Object.entries(value).map(([name, member]) => [escapeName(name), mapOut(member, put)] as const);
    return Object.fromEntries(members);
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('a backup holds finite numbers only');
  return value;
}

function mapIn(value: unknown, blobs: Uint8Array): unknown {
  if (Array.isArray(value)) return value.map((item) => mapIn(item, blobs));
  if (typeof value !== 'object' || value === null) return value;
  if (BYTES_MEMBER in value) return sliceOf(value[BYTES_MEMBER], blobs);
  const members = Object.entries(value).map(([name, member]) => [unescapeName(name), mapIn(member, blobs)] as const);
  return Object.fromEntries(members);
}

const escapeName = (name: string): string => (name.startsWith('$') ? `$${name}` : name);
const unescapeName = (name: string): string => (name.startsWith('$') ? name.slice(1) : name);

function sliceOf(place: unknown, blobs: Uint8Array): Uint8Array {
  const [offset, length] = Array.isArray(place) ? (place as unknown[]) : [];
  const isPlace =
    Number.isInteger(offset) && Number.isInteger(length) && (offset as number) >= 0 && (length as number) >= 0;
  const end = (offset as number) + (length as number);
  if (!isPlace || end > blobs.length) throw new TypeError('bytes outside the chunk');
  return blobs.slice(offset as number, end);
}
