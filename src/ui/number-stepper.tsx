import { type ComponentProps, type KeyboardEvent, useMemo, useRef } from 'react';
import { classNames } from './class-names.ts';
import { Field, type FieldTexts } from './field.tsx';
import { IconMinus, IconPlus } from './icons.tsx';
import { isComposing } from './is-composing.ts';
import { mergeRefs } from './merge-refs.ts';
import styles from './number-stepper.module.css';
import { setInputValue } from './set-input-value.ts';

export interface NumberStepperProps
  extends FieldTexts,
    Omit<ComponentProps<'input'>, 'value' | 'type' | 'className' | 'min' | 'max'> {
  readonly min?: number | string | undefined;
  readonly max?: number | string | undefined;
  readonly decreaseLabel: string;
  readonly increaseLabel: string;
}

/**
 * A small whole number, typed or stepped by −/+ and the ↑↓ keys. A plain uncontrolled input, so what was typed stays:
 * `<NumberStepper label="Số người" min={1} decreaseLabel="Bớt một" increaseLabel="Thêm một" {...register('count')} />`
 */
export function NumberStepper({
  min = 0,
  max = Number.POSITIVE_INFINITY,
  decreaseLabel,
  increaseLabel,
  ref,
  onKeyDown,
  ...props
}: NumberStepperProps) {
  const { label, note, labelHidden, hint, warning, error, ...rest } = props;
  const texts = { label, note, labelHidden, hint, warning, error };
  const inputRef = useRef<HTMLInputElement>(null);
  const refs = useMemo(() => mergeRefs(inputRef, ref), [ref]);

  const step = (by: number) => {
    const input = inputRef.current;
    if (!input || input.readOnly || input.disabled) return;
    setInputValue(input, String(stepped(input.value, by, Number(min), Number(max))));
  };

  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (by !== undefined && !isComposing(event)) {
      event.preventDefault();
      step(by);
    }
    onKeyDown?.(event);
  };

  return (
    <Field {...texts} id={rest.id} name={rest.name}>
      {(control) => (
        <div className={classNames(styles.stepper, error !== undefined && styles.invalid)}>
          {/* Out of the tab order, as native spinners are: the keyboard has ↑ and ↓. */}
          <button
            className={styles.step}
            type="button"
            tabIndex={-1}
            aria-label={decreaseLabel}
            onClick={() => step(-1)}
          >
            <IconMinus />
          </button>
          <input
            type="text"
            inputMode="numeric"
            autoComplete="off"
            {...rest}
            {...control}
            ref={refs}
            className={styles.input}
            onKeyDown={onKey}
          />
          <button
            className={styles.step}
            type="button"
            tabIndex={-1}
            aria-label={increaseLabel}
            onClick={() => step(1)}
          >
            <IconPlus />
          </button>
        </div>
      )}
    </Field>
  );
}

/** From a text that is no number, the first step leads to the smallest. */
function stepped(typed: string, by: number, min: number, max: number): number {
  const digits = typed.replace(/[\s.]/g, '');
  if (!/^-?\d+$/.test(digits)) return min;
  return Math.min(max, Math.max(min, Number(digits) + by));
}
