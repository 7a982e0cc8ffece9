import type { Capacity } from '../../contract/records/codes.ts';
import type { DutyRule } from '../../contract/records/duty-rule.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import type { DutyChair, DutyOffice, DutyState, Month } from '../../contract/wire/duties.ts';
import { addDays, addMonths, dateAt, monthEnd, monthStart } from '../calendar/plain-date.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import { type ChairOf, chairKey, chairsOfKeys } from '../receptions/chairs.ts';
import { dutyDates } from './duty-dates.ts';
import { type DutyMonth, type DutySession, dutyCounter, isChairedBy } from './duty-month.ts';
import type { Holding } from './holding.ts';

/** Everything that the duty days of one unit are counted from. */
export type DutySource = {
  readonly holdings: readonly Holding[];
  /**
   * Periodic sessions of the unit, of any organ: those that count for the months that are asked for, and others that were
   * held on the same dates (a date counts once in all months).
   */
  readonly sessions: readonly DutySession[];
  readonly rules: readonly Pick<DutyRule, 'chair' | 'days' | 'shift' | 'period'>[];
  /** The days on which the unit exists. */
  readonly validity?: { readonly from?: PlainDate | undefined; readonly to?: PlainDate | undefined } | undefined;
  /** When its last device spoke to the server; undefined = never. */
  readonly lastContactMs?: number | undefined;
};

export type DutyTableQuery = {
  readonly months: readonly Month[];
  readonly capacities: readonly Capacity[];
  readonly today: PlainDate;
  readonly calendar: WorkingCalendar;
};

type Days = { readonly from: PlainDate; readonly to: PlainDate };

/** The months from … to, both included. */
export function monthsBetween(from: Month, to: Month): readonly Month[] {
  const months: Month[] = [];
  for (let month = `${from}-01`; month.slice(0, 7) <= to; month = addMonths(month, 1)) months.push(month.slice(0, 7));
  return months;
}

/**
 * The offices of one unit that owe duty days in any of the months, each with those who held it.
 *
 * The law binds the office ("người đứng đầu"), not the person: what its holders of a month did is added up, and is owed
 * once. It says nothing of an office that is taken or left within a month; so no part of the number is invented: such a
 * month shows the whole number with the date, and is judged only if somebody held the office on each of its days.
 */
export function dutyOffices(source: DutySource, query: DutyTableQuery): readonly DutyOffice[] {
  const spans = query.months.map((month) => monthOf(month, source.sessions));
  return query.capacities
    .map((capacity) => dutyOffice(source, query, capacity, spans))
    .filter(({ months }) => months.some(({ state, done, delegated }) => state !== 'none' || done + delegated > 0));
}

/** A month, and the sessions that count for it. */
type DutySpan = Days & { readonly sessions: readonly DutySession[] };

function monthOf(month: Month, sessions: readonly DutySession[]): DutySpan {
  const from = monthStart(`${month}-01`);
  return { from, to: monthEnd(from), sessions: sessions.filter(({ dutyDay }) => dutyDay?.startsWith(month)) };
}

function dutyOffice(
  source: DutySource,
  query: DutyTableQuery,
  capacity: Capacity,
  spans: readonly DutySpan[],
): DutyOffice {
  const chairs = chairsOf(source, query, capacity, spans);
  // Of the office as a whole, not the sum of its chairs: a date on which two of them received is one day.
  const count = dutyCounter({ capacity }, source.sessions);
  const officials = chairs.flatMap(({ key }) => chairsOfKeys(key));
  const months = spans.map((span) => {
    const { required: minimumOfDay, ...days } = count(span.from);
    const figures = { ...days, planned: plannedDays(officials, span, source, query) };
    const minimum = exists(source, span) ? minimumOfDay : undefined;
    const held = minimum === undefined ? 'never' : heldIn(source.holdings, capacity, within(source, span));
    const required = held === 'never' ? undefined : minimum;
    const state = stateOf({ minimum, held, done: figures.done, span }, source, query.today);
    return { ...figures, ...(required === undefined ? {} : { required }), state };
  });
  return { capacity, months, chairs };
}

function chairsOf(
  source: DutySource,
  query: DutyTableQuery,
  capacity: Capacity,
  spans: readonly DutySpan[],
): DutyChair[] {
  const declared = new Map<string, Holding[]>();
  for (const holding of source.holdings) {
    if (holding.capacity !== capacity || !spans.some((span) => overlaps(holding, span))) continue;
    declared.set(holding.officialId, [...(declared.get(holding.officialId) ?? []), holding]);
  }
  const officials = [...declared.keys()];
  for (const { dutyKeys } of spans.flatMap(({ sessions }) => sessions)) {
    for (const { officialId, capacity: of } of chairsOfKeys(dutyKeys)) {
      // Whoever received as the head did so, though nobody has declared him: his days are shown, and that they are his.
      if (of === capacity && !officials.includes(officialId)) officials.push(officialId);
    }
  }
  return officials.map((officialId) => {
    const held = declared.get(officialId) ?? [];
    const name = held.at(-1)?.name;
    const count = dutyCounter({ officialId, capacity }, source.sessions);
    return {
      key: chairKey({ officialId, capacity }),
      ...(name === undefined ? {} : { name }),
      ...(held.length === 0 ? { undeclared: true } : {}),
      months: spans.map((span) => ({
        ...chairMonth(count(span.from), held, span),
        planned: plannedDays([{ officialId, capacity }], span, source, query),
      })),
    };
  });
}

function chairMonth(
  { required, ...counted }: DutyMonth,
  held: readonly Holding[],
  span: DutySpan,
): Omit<DutyChair['months'][number], 'planned'> {
  const holds = held.some((holding) => overlaps(holding, span));
  const tookOffice = held.find(({ from }) => from !== undefined && span.from < from && from <= span.to)?.from;
  const leftOffice = held.find(({ to }) => to !== undefined && span.from <= to && to < span.to)?.to;
  return {
    ...counted,
    ...(holds && required !== undefined ? { required } : {}),
    ...(tookOffice === undefined ? {} : { tookOffice }),
    ...(leftOffice === undefined ? {} : { leftOffice }),
    holds,
  };
}

/**
 * Days of the running month on which these chairs are still to receive: the dates of their calendars and the sessions
 * that are scheduled, today included, each day once; none on which they have received, none that was postponed or
 * cancelled.
 */
function plannedDays(
  chairs: readonly ChairOf[],
  span: DutySpan,
  { rules }: DutySource,
  { today, calendar }: DutyTableQuery,
): number {
  if (today < span.from || span.to < today) return 0;
  const dates = new Set<PlainDate>();
  const received = new Set<PlainDate>();
  for (const chair of chairs) {
    const own = span.sessions.filter((session) => isChairedBy(chair, session));
    // What has become of a date of the calendar stands in its session.
    const recorded = new Set(own.filter(({ madeUp }) => !madeUp).map(({ dutyDay }) => dutyDay));
    for (const { status, held, day } of own) {
      if (status === 'scheduled') dates.add(day);
      if (held) received.add(day);
    }
    for (const rule of rules) {
      if (!rule.chair || chairKey(rule.chair) !== chairKey(chair)) continue;
      for (const { nominal, date } of dutyDates(rule, span, calendar)) if (!recorded.has(nominal)) dates.add(date);
    }
  }
  return [...dates].filter((date) => date >= today && !received.has(date)).length;
}

type Judged = {
  readonly minimum: number | undefined;
  readonly held: 'whole' | 'part' | 'never';
  readonly done: number;
  readonly span: Days;
};

function stateOf({ minimum, held, done, span }: Judged, source: DutySource, today: PlainDate): DutyState {
  if (minimum === undefined) return 'none';
  if (held === 'never') return 'undeclared';
  if (done >= minimum) return 'met';
  if (today < span.from) return 'ahead';
  if (today <= span.to) return 'running';
  if (held === 'part') return 'partial';
  return isHeardOfAfter(source, span.to) ? 'short' : 'unsent';
}

/** Whether the unit has spoken since a month ended. One that never did, and yet has sessions here, sends another way. */
function isHeardOfAfter({ lastContactMs, sessions }: DutySource, day: PlainDate): boolean {
  return lastContactMs === undefined ? sessions.length > 0 : dateAt(lastContactMs) > day;
}

function exists({ validity }: DutySource, span: Days): boolean {
  return overlaps(validity ?? {}, span);
}

/** The days of a month on which the unit exists. */
function within({ validity }: DutySource, { from, to }: Days): Days {
  const first = validity?.from ?? from;
  const last = validity?.to ?? to;
  return { from: first > from ? first : from, to: last < to ? last : to };
}

/** Whether an office was held by anybody on all days of a span, on some, or on none. */
function heldIn(holdings: readonly Holding[], capacity: Capacity, span: Days): Judged['held'] {
  const own = holdings.filter((holding) => holding.capacity === capacity && overlaps(holding, span));
  if (own.length === 0) return 'never';
  let day = span.from;
  while (day <= span.to) {
    const holding = own.find((one) => overlaps(one, { from: day, to: day }));
    if (holding === undefined) return 'part';
    if (holding.to === undefined) return 'whole';
    day = addDays(holding.to, 1);
  }
  return 'whole';
}

function overlaps({ from, to }: Pick<Holding, 'from' | 'to'>, span: Days): boolean {
  return (from ?? span.from) <= span.to && span.from <= (to ?? span.to);
}
