import { useId } from 'react';
import { ADDRESS, draftAddress } from '../../domain/text/addresses.ts';
import { formatNumber } from '../../domain/text/format.ts';
import { keptDraft } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { List, ListRow } from '../../ui/list-row.tsx';
import { Card, Section } from '../../ui/page.tsx';
import { useRowFocus } from '../../ui/use-row-focus.ts';
import { draftRows } from './draft-rows.tsx';
import styles from './today.module.css';
import type { Draft, Drafts } from './use-drafts.ts';

export type DraftsTodayProps = Pick<Drafts, 'drafts' | 'putAway'> & {
  readonly phone: Phone;
  readonly go: (address: string) => void;
};

/** So many stand on Hôm nay, unless a crash left more: what was begun weeks ago must not push the day off its own page. */
const MOST_SHOWN = 2;

/** Every unfinished form that a crash left behind, then the newest others; the rest on a page of their own. */
export function DraftsToday({ phone, go, drafts, putAway }: DraftsTodayProps) {
  const lost = drafts.filter((draft) => draft.lost);
  const kept = drafts.filter((draft) => !draft.lost).slice(0, Math.max(0, MOST_SHOWN - lost.length));
  const shown = [...lost, ...kept];
  const more = drafts.length > shown.length;
  const rows = useRowFocus(shown.map(({ formId }) => formId));
  const giveUp = (draft: Draft) => {
    rows.leaves(draft.formId);
    putAway(draft);
  };
  const bannerId = useId();
  return (
    <>
      {lost.map((draft) => (
        <Banner
          key={draft.formId}
          tone="info"
          action={
            <span className={styles.buttons}>
              <Button
                kind="primary"
                ref={rows.firstButton(draft.formId)}
                aria-describedby={`${bannerId}-${draft.formId}`}
                onClick={() => go(draftAddress(draft))}
              >
                Mở tiếp
              </Button>
              <Button aria-describedby={`${bannerId}-${draft.formId}`} onClick={() => giveUp(draft)}>
                Bỏ
              </Button>
            </span>
          }
        >
          <span id={`${bannerId}-${draft.formId}`}>
            {keptDraft(draft.savedAtMs)} {draft.title === '' ? '' : `(${draft.title})`}
          </span>
        </Banner>
      ))}
      {kept.length > 0 || more ? (
        <Section title="Nháp" count={formatNumber(drafts.length)}>
          <Card>
            <List label="Bản nháp">
              {draftRows({ phone, drafts: kept, go, rows, onPutAway: giveUp })}
              {more ? (
                <ListRow
                  title={`Xem cả ${formatNumber(drafts.length)} bản nháp`}
                  href={ADDRESS.drafts}
                  onOpen={() => go(ADDRESS.drafts)}
                />
              ) : null}
            </List>
          </Card>
        </Section>
      ) : null}
    </>
  );
}
