import type { DutyRule } from '../../contract/records/duty-rule.ts';
import type { Weekday } from '../calendar/plain-date.ts';
import { formatDayMonth, formatShortWeekday, weekdayName } from '../text/format.ts';
import type { DutyDate } from './duty-dates.ts';
import { sayMove } from './duty-words.ts';

const WEEK_WORDS: { readonly [week: number]: string } = { 1: 'nhất', 2: 'hai', 3: 'ba', 4: 'tư' };
/** Week 5 is the last one, fourth or fifth (duty-dates). */
const LAST_WEEK = 5;

export const SHIFT_LABELS: { readonly [shift in NonNullable<DutyRule['shift']>]: string } = {
  next_working_day: 'Sang ngày làm việc liền sau',
  same_month: 'Ngày lễ: sang ngày làm việc gần nhất trong tháng',
};

/** `Ngày 10 và 25 hằng tháng`, `Thứ Năm hằng tuần`, `Thứ Ba tuần thứ nhất và tuần cuối hằng tháng`. */
export function sayDutyDays(days: DutyRule['days']): string {
  const { monthDays = [], weekdays = [], weeks = [] } = days ?? {};
  const parts = [
    ...(monthDays.length > 0 ? [`ngày ${listed([...monthDays].sort(ascending).map(String))} hằng tháng`] : []),
    ...(weekdays.length > 0 ? [`${sayWeekdays(weekdays)} ${sayWeeks(weeks)}`] : []),
  ];
  const sentence = parts.join('; ');
  return sentence === '' ? 'Chưa chọn ngày' : sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function sayWeekdays(weekdays: readonly number[]): string {
  return listed([...weekdays].sort(ascending).map((day) => weekdayName(day as Weekday)));
}

function sayWeeks(weeks: readonly number[]): string {
  if (weeks.length === 0) return 'hằng tuần';
  const words = [...weeks]
    .sort(ascending)
    .map((week) => (week === LAST_WEEK ? 'tuần cuối' : `tuần thứ ${WEEK_WORDS[week]}`));
  return `${listed(words)} hằng tháng`;
}

function ascending(a: number, b: number): number {
  return a - b;
}

/** `10`, `10 và 25`, `5, 15 và 25`. */
function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} và ${words.at(-1)}`;
}

/** `10/12 (T5)`; of a duty that was moved `25/07 (T7) → 27/07`. */
export function sayDutyDate(duty: Pick<DutyDate, 'nominal' | 'date' | 'moved'>): string {
  return sayMove(duty) || `${formatDayMonth(duty.date)} (${formatShortWeekday(duty.date)})`;
}
