import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedHolidayYears } from '../../../src/domain/calendar/holidays.ts';
import { addDays, monthEnd, monthStart } from '../../../src/domain/calendar/plain-date.ts';
import { provinceCalendar } from '../../../src/domain/calendar/working-calendar.ts';
import { isWorkingDay, workingCalendarOf } from '../../../src/domain/calendar/working-days.ts';
import { type DutyPattern, dutyDates } from '../../../src/domain/duties/duty-dates.ts';

const calendar = workingCalendarOf(shippedHolidayYears);
const year2026 = { from: '2026-01-01', to: '2026-12-31' };
const every = (
  days: NonNullable<DutyPattern['days']>,
  shift: NonNullable<DutyPattern['shift']> = 'next_working_day',
): DutyPattern => ({
  days,
  shift,
  period: { from: '2020-01-01' },
});

describe('duty dates of a rule', () => {
  it('the 25th of 2026, as the provincial notice moves it', () => {
    const dates = dutyDates(every({ monthDays: [25] }), year2026, calendar);
    expect(dates.map(({ date }) => date)).toEqual([
      '2026-01-26',
      '2026-02-25',
      '2026-03-25',
      '2026-04-28',
      '2026-05-25',
      '2026-06-25',
      '2026-07-27',
      '2026-08-25',
      '2026-09-25',
      '2026-10-26',
      '2026-11-25',
      '2026-12-25',
    ]);
    expect(dates[6]).toEqual({
      nominal: '2026-07-25',
      date: '2026-07-27',
      moved: { because: 'weekend' },
      certainty: 'official',
    });
  });

  it('a holiday is named, and one that is only expected makes the date doubtful', () => {
    const [april, november] = [
      dutyDates(every({ monthDays: [30] }), { from: '2026-04-01', to: '2026-04-30' }, calendar)[0],
      dutyDates(every({ monthDays: [24] }), { from: '2026-11-01', to: '2026-11-30' }, calendar)[0],
    ];
    expect(april).toMatchObject({
      date: '2026-05-04',
      moved: { because: 'holiday', holiday: 'Ngày Chiến thắng' },
      certainty: 'official',
    });
    expect(november).toMatchObject({ date: '2026-11-25', certainty: 'expected' });
    const [far] = dutyDates(every({ monthDays: [10] }), { from: '2031-03-01', to: '2031-03-31' }, calendar);
    expect(far?.certainty).toBe('unknown');
  });

  it('of a year whose plan is not announced, the working days beside a holiday are doubtful, others are not', () => {
    const certaintyOn = (date: string) =>
      dutyDates(every({ monthDays: [Number(date.slice(8))] }), { from: date, to: date }, calendar)[0];
    expect(certaintyOn('2027-02-11')).toMatchObject({ date: '2027-02-11', certainty: 'expected' });
    expect(certaintyOn('2027-09-01')).toMatchObject({ date: '2027-09-01', certainty: 'expected' });
    expect(certaintyOn('2027-02-09')).toMatchObject({ date: '2027-02-11', certainty: 'expected' });
    expect(certaintyOn('2027-03-10')).toMatchObject({ certainty: 'official' });
    // Of an announced year they are as announced.
    expect(certaintyOn('2026-09-03')).toMatchObject({ date: '2026-09-03', certainty: 'official' });
  });

  it('in some provinces a holiday moves to the nearest day of the same month, a weekend still to the next', () => {
    const [tet, weekend] = [
      dutyDates(every({ monthDays: [30] }, 'same_month'), { from: '2026-04-01', to: '2026-04-30' }, calendar)[0],
      dutyDates(every({ monthDays: [31] }, 'same_month'), { from: '2026-05-01', to: '2026-05-31' }, calendar)[0],
    ];
    expect(tet?.date).toBe('2026-04-29');
    expect(weekend?.date).toBe('2026-06-01');
  });

  it('weekdays, weeks of the month and the last one', () => {
    const november = { from: '2026-11-01', to: '2026-11-30' };
    const datesOf = (days: NonNullable<DutyPattern['days']>) =>
      dutyDates(every(days), november, calendar).map(({ date }) => date);
    expect(datesOf({ weekdays: [4] })).toEqual(['2026-11-05', '2026-11-12', '2026-11-19', '2026-11-26']);
    expect(datesOf({ weekdays: [1], weeks: [1, 3] })).toEqual(['2026-11-02', '2026-11-16']);
    expect(datesOf({ weekdays: [1, 5], weeks: [5] })).toEqual(['2026-11-27', '2026-11-30']);
    expect(datesOf({ monthDays: [31] })).toEqual(['2026-11-30']);
  });

  it('a rule asks for nothing outside its time, and two days moved onto one date are one duty', () => {
    const rule = { ...every({ monthDays: [24, 25, 26] }), period: { from: '2026-07-10', to: '2026-07-25' } };
    expect(dutyDates(rule, year2026, calendar).map(({ nominal }) => nominal)).toEqual(['2026-07-24', '2026-07-25']);
    const weekend = dutyDates(every({ monthDays: [25, 26] }), { from: '2026-07-01', to: '2026-07-31' }, calendar);
    expect(weekend).toHaveLength(1);
    expect(weekend[0]).toMatchObject({ nominal: '2026-07-25', date: '2026-07-27' });
    // 31/10 moves onto 02/11, and so 02/11 is no second duty: not in November asked for alone either.
    const november = { from: '2026-11-01', to: '2026-11-30' };
    expect(dutyDates(every({ monthDays: [2, 31] }), november, calendar).map(({ date }) => date)).toEqual([
      '2026-11-30',
    ]);
  });

  const patterns = fc.record({
    monthDays: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 31 }), { minLength: 1, maxLength: 6 }), {
      nil: undefined,
    }),
    weekdays: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), { nil: undefined }),
    weeks: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1 }), { nil: undefined }),
  });

  it('always a working day, never before the day that was named, each date once, whatever span is asked for', () => {
    fc.assert(
      fc.property(
        patterns,
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 0, max: 120 }),
        (days, start, length) => {
          const from = addDays('2025-01-01', start);
          const to = addDays(from, length);
          const dates = dutyDates(every(days), { from, to }, calendar);
          for (const { nominal, date } of dates) {
            expect(isWorkingDay(date, calendar)).toBe(true);
            expect(date >= nominal && nominal >= from && nominal <= to).toBe(true);
          }
          expect(new Set(dates.map(({ date }) => date)).size).toBe(dates.length);
          // A month asked for alone says the same as inside a longer span, except where an earlier duty took its date.
          const month = dutyDates(every(days), { from: monthStart(from), to: monthEnd(from) }, calendar);
          const longer = dutyDates(every(days), { from: addDays(from, -70), to: monthEnd(from) }, calendar);
          for (const duty of month) expect(longer.some(({ date }) => date === duty.date)).toBe(true);
        },
      ),
    );
  });
});

describe('the working calendar of a province', () => {
  const year = (status: 'official' | 'expected', ...days: object[]) => ({
    year: { year: 2026, status },
    ...Object.fromEntries(days.map((day, n) => [`days/01981f2a-0000-7000-8000-00000000000${n}/day`, day as never])),
  });

  it('a day that the province names replaces the shipped one, the others stay', () => {
    const own = provinceCalendar([
      year('official', { date: '2026-11-24', kind: 'work' }, { date: '2026-12-31', kind: 'off', name: 'Nghỉ' }),
    ]);
    expect(isWorkingDay('2026-11-24', own)).toBe(true);
    expect(isWorkingDay('2026-12-31', own)).toBe(false);
    expect(isWorkingDay('2026-09-02', own)).toBe(false);
    expect(isWorkingDay('2026-08-22', own)).toBe(true);
  });

  it('a Saturday can be worked, a shipped one given back, a new year added', () => {
    const saturdays = provinceCalendar([
      year('official', { date: '2026-12-05', kind: 'work' }, { date: '2026-08-22', kind: 'off', name: 'Nghỉ' }),
      {
        year: { year: 2030, status: 'expected' },
        'days/01981f2a-0000-7000-8000-000000000009/day': { date: '2030-02-01', kind: 'off' },
      },
    ]);
    expect(isWorkingDay('2026-12-05', saturdays)).toBe(true);
    expect(isWorkingDay('2026-08-22', saturdays)).toBe(false);
    expect(isWorkingDay('2030-02-01', saturdays)).toBe(false);
    expect(isWorkingDay('2030-01-31', saturdays)).toBe(true);
  });

  it('a deleted record says nothing', () => {
    const gone = { ...year('official', { date: '2026-12-31', kind: 'off' }), '@deleted': { reason: 'x' } };
    expect(isWorkingDay('2026-12-31', provinceCalendar([gone]))).toBe(true);
  });
});
