import { type Cells, REDACTED } from '../../contract/records/kind.ts';
import type { GoneRow, SalvageItem, WireRow } from '../../contract/wire/sync.ts';
import { sameValue } from '../../domain/merge/cells.ts';
import {
  EMPTY_STATE,
  openBody,
  openRaw,
  readRaw,
  type SummaryEntry,
  sortedByKey,
  viewOf,
  withRedaction,
} from '../record-state.ts';
import type { OutboxRow, QuarantRow, RecordState, RecRow, SalvageRow } from '../rows.ts';
import type { Tx } from '../tx.ts';
import type { SyncContext } from './sync-context.ts';

/** What a step that applies an answer may touch. */
export const ALL_TABLES = ['rec', 'outbox', 'sent', 'quarant', 'draft', 'summary', 'salvage', 'meta'] as const;

/** A record with its queued rows, as read and not yet opened. */
export type StoredRows = { readonly rec: RecRow | undefined; readonly rows: readonly (OutboxRow | QuarantRow)[] };

/** What a planned record write changes, sealed and ready. */
export type RecPlan = {
  readonly before: RecRow | undefined;
  readonly after: RecRow | undefined;
  readonly entry: SummaryEntry | undefined;
  readonly salvage?: SalvageRow;
};

/** Whether a row from the server may replace what the phone holds: answers arrive in any order. */
export function isNewer(row: WireRow, rec: RecRow | undefined): boolean {
  return rec === undefined || rec.refetch === 1 || row.rev > rec.rev;
}

/** The buckets of a record that is now known to be in one more. */
export function withBucket(buckets: readonly string[], bucket: string | undefined): readonly string[] {
  return bucket === undefined || buckets.includes(bucket) ? buckets : [...buckets, bucket];
}

/** Plans a record's row from the server: shadow replaced, view rebuilt, nothing else (the view rule). */
export async function planRow(
  ctx: SyncContext,
  input: {
    raw: StoredRows;
    row: WireRow;
    counts?: { pending: number; refused: number };
    bucket?: string;
    space?: string;
    /** Own rows of the record that reach the server, when some leave the queue with this very write. */
    offered?: StoredRows['rows'];
  },
): Promise<RecPlan> {
  const { raw, row } = input;
  const { rec } = raw;
  const definition = ctx.deps.definitionOf(row.kind);
  const shadow: RecordState = { cells: withRedaction(definition, row.cells), conflicts: row.conflicts ?? [] };
  const needsOpen = raw.rows.length > 0;
  const loaded = needsOpen || rec?.refetch === 1 ? await openRaw(ctx.deps, raw) : undefined;
  const view = needsOpen && loaded !== undefined ? viewOf(definition, shadow, loaded.queued) : shadow;
  const salvage =
    rec?.refetch === 1 && loaded !== undefined
      ? await planSalvage(ctx, { rec, rows: input.offered ?? raw.rows }, loaded.shadow, row)
      : undefined;
  const counts = input.counts ?? { pending: rec?.pending ?? 0, refused: rec?.refused ?? 0 };
  const after: RecRow = {
    id: row.rid,
    space: input.space ?? rec?.space ?? ctx.space,
    kind: row.kind,
    rev: row.rev,
    schemaVer: row.schemaVer,
    ver: (rec?.ver ?? 0) + 1,
    buckets: withBucket(rec?.buckets ?? [], input.bucket),
    ...counts,
    conflicts: view.conflicts.length,
    refetch: 0,
    shared: 0,
    shadow: await ctx.deps.sealer.seal('rec', row.rid, shadow),
    view: needsOpen ? await ctx.deps.sealer.seal('rec', row.rid, view) : null,
  };
  return {
    before: rec,
    after,
    entry: ctx.deps.summarize(row.rid, row.kind, view),
    ...(salvage === undefined ? {} : { salvage }),
  };
}

/**
 * What a copy from before a restore holds beyond the server's row (undefined = the server lacks the record), and
 * beyond what this phone offers again itself: an own value comes back as the mutation that it was, with its base, so
 * that a later correction of it is no conflict.
 */
export async function planSalvage(
  ctx: SyncContext,
  at: { readonly rec: RecRow; readonly rows: readonly (OutboxRow | QuarantRow)[] },
  old: RecordState,
  row: WireRow | undefined,
): Promise<SalvageRow | undefined> {
  const { rec } = at;
  // What the province alone writes is the province's to restore.
  if (rec.space !== ctx.space || ctx.has('noSalvage')) return undefined;
  const lacking = Object.entries(old.cells).filter(([group, value]) => !sameValue(row?.cells[group], value));
  if (lacking.length === 0) return undefined;
  // Of a record that is not there nothing can be corrected: its copy is given back whole.
  const own = row === undefined ? [] : await offeredAgain(ctx, at);
  const cells: Cells = Object.fromEntries(
    lacking.filter(([group, value]) => !own.some((patch) => sameValue(patch[group], value))),
  );
  if (Object.keys(cells).length === 0) return undefined;
  const item: SalvageItem = {
    rid: rec.id,
    kind: rec.kind,
    schemaVer: rec.schemaVer,
    fromEpoch: 'lost',
    rev: rec.rev,
    common: rec.shared,
    cells,
  };
  return { rid: rec.id, ct: await ctx.deps.sealer.seal('salvage', rec.id, item) };
}

/** The patches of a record that this phone has offered the restored server itself, or is about to. */
async function offeredAgain(
  ctx: SyncContext,
  at: { readonly rec: RecRow; readonly rows: readonly (OutboxRow | QuarantRow)[] },
): Promise<readonly Cells[]> {
  const { rec } = at;
  const sent = await ctx.deps.port.read(['sent'], (tx) => tx.byRid('sent', [rec.id]));
  const rows = [...sent.filter((row) => row.seq > rec.shared), ...at.rows.filter((row) => !('code' in row))];
  const bodies = await Promise.all(rows.map((row) => openBody(ctx.deps.sealer, row)));
  return bodies.flatMap((body) => (body === null ? [] : [body.patch]));
}

/**
 * A record left a bucket: it leaves the phone with its last bucket, unless something of it still waits here. Of a
 * redacted one a mark stays that nothing lists: a form that is still open on it must not bring its words back.
 */
export async function planGone(
  ctx: SyncContext,
  at: StoredRows | undefined,
  rid: string,
  bucket: string,
): Promise<RecPlan[]> {
  const rec = at?.rec;
  if (at === undefined || rec === undefined || !rec.buckets.includes(bucket)) return [];
  const buckets = rec.buckets.filter((name) => name !== bucket);
  const after = { ...rec, ver: rec.ver + 1, buckets, refetch: 0 as const };
  if (buckets.length > 0) return [{ before: rec, after, entry: undefined }];
  const { shadow, queued } = await openRaw(ctx.deps, at);
  const mark = await redactionMark(ctx, rid, shadow);
  const own = { ...after, rev: 0, conflicts: 0, shadow: mark, view: null };
  if (queued.length === 0)
    return [{ before: rec, after: mark === null ? undefined : own, entry: { id: rid, gone: true } }];
  // What this user typed himself still waits; what others wrote leaves the phone.
  const view = viewOf(ctx.deps.definitionOf(rec.kind), EMPTY_STATE, queued);
  return [{ before: rec, after: own, entry: ctx.deps.summarize(rid, rec.kind, view) }];
}

/** What left this phone earlier was redacted now: the same mark, for a form that is still open on it. */
export async function planMark(
  ctx: SyncContext,
  { rid, redacted }: GoneRow,
  space: string,
): Promise<readonly RecPlan[]> {
  const shadow = await redactionMark(ctx, rid, { cells: { [REDACTED]: redacted ?? null }, conflicts: [] });
  if (shadow === null) return [];
  const nothing = { pending: 0, refused: 0, conflicts: 0, refetch: 0, shared: 0 } as const;
  const after: RecRow = {
    id: rid,
    space,
    kind: '',
    rev: 0,
    schemaVer: 1,
    ver: 1,
    buckets: [],
    ...nothing,
    shadow,
    view: null,
  };
  return [{ before: undefined, after, entry: undefined }];
}

async function redactionMark(ctx: SyncContext, rid: string, { cells }: RecordState): Promise<Uint8Array | null> {
  const policy = cells[REDACTED];
  if (typeof policy !== 'string') return null;
  return ctx.deps.sealer.seal('rec', rid, { cells: { [REDACTED]: policy }, conflicts: [] } satisfies RecordState);
}

/** Reads records with everything queued for them. */
export async function readMany(tx: Tx, rids: readonly string[]): Promise<Map<string, StoredRows>> {
  const unique = [...new Set(rids)];
  const recs = await tx.getMany('rec', unique);
  const queued =
    unique.length === 1
      ? (await readRaw(tx, unique[0] as string)).rows
      : sortedByKey<OutboxRow | QuarantRow>([
          ...(await tx.byRid('outbox', unique)),
          ...(await tx.byRid('quarant', unique)),
        ]);
  const rowsByRid = new Map<string, (OutboxRow | QuarantRow)[]>();
  for (const row of queued) rowsByRid.set(row.rid, [...(rowsByRid.get(row.rid) ?? []), row]);
  return new Map(unique.map((rid, i) => [rid, { rec: recs[i], rows: rowsByRid.get(rid) ?? [] }]));
}

/** The summary entries that plans change. */
export function entriesOf(plans: readonly RecPlan[]): readonly SummaryEntry[] {
  return plans.flatMap((plan) => (plan.entry === undefined ? [] : [plan.entry]));
}

/** Seals the summary entries of plans, before their transaction opens (rule 1). */
export async function sealEntries(
  ctx: SyncContext,
  plans: readonly RecPlan[],
): Promise<{ readonly count: number; readonly ct: Uint8Array } | undefined> {
  const entries = entriesOf(plans);
  return entries.length === 0
    ? undefined
    : { count: entries.length, ct: await ctx.deps.sealer.seal('summary', 'chunk', entries) };
}

/** Whether somebody wrote to a record since its plan was made: then everything is planned anew. */
export async function recsMoved(tx: Tx, plans: readonly RecPlan[]): Promise<boolean> {
  const ids = plans.map((plan) => (plan.after ?? plan.before)?.id ?? '');
  const present = await tx.getMany('rec', ids);
  return plans.some((plan, i) => (present[i]?.ver ?? 0) !== (plan.before?.ver ?? 0));
}

/** Writes plans inside the transaction that compared them. */
export async function writeRecs(
  tx: Tx,
  plans: readonly RecPlan[],
  sealed: { readonly count: number; readonly ct: Uint8Array } | undefined,
): Promise<void> {
  await tx.put(
    'rec',
    plans.flatMap((plan) => (plan.after === undefined ? [] : [plan.after])),
  );
  await tx.delete(
    'rec',
    plans.flatMap((plan) => (plan.after === undefined && plan.before !== undefined ? [plan.before.id] : [])),
  );
  const salvage = plans.flatMap((plan) => (plan.salvage === undefined ? [] : [plan.salvage]));
  if (salvage.length > 0) await tx.put('salvage', salvage);
  if (sealed !== undefined) await tx.add('summary', [sealed]);
}
