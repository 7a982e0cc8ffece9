import * as z from 'zod/mini';
import { LIMITS } from './limits.ts';

/** Any JSON value, as stored in a cell of a record. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A JSON value at the wire's border: what `JSON.parse` returned is JSON; each group's own schema checks it. */
export const JsonValue = z.unknown() as z.ZodMiniType<Json>;

/** A UUID of any version, lower case: ids made on the phone are v7, ids of what the law names are v5. */
export const Uuid = z
  .string()
  .check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/));

/** A calendar day of Asia/Ho_Chi_Minh, `yyyy-MM-dd`: a fact that a person entered, never an instant. */
export const PlainDate = z
  .string()
  .check(z.regex(/^(19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/), z.refine(isCalendarDay));
export type PlainDate = z.infer<typeof PlainDate>;

/** A time of day, `HH:mm`. */
export const TimeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/** A position in the change order of one space; 0 = before the first change. */
export const Seq = z.number().check(z.int(), z.nonnegative());

/** One line of text, at most 300 characters, storable (no NUL, lone surrogate or stray control character). */
export const Line = z.string().check(z.maxLength(LIMITS.lineCharacters), z.refine(isStorableText));

/** Free text, at most 20,000 characters. */
export const Text = z.string().check(z.maxLength(LIMITS.textCharacters), z.refine(isStorableText));

/** A count of people, sheets, visits. */
export const Count = z.number().check(z.int(), z.nonnegative(), z.maximum(LIMITS.count));

// Stray surrogates; with the `u` flag a pair counts as one character and does not match.
const LONE_SURROGATE = /\p{Surrogate}/u;
const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const DELETE = 127;

/**
 * Whether PostgreSQL, JSON and a printed page can all hold this text: no NUL, no lone surrogate, no control
 * character but tab and line ends. PostgreSQL refuses the first two, and one must not stop a batch (sync rule 31).
 */
export function isStorableText(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === DELETE || (code < 32 && code !== TAB && code !== LINE_FEED && code !== CARRIAGE_RETURN)) return false;
  }
  return !LONE_SURROGATE.test(text);
}

function isCalendarDay(text: string): boolean {
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7));
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return Number(text.slice(8, 10)) <= days;
}
