import { useCallback, useRef } from 'react';
import { WORDS } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import { useSnackbar } from '../../ui/snackbar.tsx';
import { useLoaded, useSource } from '../../ui/use-source.ts';

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

/** Unfinished forms, newest first, and how to put one away. A form that was just left may still be writing its last. */
export function useDrafts(phone: Phone) {
  const shownAtMs = useRef(phone.nowMs());
  const showSnackbar = useSnackbar();
  const writes = useSource(phone.records.draftWrites);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a draft that was written or put away asks again
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
  }, [phone, writes]);
  const { value } = useLoaded(load);
  const putAway = async (draft: Draft) => {
    await phone.records.discardDraft(draft.formId);
    const restore = () => void phone.records.saveDraft(draft.formId, draft.rid, draft.body);
    showSnackbar({ text: 'Đã bỏ bản nháp.', action: { label: WORDS.undo, run: restore } });
  };
  return {
    drafts: value ?? [],
    loaded: value !== undefined,
    /** With a way back for as long as the snackbar stands. */
    putAway: (draft: Draft) => void putAway(draft),
  };
}
