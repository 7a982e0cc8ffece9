import type { PlainDate } from '../../contract/scalars.ts';
import type { Month } from '../../contract/wire/duties.ts';
import { addMonths } from '../../domain/calendar/plain-date.ts';
import { sayMonth } from '../../domain/duties/duty-report-words.ts';
import { monthsBetween } from '../../domain/duties/duty-table.ts';
import { SelectField } from '../../ui/select-field.tsx';
import {
  type ChangeDutyView,
  type DutySort,
  type DutyView,
  dutyPeriods,
  FIRST_MONTH,
  MOST_MONTHS,
} from './duty-view.ts';
import styles from './province.module.css';

export type DutyFiltersProps = {
  readonly id: string;
  readonly today: PlainDate;
  readonly view: DutyView;
  /** Whether the reader may see a ranking. */
  readonly ranked: boolean;
  readonly onChange: ChangeDutyView;
};

const FREE = 'free';

/** Months and order. */
export function DutyFilters({ id, today, view, ranked, onChange }: DutyFiltersProps) {
  const periods = dutyPeriods(today);
  const chosen = periods.find(({ from, to }) => from === view.from && to === view.to);
  const months = monthsBetween(FIRST_MONTH, today.slice(0, 7)).toReversed();
  const choices = months.map((month) => ({ value: month, label: sayMonth(month) }));
  const sorts: readonly { readonly value: DutySort; readonly label: string }[] = [
    ...(ranked ? [{ value: 'worst', label: 'Thiếu nhiều ngày trước' } as const] : []),
    { value: 'name', label: 'Tên đơn vị' },
    { value: 'contact', label: 'Lâu chưa gửi nhất' },
  ];
  return (
    <div id={id} className={styles.filters}>
      <SelectField
        label="Kỳ"
        value={chosen?.key ?? FREE}
        choices={[...periods.map(({ key, label }) => ({ value: key, label })), { value: FREE, label: 'Tháng tự chọn' }]}
        onChange={(event) => {
          const period = periods.find(({ key }) => key === event.target.value);
          if (period === undefined) document.getElementById(`${id}-from`)?.focus();
          else onChange({ from: period.from, to: period.to });
        }}
      />
      <SelectField
        id={`${id}-from`}
        label="Từ tháng"
        value={view.from}
        choices={choices}
        onChange={(event) => onChange(spanFrom(event.target.value, view.to))}
      />
      <SelectField
        label="Đến tháng"
        value={view.to}
        choices={choices}
        onChange={(event) => onChange(spanTo(event.target.value, view.from))}
      />
      <SelectField
        label="Xếp theo"
        choices={sorts}
        value={!ranked && view.sort === 'worst' ? 'name' : view.sort}
        onChange={(event) =>
          onChange({ sort: sorts.find(({ value }) => value === event.target.value)?.value ?? 'worst' })
        }
      />
    </div>
  );
}

/** The other end follows where the span would be turned around, or too long for one table. */
function spanFrom(from: Month, to: Month): Pick<DutyView, 'from' | 'to'> {
  const last = addMonths(`${from}-01`, MOST_MONTHS - 1).slice(0, 7);
  return { from, to: to < from ? from : to > last ? last : to };
}

function spanTo(to: Month, from: Month): Pick<DutyView, 'from' | 'to'> {
  const first = addMonths(`${to}-01`, 1 - MOST_MONTHS).slice(0, 7);
  return { from: from > to ? to : from < first ? first : from, to };
}
