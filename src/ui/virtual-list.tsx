import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { ListRow, type ListRowProps } from './list-row.tsx';
import styles from './virtual-list.module.css';

export interface VirtualListProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** What a row shows and where it leads; called for the rows in sight only. */
  readonly rowOf: (item: Item) => ListRowProps;
  /** All rows are of one height, in rem so that it grows with the text. 4.5: a title and a line of detail. */
  readonly rowHeightRem?: number;
  /** Where it was scrolled to, kept by the caller so that coming back finds the same place. */
  readonly scrollMemory?: { current: number };
  /** The one that is open beside the list: it is scrolled into sight when it was opened from elsewhere. */
  readonly openKey?: string | undefined;
}

/** Rows drawn beyond both edges of what is in sight, so that a flick meets no white. */
const OVERSCAN_ROWS = 8;
/** Before anything is measured, and where nothing can be. */
const ASSUMED_VIEW_ROWS = 12;
const ASSUMED_ROOT_FONT_PX = 16;

interface Measures {
  readonly rowPx: number;
  readonly viewPx: number;
}

/**
 * A list of thousands: only the rows in sight exist. Fills the height of its (flex) container. One row takes part in the
 * tab order; ↑ ↓ PageUp PageDown Home End move it, Enter opens it.
 */
export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const { label, items, keyOf, rowOf, rowHeightRem = 4.5, scrollMemory, openKey } = props;
  const scrollerRef = useRef<HTMLDivElement>(null);
  const probeRef = useRef<HTMLDivElement>(null);
  const focusWanted = useRef(false);
  const measures = useMeasures(scrollerRef, probeRef, rowHeightRem, scrollMemory);
  const [firstInSight, setFirstInSight] = useState(0);
  // By key, not by place: rows that arrive above must not move the focus to another record.
  const [activeKey, setActiveKey] = useState<string>();

  const activeIndex = activeKey === undefined ? -1 : items.findIndex((item) => keyOf(item) === activeKey);
  const rowsInSight = Math.ceil(measures.viewPx / measures.rowPx) + 1;
  const first = Math.min(firstInSight, Math.max(0, items.length - 1));
  const tabStop = activeIndex >= 0 ? activeIndex : first;
  const drawn = drawnIndexes(first, rowsInSight, items.length, tabStop);

  useLayoutEffect(() => {
    if (scrollerRef.current && scrollMemory) scrollerRef.current.scrollTop = scrollMemory.current;
  }, [scrollMemory]);

  const openIndex = openKey === undefined ? -1 : items.findIndex((item) => keyOf(item) === openKey);
  const shownKey = useRef<string>(undefined);
  useLayoutEffect(() => {
    const scroller = scrollerRef.current;
    if (openIndex < 0 || shownKey.current === openKey || !scroller || scroller.clientHeight === 0) return;
    const probePx = probeRef.current?.getBoundingClientRect().height ?? 0;
    // Not by a height that was only assumed: this runs again as soon as it is measured.
    if (probePx > 0 && probePx !== measures.rowPx) return;
    shownKey.current = openKey;
    const [top, view] = [openIndex * measures.rowPx, scroller.clientHeight];
    const isInSight = top >= scroller.scrollTop && top + measures.rowPx <= scroller.scrollTop + view;
    if (!isInSight) scroller.scrollTop = top - (view - measures.rowPx) / 2;
    setActiveKey(openKey);
  }, [openKey, openIndex, measures]);

  useLayoutEffect(() => {
    if (!focusWanted.current) return;
    focusWanted.current = false;
    focusable(scrollerRef.current?.querySelector(`[aria-posinset="${activeIndex + 1}"]`))?.focus({
      preventScroll: true,
    });
  });

  const onScroll = (scroller: HTMLElement) => {
    setFirstInSight(Math.max(0, Math.floor(scroller.scrollTop / measures.rowPx)));
    if (scrollMemory) scrollMemory.current = scroller.scrollTop;
  };

  const moveTo = (index: number) => {
    const [scroller, item] = [scrollerRef.current, items[index]];
    if (!scroller || item === undefined) return;
    const [top, bottom] = [index * measures.rowPx, (index + 1) * measures.rowPx];
    // Beyond the last row there is room for a floating button.
    if (index === items.length - 1) scroller.scrollTop = scroller.scrollHeight;
    else if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (bottom > scroller.scrollTop + measures.viewPx) scroller.scrollTop = bottom - measures.viewPx;
    focusWanted.current = true;
    setActiveKey(keyOf(item));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = targetOf(event.key, tabStop, items.length - 1, Math.max(1, rowsInSight - 2));
    if (target === undefined) return;
    event.preventDefault();
    moveTo(target);
  };

  return (
    <div ref={scrollerRef} className={styles.scroller} onScroll={(event) => onScroll(event.currentTarget)}>
      <div ref={probeRef} className={styles.probe} style={{ height: `${rowHeightRem}rem` }} />
      <ul
        className={styles.rows}
        // biome-ignore lint/a11y/noRedundantRoles: Safari forgets that a list without bullets is one
        role="list"
        aria-label={label}
        style={{ height: items.length * measures.rowPx }}
        onKeyDown={onKeyDown}
      >
        {drawn.map((index) => {
          const item = items[index];
          if (item === undefined) return null;
          const key = keyOf(item);
          return (
            <li
              key={key}
              className={styles.row}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              style={{ height: measures.rowPx, transform: `translateY(${index * measures.rowPx}px)` }}
              onFocus={() => setActiveKey(key)}
            >
              <ListRow {...rowOf(item)} oneLine tabIndex={index === tabStop ? 0 : -1} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function useMeasures(
  scrollerRef: { readonly current: HTMLElement | null },
  probeRef: { readonly current: HTMLElement | null },
  rowHeightRem: number,
  scrollMemory: { readonly current: number } | undefined,
): Measures {
  const assumedRowPx = rowHeightRem * ASSUMED_ROOT_FONT_PX;
  const [measures, setMeasures] = useState<Measures>({
    rowPx: assumedRowPx,
    viewPx: assumedRowPx * ASSUMED_VIEW_ROWS,
  });

  useLayoutEffect(() => {
    const [scroller, probe] = [scrollerRef.current, probeRef.current];
    if (!scroller || !probe) return;
    let isMeasured = false;
    const measure = () => {
      const probePx = probe.getBoundingClientRect().height;
      // Hidden behind its detail it keeps its measures, or it would come back at another place.
      if (probePx === 0 && isMeasured) return;
      isMeasured = probePx > 0;
      const rowPx = probePx || assumedRowPx;
      const viewPx = scroller.clientHeight || rowPx * ASSUMED_VIEW_ROWS;
      setMeasures((now) => (now.rowPx === rowPx && now.viewPx === viewPx ? now : { rowPx, viewPx }));
    };
    measure();
    if (typeof ResizeObserver === 'undefined') return;
    let wasHidden = false;
    // The probe too: it changes when the person chooses another size of text.
    const observer = new ResizeObserver(() => {
      measure();
      // A list that was hidden behind its detail comes back where it was, in every browser.
      const isHidden = scroller.clientHeight === 0;
      if (wasHidden && !isHidden && scrollMemory) scroller.scrollTop = scrollMemory.current;
      wasHidden = isHidden;
    });
    observer.observe(scroller);
    observer.observe(probe);
    return () => observer.disconnect();
  }, [scrollerRef, probeRef, assumedRowPx, scrollMemory]);

  return measures;
}

/** The rows in sight and around them, and the one with the tab stop wherever it is: a row that has the focus must stay. */
function drawnIndexes(first: number, rowsInSight: number, count: number, tabStop: number): number[] {
  const from = Math.max(0, first - OVERSCAN_ROWS);
  const to = Math.min(count, first + rowsInSight + OVERSCAN_ROWS);
  const indexes = Array.from({ length: Math.max(0, to - from) }, (_, offset) => from + offset);
  if (tabStop < from && tabStop >= 0) return [tabStop, ...indexes];
  if (tabStop >= to && tabStop < count) return [...indexes, tabStop];
  return indexes;
}

function targetOf(key: string, at: number, last: number, page: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, at + 1);
    case 'ArrowUp':
      return Math.max(0, at - 1);
    case 'PageDown':
      return Math.min(last, at + page);
    case 'PageUp':
      return Math.max(0, at - page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

function focusable(row: Element | null | undefined): HTMLElement | null | undefined {
  return row?.querySelector<HTMLElement>('a, button');
}
