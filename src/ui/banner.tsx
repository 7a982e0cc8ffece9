import type { ReactNode } from 'react';
import styles from './banner.module.css';
import { classNames } from './class-names.ts';
import { type Tone, ToneIcon } from './status-chip.tsx';

export interface BannerProps {
  readonly tone?: Tone;
  readonly icon?: ReactNode;
  /** Along the top of the whole screen rather than among its content. */
  readonly edge?: boolean;
  /** Read aloud when it appears; for what happens while someone looks on, not for what was there before. */
  readonly announced?: boolean;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A sentence about the whole screen, with what can be done: `<Banner tone="warning" action={<Button>…</Button>}>…</Banner>`. */
export function Banner({ tone = 'neutral', icon, edge, announced, action, children }: BannerProps) {
  return (
    <div
      className={classNames(styles.banner, styles[tone], edge && styles.edge)}
      role={announced ? 'status' : undefined}
    >
      <div className={styles.text}>
        {icon === undefined ? <ToneIcon tone={tone} size={1.35} /> : icon}
        <div className={styles.words}>{children}</div>
      </div>
      {action}
    </div>
  );
}
