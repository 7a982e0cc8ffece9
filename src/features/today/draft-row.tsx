import { type Ref, useId } from 'react';
import { dateAt } from '../../domain/calendar/plain-date.ts';
import { draftAddress } from '../../domain/text/addresses.ts';
import { formatInstant, formatTime } from '../../domain/text/format.ts';
import { Button } from '../../ui/button.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import styles from './today.module.css';
import type { Draft } from './use-drafts.ts';

export type DraftRowProps = {
  readonly draft: Draft;
  readonly nowMs: number;
  readonly go: (address: string) => void;
  readonly firstButton: Ref<HTMLButtonElement>;
  readonly onPutAway: () => void;
};

/** An unfinished form in a list: what it is about, since when, and the two ways on. */
export function DraftRow({ draft, nowMs, go, firstButton, onPutAway }: DraftRowProps) {
  const id = useId();
  const { title, isNew, lost, of, savedAtMs } = draft;
  const what = isNew ? NEW_DRAFT[of] : 'Đang sửa';
  const today = dateAt(savedAtMs) === dateAt(nowMs);
  return (
    <ListRow
      title={<span id={id}>{title === '' ? 'Ghi tiếp dân' : title}</span>}
      detail={`${what}, giữ lúc ${today ? formatTime(savedAtMs) : formatInstant(savedAtMs)}${lost ? ', khi ứng dụng đóng đột ngột' : ''}`}
      trailing={
        <span className={styles.buttons}>
          <Button ref={firstButton} aria-describedby={id} onClick={() => go(draftAddress(draft))}>
            Làm tiếp
          </Button>
          <Button kind="quiet" aria-describedby={id} onClick={onPutAway}>
            Bỏ
          </Button>
        </span>
      }
    />
  );
}

const NEW_DRAFT = { visit: 'Lượt mới', session: 'Buổi mới' } as const;
