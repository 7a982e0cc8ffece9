import { readFileSync } from 'node:fs';
import path from 'node:path';
import { dateOf, partsOf, wallClockAt, weekdayOf } from '../../src/domain/calendar/plain-date.ts';

const file = path.resolve(import.meta.dirname, 'shifted-clock.js');

/** The day of a month on which the chair of the demo's first commune receives, if it is worked. */
const DUTY_DAY = 9;

/**
 * How far the clocks are set forward: to the next morning on which the chair receives, 09:40. Hôm nay shows most then, and
 * a picture that is taken at night shows the same as one taken by day. Forward only: an app doubts a clock that is behind
 * its own build.
 */
export function shiftToDutyMorning(nowMs: number): number {
  const { year, month } = partsOf(wallClockAt(nowMs).date);
  for (let ahead = 0; ahead < 12; ahead += 1) {
    const day = dateOf(year + Math.floor((month - 1 + ahead) / 12), ((month - 1 + ahead) % 12) + 1, DUTY_DAY);
    if (day === undefined || weekdayOf(day) > 5) continue;
    const atMs = Date.parse(`${day}T09:40:00+07:00`);
    if (atMs > nowMs) return atMs - nowMs;
  }
  throw new RangeError('no duty morning within a year');
}

/** For the environment of a process of Node, and of those that it starts. */
export function shiftedProcess(shiftMs: number): NodeJS.ProcessEnv {
  return { CLOCK_SHIFT_MS: String(shiftMs), NODE_OPTIONS: `--import=${file}` };
}

/** For `addInitScript` of a page. */
export function shiftedPage(shiftMs: number): { readonly content: string } {
  return { content: `(() => { globalThis.CLOCK_SHIFT_MS = ${shiftMs}; ${readFileSync(file, 'utf8')} })();` };
}
