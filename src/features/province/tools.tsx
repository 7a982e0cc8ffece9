import { type ReactNode, useId, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { IconFilter, IconPrint, IconSync } from '../../ui/icons.tsx';
import styles from './province.module.css';

export type ToolsProps = {
  readonly busy: boolean;
  readonly onRefresh: () => void;
  readonly children?: ReactNode;
};

/** What can be done with everything on a page: ask again, print. */
export function Tools({ busy, onRefresh, children }: ToolsProps) {
  return (
    <div className={styles.buttons} data-screen-only>
      {children}
      <Button icon={<IconSync size={1.25} />} busy={busy} onClick={onRefresh}>
        <span className={styles.iconOnly}>Làm mới</span>
      </Button>
      <Button icon={<IconPrint size={1.25} />} onClick={() => window.print()}>
        <span className={styles.iconOnly}>In</span>
      </Button>
    </div>
  );
}

export type ControlsProps = ToolsProps & {
  /** The choice that always stands there. */
  readonly choice: ReactNode;
  /** The filters, under the id that the button names; on a small screen they are folded. */
  readonly filters: (id: string) => ReactNode;
};

/** What stands above a table of figures: what is shown, of which period, and what can be done with all of it. */
export function Controls({ choice, filters, children, ...tools }: ControlsProps) {
  const id = useId();
  // On a wide screen the filters always stand there, and this button does not.
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.controls} data-screen-only>
      <div className={styles.row}>
        {choice}
        <Tools {...tools}>
          {children}
          <span className={styles.toggle}>
            <Button
              icon={<IconFilter size={1.25} />}
              aria-expanded={open}
              aria-controls={id}
              onClick={() => setOpen((now) => !now)}
            >
              Chọn kỳ
            </Button>
          </span>
        </Tools>
      </div>
      <div className={open ? undefined : styles.folded}>{filters(id)}</div>
    </div>
  );
}
