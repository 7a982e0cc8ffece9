import { type ComponentProps, type FocusEvent, useMemo, useRef, useState } from 'react';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import styles from './date-field.module.css';
import fieldStyles from './field.module.css';
import { Field, type FieldTexts } from './field.tsx';
import { IconCalendar } from './icons.tsx';
import { mergeRefs } from './merge-refs.ts';
import { setInputValue } from './set-input-value.ts';

/** How a typed text is understood. */
export type DateReadBack =
  /** `iso` is `yyyy-MM-dd`; `text` is shown below the field: "Chủ nhật, 05/07/2026". */
  | { readonly tag: 'date'; readonly iso: string; readonly text: string }
  | { readonly tag: 'problem'; readonly text: string }
  | { readonly tag: 'empty' };

export interface DateFieldProps
  extends FieldTexts,
    Omit<ComponentProps<'input'>, 'value' | 'type' | 'className' | 'min' | 'max'> {
  /** Called when the field is left and when a day is picked, never while typing. */
  readonly readBack: (typed: string) => DateReadBack;
  /** How a picked day is written into the field: "05/07/2026". */
  readonly writePicked: (iso: string) => string;
  readonly pickLabel: string;
  /** The first and the last day the picker offers, `yyyy-MM-dd`. */
  readonly min?: number | string | undefined;
  readonly max?: number | string | undefined;
}

/**
 * A date typed as people write it, or picked from the browser's calendar. The field's value is the typed text and stays
 * so; how it was understood is shown below it:
 * `<DateField label="Ngày nhận" readBack={…} writePicked={formatDate} pickLabel="Chọn ngày" {...register('date')} />`
 */
export function DateField({ readBack, writePicked, pickLabel, min, max, ref, onBlur, ...props }: DateFieldProps) {
  const { label, note, labelHidden, hint, warning, error, ...rest } = props;
  const inputRef = useRef<HTMLInputElement>(null);
  const pickerRef = useRef<HTMLInputElement>(null);
  const refs = useMemo(() => mergeRefs(inputRef, ref), [ref]);
  const [understood, setUnderstood] = useState<DateReadBack>(() => readBack(String(rest.defaultValue ?? '')));

  const leave = (event: FocusEvent<HTMLInputElement>) => {
    setUnderstood(readBack(event.target.value));
    onBlur?.(event);
  };

  const openPicker = () => {
    const [input, picker] = [inputRef.current, pickerRef.current];
    if (!input || !picker) return;
    const typed = readBack(input.value);
    picker.value = typed.tag === 'date' ? typed.iso : '';
    // Old phones have no showPicker; there a tap on the input itself opens the calendar.
    if (picker.showPicker) picker.showPicker();
    else picker.click();
  };

  const pick = (iso: string) => {
    const input = inputRef.current;
    if (!input || iso === '') return;
    const text = writePicked(iso);
    setInputValue(input, text);
    setUnderstood(readBack(text));
    input.focus();
  };

  const problem = understood.tag === 'problem' ? understood.text : undefined;
  const texts = { label, note, labelHidden, hint, warning: warning ?? problem, error };
  return (
    <Field {...texts} id={rest.id} name={rest.name}>
      {(control) => (
        <>
          <div className={styles.frame}>
            <input
              type="text"
              inputMode="text"
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              {...rest}
              {...control}
              ref={refs}
              onBlur={leave}
              className={classNames(fieldStyles.control, fieldStyles.short)}
            />
            <div className={styles.picker} data-screen-only>
              <input
                ref={pickerRef}
                className={styles.native}
                type="date"
                tabIndex={-1}
                aria-hidden="true"
                min={min}
                max={max}
                onChange={(event) => pick(event.target.value)}
              />
              <IconButton kind="secondary" label={pickLabel} icon={<IconCalendar />} onClick={openPicker} />
            </div>
          </div>
          {understood.tag === 'date' && !error ? <output className={styles.readBack}>{understood.text}</output> : null}
        </>
      )}
    </Field>
  );
}
