import { useMemo } from 'react';
import type { Cells } from '../../contract/records/kind.ts';
import { isDeleted } from '../../domain/merge/cells.ts';
import { sessionTitle, visitDetail, visitTitle } from '../../domain/receptions/list-words.ts';
import { statusOf } from '../../domain/receptions/session-rules.ts';
import { conflictAddress, sessionEditAddress, visitAddress } from '../../domain/text/addresses.ts';
import { formatNumber } from '../../domain/text/format.ts';
import { WORDS } from '../../domain/text/wording.ts';
import type { Phone } from '../../store/phone.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { List, ListRow } from '../../ui/list-row.tsx';
import { Card, Page, Section } from '../../ui/page.tsx';
import { SummaryList } from '../../ui/summary-list.tsx';
import { useSource } from '../../ui/use-source.ts';
import styles from './list.module.css';
import { RecordChip } from './record-chip.tsx';
import { NowActions, OtherActions } from './session-actions.tsx';
import { SessionApproval } from './session-approval.tsx';
import { SessionTwins } from './session-twins.tsx';
import { sessionLines } from './session-words.ts';
import { useRecord } from './use-record.ts';
import { useSessionActs } from './use-session-acts.ts';
import type { Go } from './visit-form-page.tsx';

export type SessionDetailProps = { readonly phone: Phone; readonly rid: string; readonly go: Go };

/** One session: its state in one tap, and the visits in it. */
export function SessionDetail({ phone, rid, go }: SessionDetailProps) {
  const { record, gone } = useRecord(phone, rid);
  const sync = useSource(phone.sync);
  const summary = useSource(phone.summary);
  const rows = useMemo(() => summary.newestFirst.filter((row) => row.sessionId === rid), [summary, rid]);
  const visits = useMemo(() => rows.filter(({ status }) => status !== 'deleted'), [rows]);
  const row = summary.byId.get(rid);
  const acts = useSessionActs(phone, rid, record);
  return (
    <Page>
      {gone ? <EmptyState title="Máy này không còn giữ buổi tiếp này" /> : null}
      {record === undefined ? null : (
        <>
          <div className={styles.head}>
            <h2>{row ? sessionTitle(row) : 'Buổi tiếp'}</h2>
            <RecordChip state={record.state} sending={sync.phase === 'sending'} />
          </div>
          {record.state === 'decide' ? (
            <Banner tone="warning" action={<Button onClick={() => go(conflictAddress(rid))}>Xem hai bản</Button>}>
              Hai máy cùng sửa buổi tiếp này. Chọn bản đúng để số liệu không lệch.
            </Banner>
          ) : null}
          <NowActions acts={acts} visits={visits.length} go={go} />
          {record.state !== 'decide' && acts.mayEdit && lacksConclusion(record.view.cells) ? (
            <Banner tone="neutral" action={<Button onClick={() => go(sessionEditAddress(rid))}>Ghi kết luận</Button>}>
              Buổi tiếp đã kết thúc, chưa ghi kết luận của người chủ trì.
            </Banner>
          ) : null}
          <SessionTwins phone={phone} rows={rows} go={go} />
          <Section title="Lượt tiếp" count={formatNumber(visits.length)}>
            {visits.length === 0 ? (
              <p>Chưa ghi lượt nào trong buổi này.</p>
            ) : (
              <Card>
                <List label="Lượt tiếp trong buổi">
                  {visits.map((visit) => (
                    <ListRow
                      key={visit.rid}
                      title={visitTitle(visit)}
                      detail={visitDetail(visit)}
                      href={visitAddress(visit.rid)}
                      onOpen={() => go(visitAddress(visit.rid))}
                    />
                  ))}
                </List>
              </Card>
            )}
          </Section>
          <Section title="Thông tin buổi tiếp">
            <Card>
              <SummaryList
                items={sessionLines(record.view.cells).map((line) => ({
                  ...line,
                  value: line.value || WORDS.notFilled,
                }))}
              />
            </Card>
          </Section>
          <SessionApproval phone={phone} acts={acts} />
          <OtherActions acts={acts} visits={visits.length} go={go} />
        </>
      )}
    </Page>
  );
}

/** A session that has ended with visitors, and says nothing of what its chair concluded. */
function lacksConclusion(cells: Cells): boolean {
  return statusOf(cells) === 'done' && !isDeleted(cells) && !cells.conclusion && cells.noVisitors !== true;
}
