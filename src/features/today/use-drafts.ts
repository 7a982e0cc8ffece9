import { useCallback, useRef } from 'react';
import type { Phone } from '../../store/phone.ts';
import { useLoaded } from '../../ui/use-source.ts';

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

/** Unfinished forms, newest first, and how to put one away. */
export function useDrafts(phone: Phone) {
  const shownAtMs = useRef(phone.nowMs());
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
  const { value, again } = useLoaded(load);
  return {
    drafts: value ?? [],
    discard: async (draft: Draft) => {
      await phone.records.discardDraft(draft.formId);
      again();
    },
    restore: async (draft: Draft) => {
      await phone.records.saveDraft(draft.formId, draft.rid, draft.body);
      again();
    },
  };
}
