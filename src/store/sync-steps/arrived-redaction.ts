import { REDACTED } from '../../contract/records/kind.ts';
import type { GoneRow, WireRow } from '../../contract/wire/sync.ts';
import { staysUnder } from '../../domain/merge/cells.ts';
import { noteOvertaken } from '../overtaken.ts';
import {
  hasTraces,
  isEmpty,
  planPurge,
  readTraces,
  sameTraces,
  type Traces,
  takesUnsent,
  writePurge,
} from '../purge.ts';
import { openRaw, untilUnmoved, withRedaction } from '../record-state.ts';
import type { RecordState, RecRow } from '../rows.ts';
import type { NewRow, Tx } from '../tx.ts';
import { ALL_TABLES } from './record-plan.ts';
import type { SyncContext } from './sync-context.ts';

/** Whether nothing was added to redacted records since their words left; asked inside a writing transaction. */
export type StillClean = (tx: Tx) => Promise<boolean>;

/**
 * Redactions may have arrived: every word they forbid leaves this phone before the rows are stored (sync.md §1.4). A
 * person may be writing to the same record at this very moment, so the transaction that stores the rows asks again.
 */
export async function purgeArrived(ctx: SyncContext, rows: readonly (WireRow | GoneRow)[]): Promise<StillClean> {
  const left = new Map<string, Traces>();
  for (const row of rows) {
    const policy = 'gone' in row ? row.redacted : row.cells[REDACTED];
    if (typeof policy !== 'string') continue;
    left.set(row.rid, (await nothingHeld(ctx, row)) ?? (await purge(ctx, row.rid, policy)));
  }
  return async (tx) => {
    for (const [rid, traces] of left) if (!sameTraces(await readTraces(tx, rid, false), traces)) return false;
    return true;
  };
}

/** The traces of a record of which there are none: a phone that is being filled meets many that it never held. */
async function nothingHeld(ctx: SyncContext, row: WireRow | GoneRow): Promise<Traces | undefined> {
  // It was here once: the lists may still hold its words, below the line that took it out of them.
  if ('gone' in row) return undefined;
  const { rid } = row;
  const { rec, traces } = await ctx.deps.port.read(['rec', 'outbox', 'sent', 'quarant', 'draft'], async (tx) => ({
    rec: await tx.get('rec', rid),
    traces: await readTraces(tx, rid, false),
  }));
  return rec === undefined && !hasTraces(traces) ? traces : undefined;
}

/** Takes every word that a policy forbids of one record off this phone; answers what is left of it. */
async function purge(ctx: SyncContext, rid: string, policy: string): Promise<Traces> {
  const tables = ['rec', 'outbox', 'sent', 'quarant', 'draft', 'summary'] as const;
  return untilUnmoved(async () => {
    const { rec, traces } = await ctx.deps.port.read(tables, async (tx) => ({
      rec: await tx.get('rec', rid),
      traces: await readTraces(tx, rid),
    }));
    const kind = rec?.kind ?? traces.sent[0]?.kind ?? traces.outbox[0]?.kind ?? '';
    const stripped = rec === undefined ? undefined : await redactedRec(ctx, rec, policy);
    const isStripped = rec !== undefined && stripped === undefined;
    // The record itself already stands so; what is queued or was sent is looked at all the same.
    const plan = await planPurge(ctx.deps, kind, rid, policy, isStripped ? { ...traces, summary: [] } : traces);
    if (isStripped && isEmpty(plan)) return { ...traces, summary: [] };
    return ctx.deps.port.write(ALL_TABLES, async (tx) => {
      await ctx.checkLease(tx);
      if ((await tx.get('rec', rid))?.ver !== rec?.ver) return 'moved';
      if (!sameTraces(await readTraces(tx, rid), traces)) return 'moved';
      await writePurge(tx, plan);
      if (takesUnsent(plan)) await noteOvertaken(tx, { rid, atMs: ctx.deps.world.nowMs() });
      if (stripped !== undefined) {
        await tx.put('rec', [{ ...stripped.rec, pending: plan.pending, refused: plan.refused }]);
        await tx.add('summary', [stripped.summary]);
      } else if (rec !== undefined)
        await tx.put('rec', [{ ...rec, ver: rec.ver + 1, view: null, pending: plan.pending, refused: plan.refused }]);
      return readTraces(tx, rid, false);
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
  const entry = ctx.deps.summarize(rec.id, rec.kind, stripped);
  return {
    rec: { ...rec, ver: rec.ver + 1, shadow: await sealer.seal('rec', rec.id, stripped), view: null },
    summary: { count: 1, ct: await sealer.seal('summary', 'chunk', [entry]) },
  };
}
