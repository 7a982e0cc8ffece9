import Dexie, { type Table } from 'dexie';
import type { PhoneUser } from './phone-gate.ts';

/**
 * Who works on this phone: what the greeting shows before anything is unlocked. No citizens' data, nothing sealed,
 * nothing that is not also in the user's own database (`PhoneMeta`): it may be lost and is made again.
 */
export type DirectoryRow = PhoneUser & { readonly strict: boolean };

export const PHONE_PREFIX = 'gan-dan-';

export class Directory {
  readonly #db: Dexie;
  readonly #table: Table<DirectoryRow, string>;

  constructor(options: { readonly indexedDB?: IDBFactory; readonly IDBKeyRange?: typeof IDBKeyRange } = {}) {
    this.#db = new Dexie('gan-dan', { chromeTransactionDurability: 'strict', ...options });
    this.#db.version(1).stores({ user: 'id' });
    this.#db.on('versionchange', () => {
      this.#db.close({ disableAutoOpen: false });
      return false;
    });
    this.#table = this.#db.table('user');
  }

  /** Most recently opened first. */
  async users(): Promise<readonly DirectoryRow[]> {
    const rows = await this.#table.toArray();
    return rows.sort((a, b) => b.lastOpenedAtMs - a.lastOpenedAtMs);
  }

  async put(row: DirectoryRow): Promise<void> {
    await this.#table.put(row);
  }

  async remove(id: string): Promise<void> {
    await this.#table.delete(id);
  }

  close(): void {
    this.#db.close();
  }
}

/** Name of the database of one user in one space. */
export function phoneName(space: string, user: string): string {
  return `${PHONE_PREFIX}${space}-${user}`;
}
