import { useId } from 'react';
import { classNames } from './class-names.ts';
import styles from './progress-bar.module.css';

export interface ProgressBarProps {
  readonly label: string;
  /** Of `max`; without it the bar only says that something goes on. */
  readonly value?: number | undefined;
  readonly max?: number | undefined;
  /** How far, in words: "3/7 · 1,2 MB". */
  readonly amount?: string | undefined;
  /** For what mostly takes no time: only whoever waits longer than a moment is told. */
  readonly late?: boolean;
}

/** Work that takes long: `<ProgressBar label="Đang gửi" value={3} max={7} amount="3/7" />`. */
export function ProgressBar({ label, value, max = 100, amount, late = false }: ProgressBarProps) {
  const id = useId();
  return (
    <div className={classNames(styles.progress, late && styles.late)}>
      <div className={styles.words}>
        <span id={id}>{label}</span>
        {amount ? <span className={styles.amount}>{amount}</span> : null}
      </div>
      <progress className={styles.bar} aria-labelledby={id} aria-valuetext={amount} value={value} max={max} />
    </div>
  );
}
