import { ADDRESS } from '../../domain/text/addresses.ts';
import { needLook, sayPill } from '../../domain/text/wording.ts';
import type { Phone, SyncState } from '../../store/phone.ts';
import { IconNoNetwork, IconOnDevice, IconSend, IconSuccess, IconSync, IconWarning } from '../../ui/icons.tsx';
import { followInApp } from '../../ui/tab-bar.tsx';
import { useSource } from '../../ui/use-source.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import styles from './sync-pill.module.css';

export type SyncPillProps = {
  readonly phone: Pick<Phone, 'sync'>;
  readonly go: (address: string) => void;
  /** Words for ears only, but where a person is needed. */
  readonly compact?: boolean;
};

/** On every screen: how much waits here, and whether a person is needed. Leads to the sync centre. */
export function SyncPill({ phone, go, compact }: SyncPillProps) {
  const state = useSource(phone.sync);
  const attention = needLook(state) > 0 || state.phase === 'stopped';
  return (
    <a
      className={attention ? `${styles.pill} ${styles.attention}` : styles.pill}
      href={ADDRESS.sync}
      onClick={(event) => followInApp(event, () => go(ADDRESS.sync))}
    >
      <PillIcon state={state} />
      <span className={styles.words} role="status" aria-live="polite">
        {compact && !attention ? <VisuallyHidden>{sayPill(state)}</VisuallyHidden> : <Parts of={sayPill(state)} />}
      </span>
    </a>
  );
}

/** `Chưa có mạng · 7 chưa gửi`, `Đã gửi hết 09:41`: broken after the dot or before the time, nowhere else. */
function Parts({ of: words }: { readonly of: string }) {
  return words.split(/(?<=·) | (?=\d\d:\d\d$)/).map((part, index) => (
    <span key={part}>
      {index > 0 ? ' ' : null}
      <span className={styles.part}>{part}</span>
    </span>
  ));
}

function PillIcon({ state }: { readonly state: SyncState }) {
  const size = 1.125;
  if (state.phase === 'stopped' || needLook(state) > 0) return <IconWarning size={size} />;
  if (state.phase === 'sending') return <IconSync size={size} />;
  if (state.phase === 'offline') return <IconNoNetwork size={size} />;
  if (state.waiting > 0) return <IconSend size={size} />;
  return state.lastDoneAtMs === undefined ? <IconOnDevice size={size} /> : <IconSuccess size={size} />;
}
