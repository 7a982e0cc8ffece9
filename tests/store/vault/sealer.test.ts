import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemRandom } from '../../../src/store/vault/bytes.ts';
import { deriveVaultKeys, makeDek } from '../../../src/store/vault/keys.ts';
import { createSealer } from '../../../src/store/vault/sealer.ts';
import { errorOf, flipped, MONDAY_MS, successOf } from './support.ts';

const { record: key, outbox: otherKey } = await deriveVaultKeys(makeDek(systemRandom, MONDAY_MS));
const sealer = createSealer(key, 'xa-mot');
const visit = { content: 'Nguyễn thị đào kiến nghị về đường vào xóm', people: 3, tags: ['đất', null] };

describe('a sealed row', () => {
  it('opens to the value it was made of', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string({ unit: 'binary' }), fc.jsonValue(), async (table, id, value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(successOf(await sealer.open(table, id, await sealer.seal(table, id, value)))).toEqual(plain);
      }),
    );
  });

  it('is the JSON and 29 bytes, and never twice the same', async () => {
    const first = await sealer.seal('visits', '1', visit);
    expect(first.length).toBe(Buffer.byteLength(JSON.stringify(visit)) + 29);
    expect(await sealer.seal('visits', '1', visit)).not.toEqual(first);
  });

  it('shows nothing of its content', async () => {
    const sealed = Buffer.from(await sealer.seal('visits', '1', visit));
    for (const word of ['Nguyễn', 'content', 'đường']) expect(sealed.includes(word)).toBe(false);
  });

  it('is refused when any bit is turned', async () => {
    const sealed = await sealer.seal('visits', '1', visit);
    const place = fc.record({ at: fc.nat(sealed.length - 1), bit: fc.nat(7) });
    await fc.assert(
      fc.asyncProperty(place, async ({ at, bit }) => {
        const error = errorOf(await sealer.open('visits', '1', flipped(sealed, at, bit)));
        expect(error).toEqual({
          tag: 'row-unreadable',
          table: 'visits',
          id: '1',
          reason: at === 0 ? 'version' : 'damaged',
        });
      }),
      { numRuns: 300 },
    );
  });

  it('is refused when cut at any length', async () => {
    const sealed = await sealer.seal('visits', '1', 'ab');
    for (let length = 0; length < sealed.length; length += 1) {
      expect(errorOf(await sealer.open('visits', '1', sealed.subarray(0, length))).reason).toBe('damaged');
    }
  });

  it('is refused in any other place', async () => {
    const name = fc.string({ unit: fc.constantFrom('a', '|', '"', ',', '\\', '\u0000', '\ud800') });
    const place = fc.tuple(name, name, name);
    await fc.assert(
      fc.asyncProperty(place, place, async (here, there) => {
        const sealed = await createSealer(key, here[0]).seal(here[1], here[2], 1);
        const opened = await createSealer(key, there[0]).open(there[1], there[2], sealed);
        expect(opened.ok).toBe(JSON.stringify(here) === JSON.stringify(there));
      }),
      { numRuns: 500 },
    );
  });

  it('is refused under another key', async () => {
    const sealed = await sealer.seal('visits', '1', visit);
    expect(errorOf(await createSealer(otherKey, 'xa-mot').open('visits', '1', sealed)).reason).toBe('damaged');
  });

  it('that holds no JSON says so', async () => {
    const foreign = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv: new Uint8Array(12), additionalData: new TextEncoder().encode('[1,"xa-mot","visits"]"1"') },
      key,
      Uint8Array.of(0xff),
    );
    const sealed = new Uint8Array([1, ...new Uint8Array(12), ...new Uint8Array(foreign)]);
    expect(errorOf(await sealer.open('visits', '1', sealed)).reason).toBe('not-json');
  });

  it('cannot be made of what has no JSON: that is a bug, not an outcome', async () => {
    await expect(sealer.seal('visits', '1', undefined)).rejects.toThrow(TypeError);
  });
});

describe('many rows', () => {
  const rows = Array.from({ length: 2500 }, (_, index) => ({ table: 'visits', id: `v${index}`, value: { index } }));

  it('come back in their order', async () => {
    const sealed = await sealer.sealMany(rows);
    const places = rows.map(({ table, id }, index) => ({ table, id, sealed: sealed[index] as Uint8Array }));
    expect(successOf(await sealer.openMany(places))).toEqual(rows.map((row) => row.value));
    expect(new Set(sealed.map((bytes) => Buffer.from(bytes.subarray(1, 13)).toString('hex'))).size).toBe(rows.length);
  });

  it('are refused as a whole for one that does not open; none is skipped', async () => {
    const sealed = await sealer.sealMany(rows);
    const places = rows.map(({ table, id }, index) => ({ table, id, sealed: sealed[index] as Uint8Array }));
    const at = 1700;
    places[at] = { table: 'visits', id: 'v1700', sealed: flipped(sealed[at] as Uint8Array, 30) };
    const error = errorOf(await sealer.openMany(places));
    expect(error).toEqual({ tag: 'row-unreadable', table: 'visits', id: 'v1700', reason: 'damaged' });
  });

  it('may be none', async () => {
    expect(await sealer.sealMany([])).toEqual([]);
    expect(successOf(await sealer.openMany([]))).toEqual([]);
  });
});
