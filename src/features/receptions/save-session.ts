import type { Organ } from '../../contract/records/codes.ts';
import { receptionSession } from '../../contract/records/reception-session.ts';
import { statusOf } from '../../domain/receptions/session-rules.ts';
import { editSession, newSession, type SessionFormError } from '../../domain/receptions/start-session.ts';
import type { Change } from '../../domain/records/change.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Phone } from '../../store/phone.ts';
import type { SaveProblem } from '../../store/record-store.ts';
import type { Official } from '../../store/reference.ts';
import type { DraftStart } from './drafts.ts';
import { organToRecordFor } from './session-choices.ts';
import { type SessionValues, sessionFormOf } from './session-values.ts';
import type { FieldProblem } from './typed.ts';

/** What a form of a session is for: a new one, or an edit. */
export type SessionTask = DraftStart & {
  readonly formId: string;
  readonly rid: string;
  /** The organs that a new session may be of. */
  readonly organs: readonly Organ[];
  readonly officials: readonly Official[];
};

export type SessionNotSaved =
  | { readonly tag: 'fields'; readonly problems: readonly FieldProblem[] }
  | { readonly tag: 'not-stored'; readonly problem: SaveProblem };

/** One intent, one save. "Đã lưu" may be said when it answers ok, not before. */
export async function saveSession(
  phone: Phone,
  task: SessionTask,
  values: SessionValues,
): Promise<Result<Change, SessionNotSaved>> {
  const { isNew, cells, opened, rid, formId, officials } = task;
  const { date: today, doubt } = phone.today();
  const status = statusOf(cells) ?? 'in_progress';
  const begun = status === 'in_progress' || status === 'done';
  const notAfter = begun && doubt === undefined ? today : undefined;
  const read = sessionFormOf(values, { today, notAfter, officials, newId: phone.newId });
  const organ = organToRecordFor(task.organs, undefined, values.organ);
  const unsaid = organ === undefined ? [{ field: 'organ', message: 'Chọn cơ quan tiếp' }] : [];
  if (!read.ok || organ === undefined) return notFilled([...unsaid, ...(read.ok ? [] : read.error)]);
  const change = isNew
    ? newSession(read.value, { organ, recordedBy: phone.recordedBy })
    : editSession(cells, read.value);
  if (!change.ok) return notFilled([saySessionError(change.error)]);
  const saved = await phone.records.save({ rid, kind: receptionSession.kind, change: change.value, opened, formId });
  return saved.ok ? ok(change.value) : err({ tag: 'not-stored', problem: saved.error });
}

function notFilled(problems: readonly FieldProblem[]): Result<never, SessionNotSaved> {
  return err({ tag: 'fields', problems });
}

const FIELD_OF: { readonly [group: string]: string } = {
  type: 'kind',
  held: 'date',
  place: 'placeText',
  conclusion: 'conclusionNo',
};

function saySessionError(error: SessionFormError): FieldProblem {
  if (error.tag === 'unchanged') return { field: 'kind', message: 'Chưa sửa gì nên chưa có gì để lưu' };
  const field = FIELD_OF[error.group] ?? error.group;
  return { field, message: error.tag === 'missing' ? 'Mục này còn thiếu' : 'Xem lại mục này', bare: true };
}
