import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import styles from './field.module.css';
import { Field, type FieldTexts } from './field.tsx';

/** No `value`: the browser owns the text while someone types. */
export interface TextAreaFieldProps extends FieldTexts, Omit<ComponentProps<'textarea'>, 'value' | 'className'> {}

/** Several lines of text, growing with them: `<TextAreaField label="Nội dung" {...register('content')} />`. */
export function TextAreaField(props: TextAreaFieldProps) {
  const { label, note, labelHidden, hint, warning, error, ...rest } = props;
  const texts = { label, note, labelHidden, hint, warning, error };
  return (
    <Field {...texts} id={rest.id} name={rest.name}>
      {(control) => (
        <textarea
          rows={3}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="sentences"
          spellCheck={false}
          {...rest}
          {...control}
          className={classNames(styles.control, styles.area)}
        />
      )}
    </Field>
  );
}
