import type { Figures, ReceptionReport, UnitFigures } from '../../contract/wire/reports.ts';
import type { TableCell, TableSheet } from '../../documents/tables/table-workbook.ts';
import { unitName } from '../../domain/receptions/labels.ts';
import { formatNumber } from '../../domain/text/format.ts';
import { sayContact } from './contact-words.ts';
import {
  FIGURE_HEADERS,
  type FigureGroup,
  type FigureName,
  figuresOf,
  isUnknown,
  shownGroups,
  sortUnits,
  TOTAL,
} from './figure-groups.ts';
import { notesOf } from './report-notes.ts';
import type { ReportView } from './report-view.ts';
import type { SheetOf } from './sheet-of.ts';

/** The table of figures as it stands on the page, for a file. */
export function figuresSheet(
  report: ReceptionReport,
  view: Pick<ReportView, 'by' | 'sort'>,
  nowMs: number,
  { title, lines, demo }: SheetOf,
): TableSheet {
  const columns = [TOTAL, ...shownGroups(view.by, report.sum)].flatMap((group) =>
    figuresOf(group).map((name) => ({ group, name })),
  );
  const rowOf = (unit: UnitFigures): TableCell[] => [
    unitName(unit.space),
    ...columns.map(({ group, name }) => (isUnknown(unit) ? undefined : figure(group, name, group.of(unit)))),
    sayWaiting(unit),
    isUnknown(unit) ? 'Không có số liệu' : sayContact(unit.lastContact, nowMs),
  ];
  return {
    name: 'Số liệu tiếp dân',
    title,
    lines,
    columns: [
      { header: 'Đơn vị', width: 28 },
      ...columns.map(({ group, name }) => ({ header: FIGURE_HEADERS[name], group: group.title, width: 8 })),
      { header: 'Chờ xem lại', width: 18 },
      { header: 'Lần gửi cuối', width: 16 },
    ],
    rows: sortUnits(report.units, view.sort, ({ space }) => unitName(space)).map(rowOf),
    sum: ['Cộng', ...columns.map(({ group, name }) => figure(group, name, group.of(report.sum))), undefined, undefined],
    notes: notesOf(report, view.by),
    paper: 'A4',
    demo,
  };
}

function figure(group: FigureGroup, name: FigureName, figures: Figures): TableCell {
  return name === 'sessions' && group.sessions !== 'counted' ? '–' : figures[name];
}

function sayWaiting({ waiting }: UnitFigures): string {
  return [
    waiting.twins ? `có thể trùng ${formatNumber(waiting.twins)}` : '',
    waiting.conflicts > 0 ? `${formatNumber(waiting.conflicts)} hai bản khác nhau` : '',
    waiting.quarantined > 0 ? `${formatNumber(waiting.quarantined)} chờ quản trị viên` : '',
  ]
    .filter(Boolean)
    .join(', ');
}
