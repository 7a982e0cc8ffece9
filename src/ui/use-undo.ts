import { useCallback } from 'react';
import { type ShowSnackbar, useSnackbar } from './snackbar.tsx';

export interface UndoWords {
  readonly undo: string;
  readonly done: string;
  readonly failed: string;
}

/** `done`: what is said when it was taken back, where the usual words do not tell enough. */
export type SayUndoable = (text: string, undo: () => Promise<boolean>, done?: string) => void;

/** As long as a snackbar may stand: whoever reads slowly must still reach it. */
const DURATION_MS = 10_000;

/**
 * Says what was done, with the way back: `sayUndoable('Đã xóa lượt tiếp.', restore)`. Whether the way back was gone is
 * said too: `undo` answers false, or throws, when nothing was changed.
 */
export function useUndo(words: UndoWords): SayUndoable {
  const showSnackbar = useSnackbar();
  return useCallback(
    (text, undo, done) =>
      showSnackbar({
        text,
        durationMs: DURATION_MS,
        action: {
          label: words.undo,
          run: () => void takeBack(undo, { ...words, done: done ?? words.done }, showSnackbar),
        },
      }),
    [showSnackbar, words],
  );
}

async function takeBack(undo: () => Promise<boolean>, words: UndoWords, showSnackbar: ShowSnackbar): Promise<void> {
  const done = await undo().catch((error: unknown) => {
    reportError(error);
    return false;
  });
  showSnackbar({ text: done ? words.done : words.failed, durationMs: DURATION_MS });
}
