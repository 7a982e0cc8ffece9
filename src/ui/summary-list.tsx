import type { ReactNode } from 'react';
import styles from './summary-list.module.css';

export interface SummaryItem {
  readonly term: string;
  /** Also what is missing is said: "Chưa nhập". */
  readonly value: ReactNode;
  /** A quiet button: "Sửa". */
  readonly action?: ReactNode;
}

/** What was recorded, term by term, each with its way to change it. Lines of the values are kept. */
export function SummaryList({ items }: { readonly items: readonly SummaryItem[] }) {
  return (
    <dl>
      {items.map((item) => (
        <div key={item.term} className={styles.row}>
          <dt className={styles.term}>{item.term}</dt>
          <dd className={styles.value}>{item.value}</dd>
          {item.action ? <dd className={styles.action}>{item.action}</dd> : null}
        </div>
      ))}
    </dl>
  );
}
