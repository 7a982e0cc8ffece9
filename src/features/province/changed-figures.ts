import type { Figures, ReceptionReport, UnitFigures } from '../../contract/wire/reports.ts';
import { unitName } from '../../domain/receptions/labels.ts';
import { formatNumber } from '../../domain/text/format.ts';
import { type Counted, type FigureGroup, type FigureName, groupsBy, TOTAL } from './figure-groups.ts';

/** What is another figure than a moment ago: which cells of the table, and in words. */
export type ChangedFigures = { readonly cells: ReadonlySet<string>; readonly said: string };

export const NOTHING_CHANGED: ChangedFigures = { cells: new Set(), said: '' };

/** The name of a cell: of a unit, or of the sum below all. */
export function cellName(unit: UnitFigures | undefined, group: FigureGroup, name: FigureName): string {
  return `${unit?.space.id ?? 'sum'} ${group.key} ${name}`;
}

const NAMES: readonly (readonly [name: FigureName, word: string])[] = [
  ['sessions', 'cuộc'],
  ['visits', 'lượt'],
  ['people', 'người'],
  ['cases', 'vụ việc'],
];

/** Compares two answers to one question. */
export function changedFigures(before: ReceptionReport, now: ReceptionReport): ChangedFigures {
  const known = new Map(before.units.map((unit) => [unit.space.id, unit]));
  const cells = new Set<string>();
  const said: string[] = [];
  for (const unit of now.units) {
    const was = known.get(unit.space.id);
    if (was === undefined) continue;
    addCells(cells, unit, was, unit);
    const words = wordsOf(was.total, unit.total);
    if (words !== '') said.push(`${unitName(unit.space)}: ${words}`);
  }
  addCells(cells, undefined, before.sum, now.sum);
  return { cells, said: said.join('; ') };
}

function addCells(cells: Set<string>, unit: UnitFigures | undefined, before: Counted, now: Counted): void {
  for (const group of [TOTAL, ...groupsBy('block'), ...groupsBy('matter')])
    for (const [name] of NAMES)
      if (group.of(before)[name] !== group.of(now)[name]) cells.add(cellName(unit, group, name));
}

/** `lượt 12 → 13, người 15 → 16` */
function wordsOf(before: Figures, now: Figures): string {
  return NAMES.flatMap(([name, word]) =>
    before[name] === now[name] ? [] : [`${word} ${formatNumber(before[name])} → ${formatNumber(now[name])}`],
  ).join(', ');
}
