import { ADDRESS } from '../../domain/text/addresses.ts';
import { mayBegin } from '../../store/may-begin.ts';
import type { Phone } from '../../store/phone.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListDetailScreen } from './list-detail-screen.tsx';
import { VisitDetail } from './visit-detail.tsx';
import type { Go } from './visit-form-page.tsx';
import { VisitList } from './visit-list.tsx';

export type VisitsPageProps = {
  readonly phone: Phone;
  readonly go: Go;
  readonly rid?: string | undefined;
  readonly scrollMemory: { current: number };
  /** From a visit to where it was opened. */
  readonly onBack: () => void;
};

/** Tiếp dân: the list, and beside it (on a phone instead of it) the visit that was chosen. */
export function VisitsPage({ phone, go, rid, scrollMemory, onBack }: VisitsPageProps) {
  const mayRecord = mayBegin(phone, 'visit.create');
  const record = () => go(ADDRESS.newVisit);
  return (
    <ListDetailScreen
      titles={{ list: 'Tiếp dân', detail: 'Lượt tiếp' }}
      openKey={rid}
      onBack={onBack}
      adding={mayRecord ? { label: 'Ghi tiếp dân', run: record } : undefined}
      list={<VisitList phone={phone} go={go} openRid={rid} mayRecord={mayRecord} scrollMemory={scrollMemory} />}
      detail={
        rid === undefined ? (
          <EmptyState title="Chọn một lượt tiếp ở danh sách bên trái" />
        ) : (
          <VisitDetail key={rid} phone={phone} rid={rid} go={go} />
        )
      }
    />
  );
}
