import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import styles from './segmented-tabs.module.css';

export interface Segment {
  readonly value: string;
  readonly label: string;
  readonly content: ReactNode;
}

export interface SegmentedTabsProps {
  readonly label: string;
  readonly segments: readonly Segment[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Parts of one screen, one shown at a time; ←/→, Home and End move between them. The caller holds which one. */
export function SegmentedTabs({ label, segments, value, onChange }: SegmentedTabsProps) {
  const id = useId();
  const listRef = useRef<HTMLDivElement>(null);
  const current = segments.findIndex((segment) => segment.value === value);

  const onKeyDown = (event: KeyboardEvent) => {
    const last = segments.length - 1;
    const target = {
      ArrowRight: current === last ? 0 : current + 1,
      ArrowLeft: current <= 0 ? last : current - 1,
      Home: 0,
      End: last,
    }[event.key];
    const segment = target === undefined ? undefined : segments[target];
    if (target === undefined || !segment) return;
    event.preventDefault();
    onChange(segment.value);
    listRef.current?.querySelectorAll<HTMLElement>('[role="tab"]').item(target).focus();
  };

  return (
    <div>
      <div ref={listRef} className={styles.list} role="tablist" aria-label={label} data-screen-only>
        {segments.map((segment) => (
          <button
            key={segment.value}
            type="button"
            role="tab"
            id={`${id}-${segment.value}`}
            className={styles.tab}
            aria-selected={segment.value === value}
            aria-controls={segment.value === value ? `${id}-panel` : undefined}
            tabIndex={segment.value === value ? 0 : -1}
            onClick={() => onChange(segment.value)}
            onKeyDown={onKeyDown}
          >
            {segment.label}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} className={styles.panel} role="tabpanel" aria-labelledby={`${id}-${value}`}>
        {segments[current]?.content}
      </div>
    </div>
  );
}
