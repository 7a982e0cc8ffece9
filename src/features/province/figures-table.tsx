import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { Figures, ReceptionReport, UnitFigures } from '../../contract/wire/reports.ts';
import { unitName } from '../../domain/receptions/labels.ts';
import { formatNumber } from '../../domain/text/format.ts';
import { IconCheck } from '../../ui/icons.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { visitsAddress } from './addresses.ts';
import { cellName } from './changed-figures.ts';
import { Contact } from './contact.tsx';
import {
  FIGURE_HEADERS,
  type FigureGroup,
  type FigureName,
  figuresOf,
  isUnknown,
  type RecordsOf,
  recordsAddress,
  shownGroups,
  sortUnits,
  TOTAL,
} from './figure-groups.ts';
import styles from './province.module.css';
import type { ReportView } from './report-view.ts';

export type FiguresTableProps = {
  readonly report: ReceptionReport;
  readonly view: Pick<ReportView, 'by' | 'sort' | 'organ'>;
  readonly caption: string;
  readonly nowMs: number;
  /** Cells (`cellName`) that show another figure than a moment ago. */
  readonly changed: ReadonlySet<string>;
  /** A unit's figures in full; without a unit the sum's. */
  readonly onDetail: (unit: UnitFigures | undefined) => void;
};

/** Each unit a row, their sum below; when it last spoke and what waits there. Every figure leads to its records. */
export function FiguresTable({ report, view, caption, nowMs, changed, onDetail }: FiguresTableProps) {
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
  const { from, to } = report;
  const of = { from, to, ...(view.organ === undefined ? {} : { organ: view.organ }) };
  const figures = [TOTAL, ...shownGroups(view.by, report.sum)].flatMap((group) =>
    figureColumns(group, report, { of, changed }),
  );
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

type Shown = { readonly of: RecordsOf; readonly changed: ReadonlySet<string> };

function figureColumns(group: FigureGroup, report: ReceptionReport, { of, changed }: Shown): Column<UnitFigures>[] {
  return figuresOf(group).map((name) => {
    const lit = (unit: UnitFigures | undefined, figure: ReactNode) =>
      changed.has(cellName(unit, group, name)) ? (
        <Changed shown={unit !== undefined && isTotalOfVisits(group, name)}>{figure}</Changed>
      ) : (
        figure
      );
    const figure = (unit: UnitFigures | undefined) => {
      const ofThis = unit === undefined ? of : { ...of, unit: unit.space.id };
      return (
        <>
          {lit(unit, <Figure group={group} name={name} figures={group.of(unit ?? report.sum)} of={ofThis} />)}
          {isTotalOfVisits(group, name) ? (
            <Twins count={unit ? unit.waiting.twins : twinsOf(report)} of={ofThis} />
          ) : null}
        </>
      );
    };
    return {
      key: `${group.key} ${name}`,
      header: FIGURE_HEADERS[name],
      group: group.title,
      numeric: true,
      cell: (unit) => (isUnknown(unit) ? <VisuallyHidden>Không có số liệu</VisuallyHidden> : figure(unit)),
      sum: figure(undefined),
    };
  });
}

/** A figure that has just changed: a tick beside it, not its colour alone. `shown`: its row is brought into sight. */
function Changed({ shown, children }: { readonly shown: boolean; readonly children: ReactNode }) {
  const figure = useRef<HTMLElement>(null);
  useEffect(() => {
    if (shown) figure.current?.scrollIntoView?.({ block: 'center', inline: 'nearest' });
  }, [shown]);
  return (
    <strong ref={figure} className={styles.changed}>
      <IconCheck size={1} />
      {children}
    </strong>
  );
}

function isTotalOfVisits(group: FigureGroup, name: FigureName): boolean {
  return group === TOTAL && name === 'visits';
}

function twinsOf({ units }: ReceptionReport): number {
  return units.reduce((sum, { waiting }) => sum + (waiting.twins ?? 0), 0);
}

export type FigureProps = {
  readonly group: FigureGroup;
  readonly name: FigureName;
  readonly figures: Figures;
  readonly of: RecordsOf;
};

/** A figure, and the way to its records; nothing is behind a zero. */
export function Figure({ group, name, figures, of }: FigureProps) {
  const value = figures[name];
  const address = recordsAddress(group, name, of);
  if (address === undefined) return '–';
  if (value === 0) return <span className={styles.zero}>0</span>;
  return (
    <Link href={address} className={styles.figure}>
      {formatNumber(value)}
    </Link>
  );
}

/** Visits that may be counted twice, until somebody has looked at them. */
function Twins({ count = 0, of }: { readonly count: number | undefined; readonly of: RecordsOf }) {
  if (count === 0) return null;
  return (
    <Link href={visitsAddress({ ...of, twins: '1' })} className={styles.twins}>
      có thể trùng {formatNumber(count)}
    </Link>
  );
}

function DetailButton({ onPress, children }: { readonly onPress: () => void; readonly children: ReactNode }) {
  return (
    <button type="button" className={styles.name} aria-haspopup="dialog" onClick={onPress}>
      {children}
    </button>
  );
}
