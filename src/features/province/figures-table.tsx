import type { ReactNode } from 'react';
import type { Figures, ReceptionReport, UnitFigures } from '../../contract/wire/reports.ts';
import { unitName } from '../../domain/receptions/labels.ts';
import { formatInstant, formatNumber } from '../../domain/text/format.ts';
import { StatusChip } from '../../ui/status-chip.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { SILENT_DAYS, sayContact, silentDays } from './contact-words.ts';
import {
  FIGURE_HEADERS,
  type FigureGroup,
  type FigureName,
  figuresOf,
  isUnknown,
  shownGroups,
  sortUnits,
  TOTAL,
} from './figure-groups.ts';
import styles from './province.module.css';
import type { ReportView } from './report-view.ts';

export type FiguresTableProps = {
  readonly report: ReceptionReport;
  readonly view: Pick<ReportView, 'by' | 'sort'>;
  readonly caption: string;
  readonly nowMs: number;
  /** A unit's figures in full; without a unit the sum's. */
  readonly onDetail: (unit: UnitFigures | undefined) => void;
};

/** Each unit a row, their sum below; when it last spoke and what waits there. */
export function FiguresTable({ report, view, caption, nowMs, onDetail }: FiguresTableProps) {
  const nameOf = (unit: UnitFigures) => unitName(unit.space);
  const unit: Column<UnitFigures> = {
    key: 'unit',
    header: 'Đơn vị',
    cell: (row) => (
      <>
        <DetailButton onPress={() => onDetail(row)}>{nameOf(row)}</DetailButton>
        {isUnknown(row) ? <span className={styles.noData}>Không có số liệu</span> : null}
      </>
    ),
    sum: <DetailButton onPress={() => onDetail(undefined)}>Cộng</DetailButton>,
  };
  const contact: Column<UnitFigures> = {
    key: 'contact',
    header: 'Lần gửi cuối',
    cell: (row) => <Contact unit={row} nowMs={nowMs} />,
    sum: '',
  };
  const figures = [TOTAL, ...shownGroups(view.by, report.sum)].flatMap((group) => figureColumns(group, report));
  // Sorted by it, it stands beside the names, where it is seen without scrolling.
  const columns = view.sort === 'contact' ? [unit, contact, ...figures] : [unit, ...figures, contact];
  return (
    <Table
      caption={caption}
      captionHidden
      columns={columns}
      rows={sortUnits(report.units, view.sort, nameOf)}
      keyOf={({ space }) => space.id}
    />
  );
}

function figureColumns(group: FigureGroup, report: ReceptionReport): Column<UnitFigures>[] {
  return figuresOf(group).map((name) => ({
    key: `${group.key} ${name}`,
    header: FIGURE_HEADERS[name],
    group: group.title,
    numeric: true,
    cell: (unit) =>
      isUnknown(unit) ? <VisuallyHidden>Không có số liệu</VisuallyHidden> : sayFigure(group, name, group.of(unit)),
    sum: sayFigure(group, name, group.of(report.sum)),
  }));
}

export function sayFigure(group: FigureGroup, name: FigureName, figures: Figures): ReactNode {
  if (name === 'sessions' && group.sessions !== 'counted') return '–';
  const value = figures[name];
  return value === 0 ? <span className={styles.zero}>0</span> : formatNumber(value);
}

function DetailButton({ onPress, children }: { readonly onPress: () => void; readonly children: ReactNode }) {
  return (
    <button type="button" className={styles.name} aria-haspopup="dialog" onClick={onPress}>
      {children}
    </button>
  );
}

function Contact({ unit, nowMs }: { readonly unit: UnitFigures; readonly nowMs: number }) {
  const { lastContact, waiting } = unit;
  const days = silentDays(lastContact, nowMs);
  const words = sayContact(lastContact, nowMs);
  const long = days === undefined || days >= SILENT_DAYS;
  return (
    <span className={styles.contact} title={lastContact && formatInstant(Date.parse(lastContact))}>
      {long ? <StatusChip tone="warning">{words}</StatusChip> : words}
      {waiting.conflicts > 0 ? (
        <StatusChip tone="info">{formatNumber(waiting.conflicts)} hai bản khác nhau</StatusChip>
      ) : null}
      {waiting.quarantined > 0 ? (
        <StatusChip tone="info">{formatNumber(waiting.quarantined)} chờ quản trị viên</StatusChip>
      ) : null}
    </span>
  );
}
