import type { Organ } from '../../contract/records/codes.ts';
import type { Cells } from '../../contract/records/kind.ts';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import type { Op } from '../../contract/wire/sync.ts';
import { editVisit } from '../../domain/receptions/edit-visit.ts';
import { newVisit } from '../../domain/receptions/new-visit.ts';
import type { VisitError, VisitForm } from '../../domain/receptions/visit-form.ts';
import type { Change } from '../../domain/records/change.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Phone } from '../../store/phone.ts';
import type { Opened } from '../../store/record-state.ts';
import type { Village } from '../../store/reference.ts';
import { freshLocalCode } from './fresh-code.ts';
import type { NotStored } from './say-refusal.ts';
import { organOfSession, organToRecordFor } from './session-choices.ts';
import type { FieldProblem } from './typed.ts';
import { sayVisitError, visitFormOf } from './visit-form-of.ts';
import type { VisitValues } from './visit-values.ts';

/** What a form is for: a new visit, an edit, or the correction of what the server refused. */
export type VisitTask = {
  readonly formId: string;
  readonly rid: string;
  readonly isNew: boolean;
  /** Of a new visit: the organs that this user may record for. */
  readonly organs: readonly Organ[];
  readonly opened: Opened | null;
  readonly cells: Cells;
  /** The date that the device proposed, as it stands in the field. */
  readonly proposedDate: string;
  /** The hour that the device proposed with it. */
  readonly proposedTime?: string;
  readonly villages: readonly Village[];
  /** The refused mutation that this form corrects. */
  readonly refused?: Refused | undefined;
};

type Refused = { readonly mid: string; readonly op: Op; readonly patch: Cells };

export type VisitSaved = {
  readonly rid: string;
  readonly atMs: number;
  /** What an edit wrote; undefined where it cannot be taken back by an ordinary edit. */
  readonly patch?: Cells;
};

export type VisitNotSaved =
  | { readonly tag: 'fields'; readonly problems: readonly FieldProblem[] }
  | { readonly tag: 'not-stored'; readonly problem: NotStored };

type Outcome = Result<VisitSaved, VisitNotSaved>;

/** One intent, one save. "Đã lưu" may be said when it answers ok, not before. */
export async function saveVisit(phone: Phone, task: VisitTask, values: VisitValues): Promise<Outcome> {
  const read = visitFormOf(values, {
    today: phone.today().date,
    proposedDate: task.proposedDate,
    ...(task.proposedTime === undefined ? {} : { proposedTime: task.proposedTime }),
    villageIds: new Map(task.villages.map(({ id, name }) => [name, id])),
    isNew: task.isNew,
  });
  const session = task.organs.length > 1 ? await organOfSession(phone, values.session) : undefined;
  const organ = task.isNew ? organToRecordFor(task.organs, session, values.organ) : null;
  const unsaid = organ === undefined ? [{ field: 'organ', message: 'Chọn cơ quan tiếp' }] : [];
  if (!read.ok || organ === undefined)
    return err({ tag: 'fields', problems: [...unsaid, ...(read.ok ? [] : read.error)] });
  const decided = await decide(phone, task, organ, read.value);
  const { refused } = task;
  if (!decided.ok) {
    if (decided.error.tag === 'unchanged' && refused !== undefined) return sendAgain(phone, task, refused, {});
    return err({ tag: 'fields', problems: [sayVisitError(decided.error)] });
  }
  if (refused !== undefined && decided.value.op === 'patch')
    return sendAgain(phone, task, refused, decided.value.patch);
  return store(phone, task, decided.value);
}

/** `organ`: of a new visit. */
async function decide(
  phone: Phone,
  task: VisitTask,
  organ: Organ | null,
  form: VisitForm,
): Promise<Result<Change, VisitError>> {
  const { date, doubt } = phone.today();
  const today = doubt === undefined ? date : undefined;
  if (organ !== null) return newVisit(form, { organ, recordedBy: phone.recordedBy }, today);
  const present = (await phone.records.open(task.rid))?.view.cells ?? task.cells;
  return editVisit({
    opened: task.cells,
    present,
    form,
    localCode: form.localCode ?? freshLocalCode(phone),
    ...(today === undefined ? {} : { today }),
  });
}

/** "Sửa và gửi lại": the refused change goes out again, corrected. */
async function sendAgain(phone: Phone, task: VisitTask, refused: Refused, patch: Cells): Promise<Outcome> {
  const whole = { ...refused.patch, ...patch };
  const fixed = await phone.records.fixRefused(refused.mid, whole, task.formId);
  if (!fixed.ok) return err({ tag: 'not-stored', problem: fixed.error });
  return fixed.value === 'unknown' ? saveAnew(phone, task, refused, whole) : savedNow(phone, task);
}

/**
 * The refused change is there no more: another tab sent it again or gave it up, or a redaction took it. All that stands
 * on the screen is saved as an ordinary change, on the base that the form was opened on.
 */
async function saveAnew(phone: Phone, task: VisitTask, { op }: Refused, patch: Cells): Promise<Outcome> {
  const held = (await phone.records.open(task.rid)) !== undefined;
  if (!held && op !== 'create') return err({ tag: 'not-stored', problem: { tag: 'gone' } });
  return store(phone, task, { op: held ? 'patch' : 'create', patch }, held ? task.opened : null);
}

async function store(phone: Phone, task: VisitTask, change: Change, opened = task.opened): Promise<Outcome> {
  const { rid, formId } = task;
  const saved = await phone.records.save({ rid, kind: receptionVisit.kind, change, opened, formId });
  return saved.ok ? savedNow(phone, task, change) : err({ tag: 'not-stored', problem: saved.error });
}

function savedNow(phone: Phone, { rid }: VisitTask, change?: Change): Outcome {
  return ok({ rid, atMs: phone.nowMs(), ...(change?.op === 'patch' ? { patch: change.patch } : {}) });
}
