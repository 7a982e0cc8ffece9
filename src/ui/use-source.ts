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

/** `failed`: the last try brought nothing; it is undone by the next one. */
export type Loaded<T> = { readonly value: T | undefined; readonly failed: boolean; readonly again: () => void };

/**
 * What a promise brought, and a way to ask again; undefined until then. It is asked again by itself whenever `changed`
 * is another. What comes too late is dropped.
 */
export function useLoaded<T>(load: () => Promise<T>, changed?: unknown): Loaded<T> {
  const [round, setRound] = useState(0);
  const [loaded, setLoaded] = useState<{ readonly value: T }>();
  const [failed, setFailed] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round and a change ask again
  useEffect(() => {
    let current = true;
    load().then(
      (value) => {
        if (!current) return;
        setLoaded({ value });
        setFailed(false);
      },
      (error: unknown) => {
        if (!current) return;
        reportError(error);
        setFailed(true);
      },
    );
    return () => {
      current = false;
    };
  }, [load, round, changed]);
  const again = useCallback(() => {
    setFailed(false);
    setRound((now) => now + 1);
  }, []);
  return { value: loaded?.value, failed, again };
}
