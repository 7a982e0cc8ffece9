import type { DexieStore } from '../../store/dexie-store.ts';
import type { StoreLoss } from '../../store/phone.ts';
import { readPhoneMeta } from '../../store/phone-meta.ts';
import type { TableName } from '../../store/rows.ts';
import { StoreClosedError, type StorePort, type Tx } from '../../store/tx.ts';
import type { SlotStore } from '../../store/vault/slot-rows.ts';

/**
 * The user's database while it is open. Browsers close it now and then (iOS after a pause, an upgrade in another tab):
 * then it is opened again and the transaction, of which nothing was stored, is repeated (rule 29). When that does not
 * help, everything fails with `StoreClosedError` and the page is told why.
 */
export class ReopeningStore implements StorePort {
  #store: DexieStore;
  readonly #open: () => Promise<DexieStore>;
  readonly #installation: string;
  readonly #onLoss: (loss: StoreLoss) => void;
  #opening: Promise<boolean> | undefined;
  #ended = false;

  constructor(
    store: DexieStore,
    options: {
      readonly open: () => Promise<DexieStore>;
      readonly installation: string;
      readonly onLoss: (loss: StoreLoss) => void;
    },
  ) {
    this.#store = store;
    this.#open = options.open;
    this.#installation = options.installation;
    this.#onLoss = options.onLoss;
  }

  read<T>(tables: readonly TableName[], body: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#again((store) => store.read(tables, body));
  }

  write<T>(tables: readonly TableName[], body: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#again((store) => store.write(tables, body));
  }

  slots(): SlotStore {
    return { load: () => this.#store.slots().load(), update: (change) => this.#store.slots().update(change) };
  }

  /** The keys are gone: nothing more is read or written here. */
  end(): void {
    this.#ended = true;
    this.#store.close();
  }

  async #again<T>(run: (store: DexieStore) => Promise<T>): Promise<T> {
    const used = this.#store;
    try {
      return await run(used);
    } catch (error) {
      if (!(error instanceof StoreClosedError) || this.#ended || !(await this.#isOpenAgain(used))) throw error;
      return run(this.#store);
    }
  }

  /** Opens the database again unless somebody else has; false = it is lost. */
  #isOpenAgain(used: DexieStore): Promise<boolean> {
    if (this.#store !== used) return Promise.resolve(true);
    this.#opening ??= this.#reopen().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #reopen(): Promise<boolean> {
    this.#store.close();
    try {
      const store = await this.#open();
      const meta = await readPhoneMeta(store);
      if (meta?.identity.installation !== this.#installation) {
        // An empty database under the same name: the browser has deleted ours, or another tab did.
        store.close();
        this.#lose('evicted');
        return false;
      }
      this.#store = store;
      return true;
    } catch {
      this.#lose('closed');
      return false;
    }
  }

  #lose(loss: StoreLoss): void {
    if (!this.#ended) this.#onLoss(loss);
  }
}
