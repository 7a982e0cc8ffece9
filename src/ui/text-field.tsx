import type { ComponentProps, KeyboardEvent, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './field.module.css';
import { Field, type FieldTexts } from './field.tsx';
import { isComposing } from './is-composing.ts';

/** What is typed into it: chooses the keyboard of the phone and what the browser may do by itself. */
export type TextPurpose = 'text' | 'name' | 'phone' | 'digits' | 'decimal' | 'search' | 'secret' | 'code';

/** No `value`: the browser owns the text while someone types. Give `defaultValue`, or spread `register(…)`. */
export interface TextFieldProps extends FieldTexts, Omit<ComponentProps<'input'>, 'value' | 'type' | 'className'> {
  readonly purpose?: TextPurpose;
  /** Beside the input, on its line: a scan button, a unit. */
  readonly trailing?: ReactNode;
  /** As wide as a date or a number. */
  readonly short?: boolean;
}

const attributesByPurpose: Readonly<Record<TextPurpose, ComponentProps<'input'>>> = {
  text: { type: 'text', autoCapitalize: 'sentences' },
  name: { type: 'text', autoCapitalize: 'words' },
  phone: { type: 'tel' },
  digits: { type: 'text', inputMode: 'numeric', autoCapitalize: 'off' },
  decimal: { type: 'text', inputMode: 'decimal', autoCapitalize: 'off' },
  search: { type: 'search', enterKeyHint: 'search', autoCapitalize: 'off' },
  secret: { type: 'password', autoComplete: 'current-password' },
  code: { type: 'text', autoComplete: 'one-time-code', autoCapitalize: 'characters' },
};

/**
 * One line of text. Uncontrolled: `<TextField label="Họ và tên" purpose="name" {...register('name')} />`. Normalise
 * when the value is saved; anything that rewrites it while typing destroys Vietnamese input.
 */
export function TextField({ purpose = 'text', trailing, short, onKeyDown, ...props }: TextFieldProps) {
  const { label, note, labelHidden, hint, warning, error, ...rest } = props;
  const texts = { label, note, labelHidden, hint, warning, error };
  return (
    <Field {...texts} id={rest.id} name={rest.name}>
      {(control) => (
        <div className={styles.row}>
          <input
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            {...attributesByPurpose[purpose]}
            {...rest}
            {...control}
            className={classNames(styles.control, short && styles.short)}
            onKeyDown={(event) => {
              keepFormWhileComposing(event);
              onKeyDown?.(event);
            }}
          />
          {trailing}
        </div>
      )}
    </Field>
  );
}

/** Enter that ends a syllable must not send the form. */
function keepFormWhileComposing(event: KeyboardEvent) {
  if (event.key === 'Enter' && isComposing(event)) event.preventDefault();
}
