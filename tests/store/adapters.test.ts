import { IDBDatabase, IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import { DexieStore } from '../../src/store/dexie-store.ts';
import { StoreClosedError, StoreFullError } from '../../src/store/tx.ts';
import { adapterContract } from './adapter-contract.ts';
import { ADAPTERS, idNo } from './support.ts';

for (const [name, open] of ADAPTERS) adapterContract(name, open);

describe('Dexie’s adapter', () => {
  const options = () => ({ indexedDB: new IDBFactory(), IDBKeyRange });

  it('keeps everything when the page is closed and opened again', async () => {
    const disk = options();
    const first = await DexieStore.open('a', disk);
    await first.write(['meta'], (tx) => tx.put('meta', [{ key: 'k', value: 1 }]));
    first.close();
    const again = await DexieStore.open('a', disk);
    expect(await again.read(['meta'], (tx) => tx.get('meta', 'k'))).toEqual({ key: 'k', value: 1 });
  });

  it('says that it is closed, and does not open by itself', async () => {
    const disk = options();
    const onClosed = vi.fn();
    const store = await DexieStore.open('a', { ...disk, onClosed });
    expect(await DexieStore.delete('a', disk)).toBe(true);
    expect(onClosed).toHaveBeenCalled();
    await expect(store.read(['rec'], (tx) => tx.all('rec'))).rejects.toBeInstanceOf(StoreClosedError);
    expect((await disk.indexedDB.databases()).map(({ name }) => name)).toEqual([]);
  });

  it('says that the disk is full', async () => {
    const store = await DexieStore.open('a', options());
    const full = store.write(['rec'], async () => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(full).rejects.toBeInstanceOf(StoreFullError);
  });

  it.each(['read', 'write'] as const)('a %s that the browser aborts says that it is closed', async (mode) => {
    const store = await DexieStore.open('a', options());
    const begin = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const aborted = store[mode](['rec'], (tx) => {
      const answer = tx.all('rec');
      begin.mock.results[0]?.value.abort();
      return answer;
    });
    await expect(aborted).rejects.toBeInstanceOf(StoreClosedError);
    begin.mockRestore();
  });

  it('lets a bug through as it is', async () => {
    const store = await DexieStore.open('a', options());
    const bug = store.read(['rec'], async () => {
      throw new TypeError('a bug');
    });
    await expect(bug).rejects.toBeInstanceOf(TypeError);
  });

  it('keeps the key slots beside the records', async () => {
    const disk = options();
    const store = await DexieStore.open('a', disk);
    const slot = { version: 1, recoveryKeyId: idNo(1), enc: Uint8Array.of(1), ciphertext: Uint8Array.of(2) } as const;
    await store.slots().update(() => ({ recovery: slot }));
    store.close();
    expect(await (await DexieStore.open('a', disk)).slots().load()).toEqual({ recovery: slot });
  });

  it('runs writing transactions one after the other', async () => {
    const store = await DexieStore.open('a', options());
    const count = () =>
      store.write(['meta'], async (tx) => {
        const before = ((await tx.get('meta', 'n'))?.value as number | undefined) ?? 0;
        await tx.get('meta', 'other');
        await tx.put('meta', [{ key: 'n', value: before + 1 }]);
      });
    await Promise.all(Array.from({ length: 20 }, count));
    expect(await store.read(['meta'], (tx) => tx.get('meta', 'n'))).toEqual({ key: 'n', value: 20 });
  });
});
