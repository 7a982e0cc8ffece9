import type { Capacity } from '../../contract/records/codes.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { monthStart } from '../calendar/plain-date.ts';
import type { SessionFact } from '../statistics/facts.ts';
import { organOfCapacity, requiredDays } from './duty-minimum.ts';

/** What of a session counts for duty days. */
export type DutySession = Pick<
  SessionFact,
  'organ' | 'day' | 'held' | 'status' | 'dutyDay' | 'dutyKeys' | 'madeUp' | 'delegated'
>;

/** One chair in one capacity. */
export type DutyChair = { readonly officialId: string; readonly capacity: Capacity };

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
  const key = `${chair.officialId}:${chair.capacity}`;
  const organ = organOfCapacity(chair.capacity);
  const onSchedule = new Set<PlainDate>();
  const madeUp = new Set<PlainDate>();
  const missed = new Set<PlainDate>();
  const madeUpFor = new Set<PlainDate>();
  let delegated = 0;
  for (const session of sessions) {
    const { dutyDay, held, day } = session;
    if (dutyDay === null || monthStart(dutyDay) !== monthStart(month)) continue;
    if (session.delegated && session.organ === organ && held) delegated += 1;
    if (!session.dutyKeys.split(' ').includes(key)) continue;
    if (held) (session.madeUp ? madeUp : onSchedule).add(day);
    if (held && session.madeUp) madeUpFor.add(dutyDay);
    if (!session.madeUp && (session.status === 'postponed' || session.status === 'cancelled')) missed.add(dutyDay);
  }
  const onlyMadeUp = [...madeUp].filter((day) => !onSchedule.has(day)).length;
  return {
    required: requiredDays(chair.capacity, month),
    done: onSchedule.size + onlyMadeUp,
    madeUp: onlyMadeUp,
    missed: [...missed].filter((day) => !madeUpFor.has(day)).length,
    delegated,
  };
}
