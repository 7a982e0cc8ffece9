import { describe, expect, it } from 'vitest';
import { dateDoubt } from '../../../src/domain/calendar/date-doubt.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const at = (text: string): number => Date.parse(`${text}:00+07:00`);
const builtAtMs = at('2026-11-01T08:00');
const serverMs = at('2026-11-23T10:00');
const agreed = { serverMs, deviceMs: serverMs };

describe('the date of a device', () => {
  it.each([
    ['in 1970', 0, 'before-build'],
    ['the day before the program was built', at('2026-10-31T23:59'), 'before-build'],
    ['the day before the server was met', at('2026-11-22T23:59'), 'before-server'],
    ['the same day, an hour behind', serverMs - HOUR_MS, undefined],
    ['three days later, still in the village', serverMs + 3 * DAY_MS, undefined],
    ['six weeks later', serverMs + 42 * DAY_MS, undefined],
    ['in 2040', at('2040-01-01T08:00'), 'ahead-of-server'],
  ])('%s', (_, nowMs, doubt) => {
    expect(dateDoubt({ nowMs, builtAtMs, contact: agreed })).toBe(doubt);
  });

  it('is not believed while its clock leads the server by more than a day', () => {
    const contact = { serverMs, deviceMs: serverMs + 25 * HOUR_MS };
    expect(dateDoubt({ nowMs: contact.deviceMs, builtAtMs, contact })).toBe('ahead-of-server');
    expect(dateDoubt({ nowMs: contact.deviceMs + HOUR_MS, builtAtMs, contact })).toBe('ahead-of-server');
    const near = { serverMs, deviceMs: serverMs + 23 * HOUR_MS };
    expect(dateDoubt({ nowMs: near.deviceMs, builtAtMs, contact: near })).toBeUndefined();
  });

  it('is believed again when its owner has set it right', () => {
    const contact = { serverMs, deviceMs: serverMs + 30 * DAY_MS };
    expect(dateDoubt({ nowMs: serverMs + HOUR_MS, builtAtMs, contact })).toBeUndefined();
  });

  it('of a phone that never met its server is only compared with the program', () => {
    expect(dateDoubt({ nowMs: at('2027-06-01T08:00'), builtAtMs })).toBeUndefined();
  });
});
