import type { ReactNode } from 'react';
import styles from './empty-state.module.css';
import { IconInbox } from './icons.tsx';

export interface EmptyStateProps {
  readonly title: string;
  readonly icon?: ReactNode;
  /** Why there is nothing. */
  readonly children?: ReactNode;
  /** The one thing to do about it. */
  readonly action?: ReactNode;
}

/** In place of a list that has nothing: says why, and what to do. */
export function EmptyState({ title, icon, children, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <div className={styles.icon}>{icon ?? <IconInbox size={2} />}</div>
      <p className={styles.title}>{title}</p>
      {children ? <div className={styles.text}>{children}</div> : null}
      {action}
    </div>
  );
}
