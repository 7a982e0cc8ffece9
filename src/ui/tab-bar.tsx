import type { MouseEvent, ReactNode } from 'react';
import styles from './tab-bar.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface Tab {
  readonly href: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly current?: boolean;
  /** Only where there is something to act on. */
  readonly count?: { readonly value: number; readonly label: string } | undefined;
}

export interface TabBarProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  /** Where the router takes over; clicks that open a new window stay the browser's. */
  readonly onNavigate: (href: string) => void;
}

/** The main places: at the bottom on a phone, a rail on the left from 1024 px on. Real links. */
export function TabBar({ label, tabs, onNavigate }: TabBarProps) {
  return (
    <nav className={styles.bar} aria-label={label} data-screen-only>
      <ul className={styles.list}>
        {tabs.map((tab) => (
          <li key={tab.href} className={styles.item}>
            <a
              className={styles.tab}
              href={tab.href}
              aria-current={tab.current ? 'page' : undefined}
              onClick={(event) => followInApp(event, () => onNavigate(tab.href))}
            >
              <span className={styles.mark}>
                {tab.icon}
                {tab.count ? (
                  <span className={styles.count} aria-hidden="true">
                    {tab.count.value > 99 ? '99+' : tab.count.value}
                  </span>
                ) : null}
              </span>
              <span className={styles.words}>{tab.label}</span>
              {tab.count ? <VisuallyHidden>{tab.count.label}</VisuallyHidden> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A plain click on a link is the router's; one with Ctrl, Shift, ⌘ or the middle button is the browser's. */
export function followInApp(event: MouseEvent<HTMLAnchorElement>, follow: () => void): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  follow();
}
