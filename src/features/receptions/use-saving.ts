import { useRef, useState } from 'react';

/** A save takes a few milliseconds: showing that it runs would cost a slow phone more than the save. */
const SHOWN_AFTER_MS = 150;

/** One save at a time. `busy` only once it is felt. */
export function useSaving() {
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  return {
    busy,
    isSaving: () => running.current,
    saving: async <T>(work: () => Promise<T>): Promise<T> => {
      running.current = true;
      const timer = setTimeout(() => setBusy(true), SHOWN_AFTER_MS);
      try {
        return await work();
      } finally {
        clearTimeout(timer);
        running.current = false;
        setBusy(false);
      }
    },
  };
}
