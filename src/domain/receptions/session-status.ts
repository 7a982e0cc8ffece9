import type { SessionStatus } from '../../contract/records/codes.ts';
import type { Cells } from '../../contract/records/kind.ts';
import type { Json, PlainDate } from '../../contract/scalars.ts';
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

/** The day on which a session takes place, and who says so. */
export type HeldOn = { readonly date: PlainDate; readonly dateSource?: 'entered' | 'device' };

/** Bắt đầu buổi tiếp: of a session that is already on the phone; `from` = the hour, if somebody enters it. */
export function startSession(cells: Cells, on: HeldOn, from?: string): StatusChange {
  return pass(cells, 'in_progress', takesPlace(cells, on, from === undefined ? {} : { from }));
}

/**
 * Back to scheduled: started by mistake. A start on another day than the planned one has written that day, with who said
 * so: then it goes back to `planned`, the working day of the calendar (not the day the rule names, which may be off).
 */
export function undoStart(cells: Cells, planned?: PlainDate): StatusChange {
  const scheduled = cells.scheduled as { readonly date?: PlainDate } | null | undefined;
  const date = heldOf(cells).dateSource === undefined ? undefined : (planned ?? scheduled?.date);
  return pass(cells, 'scheduled', date === undefined ? {} : takesPlace(cells, { date }));
}

/** Kết thúc buổi tiếp; `to` = the hour, if somebody enters it. */
export function finishSession(cells: Cells, to?: string): StatusChange {
  const from = statusOf(cells) ?? 'scheduled';
  if (from !== 'in_progress') return err({ tag: 'wrongTransition', from, to: 'done' });
  return pass(cells, 'done', { ...(to === undefined ? {} : { held: { ...heldOf(cells), to } }) });
}

/**
 * Không có công dân đến: done, in one tap. A session without visitors counts (records-and-counting §2). What has begun
 * keeps its day, whenever it is closed.
 */
export function closeWithoutVisitors(cells: Cells, visits: number, on: HeldOn): StatusChange {
  if (visits > 0) return err({ tag: 'hasVisits' });
  const begun = statusOf(cells) === 'in_progress';
  return pass(cells, 'done', { noVisitors: true, ...(begun ? {} : takesPlace(cells, on)) });
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

/**
 * All figures but duty days use the actual date (records-and-counting §2): a session that was postponed, or is held on
 * another day than the scheduled one, counts on that day. On its own day nothing is written: two phones that start it
 * without a network must write equal cells.
 */
function takesPlace(cells: Cells, on: HeldOn, hours: { readonly from?: string } = {}): Cells {
  const { dateSource: _before, ...held } = heldOf(cells);
  if (held.date !== on.date) return { held: { ...held, ...on, ...hours } };
  return hours.from === undefined ? {} : { held: { ...heldOf(cells), ...hours } };
}

function heldOf(cells: Cells): { readonly [field: string]: Json } {
  return (cells.held ?? {}) as { readonly [field: string]: Json };
}
