import { type ReactNode, useCallback, useState } from 'react';
import { WORDS } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import { useDraftLock } from './use-draft-lock.ts';

export type DraftFormProps<S> = {
  readonly phone: Phone;
  readonly formId: string;
  readonly title: string;
  /** What the form starts with, its draft included; undefined = this phone holds the record no more. */
  readonly load: () => Promise<S | undefined>;
  readonly onLeave: () => void;
  /** Said while the form is still on its way: what was saved just before. */
  readonly justSaved?: ReactNode;
  readonly children: (started: S) => ReactNode;
};

/** A form that keeps a draft: opened in one tab at a time, on what it was loaded with once. */
export function DraftForm<S>({ phone, formId, title, load, onLeave, justSaved, children }: DraftFormProps<S>) {
  const lock = useDraftLock(phone, formId);
  if (lock === 'held') {
    return (
      <Loading key={formId} title={title} load={load} onLeave={onLeave} justSaved={justSaved}>
        {children}
      </Loading>
    );
  }
  return (
    <Screen title={title} withoutTabs onBack={onLeave}>
      {lock === 'asking' ? <Page>{justSaved}</Page> : null}
      {lock === 'elsewhere' ? (
        <EmptyState
          title="Bản này đang mở ở một thẻ khác trên máy này"
          action={<Button onClick={onLeave}>{WORDS.back}</Button>}
        >
          Viết tiếp ở thẻ kia. Khi thẻ kia đóng, bản này tự mở ở đây.
        </EmptyState>
      ) : null}
    </Screen>
  );
}

function Loading<S>({ title, load, onLeave, justSaved, children }: Omit<DraftFormProps<S>, 'formId' | 'phone'>) {
  // Once: what a pull brings while someone writes must not touch the form.
  const [first] = useState(() => load);
  const { value, failed, again } = useLoaded(useCallback(async () => ({ started: await first() }), [first]));
  if (value?.started !== undefined) return children(value.started);
  return (
    <Screen title={title} withoutTabs onBack={onLeave}>
      <Page>
        {value === undefined && failed ? (
          <EmptyState title="Chưa mở được" action={<Button onClick={again}>{WORDS.retry}</Button>} />
        ) : value === undefined ? (
          (justSaved ?? <p>{WORDS.loading}</p>)
        ) : (
          <EmptyState title="Máy này không còn giữ hồ sơ này" />
        )}
      </Page>
    </Screen>
  );
}
