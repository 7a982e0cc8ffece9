import { type ReactNode, useId, useState } from 'react';
import type { PlainDate } from '../../contract/scalars.ts';
import type { ReferenceChange, ReferenceDesk } from '../../domain/reference/desk.ts';
import { fixCount, WORDS } from '../../domain/text/wording.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorSummary, type FieldError } from '../../ui/error-summary.tsx';
import styles from './admin.module.css';
import { Failure } from './failure.tsx';

/** What became of a try to save: fields to be corrected, a refusal in words, or nothing (it is done). */
export type Tried = { readonly errors?: readonly FieldError[]; readonly failure?: string } | undefined;

/** What a dialog needs that changes reference records at the desk: `said` tells what was done. */
export type DeskDialogProps = {
  readonly today: PlainDate;
  readonly desk: Pick<ReferenceDesk, 'newId'>;
  readonly save: (changes: ReferenceChange | readonly ReferenceChange[], said: string) => Promise<Tried>;
  readonly onClose: () => void;
};

export type FormDialogProps = {
  readonly title: string;
  /** On the button that saves. */
  readonly submit: string;
  readonly kind?: 'primary' | 'danger';
  readonly onClose: () => void;
  /** Saves; the caller closes the dialog when it is done. What was typed stays until then. */
  readonly onSubmit: (data: FormData) => Promise<Tried>;
  /** At each stroke, for what is shown beside the form. */
  readonly onInput?: (data: FormData) => void;
  /** Other things that can be done with what the form is about, below it. */
  readonly more?: ReactNode;
  readonly children: (errorOf: (field: string) => string | undefined) => ReactNode;
};

/** A small form over the page. The browser owns what is typed. */
export function FormDialog(props: FormDialogProps) {
  const { title, submit, kind = 'primary', onClose, onSubmit, onInput, more, children } = props;
  const id = useId();
  const [tried, setTried] = useState<Tried>();
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);
  const errors = tried?.errors ?? [];

  const save = async (data: FormData) => {
    setBusy(true);
    setTried(await onSubmit(data).finally(() => setBusy(false)));
    setAttempt((now) => now + 1);
  };
  return (
    <Dialog
      title={title}
      closeLabel={WORDS.close}
      onClose={onClose}
      actions={
        <>
          <Button kind={kind} type="submit" form={id} busy={busy}>
            {submit}
          </Button>
          <Button onClick={onClose}>{WORDS.cancel}</Button>
        </>
      }
    >
      <form
        id={id}
        className={styles.form}
        noValidate
        onInput={(event) => onInput?.(new FormData(event.currentTarget))}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) save(new FormData(event.currentTarget)).catch((error: unknown) => reportError(error));
        }}
      >
        <Failure words={tried?.failure} />
        <ErrorSummary title={fixCount(errors.length)} errors={errors} attempt={attempt} />
        {children((field) => errors.find(({ fieldId }) => fieldId === field)?.message)}
        {more === undefined ? null : <div className={styles.buttons}>{more}</div>}
      </form>
    </Dialog>
  );
}

/** The text of a field, as it was typed. */
export function textOf(data: FormData, field: string): string {
  return String(data.get(field) ?? '');
}
