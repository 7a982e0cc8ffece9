import { holidayYear } from '../../contract/records/holiday-year.ts';
import type { Cells } from '../../contract/records/kind.ts';
import { isDeleted } from '../merge/cells.ts';
import { assemble } from '../records/assemble.ts';
import { type Holiday, type HolidayYear, shippedHolidayYears } from './holidays.ts';
import { partsOf, weekdayOf } from './plain-date.ts';
import { type WorkingCalendar, workingCalendarOf } from './working-days.ts';

/**
 * The working calendar of a province: the years that the app ships, with what its `holiday-year` records say laid over
 * them day by day. A year that only the records know is added; deleted records say nothing.
 */
export function provinceCalendar(records: readonly Cells[], shipped = shippedHolidayYears): WorkingCalendar {
  const years = new Map(shipped.map((year) => [year.year, year]));
  for (const cells of records) {
    const said = isDeleted(cells) ? undefined : saidOf(cells);
    if (said !== undefined) years.set(said.year, laidOver(years.get(said.year), said));
  }
  return workingCalendarOf([...years.values()]);
}

type Said = { readonly year: number; readonly status: HolidayYear['status']; readonly days: readonly SaidDay[] };
type SaidDay = { readonly date: string; readonly kind: 'off' | 'work'; readonly name?: string | undefined } & {
  readonly status?: HolidayYear['status'] | undefined;
};

function saidOf(cells: Cells): Said | undefined {
  const { year, days } = assemble(holidayYear, cells);
  if (!year) return undefined;
  return { ...year, days: Object.values(days).flatMap(({ day }) => (day ? [day] : [])) };
}

/** One year of holidays with an administrator's days over it; also what his screen shows. */
export function laidOver(shipped: HolidayYear | undefined, said: Said): HolidayYear {
  const replaced = new Set(said.days.map(({ date }) => date));
  // A shipped day that bears a doubt of its own (24/11/2026) keeps it until the province says that day.
  const kept = (shipped?.off ?? []).filter(({ date }) => !replaced.has(date));
  const off = said.days.filter(({ kind, date }) => kind === 'off' && partsOf(date).year === said.year);
  const work = said.days.filter(({ kind }) => kind === 'work');
  return {
    year: said.year,
    status: said.status,
    off: [...kept, ...off.map(holidayOf)].sort((a, b) => (a.date < b.date ? -1 : 1)),
    workingSaturdays: [
      ...(shipped?.workingSaturdays ?? []).filter((date) => !replaced.has(date)),
      // A weekday that is worked needs no mention: it is merely off no more.
      ...work.map(({ date }) => date).filter((date) => weekdayOf(date) > 5),
    ].sort(),
  };
}

function holidayOf({ date, name, status }: SaidDay): Holiday {
  return { date, name: name ?? 'Ngày nghỉ', ...(status === undefined ? {} : { status }) };
}
