import { unitName } from '../../domain/receptions/labels.ts';
import { formatNumber } from '../../domain/text/format.ts';

type Unit = { readonly space: Parameters<typeof unitName>[0]; readonly synthetic?: boolean | undefined };

/** Only totals were published; how they fall on units, days and kinds was invented (records-and-counting §11). */
export function SyntheticNote({ units }: { readonly units: readonly Unit[] }) {
  const some = units.filter(({ synthetic }) => synthetic);
  if (some.length === 0) return null;
  const names =
    some.length > 3 ? `${formatNumber(some.length)} đơn vị` : some.map(({ space }) => unitName(space)).join(', ');
  return (
    <li>
      <strong>Phân bổ giả lập</strong>: số liệu của {names} có phần do máy phân bổ từ tổng số đã công bố; chỉ tổng số là
      thật.
    </li>
  );
}
