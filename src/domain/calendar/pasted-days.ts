import type { PlainDate } from '../../contract/scalars.ts';
import { foldForSearch } from '../text/fold.ts';
import { formatDate } from '../text/format.ts';
import { normalizeLine } from '../text/normalize.ts';
import { parseDate } from '../text/parse-date.ts';
import type { DayEntry } from './holiday-edit.ts';
import { partsOf, weekdayOf } from './plain-date.ts';

/** One line that somebody pasted: a day, or why it is none. */
export type PastedDay = { readonly line: number; readonly text: string } & (
  | { readonly day: DayEntry }
  | { readonly problem: string }
);

const DATE_THEN_NAME = /^(\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{4}-\d{2}-\d{2})[\s:;,–-]*(.*)$/;
const MADE_UP = /\b(lam bu|lam viec|di lam)\b/;

/** Days out of lines like `02/09/2027 Quốc khánh` and `10/01/2026 làm bù`. Each line is a day of this year, once. */
export function readPastedDays(text: string, year: number): readonly PastedDay[] {
  const seen = new Set<PlainDate>();
  return text.split(/\r\n|\r|\n/).flatMap((raw, at): PastedDay[] => {
    const words = normalizeLine(raw.replaceAll('\t', ' '));
    if (words === '') return [];
    const row = { line: at + 1, text: words };
    const [, typed = '', name = ''] = DATE_THEN_NAME.exec(words) ?? [];
    const date = parseDate(typed, { today: `${year}-01-01` });
    if (!date.ok) return [{ ...row, problem: 'Bắt đầu dòng bằng ngày như 02/09/2027' }];
    if (partsOf(date.value).year !== year) return [{ ...row, problem: `Không phải ngày của năm ${year}` }];
    if (seen.has(date.value)) return [{ ...row, problem: `Ngày ${formatDate(date.value)} có hai dòng` }];
    seen.add(date.value);
    const kind = MADE_UP.test(foldForSearch(name)) ? 'work' : 'off';
    if (kind === 'off' && weekdayOf(date.value) > 5)
      return [{ ...row, problem: 'Thứ Bảy, Chủ nhật vốn đã nghỉ; ngày làm bù thì ghi “làm bù”' }];
    return [{ ...row, day: { date: date.value, kind, status: 'official', ...(name === '' ? {} : { name }) } }];
  });
}
