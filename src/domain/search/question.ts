import type { PlainDate } from '../../contract/scalars.ts';
import { foldedWords, foldForSearch } from '../text/fold.ts';
import type { AskedWord } from './asked-word.ts';
import { markedKey } from './marked-key.ts';
import { otherNamesOf, type Place } from './places.ts';

/** Day, month, year of a legal day; what is left out may be any. */
export type DayPattern = { readonly day?: number; readonly month: number; readonly year?: number };

/** What somebody is looking for. */
export type Question = {
  /** Ways to understand it, the first as it was typed; a record is found by any. Every word of a way must be met. */
  readonly readings: readonly (readonly AskedWord[])[];
  /** The record's day must fit each of them. */
  readonly days: readonly DayPattern[];
};

/** More words than anybody types; a text pasted by mistake is cut there. */
const MOST_WORDS = 16;
const PHONE_DIGITS = 8;

const FULL_DATE = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/;
const DAY_AND_MONTH = /^(\d{1,2})\/(\d{1,2})$/;
const MONTH_AND_YEAR = /^(\d{1,2})[/-](\d{4})$/;

/**
 * Reads a typed question. `12/05`, `05/2026`, `12/05/2026` choose days; digits in groups are also tried as one number
 * (`0912 345 678`); an old name of one of `places` is also tried as its name of today, and the other way round.
 */
export function readQuestion(text: string, places: readonly Place[] = []): Question {
  const days: DayPattern[] = [];
  const words: AskedWord[] = [];
  for (const token of text.normalize('NFC').split(/\s+/)) {
    const day = dayPattern(token);
    if (day !== undefined) days.push(day);
    else words.push(...askedWords(token));
  }
  const typed = words.slice(0, MOST_WORDS);
  const joined = withJoinedDigits(typed);
  return { readings: [typed, ...(joined === undefined ? [] : [joined]), ...otherNamesOf(typed, places)], days };
}

/** Nothing to look for. */
export function isEmptyQuestion({ readings, days }: Question): boolean {
  return days.length === 0 && readings.every((words) => words.length === 0);
}

/** Whether a record's day fits all of the patterns; '' = it has none. Made once for a question: it is asked of everything. */
export function dayFilter(patterns: readonly DayPattern[]): (date: PlainDate | '') => boolean {
  if (patterns.length === 0) return () => true;
  const texts = patterns.map(({ day, month, year }) => {
    const twoDigits = (part: number) => String(part).padStart(2, '0');
    return new RegExp(`^${year ?? '....'}-${twoDigits(month)}-${day === undefined ? '..' : twoDigits(day)}$`);
  });
  return (date) => texts.every((text) => text.test(date));
}

function dayPattern(token: string): DayPattern | undefined {
  const full = FULL_DATE.exec(token);
  if (full !== null) {
    const year = Number(full[3]);
    return checked({ day: Number(full[1]), month: Number(full[2]), year: year < 100 ? 2000 + year : year });
  }
  const short = DAY_AND_MONTH.exec(token);
  if (short !== null) return checked({ day: Number(short[1]), month: Number(short[2]) });
  const month = MONTH_AND_YEAR.exec(token);
  return month === null ? undefined : checked({ month: Number(month[1]), year: Number(month[2]) });
}

/** `15/30` is no day but a number of something. */
function checked(pattern: DayPattern): DayPattern | undefined {
  const { day = 1, month } = pattern;
  return day >= 1 && day <= 31 && month >= 1 && month <= 12 ? pattern : undefined;
}

function askedWords(token: string): readonly AskedWord[] {
  return token.split(/[^\p{L}\p{N}\p{M}]+/u).flatMap((part) =>
    foldedWords(part).map((word) => {
      const marked = markedKey(part);
      return marked === foldForSearch(part) ? { word } : { word, marked };
    }),
  );
}

function withJoinedDigits(words: readonly AskedWord[]): readonly AskedWord[] | undefined {
  const from = words.findIndex(isDigits);
  if (from < 0) return undefined;
  const rest = words.slice(from).findIndex((asked) => !isDigits(asked));
  const to = rest < 0 ? words.length : from + rest;
  const number = words
    .slice(from, to)
    .map(({ word }) => word)
    .join('');
  if (to - from < 2 || number.length < PHONE_DIGITS) return undefined;
  return [...words.slice(0, from), { word: number }, ...words.slice(to)];
}

function isDigits({ word }: AskedWord): boolean {
  return /^\d+$/.test(word);
}
