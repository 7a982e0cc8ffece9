import type { Figures, ReceptionReport, UnitFigures } from '../../contract/wire/reports.ts';
import { unitName } from '../../domain/receptions/labels.ts';
import { formatDate, formatInstant, formatNumber } from '../../domain/text/format.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { SummaryList } from '../../ui/summary-list.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { sayContact, silentDays } from './contact-words.ts';
import { type Counted, type FigureGroup, groupsBy, isUnknown, TOTAL } from './figure-groups.ts';
import { sayFigure } from './figures-table.tsx';
import styles from './province.module.css';

export type UnitDetailProps = {
  readonly report: ReceptionReport;
  /** Undefined: the sum over all units. */
  readonly unit: UnitFigures | undefined;
  readonly nowMs: number;
  readonly onClose: () => void;
};

/** All figures of one unit in the period: vụ việc first and repeated, large groups, and what waits there. */
export function UnitDetail({ report, unit, nowMs, onClose }: UnitDetailProps) {
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
          <DetailTable caption="Theo loại buổi tiếp" groups={[TOTAL, ...groupsBy('block')]} counted={counted} />
          <DetailTable caption="Theo loại vụ việc" groups={groupsBy('matter')} counted={counted} />
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
    waiting.conflicts > 0 ? `${formatNumber(waiting.conflicts)} hai bản khác nhau, chờ chọn` : '',
    waiting.quarantined > 0 ? `${formatNumber(waiting.quarantined)} chờ quản trị viên` : '',
  ].filter(Boolean);
  return [
    { term: 'Lần gửi cuối', value: `${sayContact(lastContact, nowMs)}${exact}` },
    { term: 'Chờ xem lại', value: open.length > 0 ? open.join('; ') : 'Không có mục nào' },
  ];
}

const DETAILS: readonly (readonly [name: keyof Figures, header: string, group?: string])[] = [
  ['visits', 'Lượt'],
  ['people', 'Người'],
  ['cases', 'Tổng', 'Vụ việc'],
  ['casesFirst', 'Lần đầu', 'Vụ việc'],
  ['casesAgain', 'Nhiều lần', 'Vụ việc'],
  ['groups', 'Đoàn đông người'],
];

type DetailTableProps = {
  readonly caption: string;
  readonly groups: readonly FigureGroup[];
  readonly counted: Counted;
};

function DetailTable({ caption, groups, counted }: DetailTableProps) {
  const withSessions = groups.some(({ sessions }) => sessions !== 'none');
  const sessions: Column<FigureGroup> = {
    key: 'sessions',
    header: 'Cuộc',
    numeric: true,
    cell: (group) => sayFigure(group, 'sessions', group.of(counted)),
  };
  const columns: Column<FigureGroup>[] = [
    {
      key: 'group',
      header: 'Loại',
      cell: ({ title, within }) => <span className={within && styles.within}>{title}</span>,
    },
    ...(withSessions ? [sessions] : []),
    ...DETAILS.map(
      ([name, header, group]): Column<FigureGroup> => ({
        key: name,
        header,
        group,
        numeric: true,
        cell: (row) => formatNumber(row.of(counted)[name]),
      }),
    ),
  ];
  return (
    <div className={styles.detail}>
      <Table caption={caption} columns={columns} rows={groups} keyOf={({ key }) => key} />
    </div>
  );
}
