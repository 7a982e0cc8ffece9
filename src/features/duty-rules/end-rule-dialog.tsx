import { useState } from 'react';
import type { PlainDate } from '../../contract/scalars.ts';
import { chairLabel } from '../../domain/duties/duty-words.ts';
import { formatDate } from '../../domain/text/format.ts';
import { parseDate } from '../../domain/text/parse-date.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { Alarm } from '../../ui/alarm.tsx';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './duty-rules.module.css';
import { readBack } from './rule-editor.tsx';
import type { ShownRule } from './shown-rule.ts';

export type EndRuleProps = {
  readonly shown: ShownRule;
  readonly today: PlainDate;
  readonly busy: boolean;
  readonly onClose: () => void;
  /** Answers why it was refused. */
  readonly onEnd: (to: PlainDate) => Promise<string | undefined>;
};

/** The last day on which a rule asks for duties. What was received before stays counted. */
export function EndRuleDialog({ shown, today, busy, onClose, onEnd }: EndRuleProps) {
  const [error, setError] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const since = shown.rule.period?.from ?? today;
  const submit = async (typed: string) => {
    const date = parseDate(typed, { today });
    const wrong = !date.ok
      ? 'Nhập ngày như 05/07/2026'
      : date.value < since
        ? `Lịch bắt đầu từ ${formatDate(since)}: chọn ngày không sớm hơn, hoặc xóa lịch`
        : undefined;
    setError(wrong);
    if (date.ok && wrong === undefined) setFailure(await onEnd(date.value));
  };
  return (
    <Dialog
      title="Kết thúc lịch tiếp"
      closeLabel={WORDS.close}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" type="submit" form="end-rule" busy={busy}>
            Kết thúc
          </Button>
          <Button onClick={onClose}>{WORDS.cancel}</Button>
        </>
      }
    >
      <form
        id="end-rule"
        className={styles.stack}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const typed = String(new FormData(event.currentTarget).get('last') ?? '');
          submit(typed).catch((fault: unknown) => reportError(fault));
        }}
      >
        <Alarm>{failure}</Alarm>
        {shown.rule.chair ? <p>{chairLabel(shown.rule.chair)}</p> : null}
        <DateField
          label="Ngày tiếp cuối cùng của lịch này"
          name="last"
          defaultValue={formatDate(today)}
          error={error}
          pickLabel={WORDS.pickDate}
          writePicked={formatDate}
          readBack={(typed) => readBack(typed, today)}
        />
      </form>
    </Dialog>
  );
}
