import { useCallback, useEffect, useRef, useState } from 'react';
import { useSnackbar } from './snackbar.tsx';

type Outcome<T, P = unknown> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: { readonly words: string; readonly present?: P } };

/** Records that live elsewhere and are changed there one by one. */
export interface ChangeableSource<R extends { readonly rid: string }, C extends { readonly rid: string }> {
  readonly load: () => Promise<Outcome<readonly R[]>>;
  /** A refusal may bring what stands there now. */
  readonly save: (change: C) => Promise<Outcome<R, R>>;
  /** The change that takes one back; `before` null: it made the record. */
  readonly undo: (change: C, before: R | null, after: R) => C;
}

export type Changed<R> =
  | { readonly ok: true }
  | { readonly ok: false; readonly words: string; readonly present?: R | undefined };

export interface Changeable<R, C> {
  /** Undefined while they are loaded the first time, and when that failed. */
  readonly records: readonly R[] | undefined;
  /** Why they could not be loaded. */
  readonly failure: string | undefined;
  readonly again: () => void;
  readonly busy: boolean;
  /**
   * Makes one change, or several one after the other (each of another record), and offers to take them back together. It
   * stops at the first that is refused; what was done before it stays, is not done again by the next try, and what stands
   * there now is in the list.
   */
  readonly change: (changes: C | readonly C[], said: string) => Promise<Changed<R>>;
}

/** Loads records, changes them where they live, keeps the list in step, and undoes. `source` must stay the same object. */
export function useChangeable<R extends { readonly rid: string }, C extends { readonly rid: string }>(
  source: ChangeableSource<R, C>,
  words: { readonly undo: string; readonly undone: string },
): Changeable<R, C> {
  const [state, setState] = useState<{ records?: readonly R[]; failure?: string }>({});
  const [round, setRound] = useState(0);
  const [busy, setBusy] = useState(false);
  const known = useRef<readonly R[]>([]);
  // What a refused try had already done: asked for again, it is not done twice.
  const halfDone = useRef(new Map<string, () => C>());
  const showSnackbar = useSnackbar();

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(() => {
    let current = true;
    source.load().then(
      (loaded) => {
        if (!current) return;
        if (loaded.ok) {
          known.current = loaded.value;
          setState({ records: loaded.value });
        } else setState((now) => ({ ...now, failure: loaded.error.words }));
      },
      (error: unknown) => reportError(error),
    );
    return () => {
      current = false;
    };
  }, [source, round]);

  const put = useCallback((record: R) => {
    const others = known.current.filter(({ rid }) => rid !== record.rid);
    known.current = [...others, record];
    setState({ records: known.current });
  }, []);

  const save = useCallback(
    async (
      change: C,
    ): Promise<{ readonly undo: () => C } | { readonly refused: Changed<R> & { readonly ok: false } }> => {
      const before = known.current.find(({ rid }) => rid === change.rid) ?? null;
      const saved = await source.save(change);
      if (saved.ok) {
        put(saved.value);
        return { undo: () => source.undo(change, before, saved.value) };
      }
      const { words, present } = saved.error;
      if (present !== undefined) put(present);
      return { refused: { ok: false, words, present } };
    },
    [source, put],
  );

  const change = async (changes: C | readonly C[], said: string): Promise<Changed<R>> => {
    setBusy(true);
    const undos: (() => C)[] = [];
    try {
      for (const one of [changes].flat() as readonly C[]) {
        const key = JSON.stringify(one);
        const known = halfDone.current.get(key);
        const done = known === undefined ? await save(one) : { undo: known };
        if ('refused' in done) return done.refused;
        halfDone.current.set(key, done.undo);
        undos.unshift(done.undo);
      }
    } finally {
      setBusy(false);
    }
    halfDone.current = new Map();
    const takeBack = async () => {
      for (const undo of undos) {
        const done = await save(undo());
        if ('refused' in done) return showSnackbar({ text: done.refused.words });
      }
      showSnackbar({ text: words.undone });
    };
    showSnackbar({
      text: said,
      action: { label: words.undo, run: () => void takeBack().catch((error: unknown) => reportError(error)) },
    });
    return { ok: true };
  };

  return {
    records: state.records,
    failure: state.failure,
    again: useCallback(() => setRound((now) => now + 1), []),
    busy,
    change,
  };
}
