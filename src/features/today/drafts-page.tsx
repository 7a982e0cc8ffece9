import type { Phone } from '../../store/phone.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { List } from '../../ui/list-row.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useRowFocus } from '../../ui/use-row-focus.ts';
import { draftRows } from './draft-rows.tsx';
import { type Draft, useDrafts } from './use-drafts.ts';

export type DraftsPageProps = {
  readonly phone: Phone;
  readonly go: (address: string) => void;
  readonly onBack: () => void;
};

/** Bản nháp: every unfinished form on this phone, newest first. */
export function DraftsPage({ phone, go, onBack }: DraftsPageProps) {
  const { drafts, settled, putAway } = useDrafts(phone);
  const rows = useRowFocus(drafts.map(({ formId }) => formId));
  const giveUp = (draft: Draft) => {
    rows.leaves(draft.formId);
    putAway(draft);
  };
  return (
    <Screen title="Bản nháp" onBack={onBack}>
      <Page>
        {drafts.length > 0 ? (
          <>
            <p>Nằm trên máy này, chưa lưu thành hồ sơ và chưa được tính vào số liệu.</p>
            <Card>
              <List label="Bản nháp">{draftRows({ phone, drafts, go, rows, onPutAway: giveUp })}</List>
            </Card>
          </>
        ) : settled ? (
          <EmptyState title="Không có bản nháp nào trên máy này" />
        ) : null}
      </Page>
    </Screen>
  );
}
