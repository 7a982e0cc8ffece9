import type { Capacity } from '../../contract/records/codes.ts';
import type { DutyChair, DutyShare, DutyState, Month } from '../../contract/wire/duties.ts';
import { CAPACITY_LABELS } from '../receptions/labels.ts';
import { formatDayMonth, formatNumber, formatPercent, uncapitalised } from '../text/format.ts';
import { DUTY_MINIMUMS } from './duty-minimum.ts';
import { missingDays, type UnitMonth, type UnitTotal } from './duty-summary.ts';

/** `tháng 7/2026` */
export function sayMonth(month: Month): string {
  return `tháng ${Number(month.slice(5))}/${month.slice(0, 4)}`;
}

/** `tháng 7/2026`, `tháng 1–11/2026`, `tháng 12/2025 – 11/2026` */
export function sayMonths(from: Month, to: Month): string {
  if (from === to) return sayMonth(from);
  const [first, last] = [Number(from.slice(5)), Number(to.slice(5))];
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  return sameYear
    ? `tháng ${first}–${last}/${to.slice(0, 4)}`
    : `tháng ${first}/${from.slice(0, 4)} – ${last}/${to.slice(0, 4)}`;
}

/** `2/2`; `1/–` where nothing is owed that could be counted; `–` where there is nothing to say, which is not zero. */
export function sayDays({ required, done, state }: Pick<UnitMonth, 'required' | 'done' | 'state'>): string {
  if (required === undefined) return done > 0 ? `${formatNumber(done)}/–` : '–';
  if (state === 'ahead' || (state === 'unsent' && done === 0)) return '–';
  return `${formatNumber(done)}/${formatNumber(required)}`;
}

/** What a state is called in a legend. */
export const DUTY_STATE_LABELS: { readonly [S in DutyState]: string } = {
  met: 'Đủ ngày',
  short: 'Thiếu ngày',
  running: 'Đang trong tháng',
  unsent: 'Chưa gửi hết tháng',
  partial: 'Chưa đủ tháng giữ chức, không xét',
  ahead: 'Chưa tới',
  undeclared: 'Chưa khai chức danh',
  none: 'Không quy định số ngày',
};

/** A state with what it lacks: `thiếu 1 ngày`, `đang trong tháng, còn lịch 1 ngày`. */
export function sayDutyState(month: Pick<UnitMonth, 'state' | 'required' | 'done' | 'planned'>): string {
  const words = DUTY_STATE_LABELS[month.state];
  if (month.state === 'short') return `thiếu ${formatNumber(missingDays(month))} ngày`;
  const plain = uncapitalised(words);
  if (month.state !== 'running') return plain;
  const lacking = missingDays(month);
  return month.planned < lacking
    ? `${plain}, mới xếp ${formatNumber(month.done + month.planned)}/${formatNumber(month.required ?? 0)}`
    : `${plain}, còn lịch ${formatNumber(month.planned)} ngày`;
}

/** `18/20` over all months that are over; `–` where none of them can be judged. */
export function sayTotal({ required, done, judged }: UnitTotal): string {
  return judged === 0 ? '–' : `${formatNumber(done)}/${formatNumber(required)}`;
}

/** `thiếu 2 ngày, 4 ngày ở tháng chưa gửi hết`; '' where nothing is missing. */
export function sayMissing({ short, unsent }: Pick<UnitTotal, 'short' | 'unsent'>): string {
  return [
    short > 0 ? `thiếu ${formatNumber(short)} ngày` : '',
    unsent > 0 ? `chưa rõ ${formatNumber(unsent)} ngày` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** `86%`: Σ done ÷ Σ required. */
export function sayShare({ required, done }: Pick<DutyShare, 'required' | 'done'>): string {
  return required === 0 ? '–' : formatPercent(done / required, 0);
}

/** `nhận chức 15/07`, `thôi chức 20/07`; '' where he held the office all month, or not at all. */
export function sayTenure({ tookOffice, leftOffice }: DutyChair['months'][number]): string {
  return [
    tookOffice === undefined ? '' : `nhận chức ${formatDayMonth(tookOffice)}`,
    leftOffice === undefined ? '' : `thôi chức ${formatDayMonth(leftOffice)}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** What the law asked for in these months, one line for each rule: `Bí thư: 2 ngày mỗi tháng (Quy định 11…)`. */
export function sayMinimums(months: readonly Month[], capacity?: Capacity): readonly string[] {
  const [first = '', last = ''] = [months[0], months.at(-1)];
  return DUTY_MINIMUMS.filter(
    (minimum) =>
      minimum.level === 'commune' &&
      (capacity === undefined || minimum.capacity === capacity) &&
      minimum.from.slice(0, 7) <= last &&
      first <= (minimum.to ?? last).slice(0, 7),
  ).map(({ capacity: of, count, per, basis, to }) => {
    const until = to === undefined ? '' : ` đến ${formatDayMonth(to)}/${to.slice(0, 4)}`;
    return `${CAPACITY_LABELS[of]}: ít nhất ${formatNumber(count)} ngày mỗi ${per === 'month' ? 'tháng' : 'tuần'}${until} (${basis}).`;
  });
}
