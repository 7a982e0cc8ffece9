import { useCallback, useState } from 'react';
import type { Capacity } from '../../contract/records/codes.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import type { DutyQuery, DutyReport, DutyShare, DutyUnit, Month } from '../../contract/wire/duties.ts';
import {
  sayDays,
  sayDutyState,
  sayMinimums,
  sayMissing,
  sayMonths,
  sayShare,
  sayTotal,
} from '../../domain/duties/duty-report-words.ts';
import { LEAST_UNITS, overIn, unitTotal } from '../../domain/duties/duty-summary.ts';
import { CAPACITY_LABELS, unitName } from '../../domain/receptions/labels.ts';
import type { Result } from '../../domain/result.ts';
import { capitalised, formatDate, formatNumber } from '../../domain/text/format.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Screen } from '../../ui/screen.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { useLoaded } from '../../ui/use-source.ts';
import styles from './duties-board.module.css';

export type DutiesBoardProps = {
  /** Asks the server; without a network the sentence to show. */
  readonly read: (query: DutyQuery) => Promise<Result<DutyReport, { readonly words: string }>>;
  /** Whose row is shown. */
  readonly unitId: string;
  readonly today: PlainDate;
  readonly onBack: () => void;
};

type Period = 'this-year' | 'last-year';

/**
 * The duty days of a commune beside the average of the province: its own row only, no other unit's
 * (records-and-counting §9). What the server counted, so that a head sees the very figures that the province sees.
 */
export function DutiesBoard({ read, unitId, today, onBack }: DutiesBoardProps) {
  const [period, setPeriod] = useState<Period>('this-year');
  const load = useCallback(() => read(queryOf(period, today)), [read, period, today]);
  const { value: answer, failed, again } = useLoaded(load);
  // What an earlier choice brought is not shown under another one.
  const { from } = queryOf(period, today);
  const report = answer?.ok && answer.value.months[0] === from ? answer.value : undefined;
  const unit = report?.units.find(({ space }) => space.id === unitId);
  return (
    <Screen title="So với cả tỉnh" onBack={onBack}>
      <Page>
        <ChipGroup
          label="Kỳ"
          labelHidden
          name="board-period"
          value={period}
          onChange={(event) => setPeriod(event.target.value === 'last-year' ? 'last-year' : 'this-year')}
          chips={[
            { value: 'this-year', label: `Năm ${today.slice(0, 4)}` },
            { value: 'last-year', label: `Năm ${Number(today.slice(0, 4)) - 1}` },
          ]}
        />
        {failed || answer?.ok === false ? (
          <Banner tone="warning" action={<Button onClick={again}>{WORDS.retry}</Button>}>
            {answer?.ok === false ? answer.error.words : 'Chưa lấy được số liệu.'} Số của cả tỉnh chỉ xem được khi có
            mạng; số của đơn vị mình luôn có ở Lịch tiếp công dân.
          </Banner>
        ) : report === undefined ? (
          <ProgressBar label="Đang lấy số liệu" />
        ) : unit === undefined ? (
          <EmptyState title="Chưa có số liệu của đơn vị trong năm này">Chọn năm khác để xem.</EmptyState>
        ) : (
          <Board report={report} unit={unit} />
        )}
      </Page>
    </Screen>
  );
}

function queryOf(period: Period, today: PlainDate): DutyQuery {
  const year = Number(today.slice(0, 4));
  return period === 'this-year'
    ? { from: `${year}-01`, to: today.slice(0, 7) }
    : { from: `${year - 1}-01`, to: `${year - 1}-12` };
}

function Board({ report, unit }: { readonly report: DutyReport; readonly unit: DutyUnit }) {
  const { months, today } = report;
  return (
    <>
      {unit.offices.map(({ capacity }) => (
        <Section key={capacity} title={CAPACITY_LABELS[capacity]}>
          <Standing report={report} unit={unit} capacity={capacity} />
          <Table
            caption={`${CAPACITY_LABELS[capacity]}, ${sayMonths(months[0] ?? '', months.at(-1) ?? '')}`}
            captionHidden
            columns={columnsOf(report, unit, capacity)}
            rows={[...months.keys()].toReversed()}
            keyOf={(place) => months[place] ?? ''}
          />
          {sayMinimums(months, capacity).map((words) => (
            <p key={words} className={styles.quiet}>
              {words}
            </p>
          ))}
        </Section>
      ))}
      <p className={styles.quiet}>
        Máy chủ tính tới {formatDate(today)}. Bình quân = tổng ngày đã tiếp ÷ tổng ngày phải tiếp của các đơn vị, không
        kể tháng chưa gửi hết; chỉ hiện khi có từ {formatNumber(LEAST_UNITS)} đơn vị.
      </p>
    </>
  );
}

type OfOffice = { readonly report: DutyReport; readonly unit: DutyUnit; readonly capacity: Capacity };

/** `Đã tiếp 18/20 ngày (90%), thiếu 2 ngày. Bình quân 12 đơn vị: 86%.` */
function Standing({ report, unit, capacity }: OfOffice) {
  const own = unitTotal(unit.offices, overIn(report), capacity);
  const average = averageOf(report, capacity)?.total;
  const missing = sayMissing(own);
  return (
    <p>
      {own.judged === 0 ? (
        'Chưa có tháng nào xét được.'
      ) : (
        <>
          Các tháng đã qua: đã tiếp <strong>{sayTotal(own)} ngày</strong> ({sayShare(own)}).
        </>
      )}
      {missing === '' ? '' : ` ${capitalised(missing)}.`}
      {average === undefined
        ? ''
        : ` Bình quân ${formatNumber(average.units)} đơn vị trong tỉnh: ${sayShare(average)}, ${formatNumber(average.met)} đơn vị đủ ngày.`}
    </p>
  );
}

function averageOf({ averages }: DutyReport, capacity: Capacity) {
  return averages.find((one) => one.capacity === capacity);
}

function columnsOf(report: DutyReport, unit: DutyUnit, capacity: Capacity): readonly Column<number>[] {
  const months = unit.offices.find((office) => office.capacity === capacity)?.months ?? [];
  const shares = averageOf(report, capacity)?.months ?? [];
  return [
    { key: 'month', header: 'Tháng', cell: (place) => shortMonth(report.months[place]) },
    { key: 'own', header: unitName(unit.space), cell: (place) => <OwnDays days={months[place]} /> },
    { key: 'average', header: 'Bình quân tỉnh', cell: (place) => <Average share={shares[place] ?? undefined} /> },
  ];
}

/** `11/2026`: beside a heading that says what it is. */
function shortMonth(month: Month = ''): string {
  return `${month.slice(5)}/${month.slice(0, 4)}`;
}

function OwnDays({ days }: { readonly days: DutyUnit['offices'][number]['months'][number] | undefined }) {
  if (days === undefined) return '–';
  return (
    <span className={styles.cell}>
      <strong>{sayDays(days)}</strong>
      <span className={styles.quiet}>{capitalised(sayDutyState(days))}</span>
    </span>
  );
}

function Average({ share }: { readonly share: DutyShare | undefined }) {
  if (share === undefined) return '–';
  return (
    <span className={styles.cell}>
      <strong>{sayShare(share)}</strong>
      <span className={styles.quiet}>
        {formatNumber(share.met)}/{formatNumber(share.units)} đơn vị đủ
      </span>
    </span>
  );
}
