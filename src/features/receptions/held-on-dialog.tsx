import { useState } from 'react';
import type { HeldOn } from '../../domain/receptions/session-status.ts';
import { WORDS } from '../../domain/text/wording.ts';
import type { Today } from '../../store/phone.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { dateProps } from './date-words.ts';
import { SESSION_DATES } from './dates.ts';
import { Typed } from './typed.ts';

type HeldOnProps = {
  readonly today: Today;
  /** As it stands in the field; '' where nothing may be proposed. */
  readonly proposed: string;
  readonly onClose: () => void;
  readonly onSay: (on: HeldOn) => void;
};

/** On which day the session took place: every figure is counted for it, so nobody may guess it. */
export function HeldOnDialog({ today, proposed, onClose, onSay }: HeldOnProps) {
  const [error, setError] = useState<string>();
  const formId = 'session-held-on';
  const say = (text: string) => {
    const typed = new Typed(today.date);
    const date = typed.date('heldOn', text, SESSION_DATES.heldOn);
    if (text.trim() === '') typed.say('heldOn', 'Nhập ngày tiếp');
    else if (today.doubt === undefined && date > today.date) typed.say('heldOn', WORDS.dateInFuture);
    setError(typed.problems[0]?.message);
    if (typed.problems.length === 0) onSay({ date, dateSource: 'entered' });
  };
  return (
    <Dialog
      title="Buổi này tiếp ngày nào?"
      closeLabel={WORDS.close}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" type="submit" form={formId}>
            Ghi ngày này
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
          say(String(new FormData(event.currentTarget).get('heldOn') ?? ''));
        }}
      >
        {today.doubt === undefined ? null : <p>Đồng hồ của máy này có thể sai. Hãy ghi đúng ngày tiếp.</p>}
        <DateField
          label="Ngày tiếp"
          name="heldOn"
          error={error}
          {...dateProps(today.date, SESSION_DATES.heldOn)}
          defaultValue={proposed}
        />
      </form>
    </Dialog>
  );
}
