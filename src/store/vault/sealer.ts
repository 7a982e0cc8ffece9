import { err, ok, type Result } from '../../domain/result.ts';
import { NONCE_BYTES, TAG_BYTES } from './aes.ts';
import { asBytes, type Bytes, type RandomBytes, systemRandom, textOf, utf8 } from './bytes.ts';

/** First byte of every sealed row. */
const SEAL_VERSION = 1;
const HEAD_BYTES = 1 + NONCE_BYTES;

/** Rows in flight at once: enough to keep the crypto threads busy, few enough that memory stays flat. */
const BATCH_ROWS = 1024;

/** Where a value lies. Bound into its seal: a row copied to another id, table or space does not open. */
export interface RowPlace {
  readonly table: string;
  readonly id: string;
}

/** A value (JSON) with its place. */
export interface PlainRow extends RowPlace {
  readonly value: unknown;
}

export interface SealedRow extends RowPlace {
  readonly sealed: Uint8Array;
}

/**
 * A row that does not open. The caller stops and shows it; skipping it would lose a record silently.
 * `version`: written by a newer app. `damaged`: wrong key, wrong place or a changed byte. `not-json`: sealed by something else.
 */
export interface RowUnreadable extends RowPlace {
  readonly tag: 'row-unreadable';
  readonly reason: 'version' | 'damaged' | 'not-json';
}

/** Seals JSON values for one space under one working key. */
export interface Sealer {
  /** version | nonce | AES-256-GCM ciphertext and tag of the UTF-8 JSON. Throws on what JSON cannot say. */
  readonly seal: (table: string, id: string, value: unknown) => Promise<Bytes>;
  /** The value, to be parsed by its schema. */
  readonly open: (table: string, id: string, sealed: Uint8Array) => Promise<Result<unknown, RowUnreadable>>;
  readonly sealMany: (rows: readonly PlainRow[]) => Promise<Bytes[]>;
  /** All values in the order of the rows, or the first row that does not open. */
  readonly openMany: (rows: readonly SealedRow[]) => Promise<Result<unknown[], RowUnreadable>>;
}

export function createSealer(key: CryptoKey, space: string, random: RandomBytes = systemRandom): Sealer {
  const aadOf = createAad(space);

  async function sealRow(row: PlainRow, nonce: Bytes): Promise<Bytes> {
    const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: aadOf(row) };
    const cipher = await crypto.subtle.encrypt(algorithm, key, utf8(jsonOf(row)));
    const sealed = new Uint8Array(HEAD_BYTES + cipher.byteLength);
    sealed[0] = SEAL_VERSION;
    sealed.set(nonce, 1);
    sealed.set(new Uint8Array(cipher), HEAD_BYTES);
    return sealed;
  }

  async function openRow(row: SealedRow): Promise<Result<unknown, RowUnreadable>> {
    const bytes = asBytes(row.sealed);
    if (bytes[0] !== SEAL_VERSION) return unreadable(row, bytes.length === 0 ? 'damaged' : 'version');
    if (bytes.length < HEAD_BYTES + TAG_BYTES) return unreadable(row, 'damaged');
    const algorithm = { name: 'AES-GCM', iv: bytes.subarray(1, HEAD_BYTES), additionalData: aadOf(row) };
    let plain: ArrayBuffer;
    try {
      plain = await crypto.subtle.decrypt(algorithm, key, bytes.subarray(HEAD_BYTES));
    } catch {
      return unreadable(row, 'damaged');
    }
    try {
      return ok(JSON.parse(textOf(new Uint8Array(plain))));
    } catch {
      return unreadable(row, 'not-json');
    }
  }

  return {
    seal: (table, id, value) => sealRow({ table, id, value }, random(NONCE_BYTES)),
    open: (table, id, sealed) => openRow({ table, id, sealed }),

    async sealMany(rows) {
      const all: Bytes[] = [];
      for (let at = 0; at < rows.length; at += BATCH_ROWS) {
        const batch = rows.slice(at, at + BATCH_ROWS);
        const nonces = random(NONCE_BYTES * batch.length);
        const nonceAt = (index: number) => nonces.subarray(index * NONCE_BYTES, (index + 1) * NONCE_BYTES);
        all.push(...(await Promise.all(batch.map((row, index) => sealRow(row, nonceAt(index))))));
      }
      return all;
    },

    async openMany(rows) {
      const values: unknown[] = [];
      for (let at = 0; at < rows.length; at += BATCH_ROWS) {
        for (const opened of await Promise.all(rows.slice(at, at + BATCH_ROWS).map(openRow))) {
          if (!opened.ok) return opened;
          values.push(opened.value);
        }
      }
      return ok(values);
    },
  };
}

/** AAD of a place: JSON, because a plain separator could stand inside an id and make two places equal. */
function createAad(space: string): (place: RowPlace) => Bytes {
  const headsByTable = new Map<string, string>();
  return ({ table, id }) => {
    const head = headsByTable.get(table) ?? JSON.stringify([SEAL_VERSION, space, table]);
    headsByTable.set(table, head);
    return utf8(head + JSON.stringify(id));
  };
}

function jsonOf({ table, id, value }: PlainRow): string {
  const json = JSON.stringify(value) as string | undefined;
  if (json === undefined) throw new TypeError(`${table}/${id}: ${typeof value} has no JSON`);
  return json;
}

const unreadable = ({ table, id }: RowPlace, reason: RowUnreadable['reason']) =>
  err<RowUnreadable>({ tag: 'row-unreadable', table, id, reason });
