import type { Organ } from '../../contract/records/codes.ts';
import type { Cells } from '../../contract/records/kind.ts';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import { editVisit } from '../../domain/receptions/edit-visit.ts';
import { newVisit } from '../../domain/receptions/new-visit.ts';
import type { VisitError, VisitForm } from '../../domain/receptions/visit-form.ts';
import type { Change } from '../../domain/records/change.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { makeLocalCode } from '../../domain/text/local-code.ts';
import type { Phone } from '../../store/phone.ts';
import type { Opened } from '../../store/record-state.ts';
import type { SaveProblem } from '../../store/record-store.ts';
import type { Village } from '../../store/reference.ts';
import type { FieldProblem } from './typed.ts';
import { sayVisitError, visitFormOf } from './visit-form-of.ts';
import type { VisitValues } from './visit-values.ts';

/** What a form is for: a new visit, an edit, or the correction of what the server refused. */
export type VisitTask = {
  readonly formId: string;
  readonly rid: string;
  readonly isNew: boolean;
  readonly organ: Organ;
  readonly opened: Opened | null;
  readonly cells: Cells;
  /** The date that the device proposed, as it stands in the field. */
  readonly proposedDate: string;
  readonly villages: readonly Village[];
  /** The refused mutation that this form corrects. */
  readonly refused?: { readonly mid: string; readonly patch: Cells } | undefined;
};

export type VisitSaved = { readonly rid: string; readonly atMs: number };

export type VisitNotSaved =
  | { readonly tag: 'fields'; readonly problems: readonly FieldProblem[] }
  | { readonly tag: 'not-stored'; readonly problem: SaveProblem };

type Outcome = Result<VisitSaved, VisitNotSaved>;

/** One intent, one save. "Đã lưu" may be said when it answers ok, not before. */
export async function saveVisit(phone: Phone, task: VisitTask, values: VisitValues): Promise<Outcome> {
  const now = phone.today();
  const read = visitFormOf(values, {
    today: now.date,
    proposedDate: task.proposedDate,
    villageIds: new Map(task.villages.map(({ id, name }) => [name, id])),
    isNew: task.isNew,
  });
  if (!read.ok) return err({ tag: 'fields', problems: read.error });
  const decided = await decide(phone, task, read.value, now.doubt === undefined ? now.date : undefined);
  if (!decided.ok) {
    const nothingNew = decided.error.tag === 'unchanged' && task.refused !== undefined;
    if (nothingNew) return sendAgain(phone, task, {});
    return err({ tag: 'fields', problems: [sayVisitError(decided.error)] });
  }
  if (task.refused !== undefined && decided.value.op === 'patch') return sendAgain(phone, task, decided.value.patch);
  const saved = await phone.records.save({
    rid: task.rid,
    kind: receptionVisit.kind,
    change: decided.value,
    opened: task.opened,
    formId: task.formId,
  });
  return saved.ok ? ok({ rid: task.rid, atMs: phone.nowMs() }) : err({ tag: 'not-stored', problem: saved.error });
}

async function decide(
  phone: Phone,
  task: VisitTask,
  form: VisitForm,
  today: string | undefined,
): Promise<Result<Change, VisitError>> {
  if (task.isNew) return newVisit(form, { organ: task.organ, recordedBy: phone.recordedBy }, today);
  const present = (await phone.records.open(task.rid))?.view.cells ?? task.cells;
  return editVisit({
    opened: task.cells,
    present,
    form,
    localCode: form.localCode ?? makeLocalCode('TC', phone.randomBytes),
    ...(today === undefined ? {} : { today }),
  });
}

/** "Sửa và gửi lại": the refused change goes out again, corrected. */
async function sendAgain(phone: Phone, task: VisitTask, patch: Cells): Promise<Outcome> {
  const { refused } = task;
  if (refused === undefined) throw new Error('nothing was refused');
  const fixed = await phone.records.fixRefused(refused.mid, { ...refused.patch, ...patch });
  if (!fixed.ok) return err({ tag: 'not-stored', problem: fixed.error });
  await phone.records.discardDraft(task.formId);
  return ok({ rid: task.rid, atMs: phone.nowMs() });
}
