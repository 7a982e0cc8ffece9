import type { Cells } from '../../contract/records/kind.ts';
import { isDeleted } from '../../domain/merge/cells.ts';
import { missingOf } from '../../domain/receptions/incomplete.ts';
import { MISSING_LABELS } from '../../domain/receptions/labels.ts';
import { sessionTitle, visitTitle } from '../../domain/receptions/list-words.ts';
import { owedNotice } from '../../domain/receptions/notice-due.ts';
import type { Summary } from '../../domain/receptions/summary.ts';
import { joinedInto } from '../../domain/receptions/twins.ts';
import { type Line, peopleLines, visitLines } from '../../domain/receptions/visit-words.ts';
import {
  ADDRESS,
  conflictAddress,
  sessionAddress,
  visitAddress,
  visitEditAddress,
} from '../../domain/text/addresses.ts';
import { WORDS } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import type { OpenRecord } from '../../store/record-store.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Card, Section } from '../../ui/page.tsx';
import { type SummaryItem, SummaryList } from '../../ui/summary-list.tsx';
import { useSource } from '../../ui/use-source.ts';
import styles from './list.module.css';
import { mayDo } from './may-do.ts';
import { NoticeDueWords } from './notice-due-words.tsx';
import { RecordChip } from './record-chip.tsx';
import { useRecord } from './use-record.ts';
import { VisitActions } from './visit-actions.tsx';
import { VisitCase } from './visit-case.tsx';
import type { Go } from './visit-form-page.tsx';

export type VisitDetailProps = { readonly phone: Phone; readonly rid: string; readonly go: Go };

/** One visit: everything that was recorded, and what may be done with it. */
export function VisitDetail({ phone, rid, go }: VisitDetailProps) {
  const { record, gone } = useRecord(phone, rid);
  const sync = useSource(phone.sync);
  const { byId } = useSource(phone.summary);
  if (gone)
    return (
      <EmptyState title="Máy này không còn giữ hồ sơ này">Hồ sơ đã chuyển đi hoặc bạn không còn quyền xem.</EmptyState>
    );
  if (record === undefined) return <p className={styles.detail}>{WORDS.loading}</p>;

  const { cells } = record.view;
  const sessionId = (cells.session as { readonly id?: string } | null | undefined)?.id;
  const session = sessionId === undefined ? undefined : byId.get(sessionId);
  const row = byId.get(rid);
  return (
    <div className={styles.detail}>
      <div className={styles.head}>
        <h2>{row ? visitTitle(row) : 'Lượt tiếp'}</h2>
        <RecordChip state={record.state} sending={sync.phase === 'sending'} />
      </div>
      <StateBanners record={record} go={go} />
      <MissingBanner phone={phone} record={record} go={go} />
      <VisitActions phone={phone} record={record} go={go} />
      {peopleLines(cells).map(({ id, lines }, index, all) => (
        <Section key={id} title={all.length > 1 ? `Người thứ ${index + 1}` : 'Công dân'}>
          <Card>
            <SummaryList items={lines.map(shown)} />
          </Card>
        </Section>
      ))}
      <Section title="Lượt tiếp">
        <Card>
          <SummaryList items={itemsOf(phone, cells, { sessionId, session, go })} />
        </Card>
      </Section>
      <VisitCase phone={phone} record={record} go={go} />
    </div>
  );
}

type SessionOf = {
  readonly sessionId: string | undefined;
  readonly session: Summary | undefined;
  readonly go: Go;
};

function itemsOf(phone: Phone, cells: Cells, { sessionId, session, go }: SessionOf): readonly SummaryItem[] {
  const words = sessionId === undefined ? undefined : session ? sessionTitle(session) : 'Chưa có buổi trên máy này';
  const owed = owedNotice(cells) !== undefined;
  return visitLines(cells, words).flatMap((line): SummaryItem[] => {
    if (line.term === 'Buổi tiếp' && session !== undefined)
      return [{ ...line, action: <SeeSession onSee={() => go(sessionAddress(session.rid))} /> }];
    if (line.term === 'Hướng xử lý' && owed)
      return [shown(line), { term: 'Hạn thông báo', value: <NoticeDueWords phone={phone} cells={cells} /> }];
    return [shown(line)];
  });
}

function SeeSession({ onSee }: { readonly onSee: () => void }) {
  return (
    <Button kind="quiet" onClick={onSee}>
      Xem buổi
    </Button>
  );
}

function shown(line: Line): Line {
  return line.value === '' ? { ...line, value: WORDS.notFilled } : line;
}

function StateBanners({ record, go }: { readonly record: OpenRecord; readonly go: Go }) {
  const into = joinedInto(record.view.cells);
  if (into !== undefined)
    return (
      <Banner tone="warning" action={<Button onClick={() => go(visitAddress(into))}>Mở lượt kia</Button>}>
        Lượt tiếp này đã gộp vào một lượt khác và không tính riêng. Khôi phục nếu hai lượt là khác nhau.
      </Banner>
    );
  if (isDeleted(record.view.cells))
    return <Banner tone="warning">Lượt tiếp này đã xóa và không tính vào số liệu.</Banner>;
  if (record.state === 'decide') {
    return (
      <Banner tone="warning" action={<Button onClick={() => go(conflictAddress(record.rid))}>Xem hai bản</Button>}>
        Hai máy cùng sửa hồ sơ này. Chọn bản đúng để số liệu không lệch.
      </Banner>
    );
  }
  if (record.state === 'refused') {
    return (
      <Banner tone="warning" action={<Button onClick={() => go(ADDRESS.sync)}>Xem lý do</Button>}>
        Máy chủ chưa nhận thay đổi gần nhất của hồ sơ này.
      </Banner>
    );
  }
  return null;
}

/** What is missing, each one tap away from its field. */
function MissingBanner({ phone, record, go }: PartProps) {
  const missing = isDeleted(record.view.cells) ? [] : missingOf(record.view.cells);
  if (missing.length === 0) return null;
  const mayEdit = mayDo(phone, record.view.cells, 'visit.edit');
  return (
    <Banner
      tone="info"
      action={
        mayEdit ? (
          <div className={styles.actions}>
            {missing.map((what) => (
              <Button key={what} onClick={() => go(visitEditAddress(record.rid, what))}>
                Ghi {MISSING_LABELS[what]}
              </Button>
            ))}
          </div>
        ) : undefined
      }
    >
      Cần bổ sung: {missing.map((what) => MISSING_LABELS[what]).join(', ')}. Lượt này vẫn được tính ngay.
    </Banner>
  );
}

type PartProps = { readonly phone: Phone; readonly record: OpenRecord; readonly go: Go };
