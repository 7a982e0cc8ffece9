import type { Cells } from '../../../contract/records/kind.ts';
import { receptionSession } from '../../../contract/records/reception-session.ts';
import { receptionVisit } from '../../../contract/records/reception-visit.ts';
import { editVisit, reclassifyAsDenunciation } from '../../../domain/receptions/edit-visit.ts';
import { newVisit } from '../../../domain/receptions/new-visit.ts';
import { closeWithoutVisitors, finishSession } from '../../../domain/receptions/session-status.ts';
import { chairId, editSession, newSession, startDuty } from '../../../domain/receptions/start-session.ts';
import type { Recorder, VisitForm } from '../../../domain/receptions/visit-form.ts';
import type { Change } from '../../../domain/records/change.ts';
import type { Result } from '../../../domain/result.ts';
import { SYNTHETIC } from '../../../domain/statistics/published-figures.ts';
import { must } from '../invented/must.ts';
import type { PlannedSession, PlannedVisit } from './plan.ts';

/** A record as it stands where the task is done. */
type Open = { readonly view: { readonly cells: Cells } };

/** What a task needs of a phone; the demo and a test bring a sheet of paper. */
export type Recording = {
  readonly recorder: Recorder;
  open(rid: string): Promise<Open | undefined>;
  save(rid: string, kind: string, change: Change, record?: Open): Promise<void>;
};

/** One thing that a clerk does on a phone. */
export type Task =
  | { readonly tag: 'session' | 'finish' | 'complete'; readonly session: PlannedSession }
  | { readonly tag: 'visit' | 'denounce'; readonly visit: PlannedVisit }
  | { readonly tag: 'edit'; readonly visit: PlannedVisit; readonly form: Partial<VisitForm> };

/** Does it, through the domain and the store that the app uses. A record that is not on this phone yet is left alone. */
export async function perform(phone: Recording, task: Task): Promise<boolean> {
  switch (task.tag) {
    case 'session':
      return beginSession(phone, task.session);
    case 'finish':
      return changeSession(phone, task.session, (cells) =>
        task.session.visits.length === 0
          ? closeWithoutVisitors(cells, 0, { date: task.session.day })
          : finishSession(cells, task.session.to),
      );
    case 'complete':
      return changeSession(phone, task.session, (cells) => editSession(cells, task.session.more));
    case 'visit':
      return receive(phone, task.visit);
    case 'denounce':
      return change(phone, task.visit.rid, (cells) => reclassifyAsDenunciation(cells, task.visit.denunciation ?? ''));
    case 'edit':
      return change(phone, task.visit.rid, (cells) =>
        editVisit({ opened: cells, present: cells, form: task.form, localCode: '' }),
      );
    default:
      return task satisfies never;
  }
}

async function beginSession(phone: Recording, session: PlannedSession): Promise<boolean> {
  const { rid, change: made } = session.way === 'duty' ? duty(phone, session) : entered(phone, session);
  await phone.save(rid, receptionSession.kind, { ...made, patch: { ...made.patch, synthetic: SYNTHETIC } });
  return true;
}

function duty(phone: Recording, { unit, chair, day, part }: PlannedSession) {
  const named = {
    space: unit.space.id,
    organ: phone.recorder.organ,
    officialId: chair.officialId,
    capacity: 'party_secretary',
    date: day,
    part,
  } as const;
  return startDuty(named, chair.name, phone.recorder.recordedBy);
}

function entered(phone: Recording, session: PlannedSession) {
  const { rid, chair, day, part, from, to, more, visits } = session;
  const holding = { officialId: chair.officialId, name: chair.name, capacity: 'party_secretary', order: 0 } as const;
  const form = {
    ...more,
    held: { date: day, part, from, to, dateSource: 'entered' },
    chairs: [{ id: chairId(chair.officialId, 'party_secretary'), holding }],
    ...(visits.length === 0 ? { noVisitors: true } : {}),
  } as const;
  return { rid, change: must(newSession(form, phone.recorder, 'done')) };
}

async function receive(phone: Recording, { rid, form }: PlannedVisit): Promise<boolean> {
  const made = must(newVisit(form, phone.recorder));
  await phone.save(rid, receptionVisit.kind, { ...made, patch: { ...made.patch, synthetic: SYNTHETIC } });
  return true;
}

async function changeSession(
  phone: Recording,
  session: PlannedSession,
  decide: (cells: Cells) => Result<Change, unknown>,
): Promise<boolean> {
  return change(phone, session.rid, decide, receptionSession.kind);
}

async function change(
  phone: Recording,
  rid: string,
  decide: (cells: Cells) => Result<Change, unknown>,
  kind: string = receptionVisit.kind,
): Promise<boolean> {
  const record = await phone.open(rid);
  if (record === undefined) return false;
  await phone.save(rid, kind, must(decide(record.view.cells)), record);
  return true;
}
