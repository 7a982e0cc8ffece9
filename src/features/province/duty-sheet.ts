import type { DutyReport, DutyShare, DutyUnit } from '../../contract/wire/duties.ts';
import type { TableCell, TableSheet } from '../../documents/tables/table-workbook.ts';
import { DUTY_STATE_LABELS, sayDays, sayMissing, sayShare, sayTotal } from '../../domain/duties/duty-report-words.ts';
import { overIn, unitMonth, unitTotal } from '../../domain/duties/duty-summary.ts';
import { unitName } from '../../domain/receptions/labels.ts';
import { formatNumber } from '../../domain/text/format.ts';
import { heatLevel } from '../../ui/heat-cell.tsx';
import { sayContact } from './contact-words.ts';
import { dutyNotes, sortDutyUnits } from './duty-notes.ts';
import type { DutyView } from './duty-view.ts';
import type { SheetOf } from './sheet-of.ts';

/** Signs of the states where there are no icons: in a file, and only beside what is not simply done. */
const SIGNS = {
  short: ' ⚠',
  running: ' …',
  unsent: ' ?',
  partial: ' *',
  met: '',
  ahead: '',
  undeclared: '',
  none: '',
} as const;

/** The table of duty days as it stands on the page, for a file. */
export function dutySheet(
  report: DutyReport,
  view: Pick<DutyView, 'capacity' | 'sort'>,
  nowMs: number,
  { title, lines, demo }: SheetOf,
): TableSheet {
  const { capacity } = view;
  const isOver = overIn(report);
  const average = report.averages.find((one) => one.capacity === capacity);
  const rowOf = (unit: DutyUnit): TableCell[] => {
    const total = unitTotal(unit.offices, isOver, capacity);
    return [
      unitName(unit.space),
      ...report.months.map((_, place): TableCell => {
        const month = unitMonth(unit.offices, place, capacity);
        const days = sayDays(month);
        const heat = days === '–' ? 'none' : heatLevel(month.done, month.required);
        return { words: `${days}${SIGNS[month.state]}`, heat };
      }),
      { words: sayTotal(total), heat: 'none' },
      sayMissing(total),
      sayContact(unit.lastContact, nowMs),
    ];
  };
  return {
    name: 'Ngày tiếp dân',
    title,
    lines,
    columns: [
      { header: 'Đơn vị', width: 28 },
      ...report.months.map((month) => ({
        header: `Tháng ${Number(month.slice(5))}`,
        group: month.slice(0, 4),
        width: 9,
      })),
      { header: 'Các tháng đã qua', width: 12 },
      { header: 'Còn thiếu', width: 18 },
      { header: 'Lần gửi cuối', width: 16 },
    ],
    rows: sortDutyUnits(report, view.sort, capacity).map(rowOf),
    sum: [
      'Bình quân',
      ...report.months.map((_, place) => shareOf(average?.months[place] ?? undefined)),
      shareOf(average?.total),
      undefined,
      undefined,
    ],
    notes: [
      `Dấu: ${(['short', 'running', 'unsent', 'partial'] as const)
        .map((state) => `${SIGNS[state].trim()} ${DUTY_STATE_LABELS[state].toLocaleLowerCase('vi')}`)
        .join('; ')}.`,
      ...dutyNotes(report, capacity),
    ],
    paper: report.months.length > 12 ? 'A3' : 'A4',
    demo,
  };
}

function shareOf(share: DutyShare | undefined): TableCell {
  if (share === undefined) return { words: '–', heat: 'none' };
  return { words: `${sayShare(share)} (${formatNumber(share.met)}/${formatNumber(share.units)} đủ)`, heat: 'none' };
}
