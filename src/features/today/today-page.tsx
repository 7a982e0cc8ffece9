import { lazy, Suspense, useMemo, useState } from 'react';
import { receptionSession } from '../../contract/records/reception-session.ts';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import {
  recordStateLabel,
  sessionTitle,
  statusLabel,
  visitDetail,
  visitTitle,
} from '../../domain/receptions/list-words.ts';
import { linesOf, type Summary } from '../../domain/receptions/summary.ts';
import { ADDRESS, newVisitAddress, sessionAddress, visitAddress } from '../../domain/text/addresses.ts';
import { formatDateWithWeekday, formatNumber } from '../../domain/text/format.ts';
import { needLook, sayAge, saySending, WORDS } from '../../domain/text/wording.ts';
import { mayBegin } from '../../store/may-begin.ts';
import type { Phone } from '../../store/phone.ts';
import type { Official } from '../../store/reference.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { FloatingButton } from '../../ui/floating-button.tsx';
import { IconPlus } from '../../ui/icons.tsx';
import { lazyPart } from '../../ui/lazy-part.ts';
import { List, ListRow } from '../../ui/list-row.tsx';
import { Card, Page, Section } from '../../ui/page.tsx';
import { PartBoundary } from '../../ui/part-boundary.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Screen } from '../../ui/screen.tsx';
import { useBatched } from '../../ui/use-batched.ts';
import { useSource } from '../../ui/use-source.ts';
import { DraftsToday } from './drafts-today.tsx';
import type { DutyParts } from './duty-parts.ts';
import styles from './today.module.css';
import { useDrafts } from './use-drafts.ts';

// No part of the first screen's code: it comes a moment later, and without a network it is on the phone.
export const DutiesToday = lazyPart(() => import('./with-duties.tsx').then((m) => m.WithDuties));
const startDuty = () => import('./start-duty-dialog.tsx');
const StartDutyDialog = lazy(() => startDuty().then((m) => ({ default: m.StartDutyDialog })));

export type TodayPageProps = { readonly phone: Phone; readonly go: (address: string) => void };

/** Hôm nay: what is being held, what is unfinished, what waits to be sent, who came today. */
export function TodayPage({ phone, go }: TodayPageProps) {
  const summary = useSource(phone.summary);
  const { date, doubt } = phone.today();
  const { phase, lastDoneAtMs } = useSource(phone.sync);
  // A phone that has just been enrolled: what its unit has done today is on its way.
  const isFilling = phase === 'sending' && lastDoneAtMs === undefined;
  const { sessions, visits } = useMemo(() => todaysOf(summary.newestFirst, date), [summary, date]);
  const drafts = useDrafts(phone);
  const mayRecord = mayBegin(phone, 'visit.create');
  const held = sessions.filter((row) => row.status === 'in_progress');
  const record = () => go(newVisitAddress(held.length === 1 ? held[0]?.rid : undefined));
  // Held here: what the calendar adds draws everything below anew, and a question that was just asked must stay.
  const [chairs, setChairs] = useState<readonly Official[]>();
  const start = async () => {
    try {
      await ask();
    } catch (error) {
      // The dialog is not on this phone yet, or the officials cannot be read: the form asks for all of it.
      reportError(error);
      go(ADDRESS.newSession);
    }
  };
  const ask = async () => {
    const found = await (await startDuty()).chairsToday(phone);
    if (found.length > 0) setChairs(found);
    else go(ADDRESS.newSession);
  };
  // All at once, or nothing yet: a row that moves away from under a finger opens another one.
  const body = (duties: DutyParts | undefined) =>
    duties === undefined || !drafts.settled ? (
      <ProgressBar label={WORDS.loading} late />
    ) : (
      <>
        <DraftsToday phone={phone} go={go} {...drafts} />
        <Unsent phone={phone} go={go} />
        {doubt === undefined ? null : (
          <Banner tone="warning">
            Đồng hồ của máy này có thể sai. Xem lại ngày: các hạn dưới đây tính theo ngày đó.
          </Banner>
        )}
        {duties.todos}
        {isFilling && sessions.length + visits.length === 0 ? (
          <ProgressBar label="Đang lấy dữ liệu của đơn vị về máy" />
        ) : (
          <>
            <Sessions sessions={sessions} go={go} mayRecord={mayRecord} duties={duties} onStart={() => void start()} />
            <Visits phone={phone} visits={visits} go={go} mayRecord={mayRecord} />
          </>
        )}
        {duties.month}
      </>
    );
  return (
    <Screen
      title="Hôm nay"
      float={mayRecord ? <FloatingButton label="Ghi tiếp dân" icon={<IconPlus />} onClick={record} /> : undefined}
    >
      <Page>
        <p className={styles.date}>
          <strong>{formatDateWithWeekday(date)}</strong>
          <span>{phone.unit.name}</span>
        </p>
        <PartBoundary fallback={() => body(NO_DUTIES)}>
          <Suspense fallback={body(undefined)}>
            <DutiesToday phone={phone} go={go} mayRecord={mayRecord}>
              {body}
            </DutiesToday>
          </Suspense>
        </PartBoundary>
        {chairs === undefined ? null : (
          <Suspense fallback={null}>
            <StartDutyDialog
              phone={phone}
              chairs={chairs}
              onClose={() => setChairs(undefined)}
              onOther={() => go(ADDRESS.newSession)}
              onStarted={(rid) => {
                setChairs(undefined);
                go(sessionAddress(rid));
              }}
            />
          </Suspense>
        )}
      </Page>
    </Screen>
  );
}

/** Where the calendar's part did not come, everything else stands there all the same. */
const NO_DUTIES: DutyParts = { todos: null, waiting: undefined, next: undefined, month: null };

function todaysOf(newestFirst: readonly Summary[], date: string) {
  const rows = linesOf(date, newestFirst).filter(({ status }) => status !== 'deleted');
  return {
    sessions: rows.filter((row) => row.kind === receptionSession.kind),
    visits: rows.filter((row) => row.kind === receptionVisit.kind),
  };
}

function Unsent({ phone, go }: TodayPageProps) {
  const sync = useSource(phone.sync);
  const { phase, waiting, oldestMs } = sync;
  const see = <Button onClick={() => go(ADDRESS.sync)}>Xem</Button>;
  return (
    <>
      {phase === 'stopped' ? (
        <Banner tone="danger" action={see}>
          {saySending(sync, phone.nowMs())}
        </Banner>
      ) : null}
      {needLook(sync) > 0 ? (
        <Banner tone="warning" action={see}>
          {formatNumber(needLook(sync))} mục cần xem lại.
        </Banner>
      ) : null}
      {waiting > 0 && phase !== 'stopped' ? (
        <Banner tone="neutral" action={see}>
          <strong>{formatNumber(waiting)} chưa gửi</strong>
          {oldestMs === undefined ? '' : `, cũ nhất ${sayAge(oldestMs, phone.nowMs())}`}. Về nơi có mạng, mở ứng dụng để
          gửi.
        </Banner>
      ) : null}
    </>
  );
}

type SessionsProps = Pick<TodayPageProps, 'go'> & {
  readonly sessions: readonly Summary[];
  readonly mayRecord: boolean;
  readonly duties: DutyParts;
  readonly onStart: () => void;
};

function Sessions({ sessions, go, mayRecord, duties, onStart }: SessionsProps) {
  return (
    <Section
      title="Buổi tiếp"
      action={
        mayRecord && (sessions.length > 0 || duties.waiting !== undefined) ? (
          <Button kind="quiet" onClick={onStart}>
            Thêm buổi
          </Button>
        ) : null
      }
    >
      {duties.waiting}
      {sessions.length === 0 && duties.waiting === undefined ? (
        <div className={styles.empty}>
          <p className={styles.quiet}>
            {duties.next === undefined
              ? 'Chưa bắt đầu buổi nào.'
              : `Hôm nay không có lịch tiếp. Buổi tiếp kế tiếp: ${formatDateWithWeekday(duties.next)}.`}{' '}
            Lượt tiếp ghi ngoài buổi được tính là tiếp thường xuyên.
          </p>
          {mayRecord ? <Button onClick={onStart}>Bắt đầu buổi tiếp</Button> : null}
        </div>
      ) : null}
      {sessions.length === 0 ? null : (
        <Card>
          <List label="Buổi tiếp hôm nay">
            {sessions.map((row) => (
              <ListRow
                key={row.rid}
                title={sessionTitle(row)}
                detail={row.sub === '' ? undefined : row.sub}
                trailing={statusLabel(row.status)}
                href={sessionAddress(row.rid)}
                onOpen={() => go(sessionAddress(row.rid))}
              />
            ))}
          </List>
        </Card>
      )}
    </Section>
  );
}

type VisitsProps = TodayPageProps & { readonly visits: readonly Summary[]; readonly mayRecord: boolean };

function Visits({ phone, visits, go, mayRecord }: VisitsProps) {
  const summary = useSource(phone.summary);
  const sync = useSource(phone.sync);
  const version = useMemo(() => ({ summary, sync }), [summary, sync]);
  const stateOf = useBatched(phone.records.states, version);
  return (
    <Section title="Lượt tiếp hôm nay" count={formatNumber(visits.length)}>
      {visits.length === 0 ? (
        <p className={styles.quiet}>Hôm nay chưa ghi lượt tiếp nào.{mayRecord ? ' Bấm dấu + để ghi.' : ''}</p>
      ) : (
        <Card>
          <List label="Lượt tiếp hôm nay">
            {visits.map((row) => (
              <ListRow
                key={row.rid}
                title={visitTitle(row)}
                detail={visitDetail(row)}
                trailing={recordStateLabel(stateOf(row.rid), sync.phase === 'sending')}
                href={visitAddress(row.rid)}
                onOpen={() => go(visitAddress(row.rid))}
              />
            ))}
          </List>
        </Card>
      )}
    </Section>
  );
}
