import type { PlainDate } from '../../contract/scalars.ts';
import { addDays, addMonths, monthEnd, monthStart, partsOf } from './plain-date.ts';

export type ReportPeriod = {
  readonly key: string;
  readonly label: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** The rule behind it has not been checked against TT 06/2025. */
  readonly unverified?: true;
};

/** The period of the published figures. */
export const PUBLISHED_PERIOD = 'published';

/** The first month that state reports count from the 15th to the 14th; before, from the 16th to the 15th. */
const FROM_15TH_SINCE: PlainDate = '2020-12-15';

/**
 * Periods offered for a report, as of a day. State reports run from the 15th of one month to the 14th of the next
 * (records-and-counting §8), and their quarters and years begin with the month that begins on 15 December; party
 * reports run by calendar month and free dates.
 */
export function reportPeriods(today: PlainDate): readonly ReportPeriod[] {
  const { year } = partsOf(today);
  const month = monthStart(today);
  const lastMonth = addMonths(month, -1);
  const quarter = quarterStart(month);
  const lastQuarter = addMonths(quarter, -3);
  return [
    { key: 'month', label: 'Tháng này', from: month, to: monthEnd(month) },
    { key: 'last-month', label: 'Tháng trước', from: lastMonth, to: monthEnd(lastMonth) },
    { key: 'quarter', label: 'Quý này', from: quarter, to: endAfter(quarter, 3) },
    { key: 'last-quarter', label: 'Quý trước', from: lastQuarter, to: endAfter(lastQuarter, 3) },
    { key: 'year', label: 'Năm nay', from: `${year}-01-01`, to: `${year}-12-31` },
    { key: 'last-year', label: 'Năm trước', from: `${year - 1}-01-01`, to: `${year - 1}-12-31` },
    ...statePeriods(today),
    // Of the published figures of Quy định 11 (records-and-counting §11).
    { key: PUBLISHED_PERIOD, label: '02/2019–06/2024', from: '2019-02-01', to: '2024-06-30' },
  ];
}

function statePeriods(today: PlainDate): readonly ReportPeriod[] {
  const firstDay = today < FROM_15TH_SINCE ? 16 : 15;
  // Shifted back, the month that a day is counted for becomes its calendar month: 15/06 … 14/07 counts for July.
  const countedFor = monthStart(addMonths(monthStart(addDays(today, 1 - firstDay)), 1));
  const starts = (month: PlainDate): PlainDate => addDays(addMonths(month, -1), firstDay - 1);
  const period = (key: string, label: string, month: PlainDate, months: number): ReportPeriod => ({
    key,
    label,
    from: starts(month),
    to: addDays(starts(addMonths(month, months)), -1),
    unverified: true,
  });
  const span = `${firstDay}→${firstDay - 1}`;
  return [
    period('state-month', `Tháng nhà nước (${span})`, countedFor, 1),
    period('state-quarter', `Quý nhà nước (${span})`, quarterStart(countedFor), 3),
    period('state-year', `Năm nhà nước (${span})`, `${countedFor.slice(0, 4)}-01-01`, 12),
  ];
}

function quarterStart(month: PlainDate): PlainDate {
  return addMonths(month, -((partsOf(month).month - 1) % 3));
}

function endAfter(start: PlainDate, months: number): PlainDate {
  return addDays(addMonths(start, months), -1);
}
