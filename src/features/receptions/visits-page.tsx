import { ADDRESS } from '../../domain/text/addresses.ts';
import { mayBegin } from '../../store/may-begin.ts';
import type { Phone } from '../../store/phone.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FloatingButton } from '../../ui/floating-button.tsx';
import { IconPlus } from '../../ui/icons.tsx';
import { Screen } from '../../ui/screen.tsx';
import { SplitView } from '../../ui/split-view.tsx';
import { useShortcut } from '../../ui/use-shortcut.ts';
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
  useShortcut('F2', () => go(ADDRESS.newVisit), mayRecord);
  return (
    <Screen
      title={rid === undefined ? 'Tiếp dân' : 'Lượt tiếp'}
      filled
      onBack={rid === undefined ? undefined : onBack}
      float={
        mayRecord && rid === undefined ? (
          <FloatingButton label="Ghi tiếp dân" icon={<IconPlus />} onClick={() => go(ADDRESS.newVisit)} />
        ) : undefined
      }
    >
      <SplitView
        detailOpen={rid !== undefined}
        list={<VisitList phone={phone} go={go} openRid={rid} mayRecord={mayRecord} scrollMemory={scrollMemory} />}
        detail={
          rid === undefined ? (
            <EmptyState title="Chọn một lượt tiếp ở danh sách bên trái" />
          ) : (
            <VisitDetail key={rid} phone={phone} rid={rid} go={go} />
          )
        }
      />
    </Screen>
  );
}
