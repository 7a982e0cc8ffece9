import { useEffect, useRef } from 'react';

/** Asks again whenever `changed` is another. */
export function useAgain(again: () => void, changed: unknown): void {
  const seen = useRef(changed);
  useEffect(() => {
    if (seen.current === changed) return;
    seen.current = changed;
    again();
  }, [again, changed]);
}
