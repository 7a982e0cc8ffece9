import { useCallback, useMemo, useState } from 'react';
import { receptionSession } from '../../contract/records/reception-session.ts';
import { addDays, monthEnd, monthStart } from '../../domain/calendar/plain-date.ts';
import type { DutyEntry } from '../../domain/duties/duty-entries.ts';
import type { PlannedDuty } from '../../domain/duties/duty-plan.ts';
import { dutyLines, entryDetail, entryTitle } from '../../domain/duties/duty-words.ts';
import type { Summary } from '../../domain/receptions/summary.ts';
import { ADDRESS, scheduleAddress, sessionAddress } from '../../domain/text/addresses.ts';
import { NOT_DONE } from '../../domain/text/wording.ts';
import {
  actOnDuty,
  type DutyData,
  dutiesBetween,
  dutyCountOf,
  loadDutyData,
  NO_DUTY_DATA,
} from '../../store/duties.ts';
import type { Phone } from '../../store/phone.ts';
import { Alarm } from '../../ui/alarm.tsx';
import { Button } from '../../ui/button.tsx';
import { List, ListRow } from '../../ui/list-row.tsx';
import { Card, Section } from '../../ui/page.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';
import { useLoaded, useSource } from '../../ui/use-source.ts';
import styles from './today.module.css';

/** How far back the home screen looks for duties that nobody wrote down or made up. */
const LOOKED_BACK_DAYS = 45;

export type TodaysDuties = {
  /** The calendar has been read, or could not be. */
  readonly settled: boolean;
  readonly data: DutyData;
  readonly sessions: readonly Summary[];
  /** Duties of today without a session. */
  readonly waiting: readonly PlannedDuty[];
  readonly past: readonly DutyEntry[];
  /** The calendar of this month, and of what lies ahead in the next. */
  readonly month: readonly DutyEntry[];
  readonly next: DutyEntry | undefined;
};

/** What the duty calendar says today, of the weeks before and of the weeks ahead; from the phone alone. */
export function useTodaysDuties(phone: Phone): TodaysDuties {
  const summary = useSource(phone.summary);
  const load = useCallback(() => loadDutyData(phone), [phone]);
  const { value, failed } = useLoaded(load, summary);
  const data = value ?? NO_DUTY_DATA;
  const settled = value !== undefined || failed;
  const { date: today } = phone.today();
  return useMemo(() => {
    const sessions = summary.newestFirst.filter((row) => row.kind === receptionSession.kind);
    const from = addDays(today, -LOOKED_BACK_DAYS);
    const all = dutiesBetween(phone, { data, sessions, from, to: monthEnd(addDays(monthEnd(today), 1)) });
    return {
      settled,
      data,
      sessions,
      waiting: all.flatMap(({ duty, state }) => (duty !== undefined && state === 'today' ? [duty] : [])),
      past: all.filter(({ date }) => date < today),
      month: all.filter(({ date }) => date >= monthStart(today) && date <= monthEnd(today)),
      next: all.find(({ date, session }) => date > today && (session === undefined || session.status === 'scheduled')),
    };
  }, [phone, summary, settled, data, today]);
}

type Props = {
  readonly phone: Phone;
  readonly go: (address: string) => void;
  readonly mayRecord: boolean;
  readonly duties: TodaysDuties;
};

/** Today's duties that nobody has begun, each one tap away from being begun. */
export function DutiesWaiting({ phone, go, mayRecord, duties }: Props) {
  const [busy, setBusy] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const today = phone.today();
  const begin = async (duty: PlannedDuty) => {
    // The question which day it is belongs to the calendar.
    if (today.doubt !== undefined) {
      go(scheduleAddress(duty.date));
      return;
    }
    setBusy(duty.rid);
    const begun = await actOnDuty(phone, duty, { tag: 'start', on: { date: today.date, dateSource: 'device' } });
    setBusy(undefined);
    if (begun.ok) go(sessionAddress(begun.value));
    else if (begun.error.tag in NOT_DONE) setFailure(NOT_DONE[begun.error.tag as 'full']);
    else go(scheduleAddress(duty.date));
  };
  if (duties.waiting.length === 0) return null;
  return (
    <>
      <Alarm>{failure}</Alarm>
      <Card>
        <List label="Lịch tiếp hôm nay">
          {duties.waiting.map((duty) => {
            const entry: DutyEntry = { key: duty.rid, date: duty.date, duty, state: 'today' };
            return (
              <div key={duty.rid} className={styles.duty}>
                <ListRow
                  status={<StatusChip tone="info">Theo lịch hôm nay</StatusChip>}
                  title={entryTitle(entry)}
                  detail={entryDetail(entry)}
                />
                {mayRecord ? (
                  <div className={styles.dutyActions}>
                    <Button kind="primary" busy={busy === duty.rid} onClick={() => void begin(duty)}>
                      Bắt đầu buổi này
                    </Button>
                    <Button onClick={() => go(scheduleAddress(duty.date))}>Việc khác…</Button>
                  </div>
                ) : null}
              </div>
            );
          })}
        </List>
      </Card>
    </>
  );
}

/** Ngày tiếp dân tháng này: done of required for each chair, and the next day. */
export function DutyMonthToday({ phone, go, duties }: Omit<Props, 'mayRecord'>) {
  const { date: today } = phone.today();
  const { data, sessions, month } = duties;
  const { lastDoneAtMs } = useSource(phone.sync);
  const lines = useMemo(
    () => dutyLines(dutyCountOf(phone, { data, sessions, month: today, entries: month, lastDoneAtMs })),
    [phone, data, sessions, today, month, lastDoneAtMs],
  );
  if (lines.length === 0) return null;
  return (
    <Section
      title={`Ngày tiếp dân tháng ${Number(today.slice(5, 7))}`}
      action={
        <Button kind="quiet" onClick={() => go(ADDRESS.schedule)}>
          Lịch tiếp
        </Button>
      }
    >
      <Card>
        <List label="Ngày tiếp dân tháng này">
          {lines.map(({ key, title, detail, standing }) => (
            <ListRow
              key={key}
              title={title}
              detail={detail}
              trailing={
                standing === undefined ? undefined : <StatusChip tone={standing.tone}>{standing.words}</StatusChip>
              }
            />
          ))}
        </List>
      </Card>
    </Section>
  );
}
