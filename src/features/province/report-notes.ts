import type { ReceptionReport } from '../../contract/wire/reports.ts';
import { unitName } from '../../domain/receptions/labels.ts';
import { formatNumber } from '../../domain/text/format.ts';
import { emptyGroups } from './figure-groups.ts';
import type { ReportView } from './report-view.ts';

/** What is to be known of the figures, one sentence a line; the same on the page, on paper and in the file. */
export function notesOf(report: ReceptionReport, by: ReportView['by']): readonly string[] {
  const empty = emptyGroups(by, report.sum);
  const twins = report.units.some(({ waiting }) => (waiting.twins ?? 0) > 0);
  return [
    ...(by === 'block'
      ? ['“–”: tiếp thường xuyên không tính cuộc.', '“Chưa có buổi”: lượt đã về nhưng buổi tiếp của lượt đó chưa về.']
      : ['Một vụ việc có thể thuộc hai loại, nên cột vụ việc cộng lại có thể khác tổng số.']),
    ...(empty.length > 0 ? [`Không có lượt, cuộc nào: ${empty.join(', ')}.`] : []),
    ...(twins
      ? ['“Có thể trùng n”: n lượt có thể là cùng một lượt ghi hai lần; vẫn tính cho tới khi xã xem và quyết định.']
      : []),
    ...syntheticNotes(report.units),
    '“Không có số liệu”: đơn vị chưa gửi lần nào, khác với 0.',
  ];
}

type Unit = { readonly space: Parameters<typeof unitName>[0]; readonly synthetic?: boolean | undefined };

/** Only totals were published; how they fall on units, days and kinds was invented (records-and-counting §11). */
export function syntheticNotes(units: readonly Unit[]): readonly string[] {
  const some = units.filter(({ synthetic }) => synthetic);
  if (some.length === 0) return [];
  const names =
    some.length > 3 ? `${formatNumber(some.length)} đơn vị` : some.map(({ space }) => unitName(space)).join(', ');
  return [`Phân bổ giả lập: số liệu của ${names} có phần do máy phân bổ từ tổng số đã công bố; chỉ tổng số là thật.`];
}
