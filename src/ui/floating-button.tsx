import type { ComponentProps, ReactNode } from 'react';
import styles from './floating-button.module.css';

export interface FloatingButtonProps extends Omit<ComponentProps<'button'>, 'className' | 'children' | 'aria-label'> {
  readonly label: string;
  readonly icon: ReactNode;
}

/** The round button for the one thing one comes to do; in the `float` place of AppFrame. */
export function FloatingButton({ label, icon, ...rest }: FloatingButtonProps) {
  return (
    <button type="button" {...rest} className={styles.button} aria-label={label} title={label} data-screen-only>
      {icon}
    </button>
  );
}
