import type { PlainDate } from '../../contract/scalars.ts';
import { type Weekday, wallClockAt, weekdayOf } from '../calendar/plain-date.ts';

// `Intl` writes dates as 5/7/2026, which no Vietnamese office does: dates are written here, numbers by `Intl`.
const weekdayNames: Readonly<Record<Weekday, string>> = {
  1: 'thứ Hai',
  2: 'thứ Ba',
  3: 'thứ Tư',
  4: 'thứ Năm',
  5: 'thứ Sáu',
  6: 'thứ Bảy',
  7: 'Chủ nhật',
};

const shortWeekdayNames: Readonly<Record<Weekday, string>> = {
  1: 'T2',
  2: 'T3',
  3: 'T4',
  4: 'T5',
  5: 'T6',
  6: 'T7',
  7: 'CN',
};

const decimals = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 3 });
const percentFormatsByDigits = new Map<number, Intl.NumberFormat>();

/** `05/07/2026` */
export function formatDate(date: PlainDate): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

/** `05/07`, where the year is plain from what stands around. */
export function formatDayMonth(date: PlainDate): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}`;
}

/**
 * `ngày 05 tháng 7 năm 2026`, as documents write it: a zero before days under 10 and before months 1 and 2 only
 * (NĐ 30/2020, Phụ lục I, phần I, mục II.4).
 */
export function formatDateInDocument(date: PlainDate): string {
  const month = Number(date.slice(5, 7));
  return `ngày ${date.slice(8, 10)} tháng ${month < 3 ? `0${month}` : month} năm ${date.slice(0, 4)}`;
}

/** `thứ Hai` … `Chủ nhật` */
export function formatWeekday(date: PlainDate): string {
  return weekdayName(weekdayOf(date));
}

/** `thứ Hai` … `Chủ nhật`, of a day of any week. */
export function weekdayName(day: Weekday): string {
  return weekdayNames[day];
}

/** `T2` … `T7`, `CN` */
export function formatShortWeekday(date: PlainDate): string {
  return shortWeekdayNames[weekdayOf(date)];
}

/** `Thứ Hai, 06/07/2026`, at the beginning of a line. */
export function formatDateWithWeekday(date: PlainDate): string {
  const weekday = formatWeekday(date);
  return `${weekday.charAt(0).toUpperCase()}${weekday.slice(1)}, ${formatDate(date)}`;
}

/** `14:05`, of an instant, in Vietnam. */
export function formatTime(epochMs: number): string {
  const { hour, minute } = wallClockAt(epochMs);
  return `${twoDigits(hour)}:${twoDigits(minute)}`;
}

/** `14:05:32`, of an instant, in Vietnam: under a receipt that was written this moment. */
export function formatTimeWithSeconds(epochMs: number): string {
  return `${formatTime(epochMs)}:${twoDigits(wallClockAt(epochMs).second)}`;
}

/** `14:05 ngày 05/07/2026`, of an instant, in Vietnam. */
export function formatInstant(epochMs: number): string {
  return `${formatTime(epochMs)} ngày ${formatDate(wallClockAt(epochMs).date)}`;
}

/** `1.234.567,5` */
export function formatNumber(value: number): string {
  return decimals.format(value);
}

/** `90,5%` of 0.905 */
export function formatPercent(share: number, fractionDigits = 1): string {
  let format = percentFormatsByDigits.get(fractionDigits);
  if (format === undefined) {
    const digits = { minimumFractionDigits: fractionDigits, maximumFractionDigits: fractionDigits };
    format = new Intl.NumberFormat('vi-VN', { style: 'percent', ...digits });
    percentFormatsByDigits.set(fractionDigits, format);
  }
  return format.format(share);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** The same words at the beginning of a sentence. */
export function capitalised(words: string): string {
  return words.charAt(0).toLocaleUpperCase('vi') + words.slice(1);
}

/** The same words within a sentence. */
export function uncapitalised(words: string): string {
  return words.charAt(0).toLocaleLowerCase('vi') + words.slice(1);
}
