import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './split-view.module.css';

export interface SplitViewProps {
  readonly list: ReactNode;
  readonly detail: ReactNode;
  /** On a phone: show the detail instead of the list. From 1024 px on both are shown. */
  readonly detailOpen: boolean;
}

/** List on the left, what is chosen in it on the right. Inside `<AppFrame filled>`. */
export function SplitView({ list, detail, detailOpen }: SplitViewProps) {
  return (
    <div className={classNames(styles.split, detailOpen && styles.open)}>
      <div className={styles.list}>{list}</div>
      <div className={styles.detail}>{detail}</div>
    </div>
  );
}
