import { canonical } from '../domain/merge/cells.ts';
import { openRaw, type StoreDeps, type SummaryEntry, sortedByKey, untilUnmoved, viewOf } from './record-state.ts';
import type { OutboxRow, QuarantRow, RecRow } from './rows.ts';

/** By which program the summary was last made whole. */
const MADE_BY = 'summary-made-by';

/** Records written together. */
const BATCH = 200;
/** Records summarised without a pause: few enough that a slow phone misses no letter meanwhile. */
const AT_ONCE = 2;

/** The summary as the page has read it. */
export type KnownSummary = { readonly entryOf: (id: string) => SummaryEntry | undefined };

/**
 * Makes the summary anew where another program made it. An update may tell more of a record in its summary (duty days,
 * twins) or know a kind that the one before did not: without this, figures on the phone would lack what was stored
 * before. Rows are only added, as by a pull, and only of records that are told otherwise; one that changes meanwhile is
 * read again. Cut off, it begins anew at the next opening. `pause` lets the page do what is more urgent. Whether
 * anything was written.
 */
export async function renewSummary(
  deps: StoreDeps,
  known: KnownSummary,
  program: string,
  pause: () => Promise<void>,
): Promise<boolean> {
  const { port } = deps;
  const madeBy = await port.read(['meta'], (tx) => tx.get('meta', MADE_BY));
  if (madeBy?.value === program) return false;
  let last: string | undefined;
  let written = false;
  for (;;) {
    const above = last;
    const renewed = await untilUnmoved(() => renewAbove(deps, known, above, pause));
    if (renewed === undefined) break;
    last = renewed.last;
    written ||= renewed.written;
  }
  await port.write(['meta'], (tx) => tx.put('meta', [{ key: MADE_BY, value: program }]));
  return written;
}

type Renewed = { readonly last: string; readonly written: boolean };

/** Renews the next records above an id; undefined = there are none. */
async function renewAbove(
  deps: StoreDeps,
  known: KnownSummary,
  above: string | undefined,
  pause: () => Promise<void>,
): Promise<Renewed | undefined | 'moved'> {
  const read = await deps.port.read(['rec', 'outbox', 'quarant'], async (tx) => {
    const recs = await tx.all('rec', BATCH, above);
    const queued = recs.filter(({ pending, refused }) => pending + refused > 0).map(({ id }) => id);
    const rows = [...(await tx.byRid('outbox', queued)), ...(await tx.byRid('quarant', queued))];
    return { recs, rows: sortedByKey(rows) };
  });
  const last = read.recs.at(-1);
  if (last === undefined) return undefined;
  const entries: SummaryEntry[] = [];
  for (let at = 0; at < read.recs.length; at += AT_ONCE) {
    const some = read.recs.slice(at, at + AT_ONCE);
    const rowsOf = (rec: RecRow) => read.rows.filter(({ rid }) => rid === rec.id);
    const made = await Promise.all(some.map((rec) => entryOf(deps, rec, rowsOf(rec))));
    entries.push(...made.filter((entry) => !isSame(entry, known.entryOf(entry.id))));
    await pause();
  }
  // What the page has read was true when it was: a record that has moved since has an entry of its own.
  if (entries.length === 0) return { last: last.id, written: false };
  const ct = await deps.sealer.seal('summary', 'chunk', entries);
  return deps.port.write(['rec', 'summary'], async (tx) => {
    const ids = read.recs.map(({ id }) => id);
    const present = await tx.getMany('rec', ids);
    if (!present.every((rec, i) => rec?.ver === read.recs[i]?.ver)) return 'moved';
    await tx.add('summary', [{ count: entries.length, ct }]);
    return { last: last.id, written: true };
  });
}

/** What is not in the list and what is gone are one. */
function isSame(entry: SummaryEntry, known: SummaryEntry | undefined): boolean {
  return known === undefined ? entry.gone === true : canonical(entry) === canonical(known);
}

async function entryOf(deps: StoreDeps, rec: RecRow, rows: readonly (OutboxRow | QuarantRow)[]): Promise<SummaryEntry> {
  const { shadow, queued } = await openRaw(deps, { rec, rows });
  // Only the mark of a redaction may be left of what this user may no longer read.
  if (rec.buckets.length === 0 && queued.length === 0) return { id: rec.id, gone: true };
  return deps.summarize(rec.id, rec.kind, viewOf(deps.definitionOf(rec.kind), shadow, queued));
}
