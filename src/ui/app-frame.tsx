import { type ReactNode, useLayoutEffect, useRef } from 'react';
import styles from './app-frame.module.css';
import { classNames } from './class-names.ts';

export interface AppFrameProps {
  /** Across the whole width, above everything: a Banner. */
  readonly notice?: ReactNode;
  /** A TopBar. */
  readonly top: ReactNode;
  /** A TabBar; none while someone is locked out. */
  readonly tabs?: ReactNode;
  /** Above the content, bottom right: a FloatingButton. */
  readonly float?: ReactNode;
  /** The content fills the height and scrolls by itself (VirtualList, SplitView); otherwise the frame scrolls it. */
  readonly filled?: boolean;
  readonly children: ReactNode;
}

/** The screen as a whole: bars stand still, what is between them scrolls. */
export function AppFrame({ notice, top, tabs, float, filled, children }: AppFrameProps) {
  const mainRef = useRef<HTMLElement>(null);

  // Where the content ends, for what stands below it (Snackbar). Not of a frame that is hidden under a cover.
  useLayoutEffect(() => {
    const main = mainRef.current;
    if (!main || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => {
      if (main.offsetHeight === 0) return;
      document.documentElement.style.setProperty('--content-end', `${main.offsetTop + main.offsetHeight}px`);
    });
    observer.observe(main);
    return () => observer.disconnect();
  }, []);

  return (
    <div className={styles.frame}>
      <header className={styles.head}>
        {notice ? <div className={styles.notice}>{notice}</div> : null}
        <div className={styles.top}>{top}</div>
      </header>
      <main ref={mainRef} className={classNames(styles.main, filled && styles.filled)}>
        {children}
      </main>
      {float ? <div className={styles.float}>{float}</div> : null}
      {tabs ? <div className={styles.tabs}>{tabs}</div> : null}
    </div>
  );
}
