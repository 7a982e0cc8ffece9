import { type ReactNode, useId } from 'react';
import styles from './disclosure.module.css';
import { IconDown } from './icons.tsx';

export interface DisclosureProps {
  readonly title: string;
  /** Beside the title while it is closed: what is inside, in a few words. */
  readonly note?: ReactNode;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

/** A part of a long form under its h2, opened on demand. The caller holds whether it is open; closed, it draws nothing. */
export function Disclosure({ title, note, open, onToggle, children }: DisclosureProps) {
  const id = useId();
  return (
    <section className={styles.part}>
      <h2 className={styles.head}>
        <button type="button" className={styles.toggle} aria-expanded={open} aria-controls={id} onClick={onToggle}>
          <span className={styles.words}>
            <span>{title}</span>
            {open || note === undefined ? null : <span className={styles.note}>{note}</span>}
          </span>
          <IconDown />
        </button>
      </h2>
      <div id={id} hidden={!open}>
        {open ? <div className={styles.body}>{children}</div> : null}
      </div>
    </section>
  );
}
