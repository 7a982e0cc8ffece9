import type { Capacity } from '../../../contract/records/codes.ts';
import type { PlainDate } from '../../../contract/scalars.ts';
import { shippedHolidayYears } from '../../../domain/calendar/holidays.ts';
import { addDays, monthEnd } from '../../../domain/calendar/plain-date.ts';
import { isWorkingDay, workingCalendarOf } from '../../../domain/calendar/working-days.ts';
import { type DutyDate, type DutyPattern, dutyDates } from '../../../domain/duties/duty-dates.ts';
import type { Chance } from '../invented/chance.ts';

export const CALENDAR = workingCalendarOf(shippedHolidayYears);

/** When a chair of an invented commune receives, as his notice says. */
export type DemoRule = DutyPattern & { readonly name: string; readonly capacity: Capacity };

const THURSDAY = 4;
/** Since this day a chair of a people's committee receives on two days a month, before on one a week (Luật 136/2025). */
const TWO_A_MONTH_FROM: PlainDate = '2026-07-01';

/** The duty calendars of the commune in this place, in force since the first day of the history. */
export function rulesOf(place: number, since: PlainDate): readonly DemoRule[] {
  const shift = 'next_working_day';
  const twoDays = (first: number) => ({ monthDays: [first, first + 15] });
  const later = since > TWO_A_MONTH_FROM ? since : TWO_A_MONTH_FROM;
  const rules: readonly DemoRule[] = [
    {
      name: 'chair weekly',
      capacity: 'committee_chair',
      days: { weekdays: [THURSDAY] },
      shift,
      period: { from: since, to: addDays(TWO_A_MONTH_FROM, -1) },
    },
    { name: 'chair', capacity: 'committee_chair', days: twoDays(8 + (place % 5)), shift, period: { from: later } },
    { name: 'secretary', capacity: 'party_secretary', days: twoDays(3 + (place % 4)), shift, period: { from: since } },
  ];
  return rules.filter(({ period }) => (period?.to ?? since) >= since);
}

/** The duties that a rule asks for in a month, given by its first day. */
export function dutiesIn(rule: DemoRule, month: PlainDate): readonly DutyDate[] {
  return dutyDates(rule, { from: month, to: monthEnd(month) }, CALENDAR);
}

/** A working day of the month, by chance. */
export function anyWorkingDay(chance: Chance, month: PlainDate): PlainDate {
  const days: PlainDate[] = [];
  for (let day = month; day <= monthEnd(month); day = addDays(day, 1)) if (isWorkingDay(day, CALENDAR)) days.push(day);
  return chance.pick(days);
}
