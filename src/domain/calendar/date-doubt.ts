import { dateAt } from './plain-date.ts';

/** Why a device's date cannot be believed (sync rule 14): the form then asks for the day. Sending is never refused. */
export type DateDoubt = 'before-build' | 'before-server' | 'ahead-of-server';

/** The device's clock against what is known of the world's. All in epoch milliseconds. */
export type KnownTimes = {
  readonly nowMs: number;
  /** When this program was built. */
  readonly builtAtMs: number;
  /** The server's clock at the last contact, and the device's at the same moment. */
  readonly contact?: { readonly serverMs: number; readonly deviceMs: number } | undefined;
};

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** A clock that led the server by more than this when they last met is wrong. */
const MOST_LEAD_MS = 24 * HOUR_MS;
/** Weeks without signal are normal in a village, a year is a wrong clock: beyond this somebody confirms the day. */
const MOST_DAYS_AWAY = 45;

/** What makes the device's date doubtful; undefined = it may be proposed without asking. */
export function dateDoubt({ nowMs, builtAtMs, contact }: KnownTimes): DateDoubt | undefined {
  if (dateAt(nowMs) < dateAt(builtAtMs)) return 'before-build';
  if (contact === undefined) return undefined;
  const { serverMs, deviceMs } = contact;
  if (dateAt(nowMs) < dateAt(serverMs)) return 'before-server';
  // A clock that was corrected since shows less than it did then.
  if (deviceMs - serverMs > MOST_LEAD_MS && nowMs >= deviceMs) return 'ahead-of-server';
  return nowMs - Math.max(serverMs, builtAtMs) > MOST_DAYS_AWAY * DAY_MS ? 'ahead-of-server' : undefined;
}
