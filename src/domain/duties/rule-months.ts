import type { DutyRule } from '../../contract/records/duty-rule.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { addMonths, monthEnd, monthStart } from '../calendar/plain-date.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import { type ChairOf, chairKey } from '../receptions/chairs.ts';
import { type DutyDate, dutyDates } from './duty-dates.ts';
import { requiredDays } from './duty-minimum.ts';

/** What of a rule a plan is made of. */
export type PlannedRule = Pick<DutyRule, 'days' | 'shift' | 'period' | 'chair' | 'hours'>;

/** One month of a chair's calendar: its dates in order, and what the law asks of it (undefined: no number). */
export type PlannedMonth = {
  /** The first of the month. */
  readonly month: PlainDate;
  readonly dates: readonly DutyDate[];
  readonly required: number | undefined;
};

/**
 * The months of a chair from the month of `from` on, out of all rules. A date is planned once, whatever number of rules
 * name it (two half days are one duty day). Of a month that rules have only begun or ended in, nothing is required here:
 * a calendar that starts on the 20th is not two days short.
 */
export function plannedMonths(
  chair: ChairOf,
  rules: readonly PlannedRule[],
  span: { readonly from: PlainDate; readonly count: number },
  calendar: WorkingCalendar,
): readonly PlannedMonth[] {
  const own = rules.filter((rule) => rule.chair && chairKey(rule.chair) === chairKey(chair));
  return Array.from({ length: span.count }, (_, place): PlannedMonth => {
    const month = addMonths(monthStart(span.from), place);
    const whole = { from: month, to: monthEnd(month) };
    const byDate = new Map<PlainDate, DutyDate>();
    for (const rule of own)
      for (const duty of dutyDates(rule, whole, calendar)) if (!byDate.has(duty.date)) byDate.set(duty.date, duty);
    const inForce = own.some(({ period }) => period && period.from <= month && whole.to <= (period.to ?? whole.to));
    return {
      month,
      dates: [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1)),
      required: inForce || own.length === 0 ? requiredDays(chair.capacity, month) : undefined,
    };
  });
}

/** Months with fewer dates than the law asks for. */
export function shortMonths(months: readonly PlannedMonth[]): readonly PlannedMonth[] {
  return months.filter(({ dates, required }) => required !== undefined && dates.length < required);
}

/** `Mới xếp 1/2 ngày tối thiểu mỗi tháng`; undefined when nothing is missing. */
export function sayShort(months: readonly PlannedMonth[]): string | undefined {
  const short = shortMonths(months);
  const [first] = short;
  if (first === undefined) return undefined;
  const sums = new Set(short.map(({ dates, required }) => `${dates.length}/${required}`));
  const known = months.filter(({ required }) => required !== undefined);
  if (sums.size === 1 && short.length === known.length) return `Mới xếp ${[...sums][0]} ngày tối thiểu mỗi tháng`;
  const named = short.map(
    ({ month, dates, required }) => `tháng ${month.slice(5, 7)}/${month.slice(0, 4)}: ${dates.length}/${required}`,
  );
  return `Mới xếp chưa đủ ngày tối thiểu: ${named.join('; ')}`;
}
