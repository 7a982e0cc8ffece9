import type { SessionStatus } from '../../contract/records/codes.ts';
import type { Cells } from '../../contract/records/kind.ts';
import type { Json } from '../../contract/scalars.ts';
import type { Change } from '../records/change.ts';
import { err, ok, type Result } from '../result.ts';
import { normalizeLine, normalizeText } from '../text/normalize.ts';
import { statusOf } from './session-rules.ts';
import { mayPass } from './transitions.ts';

export type StatusError =
  | { readonly tag: 'wrongTransition'; readonly from: SessionStatus; readonly to: SessionStatus }
  /** Postponing or cancelling needs a reason: it is posted (rules-and-forms §5). */
  | { readonly tag: 'reasonMissing' }
  /** "Không có công dân đến" is not true: visits are recorded in this session. */
  | { readonly tag: 'hasVisits' };

type StatusChange = Result<Change<'patch'>, StatusError>;
type Notice = { readonly reason: string; readonly noticeNo?: string };

/** Bắt đầu buổi tiếp: of a session that is already on the phone; `from` = the hour, if somebody enters it. */
export function startSession(cells: Cells, from?: string): StatusChange {
  return pass(cells, 'in_progress', { ...(from === undefined ? {} : { held: { ...heldOf(cells), from } }) });
}

/** Back to scheduled: started by mistake. */
export function undoStart(cells: Cells): StatusChange {
  return pass(cells, 'scheduled', {});
}

/** Kết thúc buổi tiếp; `to` = the hour, if somebody enters it. */
export function finishSession(cells: Cells, to?: string): StatusChange {
  return pass(cells, 'done', { ...(to === undefined ? {} : { held: { ...heldOf(cells), to } }) });
}

/** Không có công dân đến: done, in one tap. A session without visitors counts (records-and-counting §2). */
export function closeWithoutVisitors(cells: Cells, visits: number): StatusChange {
  return visits > 0 ? err({ tag: 'hasVisits' }) : pass(cells, 'done', { noVisitors: true });
}

/** Takes the end back: closed too early, or somebody came after all. */
export function reopenSession(cells: Cells): StatusChange {
  return pass(cells, 'in_progress', cells.noVisitors === true ? { noVisitors: null } : {});
}

/** Hoãn, with the reason and the number of the public notice. */
export function postponeSession(cells: Cells, notice: Notice): StatusChange {
  return passWithNotice(cells, 'postponed', notice);
}

/** Hủy, with the reason. */
export function cancelSession(cells: Cells, notice: Notice): StatusChange {
  return passWithNotice(cells, 'cancelled', notice);
}

/** Xếp lịch lại: a postponed or cancelled session is scheduled again. */
export function rescheduleSession(cells: Cells): StatusChange {
  return pass(cells, 'scheduled', {});
}

function passWithNotice(cells: Cells, to: SessionStatus, notice: Notice): StatusChange {
  const reason = normalizeText(notice.reason);
  const noticeNo = normalizeLine(notice.noticeNo ?? '');
  if (reason === '') return err({ tag: 'reasonMissing' });
  return pass(cells, to, { status: { status: to, reason, ...(noticeNo === '' ? {} : { noticeNo }) } });
}

function pass(cells: Cells, to: SessionStatus, patch: Cells): StatusChange {
  const from = statusOf(cells) ?? 'scheduled';
  if (from === to || !mayPass(from, to)) return err({ tag: 'wrongTransition', from, to });
  return ok({ op: 'patch', patch: { status: { status: to }, ...patch } });
}

function heldOf(cells: Cells): { readonly [field: string]: Json } {
  return (cells.held ?? {}) as { readonly [field: string]: Json };
}
