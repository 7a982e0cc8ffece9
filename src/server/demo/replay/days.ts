import type { PlainDate } from '../../../contract/scalars.ts';
import { addDays, addMonths, monthStart } from '../../../domain/calendar/plain-date.ts';
import { isWorkingDay, workingDayOnOrAfter } from '../../../domain/calendar/working-days.ts';
import { PERIOD } from '../../../domain/statistics/published-figures.ts';
import type { Chance } from '../invented/chance.ts';
import { HISTORIC_CALENDAR } from './holidays.ts';

/** The months of the period, by their first days. */
export const MONTHS: readonly PlainDate[] = monthsOf(monthStart(PERIOD.from), monthStart(PERIOD.to));

const WORKING_DAYS: readonly PlainDate[] = workingDays();

/**
 * Duty days: one in each of so many months, on the unit's own day of the month, moved to the next working day where
 * that is none. No two are alike.
 */
export function dutyDays(chance: Chance, count: number, dayOfMonth: number): PlainDate[] {
  const months = chance.shuffled(MONTHS).slice(0, count);
  return months.map((month) => workingDayIn(addDays(month, dayOfMonth - 1))).sort();
}

/** So many different working days by chance. */
export function anyDays(chance: Chance, count: number): PlainDate[] {
  return chance.shuffled(WORKING_DAYS).slice(0, count).sort();
}

function workingDayIn(wished: PlainDate): PlainDate {
  const day = workingDayOnOrAfter(wished < PERIOD.from ? PERIOD.from : wished, HISTORIC_CALENDAR);
  if (day <= PERIOD.to) return day;
  let earlier = PERIOD.to as PlainDate;
  while (!isWorkingDay(earlier, HISTORIC_CALENDAR)) earlier = addDays(earlier, -1);
  return earlier;
}

function monthsOf(first: PlainDate, last: PlainDate): PlainDate[] {
  const months: PlainDate[] = [];
  for (let month = first; month <= last; month = addMonths(month, 1)) months.push(month);
  return months;
}

function workingDays(): PlainDate[] {
  const days: PlainDate[] = [];
  for (let day: PlainDate = PERIOD.from; day <= PERIOD.to; day = addDays(day, 1))
    if (isWorkingDay(day, HISTORIC_CALENDAR)) days.push(day);
  return days;
}
