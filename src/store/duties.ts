import { Capacity } from '../contract/records/codes.ts';
import type { DutyRule } from '../contract/records/duty-rule.ts';
import { dutyRule } from '../contract/records/duty-rule.ts';
import { holidayYear } from '../contract/records/holiday-year.ts';
import type { Cells } from '../contract/records/kind.ts';
import { receptionSession } from '../contract/records/reception-session.ts';
import type { PlainDate } from '../contract/scalars.ts';
import { shippedHolidayYears } from '../domain/calendar/holidays.ts';
import { addDays } from '../domain/calendar/plain-date.ts';
import { provinceCalendar } from '../domain/calendar/working-calendar.ts';
import { type WorkingCalendar, workingCalendarOf, workingDayOnOrAfter } from '../domain/calendar/working-days.ts';
import { FURTHEST_MOVE_DAYS } from '../domain/duties/duty-dates.ts';
import { type DutyEntry, dutyEntries } from '../domain/duties/duty-entries.ts';
import { organOfCapacity } from '../domain/duties/duty-minimum.ts';
import { dutySessionOf, type PlannedDuty, plannedDuties, ruleOf } from '../domain/duties/duty-plan.ts';
import type { DutySource } from '../domain/duties/duty-table.ts';
import type { DutyCount } from '../domain/duties/duty-words.ts';
import type { Holding } from '../domain/duties/holding.ts';
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
import { loadHoldings, loadValidity } from './reference.ts';

/** What the duty calendar of a unit is made of. */
export type DutyData = {
  readonly rules: readonly DutyRule[];
  readonly calendar: WorkingCalendar;
  /** Who holds and held the unit's offices. */
  readonly holdings: readonly Holding[];
  readonly validity: DutySource['validity'];
};

/** Before reference data has arrived: the shipped holidays, no rule. */
export const NO_DUTY_DATA: DutyData = {
  rules: [],
  calendar: workingCalendarOf(shippedHolidayYears),
  holdings: [],
  validity: undefined,
};

type Holder = Pick<Phone, 'records' | 'summary' | 'unit'>;

/** Duty rules and offices of the phone's unit, and the days off as its province says; from the phone alone. */
export async function loadDutyData(phone: Holder): Promise<DutyData> {
  const rows = [...phone.summary.getSnapshot().byId.values()].filter(({ status }) => status !== 'deleted');
  const idsOf = (kind: string) => rows.filter((row) => row.kind === kind);
  const rules = idsOf(dutyRule.kind).filter(({ unitId }) => unitId === phone.unit.id);
  const [ruleRecords, years, holdings, validity] = await Promise.all([
    openAll(phone, rules),
    openAll(phone, idsOf(holidayYear.kind)),
    loadHoldings(phone),
    loadValidity(phone),
  ]);
  return {
    rules: ruleRecords.flatMap(({ view }) => ruleOf(view.cells) ?? []),
    calendar: provinceCalendar(years.map(({ view }) => view.cells)),
    holdings,
    validity,
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

/** The working day for which the calendar plans a session; undefined for one that no calendar asked for. */
export async function plannedDayOf(phone: Holder, rid: string, cells: Cells): Promise<PlainDate | undefined> {
  const { scheduled } = assemble(receptionSession, cells);
  if (!scheduled) return undefined;
  const { rules, calendar } = await loadDutyData(phone);
  const { date } = scheduled;
  const around = { from: addDays(date, -FURTHEST_MOVE_DAYS), to: addDays(date, FURTHEST_MOVE_DAYS) };
  const planned = plannedDuties(phone.unit.id, rules, around, calendar).find((duty) => duty.rid === rid);
  return planned?.date ?? workingDayOnOrAfter(date, calendar);
}

/** What the duty days of one month are counted from, for the organs that the phone's user reads. */
export function dutyCountOf(phone: Pick<Phone, 'actor' | 'place' | 'today'>, given: DutyCountGiven): DutyCount {
  const { data, sessions, month, entries, lastDoneAtMs = 0 } = given;
  const { calendar, holdings, rules, validity } = data;
  const organs = readableOrgans(phone.actor(), phone.place);
  const source: DutySource = {
    holdings,
    rules,
    validity,
    sessions: sessions.flatMap((session) => dutySessionOf(session) ?? []),
    // What other phones of the unit have recorded since this one last spoke to the server is not known here.
    lastContactMs: lastDoneAtMs,
  };
  const capacities = Capacity.options.filter((capacity) => organs.includes(organOfCapacity(capacity)));
  return { month, today: phone.today().date, source, calendar, capacities, entries };
}

/** `sessions` = all of the phone; `lastDoneAtMs` = when it last spoke to the server (SyncState). */
export type DutyCountGiven = Pick<DutiesGiven, 'data' | 'sessions'> &
  Pick<DutyCount, 'month' | 'entries'> & { readonly lastDoneAtMs: number | undefined };

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

/** What is made up, and when: `duty` = what the calendar had planned, where it still says so. */
export type MakeUp = {
  readonly of: Cells;
  readonly duty: Pick<PlannedDuty, 'from' | 'to' | 'place'> | undefined;
  readonly missed: PlainDate;
  readonly date: PlainDate;
};

/**
 * Xếp ngày tiếp bù: a scheduled session of its own, with the chairs, half day, hours and place of the one that did not
 * take place: they are posted. It counts for the month of `missed`. Answers its id.
 */
export async function scheduleMakeUp(
  phone: Phone,
  { of, duty, missed, date }: MakeUp,
): Promise<Result<string, SaveProblem>> {
  const { organ, held, scheduled, chairs, place } = assemble(receptionSession, of);
  const part = scheduled?.part ?? held?.part;
  const [from, to] = [held?.from ?? duty?.from, held?.to ?? duty?.to];
  const rid = phone.newId();
  const made = newSession(
    {
      type: { kind: 'periodic' },
      held: { date, part, from, to },
      place: place ?? (duty?.place === undefined ? null : { kind: 'office', text: duty.place }),
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
