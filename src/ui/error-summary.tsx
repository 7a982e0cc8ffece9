import { type MouseEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import styles from './error-summary.module.css';
import { goToField } from './go-to-field.ts';
import { IconDanger } from './icons.tsx';

export interface FieldError {
  /** The id of the control: the name it was registered with, unless it was given another. */
  readonly fieldId: string;
  readonly message: string;
  /** The message does not say which field it is about: the field's label is put before it here. */
  readonly bare?: true | undefined;
}

export interface ErrorSummaryProps {
  /** "Có 2 mục cần sửa" */
  readonly title: string;
  readonly errors: readonly FieldError[];
  /** Changes with every attempt to save (react-hook-form's `submitCount`): the focus comes here each time. */
  readonly attempt?: number;
}

/** On top of a form that could not be saved; nothing is shown without errors. */
export function ErrorSummary({ title, errors, attempt = 0 }: ErrorSummaryProps) {
  const id = useId();
  const ref = useRef<HTMLElement>(null);
  const hasErrors = errors.length > 0;
  const labels = useLabels(errors);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt moves the focus, though nothing here reads it
  useEffect(() => {
    if (hasErrors) ref.current?.focus();
  }, [hasErrors, attempt]);

  if (!hasErrors) return null;
  return (
    <section ref={ref} className={styles.summary} tabIndex={-1} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        <IconDanger />
        {title}
      </h2>
      <ul>
        {errors.map((error) => (
          <li key={error.fieldId}>
            <a className={styles.link} href={`#${error.fieldId}`} onClick={(event) => goTo(event, error.fieldId)}>
              {withLabel(error.message, labels[error.fieldId])}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The labels of the fields with bare messages, as they stand on the screen: written once, beside the field. */
function useLabels(errors: readonly FieldError[]): { readonly [fieldId: string]: string } {
  const [labels, setLabels] = useState<{ readonly [fieldId: string]: string }>({});
  // After each drawing: a field may have been shown together with its error.
  useLayoutEffect(() => {
    const found = Object.fromEntries(
      errors.flatMap(({ fieldId, bare }) => (bare ? [[fieldId, labelOf(fieldId)] as const] : [])),
    );
    setLabels((now) => (JSON.stringify(now) === JSON.stringify(found) ? now : found));
  });
  return labels;
}

/** `Địa chỉ`; of one of several people `Người thứ 2, Địa chỉ`. */
function labelOf(fieldId: string): string {
  const control = document.getElementById(fieldId);
  if (!control) return '';
  // What labels a single chip is only one of its choices.
  const isChip = control instanceof HTMLInputElement && ['radio', 'checkbox'].includes(control.type);
  const own = isChip ? null : document.querySelector(`label[for="${CSS.escape(fieldId)}"]`);
  return [control.closest('fieldset')?.querySelector('legend'), own].map(wordsOf).filter(Boolean).join(', ');
}

/** Without the lighter note beside it. */
function wordsOf(label: Element | null | undefined): string {
  const texts = [...(label?.childNodes ?? [])].filter((node) => node instanceof Text);
  return (
    texts
      .map(({ data }) => data)
      .join('')
      .trim() || (label?.textContent ?? '').trim()
  );
}

function withLabel(message: string, label: string | undefined): string {
  return label ? `${label}: ${message.charAt(0).toLowerCase()}${message.slice(1)}` : message;
}

/** Not by the address bar's fragment, which belongs to the router. */
function goTo(event: MouseEvent, fieldId: string) {
  if (goToField(fieldId)) event.preventDefault();
}
