import type { PlainDate } from '../../contract/scalars.ts';
import { chairKey, chairsOfKeys } from '../receptions/chairs.ts';
import type { Summary } from '../receptions/summary.ts';
import { type PlannedDuty, sessionOfDuty } from './duty-plan.ts';

/** One line of a duty calendar: a planned duty, a session, or both. */
export type DutyEntry = {
  readonly key: string;
  /** On which day it stands: a session where it is held, a duty without one where it is planned. */
  readonly date: PlainDate;
  readonly duty?: PlannedDuty | undefined;
  readonly session?: Summary | undefined;
  /**
   * `recorded`: there is a session. Without one: `today`, `ahead`, or `unrecorded` once the day is over (nobody wrote
   * down whether it took place).
   */
  readonly state: 'recorded' | 'today' | 'ahead' | 'unrecorded';
  /** The session that makes up for this one, which was postponed or cancelled. */
  readonly madeUpBy?: Summary | undefined;
};

/** Everything that stands in the calendar between two dates (both included), by date; `sessions` = all of the phone. */
export function dutyEntries(
  planned: readonly PlannedDuty[],
  sessions: readonly Summary[],
  span: { readonly from: PlainDate; readonly to: PlainDate },
  today: PlainDate,
): readonly DutyEntry[] {
  const alive = sessions.filter(({ status }) => status !== 'deleted');
  const ids = new Set(planned.map(({ rid }) => rid));
  const shown = new Set<string>();
  const entries: DutyEntry[] = [];
  for (const duty of planned) {
    const session = sessionOfDuty(duty, alive, ids);
    if (session === undefined) entries.push({ key: duty.rid, date: duty.date, duty, state: stateOf(duty.date, today) });
    else if (!shown.has(session.rid)) {
      shown.add(session.rid);
      entries.push(recorded(session, alive, duty));
    }
  }
  for (const session of alive) if (!shown.has(session.rid)) entries.push(recorded(session, alive));
  return entries
    .filter(({ date }) => span.from <= date && date <= span.to)
    .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

function recorded(session: Summary, all: readonly Summary[], duty?: PlannedDuty): DutyEntry {
  const date = session.day === '' ? (duty?.date ?? '') : session.day;
  return { key: session.rid, date, duty, session, state: 'recorded', madeUpBy: madeUpBy(session, all) };
}

/** The made-up session of the same chair for the day of a session that did not take place. */
export function madeUpBy({ rid, duty, status }: Summary, sessions: readonly Summary[]): Summary | undefined {
  if (duty === undefined || !didNotTakePlace(status)) return undefined;
  const keys = chairsOfKeys(duty.keys).map(chairKey);
  return sessions.find(
    (other) =>
      other.rid !== rid &&
      other.duty?.madeUp === true &&
      other.duty.on === duty.on &&
      other.status !== 'deleted' &&
      !didNotTakePlace(other.status) &&
      chairsOfKeys(other.duty.keys).some((chair) => keys.includes(chairKey(chair))),
  );
}

/**
 * Whether a date on which a session is to be made up counts already: another session or duty of one of its chairs stands
 * on it, and two on one date are one day (rules-and-forms §5). `entries` = the calendar of that date at least.
 */
export function isTaken(date: PlainDate, { rid, duty }: Summary, entries: readonly DutyEntry[]): boolean {
  const keys = chairsOfKeys(duty?.keys ?? '').map(chairKey);
  return entries.some((entry) => {
    if (entry.date !== date || entry.session?.rid === rid || didNotTakePlace(entry.session?.status ?? '')) return false;
    if (entry.session === undefined && entry.duty !== undefined) return keys.includes(chairKey(entry.duty));
    return chairsOfKeys(entry.session?.duty?.keys ?? '').some((chair) => keys.includes(chairKey(chair)));
  });
}

/** Whether a status says that the session did not take place as scheduled. */
export function didNotTakePlace(status: string): boolean {
  return status === 'postponed' || status === 'cancelled';
}

/** Whether a duty that did not take place still waits for the day on which it is made up. */
export function needsMakeUp({ session, madeUpBy: other }: DutyEntry): boolean {
  return session?.duty !== undefined && didNotTakePlace(session.status) && other === undefined;
}

function stateOf(date: PlainDate, today: PlainDate): DutyEntry['state'] {
  if (date === today) return 'today';
  return date > today ? 'ahead' : 'unrecorded';
}

function sortKey({ date, duty, key }: DutyEntry): string {
  return `${date} ${duty?.from ?? (duty?.part === 'afternoon' ? '13' : '07')} ${key}`;
}
