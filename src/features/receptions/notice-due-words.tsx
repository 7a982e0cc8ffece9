import { useCallback } from 'react';
import type { Cells } from '../../contract/records/kind.ts';
import { type NoticeDue, noticeDue, owedNotice } from '../../domain/receptions/notice-due.ts';
import { formatDateWithWeekday, formatNumber } from '../../domain/text/format.ts';
import { loadDutyData, NO_DUTY_DATA } from '../../store/duties.ts';
import type { Phone } from '../../store/phone.ts';
import { useLoaded } from '../../ui/use-source.ts';

type NoticeDueProps = { readonly phone: Phone; readonly cells: Cells };

/** By when a visit's result must be told in writing, by the province's own days off; nothing where nothing is owed. */
export function NoticeDueWords({ phone, cells }: NoticeDueProps) {
  const load = useCallback(() => loadDutyData(phone), [phone]);
  const { calendar } = useLoaded(load).value ?? NO_DUTY_DATA;
  const owed = owedNotice(cells);
  return owed === undefined ? null : sayDue(noticeDue(owed, phone.today().date, calendar), owed.workingDays);
}

/** `Thứ Sáu, 04/12/2026 (10 ngày làm việc), còn 9 ngày làm việc` */
function sayDue({ date, left, certain }: NoticeDue, workingDays: number): string {
  const rule = `${formatDateWithWeekday(date)} (${formatNumber(workingDays)} ngày làm việc)`;
  const stands =
    left < 0
      ? `quá hạn ${formatNumber(-left)} ngày làm việc`
      : left === 0
        ? 'hạn hôm nay'
        : `còn ${formatNumber(left)} ngày làm việc`;
  return `${rule}, ${stands}${certain ? '' : '; lịch nghỉ lễ còn dự kiến, hạn có thể muộn hơn'}`;
}
