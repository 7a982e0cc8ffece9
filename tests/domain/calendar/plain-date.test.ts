import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlainDate } from '../../../src/contract/scalars.ts';
import {
  addDays,
  addMonths,
  compareDates,
  dateAt,
  dateOf,
  daysBetween,
  monthEnd,
  monthStart,
  partsOf,
  wallClockAt,
  weekdayOf,
} from '../../../src/domain/calendar/plain-date.ts';

const dates = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('the wall clock in Vietnam', () => {
  it('begins its day seven hours before Greenwich does', () => {
    expect(dateAt(Date.parse('2026-07-05T16:59:59.999Z'))).toBe('2026-07-05');
    expect(dateAt(Date.parse('2026-07-05T17:00:00Z'))).toBe('2026-07-06');
  });

  it('shows hours, minutes and seconds', () => {
    const clock = wallClockAt(Date.parse('2026-07-05T17:04:09Z'));
    expect(clock).toEqual({ date: '2026-07-06', hour: 0, minute: 4, second: 9 });
  });
});

describe('a date of parts', () => {
  it('is refused where the calendar has no such day', () => {
    expect(dateOf(2026, 2, 28)).toBe('2026-02-28');
    expect(dateOf(2026, 2, 29)).toBeUndefined();
    expect(dateOf(2028, 2, 29)).toBe('2028-02-29');
    expect(dateOf(2100, 2, 29)).toBeUndefined();
    expect(dateOf(2026, 13, 1)).toBeUndefined();
    expect(dateOf(2026, 0, 1)).toBeUndefined();
    expect(dateOf(2026, 4, 0)).toBeUndefined();
    expect(dateOf(26, 4, 1)).toBeUndefined();
    expect(dateOf(2026.5, 4, 1)).toBeUndefined();
  });

  it('comes back from its parts, and is one that the contract accepts', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const { year, month, day } = partsOf(date);
        expect(dateOf(year, month, day)).toBe(date);
        expect(PlainDate.safeParse(date).success).toBe(true);
      }),
    );
  });
});

describe('days', () => {
  it('cross months, years and leap days', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(daysBetween('2026-06-14', '2026-09-15')).toBe(93);
  });

  it('added and counted agree, and their order is that of time', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -30_000, max: 30_000 }), (date, days) => {
        const other = addDays(date, days);
        expect(daysBetween(date, other)).toBe(days);
        expect(Math.sign(compareDates(other, date))).toBe(Math.sign(days));
      }),
    );
  });
});

describe('weeks and months', () => {
  it('a week begins on Monday', () => {
    expect(weekdayOf('2026-07-06')).toBe(1);
    expect(weekdayOf('2026-07-12')).toBe(7);
  });

  it('the next day is the next weekday', () => {
    fc.assert(
      fc.property(dates, (date) => {
        expect(weekdayOf(addDays(date, 1))).toBe((weekdayOf(date) % 7) + 1);
      }),
    );
  });

  it('a month has its bounds', () => {
    expect([monthStart('2028-02-10'), monthEnd('2028-02-10')]).toEqual(['2028-02-01', '2028-02-29']);
    expect([monthStart('2026-12-31'), monthEnd('2026-12-31')]).toEqual(['2026-12-01', '2026-12-31']);
  });

  it('a month later is the same day, or the last one of a shorter month', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
    expect(addMonths('2026-11-15', 2)).toBe('2027-01-15');
    expect(addMonths('2026-11-15', -11)).toBe('2025-12-15');
  });
});
