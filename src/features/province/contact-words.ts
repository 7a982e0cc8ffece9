import { dateAt, daysBetween } from '../../domain/calendar/plain-date.ts';
import { formatNumber, formatTime } from '../../domain/text/format.ts';

/** A silence of more days than these is worth a telephone call. */
const SILENT_DAYS = 3;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Calendar days since a unit's last device spoke to the server; undefined = never. */
export function silentDays(lastContact: string | undefined, nowMs: number): number | undefined {
  if (lastContact === undefined) return undefined;
  return Math.max(0, daysBetween(dateAt(Date.parse(lastContact)), dateAt(nowMs)));
}

/** Whether a unit has been silent too long; one that never spoke has. */
export function isSilent(lastContact: string | undefined, nowMs: number): boolean {
  const days = silentDays(lastContact, nowMs);
  return days === undefined || days > SILENT_DAYS;
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

/** `12 đơn vị · gửi trong 24 giờ: 9 · chưa gửi > 3 ngày: 2 · chưa gửi lần nào: 1` */
export function sayFreshness(
  units: readonly { readonly lastContact?: string | undefined; readonly synthetic?: boolean | undefined }[],
  nowMs: number,
): string {
  // Nobody waits for a unit whose published figures a generator has replayed.
  const sending = units.filter(({ synthetic }) => !synthetic);
  if (sending.length === 0) return `${formatNumber(units.length)} đơn vị`;
  const contacts = sending.map(({ lastContact }) => lastContact);
  const fresh = contacts.filter((contact) => contact !== undefined && nowMs - Date.parse(contact) <= DAY_MS).length;
  const never = contacts.filter((contact) => contact === undefined).length;
  const silent = contacts.filter((contact) => contact !== undefined && isSilent(contact, nowMs)).length;
  return [
    `${formatNumber(units.length)} đơn vị`,
    `gửi trong 24 giờ: ${formatNumber(fresh)}`,
    silent > 0 ? `chưa gửi > ${SILENT_DAYS} ngày: ${formatNumber(silent)}` : '',
    never > 0 ? `chưa gửi lần nào: ${formatNumber(never)}` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}
