import type { Capacity } from '../../contract/records/codes.ts';
import type { DutyRule } from '../../contract/records/duty-rule.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { monthEnd, monthStart } from '../calendar/plain-date.ts';
import type { Actor } from '../permissions/actor.ts';
import { readableOrgans } from '../permissions/buckets.ts';
import type { Place } from '../permissions/may.ts';
import { CAPACITY_LABELS, PART_LABELS } from '../receptions/labels.ts';
import { sessionTitle, statusLabel } from '../receptions/list-words.ts';
import type { Summary } from '../receptions/summary.ts';
import { formatDate, formatDayMonth, formatNumber, formatShortWeekday } from '../text/format.ts';
import type { DutyEntry } from './duty-entries.ts';
import { dutyMinimum, organOfCapacity } from './duty-minimum.ts';
import { type DutyMonth, dutyMonth } from './duty-month.ts';
import { dutySessionOf, type PlannedDuty } from './duty-plan.ts';

/** An official who chairs, in one capacity. */
export type DutyHolder = { readonly id: string; readonly name: string; readonly capacity: Capacity };

type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

/** A chair in one capacity, as `official:capacity` of the duty keys. */
export function chairKeyOf({ id, capacity }: Pick<DutyHolder, 'id' | 'capacity'>): string {
  return `${id}:${capacity}`;
}

/** `Chủ tịch UBND Triệu Văn Ví Dụ` */
export function chairLabel({ name, capacity }: Pick<DutyHolder, 'name' | 'capacity'>): string {
  return `${CAPACITY_LABELS[capacity]} ${name}`;
}

/** Whose duty days are shown: those who have a rule, and those from whom the law asks for some. */
export function chairsInCalendar(
  officials: readonly DutyHolder[],
  rules: readonly DutyRule[],
  actor: Actor,
  place: Place,
): readonly DutyHolder[] {
  const organs = readableOrgans(actor, place);
  const ruled = rules.flatMap(({ chair }) =>
    chair ? [{ id: chair.officialId, name: chair.name, capacity: chair.capacity }] : [],
  );
  const owing = officials.filter(({ capacity }) => dutyMinimum(capacity, actor.today) !== undefined);
  const byKey = new Map([...ruled, ...owing].map((chair) => [chairKeyOf(chair), chair]));
  return [...byKey.values()].filter(({ capacity }) => organs.includes(organOfCapacity(capacity)));
}

/** `07:30–11:30`, or the part of the day. */
export function sayHours({ part, from, to }: Pick<PlannedDuty, 'part' | 'from' | 'to'>): string {
  return from === undefined ? PART_LABELS[part] : [from, to].filter(Boolean).join('–');
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
    duty === undefined ? '' : sayHours(duty),
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

/** Required, done, made up, delegated: one chair's duty days of one month (records-and-counting §2). */
export type DutyLine = {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  /** Undefined where the law asks for no number of days. */
  readonly standing: { readonly words: string; readonly tone: Tone } | undefined;
};

/** What a month's duty days are counted from: `sessions` = all of the phone, `entries` = the calendar of the month. */
export type DutyCount = {
  readonly month: PlainDate;
  readonly today: PlainDate;
  readonly sessions: readonly Summary[];
  readonly entries: readonly DutyEntry[];
};

/** The duty days of each chair in one month, in words. */
export function dutyLines(
  chairs: readonly DutyHolder[],
  { month, today, sessions, entries }: DutyCount,
): readonly DutyLine[] {
  const counted = sessions.flatMap((session) => dutySessionOf(session) ?? []);
  return chairs.map((chair) => {
    const days = dutyMonth({ officialId: chair.id, capacity: chair.capacity }, month, counted);
    const ahead = aheadOf(chair, month, entries);
    return {
      key: chairKeyOf(chair),
      title: chairLabel(chair),
      detail: sayDays(days, ahead[0], dutyMinimum(chair.capacity, month)?.basis),
      standing: standingOf(days, ahead.length, month, today),
    };
  });
}

/** Dates of the month on which this chair is still expected. */
function aheadOf(chair: DutyHolder, month: PlainDate, entries: readonly DutyEntry[]): readonly PlainDate[] {
  const key = chairKeyOf(chair);
  const dates = entries.flatMap(({ duty, session, date, state }) => {
    const waits = session === undefined ? state === 'ahead' || state === 'today' : session.status === 'scheduled';
    const of = session?.duty?.keys.split(' ') ?? (duty === undefined ? [] : [`${duty.officialId}:${duty.capacity}`]);
    const counts = monthStart(session?.duty?.on ?? duty?.nominal ?? date) === monthStart(month);
    return waits && counts && of.includes(key) ? [date] : [];
  });
  return [...new Set(dates)].sort();
}

/** `Đã tiếp 1/2 ngày · tiếp bù 1 · ngày tới 25/11/2026` */
function sayDays({ required, done, madeUp, missed, delegated }: DutyMonth, next?: PlainDate, basis?: string): string {
  return [
    required === undefined
      ? `Đã tiếp ${formatNumber(done)} ngày`
      : `Đã tiếp ${formatNumber(done)}/${formatNumber(required)} ngày`,
    madeUp > 0 ? `trong đó tiếp bù ${formatNumber(madeUp)}` : '',
    missed > 0 ? `hoãn chưa tiếp bù ${formatNumber(missed)}` : '',
    delegated > 0 ? `ủy quyền ${formatNumber(delegated)} buổi (không tính)` : '',
    next === undefined ? '' : `ngày tới ${formatDate(next)}`,
    basis === undefined ? '' : `theo ${basis}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

function standingOf(days: DutyMonth, ahead: number, month: PlainDate, today: PlainDate): DutyLine['standing'] {
  const { required, done } = days;
  if (required === undefined) return undefined;
  const lacking = required - done;
  if (lacking <= 0) return { tone: 'success', words: 'Đủ' };
  if (monthEnd(month) < today) return { tone: 'danger', words: `Thiếu ${formatNumber(lacking)} ngày` };
  if (ahead < lacking)
    return { tone: 'warning', words: `Mới xếp ${formatNumber(done + ahead)}/${formatNumber(required)}` };
  return { tone: 'info', words: `Còn ${formatNumber(lacking)} ngày` };
}
