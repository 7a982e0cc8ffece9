import type { FetchAnswer } from '../../contract/wire/sync.ts';
import { openRaw, type SummaryEntry, untilUnmoved } from '../record-state.ts';
import { purgeArrived } from './arrived-redaction.ts';
import {
  ALL_TABLES,
  entriesOf,
  planGone,
  planRow,
  planSalvage,
  type RecPlan,
  readMany,
  recsMoved,
  type StoredRows,
  sealEntries,
  writeRecs,
} from './record-plan.ts';
import { readSpace } from './space-meta.ts';
import type { SyncContext } from './sync-context.ts';

/** A record to ask for again, and one of its buckets. */
export type Refetch = { readonly rid: string; readonly space: string; readonly bucket: string };

/** Ids of records to ask for again, with one of their buckets each. */
export async function toRefetch(ctx: SyncContext, limit: number): Promise<readonly Refetch[]> {
  const rows = await ctx.deps.port.read(['rec'], (tx) => tx.toRefetch(limit));
  return rows.map((row) => ({ rid: row.id, space: row.space, bucket: row.buckets[0] ?? '' }));
}

/** Marks records whose copy here differs from the server's digest. */
export async function markForRefetch(ctx: SyncContext, rids: readonly string[]): Promise<void> {
  await ctx.deps.port.write(['rec', 'meta'], async (tx) => {
    await ctx.checkLease(tx);
    const rows = await tx.getMany('rec', rids);
    await tx.put(
      'rec',
      rows.flatMap((row) => (row === undefined ? [] : [{ ...row, ver: row.ver + 1, refetch: 1 as const, shared: 0 }])),
    );
  });
}

/** Applies records that were asked for again; what the server lacks is queued for salvage, never deleted. */
export async function applyFetch(
  ctx: SyncContext,
  space: string,
  bucket: string,
  answer: FetchAnswer,
): Promise<readonly SummaryEntry[]> {
  return untilUnmoved(async () => {
    const stillClean = await purgeArrived(ctx, answer.rows);
    const rids = [...answer.rows.map((row) => row.rid), ...answer.missing, ...answer.gone];
    const raw = await ctx.deps.port.read(['rec', 'outbox', 'quarant'], (tx) => readMany(tx, rids));
    const plans: RecPlan[] = [];
    for (const row of answer.rows) {
      const at = raw.get(row.rid) ?? { rec: undefined, rows: [] };
      if (at.rec === undefined || at.rec.refetch === 1) plans.push(await planRow(ctx, { raw: at, row, bucket, space }));
    }
    for (const rid of answer.missing) plans.push(...(await planMissing(ctx, raw.get(rid))));
    for (const rid of answer.gone) plans.push(...(await planGone(ctx, raw.get(rid), rid, bucket)));
    const sealed = await sealEntries(ctx, plans);
    return ctx.deps.port.write(ALL_TABLES, async (tx) => {
      await ctx.checkLease(tx);
      if ((await readSpace(tx, space)).epoch !== answer.epoch) return [];
      if ((await recsMoved(tx, plans)) || !(await stillClean(tx))) return 'moved';
      await writeRecs(tx, plans, sealed);
      return entriesOf(plans);
    });
  });
}

async function planMissing(ctx: SyncContext, at: StoredRows | undefined): Promise<RecPlan[]> {
  const rec = at?.rec;
  if (at === undefined || rec === undefined || rec.refetch !== 1) return [];
  const { shadow } = await openRaw(ctx.deps, at);
  const salvage =
    Object.keys(shadow.cells).length > 0
      ? await planSalvage(ctx, { rec, rows: at.rows }, shadow, undefined)
      : undefined;
  return [
    {
      before: rec,
      after: { ...rec, ver: rec.ver + 1, rev: 0, refetch: 0 },
      entry: undefined,
      ...(salvage === undefined ? {} : { salvage }),
    },
  ];
}
