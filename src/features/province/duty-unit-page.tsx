import { useMemo } from 'react';
import { Link, useSearch } from 'wouter';
import type { PlainDate } from '../../contract/scalars.ts';
import type { DutyDays, DutyOffice, DutyReport, DutyState, DutyUnit, Month } from '../../contract/wire/duties.ts';
import { monthEnd } from '../../domain/calendar/plain-date.ts';
import { organOfCapacity } from '../../domain/duties/duty-minimum.ts';
import {
  sayDays,
  sayDutyState,
  sayMinimums,
  sayMonth,
  sayMonths,
  sayTenure,
} from '../../domain/duties/duty-report-words.ts';
import { overIn, unitTotal } from '../../domain/duties/duty-summary.ts';
import { CAPACITY_LABELS, unitName } from '../../domain/receptions/labels.ts';
import { capitalised, formatInstant, formatNumber } from '../../domain/text/format.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { HeatCell, heatLevel } from '../../ui/heat-cell.tsx';
import { Section } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { PROVINCE_ADDRESS, sessionsAddress, visitsAddress } from './addresses.ts';
import { sayContact } from './contact-words.ts';
import { Crumbs } from './crumbs.tsx';
import { DutySign } from './duty-sign.tsx';
import { dutyQueryOf, useDutyView } from './duty-view.ts';
import { Failure } from './failure.tsx';
import { PageHeading } from './page-heading.tsx';
import styles from './province.module.css';
import type { ProvinceApi } from './province-api.ts';
import { SessionsTable } from './sessions-table.tsx';
import { Tools } from './tools.tsx';
import { useAnswer } from './use-answer.ts';

export type DutyUnitPageProps = {
  readonly api: ProvinceApi;
  readonly unit: string;
  readonly today: PlainDate;
  readonly nowMs: () => number;
  readonly who: string;
  readonly demo: boolean;
  readonly onSignedOut: () => void;
};

/** One unit: its offices and those who held them, month by month, and the sessions behind. */
export function DutyUnitPage({ api, unit, today, nowMs, who, demo, onSignedOut }: DutyUnitPageProps) {
  const [view] = useDutyView(today);
  const search = useSearch();
  const ports = { nowMs, onSignedOut };
  const { loaded, failure, busy, refresh } = useAnswer(api.duties, dutyQueryOf(view), ports);
  const of = { from: `${view.from}-01`, to: monthEnd(`${view.to}-01`), unit };
  const sessions = useAnswer(api.sessions, { ...of, by: 'duty' as const }, ports);
  const row = loaded?.value.units.find(({ space }) => space.id === unit);
  const name = row === undefined ? 'Đơn vị' : unitName(row.space);
  return (
    <div className={styles.report} data-demo={demo || undefined}>
      <Crumbs trail={[{ label: 'Tỉnh', href: `${PROVINCE_ADDRESS.duties}?${search}` }, { label: name }]} />
      <div className={styles.row}>
        <PageHeading
          title={`${name}: ngày tiếp công dân, ${sayMonths(view.from, view.to)}`}
          state={
            loaded === undefined
              ? ''
              : `Số liệu tới ${formatInstant(loaded.atMs)} · gửi lần cuối: ${sayContact(row?.lastContact, loaded.atMs)}`
          }
          who={who}
        />
        <Tools
          busy={busy}
          onRefresh={() => {
            refresh();
            sessions.refresh();
          }}
        />
      </div>
      <Failure failure={failure} shownAtMs={loaded?.atMs} onRetry={refresh} />
      {loaded === undefined ? (
        failure === undefined ? (
          <ProgressBar label="Đang lấy số liệu" />
        ) : null
      ) : row === undefined ? (
        <EmptyState title="Không có số liệu của đơn vị này trong kỳ đã chọn">
          Chọn kỳ khác ở trang Tỉnh, hoặc tài khoản này không xem được đơn vị.
        </EmptyState>
      ) : (
        <>
          {row.offices
            .filter(({ capacity }) => view.capacity === undefined || capacity === view.capacity)
            .map((office) => (
              <Office key={office.capacity} report={loaded.value} unit={row} office={office} />
            ))}
          <Section
            title="Các buổi tiếp định kỳ của kỳ này"
            count={sessions.loaded && formatNumber(sessions.loaded.value.sessions)}
          >
            <Failure failure={sessions.failure} shownAtMs={sessions.loaded?.atMs} onRetry={sessions.refresh} />
            {sessions.loaded === undefined ? null : (
              <>
                <SessionsTable lines={sessions.loaded.value.lines} caption="Các buổi tiếp định kỳ" />
                {sessions.loaded.value.next === undefined ? null : (
                  <p>
                    <Link href={sessionsAddress({ ...of, by: 'duty' })}>
                      Xem tất cả {formatNumber(sessions.loaded.value.sessions)} buổi
                    </Link>
                  </p>
                )}
              </>
            )}
          </Section>
          <p>
            <Link href={visitsAddress(of)}>Xem các lượt tiếp của {name} trong kỳ</Link>
          </p>
        </>
      )}
    </div>
  );
}

/** A month of the office, or of one who held it then. */
type Line = DutyDays & {
  readonly key: string;
  readonly month: Month;
  readonly place: number;
  readonly state?: DutyState;
  /** Of a chair's line: who, and what is to be said of his time in office. */
  readonly chair?: string;
};

type OfficeProps = { readonly report: DutyReport; readonly unit: DutyUnit; readonly office: DutyOffice };

function Office({ report, unit, office }: OfficeProps) {
  const { months } = report;
  const lines = useMemo(() => linesOf(office, months), [office, months]);
  const { capacity } = office;
  const { short, unsent, judged, met } = unitTotal([office], overIn(report));
  const title = `${CAPACITY_LABELS[capacity]}${office.chairs.length === 1 ? nameOf(office, 0) : ''}`;
  const sum = [
    judged === 0 ? '' : `đủ ${formatNumber(met)}/${formatNumber(judged)} tháng`,
    short > 0 ? `thiếu ${formatNumber(short)} ngày` : '',
    unsent > 0 ? `chưa rõ ${formatNumber(unsent)} ngày` : '',
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <Section title={title}>
      <p className={styles.quiet}>{[sum, ...sayMinimums(months, capacity)].filter(Boolean).join(' · ')}</p>
      <div className={styles.office}>
        <Table caption={title} captionHidden columns={columnsOf(unit, office)} rows={lines} keyOf={({ key }) => key} />
      </div>
    </Section>
  );
}

function nameOf({ chairs }: DutyOffice, place: number): string {
  const name = chairs[place]?.name;
  return name === undefined ? '' : ` ${name}`;
}

/** Each month, the newest first; below it those who held the office, where there was more than one or something to say. */
function linesOf(office: DutyOffice, months: readonly Month[]): readonly Line[] {
  const lines: Line[] = [];
  for (const [place, month] of [...months.entries()].toReversed()) {
    const figures = office.months[place];
    if (figures === undefined || figures.state === 'ahead') continue;
    lines.push({ ...figures, key: month, month, place });
    const there = office.chairs.filter(({ months: of }) => (of[place]?.holds ?? false) || (of[place]?.done ?? 0) > 0);
    for (const chair of there) {
      const own = chair.months[place];
      if (own === undefined) continue;
      const about = [sayTenure(own), chair.undeclared || !own.holds ? 'chưa khai chức danh này' : ''].filter(Boolean);
      if (there.length === 1 && about.length === 0) continue;
      const who = chair.name ?? `Người giữ chức ${office.chairs.indexOf(chair) + 1}`;
      lines.push({
        ...own,
        key: `${month} ${chair.key}`,
        month,
        place,
        chair: [who, ...about].join(', '),
      });
    }
  }
  return lines;
}

function columnsOf(unit: DutyUnit, { capacity }: DutyOffice): readonly Column<Line>[] {
  const addressOf = ({ month }: Line, held: boolean) =>
    sessionsAddress({
      from: `${month}-01`,
      to: monthEnd(`${month}-01`),
      by: 'duty',
      unit: unit.space.id,
      organ: organOfCapacity(capacity),
      capacity,
      ...(held ? { held: '1' as const } : {}),
    });
  const figure = (key: 'madeUp' | 'missed' | 'delegated', header: string): Column<Line> => ({
    key,
    header,
    numeric: true,
    cell: (line) =>
      line[key] === 0 ? (
        <span className={styles.zero}>0</span>
      ) : (
        <Link href={addressOf(line, key !== 'missed')} className={styles.figure}>
          {formatNumber(line[key])}
        </Link>
      ),
  });
  return [
    {
      key: 'month',
      header: 'Tháng',
      cell: ({ month, chair }) =>
        chair === undefined ? (
          <span id={month}>{sayMonth(month)}</span>
        ) : (
          <span className={styles.within}>{chair}</span>
        ),
    },
    {
      key: 'days',
      header: 'Đã tiếp/phải tiếp',
      cell: (line) => {
        const { done, required, state } = line;
        if (state === undefined) return <span className={styles.within}>{formatNumber(done)} ngày</span>;
        const cell = (
          <HeatCell
            level={sayDays({ ...line, state }) === '–' ? 'none' : heatLevel(done, required)}
            figure={sayDays({ ...line, state })}
            icon={<DutySign state={state} size={0.95} />}
            words={sayDutyState({ ...line, state })}
          />
        );
        return done === 0 ? (
          cell
        ) : (
          <Link href={addressOf(line, true)} className={styles.cellLink}>
            {cell}
          </Link>
        );
      },
    },
    {
      key: 'state',
      header: 'Mức thực hiện',
      cell: (line) => (line.state === undefined ? '' : capitalised(sayDutyState({ ...line, state: line.state }))),
    },
    figure('madeUp', 'Trong đó tiếp bù'),
    figure('missed', 'Hoãn, hủy chưa bù'),
    figure('delegated', 'Ủy quyền (không tính)'),
    {
      key: 'planned',
      header: 'Còn lịch',
      numeric: true,
      cell: ({ planned, state }) => (planned > 0 || state === 'running' ? formatNumber(planned) : '–'),
    },
  ];
}
