import type { LoopClock } from '../../sync/ports.ts';

/** A greater delay overflows the browser's timer and fires at once. */
const MOST_DELAY_MS = 2 ** 31 - 1;

/** Calls back once after the delay; answers how to call it off. */
export function timer(delayMs: number, fire: () => void): () => void {
  const id = setTimeout(fire, Math.min(delayMs, MOST_DELAY_MS));
  return () => clearTimeout(id);
}

/** Time and chance of the device. */
export const browserLoopClock: LoopClock = {
  nowMs: () => Date.now(),
  random: () => Math.random(),
  sleep: (delayMs) => {
    let wake: () => void = () => undefined;
    const done = new Promise<void>((resolve) => {
      const stop = timer(delayMs, resolve);
      wake = () => {
        stop();
        resolve();
      };
    });
    return { done, wake: () => wake() };
  },
};
