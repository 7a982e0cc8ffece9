import type { SummaryEntry } from './record-state.ts';
import type { SummaryRow } from './rows.ts';
import type { SealerPort, StorePort, Tx } from './tx.ts';

// The sealed summary on disk: rows in key order, each an array of entries; of one record the entry in the last row
// counts, `gone` takes it away. Saves and pulls only ever add rows. Two things rewrite rows: a redaction, which takes
// entries out of a row (purge.ts), and a compaction (here), which always removes at least one row. That is how the
// two notice each other: a redaction plans anew when the keys have changed, a compaction when a ciphertext has.

/** A row as this page knows it. */
export type KnownRow = Pick<SummaryRow, 'key' | 'count'>;

/** Changes with each compaction: a page that knows another generation reads everything again. */
const GENERATION = 'summary-generation';

/** Rows opened at once: enough for the crypto threads, few enough that memory stays flat. */
const OPEN_ROWS = 512;

/** When a compaction is worth its writes. Tests lower the figures. */
export const COMPACTION = {
  /** Entries in one chunk after a compaction. */
  chunkEntries: 1000,
  /** A row with fewer entries may be merged again … */
  smallEntries: 500,
  /** … once so many of them stand at the end. */
  smallRows: 32,
  /** A greater share of overridden entries is worth writing everything anew … */
  overriddenShare: 0.3,
  /** … but not below this number of entries. */
  leastEntries: 200,
};
export type CompactionLimits = typeof COMPACTION;

export async function readGeneration(tx: Tx): Promise<number> {
  const row = await tx.get('meta', GENERATION);
  return typeof row?.value === 'number' ? row.value : 0;
}

/** Opens rows, in their order. Throws when one does not open: a list with holes would lose records silently. */
export async function openChunks(
  sealer: SealerPort,
  rows: readonly SummaryRow[],
): Promise<readonly (readonly SummaryEntry[])[]> {
  const opened: (readonly SummaryEntry[])[] = [];
  for (let at = 0; at < rows.length; at += OPEN_ROWS) {
    const slice = rows.slice(at, at + OPEN_ROWS);
    opened.push(
      ...(await Promise.all(slice.map((row) => sealer.open<readonly SummaryEntry[]>('summary', 'chunk', row.ct)))),
    );
  }
  return opened;
}

/** Which rows to write anew. `whole`: all of them, so that entries which say "gone" are not needed any more. */
export type CompactionPlan = { readonly keys: readonly number[]; readonly whole: boolean };

/** Whether a compaction is worth its writes. `live` = records that the summary shows. */
export function planCompaction(
  known: readonly KnownRow[],
  live: number,
  limits: CompactionLimits = COMPACTION,
): CompactionPlan | undefined {
  const total = known.reduce((sum, row) => sum + row.count, 0);
  if (known.length >= 2 && total >= limits.leastEntries && total - live > total * limits.overriddenShare)
    return { keys: known.map((row) => row.key), whole: true };
  let from = known.length;
  while (from > 0 && (known[from - 1]?.count ?? 0) < limits.smallEntries) from -= 1;
  const small = known.slice(from);
  return small.length >= limits.smallRows ? { keys: small.map((row) => row.key), whole: false } : undefined;
}

/**
 * Writes the planned rows anew, fewer of them, at the last of their own keys: so they stay before every row that was
 * added meanwhile. Undefined = somebody else has rewritten one of them; nothing was changed.
 */
export async function compact(
  deps: { readonly port: StorePort; readonly sealer: SealerPort },
  plan: CompactionPlan,
  generation: number,
  limits: CompactionLimits = COMPACTION,
): Promise<readonly KnownRow[] | undefined> {
  const { keys } = plan;
  const before = await deps.port.read(['summary'], (tx) => tx.getMany('summary', keys));
  const rows = before.filter((row) => row !== undefined);
  if (rows.length < keys.length) return undefined;
  const latest = latestOf(await openChunks(deps.sealer, rows), plan.whole);
  const chunks = chunksOf(latest, keys.length - 1, limits.chunkEntries);
  const places = keys.slice(keys.length - chunks.length);
  const written = await Promise.all(
    chunks.map(
      async (entries, i): Promise<SummaryRow> => ({
        key: places[i] as number,
        count: entries.length,
        ct: await deps.sealer.seal('summary', 'chunk', entries),
      }),
    ),
  );
  const done = await deps.port.write(['summary', 'meta'], async (tx) => {
    if ((await readGeneration(tx)) !== generation) return false;
    const present = await tx.getMany('summary', keys);
    if (!present.every((row, i) => row !== undefined && sameBytes(row.ct, rows[i]?.ct))) return false;
    await tx.delete('summary', keys.slice(0, keys.length - chunks.length));
    await tx.put('summary', written);
    await tx.put('meta', [{ key: GENERATION, value: generation + 1 }]);
    return true;
  });
  return done ? written.map(({ key, count }) => ({ key, count })) : undefined;
}

function latestOf(chunks: readonly (readonly SummaryEntry[])[], dropGone: boolean): readonly SummaryEntry[] {
  const byId = new Map<string, SummaryEntry>();
  for (const entries of chunks) for (const entry of entries) byId.set(entry.id, entry);
  return dropGone ? [...byId.values()].filter((entry) => entry.gone !== true) : [...byId.values()];
}

/** Near-equal chunks of about `wanted` entries, at most `most` of them. */
function chunksOf(
  entries: readonly SummaryEntry[],
  most: number,
  wanted: number,
): readonly (readonly SummaryEntry[])[] {
  const number = Math.min(most, Math.ceil(entries.length / wanted));
  const size = Math.ceil(entries.length / Math.max(1, number));
  return Array.from({ length: number }, (_, i) => entries.slice(i * size, (i + 1) * size)).filter(
    (chunk) => chunk.length > 0,
  );
}

function sameBytes(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return b !== undefined && a.length === b.length && a.every((byte, i) => byte === b[i]);
}
