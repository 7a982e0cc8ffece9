import type { DutyRule } from '../../contract/records/duty-rule.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { addDays, daysBetween, monthEnd, monthStart, partsOf, weekdayOf } from '../calendar/plain-date.ts';
import {
  type Certainty,
  certaintyBetween,
  holidayOn,
  isWorkingDay,
  type WorkingCalendar,
  workingDayOnOrAfter,
} from '../calendar/working-days.ts';

/** One day on which a rule asks its chair to receive. */
export type DutyDate = {
  /** The day that the rule names: it names the session too, and its month is the month that the duty counts for. */
  readonly nominal: PlainDate;
  /** The working day on which it is held. */
  readonly date: PlainDate;
  /** Why it was moved: `25/07 (T7) → 27/07`. */
  readonly moved?: { readonly because: 'weekend' | 'holiday'; readonly holiday?: string };
  /** Whether the days off that decided this are announced; `unknown`: no data for the year, weekends only. */
  readonly certainty: Certainty;
};

/** What of a rule says when. */
export type DutyPattern = Pick<DutyRule, 'days' | 'shift' | 'period'>;

/**
 * The duty dates of a rule whose nominal days lie in a span (both ends included), in order. Two nominal days that move
 * onto one date are one duty, of the first (rules-and-forms §5).
 */
export function dutyDates(
  rule: DutyPattern,
  span: { readonly from: PlainDate; readonly to: PlainDate },
  calendar: WorkingCalendar,
): readonly DutyDate[] {
  const byDate = new Map<PlainDate, DutyDate>();
  // A duty before the span may have moved into it, and then it is its date.
  const first = monthStart(addDays(span.from, -FURTHEST_MOVE_DAYS));
  for (let month = first; month <= span.to; month = addDays(monthEnd(month), 1)) {
    for (const nominal of nominalDays(rule.days, month)) {
      if (nominal > span.to || !isIn(rule.period, nominal)) continue;
      const duty = dutyOn(nominal, rule.shift ?? 'next_working_day', calendar);
      if (!byDate.has(duty.date)) byDate.set(duty.date, duty);
    }
  }
  return [...byDate.values()].filter(({ nominal }) => nominal >= span.from);
}

/** No duty moves further than this: the longest Tết, with the weekends around it. */
export const FURTHEST_MOVE_DAYS = 20;

function isIn(period: DutyPattern['period'], date: PlainDate): boolean {
  return period !== undefined && period !== null && period.from <= date && date <= (period.to ?? date);
}

/** The days that a rule names in a month, before any shift, in order, each once. */
function nominalDays(days: DutyPattern['days'], month: PlainDate): PlainDate[] {
  const last = monthEnd(month);
  const lastDay = partsOf(last).day;
  // "Ngày 31" of a shorter month is its last day.
  const byDay = (days?.monthDays ?? []).map((day) => addDays(month, Math.min(day, lastDay) - 1));
  const byWeekday: PlainDate[] = [];
  for (let day = month; day <= last; day = addDays(day, 1)) {
    if (days?.weekdays?.includes(weekdayOf(day)) && isInWeeks(days.weeks, day, last)) byWeekday.push(day);
  }
  return [...new Set([...byDay, ...byWeekday])].sort();
}

/** Weeks are counted by weekday: week 2 = the second Tuesday. 5 = the last one, fourth or fifth. */
function isInWeeks(weeks: readonly number[] | undefined, day: PlainDate, lastOfMonth: PlainDate): boolean {
  if (weeks === undefined) return true;
  const isLast = daysBetween(day, lastOfMonth) < 7;
  return weeks.includes(Math.ceil(partsOf(day).day / 7)) || (isLast && weeks.includes(5));
}

function dutyOn(nominal: PlainDate, shift: NonNullable<DutyRule['shift']>, calendar: WorkingCalendar): DutyDate {
  const holiday = holidayOn(nominal, calendar);
  if (isWorkingDay(nominal, calendar))
    return { nominal, date: nominal, certainty: certaintyBetween(nominal, nominal, calendar) };
  const date =
    shift === 'same_month' && holiday !== undefined
      ? nearestInMonth(nominal, calendar)
      : workingDayOnOrAfter(nominal, calendar);
  return {
    nominal,
    date,
    moved: holiday === undefined ? { because: 'weekend' } : { because: 'holiday', holiday: holiday.name },
    certainty: certaintyBetween(nominal, date, calendar),
  };
}

/** The nearest working day of the same month, the later of two as near; of a month without any, the next working day. */
function nearestInMonth(nominal: PlainDate, calendar: WorkingCalendar): PlainDate {
  const [first, last] = [monthStart(nominal), monthEnd(nominal)];
  for (let distance = 1; distance < 31; distance += 1) {
    const near = [addDays(nominal, distance), addDays(nominal, -distance)];
    const found = near.find((day) => first <= day && day <= last && isWorkingDay(day, calendar));
    if (found !== undefined) return found;
  }
  return workingDayOnOrAfter(nominal, calendar);
}
