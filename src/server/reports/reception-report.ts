import { MatterKind } from '../../contract/records/codes.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import type { Figures, ReceptionReport, ReportQuery, UnitFigures } from '../../contract/wire/reports.ts';
import type { Space } from '../../contract/wire/session.ts';
import type { Actor } from '../../domain/permissions/actor.ts';
import { ok } from '../../domain/result.ts';
import { FACTS_VERSION } from '../../domain/statistics/facts.ts';
import { reportChecks } from '../../domain/statistics/report-checks.ts';
import { NO_FIGURES, REPORT_BLOCKS, sumFigures } from '../../domain/statistics/sum-facts.ts';
import type { Database } from '../storage/database.ts';
import {
  type FigureRow,
  readFigures,
  readSynthetic,
  readTwins,
  readUnitStates,
  type UnitState,
} from '../storage/report-figures.ts';
import { listSpaces } from '../storage/spaces.ts';
import { type Answer, refuse } from '../sync/sync-session.ts';
import { sourcesFor } from './readable.ts';
import { readValidity } from './reference.ts';

type ReportDeps = { readonly database: Database; readonly root: string };

/**
 * Units × {cuộc, lượt, người, vụ việc} of a period, as far as the actor may see them: sums without content. A commune's
 * reader gets the sums of the organs whose records he may read: "one denunciation on that day" tells the accused.
 */
export async function receptionReport(
  deps: ReportDeps,
  actor: Actor,
  query: ReportQuery,
): Promise<Answer<ReceptionReport>> {
  if (query.from > query.to) return refuse('badPeriod');
  return deps.database.transaction(async (tx) => {
    const all = await listSpaces(tx, deps.root);
    const readable = sourcesFor(actor, 'report.read', deps.root, all);
    const shown = all.filter(({ id }) => readable.some(({ space }) => space === id));
    if (shown.length === 0) return refuse('forbidden');
    const spaces = shown.map((space) => space.id);
    const { from, to } = query;
    const sources = readable.filter(({ organ }) => query.organ === undefined || organ === query.organ);
    const rows = await readFigures(tx, { sources, from, to });
    const twins = await readTwins(tx, { sources, from, to });
    const synthetic = await readSynthetic(tx, { sources, from, to });
    const states = await readUnitStates(tx, spaces);
    const validity = await readValidity(tx, deps.root);
    const units = shown
      .map((space) => ({
        ...unitFigures(space, rows, states.get(space.id), twins.get(space.id)?.tooMany),
        ...(synthetic.has(space.id) ? { synthetic: true } : {}),
      }))
      // The province's own office, and a unit of another time, stand in the table only when they received somebody.
      .filter(({ space, total }) => {
        const isThere = space.id !== deps.root && existedIn(validity.get(space.id), query);
        return isThere || total.visits + total.sessions > 0;
      });
    const sum = {
      total: sumFigures(units.map((unit) => unit.total)),
      byBlock: columnSums(REPORT_BLOCKS, units, (unit) => unit.byBlock),
      byMatter: columnSums(MatterKind.options, units, (unit) => unit.byMatter),
    };
    return ok({ from, to, factsVersion: FACTS_VERSION, units, sum, checks: reportChecks({ units, sum }) });
  }, 'read');
}

/** Whether a unit existed on any day of the period; nothing said of it = it does. */
function existedIn(
  validity: { readonly from?: PlainDate | undefined; readonly to?: PlainDate | undefined } = {},
  { from, to }: Pick<ReportQuery, 'from' | 'to'>,
): boolean {
  return (validity.from ?? from) <= to && from <= (validity.to ?? to);
}

function unitFigures(space: Space, rows: readonly FigureRow[], state: UnitState | undefined, twins = 0): UnitFigures {
  const own = rows.filter((row) => row.space === space.id);
  const byBlock = fromKeys(REPORT_BLOCKS, (block) => own.filter((row) => row.block === block));
  const byMatter = fromKeys(MatterKind.options, (matter) => own.filter((row) => row.matter === matter));
  const { id, code, kind, name } = space;
  return {
    space: { id, code, kind, name },
    total: sumFigures(Object.values(byBlock)),
    byBlock,
    byMatter,
    ...(state?.lastContact === undefined ? {} : { lastContact: state.lastContact }),
    waiting: { conflicts: state?.conflicts ?? 0, quarantined: state?.quarantined ?? 0, twins },
  };
}

function fromKeys<K extends string>(
  keys: readonly K[],
  rowsOf: (key: K) => readonly FigureRow[],
): { [key in K]: Figures } {
  const entries = keys.map((key) => [key, sumFigures(rowsOf(key).map((row) => row.figures))]);
  return Object.fromEntries(entries) as { [key in K]: Figures };
}

function columnSums<K extends string>(
  keys: readonly K[],
  units: readonly UnitFigures[],
  columnOf: (unit: UnitFigures) => { readonly [key: string]: Figures | undefined },
): { [key in K]: Figures } {
  const entries = keys.map((key) => [key, sumFigures(units.map((unit) => columnOf(unit)[key] ?? NO_FIGURES))]);
  return Object.fromEntries(entries) as { [key in K]: Figures };
}
