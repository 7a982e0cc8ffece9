import type { PullAnswer } from '../../contract/wire/sync.ts';
import { type SummaryEntry, untilUnmoved } from '../record-state.ts';
import { purgeArrived } from './arrived-redaction.ts';
import {
  ALL_TABLES,
  entriesOf,
  isNewer,
  planGone,
  planMark,
  planRow,
  type RecPlan,
  readMany,
  recsMoved,
  type StoredRows,
  sealEntries,
  withBucket,
  writeRecs,
} from './record-plan.ts';
import { advancedByPull, isPresent, type PagePosition, readSpace, writeSpace } from './space-meta.ts';
import type { SyncContext } from './sync-context.ts';

/** A page of one bucket, and the place it was asked from. */
type Page = {
  readonly space: string;
  readonly bucket: string;
  readonly from: PagePosition;
  readonly answer: PullAnswer;
};

/** Applies a page of a pull, rows and cursor in one transaction (rule 9). */
export async function applyPull(ctx: SyncContext, page: Page): Promise<readonly SummaryEntry[]> {
  return untilUnmoved(() => tryApplyPull(ctx, page));
}

async function tryApplyPull(ctx: SyncContext, page: Page): Promise<readonly SummaryEntry[] | 'moved'> {
  const { space, bucket, answer } = page;
  const stillClean = await purgeArrived(ctx, answer.rows);
  const raw = await ctx.deps.port.read(['rec', 'outbox', 'quarant'], (tx) =>
    readMany(
      tx,
      answer.rows.map((row) => row.rid),
    ),
  );
  // All at once: sealing row after row would wait for each.
  const planned = await Promise.all(
    answer.rows.map((row) => planPulled(ctx, page, raw.get(row.rid) ?? { rec: undefined, rows: [] }, row)),
  );
  const plans = planned.flat();
  const sealed = await sealEntries(ctx, plans);
  if (ctx.has('cursorFirst'))
    await ctx.deps.port.write(['meta'], async (tx) =>
      writeSpace(tx, space, advancedByPull(await readSpace(tx, space), bucket, page.from, answer)),
    );
  const outcome = await ctx.deps.port.write(ALL_TABLES, async (tx) => {
    await ctx.checkLease(tx);
    const meta = await readSpace(tx, space);
    if (meta.epoch !== '' && meta.epoch !== answer.epoch && !ctx.has('noEpoch')) return 'stale' as const;
    // Somebody moved on since this page was asked for: a late page must not bring back what has left.
    if (!isPresent(meta.feeds[bucket], page.from) && !ctx.has('latePages')) return 'stale' as const;
    if ((await recsMoved(tx, plans)) || !(await stillClean(tx))) return 'moved' as const;
    await writeRecs(tx, plans, sealed);
    await writeSpace(tx, space, advancedByPull({ ...meta, epoch: answer.epoch }, bucket, page.from, answer));
    return 'done' as const;
  });
  if (outcome === 'moved') return 'moved';
  return outcome === 'stale' ? [] : entriesOf(plans);
}

/** What a row of a page means for the record that is here. */
async function planPulled(
  ctx: SyncContext,
  { space, bucket }: Page,
  raw: StoredRows,
  row: PullAnswer['rows'][number],
): Promise<readonly RecPlan[]> {
  const { rec } = raw;
  if ('gone' in row) {
    if (ctx.has('goneIgnored')) return [];
    return rec === undefined ? planMark(ctx, row, space) : planGone(ctx, raw, row.rid, bucket);
  }
  if (isNewer(row, rec) || ctx.has('latePages')) return [await planRow(ctx, { raw, row, bucket, space })];
  if (rec === undefined || rec.buckets.includes(bucket)) return [];
  const after = { ...rec, ver: rec.ver + 1, buckets: withBucket(rec.buckets, bucket) };
  return [{ before: rec, after, entry: undefined }];
}
