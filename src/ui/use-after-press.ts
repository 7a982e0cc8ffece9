import { useCallback, useEffect, useRef } from 'react';

/**
 * A field is left by the press on another: whatever appears between press and release pushes that other one from under
 * the mouse, and the click is lost. Longer than a press, shorter than a wait.
 */
const AFTER_PRESS_MS = 300;

/** Runs `work` when the press that may have caused it is over; a later call replaces an earlier one. */
export function useAfterPress(): (work: () => void) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback((work) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(work, AFTER_PRESS_MS);
  }, []);
}
