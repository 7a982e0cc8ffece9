import { formatInstant, formatNumber } from '../../domain/text/format.ts';
import { StatusChip } from '../../ui/status-chip.tsx';
import { isSilent, sayContact } from './contact-words.ts';
import styles from './province.module.css';

export type ContactProps = {
  readonly unit: {
    readonly lastContact?: string | undefined;
    readonly waiting: { readonly conflicts: number; readonly quarantined: number };
    readonly synthetic?: boolean | undefined;
  };
  readonly nowMs: number;
};

/** When a unit spoke last, and what waits there for a person: short, or one column would make its rows thrice as high. */
export function Contact({ unit: { lastContact, waiting, synthetic }, nowMs }: ContactProps) {
  // Nobody waits for a unit whose published figures a generator has replayed.
  if (synthetic) return '–';
  const words = sayContact(lastContact, nowMs);
  return (
    <span className={styles.contact} title={lastContact && formatInstant(Date.parse(lastContact))}>
      {isSilent(lastContact, nowMs) ? <StatusChip tone="warning">{words}</StatusChip> : words}
      {waiting.conflicts > 0 ? (
        <StatusChip tone="info">{formatNumber(waiting.conflicts)} cần xem lại</StatusChip>
      ) : null}
      {waiting.quarantined > 0 ? (
        <StatusChip tone="info">{formatNumber(waiting.quarantined)} chờ xử lý</StatusChip>
      ) : null}
    </span>
  );
}
