import type { StorePort } from './tx.ts';

/** Records looked at in one transaction of a scan, so that the page stays alive between them. */
const SCAN_ROWS = 200;

/** Which records hold two values that wait for a person. Filled by one scan, then kept by the ids that changed. */
export class Undecided {
  readonly #port: StorePort;
  readonly #rids = new Set<string>();

  constructor(port: StorePort) {
    this.#port = port;
  }

  get rids(): readonly string[] {
    return [...this.#rids];
  }

  get count(): number {
    return this.#rids.size;
  }

  /** Looks at these records again. `pause` is awaited between slices. */
  async look(rids: readonly string[], pause?: () => Promise<void>): Promise<void> {
    for (let at = 0; at < rids.length; at += SCAN_ROWS) {
      if (at > 0) await pause?.();
      const slice = rids.slice(at, at + SCAN_ROWS);
      const rows = await this.#port.read(['rec'], (tx) => tx.getMany('rec', slice));
      for (const [i, rid] of slice.entries()) {
        if ((rows[i]?.conflicts ?? 0) > 0) this.#rids.add(rid);
        else this.#rids.delete(rid);
      }
    }
  }
}
