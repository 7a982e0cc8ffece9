import type { ReactNode } from 'react';
import styles from './province.module.css';

export type PageHeadingProps = {
  readonly title: string;
  /** How much there is, and of when; '' while nothing has come. */
  readonly state: string;
  /** Who reads it: printed with it. */
  readonly who: string;
  readonly children?: ReactNode;
};

/** What a page shows, and of when. */
export function PageHeading({ title, state, who, children }: PageHeadingProps) {
  return (
    <div className={styles.heading}>
      <h2>{title}</h2>
      <p className={styles.quiet} role="status">
        {state}
      </p>
      <p className={styles.printed}>Người xem: {who}</p>
      {children}
    </div>
  );
}
