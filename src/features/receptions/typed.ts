import { LIMITS } from '../../contract/limits.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { formatNumber } from '../../domain/text/format.ts';
import { parseTime } from '../../domain/text/parse-time.ts';
import { type DateRule, readDate } from './dates.ts';

/** A field of a form that cannot be saved as it was typed; `field` is the name it is registered with. */
export type FieldProblem = {
  readonly field: string;
  readonly message: string;
  /** The message alone does not say which field it is about: away from the field its label is needed. */
  readonly bare?: true;
};

/** A number that was emptied. `undefined` would mean "not on this form" and keep the old one. */
const NO_NUMBER = Number.NaN;

/** Reads what was typed, and collects what cannot be read. What is empty is '' (a number: NaN), never a problem. */
export class Typed {
  readonly problems: FieldProblem[] = [];
  readonly today: PlainDate;

  constructor(today: PlainDate) {
    this.today = today;
  }

  say(field: string, message: string): void {
    this.problems.push({ field, message });
  }

  /** A message that stands under its field and does not name it. */
  sayBare(field: string, message: string): void {
    this.problems.push({ field, message, bare: true });
  }

  /** `rule`: the one that the field itself is given. */
  date(field: string, text: string, rule: DateRule): PlainDate {
    if (text.trim() === '') return '';
    const read = readDate(text, rule, this.today);
    if (read.ok) return read.value;
    this.sayBare(field, read.error);
    return '';
  }

  count(field: string, text: string, least = 0): number {
    const digits = text.replace(/[\s.]/g, '');
    if (digits === '') return NO_NUMBER;
    const count = /^\d{1,6}$/.test(digits) ? Number(digits) : Number.NaN;
    if (count >= least && count <= LIMITS.count) return count;
    this.sayBare(field, `Nhập số từ ${least} đến ${formatNumber(LIMITS.count)}`);
    return NO_NUMBER;
  }

  time(field: string, text: string): string {
    if (text.trim() === '') return '';
    const time = parseTime(text);
    if (time !== undefined) return time;
    this.sayBare(field, 'Nhập giờ như 08:30');
    return '';
  }

  line(field: string, text: string): string {
    return this.#noLonger(field, text, LIMITS.lineCharacters);
  }

  text(field: string, text: string): string {
    return this.#noLonger(field, text, LIMITS.textCharacters);
  }

  #noLonger(field: string, text: string, most: number): string {
    if (text.length > most) this.sayBare(field, `Rút gọn còn ${formatNumber(most)} chữ cái`);
    return text;
  }
}

function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && value !== false && !Number.isNaN(value);
}

/** A group of a form: null (emptied) when nothing in it was filled. */
export function groupOf<T extends object>(group: T): T | null {
  return Object.values(group).some(isFilled) ? group : null;
}

/** A group that says nothing without `key`: null without it. */
export function groupWith<T extends object, K extends keyof T>(
  key: K,
  group: T,
): (T & { [k in K]-?: NonNullable<T[K]> }) | null {
  return isFilled(group[key]) ? (group as T & { [k in K]-?: NonNullable<T[K]> }) : null;
}
