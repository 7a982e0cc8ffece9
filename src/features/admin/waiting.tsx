import { useCallback, useState } from 'react';
import { sayProblem } from '../../contract/problems.ts';
import type { QuarantineList } from '../../contract/wire/administration.ts';
import type { Space } from '../../contract/wire/session.ts';
import { unitName } from '../../domain/receptions/labels.ts';
import { formatInstant, formatNumber } from '../../domain/text/format.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Card, Section } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import styles from './admin.module.css';
import type { AdminApi } from './admin-api.ts';
import { Failure } from './failure.tsx';
import { useAct } from './use-act.ts';

type Entry = QuarantineList['items'][number];

const KIND_LABELS: { readonly [kind: string]: string } = {
  'reception-visit': 'Lượt tiếp',
  'reception-session': 'Buổi tiếp',
};

/** What came from withdrawn devices or forgotten users: no content, only whose it is and why it waits. */
export function Waiting({ api }: { readonly api: AdminApi }) {
  const { value: list, again } = useLoaded(useCallback(() => api.quarantine(), [api]));
  const { value: users } = useLoaded(useCallback(() => api.users(), [api]));
  const { value: spaces } = useLoaded(useCallback(() => api.spaces(), [api]));
  const [discarding, setDiscarding] = useState<Entry>();
  const { busy, failure, act } = useAct();
  const items = list?.ok ? list.value.items : [];
  const nameOf = (id: string) =>
    users?.ok ? users.value.users.find(({ user }) => user.id === id)?.user.name : undefined;
  const decide = ({ space, id }: Entry, decision: 'accept' | 'discard') =>
    act(id, () => api.decide({ space, id }, decision), again);
  return (
    <Section title="Chờ quản trị viên" count={list?.ok ? formatNumber(items.length) : undefined}>
      <p>Chỉ hiện của ai, ở đâu, vì sao; quản trị viên không đọc được nội dung.</p>
      <Failure words={failure} />
      {list === undefined ? <ProgressBar label={WORDS.loading} /> : null}
      {list !== undefined && !list.ok ? (
        <Failure words={list.error.words} action={<Button onClick={again}>{WORDS.retry}</Button>} />
      ) : null}
      {list?.ok && items.length === 0 ? (
        <EmptyState title="Không có mục nào chờ">Mục của máy bị thu hồi sẽ hiện ở đây.</EmptyState>
      ) : null}
      {items.map((item) => (
        <Card key={`${item.space} ${item.id}`} padded>
          <div className={styles.item}>
            <h3>
              {KIND_LABELS[item.kind] ?? 'Hồ sơ'} – {sayUnit(spaces?.ok ? spaces.value.spaces : [], item.space)}
            </h3>
            <div>
              <p>Người ghi: {nameOf(item.userId) ?? 'chưa có trong danh sách người dùng'}</p>
              <p>{sayProblem(item.code)}</p>
              <p className={styles.quiet}>Máy chủ nhận {formatInstant(Date.parse(item.receivedAt))}</p>
            </div>
            <div className={styles.buttons}>
              <Button busy={busy === item.id} onClick={() => decide(item, 'accept')}>
                Nhận vào số liệu
              </Button>
              <Button kind="quiet" onClick={() => setDiscarding(item)}>
                Bỏ…
              </Button>
            </div>
          </div>
        </Card>
      ))}
      {discarding === undefined ? null : (
        <Dialog
          title="Bỏ mục này?"
          closeLabel={WORDS.close}
          onClose={() => setDiscarding(undefined)}
          actions={
            <>
              <Button
                kind="danger"
                onClick={() => {
                  decide(discarding, 'discard');
                  setDiscarding(undefined);
                }}
              >
                Bỏ hẳn
              </Button>
              <Button onClick={() => setDiscarding(undefined)}>{WORDS.cancel}</Button>
            </>
          }
        >
          <p>Mục này sẽ không bao giờ vào hồ sơ và số liệu, không lấy lại được. Hỏi người ghi trước khi bỏ.</p>
        </Dialog>
      )}
    </Section>
  );
}

function sayUnit(spaces: readonly Space[], id: string): string {
  const unit = spaces.find((space) => space.id === id);
  return unit === undefined ? 'đơn vị khác' : unitName(unit);
}
