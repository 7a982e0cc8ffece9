import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import { classNames } from './class-names.ts';
import styles from './split-view.module.css';
import { useWide } from './use-wide.ts';

export interface SplitViewProps {
  readonly list: ReactNode;
  readonly detail: ReactNode;
  /** What is open of the list. On a phone the detail then stands in place of the list; from 1024 px on both are shown. */
  readonly openKey: string | undefined;
  /** What the detail is, for ears. */
  readonly detailLabel: string;
}

/**
 * List on the left, what is chosen in it on the right. Inside `<AppFrame filled>`. The focus never falls out of the page:
 * it goes to the detail when that takes the place of the list, or was opened by a key, and back to the list's row (Esc).
 */
export function SplitView({ list, detail, openKey, detailLabel }: SplitViewProps) {
  const listRef = useRef<HTMLDivElement>(null);
  const detailRef = useRef<HTMLElement>(null);
  const isWide = useWide();
  const openBefore = useRef(openKey);
  const byKey = useRef(false);

  useEffect(() => {
    if (openBefore.current === openKey) return;
    openBefore.current = openKey;
    const toDetail = openKey !== undefined && (byKey.current || !isWide);
    byKey.current = false;
    if (toDetail) focusHeading(detailRef.current);
    else if (hasLostFocus() || (!isWide && detailRef.current?.contains(document.activeElement))) {
      focusRow(listRef.current);
    }
  }, [openKey, isWide]);

  const onClickInList = (event: MouseEvent) => {
    // Enter on a link comes as a click that no pointer has made.
    byKey.current = event.detail === 0 && event.target instanceof Element && event.target.closest('a') !== null;
  };
  const onKeyInDetail = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !isWide) return;
    if (document.querySelector('dialog[open]') !== null) return;
    event.preventDefault();
    focusRow(listRef.current);
  };

  return (
    <div className={classNames(styles.split, openKey !== undefined && styles.open)}>
      <div ref={listRef} className={styles.list} onClickCapture={onClickInList}>
        {list}
      </div>
      <section
        ref={detailRef}
        className={styles.detail}
        aria-label={detailLabel}
        tabIndex={-1}
        onKeyDown={onKeyInDetail}
      >
        {detail}
      </section>
    </div>
  );
}

function hasLostFocus(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body;
}

/** The detail may still be on its way: its frame takes the focus then. */
function focusHeading(detail: HTMLElement | null): void {
  detail?.focus({ preventScroll: true });
  if (detail) detail.scrollTop = 0;
}

/** The row that is open, or the one that takes part in the tab order; a list without rows leaves it to the title. */
function focusRow(list: HTMLElement | null): void {
  const row =
    list?.querySelector<HTMLElement>('li [aria-current]') ?? list?.querySelector<HTMLElement>('li [tabindex="0"]');
  (row ?? document.querySelector<HTMLElement>('h1'))?.focus();
}
