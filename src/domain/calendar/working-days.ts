import type { PlainDate } from '../../contract/scalars.ts';
import type { HolidayStatus, HolidayYear } from './holidays.ts';
import { addDays, compareDates, partsOf, weekdayOf } from './plain-date.ts';

/** Holiday data, indexed. Make it once per set of data. */
export interface WorkingCalendar {
  readonly holidaysByDate: ReadonlyMap<PlainDate, DayOff>;
  readonly workingSaturdays: ReadonlySet<PlainDate>;
  readonly statusByYear: ReadonlyMap<number, HolidayStatus>;
}

export interface DayOff {
  readonly name: string;
  readonly status: HolidayStatus;
}

export function workingCalendarOf(years: readonly HolidayYear[]): WorkingCalendar {
  const daysOff = years.flatMap((year) =>
    year.off.map((day): [PlainDate, DayOff] => [day.date, { name: day.name, status: day.status ?? year.status }]),
  );
  return {
    holidaysByDate: new Map(daysOff),
    workingSaturdays: new Set(years.flatMap((year) => year.workingSaturdays)),
    statusByYear: new Map(years.map((year) => [year.year, year.status])),
  };
}

/** The holiday on this date, to be named on screen; a plain Saturday or Sunday is none. */
export function holidayOn(date: PlainDate, calendar: WorkingCalendar): DayOff | undefined {
  return calendar.holidaysByDate.get(date);
}

/** How far it is known which days are off; of `unknown` years only weekends are, so a screen must say so. */
export type Certainty = HolidayStatus | 'unknown';

const DOUBTS = ['unknown', 'expected', 'official'] as const satisfies readonly Certainty[];

/** The least certain of the days between two dates (both included, in either order). */
export function certaintyBetween(a: PlainDate, b: PlainDate, calendar: WorkingCalendar): Certainty {
  const [from, to] = a < b ? [a, b] : [b, a];
  let least = DOUBTS.length - 1;
  for (let day = from; day <= to; day = addDays(day, 1))
    least = Math.min(least, DOUBTS.indexOf(doubtOf(day, calendar)));
  return DOUBTS[least] ?? 'official';
}

/**
 * A day off is as certain as it is announced. Of a year whose plan is not announced, the working days beside a holiday
 * may still be given for it (Tết, Quốc khánh, swapped days); an ordinary day is as it is.
 */
function doubtOf(day: PlainDate, calendar: WorkingCalendar): Certainty {
  const year = calendar.statusByYear.get(partsOf(day).year) ?? 'unknown';
  if (year === 'unknown') return year;
  const off = holidayOn(day, calendar);
  if (off !== undefined) return off.status;
  const besideHoliday = [-1, 1].some((step) => holidayOn(addDays(day, step), calendar) !== undefined);
  return year === 'expected' && besideHoliday && isWorkingDay(day, calendar) ? 'expected' : 'official';
}

export function isWorkingDay(date: PlainDate, calendar: WorkingCalendar): boolean {
  if (calendar.workingSaturdays.has(date)) return true;
  return weekdayOf(date) <= 5 && !calendar.holidaysByDate.has(date);
}

/** Like `isWorkingDay`, but a day off that is only expected is worked: by this a term ends as early as it may end. */
export function isWorkedUnlessAnnounced(date: PlainDate, calendar: WorkingCalendar): boolean {
  if (isWorkingDay(date, calendar)) return true;
  return weekdayOf(date) <= 5 && holidayOn(date, calendar)?.status === 'expected';
}

/** The date itself where it is worked, else the next day that is: how a reception day that falls on a holiday moves. */
export function workingDayOnOrAfter(date: PlainDate, calendar: WorkingCalendar): PlainDate {
  let day = date;
  while (!isWorkingDay(day, calendar)) day = addDays(day, 1);
  return day;
}

/** The first working day after this date. */
export function nextWorkingDay(date: PlainDate, calendar: WorkingCalendar): PlainDate {
  return workingDayOnOrAfter(addDays(date, 1), calendar);
}

/**
 * The day on which a term of so many working days ends. The day it starts from is not counted (Bộ luật Dân sự 2015,
 * Điều 147 khoản 2). Zero days end on the starting day itself, worked or not.
 */
export function addWorkingDays(
  date: PlainDate,
  count: number,
  calendar: WorkingCalendar,
  isWorked: typeof isWorkingDay = isWorkingDay,
): PlainDate {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`not a number of working days: ${count}`);
  let day = date;
  for (let counted = 0; counted < count; ) {
    day = addDays(day, 1);
    if (isWorked(day, calendar)) counted++;
  }
  return day;
}

/** Working days after `from`, up to and including `to`: "còn 3 ngày làm việc". Negative where `to` is the earlier. */
export function workingDaysBetween(
  from: PlainDate,
  to: PlainDate,
  calendar: WorkingCalendar,
  isWorked: typeof isWorkingDay = isWorkingDay,
): number {
  return workingDaysFrom(from, calendar, isWorked)(to);
}

/** `workingDaysBetween` one day and many others: each day on the way is looked at once, however many are asked for. */
export function workingDaysFrom(
  from: PlainDate,
  calendar: WorkingCalendar,
  isWorked: typeof isWorkingDay = isWorkingDay,
): (to: PlainDate) => number {
  const counts = new Map([[from, 0]]);
  let first = { day: from, count: 0 };
  let last = first;
  return (to) => {
    while (compareDates(last.day, to) < 0) {
      const day = addDays(last.day, 1);
      last = { day, count: last.count + (isWorked(day, calendar) ? 1 : 0) };
      counts.set(day, last.count);
    }
    while (compareDates(to, first.day) < 0) {
      first = { day: addDays(first.day, -1), count: first.count - (isWorked(first.day, calendar) ? 1 : 0) };
      counts.set(first.day, first.count);
    }
    return counts.get(to) ?? 0;
  };
}
