import type { ReceptionReport } from '../../contract/wire/reports.ts';
import { PUBLISHED, type PublishedFigure, publishedFrom, SOURCE } from '../../domain/statistics/published-figures.ts';
import { formatDate, formatNumber } from '../../domain/text/format.ts';
import { Banner } from '../../ui/banner.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import styles from './province.module.css';

type Row = { readonly scope: PublishedFigure['scope']; readonly kind: PublishedFigure['kind']; readonly title: string };

const ROWS: readonly Row[] = [
  { scope: 'tinh', kind: 'all', title: 'Cấp tỉnh (không nêu loại)' },
  { scope: 'huyen', kind: 'dinh_ky', title: 'Cấp huyện, định kỳ' },
  { scope: 'huyen', kind: 'dot_xuat', title: 'Cấp huyện, đột xuất' },
  { scope: 'xa', kind: 'dinh_ky', title: 'Cấp xã, định kỳ' },
  { scope: 'xa', kind: 'dot_xuat', title: 'Cấp xã, đột xuất' },
  { scope: 'all', kind: 'all', title: 'Tổng' },
];

/**
 * What was published, beside what the app counts from single visits (records-and-counting §11): only the totals are
 * somebody's figures, every split below them is generated.
 */
export function Published({ report }: { readonly report: ReceptionReport }) {
  const column = (metric: PublishedFigure['metric'], header: string): readonly Column<Row>[] => {
    const published = (row: Row) => PUBLISHED.find((figure) => isOf(figure, row) && figure.metric === metric);
    const counted = (row: Row) => {
      const figure = published(row);
      return figure === undefined ? 0 : publishedFrom(report, figure);
    };
    const common = { group: header, numeric: true };
    return [
      {
        ...common,
        key: `${metric} published`,
        header: 'Công bố',
        cell: (row) => formatNumber(published(row)?.value ?? 0),
      },
      { ...common, key: `${metric} counted`, header: 'Tính từ từng lượt', cell: (row) => formatNumber(counted(row)) },
      {
        key: `${metric} check`,
        group: header,
        header: 'Kiểm tra',
        cell: (row) => (counted(row) === published(row)?.value ? 'Khớp' : <strong>Lệch</strong>),
      },
    ];
  };
  return (
    <div className={styles.published}>
      <Banner tone="info">
        <strong>2019–2024 (phát lại từ số liệu công bố).</strong> Chỉ các tổng trong bảng này là số liệu công bố (
        {SOURCE.article}, {formatDate(SOURCE.publishedOn)}). Mọi cách chia bên dưới – theo đơn vị, người, vụ việc, loại
        vụ việc – là <strong>phân bổ giả lập</strong>, ghi thành từng lượt tiếp ở các đơn vị giả lập.
      </Banner>
      <Table
        caption="Số liệu công bố và số tính từ từng lượt"
        columns={[
          { key: 'title', header: 'Cấp, loại buổi tiếp', cell: ({ title }) => title },
          ...column('cuoc', 'Cuộc'),
          ...column('luot', 'Lượt'),
        ]}
        rows={ROWS}
        keyOf={({ title }) => title}
      />
      <p className={styles.generated}>Phân bổ giả lập theo đơn vị</p>
    </div>
  );
}

function isOf(figure: PublishedFigure, { scope, kind }: Row): boolean {
  return figure.scope === scope && figure.kind === kind;
}
