import type { Summary } from '../domain/receptions/summary.ts';
import type { Source, SummarySnapshot } from './phone.ts';
import type { SummaryEntry } from './record-state.ts';
import type { SummaryRow } from './rows.ts';
import {
  COMPACTION,
  type CompactionLimits,
  compact,
  type KnownRow,
  openChunks,
  planCompaction,
  readGeneration,
} from './summary-chunks.ts';
import { summaryFrom } from './summary-entry.ts';
import type { SealerPort, StorePort, Tx } from './tx.ts';

/** Rows asked for in one step when looking for those that were added; doubled while there are more. */
const FIRST_STEP = 8;
/** Up to so many changes are put in place one by one; beyond, the whole list is sorted. */
const FEW = 64;

type ReadRows = {
  readonly rows: readonly SummaryRow[];
  readonly generation: number;
  readonly fresh: boolean;
};

/**
 * Everything that lists and search know, in memory: opened once at unlock from the sealed summary, then kept by what
 * saves and pulls bring, in this tab or another. What rests on disk decides; `apply` only shows it a moment earlier.
 */
export class SummaryList implements Source<SummarySnapshot> {
  readonly #deps: { readonly port: StorePort; readonly sealer: SealerPort };
  readonly #limits: CompactionLimits;
  readonly #onError: (error: unknown) => void;
  readonly #listeners = new Set<() => void>();
  /** As read from disk, up to row `#last`. */
  #base = new Map<string, SummaryEntry>();
  #known: KnownRow[] = [];
  #last = 0;
  #generation = -1;
  /** Told by `apply`, not yet read from disk; `round` = the readings that had begun by then. */
  readonly #early = new Map<string, { readonly entry: SummaryEntry; readonly round: number }>();
  #round = 0;
  #reading: Promise<void> | undefined;
  #again = false;
  #byId = new Map<string, Summary>();
  #sorted: Summary[] = [];
  #snapshot: SummarySnapshot = { newestFirst: [], byId: new Map() };

  /** `onError`: a reading that nobody awaited has failed (closed database, a row that does not open). */
  constructor(
    deps: { readonly port: StorePort; readonly sealer: SealerPort },
    onError: (error: unknown) => void = () => undefined,
    limits: CompactionLimits = COMPACTION,
  ) {
    this.#deps = deps;
    this.#limits = limits;
    this.#onError = onError;
  }

  readonly getSnapshot = (): SummarySnapshot => this.#snapshot;

  readonly subscribe = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange);
    return () => this.#listeners.delete(onChange);
  };

  /** What is durable of a record, as far as it has been read; undefined = it is in no list. */
  readonly entryOf = (id: string): SummaryEntry | undefined => this.#early.get(id)?.entry ?? this.#base.get(id);

  /** Shows entries that are durable already, before they are read again from disk. */
  apply(entries: readonly SummaryEntry[]): void {
    for (const entry of entries) this.#early.set(entry.id, { entry, round: this.#round });
    this.#publish(entries.map((entry) => entry.id));
    this.refresh().catch(this.#onError);
  }

  /** Reads what was added since, also by another tab. Resolves when everything durable at the call is shown. */
  refresh(): Promise<void> {
    this.#again = true;
    this.#reading ??= this.#readAll().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #readAll(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      await this.#readOnce();
    }
  }

  async #readOnce(): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    const read = await this.#deps.port.read(['summary', 'meta'], (tx) => this.#readRows(tx));
    const chunks = await openChunks(this.#deps.sealer, read.rows);
    const changed = new Set<string>();
    if (read.fresh) {
      for (const id of this.#base.keys()) changed.add(id);
      this.#base = new Map();
      this.#known = [];
    }
    for (const entry of chunks.flat()) {
      changed.add(entry.id);
      if (entry.gone === true) this.#base.delete(entry.id);
      else this.#base.set(entry.id, entry);
    }
    for (const { key, count } of read.rows) {
      this.#known.push({ key, count });
      this.#last = Math.max(this.#last, key);
    }
    this.#generation = read.generation;
    for (const [id, early] of this.#early) {
      if (early.round >= round) continue;
      this.#early.delete(id);
      changed.add(id);
    }
    this.#publish([...changed]);
  }

  /** The rows that this page does not know; all of them after a compaction by another tab. */
  async #readRows(tx: Tx): Promise<ReadRows> {
    const generation = await readGeneration(tx);
    if (generation === this.#generation) {
      const rows = await rowsAfter(tx, this.#last);
      if ((await tx.count('summary')) === this.#known.length + rows.length) return { rows, generation, fresh: false };
    }
    return { rows: await tx.all('summary'), generation, fresh: true };
  }

  /** Writes the summary anew where that is worth it; to be called when the page is idle. Whether anything was done. */
  async compactIfWorthIt(): Promise<boolean> {
    await this.refresh();
    const plan = planCompaction(this.#known, this.#base.size, this.#limits);
    if (plan === undefined) return false;
    const generation = this.#generation;
    const written = await compact(this.#deps, plan, generation, this.#limits);
    if (written === undefined) return false;
    // Rows that a reading brought meanwhile stay known; if it saw the new generation, it has read everything itself.
    if (this.#generation === generation) {
      const replaced = new Set(plan.keys);
      this.#known = [...this.#known.filter((row) => !replaced.has(row.key)), ...written].sort((a, b) => a.key - b.key);
      this.#generation = generation + 1;
    }
    return true;
  }

  #publish(ids: readonly string[]): void {
    const removed: Summary[] = [];
    const added: Summary[] = [];
    for (const id of ids) {
      const entry = this.entryOf(id);
      const shown = this.#byId.get(id);
      if (shown !== undefined) removed.push(shown);
      if (entry === undefined || entry.gone === true) this.#byId.delete(id);
      else {
        const summary = summaryFrom(entry);
        this.#byId.set(id, summary);
        added.push(summary);
      }
    }
    if (removed.length + added.length === 0) return;
    this.#sorted =
      removed.length + added.length <= FEW
        ? replacedIn(this.#sorted, removed, added)
        : [...this.#byId.values()].sort(newestFirst);
    this.#snapshot = snapshotOf(this.#sorted);
    for (const listener of this.#listeners) listener();
  }
}

/** The look-up is made when somebody asks for it: most changes are drawn without. */
function snapshotOf(newestFirst: readonly Summary[]): SummarySnapshot {
  let byId: ReadonlyMap<string, Summary> | undefined;
  return {
    newestFirst,
    get byId() {
      byId ??= new Map(newestFirst.map((line) => [line.rid, line]));
      return byId;
    },
  };
}

async function rowsAfter(tx: Tx, last: number): Promise<SummaryRow[]> {
  const rows: SummaryRow[] = [];
  let at = last;
  for (let step = FIRST_STEP; ; step *= 2) {
    const keys = Array.from({ length: step }, (_, i) => at + 1 + i);
    const found = await tx.getMany('summary', keys);
    for (const row of found) if (row !== undefined) rows.push(row);
    if (found.at(-1) === undefined) return rows;
    at += step;
  }
}

/** Newest legal day first; of one day the newest id (ids begin with their time); what has no day last. */
function newestFirst(a: Summary, b: Summary): number {
  if (a.day !== b.day) return a.day < b.day ? 1 : -1;
  return a.rid < b.rid ? 1 : a.rid > b.rid ? -1 : 0;
}

function replacedIn(sorted: readonly Summary[], removed: readonly Summary[], added: readonly Summary[]): Summary[] {
  const next = [...sorted];
  for (const item of removed) next.splice(placeOf(next, item), 1);
  for (const item of added) next.splice(placeOf(next, item), 0, item);
  return next;
}

function placeOf(sorted: readonly Summary[], item: Summary): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (newestFirst(sorted[middle] as Summary, item) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}
