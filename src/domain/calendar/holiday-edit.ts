import { v5 } from 'uuid';
import type { DutyRule } from '../../contract/records/duty-rule.ts';
import { holidayYear } from '../../contract/records/holiday-year.ts';
import { type Cells, DELETED } from '../../contract/records/kind.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { dutyDates } from '../duties/duty-dates.ts';
import { isDeleted, removedKey } from '../merge/cells.ts';
import { assemble } from '../records/assemble.ts';
import { type HolidayStatus, type HolidayYear, shippedHolidayYears } from './holidays.ts';
import { partsOf, weekdayOf } from './plain-date.ts';
import { laidOver } from './working-calendar.ts';
import type { WorkingCalendar } from './working-days.ts';

// Namespace of name-based ids: one year is one record, one day one element, whoever enters it.
const NAMESPACE = '7d0d2c52-0b57-4f0e-9a58-6d5c3f6a2b71';

/** The id of a year's record. */
export function yearRecordId(year: number): string {
  return v5(`year ${year}`, NAMESPACE);
}

function dayKey(date: PlainDate): string {
  return `days/${v5(`day ${date}`, NAMESPACE)}`;
}

/** A day as the screen shows it. */
export type ShownDay = {
  readonly date: PlainDate;
  /** `off`: nobody works; `work`: worked, though it is a Saturday or was a day off. */
  readonly kind: 'off' | 'work';
  readonly name: string;
  readonly status: HolidayStatus;
  /** Entered by the province, over or beside what the app brought. */
  readonly own: boolean;
};

export type ShownYear = {
  readonly year: number;
  readonly status: HolidayStatus;
  readonly source: string;
  readonly days: readonly ShownDay[];
  /** Whether the app brought days of this year at all. */
  readonly shipped: boolean;
};

type OwnDay = { readonly date: PlainDate; readonly kind: 'off' | 'work'; readonly name?: string | undefined } & {
  readonly status?: HolidayStatus | undefined;
};

/** One year as it holds now: the app's days with the province's over them. `cells`: of its record, where there is one. */
export function shownYear(year: number, cells: Cells | undefined, shipped = shippedHolidayYears): ShownYear {
  const brought = shipped.find((one) => one.year === year);
  const record = cells === undefined || isDeleted(cells) ? undefined : assemble(holidayYear, cells);
  const own = Object.values(record?.days ?? {}).flatMap(({ day }): OwnDay[] => (day ? [day] : []));
  const status = record?.year?.status ?? brought?.status ?? 'expected';
  const merged: HolidayYear = laidOver(brought, { year, status, days: own });
  const ownDates = new Set(own.map(({ date }) => date));
  const wasOff = new Map((brought?.off ?? []).map(({ date, name }) => [date, name]));
  const off = merged.off.map((day): ShownDay => {
    return { ...day, kind: 'off', status: day.status ?? status, own: ownDates.has(day.date) };
  });
  const worked = merged.workingSaturdays.map((date): ShownDay => {
    return { date, kind: 'work', name: nameOf(own, date) ?? 'Làm bù', status, own: ownDates.has(date) };
  });
  // A weekday that the app had off and the province has not: said, or nobody would see why it is worked.
  const cancelled = own
    .filter(({ date, kind }) => kind === 'work' && weekdayOf(date) <= 5)
    .map(({ date }): ShownDay => {
      return { date, kind: 'work', name: wasOff.get(date) ?? 'Ngày thường', status, own: true };
    });
  const days = [...off, ...worked, ...cancelled].sort((a, b) => (a.date < b.date ? -1 : 1));
  return { year, status, source: record?.source ?? '', days, shipped: brought !== undefined };
}

function nameOf(own: readonly OwnDay[], date: PlainDate): string | undefined {
  return own.find((day) => day.date === date)?.name;
}

/** What is written of a day. */
export type DayEntry = {
  readonly date: PlainDate;
  readonly kind: 'off' | 'work';
  readonly name?: string;
  readonly status?: HolidayStatus;
};

/** The groups that enter days, or replace what is said of them. */
export function dayCells(entries: readonly DayEntry[]): Cells {
  return Object.fromEntries(
    entries.flatMap(({ date, kind, name, status }) => [
      [`${dayKey(date)}/day`, { date, kind, ...(name ? { name } : {}), ...(status ? { status } : {}) }],
      [removedKey(dayKey(date)), false],
    ]),
  );
}

/** The groups by which a day is as the app brought it: what the province said of it is gone. */
export function forgottenDay(date: PlainDate): Cells {
  return { [removedKey(dayKey(date))]: true };
}

/**
 * The groups that take a day off the list: what the province entered is forgotten; what the app brought is overruled (a
 * day off becomes an ordinary one, a Saturday is not worked).
 */
export function dayRemoval({ date, kind, name }: ShownDay, shipped = shippedHolidayYears): Cells {
  const brought = shipped.find(({ year }) => year === partsOf(date).year);
  const known = brought?.off.some((day) => day.date === date) || brought?.workingSaturdays.includes(date);
  if (!known) return forgottenDay(date);
  return dayCells([{ date, kind: kind === 'off' ? 'work' : 'off', name }]);
}

/** The groups of the year itself. */
export function yearCells(year: number, status: HolidayStatus): Cells {
  return { year: { year, status } };
}

/** The change that writes groups into a year, whether its record is there, was deleted, or has to be made. */
export function yearChange(
  shown: Pick<ShownYear, 'year' | 'status'>,
  cells: Cells | undefined,
  patch: Cells,
): { readonly op: 'create' | 'patch' | 'restore'; readonly patch: Cells } {
  if (cells === undefined) return { op: 'create', patch: { ...yearCells(shown.year, shown.status), ...patch } };
  return isDeleted(cells) ? { op: 'restore', patch: { ...patch, [DELETED]: null } } : { op: 'patch', patch };
}

/** How many duty dates of a year, from a day on, are held on another day by the one calendar than by the other. */
export function movedDuties(
  rules: readonly Pick<DutyRule, 'days' | 'shift' | 'period'>[],
  span: { readonly from: PlainDate; readonly to: PlainDate },
  before: WorkingCalendar,
  after: WorkingCalendar,
): number {
  return rules.reduce((sum, rule) => {
    const held = new Map(dutyDates(rule, span, before).map(({ nominal, date }) => [nominal, date]));
    const now = new Map(dutyDates(rule, span, after).map(({ nominal, date }) => [nominal, date]));
    const nominals = new Set([...held.keys(), ...now.keys()]);
    return sum + [...nominals].filter((nominal) => held.get(nominal) !== now.get(nominal)).length;
  }, 0);
}
