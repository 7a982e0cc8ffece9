import type { LockPort } from '../../sync/ports.ts';

type Locks = Pick<LockManager, 'request'>;

/**
 * One syncer among the tabs of this browser. Where Web Locks are missing every tab may run: the lease in the store then
 * lets only one write (rule 23).
 */
export function webLock(name: string, locks: Locks | undefined = navigator.locks): LockPort {
  return {
    run: async <T>(body: () => Promise<T>): Promise<T | 'busy'> => {
      if (locks === undefined) return body();
      return locks.request(
        name,
        { ifAvailable: true },
        async (lock): Promise<T | 'busy'> => (lock === null ? 'busy' : body()),
      );
    },
  };
}

/** Holds a name until it is released; undefined = another tab holds it. So one draft is open in one tab only (rule 2). */
export function holdName(name: string, locks: Locks | undefined = navigator.locks): Promise<(() => void) | undefined> {
  if (locks === undefined) return Promise.resolve(() => undefined);
  return new Promise((resolve, reject) => {
    locks
      .request(name, { ifAvailable: true }, (lock) => {
        if (lock === null) return resolve(undefined);
        return new Promise<void>((release) => resolve(release));
      })
      .catch(reject);
  });
}
