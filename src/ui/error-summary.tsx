import { type MouseEvent, useEffect, useId, useRef } from 'react';
import styles from './error-summary.module.css';
import { IconDanger } from './icons.tsx';

export interface FieldError {
  /** The id of the control: the name it was registered with, unless it was given another. */
  readonly fieldId: string;
  readonly message: string;
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
              {error.message}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Not by the address bar's fragment, which belongs to the router. */
function goTo(event: MouseEvent, fieldId: string) {
  const field = document.getElementById(fieldId);
  if (!field) return;
  event.preventDefault();
  field.focus({ preventScroll: true });
  const group = field.closest('fieldset') ?? field.parentElement ?? field;
  group.scrollIntoView({ block: 'center' });
}
