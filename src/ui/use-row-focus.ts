import { useEffect, useRef } from 'react';

export type RowFocus = {
  readonly firstButton: (id: string) => (button: HTMLButtonElement | null) => void;
  /** To be told before the row is put away; where that fails, it holds for the next try. */
  readonly leaves: (id: string) => void;
};

/** Rows in the order of the screen. A row that leaves hands the focus on; otherwise it would fall out of the page. */
export function useRowFocus(ids: readonly string[]): RowFocus {
  const firstButtons = useRef(new Map<string, HTMLButtonElement>());
  const leaving = useRef<{ readonly id: string; readonly place: number }>(undefined);
  useEffect(() => {
    if (leaving.current === undefined || ids.includes(leaving.current.id)) return;
    const { place } = leaving.current;
    leaving.current = undefined;
    // Not away from what someone has gone to meanwhile ("Hoàn tác").
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    const next = ids[Math.min(place, ids.length - 1)];
    const button = next === undefined ? undefined : firstButtons.current.get(next);
    (button ?? document.querySelector<HTMLElement>('h1'))?.focus();
  });
  return {
    firstButton: (id) => (button) => {
      if (button === null) firstButtons.current.delete(id);
      else firstButtons.current.set(id, button);
    },
    leaves: (id) => {
      leaving.current = { id, place: ids.indexOf(id) };
    },
  };
}
