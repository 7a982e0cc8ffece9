import { Link } from 'wouter';
import type { Figures, ReceptionReport, UnitFigures } from '../../contract/wire/reports.ts';
import { unitName } from '../../domain/receptions/labels.ts';
import { formatDate, formatInstant, formatNumber } from '../../domain/text/format.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { SummaryList } from '../../ui/summary-list.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { visitsAddress } from './addresses.ts';
import { sayContact, silentDays } from './contact-words.ts';
import { type Counted, type FigureGroup, groupsBy, isUnknown, type RecordsOf, TOTAL } from './figure-groups.ts';
import { Figure } from './figures-table.tsx';
import styles from './province.module.css';

export type UnitDetailProps = {
  readonly report: ReceptionReport;
  /** Undefined: the sum over all units. */
  readonly unit: UnitFigures | undefined;
  readonly organ: RecordsOf['organ'];
  readonly nowMs: number;
  readonly onClose: () => void;
};

/** All figures of one unit in the period: vụ việc first and repeated, large groups, and what waits there. */
export function UnitDetail({ report, unit, organ, nowMs, onClose }: UnitDetailProps) {
  const { from, to } = report;
  const of: RecordsOf = {
    from,
    to,
    ...(organ === undefined ? {} : { organ }),
    ...(unit === undefined ? {} : { unit: unit.space.id }),
  };
  const counted: Counted = unit ?? report.sum;
  const title = unit === undefined ? 'Cộng các đơn vị' : unitName(unit.space);
  return (
    <Dialog title={title} closeLabel={WORDS.close} onClose={onClose} closesOnVeil>
      <p className={styles.quiet}>
        Từ {formatDate(report.from)} đến {formatDate(report.to)}
      </p>
      {unit === undefined ? null : <SummaryList items={stateOf(unit, nowMs)} />}
      {unit !== undefined && isUnknown(unit) ? (
        <p>Không có số liệu: chưa máy nào của đơn vị này gửi về.</p>
      ) : (
        <>
          <DetailTable caption="Theo loại buổi tiếp" groups={[TOTAL, ...groupsBy('block')]} counted={counted} of={of} />
          <DetailTable caption="Theo loại vụ việc" groups={groupsBy('matter')} counted={counted} of={of} />
        </>
      )}
    </Dialog>
  );
}

function stateOf({ lastContact, waiting }: UnitFigures, nowMs: number) {
  const days = silentDays(lastContact, nowMs);
  const exact =
    lastContact === undefined || days === undefined || days < 2 ? '' : ` (${formatInstant(Date.parse(lastContact))})`;
  const open = [
    waiting.twins !== undefined && waiting.twins > 0 ? `${formatNumber(waiting.twins)} lượt có thể trùng` : '',
    waiting.conflicts > 0 ? `${formatNumber(waiting.conflicts)} hai bản khác nhau, chờ chọn` : '',
    waiting.quarantined > 0 ? `${formatNumber(waiting.quarantined)} chờ quản trị viên` : '',
  ].filter(Boolean);
  return [
    { term: 'Lần gửi cuối', value: `${sayContact(lastContact, nowMs)}${exact}` },
    { term: 'Chờ xem lại', value: open.length > 0 ? open.join('; ') : 'Không có mục nào' },
  ];
}

type Detail = {
  readonly name: keyof Figures;
  readonly header: string;
  readonly group?: string;
  /** What narrows the visits of a group to those of this column. */
  readonly only?: Pick<Parameters<typeof visitsAddress>[0], 'turn' | 'large'>;
};

const DETAILS: readonly Detail[] = [
  { name: 'visits', header: 'Lượt' },
  { name: 'people', header: 'Người' },
  { name: 'cases', header: 'Tổng', group: 'Vụ việc' },
  { name: 'casesFirst', header: 'Lần đầu', group: 'Vụ việc', only: { turn: 'first' } },
  { name: 'casesAgain', header: 'Nhiều lần', group: 'Vụ việc', only: { turn: 'again' } },
  { name: 'groups', header: 'Đoàn đông người', only: { large: '1' } },
];

type DetailTableProps = {
  readonly caption: string;
  readonly groups: readonly FigureGroup[];
  readonly counted: Counted;
  readonly of: RecordsOf;
};

function DetailTable({ caption, groups, counted, of }: DetailTableProps) {
  const withSessions = groups.some(({ sessions }) => sessions !== 'none');
  const sessions: Column<FigureGroup> = {
    key: 'sessions',
    header: 'Cuộc',
    numeric: true,
    cell: (group) => <Figure group={group} name="sessions" figures={group.of(counted)} of={of} />,
  };
  const columns: Column<FigureGroup>[] = [
    {
      key: 'group',
      header: 'Loại',
      cell: ({ title, within }) => <span className={within && styles.within}>{title}</span>,
    },
    ...(withSessions ? [sessions] : []),
    ...DETAILS.map(
      ({ name, header, group, only }): Column<FigureGroup> => ({
        key: name,
        header,
        group,
        numeric: true,
        cell: (row) => <DetailFigure value={row.of(counted)[name]} row={row} only={only} of={of} />,
      }),
    ),
  ];
  return (
    <div className={styles.detail}>
      <Table caption={caption} columns={columns} rows={groups} keyOf={({ key }) => key} />
    </div>
  );
}

type DetailFigureProps = {
  readonly value: number;
  readonly row: FigureGroup;
  readonly only: Detail['only'];
  readonly of: RecordsOf;
};

function DetailFigure({ value, row, only, of }: DetailFigureProps) {
  if (value === 0) return '0';
  const { kind: _, ...filter } = row.records;
  return (
    <Link href={visitsAddress({ ...of, ...filter, ...only })} className={styles.figure}>
      {formatNumber(value)}
    </Link>
  );
}
