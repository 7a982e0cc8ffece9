import { useSearchParams } from 'wouter';
import type { VisitsAnswer } from '../../contract/wire/drill-down.ts';
import { ReportBlock } from '../../contract/wire/reports.ts';
import { MATTER_LABELS, ORGAN_LABELS } from '../../domain/receptions/labels.ts';
import { err, ok } from '../../domain/result.ts';
import { formatDate, formatInstant, formatNumber } from '../../domain/text/format.ts';
import { PROVINCE_ADDRESS, readVisitsAddress, type VisitsAsked } from './addresses.ts';
import { allLines } from './all-lines.ts';
import { Crumbs } from './crumbs.tsx';
import { ExportButton } from './export-button.tsx';
import { ListBody, type ListPageProps, NoQuestion } from './list-page.tsx';
import { visitsSheet } from './list-sheets.ts';
import styles from './province.module.css';
import { NOT_LOADED } from './province-api.ts';
import { Tools } from './tools.tsx';
import type { Loaded } from './use-answer.ts';
import { useLines } from './use-lines.ts';
import { BLOCK_LABELS, VisitsTable } from './visits-table.tsx';

/** The visits behind a figure. */
export function VisitsPage(props: ListPageProps) {
  const [params] = useSearchParams();
  const asked = readVisitsAddress(params);
  return asked === undefined ? <NoQuestion /> : <Visits {...props} asked={asked} />;
}

function Visits({
  api,
  asked,
  unitOf,
  who,
  demo,
  nowMs,
  onSignedOut,
}: ListPageProps & { readonly asked: VisitsAsked }) {
  const list = useLines(api.visits, asked, { nowMs, onSignedOut });
  const { first } = list;
  const title = visitsTitle(asked, unitOf);
  return (
    <div className={styles.report} data-demo={demo || undefined}>
      <Crumbs
        trail={[
          { label: 'Tỉnh', href: tableAddress(asked) },
          ...(asked.unit === undefined ? [] : [{ label: unitOf(asked.unit) }]),
          { label: 'Lượt tiếp' },
        ]}
      />
      <div className={styles.row}>
        <div className={styles.heading}>
          <h2>{title}</h2>
          <p className={styles.quiet} role="status">
            {first === undefined ? '' : sayState(first)}
          </p>
          <p className={styles.printed}>Người xem: {who}</p>
        </div>
        <Tools busy={list.busy} onRefresh={list.refresh}>
          <ExportButton
            fileName={`luot-tiep-${asked.from}-${asked.to}.xlsx`}
            disabled={first === undefined}
            collect={async (report, goesOn) => {
              if (first === undefined) return err(NOT_LOADED);
              const ask = (cursor: string | undefined) => api.visits({ ...asked, ...(cursor && { cursor }) });
              const records = await allLines(ask, first.value.visits, report, goesOn);
              if (!records.ok) return records;
              const lines = [sayState(first), `Người xem: ${who}`];
              return ok(visitsSheet({ title, lines, notes: NOTES, records: records.value, unitOf, demo }));
            }}
          />
        </Tools>
      </div>
      <ListBody list={list} total={first?.value.visits ?? 0} none="Không có lượt tiếp nào">
        <VisitsTable lines={list.lines} caption={title} unitOf={asked.unit === undefined ? unitOf : undefined} />
      </ListBody>
      <ul className={styles.notes}>
        {NOTES.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </div>
  );
}

const NOTES = [
  'Chỉ có mục đã phân loại; họ tên, địa chỉ và nội dung không hiện ở đây.',
  'Tố cáo: chỉ có mã hồ sơ giấy, ngày, số người, lĩnh vực và tiến độ.',
  'Nhiều lượt của một vụ việc là một vụ việc, nên số vụ việc có thể ít hơn số lượt.',
];

function sayState({ value: { visits, people }, atMs }: Loaded<VisitsAnswer>): string {
  return `${formatNumber(visits)} lượt, ${formatNumber(people)} người · số liệu tới ${formatInstant(atMs)}`;
}

function tableAddress({ from, to, organ }: VisitsAsked): string {
  const params = new URLSearchParams({ tu: from, den: to });
  if (organ !== undefined) params.set('co-quan', organ);
  return `${PROVINCE_ADDRESS.receptions}?${params}`;
}

function visitsTitle(asked: VisitsAsked, unitOf: ListPageProps['unitOf']): string {
  const { from, to, unit, organ, session, blocks, matter, turn, large, twins } = asked;
  const names = (blocks?.split(',') ?? []).flatMap((block) => {
    const known = ReportBlock.safeParse(block);
    return known.success ? [BLOCK_LABELS[known.data].toLocaleLowerCase('vi')] : [];
  });
  const kind = [
    'Lượt tiếp',
    matter === undefined ? '' : MATTER_LABELS[matter].toLocaleLowerCase('vi'),
    names.length > 0 ? `(${names.join(', ')})` : '',
    session === undefined ? '' : 'của một buổi',
    turn === undefined ? '' : turn === 'first' ? 'lần đầu' : 'nhiều lần',
    large ? 'của đoàn đông người' : '',
    twins ? 'có thể trùng' : '',
  ];
  return [
    kind.filter(Boolean).join(' '),
    from === to ? formatDate(from) : `${formatDate(from)} – ${formatDate(to)}`,
    organ === undefined ? '' : ORGAN_LABELS[organ],
    unit === undefined ? '' : unitOf(unit),
  ]
    .filter(Boolean)
    .join(' – ');
}
