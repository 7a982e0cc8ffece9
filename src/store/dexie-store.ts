import Dexie from 'dexie';
import { runTransaction } from './idb-transaction.ts';
import type { TableName } from './rows.ts';
import { StoreClosedError, StoreFullError, type StorePort, type Tx } from './tx.ts';
import { dexieSlotStore, type SlotRecord } from './vault/dexie-slot-store.ts';
import type { SlotStore } from './vault/slot-rows.ts';

/** IndexedDB's tables. Changes are additive only (rule 16): a new version adds, it never drops a filled store. */
const SCHEMA_V1 = {
  rec: 'id, refetch',
  outbox: '++key, rid',
  sent: 'mid, rid, seq',
  quarant: 'mid, rid',
  draft: 'formId, rid',
  summary: '++key',
  salvage: 'rid',
  meta: 'key',
  // The vault's key slots: beside the records, so that both live and die together (security.md §6).
  slot: 'name',
};

/** The store in IndexedDB. Every write is durable (`strict`) when its promise resolves (rule 1). */
export class DexieStore implements StorePort {
  readonly #db: Dexie;
  readonly #keyRange: typeof IDBKeyRange;

  private constructor(db: Dexie, keyRange: typeof IDBKeyRange) {
    this.#db = db;
    this.#keyRange = keyRange;
  }

  /** Opens (or makes) the database of one user on this phone. `onClosed` is told when it is taken from under us. */
  static async open(
    name: string,
    options: {
      readonly indexedDB?: IDBFactory;
      readonly IDBKeyRange?: typeof IDBKeyRange;
      readonly onClosed?: () => void;
    } = {},
  ): Promise<DexieStore> {
    const { onClosed, ...dependencies } = options;
    // Never opened by itself: Dexie would make a new, empty database in place of one that was deleted under us, and
    // what is "saved" there has no key slots. Whoever reopens looks first whose database it is.
    const db = new Dexie(name, { chromeTransactionDurability: 'strict', autoOpen: false, ...dependencies });
    db.version(1).stores(SCHEMA_V1);
    // Another tab wants to upgrade or delete: let it. `false` keeps Dexie's own handler from reopening later.
    db.on('versionchange', () => {
      db.close();
      onClosed?.();
      return false;
    });
    db.on('close', () => onClosed?.());
    await db.open().catch((error: unknown) => {
      throw translate(error);
    });
    return new DexieStore(db, options.IDBKeyRange ?? IDBKeyRange);
  }

  /** Deletes a user's database. False = another tab still holds it open. */
  static async delete(
    name: string,
    options: { readonly indexedDB?: IDBFactory; readonly IDBKeyRange?: typeof IDBKeyRange } = {},
  ): Promise<boolean> {
    const db = new Dexie(name, options);
    let blocked = false;
    db.on('blocked', () => {
      blocked = true;
    });
    await db.delete();
    return !blocked;
  }

  close(): void {
    this.#db.close();
  }

  /** The key slots, which must be read before anything else can be opened. */
  slots(): SlotStore {
    return dexieSlotStore(this.#db, this.#db.table<SlotRecord, string>('slot'));
  }

  read<T>(tables: readonly TableName[], body: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#run('readonly', tables, body);
  }

  write<T>(tables: readonly TableName[], body: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#run('readwrite', tables, body);
  }

  async #run<T>(
    mode: 'readonly' | 'readwrite',
    tables: readonly TableName[],
    body: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    try {
      const db = this.#db.backendDB() as IDBDatabase | null;
      if (db === null) throw new StoreClosedError('the database is closed');
      return await runTransaction({ db, keyRange: this.#keyRange }, mode, tables, body);
    } catch (error) {
      throw translate(error);
    }
  }
}

// `AbortError`: nobody here aborts a read, and a write of ours that fails bears its own cause.
const CLOSED = [
  'AbortError',
  'DatabaseClosedError',
  'InvalidStateError',
  'UnknownError',
  'OpenFailedError',
  'MissingAPIError',
];

/** Turns what browsers throw into the two things a caller can act on; anything else is a bug and stays as it is. */
function translate(error: unknown): unknown {
  const names = namesOf(error);
  if (names.includes('QuotaExceededError')) return new StoreFullError('the disk is full', { cause: error });
  if (names.some((name) => CLOSED.includes(name)))
    return new StoreClosedError('the database is closed', { cause: error });
  return error;
}

function namesOf(error: unknown): string[] {
  const names: string[] = [];
  for (let at: unknown = error; at instanceof Object && names.length < 5; at = 'inner' in at ? at.inner : undefined) {
    if ('name' in at) names.push(String(at.name));
  }
  return names;
}
