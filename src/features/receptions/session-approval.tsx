import { useState } from 'react';
import type { Cells } from '../../contract/records/kind.ts';
import { wallClockAt } from '../../domain/calendar/plain-date.ts';
import {
  type ApprovalError,
  type ApprovalStep,
  type ApprovalView,
  approvalOf,
  approveSession,
  returnSession,
  submitSession,
  undoApproval,
  withdrawSubmission,
} from '../../domain/receptions/approval.ts';
import { statusOf } from '../../domain/receptions/session-rules.ts';
import type { Change } from '../../domain/records/change.ts';
import type { Result } from '../../domain/result.ts';
import { formatDate } from '../../domain/text/format.ts';
import { WORDS } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import { Alarm } from '../../ui/alarm.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Section } from '../../ui/page.tsx';
import { useSnackbar } from '../../ui/snackbar.tsx';
import { StatusChip, type Tone } from '../../ui/status-chip.tsx';
import { TextAreaField } from '../../ui/text-area-field.tsx';
import styles from './list.module.css';
import { mayDo } from './may-do.ts';
import type { SessionActs } from './use-session-acts.ts';

const ERRORS: { readonly [tag in ApprovalError['tag']]: string } = {
  notDone: 'Kết thúc buổi tiếp trước, rồi mới trình.',
  wrongStep: 'Buổi này vừa được xử lý ở máy khác. Xem lại trạng thái trình duyệt.',
  commentMissing: 'Ghi rõ cần sửa gì',
  deleted: 'Buổi tiếp này đã xóa.',
};

const STATES: { readonly [state in ApprovalView['state']]: { readonly words: string; readonly tone: Tone } } = {
  submitted: { words: 'Chờ duyệt', tone: 'info' },
  approved: { words: 'Đã duyệt', tone: 'success' },
  returned: { words: 'Trả lại để sửa', tone: 'warning' },
};

export type SessionApprovalProps = { readonly phone: Phone; readonly acts: SessionActs };

type Step = Result<Change<'patch'>, ApprovalError>;

/** Trình – duyệt: the office hands a finished session up; its chair approves it on his own phone, or returns it. */
export function SessionApproval({ phone, acts }: SessionApprovalProps) {
  const showSnackbar = useSnackbar();
  const [failure, setFailure] = useState<string>();
  const [returning, setReturning] = useState(false);
  const { cells, mayEdit } = acts;
  const approval = approvalOf(cells);
  const finished = statusOf(cells) === 'done';
  if (!finished && approval === undefined) return null;

  const mayApprove = mayDo(phone, cells, 'session.approve');
  const state = approval?.state ?? 'none';

  const take = async (step: Step, said: string, undo?: (cells: Cells) => Step): Promise<boolean> => {
    setFailure(step.ok ? undefined : ERRORS[step.error.tag]);
    if (!step.ok || !(await acts.save(step.value))) return false;
    sayTaken(said, undo);
    return true;
  };
  const sayTaken = (said: string, undo?: (cells: Cells) => Step) =>
    showSnackbar({
      text: said,
      durationMs: 10_000,
      ...(undo === undefined ? {} : { action: { label: WORDS.undo, run: () => void takeBack(undo) } }),
    });
  /** On what stands there now: somebody else may have gone on meanwhile. */
  const takeBack = async (undo: (cells: Cells) => Step) => {
    if (!(await acts.takeBack(undo))) setFailure(ERRORS.wrongStep);
  };
  const mine = () => stepOf(phone);

  return (
    <Section title="Trình duyệt">
      <Alarm>{failure}</Alarm>
      {approval === undefined ? null : <Standing approval={approval} />}
      {phone.withdrawn ? null : (
        <div className={styles.actions}>
          {mayEdit && finished && canSubmit(approval) && !(mayApprove && state === 'returned') ? (
            <Button
              kind="primary"
              onClick={() => void take(submitSession(cells, mine()), 'Đã trình lãnh đạo duyệt.', withdrawSubmission)}
            >
              {submitWords(state, mayApprove)}
            </Button>
          ) : null}
          {mayEdit && state === 'submitted' && !mayApprove ? (
            <Button onClick={() => void take(withdrawSubmission(cells), 'Đã rút lại, chưa trình nữa.')}>Rút lại</Button>
          ) : null}
          {mayApprove && finished && (state === 'submitted' || state === 'returned') ? (
            <Button
              kind="primary"
              onClick={() =>
                void take(approveSession(cells, mine()), 'Đã duyệt buổi tiếp.', (now) => undoApproval(now, mine()))
              }
            >
              Duyệt
            </Button>
          ) : null}
          {mayApprove && finished && (state === 'submitted' || state === 'approved') ? (
            <Button onClick={() => setReturning(true)}>Trả lại để sửa</Button>
          ) : null}
        </div>
      )}
      {state === 'none' && mayApprove ? <p>Buổi này chưa được trình.</p> : null}
      {returning ? (
        <ReturnDialog
          onClose={() => setReturning(false)}
          onSay={async (comment) => {
            const step = returnSession(cells, mine(), comment);
            if (!step.ok) return ERRORS[step.error.tag];
            const failed = await acts.saveIn(step.value);
            if (failed !== undefined) return failed;
            sayTaken('Đã trả lại để sửa.', (now) => undoApproval(now, mine()));
            setReturning(false);
            return undefined;
          }}
        />
      ) : null}
    </Section>
  );
}

/** A chair may have written the session himself: then nobody else hands it up to him. */
function submitWords(state: ApprovalView['state'] | 'none', mayApprove: boolean): string {
  if (mayApprove) return 'Trình để duyệt';
  return state === 'none' ? 'Trình lãnh đạo duyệt' : 'Trình lại';
}

function canSubmit(approval: ApprovalView | undefined): boolean {
  return approval === undefined || approval.state === 'returned' || (approval.state === 'approved' && approval.changed);
}

/** The last step: whose, when, and whether the session was edited since. */
function Standing({ approval }: { readonly approval: ApprovalView }) {
  const { state, by, at, comment, changed } = approval;
  const { words, tone } = STATES[state];
  return (
    <>
      <p className={styles.head}>
        <StatusChip tone={tone}>{words}</StatusChip>
        <span>
          {by.name}, {at.time} ngày {formatDate(at.date)}
        </span>
      </p>
      {comment === undefined ? null : <p>Ý kiến: {comment}</p>}
      {changed && state !== 'returned' ? (
        <Banner tone="warning">
          {state === 'approved'
            ? 'Buổi tiếp đã được sửa sau khi duyệt. Trình lại để lãnh đạo xem bản mới.'
            : 'Buổi tiếp đã được sửa sau khi trình; người duyệt thấy bản mới nhất.'}
        </Banner>
      ) : null}
    </>
  );
}

function stepOf(phone: Phone): ApprovalStep {
  const { date, hour, minute } = wallClockAt(phone.nowMs());
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  return { by: { ...phone.recordedBy }, at: { date, time } };
}

type ReturnProps = { readonly onClose: () => void; readonly onSay: (comment: string) => Promise<string | undefined> };

function ReturnDialog({ onClose, onSay }: ReturnProps) {
  const [error, setError] = useState<string>();
  const formId = 'session-return';
  return (
    <Dialog
      title="Trả lại để sửa"
      closeLabel={WORDS.close}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" type="submit" form={formId}>
            Trả lại
          </Button>
          <Button onClick={onClose}>{WORDS.cancel}</Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void onSay(String(new FormData(event.currentTarget).get('comment') ?? '')).then(setError);
        }}
      >
        <TextAreaField label="Cần sửa gì" name="comment" error={error} data-autofocus />
      </form>
    </Dialog>
  );
}
