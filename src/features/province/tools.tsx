import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { IconPrint, IconSync } from '../../ui/icons.tsx';
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
