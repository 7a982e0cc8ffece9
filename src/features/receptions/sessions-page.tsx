import { useMemo } from 'react';
import { receptionSession } from '../../contract/records/reception-session.ts';
import { recordStateLabel, sessionTitle, statusLabel } from '../../domain/receptions/list-words.ts';
import { ADDRESS, sessionAddress } from '../../domain/text/addresses.ts';
import { formatDate } from '../../domain/text/format.ts';
import { mayBegin } from '../../store/may-begin.ts';
import type { Phone } from '../../store/phone.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useBatched } from '../../ui/use-batched.ts';
import { useSource } from '../../ui/use-source.ts';
import { VirtualList } from '../../ui/virtual-list.tsx';
import styles from './list.module.css';
import { ListDetailScreen } from './list-detail-screen.tsx';
import { SessionDetail } from './session-detail.tsx';
import type { Go } from './visit-form-page.tsx';

export type SessionsPageProps = {
  readonly phone: Phone;
  readonly go: Go;
  readonly rid?: string | undefined;
  readonly scrollMemory: { current: number };
  /** From a session to where it was opened. */
  readonly onBack: () => void;
};

/** Buổi tiếp: the list, and beside it (on a phone instead of it) the session that was chosen. */
export function SessionsPage({ phone, go, rid, scrollMemory, onBack }: SessionsPageProps) {
  const mayRecord = mayBegin(phone, 'session.create');
  const add = () => go(ADDRESS.newSession);
  return (
    <ListDetailScreen
      titles={{ list: 'Buổi tiếp', detail: 'Buổi tiếp' }}
      openKey={rid}
      onBack={onBack}
      onBackFromList={() => go(ADDRESS.visits)}
      adding={mayRecord ? { label: 'Thêm buổi tiếp', run: add } : undefined}
      list={<SessionList phone={phone} go={go} openRid={rid} mayRecord={mayRecord} scrollMemory={scrollMemory} />}
      detail={
        rid === undefined ? (
          <EmptyState title="Chọn một buổi tiếp ở danh sách bên trái" />
        ) : (
          <SessionDetail key={rid} phone={phone} rid={rid} go={go} />
        )
      }
    />
  );
}

type SessionListProps = {
  readonly phone: Phone;
  readonly go: Go;
  readonly openRid: string | undefined;
  readonly mayRecord: boolean;
  readonly scrollMemory: { current: number };
};

/** Every session on this phone, newest day first. */
function SessionList({ phone, go, openRid, mayRecord, scrollMemory }: SessionListProps) {
  const summary = useSource(phone.summary);
  const sync = useSource(phone.sync);
  const sessions = useMemo(
    () => summary.newestFirst.filter((row) => row.kind === receptionSession.kind && row.status !== 'deleted'),
    [summary],
  );
  const version = useMemo(() => ({ summary, sync }), [summary, sync]);
  const stateOf = useBatched(phone.records.states, version);
  return (
    <div className={styles.list}>
      <div className={styles.search} data-screen-only>
        <Button onClick={() => go(ADDRESS.schedule)}>Lịch tiếp công dân</Button>
      </div>
      {sessions.length === 0 ? (
        <EmptyState
          title="Chưa có buổi tiếp nào trên máy này"
          action={
            mayRecord ? (
              <Button kind="primary" onClick={() => go(ADDRESS.newSession)}>
                Thêm buổi tiếp
              </Button>
            ) : null
          }
        />
      ) : (
        <VirtualList
          label="Buổi tiếp"
          items={sessions}
          keyOf={(row) => row.rid}
          scrollMemory={scrollMemory}
          openKey={openRid}
          rowOf={(row) => ({
            title: sessionTitle(row),
            detail: [row.day === '' ? '' : formatDate(row.day), row.sub].filter(Boolean).join(' · '),
            trailing: (
              <span className={styles.trailing}>
                <span>{statusLabel(row.status)}</span>
                <span>{recordStateLabel(stateOf(row.rid), sync.phase === 'sending')}</span>
              </span>
            ),
            href: sessionAddress(row.rid),
            onOpen: () => go(sessionAddress(row.rid)),
            current: row.rid === openRid,
          })}
        />
      )}
    </div>
  );
}
