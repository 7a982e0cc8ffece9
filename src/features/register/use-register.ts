import { useCallback, useEffect, useRef, useState } from 'react';
import type { Register } from '../../documents/register/register.ts';
import type { Phone } from '../../store/phone.ts';
import { useSource } from '../../ui/use-source.ts';
import { breathe } from './in-batches.ts';
import { loadRegister, type OpenedBefore, type Progress, type RegisterView } from './load-register.ts';

/** How many lines of a register the server does not have yet, and how many wait for a person. */
export type Unsent = { readonly waiting: number; readonly look: number };

export type RegisterState = {
  /** The last one that was read whole; stays while a newer one is opened. */
  readonly register: Register | undefined;
  readonly unsent: Unsent;
  /** While records are opened. */
  readonly progress: Progress | undefined;
  readonly stopped: boolean;
  /** The last reading brought nothing. */
  readonly failed: boolean;
  readonly stop: () => void;
  readonly again: () => void;
};

const NONE: Unsent = { waiting: 0, look: 0 };

/** The register of a view, read anew when records change; only what changed is opened again. */
export function useRegister(phone: Phone, view: RegisterView): RegisterState {
  const snapshot = useSource(phone.summary);
  const sync = useSource(phone.sync);
  const opened = useRef<OpenedBefore>(new WeakMap());
  const running = useRef<AbortController>(undefined);
  const [round, setRound] = useState(0);
  const [stopped, setStopped] = useState(false);
  const [failed, setFailed] = useState(false);
  const [progress, setProgress] = useState<Progress>();
  const [register, setRegister] = useState<Register>();
  const [unsent, setUnsent] = useState<Unsent>(NONE);
  const { organ, from, to } = view;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another round and another list read again
  useEffect(() => {
    if (stopped) return undefined;
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    loadRegister(phone, { organ, from, to }, opened.current, { signal, onProgress: setProgress }).then(
      (loaded) => {
        if (loaded === undefined || signal.aborted) return;
        setRegister(loaded);
        setProgress(undefined);
        setFailed(false);
      },
      (error: unknown) => {
        if (signal.aborted) return;
        reportError(error);
        setFailed(true);
      },
    );
    return () => controller.abort();
  }, [phone, organ, from, to, snapshot, round, stopped]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is sent changes with the state of the sending
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    unsentOf(phone, register, signal).then(
      (counted) => {
        if (!signal.aborted) setUnsent(counted);
      },
      (error: unknown) => {
        if (!signal.aborted) reportError(error);
      },
    );
    return () => controller.abort();
  }, [phone, register, sync]);

  const shown = register !== undefined && register.organ === organ && register.from === from && register.to === to;
  return {
    register: shown ? register : undefined,
    unsent: shown ? unsent : NONE,
    progress: shown && register !== undefined ? undefined : progress,
    stopped,
    failed,
    stop: useCallback(() => {
      running.current?.abort();
      setProgress(undefined);
      setStopped(true);
    }, []),
    again: useCallback(() => {
      setStopped(false);
      setFailed(false);
      setRound((now) => now + 1);
    }, []),
  };
}

/** Records asked about at once: a row is read with all that is sealed in it. */
const STATES_AT_A_TIME = 100;

async function unsentOf(phone: Phone, register: Register | undefined, signal: AbortSignal): Promise<Unsent> {
  const { waiting: left, refused, conflicts } = phone.sync.getSnapshot();
  if (register === undefined || left + refused + conflicts === 0) return NONE;
  let [waiting, look] = [0, 0];
  for (let at = 0; at < register.rows.length && !signal.aborted; at += STATES_AT_A_TIME) {
    const rids = register.rows.slice(at, at + STATES_AT_A_TIME).map(({ rid }) => rid);
    for (const state of (await phone.records.states(rids)).values()) {
      if (state === 'local') waiting += 1;
      else if (state !== 'sent') look += 1;
    }
    await breathe();
  }
  return { waiting, look };
}
