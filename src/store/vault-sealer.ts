import type { TableName } from './rows.ts';
import type { SealerPort } from './tx.ts';
import { type RandomBytes, systemRandom } from './vault/bytes.ts';
import type { VaultKeys } from './vault/keys.ts';
import { createSealer, type RowUnreadable, type Sealer } from './vault/sealer.ts';

/** A sealed row does not open: the caller stops and shows it. Skipping it would lose a record silently (security.md §6). */
export class UnreadableRowError extends Error {
  readonly row: RowUnreadable;

  constructor(row: RowUnreadable) {
    super(`${row.table}: a sealed row does not open (${row.reason})`);
    this.row = row;
  }
}

/** The store's sealer over the vault's working keys: one key for each purpose. */
export function vaultSealer(keys: VaultKeys, space: string, random: RandomBytes = systemRandom): SealerPort {
  const record = createSealer(keys.record, space, random);
  const outbox = createSealer(keys.outbox, space, random);
  const sealers: { readonly [T in TableName]: Sealer } = {
    rec: record,
    salvage: record,
    meta: record,
    outbox,
    sent: outbox,
    quarant: outbox,
    draft: createSealer(keys.draft, space, random),
    summary: createSealer(keys.summary, space, random),
  };
  return {
    seal: (table, id, value) => sealers[table].seal(table, id, value),
    open: async <T>(table: TableName, id: string, sealed: Uint8Array): Promise<T> => {
      const opened = await sealers[table].open(table, id, sealed);
      if (!opened.ok) throw new UnreadableRowError(opened.error);
      // Sealed by this program under this vault's key: authenticated, so its own types hold.
      return opened.value as T;
    },
  };
}
