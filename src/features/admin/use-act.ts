import { useState } from 'react';
import type { Result } from '../../domain/result.ts';
import type { NoAnswer } from './admin-api.ts';

/** Something asked of the server by a button: which one is at work, what went wrong. One at a time. */
export function useAct(): {
  readonly busy: string | undefined;
  readonly failure: string | undefined;
  readonly act: <T>(what: string, work: () => Promise<Result<T, NoAnswer>>, onDone: (value: T) => void) => void;
} {
  const [busy, setBusy] = useState<string>();
  const [failure, setFailure] = useState<string>();
  async function run<T>(what: string, work: () => Promise<Result<T, NoAnswer>>, onDone: (value: T) => void) {
    setBusy(what);
    setFailure(undefined);
    const done = await work();
    setBusy(undefined);
    if (done.ok) onDone(done.value);
    else setFailure(done.error.words);
  }
  return {
    busy,
    failure,
    act: (what, work, onDone) => {
      if (busy === undefined) run(what, work, onDone).catch((error: unknown) => reportError(error));
    },
  };
}
