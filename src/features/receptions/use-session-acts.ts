import { useState } from 'react';
import type { Cells } from '../../contract/records/kind.ts';
import { receptionSession } from '../../contract/records/reception-session.ts';
import { type StatusError, undoStart } from '../../domain/receptions/session-status.ts';
import type { Change } from '../../domain/records/change.ts';
import { deleteRecord } from '../../domain/records/lifecycle.ts';
import type { Result } from '../../domain/result.ts';
import { savedHere, UNDO } from '../../domain/text/wording.ts';
import { plannedDayOf } from '../../store/duties.ts';
import type { Phone, Today } from '../../store/phone.ts';
import type { OpenRecord } from '../../store/record-store.ts';
import { useUndo } from '../../ui/use-undo.ts';
import { mayDo } from './may-do.ts';
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
  /** The same for a dialog, which says itself why it did not happen: what stands below is out of reach. */
  readonly applyIn: (change: Result<Change, StatusError>) => Promise<string | undefined>;
  /** On the base of what is on the screen; whoever calls says what was done. */
  readonly save: (change: Change) => Promise<boolean>;
  /** The same for a dialog. */
  readonly saveIn: (change: Change) => Promise<string | undefined>;
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
  const mayEdit = mayDo(phone, cells, 'session.edit');

  const save = async (change: Change, opened: OpenRecord['opened']): Promise<string | undefined> => {
    const saved = await phone.records.save({ rid, kind: receptionSession.kind, change, opened });
    return saved.ok ? undefined : sayNotDone(saved.error);
  };
  /** Says on the page why it did not happen. */
  const said = (words: string | undefined): boolean => {
    setFailure(words);
    return words === undefined;
  };
  const saveIn = async (change: Change) =>
    record === undefined ? sayNotDone({ tag: 'gone' }) : save(change, record.opened);
  const applyIn = async (change: Result<Change, StatusError>) => {
    if (!change.ok) return STATUS_ERRORS[change.error.tag];
    const words = await saveIn(change.value);
    const { patch } = change.value;
    if (words === undefined) sayUndoable(savedHere(phone.nowMs()), () => takeBackSaved(phone, rid, patch, cells));
    return words;
  };
  const apply = async (change: Result<Change, StatusError>) => said(await applyIn(change));
  return {
    cells,
    mayEdit,
    rid,
    failure,
    today: phone.today(),
    apply,
    applyIn,
    undoStart: async () => apply(undoStart(cells, await plannedDayOf(phone, rid, cells))),
    save: async (change) => said(await saveIn(change)),
    saveIn,
    takeBack: async (undo) => {
      const present = await phone.records.open(rid);
      const change = present === undefined ? undefined : undo(present.view.cells);
      return present !== undefined && change?.ok === true && said(await save(change.value, present.opened));
    },
    remove: async () => {
      const change = deleteRecord(cells, 'Người ghi xóa trên máy');
      return change.ok && said(await saveIn(change.value));
    },
    restore: async () => {
      const restored = await restoreSaved(phone, rid);
      setFailure(restored.ok ? undefined : sayNotDone(restored.error));
      return restored.ok && restored.value !== undefined;
    },
  };
}
