import type { Capacity } from '../../contract/records/codes.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import type { DutyOffice } from '../../contract/wire/duties.ts';
import { monthStart } from '../calendar/plain-date.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import { type ChairOf, chairKey, chairsOfKeys } from '../receptions/chairs.ts';
import { CAPACITY_LABELS, PART_LABELS } from '../receptions/labels.ts';
import { sessionTitle, statusLabel } from '../receptions/list-words.ts';
import { formatDate, formatDayMonth, formatNumber, formatShortWeekday } from '../text/format.ts';
import type { DutyEntry } from './duty-entries.ts';
import { dutyMinimum } from './duty-minimum.ts';
import type { PlannedDuty } from './duty-plan.ts';
import { DUTY_STATE_LABELS, sayTenure } from './duty-report-words.ts';
import { missingDays } from './duty-summary.ts';
import { type DutySource, dutyOffices } from './duty-table.ts';

type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

/** `Chủ tịch UBND Triệu Văn Ví Dụ` */
export function chairLabel({ name, capacity }: { readonly name: string; readonly capacity: Capacity }): string {
  return `${CAPACITY_LABELS[capacity]} ${name}`;
}

type Hours = { readonly [field in 'part' | 'from' | 'to']?: PlannedDuty[field] | undefined };

/** `07:30–11:30`, or the part of the day; '' where neither is known. */
export function sayHours({ part, from, to }: Hours): string {
  if (from !== undefined) return [from, to].filter(Boolean).join('–');
  return part === undefined ? '' : PART_LABELS[part];
}

/** The hours of an entry: those of its session, else those that the calendar plans. */
export function entryHours({ duty, session }: DutyEntry): string {
  return sayHours(session?.hours?.from === undefined ? (duty ?? session?.hours ?? {}) : session.hours);
}

/** `25/07 (T7) → 27/07`, with the holiday that moved it; '' where nothing moved. */
export function sayMove({ nominal, date, moved }: Pick<PlannedDuty, 'nominal' | 'date' | 'moved'>): string {
  if (moved === undefined) return '';
  const why = moved.because === 'weekend' ? formatShortWeekday(nominal) : (moved.holiday ?? 'ngày nghỉ');
  return `${formatDayMonth(nominal)} (${why}) → ${formatDayMonth(date)}`;
}

/** What is not certain about the day of a duty; '' where everything is announced. */
export function sayDoubt({ certainty }: Pick<PlannedDuty, 'certainty'>): string {
  if (certainty === 'expected') return 'Ngày nghỉ mới là dự kiến, lịch có thể đổi';
  return certainty === 'unknown' ? 'Chưa có lịch nghỉ lễ của năm này' : '';
}

/** The first line of an entry. */
export function entryTitle({ duty, session }: DutyEntry): string {
  if (session !== undefined) return sessionTitle(session);
  return duty === undefined ? '' : chairLabel(duty);
}

/** The second line: hours, place, what moved it, what makes up for it. */
export function entryDetail(entry: DutyEntry): string {
  const { duty, session, madeUpBy } = entry;
  const makesUp = session?.duty?.madeUp ? `Tiếp bù cho ngày ${formatDayMonth(session.duty.on)}` : '';
  return [
    entryHours(entry),
    session?.sub || duty?.place || '',
    duty === undefined ? '' : sayMove(duty),
    makesUp,
    madeUpBy === undefined || madeUpBy.day === '' ? '' : `tiếp bù ngày ${formatDayMonth(madeUpBy.day)}`,
    duty === undefined || session !== undefined ? '' : sayDoubt(duty),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Where an entry stands, with the tone of its chip. */
export function entryState({ state, session }: DutyEntry): { readonly words: string; readonly tone: Tone } {
  switch (state) {
    case 'today':
      return { words: 'Hôm nay', tone: 'info' };
    case 'ahead':
      return { words: 'Theo lịch', tone: 'neutral' };
    case 'unrecorded':
      return { words: 'Chưa ghi', tone: 'warning' };
    case 'recorded':
      return { words: statusLabel(session?.status ?? ''), tone: TONES[session?.status ?? ''] ?? 'neutral' };
  }
}

const TONES: { readonly [status: string]: Tone } = {
  in_progress: 'info',
  done: 'success',
  postponed: 'warning',
  cancelled: 'warning',
};

/** One chair's duty days of one month, and how his office stands (records-and-counting §2). */
export type DutyLine = {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  /** Undefined where the law asks for no number of days. */
  readonly standing: { readonly words: string; readonly tone: Tone } | undefined;
};

/** What a month's duty days are counted from, by the same count as the province's table. */
export type DutyCount = {
  readonly month: PlainDate;
  readonly today: PlainDate;
  readonly source: DutySource;
  readonly calendar: WorkingCalendar;
  /** Capacities of the organs that the reader reads. */
  readonly capacities: readonly Capacity[];
  /** The calendar of the month. */
  readonly entries: readonly DutyEntry[];
};

/**
 * The duty days of one month in words: whoever held an office then, received in it, or has days of a calendar in it.
 * Nobody stays because of an office or a calendar that ended before.
 */
export function dutyLines(count: DutyCount): readonly DutyLine[] {
  const { month, today, calendar, capacities } = count;
  const offices = dutyOffices(count.source, { months: [month.slice(0, 7)], capacities, today, calendar });
  return capacities.flatMap((capacity) => {
    const office = offices.find((one) => one.capacity === capacity);
    const chairs = chairsShown(office, capacity, count);
    return chairs.map((chair) => lineOf(chair, office?.months[0], chairs, count));
  });
}

type ChairMonth = DutyOffice['chairs'][number]['months'][number];
type ShownChair = { readonly of: ChairOf; readonly name: string | undefined; readonly days: ChairMonth | undefined };

function chairsShown(office: DutyOffice | undefined, capacity: Capacity, count: DutyCount): readonly ShownChair[] {
  const counted = (office?.chairs ?? []).flatMap(({ key, name, months: [days] }): ShownChair[] => {
    const [of] = chairsOfKeys(key);
    if (of === undefined || days === undefined) return [];
    const isThere = days.holds || days.done + days.missed + days.planned > 0;
    return isThere || aheadOf([of], count).length > 0 ? [{ of, name: name ?? nameOf(of, count), days }] : [];
  });
  const known = new Set(counted.map(({ of }) => chairKey(of)));
  const planned = count.entries.flatMap(({ duty }): ShownChair[] => {
    if (duty?.capacity !== capacity || monthStart(duty.nominal) !== monthStart(count.month)) return [];
    if (known.has(chairKey(duty))) return [];
    known.add(chairKey(duty));
    return [{ of: duty, name: duty.name, days: undefined }];
  });
  return [...counted, ...planned];
}

/** The name of who chairs without being declared: of a calendar, or of a session of his alone. */
function nameOf({ officialId, capacity }: ChairOf, { source, entries }: DutyCount): string | undefined {
  const key = chairKey({ officialId, capacity });
  return (
    source.rules.find(({ chair }) => chair?.officialId === officialId)?.chair?.name ??
    source.holdings.find((holding) => holding.officialId === officialId)?.name ??
    entries.find(({ session }) => session?.duty?.keys === key)?.session?.title
  );
}

function lineOf(
  { of, name, days }: ShownChair,
  office: DutyOffice['months'][number] | undefined,
  chairs: readonly ShownChair[],
  count: DutyCount,
): DutyLine {
  const ahead = aheadOf([of], count);
  const alone = chairs.length === 1;
  const own = alone ? office : days;
  const waits =
    office?.state === 'running'
      ? office.planned
      : aheadOf(
          chairs.map((one) => one.of),
          count,
        ).length;
  return {
    key: chairKey(of),
    title: name === undefined ? CAPACITY_LABELS[of.capacity] : chairLabel({ name, capacity: of.capacity }),
    detail: [
      sayDone(own?.done ?? 0, alone ? office?.required : undefined),
      own !== undefined && own.madeUp > 0 ? `trong đó tiếp bù ${formatNumber(own.madeUp)}` : '',
      own !== undefined && own.missed > 0 ? `hoãn chưa tiếp bù ${formatNumber(own.missed)}` : '',
      own !== undefined && own.delegated > 0 ? `ủy quyền ${formatNumber(own.delegated)} buổi (không tính)` : '',
      alone || office?.required === undefined
        ? ''
        : `cả chức vụ ${formatNumber(office.done)}/${formatNumber(office.required)} ngày`,
      days === undefined ? '' : sayTenure(days),
      ahead[0] === undefined ? '' : `ngày tới ${formatDate(ahead[0])}`,
      office?.required === undefined ? '' : `theo ${dutyMinimum(of.capacity, count.month)?.basis ?? 'luật'}`,
    ]
      .filter(Boolean)
      .join(' · '),
    standing: office === undefined ? undefined : standingOf(office, waits),
  };
}

/** Dates of the month on which these chairs are still expected. */
function aheadOf(chairs: readonly ChairOf[], { month, today, entries }: DutyCount): readonly PlainDate[] {
  const keys = chairs.map(chairKey);
  const dates = entries.flatMap(({ duty, session, date, state }) => {
    const of = session === undefined ? (duty === undefined ? [] : [duty]) : chairsOfKeys(session.duty?.keys ?? '');
    const waits = session === undefined ? state === 'ahead' || state === 'today' : session.status === 'scheduled';
    const counts = monthStart(session?.duty?.on ?? duty?.nominal ?? date) === monthStart(month);
    return waits && counts && date >= today && of.some((chair) => keys.includes(chairKey(chair))) ? [date] : [];
  });
  return [...new Set(dates)].sort();
}

/** Whether an entry of the calendar is one of a chair's; `key` = `chairKey`. */
export function isOfChair({ duty, session }: DutyEntry, key: string): boolean {
  const isPlanned = duty !== undefined && chairKey(duty) === key;
  return isPlanned || chairsOfKeys(session?.duty?.keys ?? '').some((chair) => chairKey(chair) === key);
}

/** `Đã tiếp 1/2 ngày` */
function sayDone(done: number, required: number | undefined): string {
  return required === undefined
    ? `Đã tiếp ${formatNumber(done)} ngày`
    : `Đã tiếp ${formatNumber(done)}/${formatNumber(required)} ngày`;
}

function standingOf(office: DutyOffice['months'][number], waits: number): DutyLine['standing'] {
  const lacking = missingDays(office);
  switch (office.state) {
    case 'none':
      return undefined;
    case 'met':
      return { tone: 'success', words: 'Đủ' };
    case 'short':
      return { tone: 'danger', words: `Thiếu ${formatNumber(lacking)} ngày` };
    case 'running':
    case 'ahead':
      return waits < lacking
        ? {
            tone: 'warning',
            words: `Mới xếp ${formatNumber(office.done + waits)}/${formatNumber(office.required ?? 0)}`,
          }
        : { tone: 'info', words: `Còn ${formatNumber(lacking)} ngày` };
    case 'unsent':
    case 'partial':
    case 'undeclared':
      return { tone: 'neutral', words: DUTY_STATE_LABELS[office.state] };
  }
}
