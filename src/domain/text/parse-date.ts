import type { PlainDate } from '../../contract/scalars.ts';
import { compareDates, dateOf, partsOf } from '../calendar/plain-date.ts';
import { err, ok, type Result } from '../result.ts';

/** Why a typed text is not a date. `empty` apart from the others: an empty field is often allowed. */
export type DateError =
  | { readonly tag: 'empty' }
  | { readonly tag: 'unreadable' }
  /** 31/02, 29/02 of a common year, month 13. */
  | { readonly tag: 'no-such-day' }
  | { readonly tag: 'year-out-of-range'; readonly year: number };

/** How a date without a year, or with two digits of it, is understood. */
export interface DateReading {
  readonly today: PlainDate;
  /**
   * `this-year` (default): "28-12" is this year's. `past`: the latest such day that is not after today (a birth, a
   * paper that was received). `future`: the first that is not before today (a plan).
   */
  readonly lean?: 'this-year' | 'past' | 'future';
}

/** A birth: the year is known to everyone, the day often not. */
export interface TypedBirth {
  readonly year: number;
  readonly date?: PlainDate;
}

const FIRST_YEAR = 1900;
const LAST_YEAR = 2099;
/** Two digits of a year reach this far into the future before they mean the century before. */
const YEARS_AHEAD = 20;

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const DAY_MONTH_YEAR = /^(\d{1,2})[\s/.\-,]+(\d{1,2})(?:[\s/.\-,]+(\d{4}|\d{2}))?$/;
// A keyboard of digits has no slash.
const DIGITS_ONLY = /^(\d{2})(\d{2})(\d{4}|\d{2})$/;
const IN_WORDS = /^(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm\s+(\d{4}|\d{2}))?$/i;
const YEAR_ONLY = /^\d{4}$/;

/** The date someone typed: `5/7/26`, `05.07.2026`, `5-7`, `5 7 2026`, `05072026`, `ngày 5 tháng 7 năm 2026`. */
export function parseDate(typed: string, reading: DateReading): Result<PlainDate, DateError> {
  const text = typed.normalize('NFC').trim();
  if (text === '') return err({ tag: 'empty' });
  const iso = ISO.exec(text);
  if (iso) return checked(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const match = DAY_MONTH_YEAR.exec(text) ?? DIGITS_ONLY.exec(text) ?? IN_WORDS.exec(text);
  if (!match) return err({ tag: 'unreadable' });
  const day = Number(match[1]);
  const month = Number(match[2]);
  const typedYear = match[3];
  if (typedYear?.length === 4) return checked(Number(typedYear), month, day);
  return typedYear === undefined
    ? nearestYear(month, day, reading)
    : checked(fullYear(Number(typedYear), month, day, reading), month, day);
}

/** A birth as people know theirs: a year alone (`1957`) or any date `parseDate` reads; two digits of a year are past. */
export function parseBirth(typed: string, today: PlainDate): Result<TypedBirth, DateError> {
  const text = typed.trim();
  if (YEAR_ONLY.test(text)) {
    const year = Number(text);
    return isInRange(year) && year <= partsOf(today).year ? ok({ year }) : err({ tag: 'year-out-of-range', year });
  }
  const parsed = parseDate(typed, { today, lean: 'past' });
  return parsed.ok ? ok({ year: partsOf(parsed.value).year, date: parsed.value }) : parsed;
}

function checked(year: number, month: number, day: number): Result<PlainDate, DateError> {
  if (!isInRange(year)) return err({ tag: 'year-out-of-range', year });
  const date = dateOf(year, month, day);
  return date === undefined ? err({ tag: 'no-such-day' }) : ok(date);
}

function isInRange(year: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/** 29/02 may be years away, so the nearest year that has the day is looked for, not only the one beside today. */
function nearestYear(month: number, day: number, { today, lean }: DateReading): Result<PlainDate, DateError> {
  const thisYear = partsOf(today).year;
  if (lean === undefined || lean === 'this-year') return checked(thisYear, month, day);
  const step = lean === 'past' ? -1 : 1;
  for (let year = thisYear; Math.abs(year - thisYear) <= 8; year += step) {
    const date = dateOf(year, month, day);
    if (date !== undefined && compareDates(date, today) * step >= 0) return checked(year, month, day);
  }
  return err({ tag: 'no-such-day' });
}

function fullYear(lastTwoDigits: number, month: number, day: number, { today, lean }: DateReading): number {
  const thisYear = partsOf(today).year;
  const candidate = Math.floor(thisYear / 100) * 100 + lastTwoDigits;
  if (lean === 'past') {
    const date = dateOf(candidate, month, day);
    const isAhead = date === undefined ? candidate > thisYear : compareDates(date, today) > 0;
    return isAhead ? candidate - 100 : candidate;
  }
  return candidate > thisYear + YEARS_AHEAD ? candidate - 100 : candidate;
}
