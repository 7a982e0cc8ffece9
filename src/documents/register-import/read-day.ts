import type { PlainDate } from '../../contract/scalars.ts';
import { addDays, dateOf } from '../../domain/calendar/plain-date.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { formatDate } from '../../domain/text/format.ts';
import type { CellValue } from '../spreadsheet/workbook.ts';

/** The day of a visit, and the hour where the cell says one. */
export type ReadDay = { readonly date: PlainDate; readonly time?: string };

/** Since then citizens are received under the law whose books these are (Luật Tiếp công dân 42/2013). */
const LAW: PlainDate = '2014-07-01';
/** Days of Excel's calendar (day 1 = 1900-01-01) between 2000 and 2099: a date whose cell lost its format. */
const SERIAL_FROM = 36_526;
const SERIAL_TO = 73_050;
const DAY_ZERO: PlainDate = '1899-12-30';

// The year must stand there: a guessed one would differ from day to day, and with it the record that a row makes.
// A comma parts the hour from the date ("7g30, 05/07/2026"); it is none of the date's own marks.
const DAY_MONTH_YEAR = /(?:^|\D)(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})(?:\D|$)/;
const SHORT_YEAR = /(?:^|\D)(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{2})(?:\D|$)/;
const ISO = /(?:^|\D)(\d{4})-(\d{1,2})-(\d{1,2})(?:\D|$)/;
const IN_WORDS = /ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})/i;
const HOUR = /(?:^|\D)([01]?\d|2[0-3])\s*(?:[:hg]|giờ)\s*([0-5]\d)(?:\D|$)/i;
const CENTURY = 2000;

/** A date of Excel, a number of its calendar, or a text such as `05/07/2026`, `5.7.26`, `08:15 05/07/2026`. */
export function readDay(cell: CellValue, today: PlainDate | undefined): Result<ReadDay, string> {
  const read = readAny(cell);
  if (!read.ok) return read;
  const { date } = read.value;
  if (date < LAW) return err(`là quá xa (phải từ ${formatDate(LAW)})`);
  if (today !== undefined && date > today) return err('sau ngày hôm nay');
  return read;
}

function readAny(cell: CellValue): Result<ReadDay, string> {
  if (cell === null || cell === '') return err('chưa có ngày');
  if (cell instanceof Date) return fromExcel(cell);
  if (typeof cell === 'number') {
    const isDay = Number.isInteger(cell) && cell >= SERIAL_FROM && cell <= SERIAL_TO;
    return isDay ? ok({ date: addDays(DAY_ZERO, cell) }) : err('không phải ngày');
  }
  return typeof cell === 'string' ? fromText(cell.normalize('NFC')) : err('không phải ngày');
}

function fromExcel(cell: Date): Result<ReadDay, string> {
  const date = dateOf(cell.getUTCFullYear(), cell.getUTCMonth() + 1, cell.getUTCDate());
  if (date === undefined) return err('không phải ngày');
  const [hour, minute] = [cell.getUTCHours(), cell.getUTCMinutes()];
  return ok(hour === 0 && minute === 0 ? { date } : { date, time: timeText(hour, minute) });
}

function fromText(text: string): Result<ReadDay, string> {
  const iso = ISO.exec(text);
  const said = DAY_MONTH_YEAR.exec(text) ?? IN_WORDS.exec(text) ?? SHORT_YEAR.exec(text);
  const parts = iso ? [iso[3], iso[2], iso[1]] : said?.slice(1, 4);
  if (parts === undefined) return err(/^\D*\d{1,2}\s*[/.-]\s*\d{1,2}\D*$/.test(text) ? 'thiếu năm' : 'không phải ngày');
  const [day, month, year] = parts.map(Number);
  const date = dateOf(fullYear(year ?? 0), month ?? 0, day ?? 0);
  if (date === undefined) return err('không phải ngày');
  const hour = HOUR.exec(text);
  return ok(hour ? { date, time: timeText(Number(hour[1]), Number(hour[2])) } : { date });
}

function fullYear(year: number): number {
  return year < 100 ? CENTURY + year : year;
}

function timeText(hour: number, minute: number): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
