import { useRef } from 'react';

/**
 * Ids for what a form makes: each try to save gets the same ones in the same order, so that a try whose answer never came
 * and the next one make one thing. `const ids = useStableIds(newId); … const newId = ids(); newId(), newId()`
 */
export function useStableIds(newId: () => string): () => () => string {
  const made = useRef<string[]>([]);
  return () => {
    let next = 0;
    return () => {
      const id = made.current[next] ?? newId();
      made.current[next] = id;
      next += 1;
      return id;
    };
  };
}
