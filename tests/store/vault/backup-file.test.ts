import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { hashWasmArgon2 } from '../../../src/store/vault/argon2.ts';
import { type BackupError, readBackup, writeBackup } from '../../../src/store/vault/backup-file.ts';
import type { BackupHeader } from '../../../src/store/vault/backup-header.ts';
import { type BackupRow, decodeRows, encodeRows } from '../../../src/store/vault/backup-rows.ts';
import { concatBytes, systemRandom } from '../../../src/store/vault/bytes.ts';
import { makeReceiverKeys } from '../../../src/store/vault/hpke.ts';
import { createVault, openForeignPassphraseSlot, writeRecoverySlot } from '../../../src/store/vault/slots.ts';
import { errorOf, flipped, GOOD, PHONE, Phone, successOf } from './support.ts';

const EXPECTED = { space: PHONE.space };
let header: BackupHeader;
let dekBytes: Uint8Array;

beforeAll(async () => {
  const phone = new Phone();
  const dek = successOf(await createVault(phone.context, GOOD));
  const { publicKey } = await makeReceiverKeys(false);
  successOf(await writeRecoverySlot(phone.context, dek, publicKey));
  const { passphrase, recovery } = phone.disk.rows;
  if (!passphrase || !recovery) expect.fail('no slots');
  dekBytes = dek.bytes;
  header = { identity: PHONE, label: 'Xã Một – Lan', createdAt: '2026-11-23T08:00:00+07:00', passphrase, recovery };
});

const rowsOf = (count: number, bytes = 100): BackupRow[] =>
  Array.from({ length: count }, (_, index) => ({
    table: index % 2 === 0 ? 'records' : 'outbox',
    key: `k${index}`,
    row: { order: index, sealed: systemRandom(bytes), nested: [{ again: Uint8Array.of(index & 255) }, null, 'chữ'] },
  }));

async function written(rows: BackupRow[], head = header): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  for await (const piece of writeBackup(head, rows)) pieces.push(piece);
  return concatBytes(...pieces);
}

const read = (file: Uint8Array, expected = EXPECTED) => readBackup(() => [file], expected);

async function restored(file: Uint8Array): Promise<BackupRow[]> {
  const rows: BackupRow[] = [];
  for await (const chunk of successOf(await read(file)).chunks()) rows.push(...successOf(chunk));
  return rows;
}

describe('a backup', () => {
  it('gives back every row in its order, and slots that open', async () => {
    const rows = rowsOf(1234);
    const file = await written(rows);
    expect(await restored(file)).toEqual(rows);
    const backup = successOf(await read(file));
    expect(backup.rowCount).toBe(1234);
    expect(backup.header).toEqual(header);
    const { identity, passphrase } = backup.header;
    const opened = await openForeignPassphraseSlot(
      { argon2: hashWasmArgon2, nowMs: () => 0 },
      identity,
      passphrase,
      GOOD,
    );
    expect(successOf(opened).bytes).toEqual(dekBytes);
  });

  it('may be without rows and without slot C', async () => {
    const { recovery: _none, ...head } = header;
    const backup = successOf(await read(await written([], head)));
    expect(backup.rowCount).toBe(0);
    expect(backup.header).toEqual(head);
  });

  it('comes in pieces of bounded size, and costs little more than its bytes', async () => {
    const sizes: number[] = [];
    for await (const piece of writeBackup(header, rowsOf(3000, 1000))) sizes.push(piece.length);
    expect(sizes.length).toBeGreaterThan(8);
    expect(Math.max(...sizes)).toBeLessThan(600 * 1024);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3000 * 1150);
  });

  it('is read the same from pieces of any size, a generator or a stream', async () => {
    const rows = rowsOf(20);
    const file = await written(rows);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(50), { minLength: 1, maxLength: 5 }), async (sizes) => {
        const pieces: Uint8Array[] = [];
        for (let at = 0, turn = 0; at < file.length; turn += 1) {
          const size = turn % 7 === 6 ? 500 : (sizes[turn % sizes.length] ?? 1);
          pieces.push(file.subarray(at, at + size));
          at += size;
        }
        expect(successOf(await readBackup(() => pieces, EXPECTED)).rowCount).toBe(20);
      }),
      { numRuns: 20 },
    );
    expect(successOf(await readBackup(() => new Blob([file]).stream(), EXPECTED)).rowCount).toBe(20);
    async function* generator() {
      yield file.subarray(0, 10);
      yield file.subarray(10);
    }
    expect(successOf(await readBackup(generator, EXPECTED)).rowCount).toBe(20);
  });

  it('takes rows as they come from the database', async () => {
    async function* rows() {
      yield* rowsOf(3);
    }
    const pieces: Uint8Array[] = [];
    for await (const piece of writeBackup(header, rows())) pieces.push(piece);
    expect(await restored(concatBytes(...pieces))).toHaveLength(3);
  });
});

describe('a backup that is not whole', () => {
  it('is refused before a single row is given out', async () => {
    const file = await written(rowsOf(2000, 500));
    let opened = 0;
    const source = () => {
      opened += 1;
      return [file.subarray(0, file.length - 1)];
    };
    expect(errorOf(await readBackup(source, EXPECTED))).toEqual({ tag: 'truncated' });
    expect(opened).toBe(1);
  });

  it('cut anywhere says truncated', async () => {
    const file = await written(rowsOf(5));
    for (let length = 0; length < file.length; length += 1) {
      expect(errorOf(await read(file.subarray(0, length))).tag).toBe('truncated');
    }
  });

  it('with any bit turned is refused', async () => {
    const file = await written(rowsOf(5));
    const tags = new Set<string>();
    for (let at = 0; at < file.length; at += 1) tags.add(errorOf(await read(flipped(file, at, at % 8))).tag);
    const known: BackupError['tag'][] = ['damaged', 'truncated', 'not-a-backup', 'newer-version'];
    expect([...tags].filter((tag) => !known.includes(tag as never))).toEqual([]);
    expect(tags).toContain('damaged');
  });

  it('with a chunk left out, doubled or exchanged is refused', async () => {
    const pieces: Uint8Array[] = [];
    for await (const piece of writeBackup(header, rowsOf(1600))) pieces.push(piece);
    const [head, one, two, three, ...rest] = pieces as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    for (const wrong of [
      [head, one, three, ...rest],
      [head, one, one, two, three, ...rest],
      [head, two, one, three, ...rest],
      [head, ...rest],
      [one, two, three, ...rest],
    ]) {
      expect(errorOf(await readBackup(() => wrong, EXPECTED)).tag).toMatch(/damaged|not-a-backup/);
    }
  });

  it('with something after its end is refused', async () => {
    expect(errorOf(await read(concatBytes(await written([]), Uint8Array.of(0))))).toEqual({ tag: 'damaged' });
  });

  it('that is another file says so', async () => {
    const text = new TextEncoder().encode('{"format":"something else"}');
    expect(errorOf(await read(text))).toEqual({ tag: 'not-a-backup' });
  });

  it('of a later version says which', async () => {
    const file = await written(rowsOf(1));
    file[6] = 9;
    expect(errorOf(await read(file))).toEqual({ tag: 'newer-version', version: 9 });
  });

  it('of another unit is refused by name', async () => {
    expect(errorOf(await read(await written(rowsOf(1)), { space: 'xa-hai' }))).toEqual({
      tag: 'foreign-space',
      space: 'xa-mot',
      label: 'Xã Một – Lan',
    });
  });

  it('on a medium that breaks off says so', async () => {
    const file = await written(rowsOf(5));
    async function* broken() {
      yield file.subarray(0, 500);
      throw new DOMException('unplugged', 'NotReadableError');
    }
    expect(errorOf(await readBackup(broken, EXPECTED))).toEqual({ tag: 'read-failed', reason: 'NotReadableError' });
    const stream = () =>
      new ReadableStream<Uint8Array>({
        pull: (controller) => controller.error(new DOMException('x', 'NotReadableError')),
      });
    expect(errorOf(await readBackup(stream, EXPECTED)).tag).toBe('read-failed');
  });

  it('that changes between checking and reading ends with an error, not with wrong rows', async () => {
    const rows = rowsOf(1200);
    const file = await written(rows);
    let file2 = file;
    const backup = successOf(await readBackup(() => [file2], EXPECTED));
    file2 = flipped(file, file.length - 20_000);
    const results: string[] = [];
    for await (const chunk of backup.chunks()) results.push(chunk.ok ? 'rows' : chunk.error.tag);
    expect(results).toEqual(['rows', 'rows', 'damaged']);
  });
});

describe('rows in a chunk', () => {
  const value = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.uint8Array({ maxLength: 20 }),
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('$bytes', '$$bytes', '$', '__proto__')), tie('value'), {
        maxKeys: 4,
        noNullPrototype: true,
      }),
    ),
  })).value;

  it('come back as they were, bytes and all', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ table: fc.string(), key: fc.string(), row: value })), (rows) => {
        expect(decodeRows(encodeRows(rows))).toEqual(rows);
      }),
    );
  });

  it('hold copies of their bytes, not views that would keep the whole chunk in memory', () => {
    const rows = decodeRows(encodeRows([{ table: 't', key: 'k', row: Uint8Array.of(1, 2, 3) }]));
    expect(rows?.map(({ row }) => (row as Uint8Array).buffer.byteLength)).toEqual([3]);
  });

  it('from a payload that is not one are refused', () => {
    for (let length = 0; length < 60; length += 1) expect(decodeRows(systemRandom(length))).toBeUndefined();
    const lying = encodeRows([{ table: 't', key: 'k', row: Uint8Array.of(1, 2, 3) }]);
    expect(decodeRows(lying.subarray(0, lying.length - 1))).toBeUndefined();
  });

  it.each([new Date(0), new Map(), Number.NaN])('of kinds that JSON would change are a bug: %s', (row) => {
    expect(() => encodeRows([{ table: 't', key: 'k', row }])).toThrow(TypeError);
  });
});
