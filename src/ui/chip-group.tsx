import { type ComponentProps, type ReactNode, useId } from 'react';
import styles from './chip-group.module.css';
import { classNames } from './class-names.ts';
import { FieldMessage, type FieldTexts } from './field.tsx';
import { IconCheck } from './icons.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface Chip {
  readonly value: string;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly disabled?: boolean;
}

type InputProps = Pick<ComponentProps<'input'>, 'name' | 'ref' | 'onChange' | 'onBlur' | 'disabled'>;

interface ChipGroupProps extends FieldTexts, InputProps {
  readonly chips: readonly Chip[];
  readonly id?: string;
}

export interface SingleChipGroupProps extends ChipGroupProps {
  readonly multiple?: false;
  readonly defaultValue?: string | undefined;
  /** With `value` the caller holds the choice (a filter); without it the browser does (a form). */
  readonly value?: string;
}

export interface MultipleChipGroupProps extends ChipGroupProps {
  readonly multiple: true;
  readonly defaultValue?: readonly string[] | undefined;
  readonly value?: readonly string[];
}

/**
 * One of a few (radios), or with `multiple` some of them (checkboxes), shown as chips; the arrow keys are the browser's
 * own. In a form: `<ChipGroup label="Loại" chips={…} {...register('kind')} />`. As a filter: give `value` and `onChange`
 * and read `event.target.value` (and `.checked`).
 */
export function ChipGroup(props: SingleChipGroupProps | MultipleChipGroupProps) {
  const { label, note, labelHidden, hint, warning, error, chips, multiple, name, ref, onChange, onBlur, disabled } =
    props;
  const ownId = useId();
  const groupId = props.id ?? name ?? ownId;
  const hasMessage = Boolean(error) || Boolean(warning);
  const describedBy = classNames(Boolean(hint) && `${groupId}-hint`, hasMessage && `${groupId}-message`);
  const legend = (
    <>
      {label} {note ? <span className={styles.note}>{note}</span> : null}
    </>
  );
  return (
    <fieldset
      className={styles.group}
      role={multiple ? 'group' : 'radiogroup'}
      aria-describedby={describedBy || undefined}
      aria-invalid={error && !multiple ? true : undefined}
    >
      <legend className={labelHidden ? undefined : styles.legend}>
        {labelHidden ? <VisuallyHidden>{legend}</VisuallyHidden> : legend}
      </legend>
      {hint ? (
        <div className={styles.hint} id={`${groupId}-hint`}>
          {hint}
        </div>
      ) : null}
      <div className={styles.chips}>
        {chips.map((chip, index) => (
          <label key={chip.value} className={styles.chip}>
            <input
              className={styles.input}
              type={multiple ? 'checkbox' : 'radio'}
              // The first one carries the id that an error summary leads to.
              id={index === 0 ? groupId : undefined}
              name={name ?? groupId}
              value={chip.value}
              ref={ref}
              onChange={onChange}
              onBlur={onBlur}
              disabled={disabled || chip.disabled}
              {...checkedOf(props, chip.value)}
            />
            {multiple ? (
              <span className={styles.mark}>
                <IconCheck size={0.9} />
              </span>
            ) : null}
            {chip.icon}
            <span className={styles.words} data-words={chip.label}>
              {chip.label}
            </span>
          </label>
        ))}
      </div>
      <FieldMessage id={`${groupId}-message`} error={error} warning={warning} />
    </fieldset>
  );
}

function checkedOf(props: SingleChipGroupProps | MultipleChipGroupProps, value: string) {
  const isIn = (choice: string | readonly string[]) => (props.multiple ? choice.includes(value) : choice === value);
  if (props.value !== undefined) return { checked: isIn(props.value) };
  // A form library sets `checked` itself, and must not be contradicted by a default.
  return props.defaultValue === undefined ? {} : { defaultChecked: isIn(props.defaultValue) };
}
