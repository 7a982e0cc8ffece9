import type { PlainDate } from '../../contract/scalars.ts';
import type { Space } from '../../contract/wire/session.ts';
import type { DutyEntry } from '../../domain/duties/duty-entries.ts';
import { entryHours, entryTitle, sayMove } from '../../domain/duties/duty-words.ts';
import { unitName } from '../../domain/receptions/labels.ts';
import { formatDate, formatDateWithWeekday } from '../../domain/text/format.ts';
import styles from './schedule.module.css';

export type SchedulePosterProps = {
  readonly unit: Space;
  readonly month: PlainDate;
  /** All of the month: what is posted is the calendar of the commune, not of one chair. */
  readonly entries: readonly DutyEntry[];
};

/** Lịch niêm yết: what is put up on the notice board. Only on paper; what did not take place is not on it. */
export function SchedulePoster({ unit, month, entries }: SchedulePosterProps) {
  const posted = entries.filter(({ session }) => session?.status !== 'postponed' && session?.status !== 'cancelled');
  return (
    <section className={styles.poster} aria-hidden="true">
      <p className={styles.posterUnit}>{unitName(unit)}</p>
      <h2>
        Lịch tiếp công dân tháng {month.slice(5, 7)} năm {month.slice(0, 4)}
      </h2>
      <table className={styles.posterTable}>
        <thead>
          <tr>
            <th>Ngày</th>
            <th>Giờ</th>
            <th>Người tiếp</th>
            <th>Địa điểm</th>
            <th>Ghi chú</th>
          </tr>
        </thead>
        <tbody>
          {posted.map((entry) => (
            <tr key={entry.key}>
              <td>{formatDateWithWeekday(entry.date)}</td>
              <td>{entryHours(entry)}</td>
              <td>{entryTitle(entry)}</td>
              <td>{entry.session?.sub || entry.duty?.place || ''}</td>
              <td>{noteOf(entry)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {posted.length === 0 ? <p>Không có buổi tiếp định kỳ trong tháng.</p> : null}
      <p>Khi người tiếp bận việc đột xuất, ngày tiếp bù được thông báo tại đây.</p>
    </section>
  );
}

function noteOf({ duty, session }: DutyEntry): string {
  if (session?.duty?.madeUp) return `Tiếp bù cho ngày ${formatDate(session.duty.on)}`;
  return duty === undefined ? '' : sayMove(duty);
}
