import { WORDS } from '../../domain/text/wording.ts';
import type { NetworkSwitch } from '../../store/phone.ts';
import { classNames } from '../../ui/class-names.ts';
import { useSource } from '../../ui/use-source.ts';
import styles from './demo-strip.module.css';

/** The demo's line on a phone, with its switch: cut the network, go on recording, connect it again. */
export function DemoStrip({ network }: { readonly network: NetworkSwitch }) {
  const isCut = useSource(network);
  return (
    <div className={styles.strip}>
      <div className={styles.words} role="note">
        {WORDS.demoLine}
      </div>
      <button
        type="button"
        role="switch"
        aria-checked={isCut}
        aria-label="Ngắt mạng"
        className={classNames(styles.switch, isCut && styles.cut)}
        onClick={() => network.set(!isCut)}
        data-screen-only
      >
        <span className={styles.state}>
          <strong>Ngắt mạng</strong>
          <span>{isCut ? 'Đang ngắt (thử)' : 'Có mạng'}</span>
        </span>
        <span className={styles.track} aria-hidden="true">
          <span className={styles.knob} />
        </span>
      </button>
    </div>
  );
}
