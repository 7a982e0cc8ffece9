import { Link } from 'wouter';
import type { Capacity } from '../../contract/records/codes.ts';
import type { DutyReport, DutyShare, DutyUnit, Month } from '../../contract/wire/duties.ts';
import {
  DUTY_STATE_LABELS,
  sayDays,
  sayDutyState,
  sayMissing,
  sayShare,
  sayTotal,
} from '../../domain/duties/duty-report-words.ts';
import { overIn, type UnitMonth, unitMonth, unitTotal } from '../../domain/duties/duty-summary.ts';
import { CAPACITY_LABELS, unitName } from '../../domain/receptions/labels.ts';
import { formatNumber } from '../../domain/text/format.ts';
import { HeatCell, heatLevel } from '../../ui/heat-cell.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { dutyUnitAddress } from './addresses.ts';
import { Contact } from './contact.tsx';
import { sortDutyUnits } from './duty-notes.ts';
import { DutySign } from './duty-sign.tsx';
import type { DutySort } from './duty-view.ts';
import styles from './province.module.css';

export type DutyTableProps = {
  readonly report: DutyReport;
  readonly capacity: Capacity | undefined;
  readonly sort: DutySort;
  readonly caption: string;
  readonly nowMs: number;
  /** The filters of the page, for the way to a unit. */
  readonly search: string;
};

/** Units × months: how many duty days were done of those that are owed, in figures, signs and colour. */
export function DutyTable({ report, capacity, sort, caption, nowMs, search }: DutyTableProps) {
  const isOver = overIn(report);
  const average = report.averages.find((one) => one.capacity === capacity);
  const unit: Column<DutyUnit> = {
    key: 'unit',
    header: 'Đơn vị',
    cell: (row) => (
      <Link href={dutyUnitAddress(row.space.id, search)} className={styles.name}>
        {unitName(row.space)}
      </Link>
    ),
    sum: 'Bình quân',
  };
  const months = report.months.map((month, place): Column<DutyUnit> => {
    const share = average?.months[place] ?? undefined;
    return {
      key: month,
      header: `Tháng ${Number(month.slice(5))}`,
      group: month.slice(0, 4),
      cell: (row) => (
        <MonthCell unit={row} month={month} figures={unitMonth(row.offices, place, capacity)} search={search} />
      ),
      sum: <Average share={share} />,
    };
  });
  const total: Column<DutyUnit> = {
    key: 'total',
    header: 'Các tháng đã qua',
    cell: (row) => {
      const sum = unitTotal(row.offices, isOver, capacity);
      const missing = sayMissing(sum);
      return (
        <span className={styles.dutyTotal}>
          <strong>{sayTotal(sum)}</strong>
          {missing === '' ? null : <span className={styles.quiet}>{missing}</span>}
        </span>
      );
    },
    sum: <Average share={average?.total} />,
  };
  const contact: Column<DutyUnit> = {
    key: 'contact',
    header: 'Lần gửi cuối',
    cell: (row) => <Contact unit={row} nowMs={nowMs} />,
    sum: '',
  };
  return (
    <div className={styles.duties}>
      <Table
        caption={caption}
        captionHidden
        columns={sort === 'contact' ? [unit, contact, ...months, total] : [unit, ...months, total, contact]}
        rows={sortDutyUnits(report, sort, capacity)}
        keyOf={({ space }) => space.id}
      />
    </div>
  );
}

type MonthCellProps = {
  readonly unit: DutyUnit;
  readonly month: Month;
  readonly figures: UnitMonth;
  readonly search: string;
};

function MonthCell({ unit, month, figures, search }: MonthCellProps) {
  const cell = (
    <HeatCell
      level={sayDays(figures) === '–' ? 'none' : heatLevel(figures.done, figures.required)}
      figure={sayDays(figures)}
      icon={<DutySign state={figures.state} size={0.95} />}
      words={sayCell(figures)}
    />
  );
  if (figures.state === 'none' || figures.state === 'ahead') return cell;
  return (
    <Link href={`${dutyUnitAddress(unit.space.id, search)}#${month}`} className={styles.cellLink}>
      {cell}
    </Link>
  );
}

/** `thiếu 1 ngày, tiếp bù 1, chưa khai chức danh Bí thư` */
function sayCell(figures: UnitMonth): string {
  const { madeUp, undeclared, state } = figures;
  return [
    sayDutyState(figures),
    madeUp > 0 ? `trong đó tiếp bù ${formatNumber(madeUp)}` : '',
    undeclared.length > 0 && state !== 'undeclared'
      ? `chưa khai chức danh ${undeclared.map((capacity) => CAPACITY_LABELS[capacity]).join(', ')}`
      : '',
  ]
    .filter(Boolean)
    .join(', ');
}

function Average({ share }: { readonly share: DutyShare | undefined }) {
  if (share === undefined) return '–';
  return (
    <span className={styles.dutyTotal}>
      <span>{sayShare(share)}</span>
      <span className={styles.quiet}>
        {formatNumber(share.met)}/{formatNumber(share.units)} đủ
      </span>
    </span>
  );
}

const SHOWN_STATES = ['met', 'short', 'running', 'unsent', 'partial', 'undeclared'] as const;

/** What figures, signs and colours mean. */
export function DutyLegend() {
  return (
    <ul className={styles.legend} aria-label="Chú thích">
      {SHOWN_STATES.map((state) => (
        <li key={state}>
          <DutySign state={state} size={1.1} />
          {state === 'undeclared' ? '– ' : ''}
          {DUTY_STATE_LABELS[state]}
        </li>
      ))}
      <li className={styles.scale}>
        <HeatCell level={0} figure="0/2" words="chưa ngày nào" />
        <HeatCell level={1} figure="1/4" words="chưa được một nửa" />
        <HeatCell level={2} figure="1/2" words="từ một nửa" />
        <HeatCell level={3} figure="2/2" words="đủ" />
        <HeatCell level={4} figure="3/2" words="hơn mức tối thiểu" />
      </li>
    </ul>
  );
}
