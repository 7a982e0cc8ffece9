import type { Capacity } from '../../contract/records/codes.ts';
import type { DutyReport, DutyUnit } from '../../contract/wire/duties.ts';
import { sayMinimums } from '../../domain/duties/duty-report-words.ts';
import { byName, LEAST_UNITS, worstFirst } from '../../domain/duties/duty-summary.ts';
import { unitName } from '../../domain/receptions/labels.ts';
import { formatNumber } from '../../domain/text/format.ts';
import type { DutySort } from './duty-view.ts';
import { syntheticNotes } from './report-notes.ts';

/** What is to be known of duty days, one sentence a line; the same on the page, on paper and in the file. */
export function dutyNotes(report: DutyReport, capacity: Capacity | undefined): readonly string[] {
  const total = report.averages.find((one) => one.capacity === capacity)?.total;
  const of = total === undefined ? '' : ` của ${formatNumber(total.units)} đơn vị`;
  return [
    ...sayMinimums(report.months, capacity),
    'Đã tiếp/phải tiếp; tiếp bù tính cho tháng của ngày bị lỡ; buổi ủy quyền không tính. “–”: chưa có số liệu, khác với 0.',
    'Chức danh giữ không trọn tháng: ghi đủ số ngày của tháng nhưng không xét thiếu.',
    `Bình quân = tổng ngày đã tiếp ÷ tổng ngày phải tiếp${of}, không kể tháng chưa gửi hết; chỉ hiện khi có từ ${formatNumber(LEAST_UNITS)} đơn vị.`,
    ...syntheticNotes(report.units),
  ];
}

/** Worst first where the reader may see a ranking, else by name; or the longest silent first. */
export function sortDutyUnits(report: DutyReport, sort: DutySort, capacity: Capacity | undefined): readonly DutyUnit[] {
  const nameOf = ({ space }: DutyUnit) => unitName(space);
  if (sort === 'worst' && report.ranked) return worstFirst(report.units, report, { nameOf, capacity });
  const contactOf = ({ lastContact }: DutyUnit) => (lastContact === undefined ? 0 : Date.parse(lastContact));
  return [...report.units].sort(
    (a, b) => (sort === 'contact' ? contactOf(a) - contactOf(b) : 0) || byName(nameOf(a), nameOf(b)),
  );
}
