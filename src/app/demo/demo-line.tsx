import { WORDS } from '../../domain/text/wording.ts';
import styles from './demo-line.module.css';

/** On every screen and printout of the demo: what one sees is invented. */
export function DemoLine() {
  return (
    <div className={styles.line} role="note">
      {WORDS.demoLine}
    </div>
  );
}
