import { useCallback, useRef } from 'react';
import { WORDS } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import { useSnackbar } from '../../ui/snackbar.tsx';
import { useLoaded, useSource } from '../../ui/use-source.ts';
import { type NotDone, notDone } from './draft-acts.ts';

/** What every form keeps in its draft beside its own values. */
type DraftHead = {
  readonly of?: 'visit' | 'session';
  readonly isNew?: boolean;
  readonly title?: string;
  readonly left?: boolean;
};

export type Draft = {
  readonly of: 'visit' | 'session';
  readonly formId: string;
  readonly rid: string;
  readonly savedAtMs: number;
  readonly isNew: boolean;
  readonly title: string;
  /** The app went away under this form: nobody chose to leave it. */
  readonly lost: boolean;
  readonly body: unknown;
};

export type Drafts = {
  readonly drafts: readonly Draft[];
  /** They have been read, or could not be. */
  readonly settled: boolean;
  /** With a way back for as long as the snackbar stands. */
  readonly putAway: (draft: Draft) => void;
};

/** Unfinished forms, newest first, and how to put one away. A form that was just left may still be writing its last. */
export function useDrafts(phone: Phone): Drafts {
  const shownAtMs = useRef(phone.nowMs());
  const showSnackbar = useSnackbar();
  const writes = useSource(phone.records.draftWrites);
  const load = useCallback(async (): Promise<readonly Draft[]> => {
    const kept = await phone.records.drafts<DraftHead>();
    return kept.map(({ formId, rid, savedAtMs, body }) => ({
      formId,
      rid,
      savedAtMs,
      of: body.of ?? 'visit',
      isNew: body.isNew ?? true,
      title: body.title ?? '',
      lost: body.left !== true && savedAtMs < shownAtMs.current,
      body,
    }));
  }, [phone]);
  const { value, failed } = useLoaded(load, writes);
  const sayNotDone = ({ text, mayRetry }: NotDone, again: () => Promise<void>) =>
    showSnackbar({
      text,
      durationMs: 10_000,
      ...(mayRetry ? { action: { label: WORDS.retry, run: () => void again() } } : {}),
    });
  const restore = async (draft: Draft): Promise<void> => {
    const { formId, rid, body } = draft;
    const problem = await notDone('Chưa lấy lại được bản nháp.', () => phone.records.saveDraft(formId, rid, body));
    if (problem) sayNotDone(problem, () => restore(draft));
  };
  const putAway = async (draft: Draft): Promise<void> => {
    const problem = await notDone('Chưa bỏ được bản nháp.', async () => {
      await phone.records.discardDraft(draft.formId);
      return undefined;
    });
    if (problem) sayNotDone(problem, () => putAway(draft));
    else showSnackbar({ text: 'Đã bỏ bản nháp.', action: { label: WORDS.undo, run: () => void restore(draft) } });
  };
  return {
    drafts: value ?? [],
    settled: value !== undefined || failed,
    putAway: (draft: Draft) => void putAway(draft),
  };
}
