import { Dexie, type Table } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { dexieSlotStore, type SlotRecord } from '../../../src/store/vault/dexie-slot-store.ts';
import { makeReceiverKeys } from '../../../src/store/vault/hpke.ts';
import { openWithPin, setPin } from '../../../src/store/vault/pin-slot.ts';
import { type SlotStore, updateSlots } from '../../../src/store/vault/slot-rows.ts';
import { createVault, openWithPassphrase, writeRecoverySlot } from '../../../src/store/vault/slots.ts';
import { errorOf, GOOD, Phone, successOf } from './support.ts';

function openDatabase(indexedDB = new IDBFactory()) {
  const db = new Dexie('vault', { indexedDB, IDBKeyRange, chromeTransactionDurability: 'strict' });
  db.version(1).stores({ slots: 'name' });
  const table = db.table('slots') as Table<SlotRecord, string>;
  return { db, table, indexedDB, store: dexieSlotStore(db, table) };
}

async function phoneOnDexie() {
  const database = openDatabase();
  const phone = new Phone(undefined, { store: database.store });
  const dek = successOf(await createVault(phone.context, GOOD));
  const { publicKey } = await makeReceiverKeys(false);
  successOf(await writeRecoverySlot(phone.context, dek, publicKey));
  successOf(await setPin(phone.context, dek, '271945'));
  return { database, phone, dek };
}

describe('slots in IndexedDB', () => {
  it("open after the database was closed and opened again, the PIN's key included", async () => {
    const { database, dek } = await phoneOnDexie();
    database.db.close();
    const again = new Phone(undefined, { store: openDatabase(database.indexedDB).store });
    expect(successOf(await openWithPin(again.context, '271945')).bytes).toEqual(dek.bytes);
    expect(successOf(await openWithPassphrase(again.context, GOOD)).bytes).toEqual(dek.bytes);
  });

  it('are a row each, and counting a try rewrites only the tries', async () => {
    const { database, phone } = await phoneOnDexie();
    expect((await database.table.toCollection().primaryKeys()).sort()).toEqual([
      'passphrase',
      'pin',
      'recovery',
      'tries',
    ]);
    const written: unknown[] = [];
    database.table.hook('updating', (_changes, key) => {
      written.push(key);
    });
    expect(errorOf(await openWithPin(phone.context, '271946')).tag).toBe('wrong-secret');
    expect(written).toEqual(['tries']);
  });

  it('that are removed are gone from the table', async () => {
    const { database, phone } = await phoneOnDexie();
    await openWithPin(phone.with({ policy: 'strict' }), '271945');
    expect(await database.table.get('pin')).toBeUndefined();
  });

  it('count every one of many tries made at once', async () => {
    const { phone } = await phoneOnDexie();
    let checks = 0;
    const counted = phone.with({
      argon2: (input) => {
        checks += 1;
        return phone.context.argon2(input);
      },
    });
    await Promise.all(Array.from({ length: 20 }, () => openWithPin(counted, '271946')));
    expect(checks).toBeLessThanOrEqual(5);
  });

  it('on a disk that is full when the transaction ends tell the real cause', async () => {
    const full = new DOMException('full', 'QuotaExceededError');
    const refusing: SlotStore = {
      load: () => Promise.resolve({}),
      update: () => Promise.reject(new Dexie.AbortError('aborted', full)),
    };
    expect(errorOf(await updateSlots(refusing, (rows) => rows))).toEqual({
      tag: 'storage-failed',
      reason: 'QuotaExceededError',
    });
  });

  it('in a database that was closed are a storage failure', async () => {
    const { database, phone } = await phoneOnDexie();
    database.db.close();
    expect(errorOf(await openWithPin(phone.context, '271945'))).toEqual({
      tag: 'storage-failed',
      reason: 'DatabaseClosedError',
    });
  });
});
