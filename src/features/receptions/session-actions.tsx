import { useState } from 'react';
import type { PlainDate } from '../../contract/scalars.ts';
import { isDeleted } from '../../domain/merge/cells.ts';
import { statusOf } from '../../domain/receptions/session-rules.ts';
import {
  cancelSession,
  closeWithoutVisitors,
  finishSession,
  type HeldOn,
  postponeSession,
  reopenSession,
  rescheduleSession,
  startSession,
} from '../../domain/receptions/session-status.ts';
import { ADDRESS, newVisitAddress, sessionEditAddress } from '../../domain/text/addresses.ts';
import { formatDate } from '../../domain/text/format.ts';
import { UNDO } from '../../domain/text/wording.ts';
import { Alarm } from '../../ui/alarm.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { IconPlus } from '../../ui/icons.tsx';
import { Section } from '../../ui/page.tsx';
import { useUndo } from '../../ui/use-undo.ts';
import { HeldOnDialog } from './held-on-dialog.tsx';
import styles from './list.module.css';
import { NoticeDialog } from './notice-dialog.tsx';
import type { SessionActs } from './use-session-acts.ts';
import type { Go } from './visit-form-page.tsx';

export type SessionActionsProps = { readonly acts: SessionActs; readonly visits: number; readonly go: Go };

/** What needs the day on which the session takes place. */
type Placing = (on: HeldOn) => ReturnType<typeof startSession>;

/** What is done at the table. */
export function NowActions({ acts, visits, go }: SessionActionsProps) {
  const { cells, mayEdit, rid, failure, apply, today } = acts;
  const [asking, setAsking] = useState<{ readonly proposed: string; readonly place: Placing }>();
  if (!mayEdit) return null;
  const alarm = <Alarm>{failure}</Alarm>;
  if (isDeleted(cells)) {
    return (
      <>
        {alarm}
        <Banner tone="warning" action={<Button onClick={() => void acts.restore()}>Khôi phục</Button>}>
          Buổi tiếp này đã xóa và không tính vào số liệu.
        </Banner>
      </>
    );
  }
  const status = statusOf(cells) ?? 'scheduled';
  const ahead = status === 'scheduled' || status === 'postponed';
  const planned = (cells.held as { readonly date?: PlainDate } | null | undefined)?.date ?? '';
  const start = () => {
    const place: Placing = (on) => startSession(cells, on);
    if (today.doubt === undefined) void apply(place({ date: today.date, dateSource: 'device' }));
    else setAsking({ proposed: '', place });
  };
  const closeEmpty = () => {
    const place: Placing = (on) => closeWithoutVisitors(cells, visits, on);
    if (!ahead || (today.doubt === undefined && planned === today.date)) {
      void apply(place({ date: today.date, dateSource: 'device' }));
      return;
    }
    // Closed on another day than the planned one: held then and entered now, or held today?
    const day = status === 'scheduled' && planned < today.date ? planned : today.date;
    setAsking({ proposed: today.doubt === undefined ? formatDate(day) : '', place });
  };
  return (
    <>
      {alarm}
      <div className={styles.actions}>
        {status === 'in_progress' ? (
          <>
            <Button kind="primary" icon={<IconPlus />} onClick={() => go(newVisitAddress(rid))}>
              Ghi lượt tiếp
            </Button>
            <Button onClick={() => void apply(finishSession(cells))}>Kết thúc buổi tiếp</Button>
          </>
        ) : null}
        {ahead ? (
          <Button kind="primary" onClick={start}>
            Bắt đầu buổi tiếp
          </Button>
        ) : null}
        {(ahead || status === 'in_progress') && visits === 0 ? (
          <Button onClick={closeEmpty}>Không có công dân đến</Button>
        ) : null}
        {status === 'done' ? <Button onClick={() => void apply(reopenSession(cells))}>Mở lại buổi tiếp</Button> : null}
        {status === 'cancelled' ? (
          <Button onClick={() => void apply(rescheduleSession(cells))}>Xếp lịch lại</Button>
        ) : null}
      </div>
      {asking === undefined ? null : (
        <HeldOnDialog
          today={today}
          proposed={asking.proposed}
          onClose={() => setAsking(undefined)}
          onSay={(on) => {
            setAsking(undefined);
            void apply(asking.place(on));
          }}
        />
      )}
    </>
  );
}

/** What is seldom done; it stands last. */
export function OtherActions({ acts, visits, go }: SessionActionsProps) {
  const sayUndoable = useUndo(UNDO);
  const [asking, setAsking] = useState<'postpone' | 'cancel'>();
  const { cells, mayEdit, rid } = acts;
  if (!mayEdit || isDeleted(cells)) return null;
  const status = statusOf(cells) ?? 'scheduled';

  const remove = async () => {
    if (!(await acts.remove())) return;
    sayUndoable('Đã xóa buổi tiếp.', acts.restore);
    go(ADDRESS.sessions, { replace: true });
  };
  return (
    <Section title="Việc khác">
      <div className={styles.actions}>
        <Button onClick={() => go(sessionEditAddress(rid))}>Sửa thông tin, kết luận</Button>
        {status === 'in_progress' && visits === 0 ? (
          <Button onClick={() => void acts.undoStart()}>Bắt đầu nhầm</Button>
        ) : null}
        {status === 'scheduled' ? <Button onClick={() => setAsking('postpone')}>Hoãn</Button> : null}
        {status === 'scheduled' || status === 'postponed' || status === 'in_progress' ? (
          <Button onClick={() => setAsking('cancel')}>Hủy buổi</Button>
        ) : null}
        {visits === 0 ? <Button onClick={() => void remove()}>Xóa</Button> : null}
      </div>
      {asking === undefined ? null : (
        <NoticeDialog
          what={asking}
          onClose={() => setAsking(undefined)}
          onSay={async (notice) => {
            const change = asking === 'postpone' ? postponeSession(cells, notice) : cancelSession(cells, notice);
            const failed = await acts.applyIn(change);
            if (failed === undefined) setAsking(undefined);
            return failed;
          }}
        />
      )}
    </Section>
  );
}
