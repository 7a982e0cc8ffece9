import type { StoreDeps } from '../record-state.ts';
import type { LeaseMeta, SpaceMeta } from '../rows.ts';
import type { Tx } from '../tx.ts';
import { readMeta, readSpace, writeMeta } from './space-meta.ts';

/** Another tab took over the sync: whoever gets this stops at once. */
export class LeaseLostError extends Error {}

/** What every step of the sync on the store needs, and the lease that fences it off from other tabs (rule 23). */
export class SyncContext {
  readonly deps: StoreDeps;
  /** The user's own space, to which everything saved on this phone belongs. */
  readonly space: string;
  /** Set while this engine holds the lease. */
  #fence: number | undefined;

  constructor(deps: StoreDeps, space: string) {
    this.deps = deps;
    this.space = space;
  }

  /** A planted bug of the simulation; never set in the product. */
  has(fault: string): boolean {
    return this.deps.faults?.has(fault) ?? false;
  }

  /** What is known of a space; a phone that never met its server starts with epoch ''. */
  spaceMeta(space: string): Promise<SpaceMeta> {
    return this.deps.port.read(['meta'], (tx) => readSpace(tx, space));
  }

  /** Takes the lease: every engine that held it before loses it at its next write. */
  async takeLease(): Promise<void> {
    this.#fence = await this.deps.port.write(['meta'], async (tx) => {
      const fence = ((await readMeta<LeaseMeta>(tx, 'lease'))?.fence ?? 0) + 1;
      await writeMeta(tx, 'lease', { fence } satisfies LeaseMeta);
      return fence;
    });
  }

  /** Called inside each writing transaction of the sync. */
  async checkLease(tx: Tx): Promise<void> {
    if (this.#fence === undefined || this.has('latePages')) return;
    const lease = await readMeta<LeaseMeta>(tx, 'lease');
    if (lease?.fence !== this.#fence) throw new LeaseLostError('another tab syncs now');
  }
}
