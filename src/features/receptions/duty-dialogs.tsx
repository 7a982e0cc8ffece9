import { useState } from 'react';
import type { PlainDate } from '../../contract/scalars.ts';
import { nextWorkingDay } from '../../domain/calendar/working-days.ts';
import { type DutyEntry, isTaken } from '../../domain/duties/duty-entries.ts';
import type { PlannedDuty } from '../../domain/duties/duty-plan.ts';
import { chairLabel, entryTitle, sayDoubt, sayHours, sayMove } from '../../domain/duties/duty-words.ts';
import type { HeldOn } from '../../domain/receptions/session-status.ts';
import { sessionAddress } from '../../domain/text/addresses.ts';
import { formatDate, formatDateWithWeekday } from '../../domain/text/format.ts';
import { NOT_DONE, savedHere, UNDO, WORDS } from '../../domain/text/wording.ts';
import { actOnDuty, type DutyAct, type DutyProblem, dutiesBetween, scheduleMakeUp } from '../../store/duties.ts';
import type { Phone } from '../../store/phone.ts';
import { Alarm } from '../../ui/alarm.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useSnackbar } from '../../ui/snackbar.tsx';
import { useUndo } from '../../ui/use-undo.ts';
import { dateProps } from './date-words.ts';
import { SESSION_DATES } from './dates.ts';
import { HeldOnDialog } from './held-on-dialog.tsx';
import { NoticeDialog } from './notice-dialog.tsx';
import { deleteMade } from './restore-saved.ts';
import { Typed } from './typed.ts';
import type { Duties } from './use-duties.ts';
import { STATUS_ERRORS } from './use-session-acts.ts';
import type { Go } from './visit-form-page.tsx';

/** What the calendar asks of the official. */
export type DutyQuestion =
  | { readonly tag: 'duty'; readonly duty: PlannedDuty; readonly state: DutyEntry['state'] }
  | { readonly tag: 'make-up'; readonly entry: DutyEntry };

export type DutyDialogsProps = {
  readonly phone: Phone;
  readonly question: DutyQuestion;
  readonly duties: Pick<Duties, 'data' | 'sessions'>;
  readonly go: Go;
  readonly onClose: () => void;
};

/** The questions behind a line of the calendar. */
export function DutyDialogs(props: DutyDialogsProps) {
  const { question } = props;
  return question.tag === 'duty' ? (
    <DutyDialog {...props} duty={question.duty} state={question.state} />
  ) : (
    <MakeUpDialog {...props} entry={question.entry} />
  );
}

/** In the words of every screen that starts or moves a duty. */
export function sayDutyProblem(problem: DutyProblem): string {
  if (problem.tag === 'deleted') return 'Buổi này đã bị xóa trên máy. Khôi phục buổi ở danh sách buổi tiếp trước.';
  if (problem.tag === 'wrongTransition' || problem.tag === 'reasonMissing' || problem.tag === 'hasVisits')
    return STATUS_ERRORS[problem.tag];
  return NOT_DONE[problem.tag];
}

type DutyDialogProps = Omit<DutyDialogsProps, 'question'> & {
  readonly duty: PlannedDuty;
  readonly state: DutyEntry['state'];
};

function DutyDialog({ phone, duty, state, go, onClose }: DutyDialogProps) {
  const showSnackbar = useSnackbar();
  const today = phone.today();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [asking, setAsking] = useState<'start' | 'no-visitors' | 'postpone'>();

  const take = async (act: DutyAct): Promise<string | undefined> => {
    if (busy) return undefined;
    setBusy(true);
    const taken = await actOnDuty(phone, duty, act);
    setBusy(false);
    if (!taken.ok) return sayDutyProblem(taken.error);
    showSnackbar({ text: savedHere(phone.nowMs()), durationMs: 5_000 });
    onClose();
    if (act.tag !== 'postpone') go(sessionAddress(taken.value));
    return undefined;
  };
  /** On its own day nothing is asked; held on another day, or by a clock that may be wrong, somebody says when. */
  const place = (tag: 'start' | 'no-visitors') => {
    if (state === 'today' && today.doubt === undefined)
      void take({ tag, on: { date: today.date, dateSource: 'device' } }).then(setFailure);
    else setAsking(tag);
  };
  const proposed = today.doubt === undefined ? formatDate(state === 'ahead' ? today.date : duty.date) : '';

  if (asking === 'postpone')
    return (
      <NoticeDialog
        what="postpone"
        onClose={() => setAsking(undefined)}
        onSay={(notice) => take({ tag: 'postpone', ...notice })}
      />
    );
  if (asking !== undefined)
    return (
      <HeldOnDialog
        today={today}
        proposed={proposed}
        onClose={() => setAsking(undefined)}
        onSay={(on: HeldOn) => {
          setAsking(undefined);
          void take({ tag: asking, on }).then(setFailure);
        }}
      />
    );
  return (
    <Dialog
      title={chairLabel(duty)}
      closeLabel={WORDS.close}
      onClose={onClose}
      actions={
        <>
          {state === 'ahead' ? null : (
            <>
              <Button kind="primary" busy={busy} onClick={() => place('start')}>
                {state === 'today' ? 'Bắt đầu buổi tiếp' : 'Ghi buổi đã tiếp'}
              </Button>
              <Button busy={busy} onClick={() => place('no-visitors')}>
                Không có công dân đến
              </Button>
            </>
          )}
          <Button busy={busy} onClick={() => setAsking('postpone')}>
            Báo bận, hoãn
          </Button>
        </>
      }
    >
      <Alarm>{failure}</Alarm>
      <p>
        {formatDateWithWeekday(duty.date)}, {sayHours(duty).toLocaleLowerCase('vi')}
        {duty.place === undefined ? '' : `, ${duty.place}`}
      </p>
      {[sayMove(duty), sayDoubt(duty)].filter(Boolean).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {state === 'unrecorded' ? (
        <p>Ngày này đã qua mà chưa ghi gì. Ghi lại theo sổ, hoặc ghi là đã hoãn kèm lý do.</p>
      ) : null}
    </Dialog>
  );
}

function MakeUpDialog({
  phone,
  entry,
  duties,
  onClose,
}: Omit<DutyDialogsProps, 'question'> & { readonly entry: DutyEntry }) {
  const sayUndoable = useUndo(UNDO);
  const { date: today } = phone.today();
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const { session } = entry;
  const formId = 'make-up';
  const rule = SESSION_DATES.makeUpOn;
  const [warnedOf, setWarnedOf] = useState<PlainDate>();
  const isCounted = (date: PlainDate) =>
    session !== undefined && isTaken(date, session, dutiesBetween(phone, { ...duties, from: date, to: date }));
  const proposed = () => {
    const { calendar } = duties.data;
    let date = nextWorkingDay(laterOf(today, entry.date), calendar);
    for (let tried = 0; tried < 31 && isCounted(date); tried += 1) date = nextWorkingDay(date, calendar);
    return formatDate(date);
  };

  const [proposal] = useState(proposed);

  const say = async (text: string) => {
    const typed = new Typed(today);
    const date = typed.date('makeUpOn', text, rule);
    if (text.trim() === '') typed.say('makeUpOn', 'Nhập ngày tiếp bù');
    setError(typed.problems[0]?.message);
    if (typed.problems.length > 0 || busy || session?.duty === undefined) return;
    // Said once, then it is the official's word: on that day he may well have received twice.
    if (isCounted(date) && date !== warnedOf) {
      setWarnedOf(date);
      return;
    }
    setBusy(true);
    const made = await makeUp(phone, entry, date);
    setBusy(false);
    if (!made.ok) {
      setError(sayDutyProblem(made.error));
      return;
    }
    const stored = await phone.records.open(made.value);
    sayUndoable(`Đã xếp tiếp bù ngày ${formatDate(date)}.`, () =>
      deleteMade(phone, made.value, stored?.view.cells ?? {}),
    );
    onClose();
  };

  return (
    <Dialog
      title="Xếp ngày tiếp bù"
      closeLabel={WORDS.close}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" type="submit" form={formId} busy={busy}>
            Xếp ngày này
          </Button>
          <Button onClick={onClose}>{WORDS.cancel}</Button>
        </>
      }
    >
      <p>
        {entryTitle(entry)}, hoãn ngày {session?.duty === undefined ? '' : formatDate(session.duty.on)}. Ngày tiếp bù
        vẫn tính cho tháng của ngày đã hoãn.
      </p>
      <form
        id={formId}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void say(String(new FormData(event.currentTarget).get('makeUpOn') ?? ''));
        }}
      >
        <DateField
          label="Ngày tiếp bù"
          name="makeUpOn"
          error={error}
          {...dateProps(today, rule)}
          defaultValue={proposal}
        />
        {warnedOf === undefined ? null : (
          <div role="alert">
            <Banner tone="warning">
              Ngày {formatDate(warnedOf)} người tiếp đã có buổi khác; hai buổi cùng một ngày chỉ tính một ngày, ngày đã
              hoãn vẫn còn thiếu. Chọn ngày khác, hoặc bấm “Xếp ngày này” lần nữa.
            </Banner>
          </div>
        )}
      </form>
    </Dialog>
  );
}

function laterOf(a: PlainDate, b: PlainDate): PlainDate {
  return a > b ? a : b;
}

/** The chair and the half day are those of the session that did not take place. */
async function makeUp(phone: Phone, { session, duty }: DutyEntry, date: PlainDate) {
  const record = session === undefined ? undefined : await phone.records.open(session.rid);
  if (record === undefined || session?.duty === undefined) return { ok: false, error: { tag: 'deleted' } } as const;
  return scheduleMakeUp(phone, { of: record.view.cells, duty, missed: session.duty.on, date });
}
