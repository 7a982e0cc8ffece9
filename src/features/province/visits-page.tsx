import { useSearchParams } from 'wouter';
import type { VisitsAnswer } from '../../contract/wire/drill-down.ts';
import { ReportBlock } from '../../contract/wire/reports.ts';
import { MATTER_LABELS, ORGAN_LABELS } from '../../domain/receptions/labels.ts';
import { formatDate, formatInstant, formatNumber } from '../../domain/text/format.ts';
import { PROVINCE_ADDRESS, readVisitsAddress, type VisitsAsked } from './addresses.ts';
import { ListFrame, type ListPageProps, NoQuestion } from './list-page.tsx';
import { visitsSheet } from './list-sheets.ts';
import type { Loaded } from './use-answer.ts';
import { useLines } from './use-lines.ts';
import { BLOCK_LABELS, VisitsTable } from './visits-table.tsx';

/** The visits behind a figure. */
export function VisitsPage(props: ListPageProps) {
  const [params] = useSearchParams();
  const asked = readVisitsAddress(params);
  return asked === undefined ? <NoQuestion /> : <Visits {...props} asked={asked} />;
}

function Visits({ api, nowMs, onSignedOut, asked, ...shown }: ListPageProps & { readonly asked: VisitsAsked }) {
  const { unitOf } = shown;
  const list = useLines(api.visits, asked, { nowMs, onSignedOut });
  const title = visitsTitle(asked, unitOf);
  return (
    <ListFrame
      {...shown}
      list={list}
      trail={[
        { label: 'Tỉnh', href: tableAddress(asked) },
        ...(asked.unit === undefined ? [] : [{ label: unitOf(asked.unit) }]),
        { label: 'Lượt tiếp' },
      ]}
      title={title}
      sayState={sayState}
      totalOf={({ visits }) => visits}
      notes={NOTES}
      file={{
        name: `luot-tiep-${asked.from}-${asked.to}`,
        ask: (cursor) => api.visits({ ...asked, ...(cursor && { cursor }) }),
        sheet: visitsSheet,
      }}
      none="Không có lượt tiếp nào"
    >
      <VisitsTable lines={list.lines} caption={title} unitOf={asked.unit === undefined ? unitOf : undefined} />
    </ListFrame>
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
