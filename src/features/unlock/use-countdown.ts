import { useEffect, useState } from 'react';

/** Whole seconds until a moment; drawn again while it lasts. */
export function useCountdown(untilMs: number | undefined, nowMs: () => number): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (untilMs === undefined) {
      setLeft(0);
      return;
    }
    const tick = () => setLeft(Math.max(0, Math.ceil((untilMs - nowMs()) / 1000)));
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [untilMs, nowMs]);
  return left;
}
