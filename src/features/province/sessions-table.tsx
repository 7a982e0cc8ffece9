import { Link } from 'wouter';
import type { SessionLine } from '../../contract/wire/drill-down.ts';
import {
  CAPACITY_LABELS,
  ORGAN_LABELS,
  SESSION_KIND_LABELS,
  SESSION_STATUS_LABELS,
} from '../../domain/receptions/labels.ts';
import { formatDate, formatNumber } from '../../domain/text/format.ts';
import { type Column, Table } from '../../ui/table.tsx';
import { visitsAddress } from './addresses.ts';
import styles from './province.module.css';

export type SessionsTableProps = {
  readonly lines: readonly SessionLine[];
  readonly caption: string;
  /** The name of a unit, in a list of several. */
  readonly unitOf?: ((id: string) => string) | undefined;
};

/** Sessions behind a figure; the number of visits leads to them. */
export function SessionsTable({ lines, caption, unitOf }: SessionsTableProps) {
  const unit: Column<SessionLine> = { key: 'unit', header: 'Đơn vị', cell: (line) => unitOf?.(line.unit) ?? '' };
  const columns: Column<SessionLine>[] = [
    { key: 'day', header: 'Ngày', cell: ({ day }) => formatDate(day) },
    ...(unitOf === undefined ? [] : [unit]),
    { key: 'kind', header: 'Loại buổi', cell: ({ kind }) => SESSION_KIND_LABELS[kind] },
    { key: 'organ', header: 'Cơ quan', cell: ({ organ }) => ORGAN_LABELS[organ] },
    { key: 'chairs', header: 'Người chủ trì', cell: (line) => sayChairs(line) },
    { key: 'status', header: 'Trạng thái', cell: ({ status }) => SESSION_STATUS_LABELS[status] },
    { key: 'about', header: 'Ghi chú', cell: (line) => sayAbout(line) },
    {
      key: 'visits',
      header: 'Số lượt',
      numeric: true,
      cell: ({ visits, id, day, unit: space }) =>
        visits === 0 ? (
          <span className={styles.zero}>0</span>
        ) : (
          <Link href={visitsAddress({ from: day, to: day, unit: space, session: id })} className={styles.figure}>
            {formatNumber(visits)}
          </Link>
        ),
    },
  ];
  return (
    <div className={styles.list}>
      <Table caption={caption} captionHidden columns={columns} rows={lines} keyOf={({ id }) => id} />
    </div>
  );
}

/** `Chủ tịch UBND Triệu Văn Ví Dụ`; without the name for who may not see it. */
export function sayChairs({ chairs }: Pick<SessionLine, 'chairs'>): string {
  return chairs
    .map(({ capacity, name, delegated }) =>
      [CAPACITY_LABELS[capacity], name, delegated ? '(được ủy quyền)' : ''].filter(Boolean).join(' '),
    )
    .join(', ');
}

/** Made up for which day, held by a delegate, nobody came, made by a generator. */
export function sayAbout({ dutyDay, day, madeUp, delegated, noVisitors, synthetic }: SessionLine): string {
  return [
    madeUp && dutyDay !== undefined ? `tiếp bù cho ngày ${formatDate(dutyDay)}` : '',
    !madeUp && dutyDay !== undefined && dutyDay !== day ? `theo lịch ngày ${formatDate(dutyDay)}` : '',
    delegated ? 'ủy quyền, không tính ngày' : '',
    noVisitors ? 'không có công dân đến' : '',
    synthetic ? 'phân bổ giả lập' : '',
  ]
    .filter(Boolean)
    .join(', ');
}
