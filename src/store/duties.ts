import type { DutyRule } from '../contract/records/duty-rule.ts';
import { dutyRule } from '../contract/records/duty-rule.ts';
import { holidayYear } from '../contract/records/holiday-year.ts';
import type { Cells } from '../contract/records/kind.ts';
import { receptionSession } from '../contract/records/reception-session.ts';
import type { PlainDate } from '../contract/scalars.ts';
import { shippedHolidayYears } from '../domain/calendar/holidays.ts';
import { provinceCalendar } from '../domain/calendar/working-calendar.ts';
import { type WorkingCalendar, workingCalendarOf } from '../domain/calendar/working-days.ts';
import { type DutyEntry, dutyEntries } from '../domain/duties/duty-entries.ts';
import { type PlannedDuty, plannedDuties, ruleOf } from '../domain/duties/duty-plan.ts';
import { isDeleted } from '../domain/merge/cells.ts';
import { readableOrgans } from '../domain/permissions/buckets.ts';
import { statusOf } from '../domain/receptions/session-rules.ts';
import {
  closeWithoutVisitors,
  type HeldOn,
  postponeSession,
  type StatusError,
  startSession,
} from '../domain/receptions/session-status.ts';
import { newSession, startDuty } from '../domain/receptions/start-session.ts';
import type { Summary } from '../domain/receptions/summary.ts';
import { assemble } from '../domain/records/assemble.ts';
import type { Change } from '../domain/records/change.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { Phone } from './phone.ts';
import type { OpenRecord, SaveProblem } from './record-store.ts';

/** What the duty calendar of a unit is made of. */
export type DutyData = { readonly rules: readonly DutyRule[]; readonly calendar: WorkingCalendar };

/** Before reference data has arrived: the shipped holidays, no rule. */
export const NO_DUTY_DATA: DutyData = { rules: [], calendar: workingCalendarOf(shippedHolidayYears) };

type Holder = Pick<Phone, 'records' | 'summary' | 'unit'>;

/** Duty rules of the phone's unit, and the days off as its province says; from the phone alone. */
export async function loadDutyData(phone: Holder): Promise<DutyData> {
  const rows = [...phone.summary.getSnapshot().byId.values()].filter(({ status }) => status !== 'deleted');
  const idsOf = (kind: string) => rows.filter((row) => row.kind === kind);
  const rules = idsOf(dutyRule.kind).filter(({ unitId }) => unitId === phone.unit.id);
  const [ruleRecords, years] = await Promise.all([openAll(phone, rules), openAll(phone, idsOf(holidayYear.kind))]);
  return {
    rules: ruleRecords.flatMap(({ view }) => ruleOf(view.cells) ?? []),
    calendar: provinceCalendar(years.map(({ view }) => view.cells)),
  };
}

async function openAll(phone: Holder, rows: readonly { readonly rid: string }[]): Promise<readonly OpenRecord[]> {
  const opened = await Promise.all(rows.map(({ rid }) => phone.records.open(rid)));
  return opened.filter((record) => record !== undefined);
}

/** The duty calendar of the phone's unit between two dates, of the organs that its user reads. */
export function dutiesBetween(
  phone: Pick<Phone, 'actor' | 'place' | 'unit' | 'today'>,
  given: DutiesGiven,
): readonly DutyEntry[] {
  const { data, sessions, from, to } = given;
  const organs = readableOrgans(phone.actor(), phone.place);
  const planned = plannedDuties(phone.unit.id, data.rules, { from, to }, data.calendar);
  const readable = planned.filter(({ organ }) => organs.includes(organ));
  return dutyEntries(readable, sessions, { from, to }, phone.today().date);
}

/** `sessions` = all of the phone. */
export type DutiesGiven = {
  readonly data: DutyData;
  readonly sessions: readonly Summary[];
  readonly from: PlainDate;
  readonly to: PlainDate;
};

/** Why a duty could not be begun, closed or moved. */
export type DutyProblem = SaveProblem | StatusError | { readonly tag: 'deleted' };

/** Where a planned duty is taken: begun, closed at once because nobody came, or postponed. */
export type DutyAct =
  | { readonly tag: 'start'; readonly on: HeldOn }
  | { readonly tag: 'no-visitors'; readonly on: HeldOn }
  | { readonly tag: 'postpone'; readonly reason: string; readonly noticeNo: string };

type Duty = Pick<PlannedDuty, 'organ' | 'officialId' | 'name' | 'capacity' | 'nominal' | 'date' | 'part'>;

/**
 * Takes a duty of the calendar: its session record is made if there is none yet (two phones make the same one), then
 * brought to where the act says. Answers the session's id.
 */
export async function actOnDuty(phone: Phone, duty: Duty, act: DutyAct): Promise<Result<string, DutyProblem>> {
  const { organ, officialId, capacity, part, nominal: date, date: heldOn, name } = duty;
  // Begun on its own day it is made begun, in one save; otherwise it is made as scheduled, and then takes the step.
  const atOnce = act.tag === 'start' && act.on.date === heldOn;
  const of = { space: phone.unit.id, organ, officialId, capacity, date, part, heldOn };
  const { rid, change } = startDuty(of, name, phone.recordedBy, atOnce ? 'in_progress' : 'scheduled');
  const kind = receptionSession.kind;
  const present = await phone.records.open(rid);
  if (present === undefined) {
    const made = await phone.records.save({ rid, kind, change, opened: null });
    if (!made.ok) return made;
    if (atOnce) return ok(rid);
  }
  const record = present ?? (await phone.records.open(rid));
  if (record === undefined || isDeleted(record.view.cells)) return err({ tag: 'deleted' });
  const { cells } = record.view;
  if (act.tag === 'start' && (statusOf(cells) === 'in_progress' || statusOf(cells) === 'done')) return ok(rid);
  const step = stepOf(phone, rid, cells, act);
  if (!step.ok) return step;
  const saved = await phone.records.save({ rid, kind, change: step.value, opened: record.opened });
  return saved.ok ? ok(rid) : saved;
}

function stepOf(
  phone: Phone,
  rid: string,
  cells: OpenRecord['view']['cells'],
  act: DutyAct,
): Result<Change<'patch'>, StatusError> {
  switch (act.tag) {
    case 'start':
      return startSession(cells, act.on);
    case 'no-visitors': {
      const { newestFirst } = phone.summary.getSnapshot();
      const visits = newestFirst.filter((row) => row.sessionId === rid && row.status !== 'deleted').length;
      return closeWithoutVisitors(cells, visits, act.on);
    }
    case 'postpone':
      return postponeSession(cells, act);
  }
}

/**
 * Xếp ngày tiếp bù: a scheduled session of its own, with the chairs and half day of the one that did not take place; it
 * counts for the month of `missed`. Answers its id.
 */
export async function scheduleMakeUp(
  phone: Phone,
  of: Cells,
  missed: PlainDate,
  date: PlainDate,
): Promise<Result<string, SaveProblem>> {
  const { organ, held, scheduled, chairs } = assemble(receptionSession, of);
  const part = scheduled?.part ?? held?.part;
  const rid = phone.newId();
  const made = newSession(
    {
      type: { kind: 'periodic' },
      held: { date, part },
      madeUpFor: { date: missed },
      chairs: Object.entries(chairs).map(([id, { holding }]) => ({ id, holding })),
    },
    { organ: organ ?? 'committee', recordedBy: phone.recordedBy },
    'scheduled',
  );
  if (!made.ok) throw new Error(`a make-up session is complete, and was refused: ${made.error.tag}`);
  const saved = await phone.records.save({ rid, kind: receptionSession.kind, change: made.value, opened: null });
  return saved.ok ? ok(rid) : saved;
}
