import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';

/** Something that changes and tells when. */
export interface Watched<T> {
  readonly getSnapshot: () => T;
  readonly subscribe: (onChange: () => void) => () => void;
}

/** What it is now; the component is drawn again when it changes. */
export function useSource<T>(source: Watched<T>): T {
  return useSyncExternalStore(source.subscribe, source.getSnapshot);
}

/**
 * What a promise brought, and a way to ask again; undefined until then. It is asked again by itself whenever `changed`
 * is another. What comes too late is dropped.
 */
export function useLoaded<T>(
  load: () => Promise<T>,
  changed?: unknown,
): { readonly value: T | undefined; readonly again: () => void } {
  const [round, setRound] = useState(0);
  const [loaded, setLoaded] = useState<{ readonly value: T }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round and a change ask again
  useEffect(() => {
    let current = true;
    load().then(
      (value) => {
        if (current) setLoaded({ value });
      },
      (error: unknown) => {
        if (current) reportError(error);
      },
    );
    return () => {
      current = false;
    };
  }, [load, round, changed]);
  return { value: loaded?.value, again: useCallback(() => setRound((now) => now + 1), []) };
}
