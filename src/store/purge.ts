import type { Cells } from '../contract/records/kind.ts';
import { bodyToHash } from '../domain/merge/apply-batch.ts';
import { canonical, isControlKey, redactedCells } from '../domain/merge/cells.ts';
import { openBody, type StoreDeps, type SummaryEntry, sealBody } from './record-state.ts';
import type { DraftRow, MutationBody, OutboxRow, QuarantRow, Sealed, SentRow, SummaryRow } from './rows.ts';
import type { NewRow, Tx } from './tx.ts';

/** Everything on this phone that may hold words of one record besides its shadow and view. */
export type Traces = {
  readonly outbox: readonly OutboxRow[];
  readonly sent: readonly SentRow[];
  readonly quarant: readonly QuarantRow[];
  readonly drafts: readonly DraftRow[];
  readonly summary: readonly SummaryRow[];
};

/** Writes that a redaction makes beside the record itself; planned and sealed outside the transaction. */
export type PurgePlan = {
  readonly rid: string;
  readonly outbox: readonly OutboxRow[];
  readonly added: readonly NewRow<'outbox'>[];
  readonly sent: readonly SentRow[];
  readonly quarant: readonly QuarantRow[];
  readonly summary: readonly SummaryRow[];
  readonly deleteOutbox: readonly number[];
  readonly deleteQuarant: readonly string[];
  readonly deleteDrafts: readonly string[];
  /** Queued rows of the record after the purge. */
  readonly pending: number;
  readonly refused: number;
};

/** Reads what a redaction of a record must clean (sync.md §1.4). */
export async function readTraces(tx: Tx, rid: string, withSummary = true): Promise<Traces> {
  return {
    outbox: await tx.byRid('outbox', [rid]),
    sent: await tx.byRid('sent', [rid]),
    quarant: await tx.byRid('quarant', [rid]),
    drafts: await tx.byRid('draft', [rid]),
    summary: withSummary ? await tx.all('summary') : [],
  };
}

/** Whether anything but the summary holds words of the record. */
export function hasTraces(traces: Traces): boolean {
  return traces.outbox.length + traces.sent.length + traces.quarant.length + traces.drafts.length > 0;
}

/**
 * Plans how the words of a redacted record leave this phone: every trace is stripped or emptied. `said`: groups that
 * the redaction itself carries, if it was made here; nothing older needs to repeat them.
 */
export async function planPurge(
  deps: StoreDeps,
  kind: string,
  rid: string,
  policy: string,
  traces: Traces,
  said: ReadonlySet<string> = new Set(),
): Promise<PurgePlan> {
  const keep = (patch: Cells): Cells => redactedCells(deps.definitionOf(kind), policy, patch);
  const outbox: OutboxRow[] = [];
  const added: NewRow<'outbox'>[] = [];
  const deleteOutbox: number[] = [];
  const later = await laterGroups(deps, traces.outbox);
  const firstWins = deps.definitionOf(kind)?.firstWins ?? [];
  for (const row of traces.outbox) {
    const body = await openBody(deps.sealer, row);
    if (body === null || sameKeys(body.patch, keep(body.patch))) continue;
    const stripped = { ...body, patch: keep(body.patch) };
    if (row.attempted) {
      // It may have arrived: its body is emptied, number and hash go out, and what may stay is said again.
      outbox.push({ ...row, ct: null, bodyHash: await hashOf(deps, row, body), author: body.author });
      const unsaid = Object.fromEntries(
        Object.entries(stripped.patch).filter(
          ([group]) =>
            !said.has(group) &&
            (later.get(group) ?? 0) <= row.key &&
            !(body.op === 'create' && firstWins.includes(group)),
        ),
      );
      if (hasContent(unsaid)) added.push(await again(deps, row, { ...stripped, patch: unsaid }));
    } else if (hasContent(stripped.patch) || body.op === 'create') {
      // A new name: a cloned profile may have sent the old one with its words.
      const mid = deps.world.newId();
      const base = { ...stripped.base, saw: [...(stripped.base.saw ?? []), row.mid] };
      outbox.push({ ...row, mid, ct: await sealBody(deps.sealer, mid, { ...stripped, base }) });
    } else deleteOutbox.push(row.key);
  }
  const quarant: QuarantRow[] = [];
  const deleteQuarant: string[] = [];
  for (const row of traces.quarant) {
    const body = await openBody(deps.sealer, row);
    if (body === null || sameKeys(body.patch, keep(body.patch))) continue;
    const patch = keep(body.patch);
    if (hasContent(patch)) quarant.push({ ...row, ct: await sealBody(deps.sealer, row.mid, { ...body, patch }) });
    else deleteQuarant.push(row.mid);
  }
  return {
    rid,
    outbox,
    added,
    sent: deps.faults?.has('redactKeepsSent') ? [] : await emptySent(deps, keep, traces.sent),
    quarant,
    summary: deps.faults?.has('redactKeepsSummary') ? [] : await withoutEntries(deps, rid, traces.summary),
    deleteOutbox,
    deleteQuarant,
    deleteDrafts: traces.drafts.map((row) => row.formId),
    pending: traces.outbox.length - deleteOutbox.length + added.length,
    refused: traces.quarant.length - deleteQuarant.length,
  };
}

/** Whether a purge finds nothing to take away. */
export function isEmpty(plan: PurgePlan): boolean {
  return !takesUnsent(plan) && plan.sent.length + plan.summary.length === 0;
}

/** Whether a purge takes words along that were saved or drafted here and never acknowledged. */
export function takesUnsent({ outbox, deleteOutbox, quarant, deleteQuarant, deleteDrafts }: PurgePlan): boolean {
  return [outbox, deleteOutbox, quarant, deleteQuarant, deleteDrafts].some((rows) => rows.length > 0);
}

/** Whether the traces are still those that the plan was made on. */
export function sameTraces(a: Traces, b: Traces): boolean {
  const name = (traces: Traces): string =>
    [
      traces.outbox.map((row) => `${row.mid}${row.attempted}`).join(),
      traces.sent.map((row) => row.mid).join(),
      traces.quarant.map((row) => row.mid).join(),
      traces.drafts.map((row) => `${row.formId}${row.savedAtMs}`).join(),
      traces.summary.map((row) => row.key).join(),
    ].join(';');
  return name(a) === name(b);
}

/** Writes a plan; the caller has compared the traces inside the same transaction. */
export async function writePurge(tx: Tx, plan: PurgePlan): Promise<void> {
  await tx.put('outbox', plan.outbox);
  await tx.add('outbox', plan.added);
  await tx.put('sent', plan.sent);
  await tx.put('quarant', plan.quarant);
  await tx.put('summary', plan.summary);
  await tx.delete('outbox', plan.deleteOutbox);
  await tx.delete('quarant', plan.deleteQuarant);
  await tx.delete('draft', plan.deleteDrafts);
  await tx.delete('salvage', [plan.rid]);
}

/** The last queued row that writes each group: an older value must not come after it. */
async function laterGroups(deps: StoreDeps, rows: readonly OutboxRow[]): Promise<ReadonlyMap<string, number>> {
  const last = new Map<string, number>();
  for (const row of rows) {
    const body = await openBody(deps.sealer, row);
    for (const group of Object.keys(body?.patch ?? {})) last.set(group, Math.max(last.get(group) ?? 0, row.key));
  }
  return last;
}

async function emptySent(deps: StoreDeps, keep: (patch: Cells) => Cells, rows: readonly SentRow[]): Promise<SentRow[]> {
  const emptied: SentRow[] = [];
  for (const row of rows) {
    const body = await openBody(deps.sealer, row);
    if (body === null || sameKeys(body.patch, keep(body.patch))) continue;
    emptied.push({ ...row, ct: null, bodyHash: await hashOf(deps, row, body), author: body.author });
  }
  return emptied;
}

async function withoutEntries(deps: StoreDeps, rid: string, rows: readonly SummaryRow[]): Promise<SummaryRow[]> {
  const rewritten: SummaryRow[] = [];
  for (const row of rows) {
    const entries = await deps.sealer.open<readonly SummaryEntry[]>('summary', 'chunk', row.ct);
    const kept = entries.filter((entry) => entry.id !== rid);
    if (kept.length < entries.length)
      rewritten.push({ ...row, count: kept.length, ct: await deps.sealer.seal('summary', 'chunk', kept) });
  }
  return rewritten;
}

async function again(deps: StoreDeps, row: OutboxRow, body: MutationBody): Promise<NewRow<'outbox'>> {
  const mid = deps.world.newId();
  const op = body.op === 'create' ? 'patch' : body.op;
  const ct: Sealed = await sealBody(deps.sealer, mid, {
    ...body,
    op,
    base: { ...body.base, saw: [...(body.base.saw ?? []), row.mid] },
  });
  return {
    mid,
    rid: row.rid,
    kind: row.kind,
    no: null,
    attempted: false,
    state: 'waiting',
    savedAtMs: row.savedAtMs,
    ct,
  };
}

/** The hash that the server's ledger holds, or will hold, of a mutation's body (rule 3). */
export function hashOf(
  deps: StoreDeps,
  row: { readonly mid: string; readonly rid: string; readonly kind: string },
  body: MutationBody,
): Promise<string> {
  const { op, patch, schemaVer, author } = body;
  return deps.world.sha256(
    canonical(bodyToHash({ mid: row.mid, rid: row.rid, kind: row.kind, op, patch, schemaVer, author })),
  );
}

function sameKeys(a: Cells, b: Cells): boolean {
  return Object.keys(a).length === Object.keys(b).length;
}

function hasContent(patch: Cells): boolean {
  return Object.keys(patch).some((key) => !isControlKey(key));
}
