import { useSyncExternalStore } from 'react';

/** From here on list and detail stand side by side; the same figure as in the style sheets. */
const WIDE = '(min-width: 1024px)';

/** Whether the window is as wide as a PC's; changes when it is resized or turned. */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, isWide);
}

function isWide(): boolean {
  return query()?.matches ?? false;
}

function subscribe(onChange: () => void): () => void {
  const list = query();
  list?.addEventListener('change', onChange);
  return () => list?.removeEventListener('change', onChange);
}

/** Some browsers without a screen have none. */
function query(): MediaQueryList | undefined {
  return globalThis.matchMedia?.(WIDE);
}
