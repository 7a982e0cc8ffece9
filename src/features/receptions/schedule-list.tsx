import { type DutyEntry, needsMakeUp } from '../../domain/duties/duty-entries.ts';
import { entryDetail, entryState, entryTitle } from '../../domain/duties/duty-words.ts';
import { sessionAddress } from '../../domain/text/addresses.ts';
import { formatDateWithWeekday } from '../../domain/text/format.ts';
import { Button } from '../../ui/button.tsx';
import { List, ListRow } from '../../ui/list-row.tsx';
import { Card } from '../../ui/page.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';
import type { DutyQuestion } from './duty-dialogs.tsx';
import styles from './schedule.module.css';
import type { Go } from './visit-form-page.tsx';

export type ScheduleListProps = {
  readonly entries: readonly DutyEntry[];
  readonly may: boolean;
  readonly go: Go;
  readonly onAsk: (question: DutyQuestion) => void;
};

/** Every duty and session of a span, day by day, with what can be done now. */
export function ScheduleList({ entries, may, go, onAsk }: ScheduleListProps) {
  if (entries.length === 0) return <p className={styles.quiet}>Không có buổi tiếp nào trong tháng này.</p>;
  return (
    <Card>
      <List label="Các buổi trong tháng">
        {entries.map((entry) => (
          <Row key={entry.key} entry={entry} may={may} go={go} onAsk={onAsk} />
        ))}
      </List>
    </Card>
  );
}

function Row({ entry, may, go, onAsk }: Omit<ScheduleListProps, 'entries'> & { readonly entry: DutyEntry }) {
  const { session, duty } = entry;
  const { words, tone } = entryState(entry);
  const texts = {
    status: <StatusChip tone={tone}>{words}</StatusChip>,
    title: `${formatDateWithWeekday(entry.date)} – ${entryTitle(entry)}`,
    detail: entryDetail(entry) || undefined,
  };
  if (session !== undefined) {
    const address = sessionAddress(session.rid);
    return (
      <>
        <ListRow {...texts} href={address} onOpen={() => go(address)} />
        {may && needsMakeUp(entry) ? (
          <div className={styles.rowAction}>
            <Button onClick={() => onAsk({ tag: 'make-up', entry })}>Xếp ngày tiếp bù</Button>
          </div>
        ) : null}
      </>
    );
  }
  if (duty === undefined) return null;
  return may ? (
    <ListRow {...texts} onOpen={() => onAsk({ tag: 'duty', duty, state: entry.state })} />
  ) : (
    <ListRow {...texts} />
  );
}
