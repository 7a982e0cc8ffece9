import { dateAt, daysBetween } from '../../domain/calendar/plain-date.ts';
import { formatNumber, formatTime } from '../../domain/text/format.ts';

/** From this many days on a unit's silence is worth a telephone call. */
export const SILENT_DAYS = 3;

/** Calendar days since a unit's last device spoke to the server; undefined = never. */
export function silentDays(lastContact: string | undefined, nowMs: number): number | undefined {
  if (lastContact === undefined) return undefined;
  return Math.max(0, daysBetween(dateAt(Date.parse(lastContact)), dateAt(nowMs)));
}

/** `hôm nay 14:05`, `hôm qua 09:12`, `4 ngày trước`, `chưa bao giờ`. */
export function sayContact(lastContact: string | undefined, nowMs: number): string {
  const days = silentDays(lastContact, nowMs);
  if (lastContact === undefined || days === undefined) return 'chưa bao giờ';
  const time = formatTime(Date.parse(lastContact));
  if (days === 0) return `hôm nay ${time}`;
  if (days === 1) return `hôm qua ${time}`;
  return `${formatNumber(days)} ngày trước`;
}
