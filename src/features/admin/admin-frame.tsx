import { type ReactNode, useId } from 'react';
import { classNames } from '../../ui/class-names.ts';
import { IconForward } from '../../ui/icons.tsx';
import { Page } from '../../ui/page.tsx';
import { followInApp } from '../../ui/tab-bar.tsx';
import styles from './admin-frame.module.css';

export type AdminPart = {
  /** The last part of its address. */
  readonly path: string;
  readonly label: string;
  /** What is done there, for the list on a phone. */
  readonly about: string;
  readonly content: ReactNode;
};

export type AdminFrameProps = {
  readonly parts: readonly AdminPart[];
  /** The one that the address names; undefined: on a phone the list of parts, on a PC the first one. */
  readonly current: AdminPart | undefined;
  readonly addressOf: (path: string) => string;
  readonly onGo: (address: string) => void;
};

/** The parts of the administration: beside each other on a PC, one after the other on a phone. */
export function AdminFrame({ parts, current, addressOf, onGo }: AdminFrameProps) {
  const id = useId();
  const shown = current ?? parts[0];
  return (
    <div className={classNames(styles.frame, current === undefined ? styles.closed : styles.open)}>
      <nav className={styles.menu} aria-label="Các mục quản trị" data-screen-only>
        {parts.map(({ path, label, about }) => (
          <a
            key={path}
            className={styles.link}
            href={addressOf(path)}
            aria-current={path === shown?.path ? 'page' : undefined}
            aria-labelledby={`${id}-${path}`}
            aria-describedby={`${id}-${path}-about`}
            onClick={(event) => followInApp(event, () => onGo(addressOf(path)))}
          >
            <span>
              <span id={`${id}-${path}`} className={styles.label}>
                {label}
              </span>
              <span id={`${id}-${path}-about`} className={styles.about}>
                {about}
              </span>
            </span>
            <IconForward size={1.25} />
          </a>
        ))}
      </nav>
      <div className={styles.content}>
        <Page wide>{shown?.content}</Page>
      </div>
    </div>
  );
}
