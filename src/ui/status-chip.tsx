import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { IconDanger, IconInfo, IconSuccess, IconWarning } from './icons.tsx';
import styles from './status-chip.module.css';

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

export interface StatusChipProps {
  readonly tone?: Tone;
  /** The tone's own icon unless told; `null` for none (an ordinary state needs no sign). */
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

/** A state in words, icon and colour: `<StatusChip tone="danger">Quá hạn 2 ngày</StatusChip>`. Never a button. */
export function StatusChip({ tone = 'neutral', icon, children }: StatusChipProps) {
  return (
    <span className={classNames(styles.chip, styles[tone])}>
      {icon === undefined ? <ToneIcon tone={tone} size={1.05} /> : icon}
      <span className={styles.words}>{children}</span>
    </span>
  );
}

/** The icon that stands for a tone everywhere. */
export function ToneIcon({ tone, size }: { readonly tone: Tone; readonly size: number }) {
  switch (tone) {
    case 'neutral':
    case 'info':
      return <IconInfo size={size} />;
    case 'success':
      return <IconSuccess size={size} />;
    case 'warning':
      return <IconWarning size={size} />;
    case 'danger':
      return <IconDanger size={size} />;
  }
}
