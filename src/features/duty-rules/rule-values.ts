import type { DutyRule } from '../../contract/records/duty-rule.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import type { DutyPattern } from '../../domain/duties/duty-dates.ts';
import type { RuleForm } from '../../domain/duties/rule-change.ts';
import { chairKey } from '../../domain/receptions/chairs.ts';
import { formatDate } from '../../domain/text/format.ts';
import { normalizeLine } from '../../domain/text/normalize.ts';
import { parseDate } from '../../domain/text/parse-date.ts';
import { parseTime } from '../../domain/text/parse-time.ts';
import type { FieldError } from '../../ui/error-summary.tsx';

/** How the days of a rule are named. */
export type Pattern = 'days' | 'weekly' | 'nth';

/** What stands in the editor, as it was typed. */
export type RuleValues = {
  readonly chair: string;
  readonly pattern: Pattern;
  readonly monthDays: string;
  readonly weekdays: readonly string[];
  readonly weeks: readonly string[];
  readonly part: string;
  readonly from: string;
  readonly to: string;
  readonly place: string;
  readonly shift: string;
  readonly since: string;
  readonly until: string;
  readonly note: string;
};

/** A form of a rule opens with these. */
export function valuesOf(rule: DutyRule, today: PlainDate, usualPlace: string): RuleValues {
  const { days, hours, period, chair } = rule;
  const pattern = days?.weekdays === undefined ? 'days' : days.weeks === undefined ? 'weekly' : 'nth';
  return {
    chair: chair ? chairKey(chair) : '',
    pattern,
    monthDays: (days?.monthDays ?? []).join(', '),
    weekdays: (days?.weekdays ?? []).map(String),
    weeks: (days?.weeks ?? []).map(String),
    part: hours?.part ?? 'morning',
    from: hours?.from ?? '',
    to: hours?.to ?? '',
    place: rule.place ?? (chair ? '' : usualPlace),
    shift: rule.shift ?? 'next_working_day',
    since: formatDate(period?.from ?? today),
    until: period?.to === undefined ? '' : formatDate(period.to),
    note: rule.note ?? '',
  };
}

/** What was typed, out of the form itself: the browser owns the text. */
export function typedValues(data: FormData): RuleValues {
  const text = (field: string) => String(data.get(field) ?? '');
  const all = (field: string) => data.getAll(field).map(String);
  return {
    chair: text('chair'),
    pattern: text('pattern') as Pattern,
    monthDays: text('monthDays'),
    weekdays: all('weekdays'),
    weeks: all('weeks'),
    part: text('part'),
    from: text('from'),
    to: text('to'),
    place: text('place'),
    shift: text('shift'),
    since: text('since'),
    until: text('until'),
    note: text('note'),
  };
}

export type ReadRule = {
  readonly form: RuleForm;
  readonly errors: readonly FieldError[];
  /** As much as a preview needs, if it can be read. */
  readonly pattern: DutyPattern | undefined;
};

/** Reads the editor. What cannot be read is in `errors`; then `form` must not be saved. */
export function readRule(values: RuleValues, today: PlainDate): ReadRule {
  const errors: FieldError[] = [];
  const say = (fieldId: string, message: string) => errors.push({ fieldId, message });
  const days = readDays(values, say);
  const since = readDate(values.since, today, (words) => say('since', `Áp dụng từ ngày: ${words}`));
  const until =
    values.until.trim() === ''
      ? undefined
      : readDate(values.until, today, (words) => say('until', `Đến hết ngày: ${words}`));
  if (since === undefined && values.since.trim() === '') say('since', 'Nhập ngày bắt đầu áp dụng');
  if (since !== undefined && until !== undefined && until < since)
    say('until', 'Ngày cuối phải bằng hoặc sau ngày đầu');
  const time = (field: 'from' | 'to', label: string) => {
    if (values[field].trim() === '') return undefined;
    const read = parseTime(values[field]);
    if (read === undefined) say(field, `${label}: nhập giờ như 08:30`);
    return read;
  };
  const [from, to] = [time('from', 'Từ giờ'), time('to', 'Đến giờ')];
  if (from !== undefined && to !== undefined && to <= from) say('to', 'Giờ kết thúc phải sau giờ bắt đầu');
  const shift = values.shift === 'same_month' ? 'same_month' : 'next_working_day';
  const period = { from: since ?? today, ...(until === undefined ? {} : { to: until }) };
  const part = values.part === 'afternoon' || values.part === 'day' ? values.part : 'morning';
  const hours = { part, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) } as const;
  const form: RuleForm = { days: days ?? {}, hours, shift, period, place: values.place, note: values.note };
  const readable = days !== undefined && since !== undefined && (until === undefined || until >= since);
  return { form, errors, pattern: readable ? { days, shift, period } : undefined };
}

type Say = (fieldId: string, message: string) => void;

function readDays(values: RuleValues, say: Say): RuleForm['days'] | undefined {
  if (values.pattern === 'days') return readMonthDays(values.monthDays, say);
  const weekdays = values.weekdays.map(Number);
  const weeks = values.weeks.map(Number);
  if (weekdays.length === 0) say('weekdays', 'Chọn thứ trong tuần');
  if (values.pattern === 'nth' && weeks.length === 0) say('weeks', 'Chọn tuần trong tháng');
  if (weekdays.length === 0 || (values.pattern === 'nth' && weeks.length === 0)) return undefined;
  return values.pattern === 'nth' ? { weekdays, weeks } : { weekdays };
}

/** `10, 25`, `10 và 25`, `ngày 10; ngày 25`. */
function readMonthDays(typed: string, say: Say): RuleForm['days'] | undefined {
  const words = normalizeLine(typed).match(/\d+/g) ?? [];
  const days = [...new Set(words.map(Number))].sort((a, b) => a - b);
  const wrong = days.find((day) => day < 1 || day > 31);
  if (days.length === 0) say('monthDays', 'Nhập ngày trong tháng, ví dụ 10 và 25');
  else if (wrong !== undefined) say('monthDays', `Không có ngày ${wrong} trong tháng; nhập số từ 1 đến 31`);
  else return { monthDays: days };
  return undefined;
}

function readDate(typed: string, today: PlainDate, onProblem: (words: string) => void): PlainDate | undefined {
  const parsed = parseDate(typed, { today });
  if (parsed.ok) return parsed.value;
  if (parsed.error.tag !== 'empty') onProblem('nhập ngày như 05/07/2026');
  return undefined;
}
