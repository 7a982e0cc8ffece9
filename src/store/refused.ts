import { PROBLEMS } from '../contract/problems.ts';
import type { Cells } from '../contract/records/kind.ts';
import { err, ok, type Result } from '../domain/result.ts';
import {
  allowedPatch,
  loadRecord,
  openBody,
  type StoreDeps,
  type SummaryEntry,
  sealBody,
  viewOf,
} from './record-state.ts';
import type { MutationBody, QuarantRow } from './rows.ts';
import type { NewRow } from './tx.ts';

/** Everything the server refused, oldest first, with its opened body. */
export async function listRefused(
  deps: StoreDeps,
): Promise<readonly (QuarantRow & { readonly body: MutationBody | null })[]> {
  const rows = await deps.port.read(['quarant'], (tx) => tx.all('quarant'));
  const opened = await Promise.all(rows.map(async (row) => ({ ...row, body: await openBody(deps.sealer, row) })));
  return opened.sort((a, b) => a.key - b.key);
}

/** A refused mutation that goes out again: with a corrected patch, and with it goes the draft of the correction. */
export type Fix = { readonly mid: string; readonly patch?: Cells | undefined; readonly formId?: string | undefined };

/** One try at sending a refused mutation again, and what only waited for it. */
export async function fixRefused(
  deps: StoreDeps,
  { mid, patch, formId }: Fix,
): Promise<Result<'queued' | 'unknown', { readonly tag: 'redacted' }> | 'moved'> {
  const first = await deps.port.read(['quarant'], (tx) => tx.get('quarant', mid));
  if (first === undefined) return ok('unknown');
  const { rid, kind } = first;
  const loaded = await loadRecord(deps, rid);
  const { rec } = loaded;
  // Another tab may have dealt with it since.
  if (rec === undefined || !loaded.queued.some(({ row }) => row.mid === mid)) return ok('unknown');
  // The form read the refused patch when it was opened: a redaction since then has taken words out of it.
  const { cells } = viewOf(deps.definitionOf(kind), loaded.shadow, loaded.queued);
  const corrected = patch && allowedPatch(deps, kind, cells, patch);
  if (corrected !== undefined && patch !== undefined && isEmpty(corrected) && !isEmpty(patch))
    return err({ tag: 'redacted' });
  const lonely = deps.faults?.has('fixLosesDependents') ?? false;
  const again = loaded.queued.filter(
    ({ row, body }) => 'code' in row && body !== null && (row.mid === mid || row.code === PROBLEMS.dependsOn.code),
  );
  const added: NewRow<'outbox'>[] = [];
  const renamed = new Map<string, string>();
  const bodies: MutationBody[] = [];
  for (const { row, body } of again) {
    if (body === null || (lonely && row.mid !== mid)) continue;
    const next = deps.world.newId();
    renamed.set(row.mid, next);
    const fixed: MutationBody = {
      ...body,
      patch: row.mid === mid && corrected !== undefined ? corrected : body.patch,
      base: {
        ...body.base,
        ...(body.base.saw === undefined
          ? {}
          : {
              saw: body.base.saw.flatMap((seen) => [seen, ...(renamed.has(seen) ? [renamed.get(seen) as string] : [])]),
            }),
      },
    };
    bodies.push(fixed);
    added.push({
      mid: next,
      rid,
      kind,
      no: null,
      attempted: false,
      state: 'waiting',
      savedAtMs: deps.world.nowMs(),
      ct: await sealBody(deps.sealer, next, fixed),
    });
  }
  const rest = loaded.queued.filter((item) => !again.includes(item));
  const view = viewOf(deps.definitionOf(kind), loaded.shadow, [
    ...rest,
    ...bodies.map((body) => ({ row: first, body })),
  ]);
  const entry = deps.summarize(rid, kind, view);
  const viewCt = await deps.sealer.seal('rec', rid, view);
  const summaryCt = await deps.sealer.seal('summary', 'chunk', [entry]);
  return deps.port.write(['rec', 'outbox', 'quarant', 'summary', 'draft'], async (tx) => {
    if ((await tx.get('rec', rid))?.ver !== rec.ver) return 'moved';
    await tx.delete(
      'quarant',
      again.map(({ row }) => row.mid),
    );
    await tx.add('outbox', added);
    if (formId !== undefined) await tx.delete('draft', [formId]);
    await tx.add('summary', [{ count: 1, ct: summaryCt }]);
    await tx.put('rec', [
      {
        ...rec,
        ver: rec.ver + 1,
        pending: rec.pending + added.length,
        refused: rec.refused - again.length,
        conflicts: view.conflicts.length,
        view: viewCt,
      },
    ]);
    return ok('queued' as const);
  });
}

/** One try at giving a refused mutation up. */
export async function discardRefused(
  deps: StoreDeps,
  mid: string,
): Promise<Result<'discarded' | 'unknown', never> | 'moved'> {
  const row = await deps.port.read(['quarant'], (tx) => tx.get('quarant', mid));
  if (row === undefined) return ok('unknown' as const);
  const loaded = await loadRecord(deps, row.rid);
  const { rec } = loaded;
  if (rec === undefined || !loaded.queued.some((item) => item.row.mid === mid)) return ok('unknown' as const);
  const rest = loaded.queued.filter((item) => item.row.mid !== mid);
  const view = viewOf(deps.definitionOf(row.kind), loaded.shadow, rest);
  // Nothing else of it is here, or only the mark that it was redacted before it left.
  const gone = rest.length === 0 && (rec.shadow === null || rec.buckets.length === 0);
  const entry: SummaryEntry = gone ? { id: row.rid, gone: true } : deps.summarize(row.rid, row.kind, view);
  const viewCt = rest.length === 0 ? null : await deps.sealer.seal('rec', row.rid, view);
  const summaryCt = await deps.sealer.seal('summary', 'chunk', [entry]);
  return deps.port.write(['rec', 'quarant', 'summary'], async (tx) => {
    if ((await tx.get('rec', row.rid))?.ver !== rec.ver) return 'moved';
    await tx.delete('quarant', [mid]);
    await tx.add('summary', [{ count: 1, ct: summaryCt }]);
    const conflicts = view.conflicts.length;
    if (gone && rec.shadow === null) await tx.delete('rec', [row.rid]);
    else await tx.put('rec', [{ ...rec, ver: rec.ver + 1, refused: rec.refused - 1, conflicts, view: viewCt }]);
    return ok('discarded' as const);
  });
}

function isEmpty(patch: Cells): boolean {
  return Object.keys(patch).length === 0;
}
