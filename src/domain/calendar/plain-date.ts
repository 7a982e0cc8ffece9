import type { PlainDate } from '../../contract/scalars.ts';

// Vietnam has kept UTC+7 without summer time since 1975: a fixed offset needs no time-zone data on the phone.
const VIETNAM_OFFSET_MS = 7 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Days of the week as ISO counts them: the week begins on Monday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** What a clock on the wall in Vietnam shows. */
export interface WallClock {
  readonly date: PlainDate;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** What the wall clock in Vietnam shows at an instant, wherever the device believes it is. */
export function wallClockAt(epochMs: number): WallClock {
  const local = new Date(epochMs + VIETNAM_OFFSET_MS);
  return {
    date: fromUtcDate(local),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
  };
}

/** The calendar day in Vietnam at an instant. */
export function dateAt(epochMs: number): PlainDate {
  return wallClockAt(epochMs).date;
}

/** The date of these parts, or undefined where the calendar has no such day (31/02) or the year is not of four digits. */
export function dateOf(year: number, month: number, day: number): PlainDate | undefined {
  if (!Number.isInteger(year) || year < 1000 || year > 9999) return undefined;
  const candidate = `${year}-${twoDigits(month)}-${twoDigits(day)}`;
  const exists = fromUtcDate(new Date(Date.UTC(year, month - 1, day))) === candidate;
  return exists ? candidate : undefined;
}

export function partsOf(date: PlainDate): DateParts {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

/** The date so many days later; earlier where `days` is negative. */
export function addDays(date: PlainDate, days: number): PlainDate {
  return fromUtcDate(new Date(toUtcMs(date) + days * DAY_MS));
}

/** Days from one date to the other; negative where `to` is the earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return (toUtcMs(to) - toUtcMs(from)) / DAY_MS;
}

/** Negative, zero or positive, for sorting; earlier dates first. */
export function compareDates(a: PlainDate, b: PlainDate): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export function weekdayOf(date: PlainDate): Weekday {
  return (new Date(toUtcMs(date)).getUTCDay() || 7) as Weekday;
}

/** The first day of the month of this date. */
export function monthStart(date: PlainDate): PlainDate {
  return `${date.slice(0, 8)}01`;
}

/** The last day of the month of this date. */
export function monthEnd(date: PlainDate): PlainDate {
  const { year, month } = partsOf(date);
  return fromUtcDate(new Date(Date.UTC(year, month, 0)));
}

/** The same day so many months later; the last of the month where that month is shorter (31/01 + 1 = 28/02). */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const { year, month, day } = partsOf(date);
  const first = fromUtcDate(new Date(Date.UTC(year, month - 1 + months, 1)));
  const last = partsOf(monthEnd(first)).day;
  return addDays(first, Math.min(day, last) - 1);
}

function toUtcMs(date: PlainDate): number {
  const { year, month, day } = partsOf(date);
  return Date.UTC(year, month - 1, day);
}

function fromUtcDate(date: Date): PlainDate {
  return date.toISOString().slice(0, 10);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
