import { type ComponentProps, useId } from 'react';
import styles from './checkbox-field.module.css';
import { classNames } from './class-names.ts';
import { FieldMessage, type FieldTexts } from './field.tsx';

export interface CheckboxFieldProps
  extends Omit<FieldTexts, 'note' | 'labelHidden'>,
    Omit<ComponentProps<'input'>, 'type' | 'className'> {}

/** Yes or no: `<CheckboxField label="Đoàn đông người" {...register('largeGroup')} />`. */
export function CheckboxField({ label, hint, warning, error, ...rest }: CheckboxFieldProps) {
  const ownId = useId();
  const id = rest.id ?? rest.name ?? ownId;
  const hasMessage = Boolean(error) || Boolean(warning);
  const describedBy = classNames(Boolean(hint) && `${id}-hint`, hasMessage && `${id}-message`);
  return (
    <div className={styles.field}>
      <label className={styles.label}>
        <input
          {...rest}
          id={id}
          type="checkbox"
          className={styles.box}
          aria-describedby={describedBy || undefined}
          aria-invalid={error ? true : undefined}
        />
        <span>{label}</span>
      </label>
      {hint || hasMessage ? (
        <div className={styles.below}>
          {hint ? (
            <div className={styles.hint} id={`${id}-hint`}>
              {hint}
            </div>
          ) : null}
          <FieldMessage id={`${id}-message`} error={error} warning={warning} />
        </div>
      ) : null}
    </div>
  );
}
