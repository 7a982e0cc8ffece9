import { useEffect, useState } from 'react';
import type { Phone } from '../../store/phone.ts';

/** Held here; still asked for; or held by another tab of this phone. */
export type DraftLock = 'held' | 'asking' | 'elsewhere';

/** Asked again so often; after the second time this tab says that another one has the form open. */
const AGAIN_MS = 300;

/** One form, one tab: what two tabs typed into one draft would overwrite each other (sync rule 2). Taken over when the other closes. */
export function useDraftLock(phone: Phone, formId: string): DraftLock {
  const [lock, setLock] = useState<{ readonly formId: string; readonly state: DraftLock }>();

  useEffect(() => {
    let over = false;
    let release: (() => void) | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (round: number) => {
      const held = await phone.holdDraft(formId);
      if (over) {
        held?.();
        return;
      }
      release = held;
      if (held !== undefined) setLock({ formId, state: 'held' });
      else {
        if (round > 0) setLock({ formId, state: 'elsewhere' });
        timer = setTimeout(() => void ask(round + 1), AGAIN_MS);
      }
    };
    void ask(0);
    return () => {
      over = true;
      clearTimeout(timer);
      release?.();
    };
  }, [phone, formId]);

  return lock?.formId === formId ? lock.state : 'asking';
}
