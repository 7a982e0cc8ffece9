import { Link } from 'wouter';
import type { VisitLine } from '../../contract/wire/drill-down.ts';
import type { ReportBlock } from '../../contract/wire/reports.ts';
import {
  DIRECTION_LABELS,
  FIELD1_LABELS,
  FIELD2_LABELS,
  MATTER_LABELS,
  ORGAN_LABELS,
  PROGRESS_LABELS,
  SESSION_KIND_LABELS,
} from '../../domain/receptions/labels.ts';
import { formatDate, formatNumber } from '../../domain/text/format.ts';
import { DUE_IN_DOUBT } from '../../domain/text/wording.ts';
import { type Column, Table } from '../../ui/table.tsx';
import { openVisitAddress } from './addresses.ts';
import styles from './province.module.css';

export const BLOCK_LABELS: { readonly [B in ReportBlock]: string } = {
  ...SESSION_KIND_LABELS,
  regular_no_session: 'Ngoài buổi tiếp',
  awaiting_session: 'Chưa có buổi',
};

export type VisitsTableProps = {
  readonly lines: readonly VisitLine[];
  readonly caption: string;
  /** The name of a unit, in a list of several. */
  readonly unitOf?: ((id: string) => string) | undefined;
};

/** A line with the place it has in the list: a denunciation has no id. */
type Row = VisitLine & { readonly place: number };

/** Visits behind a figure, in coded fields; who may open them finds the way there. */
export function VisitsTable({ lines, caption, unitOf }: VisitsTableProps) {
  const rows = lines.map((line, place): Row => ({ ...line, place }));
  const opens = lines.some(({ id }) => id !== undefined);
  const unit: Column<Row> = { key: 'unit', header: 'Đơn vị', cell: (line) => unitOf?.(line.unit) ?? '' };
  const open: Column<Row> = {
    key: 'open',
    header: 'Nội dung',
    cell: ({ id, unit: space, day }) =>
      id === undefined ? (
        ''
      ) : (
        <Link
          href={openVisitAddress(space, id)}
          className={styles.figure}
          aria-label={`Xem nội dung lượt ngày ${formatDate(day)}`}
        >
          Xem
        </Link>
      ),
  };
  const columns: Column<Row>[] = [
    { key: 'day', header: 'Ngày tiếp', cell: ({ day }) => formatDate(day) },
    ...(unitOf === undefined ? [] : [unit]),
    { key: 'matter', header: 'Loại', cell: (line) => sayMatter(line) },
    { key: 'people', header: 'Số người', numeric: true, cell: ({ people }) => formatNumber(people) },
    { key: 'field', header: 'Lĩnh vực', cell: (line) => sayField(line) },
    { key: 'block', header: 'Loại buổi', cell: ({ block }) => (block === undefined ? '' : BLOCK_LABELS[block]) },
    { key: 'organ', header: 'Cơ quan', cell: ({ organ }) => (organ === undefined ? '' : ORGAN_LABELS[organ]) },
    { key: 'turn', header: 'Vụ việc', cell: (line) => sayTurn(line) },
    { key: 'direction', header: 'Hướng xử lý', cell: (line) => sayDirection(line) },
    { key: 'notice', header: 'Thông báo kết quả', cell: (line) => sayNotice(line) },
    { key: 'about', header: 'Ghi chú', cell: (line) => sayVisitAbout(line) },
    ...(opens ? [open] : []),
  ];
  return (
    <div className={styles.list}>
      <Table caption={caption} captionHidden columns={columns} rows={rows} keyOf={({ place }) => String(place)} />
    </div>
  );
}

/** `Tố cáo TC-7K2M` */
export function sayMatter({ matter, localCode }: VisitLine): string {
  return [MATTER_LABELS[matter], localCode].filter(Boolean).join(' ');
}

export function sayField({ field }: VisitLine): string {
  if (field === undefined) return '';
  return [FIELD1_LABELS[field.level1], field.level2 === undefined ? '' : FIELD2_LABELS[field.level2]]
    .filter(Boolean)
    .join(', ');
}

export function sayTurn({ turn }: VisitLine): string {
  if (turn === undefined) return '';
  return turn === 'first' ? 'Lần đầu' : 'Nhiều lần';
}

/** What became of it; of a denunciation its progress. */
export function sayDirection({ direction, progress }: VisitLine): string {
  if (progress !== undefined) return PROGRESS_LABELS[progress];
  return direction === undefined ? '' : DIRECTION_LABELS[direction];
}

export function sayNotice({ notice }: VisitLine): string {
  if (notice?.given !== undefined) return `Đã thông báo ${formatDate(notice.given)}`;
  if (notice?.due === undefined) return '';
  return `Hạn ${formatDate(notice.due)}${notice.mayBeLater ? DUE_IN_DOUBT : ''}`;
}

export function sayVisitAbout({ largeGroup, twin, synthetic }: VisitLine): string {
  return [largeGroup ? 'đoàn đông người' : '', twin ? 'có thể trùng' : '', synthetic ? 'phân bổ giả lập' : '']
    .filter(Boolean)
    .join(', ');
}
