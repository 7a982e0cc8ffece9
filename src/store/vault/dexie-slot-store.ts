import type { Dexie, Table } from 'dexie';
import type { SlotRows, SlotStore } from './slot-rows.ts';

/** One member of `SlotRows`. Table schema: `name` (primary key, nothing indexed). */
export interface SlotRecord {
  readonly name: keyof SlotRows;
  readonly row: NonNullable<SlotRows[keyof SlotRows]>;
}

const NAMES = ['passphrase', 'passkey', 'pin', 'recovery', 'tries'] as const satisfies readonly (keyof SlotRows)[];

/**
 * The slots in the same database as the records, so that both live and die together (security.md §6). Open the database with
 * `chromeTransactionDurability: 'strict'`: a counted try must be on disk.
 */
export function dexieSlotStore(db: Dexie, table: Table<SlotRecord, string>): SlotStore {
  // By primary key, one by one: Safari has missed rows holding a CryptoKey when it walked an index (Dexie #585, #951).
  const load = async (): Promise<SlotRows> => {
    const records = await table.bulkGet([...NAMES]);
    return Object.fromEntries(records.flatMap((record) => (record ? [[record.name, record.row]] : [])));
  };

  const update = (change: (rows: SlotRows) => SlotRows): Promise<SlotRows> =>
    db.transaction('rw', table, async () => {
      const before = await load();
      const after = change(before);
      for (const name of NAMES) {
        const row = after[name];
        if (row === before[name]) continue;
        if (row) await table.put({ name, row });
        else await table.delete(name);
      }
      return after;
    });

  return { load, update };
}
