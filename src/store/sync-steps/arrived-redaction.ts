import { REDACTED } from '../../contract/records/kind.ts';
import type { WireRow } from '../../contract/wire/sync.ts';
import { staysUnder } from '../../domain/merge/cells.ts';
import { hasTraces, planPurge, readTraces, sameTraces, writePurge } from '../purge.ts';
import { openRaw, untilUnmoved, withRedaction } from '../record-state.ts';
import type { RecordState, RecRow } from '../rows.ts';
import type { NewRow } from '../tx.ts';
import { ALL_TABLES } from './record-plan.ts';
import type { SyncContext } from './sync-context.ts';

/** A redaction arrived: every word it forbids leaves this phone before the row itself is stored (sync.md §1.4). */
export async function purgeIfNew(ctx: SyncContext, row: WireRow): Promise<void> {
  const policy = row.cells[REDACTED];
  if (typeof policy !== 'string') return;
  const { rec, traces } = await ctx.deps.port.read(['rec', 'outbox', 'sent', 'quarant', 'draft'], async (tx) => ({
    rec: await tx.get('rec', row.rid),
    traces: await readTraces(tx, row.rid, false),
  }));
  // A phone that is being filled meets many redacted records that it never held.
  if (rec !== undefined || hasTraces(traces)) await purge(ctx, row.rid, policy);
}

/** Takes every word that a policy forbids of one record off this phone. */
export async function purge(ctx: SyncContext, rid: string, policy: string): Promise<void> {
  const tables = ['rec', 'outbox', 'sent', 'quarant', 'draft', 'summary'] as const;
  await untilUnmoved(async () => {
    const { rec, traces } = await ctx.deps.port.read(tables, async (tx) => ({
      rec: await tx.get('rec', rid),
      traces: await readTraces(tx, rid),
    }));
    const kind = rec?.kind ?? traces.sent[0]?.kind ?? traces.outbox[0]?.kind ?? '';
    const stripped = rec === undefined ? undefined : await redactedRec(ctx, rec, policy);
    if (rec !== undefined && stripped === undefined) return 'done';
    const plan = await planPurge(ctx.deps, kind, rid, policy, traces);
    return ctx.deps.port.write(ALL_TABLES, async (tx) => {
      await ctx.checkLease(tx);
      if ((await tx.get('rec', rid))?.ver !== rec?.ver) return 'moved';
      if (!sameTraces(await readTraces(tx, rid), traces)) return 'moved';
      await writePurge(tx, plan);
      if (stripped !== undefined) {
        await tx.put('rec', [{ ...stripped.rec, pending: plan.pending, refused: plan.refused }]);
        await tx.add('summary', [stripped.summary]);
      }
      return 'done';
    });
  });
}

/** The record and its line in the lists without what the redaction forbids; undefined when it already stands so. */
async function redactedRec(
  ctx: SyncContext,
  rec: RecRow,
  policy: string,
): Promise<{ readonly rec: RecRow; readonly summary: NewRow<'summary'> } | undefined> {
  const { sealer } = ctx.deps;
  const { shadow } = await openRaw(ctx.deps, { rec, rows: [] });
  if (shadow.cells[REDACTED] === policy) return undefined;
  const definition = ctx.deps.definitionOf(rec.kind);
  const stripped: RecordState = {
    cells: withRedaction(definition, { ...shadow.cells, [REDACTED]: policy }),
    conflicts: shadow.conflicts.filter((conflict) => staysUnder(definition, policy, conflict.group)),
  };
  // Also where the server's row never came: until it does, a form saved now must know what it may not write, and
  // the lists must not lose the record if the app dies here.
  const entry = ctx.deps.summarize(rec.id, rec.kind, stripped.cells);
  return {
    rec: { ...rec, ver: rec.ver + 1, shadow: await sealer.seal('rec', rec.id, stripped), view: null },
    summary: { count: 1, ct: await sealer.seal('summary', 'chunk', [entry]) },
  };
}
