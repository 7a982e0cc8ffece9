import { useMemo } from 'react';
import { receptionSession } from '../../contract/records/reception-session.ts';
import { recordStateLabel, sessionTitle, statusLabel } from '../../domain/receptions/list-words.ts';
import { ADDRESS, sessionAddress } from '../../domain/text/addresses.ts';
import { formatDate } from '../../domain/text/format.ts';
import { mayBegin } from '../../store/may-begin.ts';
import type { Phone } from '../../store/phone.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FloatingButton } from '../../ui/floating-button.tsx';
import { IconPlus } from '../../ui/icons.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useBatched } from '../../ui/use-batched.ts';
import { useSource } from '../../ui/use-source.ts';
import { VirtualList } from '../../ui/virtual-list.tsx';
import styles from './list.module.css';
import type { Go } from './visit-form-page.tsx';

export type SessionsPageProps = { readonly phone: Phone; readonly go: Go };

/** Every session on this phone, newest day first. */
export function SessionsPage({ phone, go }: SessionsPageProps) {
  const summary = useSource(phone.summary);
  const sync = useSource(phone.sync);
  const sessions = useMemo(
    () => summary.newestFirst.filter((row) => row.kind === receptionSession.kind && row.status !== 'deleted'),
    [summary],
  );
  const version = useMemo(() => ({ summary, sync }), [summary, sync]);
  const stateOf = useBatched(phone.records.states, version);
  const mayRecord = mayBegin(phone, 'session.create');
  return (
    <Screen
      title="Buổi tiếp"
      filled
      onBack={() => go(ADDRESS.visits)}
      float={
        mayRecord ? (
          <FloatingButton label="Thêm buổi tiếp" icon={<IconPlus />} onClick={() => go(ADDRESS.newSession)} />
        ) : undefined
      }
    >
      <div className={styles.list}>
        <div className={styles.search}>
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
            })}
          />
        )}
      </div>
    </Screen>
  );
}
