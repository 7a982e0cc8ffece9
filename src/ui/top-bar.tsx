import type { ReactNode, Ref } from 'react';
import { IconButton } from './button.tsx';
import { IconBack } from './icons.tsx';
import styles from './top-bar.module.css';

export interface TopBarProps {
  /** The one h1 of the screen; empty while it is not known which screen comes. */
  readonly title: string;
  readonly back?: { readonly label: string; readonly onPress: () => void } | undefined;
  /** To move the focus to the title when a new screen opens. */
  readonly titleRef?: Ref<HTMLHeadingElement> | undefined;
  /** On the right: a state, a button. */
  readonly children?: ReactNode;
}

/** The top of every screen. */
export function TopBar({ title, back, titleRef, children }: TopBarProps) {
  return (
    <div className={styles.bar}>
      {back ? (
        <span className={styles.back} data-screen-only>
          <IconButton label={back.label} icon={<IconBack />} onClick={back.onPress} />
        </span>
      ) : null}
      {title === '' ? null : (
        <h1 className={styles.title} ref={titleRef} tabIndex={-1}>
          {title}
        </h1>
      )}
      {children ? (
        <div className={styles.right} data-screen-only>
          {children}
        </div>
      ) : null}
    </div>
  );
}
