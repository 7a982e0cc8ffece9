import type { PullAnswer } from '../../contract/wire/sync.ts';
import { type SummaryEntry, untilUnmoved } from '../record-state.ts';
import { purge, purgeIfNew } from './arrived-redaction.ts';
import {
  ALL_TABLES,
  entriesOf,
  isNewer,
  planGone,
  planRow,
  type RecPlan,
  readMany,
  recsMoved,
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
  for (const row of page.answer.rows) {
    if (!('gone' in row)) await purgeIfNew(ctx, row);
    else if (row.redacted !== undefined) await purge(ctx, row.rid, row.redacted);
  }
  return untilUnmoved(() => tryApplyPull(ctx, page));
}

async function tryApplyPull(ctx: SyncContext, page: Page): Promise<readonly SummaryEntry[] | 'moved'> {
  const { space, bucket, answer } = page;
  const raw = await ctx.deps.port.read(['rec', 'outbox', 'quarant'], (tx) =>
    readMany(
      tx,
      answer.rows.map((row) => row.rid),
    ),
  );
  const plans: RecPlan[] = [];
  for (const row of answer.rows) {
    const at = raw.get(row.rid) ?? { rec: undefined, rows: [] };
    if ('gone' in row) plans.push(...(ctx.has('goneIgnored') ? [] : await planGone(ctx, at, row.rid, bucket)));
    else if (isNewer(row, at.rec) || ctx.has('latePages'))
      plans.push(await planRow(ctx, { raw: at, row, bucket, space }));
    else if (at.rec !== undefined && !at.rec.buckets.includes(bucket)) {
      plans.push({
        before: at.rec,
        after: { ...at.rec, ver: at.rec.ver + 1, buckets: withBucket(at.rec.buckets, bucket) },
        entry: undefined,
      });
    }
  }
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
    if (await recsMoved(tx, plans)) return 'moved' as const;
    await writeRecs(tx, plans, sealed);
    await writeSpace(tx, space, advancedByPull({ ...meta, epoch: answer.epoch }, bucket, page.from, answer));
    return 'done' as const;
  });
  if (outcome === 'moved') return 'moved';
  return outcome === 'stale' ? [] : entriesOf(plans);
}
