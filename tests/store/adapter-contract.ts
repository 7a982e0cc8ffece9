import { beforeEach, describe, expect, it } from 'vitest';
import type { OutboxRow, RecRow } from '../../src/store/rows.ts';
import type { NewRow, StorePort } from '../../src/store/tx.ts';
import { idNo, SPACE } from './support.ts';

const SEALED = Uint8Array.of(1, 2, 3);

function rec(n: number, more: Partial<RecRow> = {}): RecRow {
  return {
    id: idNo(n),
    space: SPACE,
    kind: 'reception-visit',
    rev: n,
    schemaVer: 1,
    ver: 1,
    buckets: ['unit-base:committee'],
    pending: 0,
    refused: 0,
    conflicts: 0,
    refetch: 0,
    shared: 0,
    shadow: SEALED,
    view: null,
    ...more,
  };
}

function waiting(n: number, rid = n): NewRow<'outbox'> {
  return {
    mid: idNo(1000 + n),
    rid: idNo(rid),
    kind: 'reception-visit',
    no: null,
    attempted: false,
    state: 'waiting',
    savedAtMs: n,
    ct: SEALED,
  };
}

const keysOf = (rows: readonly OutboxRow[]): readonly number[] => rows.map((row) => row.key);

/** What every store behind the `Tx` port must do; the simulator's memory and the phone's Dexie alike. */
export function adapterContract(name: string, open: () => Promise<StorePort>): void {
  describe(`the store on ${name}`, () => {
    let store: StorePort;
    beforeEach(async () => {
      store = await open();
    });

    const outbox = (): Promise<readonly OutboxRow[]> => store.read(['outbox'], (tx) => tx.all('outbox'));

    it('gives back what was put, bytes as bytes', async () => {
      await store.write(['rec'], (tx) => tx.put('rec', [rec(1)]));
      const read = await store.read(['rec'], (tx) => tx.get('rec', idNo(1)));
      expect(read).toEqual(rec(1));
      expect(read?.shadow).toBeInstanceOf(Uint8Array);
    });

    it('knows what is missing', async () => {
      await store.write(['rec'], (tx) => tx.put('rec', [rec(1)]));
      await store.read(['rec', 'draft'], async (tx) => {
        expect(await tx.get('rec', idNo(2))).toBeUndefined();
        expect(await tx.getMany('rec', [idNo(2), idNo(1), idNo(1)])).toEqual([undefined, rec(1), rec(1)]);
        expect(await tx.getMany('rec', [])).toEqual([]);
        expect(await tx.all('draft')).toEqual([]);
      });
    });

    it.each([
      ['all of a close row', [...Array(20).keys()]],
      ['some of a close row', [3, 4, 5, 9, 11, 12, 14, 15, 17, 30]],
      ['a few far apart', [0, 40, 41, 42, 43, 44, 45, 46, 47, 399]],
      ['none', [500, 501, 502, 503, 504, 505, 506, 507, 508, 509]],
    ])('finds many at once: %s', async (_what, wanted) => {
      const held = [...Array(20).keys(), ...Array.from({ length: 380 }, (_, i) => i + 20)].filter((n) => n % 7 !== 2);
      await store.write(['rec', 'outbox'], async (tx) => {
        await tx.put(
          'rec',
          held.map((n) => rec(n)),
        );
        await tx.add(
          'outbox',
          held.flatMap((n) => (n % 5 === 0 ? [waiting(n), waiting(n)] : [waiting(n)])),
        );
      });
      const [recs, rows] = await store.read(['rec', 'outbox'], async (tx) => [
        await tx.getMany('rec', wanted.map(idNo)),
        await tx.byRid('outbox', wanted.map(idNo)),
      ]);
      expect(recs).toEqual(wanted.map((n) => (held.includes(n) ? rec(n) : undefined)));
      const found = held.filter((n) => wanted.includes(n)).flatMap((n) => (n % 5 === 0 ? [n, n] : [n]));
      expect(rows.map(({ rid }) => rid)).toEqual(found.map(idNo));
    });

    it('replaces, deletes, and ignores a delete of what is not there', async () => {
      await store.write(['rec'], (tx) => tx.put('rec', [rec(1), rec(2), rec(3)]));
      await store.write(['rec'], async (tx) => {
        await tx.put('rec', [rec(2, { rev: 20 })]);
        await tx.delete('rec', [idNo(1), idNo(9)]);
        await tx.delete('rec', []);
        await tx.put('rec', []);
      });
      const rows = await store.read(['rec'], (tx) => tx.all('rec'));
      expect(rows.map((row) => [row.id, row.rev])).toEqual([
        [idNo(2), 20],
        [idNo(3), 3],
      ]);
    });

    it('reads in the order of keys, optionally the first few', async () => {
      await store.write(['rec'], (tx) => tx.put('rec', [rec(3), rec(1), rec(2)]));
      await store.read(['rec'], async (tx) => {
        expect((await tx.all('rec')).map((row) => row.id)).toEqual([idNo(1), idNo(2), idNo(3)]);
        expect((await tx.all('rec', 2)).map((row) => row.id)).toEqual([idNo(1), idNo(2)]);
        expect(await tx.count('rec')).toBe(3);
      });
    });

    it('reads above a key, and deletes a run of rows and no more', async () => {
      await store.write(['outbox'], (tx) =>
        tx.add(
          'outbox',
          Array.from({ length: 30 }, (_, n) => waiting(n)),
        ),
      );
      const above = (key: number, limit?: number) => store.read(['outbox'], (tx) => tx.all('outbox', limit, key));
      expect(keysOf(await above(27))).toEqual([28, 29, 30]);
      expect(keysOf(await above(5, 2))).toEqual([6, 7]);
      await store.write(['outbox'], (tx) =>
        tx.delete(
          'outbox',
          [...Array(20).keys()].map((n) => n + 5),
        ),
      );
      expect(keysOf(await outbox())).toEqual([1, 2, 3, 4, 25, 26, 27, 28, 29, 30]);
      await store.write(['outbox'], (tx) => tx.delete('outbox', [2, 3, 4, 25, 26, 27, 28, 29, 30]));
      expect(keysOf(await outbox())).toEqual([1]);
    });

    it('orders numbers as numbers', async () => {
      await store.write(['outbox'], (tx) =>
        tx.add(
          'outbox',
          Array.from({ length: 11 }, (_, i) => waiting(i + 1)),
        ),
      );
      expect(keysOf(await outbox())).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    });

    it('gives ascending keys and never the same twice', async () => {
      await store.write(['outbox'], (tx) => tx.add('outbox', [waiting(1), waiting(2)]));
      await store.write(['outbox'], (tx) => tx.delete('outbox', [1, 2]));
      await store.write(['outbox'], (tx) => tx.add('outbox', [waiting(3)]));
      expect(keysOf(await outbox())).toEqual([3]);
    });

    it('goes on above a row that was put back under its old key', async () => {
      await store.write(['outbox'], (tx) => tx.put('outbox', [{ ...waiting(1), key: 40 }]));
      await store.write(['outbox'], (tx) => tx.add('outbox', [waiting(2)]));
      expect(keysOf(await outbox())).toEqual([40, 41]);
    });

    it('finds the rows of records, in key order, also those of this transaction', async () => {
      await store.write(['outbox'], (tx) =>
        tx.add('outbox', [waiting(1, 7), waiting(2, 8), waiting(3, 7), waiting(4, 9)]),
      );
      await store.write(['outbox'], async (tx) => {
        expect(keysOf(await tx.byRid('outbox', [idNo(8), idNo(7)]))).toEqual([1, 2, 3]);
        await tx.add('outbox', [waiting(5, 7)]);
        await tx.delete('outbox', [1]);
        expect(keysOf(await tx.byRid('outbox', [idNo(7)]))).toEqual([3, 5]);
        expect(await tx.byRid('outbox', [idNo(1)])).toEqual([]);
        expect(await tx.byRid('outbox', [])).toEqual([]);
      });
      expect(keysOf(await store.read(['outbox'], (tx) => tx.byRid('outbox', [idNo(7)])))).toEqual([3, 5]);
    });

    it('forgets the old record of a row that has moved to another', async () => {
      await store.write(['draft'], (tx) => tx.put('draft', [{ formId: 'f', rid: idNo(1), savedAtMs: 1, ct: SEALED }]));
      await store.write(['draft'], (tx) => tx.put('draft', [{ formId: 'f', rid: idNo(2), savedAtMs: 1, ct: SEALED }]));
      await store.read(['draft'], async (tx) => {
        expect(await tx.byRid('draft', [idNo(1)])).toEqual([]);
        expect(await tx.byRid('draft', [idNo(2)])).toHaveLength(1);
      });
    });

    it('finds the records that must be asked for again', async () => {
      const rows = [rec(1), rec(2, { refetch: 1 }), rec(3, { refetch: 1 }), rec(4, { refetch: 1 })];
      await store.write(['rec'], (tx) => tx.put('rec', rows));
      await store.write(['rec'], (tx) => tx.put('rec', [rec(3)]));
      const found = await store.read(['rec'], (tx) => tx.toRefetch(10));
      expect(found.map((row) => row.id).sort()).toEqual([idNo(2), idNo(4)]);
      expect(await store.read(['rec'], (tx) => tx.toRefetch(1))).toHaveLength(1);
    });

    it('sees its own writes inside a transaction', async () => {
      await store.write(['rec', 'summary'], async (tx) => {
        await tx.put('rec', [rec(1)]);
        await tx.add('summary', [{ count: 1, ct: SEALED }]);
        expect(await tx.get('rec', idNo(1))).toEqual(rec(1));
        expect(await tx.getMany('rec', [idNo(1)])).toEqual([rec(1)]);
        expect(await tx.count('summary')).toBe(1);
        await tx.delete('rec', [idNo(1)]);
        expect(await tx.all('rec')).toEqual([]);
      });
    });

    it('stores all of a transaction or nothing', async () => {
      await store.write(['rec', 'outbox'], async (tx) => {
        await tx.put('rec', [rec(1)]);
        await tx.add('outbox', [waiting(1)]);
      });
      const failing = store.write(['rec', 'outbox'], async (tx) => {
        await tx.put('rec', [rec(1, { rev: 99 }), rec(2)]);
        await tx.add('outbox', [waiting(2)]);
        await tx.delete('outbox', [1]);
        expect(await tx.count('outbox')).toBe(1);
        throw new RangeError('the tab died');
      });
      await expect(failing).rejects.toThrow('the tab died');
      expect(await store.read(['rec'], (tx) => tx.all('rec'))).toEqual([rec(1)]);
      expect(keysOf(await outbox())).toEqual([1]);
      await store.write(['outbox'], (tx) => tx.add('outbox', [waiting(3)]));
      expect(keysOf(await outbox())).toEqual([1, 2]);
    });

    it('answers what the body answers', async () => {
      expect(await store.write(['rec'], async () => 'done')).toBe('done');
      expect(await store.read(['rec'], async (tx) => tx.count('rec'))).toBe(0);
    });

    it('refuses to write in a reading transaction, and outside the named tables', async () => {
      await expect(store.read(['rec'], (tx) => tx.put('rec', [rec(1)]))).rejects.toThrow();
      await expect(store.write(['rec'], (tx) => tx.add('outbox', [waiting(1)]))).rejects.toThrow();
      expect(await outbox()).toEqual([]);
    });

    it('keeps `meta` values of any shape', async () => {
      const value = { epoch: 'e', feeds: { a: { cursor: 1 } }, marks: [{ seq: 1, hash: '' }] };
      await store.write(['meta'], (tx) => tx.put('meta', [{ key: 'space:1', value }]));
      expect(await store.read(['meta'], (tx) => tx.get('meta', 'space:1'))).toEqual({ key: 'space:1', value });
    });
  });
}
