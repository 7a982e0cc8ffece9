import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';
import styles from './field.module.css';
import { IconDanger, IconWarning } from './icons.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';

/** The words around a control. */
export interface FieldTexts {
  readonly label: string;
  /** Beside the label, lighter: "(không bắt buộc)". */
  readonly note?: string | undefined;
  /** The label is read aloud but not shown; only where a heading or an icon says the same. */
  readonly labelHidden?: boolean | undefined;
  readonly hint?: ReactNode;
  /** Worth a look, but it can be saved as it is. */
  readonly warning?: ReactNode;
  /** What to do about it, in the words of the error summary. */
  readonly error?: string | undefined;
}

/** What the control takes so that label, hint and messages belong to it. */
export interface FieldControl {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

export interface FieldProps extends FieldTexts {
  /** Unless told, the name of the control, so that an error summary finds it by that name. */
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly children: (control: FieldControl) => ReactNode;
}

/**
 * Label, hint, warning and error around any control of your own. The usual ones are made already: TextField,
 * TextAreaField, SelectField, CheckboxField, DateField, NumberStepper, ChipGroup.
 */
export function Field({ id, name, label, note, labelHidden, hint, warning, error, children }: FieldProps) {
  const ownId = useId();
  const controlId = id ?? name ?? ownId;
  const hintId = `${controlId}-hint`;
  const messageId = `${controlId}-message`;
  const hasMessage = Boolean(error) || Boolean(warning);
  const describedBy = classNames(Boolean(hint) && hintId, hasMessage && messageId);
  const labelElement = (
    <label className={styles.label} htmlFor={controlId}>
      {label} {note ? <span className={styles.note}>{note}</span> : null}
    </label>
  );
  return (
    <div className={styles.field}>
      {labelHidden ? <VisuallyHidden>{labelElement}</VisuallyHidden> : labelElement}
      {hint ? (
        <div className={styles.hint} id={hintId}>
          {hint}
        </div>
      ) : null}
      {children({
        id: controlId,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      <FieldMessage id={messageId} error={error} warning={warning} />
    </div>
  );
}

interface FieldMessageProps {
  readonly id: string;
  readonly error: string | undefined;
  readonly warning: ReactNode;
}

/** The error of a field, or else its warning. */
export function FieldMessage({ id, error, warning }: FieldMessageProps) {
  if (error) {
    return (
      <div className={classNames(styles.message, styles.error)} id={id}>
        <IconDanger size={1.125} />
        <span>{error}</span>
      </div>
    );
  }
  if (!warning) return null;
  return (
    <div className={classNames(styles.message, styles.warning)} id={id}>
      <IconWarning size={1.125} />
      <span>{warning}</span>
    </div>
  );
}
