import { useState } from 'react';
import type { Cells } from '../../contract/records/kind.ts';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import { isDeleted } from '../../domain/merge/cells.ts';
import type { Intent } from '../../domain/permissions/may.ts';
import { isDenunciation } from '../../domain/receptions/denunciation.ts';
import { reclassifyAsDenunciation } from '../../domain/receptions/edit-visit.ts';
import type { Change } from '../../domain/records/change.ts';
import { deleteRecord } from '../../domain/records/lifecycle.ts';
import type { Result } from '../../domain/result.ts';
import { ADDRESS, visitEditAddress } from '../../domain/text/addresses.ts';
import { UNDO } from '../../domain/text/wording.ts';
import { mayBegin } from '../../store/may-begin.ts';
import type { Phone } from '../../store/phone.ts';
import type { OpenRecord } from '../../store/record-store.ts';
import { Alarm } from '../../ui/alarm.tsx';
import { Button } from '../../ui/button.tsx';
import { IconCopy, IconEdit, IconTrash } from '../../ui/icons.tsx';
import { useSnackbar } from '../../ui/snackbar.tsx';
import { useUndo } from '../../ui/use-undo.ts';
import { AgainDialog } from './again-dialog.tsx';
import { freshLocalCode } from './fresh-code.ts';
import styles from './list.module.css';
import { mayDo } from './may-do.ts';
import { RedactQuestion } from './redact-question.tsx';
import { restoreSaved, undoDelete } from './restore-saved.ts';
import { sayNotDone } from './say-refusal.ts';
import type { Go } from './visit-form-page.tsx';

export type VisitActionsProps = { readonly phone: Phone; readonly record: OpenRecord; readonly go: Go };

/** What may be done with a visit. */
export function VisitActions({ phone, record, go }: VisitActionsProps) {
  const showSnackbar = useSnackbar();
  const sayUndoable = useUndo(UNDO);
  const [asking, setAsking] = useState(false);
  const [again, setAgain] = useState(false);
  const [failure, setFailure] = useState<string>();
  const { cells } = record.view;
  const can = (intent: Intent) => mayDo(phone, cells, intent);

  const save = async (change: Change, { rid, opened }: OpenRecord): Promise<boolean> => {
    const saved = await phone.records.save({ rid, kind: receptionVisit.kind, change, opened });
    setFailure(saved.ok ? undefined : sayNotDone(saved.error));
    return saved.ok;
  };
  /** Decides on the record as it stands now, with the base of the very same opening. */
  const saveNow = async <E,>(decide: (present: Cells) => Result<Change, E>): Promise<boolean> => {
    const present = (await phone.records.open(record.rid)) ?? record;
    const change = decide(present.view.cells);
    return change.ok && save(change.value, present);
  };
  const restore = async () => {
    const restored = await restoreSaved(phone, record.rid);
    setFailure(restored.ok ? undefined : sayNotDone(restored.error));
    if (restored.ok && restored.value) sayUndoable('Đã khôi phục.', restored.value.undo);
  };
  const remove = async () => {
    // On the base of what is on the screen: what came since must not go unseen.
    const change = deleteRecord(cells, 'Người ghi xóa trên máy');
    if (!change.ok || !(await save(change.value, record))) return;
    const { patch } = change.value;
    sayUndoable('Đã xóa lượt tiếp.', () => undoDelete(phone, record.rid, patch));
    go(ADDRESS.visits, { replace: true });
  };
  const redact = async () => {
    setAsking(false);
    // It says again all that may stay, so it must know the latest of it.
    if (await saveNow((present) => reclassifyAsDenunciation(present, freshLocalCode(phone))))
      showSnackbar({ text: 'Đã chuyển thành tố cáo và xóa danh tính.' });
  };

  const alarm = <Alarm>{failure}</Alarm>;
  if (isDeleted(cells)) {
    return (
      <>
        {alarm}
        {can('visit.restore') ? <Button onClick={() => void restore()}>Khôi phục</Button> : null}
      </>
    );
  }
  return (
    <>
      {alarm}
      <div className={styles.actions}>
        {can('visit.edit') ? (
          <Button kind="primary" icon={<IconEdit size={1.25} />} onClick={() => go(visitEditAddress(record.rid))}>
            Sửa
          </Button>
        ) : null}
        {can('visit.delete') ? (
          <Button icon={<IconTrash size={1.25} />} onClick={() => void remove()}>
            Xóa
          </Button>
        ) : null}
        {mayBegin(phone, 'visit.create') && !isDenunciation(cells) ? (
          <Button icon={<IconCopy size={1.25} />} onClick={() => setAgain(true)}>
            Tạo như lần này
          </Button>
        ) : null}
        {can('visit.redact') && !isDenunciation(cells) ? (
          <Button kind="quiet" onClick={() => setAsking(true)}>
            Chuyển thành tố cáo
          </Button>
        ) : null}
      </div>
      {again ? <AgainDialog phone={phone} rid={record.rid} go={go} onClose={() => setAgain(false)} /> : null}
      {asking ? <RedactQuestion onYes={() => void redact()} onNo={() => setAsking(false)} /> : null}
    </>
  );
}
