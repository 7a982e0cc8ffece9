import { describe, expect, it } from 'vitest';
import { reportPeriods } from '../../../src/domain/calendar/report-periods.ts';

const period = (today: string, key: string) => {
  const found = reportPeriods(today).find((offered) => offered.key === key);
  return found && `${found.from} … ${found.to}`;
};

describe('periods of a report', () => {
  it('month, quarter and year of the calendar', () => {
    expect(period('2026-11-21', 'month')).toBe('2026-11-01 … 2026-11-30');
    expect(period('2026-11-21', 'quarter')).toBe('2026-10-01 … 2026-12-31');
    expect(period('2026-11-21', 'year')).toBe('2026-01-01 … 2026-12-31');
    expect(period('2024-02-29', 'month')).toBe('2024-02-01 … 2024-02-29');
  });

  it('the one before, over the turn of the year', () => {
    expect(period('2026-01-31', 'last-month')).toBe('2025-12-01 … 2025-12-31');
    expect(period('2026-01-31', 'last-quarter')).toBe('2025-10-01 … 2025-12-31');
    expect(period('2026-01-31', 'last-year')).toBe('2025-01-01 … 2025-12-31');
  });

  it('of the state: from the 15th to the 14th', () => {
    expect(period('2026-07-14', 'state-month')).toBe('2026-06-15 … 2026-07-14');
    expect(period('2026-07-15', 'state-month')).toBe('2026-07-15 … 2026-08-14');
    expect(period('2026-06-14', 'state-quarter')).toBe('2026-03-15 … 2026-06-14');
    expect(period('2026-06-15', 'state-quarter')).toBe('2026-06-15 … 2026-09-14');
  });

  it('the state’s year turns on 15 December', () => {
    expect(period('2026-12-14', 'state-year')).toBe('2025-12-15 … 2026-12-14');
    expect(period('2026-12-15', 'state-year')).toBe('2026-12-15 … 2027-12-14');
    expect(period('2026-12-31', 'state-month')).toBe('2026-12-15 … 2027-01-14');
    expect(period('2026-01-01', 'state-quarter')).toBe('2025-12-15 … 2026-03-14');
  });

  it('before 2021 the state counted from the 16th to the 15th', () => {
    expect(period('2019-06-15', 'state-month')).toBe('2019-05-16 … 2019-06-15');
    expect(period('2019-06-16', 'state-month')).toBe('2019-06-16 … 2019-07-15');
  });

  it('marks what nobody has checked yet', () => {
    const unverified = reportPeriods('2026-11-21').filter((offered) => offered.unverified);
    expect(unverified.map(({ key }) => key)).toEqual(['state-month', 'state-quarter', 'state-year']);
  });
});
