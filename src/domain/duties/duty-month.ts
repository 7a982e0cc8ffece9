import type { Capacity } from '../../contract/records/codes.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { monthStart } from '../calendar/plain-date.ts';
import { chairsOfKeys } from '../receptions/chairs.ts';
import type { SessionFact } from '../statistics/facts.ts';
import { organOfCapacity, requiredDays } from './duty-minimum.ts';

/** What of a session counts for duty days. */
export type DutySession = Pick<
  SessionFact,
  'organ' | 'day' | 'held' | 'status' | 'dutyDay' | 'dutyKeys' | 'madeUp' | 'delegated'
>;

/** One chair in one capacity; without an official the office itself, whoever holds it. */
export type DutyChair = { readonly officialId?: string | undefined; readonly capacity: Capacity };

/** Duty days of one chair in one month (records-and-counting §2). All are distinct days, except `delegated`: sessions. */
export type DutyMonth = {
  /** By law; undefined = no number is set for this capacity. */
  readonly required: number | undefined;
  /** Days received in person, made-up ones included. */
  readonly done: number;
  /** Of `done`: only made up, for a day that was missed. */
  readonly madeUp: number;
  /** Scheduled duties that were postponed or cancelled and not made up yet. */
  readonly missed: number;
  /** Sessions of the organ held by a delegate: apart, they are nobody's duty days. */
  readonly delegated: number;
};

/**
 * The duty days of a chair in the month of `month`, out of any sessions: counted for the month of the scheduled date,
 * on distinct dates of reception (two half days, or two duties moved onto one date, are one day).
 */
export function dutyMonth(chair: DutyChair, month: PlainDate, sessions: Iterable<DutySession>): DutyMonth {
  return dutyCounter(chair, sessions)(month);
}

/**
 * Counts the duty days of a chair month by month, out of all sessions of the unit. A date of reception counts once in
 * all months together (rules-and-forms §5): for the duty that stood on it, before one that is made up on it; of two that
 * moved onto it, for the first. A duty made up on a date that counts already is not made up.
 */
export function dutyCounter(chair: DutyChair, sessions: Iterable<DutySession>): (month: PlainDate) => DutyMonth {
  const organ = organOfCapacity(chair.capacity);
  const byMonth = new Map<PlainDate, { own: Duty[]; delegated: number }>();
  const countsFor = new Map<PlainDate, Duty>();
  for (const session of sessions) {
    const { dutyDay, day, held } = session;
    if (dutyDay === null) continue;
    const month = byMonth.get(monthStart(dutyDay)) ?? { own: [], delegated: 0 };
    byMonth.set(monthStart(dutyDay), month);
    if (session.delegated && session.organ === organ && held) month.delegated += 1;
    if (!isChairedBy(chair, session)) continue;
    const duty = { ...session, dutyDay };
    month.own.push(duty);
    const other = countsFor.get(day);
    if (held && (other === undefined || comesBefore(duty, other))) countsFor.set(day, duty);
  }
  return (month) => {
    const { own, delegated } = byMonth.get(monthStart(month)) ?? { own: [], delegated: 0 };
    const counted = own.filter(({ held, day, dutyDay }) => held && countsFor.get(day)?.dutyDay === dutyDay);
    const onSchedule = new Set(counted.filter(({ madeUp }) => !madeUp).map(({ day }) => day));
    const madeUp = counted.filter((duty) => duty.madeUp);
    const onlyMadeUp = new Set(madeUp.map(({ day }) => day).filter((day) => !onSchedule.has(day)));
    const madeUpFor = new Set(madeUp.map(({ dutyDay }) => dutyDay));
    const missed = own.filter((duty) => !duty.madeUp && (duty.status === 'postponed' || duty.status === 'cancelled'));
    return {
      required: requiredDays(chair.capacity, month),
      done: onSchedule.size + onlyMadeUp.size,
      madeUp: onlyMadeUp.size,
      missed: new Set(missed.map(({ dutyDay }) => dutyDay).filter((day) => !madeUpFor.has(day))).size,
      delegated,
    };
  };
}

type Duty = DutySession & { readonly dutyDay: PlainDate };

/** Whether a session is one of this chair's own; of an office, of any chair in its capacity. */
export function isChairedBy({ officialId, capacity }: DutyChair, { dutyKeys }: Pick<DutySession, 'dutyKeys'>): boolean {
  return chairsOfKeys(dutyKeys).some(
    (chair) => chair.capacity === capacity && (officialId === undefined || chair.officialId === officialId),
  );
}

function comesBefore(a: Duty, b: Duty): boolean {
  return a.madeUp === b.madeUp ? a.dutyDay < b.dutyDay : !a.madeUp;
}
