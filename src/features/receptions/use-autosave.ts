import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { err, type Result } from '../../domain/result.ts';
import { Observable } from '../../store/observable.ts';
import type { SaveProblem } from '../../store/record-store.ts';
import type { Watched } from '../../ui/use-source.ts';
import { type NotStored, problemOf } from './say-refusal.ts';

/** Quiet time after the last change before the draft is written; with the write itself within 500 ms. */
const QUIET_MS = 350;

export type Kept =
  | { readonly tag: 'nothing' }
  | { readonly tag: 'kept'; readonly atMs: number }
  | { readonly tag: 'failed'; readonly problem: NotStored };

export type Autosave = {
  /** Watched by the line that tells it: a form of fifty fields must not be drawn anew at each pause of the typist. */
  readonly kept: Watched<Kept>;
  /** Whether anything was changed since the form was opened. */
  readonly isTouched: () => boolean;
  /** Writes now what waits to be written. */
  readonly flush: () => Promise<void>;
  /** No draft is written any more; resolves when none is under way. Before the record itself is saved. */
  readonly stop: () => Promise<void>;
  /** Drafts again, the record could not be saved: what was changed is written anew. */
  readonly resume: () => void;
  /**
   * Writes now although no value may have changed since the last time: something beside the values has. Answers
   * whether the draft is kept.
   */
  readonly rewrite: () => Promise<boolean>;
};

type Write<V> = (values: V) => Promise<Result<{ readonly savedAtMs: number }, SaveProblem>>;

/** Keeps an unfinished form as a sealed draft: after each change, and when the page is hidden or left. */
export function useAutosave<V extends FieldValues>(form: UseFormReturn<V>, write: Write<V>): Autosave {
  const [kept] = useState(() => new Observable<Kept>({ tag: 'nothing' }));
  const latest = useRef(write);
  latest.current = write;
  const state = useRef({ touched: false, changed: false, stopped: false, unwritten: 0, writing: Promise.resolve() });

  const flush = useCallback((): Promise<void> => {
    const now = state.current;
    if (!now.changed || now.stopped) return now.writing;
    now.changed = false;
    now.unwritten += 1;
    // One after the other: an older text must never land on a newer one. Nothing is thrown out of the chain: whatever
    // came after it would never be written.
    now.writing = now.writing.then(async () => {
      const done = now.stopped ? undefined : await written(() => latest.current(structuredClone(form.getValues())));
      now.unwritten -= 1;
      if (done === undefined) return;
      // Tried again at the next occasion, not only after the next letter.
      if (!done.ok) now.changed = true;
      kept.set(done.ok ? { tag: 'kept', atMs: done.value.savedAtMs } : { tag: 'failed', problem: done.error });
    });
    return now.writing;
  }, [form, kept]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stopListening = form.subscribe({
      formState: { values: true },
      callback: () => {
        state.current.touched = true;
        state.current.changed = true;
        clearTimeout(timer);
        timer = setTimeout(() => void flush(), QUIET_MS);
      },
    });
    const onHidden = () => {
      if (document.visibilityState === 'hidden') void flush();
    };
    document.addEventListener('visibilitychange', onHidden);
    const onLeaving = () => void flush();
    window.addEventListener('pagehide', onLeaving);
    // Sealing takes longer than a page lives after this, and a write that has begun is not yet one that is done: the
    // browser's own question gives it the time.
    const onUnload = (event: BeforeUnloadEvent) => {
      const { changed, unwritten, stopped } = state.current;
      if (stopped || (!changed && unwritten === 0)) return;
      void flush();
      event.preventDefault();
    };
    window.addEventListener('beforeunload', onUnload);
    return () => {
      stopListening();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onHidden);
      window.removeEventListener('pagehide', onLeaving);
      window.removeEventListener('beforeunload', onUnload);
      // Also when every letter is kept: the draft now says that its form was left.
      state.current.changed = state.current.touched;
      void flush();
    };
  }, [form, flush]);

  return useMemo(
    () => ({
      kept,
      isTouched: () => state.current.touched,
      flush,
      stop: () => {
        state.current.stopped = true;
        return state.current.writing;
      },
      resume: () => {
        state.current.stopped = false;
        // Of a form that nobody has touched there is no draft, or the old one still stands.
        state.current.changed = state.current.touched;
        void flush();
      },
      rewrite: async () => {
        state.current.stopped = false;
        state.current.changed = true;
        await flush();
        return !state.current.changed;
      },
    }),
    [kept, flush],
  );
}

async function written<T>(write: () => Promise<Result<T, SaveProblem>>): Promise<Result<T, NotStored>> {
  try {
    return await write();
  } catch (error) {
    return err(problemOf(error));
  }
}
