import { useEffect, useReducer } from 'react';

/** Milliseconds until then, again each second. */
export function useLeft(untilMs: number, nowMs: () => number): number {
  const [, tick] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, []);
  return untilMs - nowMs();
}

/** `29:05` */
export function sayLeft(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
