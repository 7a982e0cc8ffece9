import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import styles from './field.module.css';
import { Field, type FieldTexts } from './field.tsx';
import { IconDown } from './icons.tsx';

export interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
  /** Cannot be chosen yet. */
  readonly disabled?: boolean | undefined;
}

export interface SelectFieldProps extends FieldTexts, Omit<ComponentProps<'select'>, 'className' | 'children'> {
  readonly choices: readonly Choice[];
  /** The first line, which chooses nothing (the empty string): "Chọn xóm". */
  readonly emptyChoice?: string | undefined;
}

/** One of a long list; of up to seven, a ChipGroup is quicker. `<SelectField label="Xóm" choices={…} {...register('village')} />` */
export function SelectField({ choices, emptyChoice, ...props }: SelectFieldProps) {
  const { label, note, labelHidden, hint, warning, error, ...rest } = props;
  const texts = { label, note, labelHidden, hint, warning, error };
  return (
    <Field {...texts} id={rest.id} name={rest.name}>
      {(control) => (
        <div className={styles.selectFrame}>
          <select {...rest} {...control} className={classNames(styles.control, styles.select)}>
            {emptyChoice === undefined ? null : <option value="">{emptyChoice}</option>}
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value} disabled={choice.disabled}>
                {choice.label}
              </option>
            ))}
          </select>
          <IconDown size={1.25} />
        </div>
      )}
    </Field>
  );
}
