import type { ProblemParams } from '../../contract/problems.ts';
import type { PushAnswer, PushResult, WireRow } from '../../contract/wire/sync.ts';
import { openRaw, type SummaryEntry, untilUnmoved, viewOf } from '../record-state.ts';
import type { OutboxRow, QuarantRow, RecRow, SentRow } from '../rows.ts';
import type { Tx } from '../tx.ts';
import { purgeArrived } from './arrived-redaction.ts';
import type { Batch } from './push-batch.ts';
import {
  ALL_TABLES,
  entriesOf,
  planRow,
  type RecPlan,
  readMany,
  recsMoved,
  type StoredRows,
  sealEntries,
  writeRecs,
} from './record-plan.ts';
import { advancedByPush, readSpace, writeSpace } from './space-meta.ts';
import type { SyncContext } from './sync-context.ts';

/** Stores the answers of a push: rows leave the outbox only here (rule 5). */
export async function applyPush(ctx: SyncContext, batch: Batch, answer: PushAnswer): Promise<readonly SummaryEntry[]> {
  return untilUnmoved(() => tryApplyPush(ctx, batch, answer));
}

async function tryApplyPush(
  ctx: SyncContext,
  batch: Batch,
  answer: PushAnswer,
): Promise<readonly SummaryEntry[] | 'moved'> {
  const stillClean = await purgeArrived(ctx, answer.rows);
  const resultsByMid = new Map(answer.results.map((result) => [result.mid, result]));
  const rowsByRid = new Map(answer.rows.map((row) => [row.rid, row]));
  const sentWithBody = new Set(batch.rows.flatMap((row) => (row.ct === null ? [] : [row.mid])));
  const rids = [...new Set(batch.rows.map((row) => row.rid))];
  const raw = await ctx.deps.port.read(['rec', 'outbox', 'quarant'], (tx) => readMany(tx, rids));
  const plans: RecPlan[] = [];
  const moves: Move[] = [];
  let allUsed = true;
  for (const rid of rids) {
    const plan = await planAnswered(
      ctx,
      raw.get(rid) ?? { rec: undefined, rows: [] },
      resultsByMid,
      rowsByRid.get(rid),
      sentWithBody,
    );
    if (plan === undefined) {
      allUsed = false;
      continue;
    }
    plans.push(plan.rec);
    moves.push(...plan.moves);
  }
  const sealed = await sealEntries(ctx, plans);
  const { epoch } = answer;
  // The server's time: a phone's clock may jump by years, and would throw away what a restore needs.
  const sentAtMs = answer.now;
  const moved = await ctx.deps.port.write(ALL_TABLES, async (tx) => {
    await ctx.checkLease(tx);
    const meta = await readSpace(tx, ctx.space);
    if (meta.epoch !== epoch) return 'stale' as const;
    if ((await recsMoved(tx, plans)) || !(await stillClean(tx))) return 'moved' as const;
    await writeRecs(tx, plans, sealed);
    await writeMoves(tx, moves, sentAtMs, (fault) => ctx.has(fault));
    await writeSpace(tx, ctx.space, advancedByPush(meta, answer, allUsed || ctx.has('cursorSkips')));
    return 'done' as const;
  });
  if (moved === 'moved') return 'moved';
  return moved === 'stale' ? [] : entriesOf(plans);
}

/** Plans what the answers mean for one record. Undefined = they cannot be used yet; the rows are sent again. */
async function planAnswered(
  ctx: SyncContext,
  raw: StoredRows,
  results: ReadonlyMap<string, PushResult>,
  row: WireRow | undefined,
  sentWithBody: ReadonlySet<string>,
): Promise<{ rec: RecPlan; moves: Move[] } | undefined> {
  const { rec } = raw;
  if (rec === undefined) return undefined;
  const answered = raw.rows.filter((queued): queued is OutboxRow => !('code' in queued) && results.has(queued.mid));
  if (answered.length === 0 && row === undefined) return undefined;
  const moves = answered.map((queued) => moveOf(queued, results.get(queued.mid) as PushResult));
  const leaving = new Set(moves.filter((move) => move.to === 'sent').map((move) => move.row.mid));
  const rest = raw.rows.filter((queued) => !leaving.has(queued.mid));
  const counts = {
    pending: rest.filter(
      (queued) => !('code' in queued) && !moves.some((move) => move.to === 'quarant' && move.row.mid === queued.mid),
    ).length,
    refused: rec.refused + moves.filter((move) => move.to === 'quarant').length,
  };
  // Emptied by a redaction while its body was under way: sent again as emptied, it brings the record's row.
  if (row === undefined && answered.some((queued) => queued.ct === null && sentWithBody.has(queued.mid)))
    return undefined;
  const applied = answered
    .map((queued) => results.get(queued.mid) as PushResult)
    .filter((result) => result.seq !== undefined);
  if (row !== undefined && (row.rev > rec.rev || rec.refetch === 1)) {
    const refusedNow = new Set(moves.filter((move) => move.to === 'quarant').map((move) => move.row.mid));
    const offered = raw.rows.filter((queued) => !refusedNow.has(queued.mid));
    const plan = await planRow(ctx, { raw: { rec, rows: rest }, row, counts, offered });
    return { rec: plan, moves };
  }
  // A replay without a row: it is done, and its record is no longer ours to read.
  if (row === undefined && applied.some((result) => result.replay === undefined)) {
    return rec.refetch === 1
      ? undefined
      : planPromoted(ctx, { ...raw, rec }, { applied, answered, rest, counts, moves });
  }
  // The shadow is already newer than the answer, or nothing was applied; `view` is only kept for a promotion.
  const entry = await entryOf(ctx, rec, raw.rows, leaving);
  // The mark that it was redacted before it left stays.
  const leaves = entry.gone === true && rec.shadow === null;
  const after = leaves ? undefined : { ...rec, ...counts, ver: rec.ver + 1, view: null };
  return { rec: { before: rec, after, entry }, moves };
}

/** The summary entry of a record after some queued rows have left, without a new row from the server. */
async function entryOf(
  ctx: SyncContext,
  rec: RecRow,
  rows: readonly (OutboxRow | QuarantRow)[],
  leaving: ReadonlySet<string>,
): Promise<SummaryEntry> {
  const loaded = await openRaw(ctx.deps, { rec, rows });
  const rest = loaded.queued.filter(({ row }) => !leaving.has(row.mid));
  if (rest.length === 0 && rec.buckets.length === 0) return { id: rec.id, gone: true };
  return ctx.deps.summarize(rec.id, rec.kind, viewOf(ctx.deps.definitionOf(rec.kind), loaded.shadow, rest));
}

/** Clean answers without a row: the shadow becomes what the author already had on the screen. */
async function planPromoted(
  ctx: SyncContext,
  raw: { rec: RecRow; rows: readonly (OutboxRow | QuarantRow)[] },
  done: {
    applied: readonly PushResult[];
    answered: readonly OutboxRow[];
    rest: readonly (OutboxRow | QuarantRow)[];
    counts: { pending: number; refused: number };
    moves: Move[];
  },
): Promise<{ rec: RecPlan; moves: Move[] } | undefined> {
  const { rec } = raw;
  let rev = rec.rev;
  const emptied = new Set(done.answered.filter((row) => row.ct === null).map((row) => row.mid));
  for (const result of done.applied) {
    // An emptied mutation only kept its number: the record, if there is one, came with the answer.
    if (emptied.has(result.mid)) continue;
    if ((result.prev !== rev || rec.conflicts > 0) && !ctx.has('promoteAlways')) return undefined;
    rev = result.seq as number;
  }
  const base = { ...rec, ...done.counts, rev, ver: rec.ver + 1 };
  if (done.rest.length === 0 && rec.view !== null)
    return {
      rec: { before: rec, after: { ...base, shadow: rec.view, view: null }, entry: undefined },
      moves: done.moves,
    };
  const loaded = await openRaw(ctx.deps, raw);
  const definition = ctx.deps.definitionOf(rec.kind);
  const sent = new Set(done.moves.filter((move) => move.to === 'sent').map((move) => move.row.mid));
  const shadow = viewOf(
    definition,
    loaded.shadow,
    loaded.queued.filter(({ row }) => sent.has(row.mid)),
  );
  const view = viewOf(
    definition,
    shadow,
    loaded.queued.filter(({ row }) => !sent.has(row.mid)),
  );
  const after: RecRow = {
    ...base,
    shadow: await ctx.deps.sealer.seal('rec', rec.id, shadow),
    view: done.rest.length === 0 ? null : await ctx.deps.sealer.seal('rec', rec.id, view),
  };
  return { rec: { before: rec, after, entry: undefined }, moves: done.moves };
}

type Move = { readonly row: OutboxRow; readonly to: 'sent' | 'quarant' | 'deferred'; readonly result: PushResult };

function moveOf(row: OutboxRow, result: PushResult): Move {
  const to = result.st === 'rejected' ? 'quarant' : result.st === 'deferred' ? 'deferred' : 'sent';
  return { row, to, result };
}

async function writeMoves(
  tx: Tx,
  moves: readonly Move[],
  sentAtMs: number,
  has: (fault: string) => boolean,
): Promise<void> {
  const leaving = moves.filter((move) => move.to !== 'deferred');
  await tx.delete(
    'outbox',
    leaving.map((move) => move.row.key),
  );
  const sent = moves
    .filter((move) => move.to === 'sent')
    .map(({ row, result }): SentRow => {
      const { mid, key, rid, kind, savedAtMs, ct, bodyHash, author } = row;
      return {
        mid,
        key,
        rid,
        kind,
        savedAtMs,
        sentAtMs,
        seq: result.seq ?? 0,
        ct,
        ...(bodyHash === undefined ? {} : { bodyHash }),
        ...(author === undefined ? {} : { author }),
      };
    });
  if (!has('dropSent')) await tx.put('sent', sent);
  if (has('dropRejected')) return;
  await tx.put(
    'quarant',
    moves
      .filter((move) => move.to === 'quarant')
      .map(({ row, result }): QuarantRow => {
        const { mid, key, rid, kind, savedAtMs, ct } = row;
        return {
          mid,
          key,
          rid,
          kind,
          savedAtMs,
          ct,
          code: result.problem?.code ?? '',
          params: (result.problem?.params ?? {}) as ProblemParams,
        };
      }),
  );
  await tx.put(
    'outbox',
    moves.filter((move) => move.to === 'deferred').map(({ row }) => ({ ...row, state: 'deferred' as const })),
  );
}
