import type { Capacity, Organ } from '../../contract/records/codes.ts';
import { type DutyRule, dutyRule } from '../../contract/records/duty-rule.ts';
import type { Cells } from '../../contract/records/kind.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { addDays } from '../calendar/plain-date.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import { isDeleted } from '../merge/cells.ts';
import { chairKey, chairsOfKeys } from '../receptions/chairs.ts';
import { dutySessionId } from '../receptions/start-session.ts';
import type { Summary } from '../receptions/summary.ts';
import { assemble } from '../records/assemble.ts';
import { type DutyDate, dutyDates, FURTHEST_MOVE_DAYS } from './duty-dates.ts';
import { organOfCapacity } from './duty-minimum.ts';
import type { DutySession } from './duty-month.ts';

/** A duty that the calendar asks for, whether or not there is a record of it yet. */
export type PlannedDuty = DutyDate & {
  /** The id that its session has, or will have (sync rule 2). */
  readonly rid: string;
  readonly organ: Organ;
  readonly officialId: string;
  readonly name: string;
  readonly capacity: Capacity;
  readonly part: NonNullable<DutyRule['hours']>['part'];
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly place?: string | undefined;
};

/** A rule that is complete and not deleted; undefined otherwise. */
export function ruleOf(cells: Cells): DutyRule | undefined {
  const rule = assemble(dutyRule, cells);
  const complete = rule.unit && rule.chair && rule.days && rule.hours && rule.period;
  return complete && !isDeleted(cells) ? rule : undefined;
}

/** The duties held within a span of dates (both included) in one unit, by date and hour; each once. */
export function plannedDuties(
  space: string,
  rules: readonly DutyRule[],
  span: { readonly from: PlainDate; readonly to: PlainDate },
  calendar: WorkingCalendar,
): readonly PlannedDuty[] {
  const wide = { from: addDays(span.from, -FURTHEST_MOVE_DAYS), to: addDays(span.to, FURTHEST_MOVE_DAYS) };
  const byId = new Map<string, PlannedDuty>();
  for (const rule of rules) {
    for (const day of dutyDates(rule, wide, calendar)) {
      const duty = plannedDuty(space, rule, day);
      if (duty !== undefined && span.from <= duty.date && duty.date <= span.to) byId.set(duty.rid, duty);
    }
  }
  return [...byId.values()].sort(byDay);
}

function plannedDuty(space: string, rule: DutyRule, day: DutyDate): PlannedDuty | undefined {
  const { chair, hours, place } = rule;
  if (!chair || !hours) return undefined;
  const organ = organOfCapacity(chair.capacity);
  const { officialId, name, capacity } = chair;
  const { part, from, to } = hours;
  const rid = dutySessionId({ space, organ, officialId, capacity, date: day.nominal, part });
  return { ...day, rid, organ, officialId, name, capacity, part, from, to, place: place ?? undefined };
}

function byDay(a: PlannedDuty, b: PlannedDuty): number {
  const [x, y] = [
    `${a.date} ${a.from ?? PART_ORDER[a.part]} ${a.rid}`,
    `${b.date} ${b.from ?? PART_ORDER[b.part]} ${b.rid}`,
  ];
  return x < y ? -1 : 1;
}

const PART_ORDER = { morning: '07', day: '07', afternoon: '13' } as const;

/**
 * The record of a planned duty among sessions on the phone: its own, or another of the same chair for the same day that is
 * not the record of another duty (the morning's is not the afternoon's).
 */
export function sessionOfDuty(
  duty: PlannedDuty,
  sessions: readonly Summary[],
  planned: ReadonlySet<string>,
): Summary | undefined {
  const key = chairKey(duty);
  const alive = sessions.filter(({ status }) => status !== 'deleted');
  return (
    alive.find(({ rid }) => rid === duty.rid) ??
    alive.find(
      ({ rid, duty: of, day }) =>
        of !== undefined &&
        !of.madeUp &&
        !planned.has(rid) &&
        chairsOfKeys(of.keys).some((chair) => chairKey(chair) === key) &&
        (of.on === duty.nominal || day === duty.date),
    )
  );
}

/** What of a session's summary counts for duty days; undefined = it is no periodic session. */
export function dutySessionOf({ duty, day, status }: Summary): DutySession | undefined {
  if (duty === undefined || status === 'deleted') return undefined;
  return {
    organ: duty.organ,
    day: day as PlainDate,
    held: status === 'in_progress' || status === 'done',
    status: status as DutySession['status'],
    dutyDay: duty.on,
    dutyKeys: duty.keys,
    madeUp: duty.madeUp ?? false,
    delegated: duty.delegated ?? false,
  };
}
