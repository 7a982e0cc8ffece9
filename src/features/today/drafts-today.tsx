import { ADDRESS, draftAddress } from '../../domain/text/addresses.ts';
import { formatNumber } from '../../domain/text/format.ts';
import { keptDraft } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { List, ListRow } from '../../ui/list-row.tsx';
import { Card, Section } from '../../ui/page.tsx';
import { DraftRow } from './draft-row.tsx';
import styles from './today.module.css';
import { useDrafts } from './use-drafts.ts';

export type DraftsTodayProps = { readonly phone: Phone; readonly go: (address: string) => void };

/** So many stand on Hôm nay: what was begun weeks ago must not push the day off its own page. */
const MOST_SHOWN = 2;

/** The newest unfinished forms, first of all those that a crash left behind; the rest on a page of their own. */
export function DraftsToday({ phone, go }: DraftsTodayProps) {
  const { drafts, putAway } = useDrafts(phone);
  const newest = drafts.slice(0, MOST_SHOWN);
  const lost = newest.filter((draft) => draft.lost);
  const kept = newest.filter((draft) => !draft.lost);
  const more = drafts.length > newest.length;
  return (
    <>
      {lost.map((draft) => (
        <Banner
          key={draft.formId}
          tone="info"
          action={
            <span className={styles.buttons}>
              <Button kind="primary" onClick={() => go(draftAddress(draft))}>
                Mở tiếp
              </Button>
              <Button onClick={() => putAway(draft)}>Bỏ</Button>
            </span>
          }
        >
          {keptDraft(draft.savedAtMs)} {draft.title === '' ? '' : `(${draft.title})`}
        </Banner>
      ))}
      {kept.length > 0 || more ? (
        <Section title="Nháp" count={formatNumber(drafts.length)}>
          <Card>
            <List label="Bản nháp">
              {kept.map((draft) => (
                <DraftRow
                  key={draft.formId}
                  draft={draft}
                  nowMs={phone.nowMs()}
                  go={go}
                  onPutAway={() => putAway(draft)}
                />
              ))}
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
