import type { SalvageAnswer, SalvageItem } from '../../contract/wire/sync.ts';
import { type SummaryEntry, untilUnmoved } from '../record-state.ts';
import type { ClientMeta, SalvageRow, SpaceMeta } from '../rows.ts';
import { purgeArrived } from './arrived-redaction.ts';
import type { BatchSize } from './push-batch.ts';
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
  writeRecs,
} from './record-plan.ts';
import { readMeta, readSpace } from './space-meta.ts';
import type { SyncContext } from './sync-context.ts';

/** Copies for a restored server, with the shared point they are measured from. */
export type Salvage = {
  readonly clientId: string;
  readonly meta: SpaceMeta;
  readonly items: readonly SalvageItem[];
};

/** What of the waiting copies goes out next. */
export async function takeSalvage(ctx: SyncContext, size: BatchSize): Promise<Salvage | undefined> {
  const fresh = ctx.deps.world.newId();
  const { rows, meta, client } = await ctx.deps.port.read(['salvage', 'meta'], async (tx) => ({
    rows: fitting(await tx.all('salvage', size.rows), size.bytes),
    meta: await readSpace(tx, ctx.space),
    client: await readMeta<ClientMeta>(tx, 'client'),
  }));
  if (rows.length === 0) return undefined;
  const items = await Promise.all(rows.map((row) => ctx.deps.sealer.open<SalvageItem>('salvage', row.rid, row.ct)));
  const common = meta.common ?? 0;
  return {
    clientId: client?.clientId ?? fresh,
    meta,
    items: items.map((item) => ({ ...item, common: Math.min(item.common, common) })),
  };
}

/** As many as fit, and at least one. */
function fitting(rows: readonly SalvageRow[], limit: number): readonly SalvageRow[] {
  let bytes = 0;
  const end = rows.findIndex((row, place) => {
    bytes += row.ct.byteLength;
    return place > 0 && bytes > limit;
  });
  return end < 0 ? rows : rows.slice(0, end);
}

/** The server has taken salvaged records in; its rows are applied like pulled ones. */
export async function applySalvage(ctx: SyncContext, answer: SalvageAnswer): Promise<readonly SummaryEntry[]> {
  return untilUnmoved(async () => {
    const stillClean = await purgeArrived(ctx, answer.rows);
    const raw = await ctx.deps.port.read(['rec', 'outbox', 'quarant'], (tx) =>
      readMany(tx, [...answer.rows.map((row) => row.rid), ...answer.done]),
    );
    const plans: RecPlan[] = [];
    for (const row of answer.rows) {
      const at = raw.get(row.rid) ?? { rec: undefined, rows: [] };
      if (isNewer(row, at.rec)) plans.push(await planRow(ctx, { raw: at, row }));
    }
    for (const rid of answer.done)
      if (!answer.rows.some((row) => row.rid === rid))
        plans.push(...(await planGone(ctx, raw.get(rid), rid, raw.get(rid)?.rec?.buckets[0] ?? '')));
    const sealed = await sealEntries(ctx, plans);
    return ctx.deps.port.write(ALL_TABLES, async (tx) => {
      await ctx.checkLease(tx);
      if ((await readSpace(tx, ctx.space)).epoch !== answer.epoch) return [];
      if ((await recsMoved(tx, plans)) || !(await stillClean(tx))) return 'moved';
      await writeRecs(tx, plans, sealed);
      await tx.delete('salvage', answer.done);
      return entriesOf(plans);
    });
  });
}
