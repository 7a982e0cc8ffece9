import { useState } from 'react';
import type { Cells } from '../../contract/records/kind.ts';
import { receptionSession } from '../../contract/records/reception-session.ts';
import { organOf } from '../../domain/permissions/buckets.ts';
import { may } from '../../domain/permissions/may.ts';
import { type StatusError, undoStart } from '../../domain/receptions/session-status.ts';
import type { Change } from '../../domain/records/change.ts';
import { deleteRecord } from '../../domain/records/lifecycle.ts';
import type { Result } from '../../domain/result.ts';
import { savedHere, UNDO } from '../../domain/text/wording.ts';
import { plannedDayOf } from '../../store/duties.ts';
import type { Phone, Today } from '../../store/phone.ts';
import type { OpenRecord } from '../../store/record-store.ts';
import { useUndo } from '../../ui/use-undo.ts';
import { restoreSaved } from './restore-saved.ts';
import { sayNotDone } from './say-refusal.ts';
import { takeBackSaved } from './take-back.ts';

export const STATUS_ERRORS: { readonly [tag in StatusError['tag']]: string } = {
  wrongTransition: 'Trạng thái này không chuyển như vậy được. Mở lại buổi tiếp để xem trạng thái hiện tại.',
  reasonMissing: 'Nhập lý do',
  hasVisits: 'Buổi này đã ghi lượt tiếp nên không thể là “không có công dân đến”.',
};

export type SessionActs = {
  readonly cells: Cells;
  readonly mayEdit: boolean;
  readonly rid: string;
  readonly failure: string | undefined;
  readonly today: Today;
  readonly apply: (change: Result<Change, StatusError>) => Promise<boolean>;
  /** "Bắt đầu nhầm": back to the day for which the calendar planned it. */
  readonly undoStart: () => Promise<boolean>;
  /** On the base of what is on the screen; whoever calls says what was done. */
  readonly save: (change: Change) => Promise<boolean>;
  /** Takes a step back on the record as it stands when that happens; false where it cannot be taken back any more. */
  readonly takeBack: <E>(undo: (cells: Cells) => Result<Change, E>) => Promise<boolean>;
  /** On the base of what is on the screen: what came since must not go unseen. */
  readonly remove: () => Promise<boolean>;
  /** Takes a deletion back, on the record as it stands when it happens. */
  readonly restore: () => Promise<boolean>;
};

/** What may be done to one session, each in one save. */
export function useSessionActs(phone: Phone, rid: string, record: OpenRecord | undefined): SessionActs {
  const sayUndoable = useUndo(UNDO);
  const [failure, setFailure] = useState<string>();
  const cells = record?.view.cells ?? {};
  const organ = organOf(cells);
  const target = { ...phone.place, ...(organ === undefined ? {} : { organ }) };
  const mayEdit = !phone.withdrawn && may(phone.actor(), 'session.edit', target);

  const save = async (change: Change, opened: OpenRecord['opened']): Promise<boolean> => {
    const saved = await phone.records.save({ rid, kind: receptionSession.kind, change, opened });
    setFailure(saved.ok ? undefined : sayNotDone(saved.error));
    return saved.ok;
  };
  const apply = async (change: Result<Change, StatusError>): Promise<boolean> => {
    if (!change.ok) setFailure(STATUS_ERRORS[change.error.tag]);
    if (!change.ok || record === undefined) return false;
    const done = await save(change.value, record.opened);
    if (done) {
      const { patch } = change.value;
      sayUndoable(savedHere(phone.nowMs()), () => takeBackSaved(phone, rid, patch, record.view.cells));
    }
    return done;
  };
  return {
    cells,
    mayEdit,
    rid,
    failure,
    today: phone.today(),
    apply,
    undoStart: async () => apply(undoStart(cells, await plannedDayOf(phone, rid, cells))),
    save: async (change) => record !== undefined && save(change, record.opened),
    takeBack: async (undo) => {
      const present = await phone.records.open(rid);
      const change = present === undefined ? undefined : undo(present.view.cells);
      return present !== undefined && change?.ok === true && save(change.value, present.opened);
    },
    remove: async () => {
      const change = deleteRecord(cells, 'Người ghi xóa trên máy');
      return change.ok && record !== undefined && save(change.value, record.opened);
    },
    restore: async () => {
      const restored = await restoreSaved(phone, rid);
      setFailure(restored.ok ? undefined : sayNotDone(restored.error));
      return restored.ok && restored.value !== undefined;
    },
  };
}
