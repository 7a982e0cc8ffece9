import { useEffect } from 'react';
import type { Watched } from './use-source.ts';

let open = 0;
const listeners = new Set<() => void>();

function add(count: number): void {
  open += count;
  for (const listener of listeners) listener();
}

/** Whether something is open on this page that keeps no draft: no key may lead away from it or say that all is saved. */
export const unkept: Watched<boolean> = {
  getSnapshot: () => open > 0,
  subscribe: (onChange) => {
    listeners.add(onChange);
    return () => listeners.delete(onChange);
  },
};

/** An editor or a preview that keeps no draft is open, while `isOpen`. The browser asks before it loads the page anew. */
export function useUnkept(isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', onUnload);
    add(1);
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      add(-1);
    };
  }, [isOpen]);
}
