import type { WaitingUpdate } from './register-service-worker.ts';

const listeners = new Set<() => void>();
let waiting: WaitingUpdate | undefined;

/** The new version that waits, for `useSource`. */
export const updates = {
  arrived: (update: WaitingUpdate): void => {
    waiting = update;
    for (const listener of listeners) listener();
  },
  getSnapshot: (): WaitingUpdate | undefined => waiting,
  subscribe: (onChange: () => void): (() => void) => {
    listeners.add(onChange);
    return () => listeners.delete(onChange);
  },
};
