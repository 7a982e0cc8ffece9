import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';
import styles from './page.module.css';

export interface PageProps {
  /** For tables; otherwise lines stay short enough to read. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** The margins and distances of a screen's content. */
export function Page({ wide, children }: PageProps) {
  return <div className={classNames(styles.page, wide && styles.wide)}>{children}</div>;
}

export interface SectionProps {
  readonly title: string;
  /** As it is read: grouped where it is large. */
  readonly count?: string | undefined;
  /** On the right of the heading. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page under its h2: `<Section title="Cần làm" count="4">`. */
export function Section({ title, count, action, children }: SectionProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>
          {title} {count === undefined ? null : <span className={styles.count}>({count})</span>}
        </h2>
        {action}
      </div>
      {children}
    </section>
  );
}

export interface CardProps {
  /** Room around the content; without it rows reach the edges. */
  readonly padded?: boolean;
  readonly children: ReactNode;
}

/** A white sheet: around a `List`, a form, a figure. */
export function Card({ padded, children }: CardProps) {
  return <div className={classNames(styles.card, padded && styles.padded)}>{children}</div>;
}

/** The buttons of a page or form, as its last child; they stay in sight, above the keyboard. */
export function ActionBar({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.actions} data-screen-only>
      {children}
    </div>
  );
}
