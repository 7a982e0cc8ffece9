import { Capacity } from '../../contract/records/codes.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { addDays, monthEnd, monthStart, partsOf, weekdayOf } from '../../domain/calendar/plain-date.ts';
import { holidayOn, isWorkingDay, type WorkingCalendar } from '../../domain/calendar/working-days.ts';
import type { DutyEntry } from '../../domain/duties/duty-entries.ts';
import { entryState, entryTitle } from '../../domain/duties/duty-words.ts';
import { chairsOfKeys } from '../../domain/receptions/chairs.ts';
import { CAPACITY_LABELS } from '../../domain/receptions/labels.ts';
import { formatDateWithWeekday } from '../../domain/text/format.ts';
import { classNames } from '../../ui/class-names.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import styles from './schedule.module.css';

export type ScheduleGridProps = {
  readonly month: PlainDate;
  readonly today: PlainDate;
  readonly calendar: WorkingCalendar;
  readonly entries: readonly DutyEntry[];
};

const WEEKDAYS = ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'] as const;

/** The month at a glance: days off hatched and named, days with duties marked. The list below says the same in words. */
export function ScheduleGrid({ month, today, calendar, entries }: ScheduleGridProps) {
  return (
    <table className={styles.grid}>
      <caption>
        <VisuallyHidden>Các ngày trong tháng</VisuallyHidden>
      </caption>
      <thead>
        <tr>
          {WEEKDAYS.map((day) => (
            <th key={day} scope="col">
              {day}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr key={week[0]}>
            {week.map((date) => (
              <Day
                key={date}
                date={date}
                isOther={monthStart(date) !== month}
                isToday={date === today}
                isOff={!isWorkingDay(date, calendar)}
                holiday={holidayOn(date, calendar)}
                entries={entries.filter((entry) => entry.date === date)}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type DayProps = {
  readonly date: PlainDate;
  readonly isOther: boolean;
  readonly isToday: boolean;
  readonly isOff: boolean;
  readonly holiday: { readonly name: string; readonly status: string } | undefined;
  readonly entries: readonly DutyEntry[];
};

function Day({ date, isOther, isToday, isOff, holiday, entries }: DayProps) {
  if (isOther) return <td className={styles.other} aria-hidden="true" />;
  return (
    <td className={classNames(styles.day, isOff && styles.off, isToday && styles.today)}>
      <span className={styles.number} aria-current={isToday ? 'date' : undefined}>
        <span aria-hidden="true">{partsOf(date).day}</span>
        <VisuallyHidden>
          {formatDateWithWeekday(date)}
          {isOff ? ', ngày nghỉ' : ''}
        </VisuallyHidden>
      </span>
      {holiday === undefined ? null : (
        <span className={styles.holiday}>
          {holiday.name}
          {holiday.status === 'expected' ? ' (dự kiến)' : ''}
        </span>
      )}
      {entries.map((entry) => (
        <span key={entry.key} className={classNames(styles.mark, styles[entryState(entry).tone])}>
          <span className={styles.short} aria-hidden="true">
            {initials(entry)}
          </span>
          <span className={styles.long} aria-hidden="true">
            {capacityOf(entry)}
          </span>
          <VisuallyHidden>
            {entryTitle(entry)}: {entryState(entry).words}
          </VisuallyHidden>
        </span>
      ))}
    </td>
  );
}

/** `CT` of Chủ tịch UBND: what fits into a square of a phone; the list has the whole name. */
function initials(entry: DutyEntry): string {
  return capacityOf(entry)
    .split(' ')
    .slice(0, 2)
    .map((word) => word.charAt(0).toLocaleUpperCase('vi'))
    .join('');
}

function capacityOf({ duty, session }: DutyEntry): string {
  const coded = Capacity.safeParse(duty?.capacity ?? chairsOfKeys(session?.duty?.keys ?? '')[0]?.capacity);
  return coded.success ? CAPACITY_LABELS[coded.data] : 'Buổi tiếp';
}

/** Whole weeks, Monday first, that hold the month. */
function weeksOf(month: PlainDate): PlainDate[][] {
  const weeks: PlainDate[][] = [];
  const last = monthEnd(month);
  for (let monday = addDays(month, 1 - weekdayOf(month)); monday <= last; monday = addDays(monday, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, day) => addDays(monday, day)));
  }
  return weeks;
}
