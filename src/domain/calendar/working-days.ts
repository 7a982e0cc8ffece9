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
  return new WorkingDayCount(from, calendar, isWorked).to(to);
}

/** Working days counted from one day to many others: each day on the way is looked at once, however many are asked for. */
export class WorkingDayCount {
  readonly #isWorked: (day: PlainDate) => boolean;
  readonly #countTo = new Map<PlainDate, number>();
  /** Of the days that are worked: a count is reached on one of them. */
  readonly #dayAt = new Map<number, PlainDate>();
  #first: PlainDate;
  #last: PlainDate;

  constructor(from: PlainDate, calendar: WorkingCalendar, isWorked: typeof isWorkingDay = isWorkingDay) {
    this.#isWorked = (day) => isWorked(day, calendar);
    this.#first = from;
    this.#last = from;
    this.#countTo.set(from, 0);
  }

  /** As `workingDaysBetween` the one day and this one. */
  to(day: PlainDate): number {
    while (compareDates(this.#last, day) < 0) this.#goOn();
    while (compareDates(day, this.#first) < 0) this.#goBack();
    return this.#countTo.get(day) ?? 0;
  }

  /** As `addWorkingDays` to another day. */
  after(day: PlainDate, count: number): PlainDate {
    const reached = this.to(day) + count;
    while (this.#end() < reached) this.#goOn();
    return count === 0 ? day : (this.#dayAt.get(reached) as PlainDate);
  }

  #end(): number {
    return this.#countTo.get(this.#last) as number;
  }

  #goOn(): void {
    const day = addDays(this.#last, 1);
    const worked = this.#isWorked(day);
    const count = this.#end() + (worked ? 1 : 0);
    this.#last = day;
    this.#countTo.set(day, count);
    if (worked) this.#dayAt.set(count, day);
  }

  #goBack(): void {
    const count = this.#countTo.get(this.#first) as number;
    const worked = this.#isWorked(this.#first);
    if (worked) this.#dayAt.set(count, this.#first);
    this.#first = addDays(this.#first, -1);
    this.#countTo.set(this.#first, count - (worked ? 1 : 0));
  }
}
