import { useMemo, useState } from 'react';
import type { PlainDate } from '../../contract/scalars.ts';
import { addMonths, monthEnd, monthStart } from '../../domain/calendar/plain-date.ts';
import { dutyLines, isOfChair } from '../../domain/duties/duty-words.ts';
import { ADDRESS, scheduleAddress } from '../../domain/text/addresses.ts';
import { dutyCountOf } from '../../store/duties.ts';
import { mayBegin } from '../../store/may-begin.ts';
import type { Phone } from '../../store/phone.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { IconBack, IconForward, IconPrint } from '../../ui/icons.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useSource } from '../../ui/use-source.ts';
import { DutyDialogs, type DutyQuestion } from './duty-dialogs.tsx';
import { DutyMonths } from './duty-months.tsx';
import styles from './schedule.module.css';
import { ScheduleGrid } from './schedule-grid.tsx';
import { ScheduleList } from './schedule-list.tsx';
import { SchedulePoster } from './schedule-poster.tsx';
import { useDuties } from './use-duties.ts';
import type { Go } from './visit-form-page.tsx';

export type SchedulePageProps = {
  readonly phone: Phone;
  readonly go: Go;
  /** The first of a month, as it stands in the address; this month where it says none. */
  readonly month: PlainDate | undefined;
  /** Opens the rules behind the calendar; absent = whoever is here may not change them. */
  readonly onRules?: (() => void) | undefined;
  /** Opens the unit's duty days beside the province's; absent = whoever is here may not read figures. */
  readonly onCompare?: (() => void) | undefined;
};

/** Lịch tiếp công dân: who receives when, by the unit's own rules, moved from days off, and what became of it. */
export function SchedulePage({ phone, go, month, onRules, onCompare }: SchedulePageProps) {
  const { date: today, doubt } = phone.today();
  const from = month ?? monthStart(today);
  const to = monthEnd(from);
  const { data, entries, sessions } = useDuties(phone, from, to);
  const { lastDoneAtMs } = useSource(phone.sync);
  const lines = useMemo(
    () => dutyLines(dutyCountOf(phone, { data, sessions, month: from, entries, lastDoneAtMs })),
    [phone, data, sessions, from, entries, lastDoneAtMs],
  );
  const [wanted, setWanted] = useState('');
  // Another month may be another chair's.
  const chosen = lines.some(({ key }) => key === wanted) ? wanted : '';
  const [asking, setAsking] = useState<DutyQuestion>();
  const shown = entries.filter((entry) => chosen === '' || isOfChair(entry, chosen));
  const may = mayBegin(phone, 'session.create');
  const show = (date: PlainDate) => go(scheduleAddress(date), { replace: true });

  return (
    <Screen title="Lịch tiếp công dân" onBack={() => go(ADDRESS.sessions)}>
      <Page wide>
        <div className={styles.screen} data-screen-only>
          <div className={styles.bar}>
            <IconButton
              kind="secondary"
              label="Tháng trước"
              icon={<IconBack />}
              onClick={() => show(addMonths(from, -1))}
            />
            <h2 className={styles.month} aria-live="polite">
              {sayMonth(from)}
            </h2>
            <IconButton
              kind="secondary"
              label="Tháng sau"
              icon={<IconForward />}
              onClick={() => show(addMonths(from, 1))}
            />
            {from === monthStart(today) ? null : (
              <Button kind="quiet" onClick={() => show(today)}>
                Tháng này
              </Button>
            )}
          </div>
          {doubt === undefined ? null : (
            <Banner tone="warning">Đồng hồ của máy này có thể sai. Xem lại ngày trước khi bắt đầu buổi tiếp.</Banner>
          )}
          {data.rules.length === 0 ? (
            <Banner
              tone="neutral"
              action={onRules === undefined ? undefined : <Button onClick={onRules}>Xếp lịch</Button>}
            >
              Xã chưa khai lịch tiếp công dân trong ứng dụng. {onRules === undefined ? 'Quản trị viên khai lịch.' : ''}
            </Banner>
          ) : null}
          {lines.length > 1 ? (
            <ChipGroup
              label="Người tiếp"
              labelHidden
              name="schedule-chair"
              value={chosen}
              onChange={(event) => setWanted(event.target.value)}
              chips={[{ value: '', label: 'Tất cả' }, ...lines.map(({ key, title }) => ({ value: key, label: title }))]}
            />
          ) : null}
          <DutyMonths lines={lines.filter(({ key }) => chosen === '' || key === chosen)} />
          <div className={styles.columns}>
            <ScheduleGrid month={from} today={today} calendar={data.calendar} entries={shown} />
            <Section
              title="Các buổi trong tháng"
              action={
                <span className={styles.actions}>
                  {onRules === undefined || data.rules.length === 0 ? null : (
                    <Button kind="quiet" onClick={onRules}>
                      Quy tắc lịch
                    </Button>
                  )}
                  {onCompare === undefined ? null : (
                    <Button kind="quiet" onClick={onCompare}>
                      So với cả tỉnh
                    </Button>
                  )}
                  <Button kind="quiet" icon={<IconPrint />} onClick={() => window.print()}>
                    In lịch niêm yết
                  </Button>
                </span>
              }
            >
              <ScheduleList entries={shown} may={may} go={go} onAsk={setAsking} />
            </Section>
          </div>
        </div>
        <SchedulePoster unit={phone.unit} month={from} entries={entries} />
      </Page>
      {asking === undefined ? null : (
        <DutyDialogs
          phone={phone}
          question={asking}
          duties={{ data, sessions }}
          go={go}
          onClose={() => setAsking(undefined)}
        />
      )}
    </Screen>
  );
}

/** `Tháng 11/2026` */
function sayMonth(month: PlainDate): string {
  return `Tháng ${month.slice(5, 7)}/${month.slice(0, 4)}`;
}
