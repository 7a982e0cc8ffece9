import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlainDate } from '../../../src/contract/scalars.ts';
import { shippedHolidayYears } from '../../../src/domain/calendar/holidays.ts';
import { addDays, compareDates, weekdayOf } from '../../../src/domain/calendar/plain-date.ts';
import {
  addWorkingDays,
  certaintyBetween,
  holidayOn,
  isWorkingDay,
  nextWorkingDay,
  WorkingDayCount,
  workingCalendarOf,
  workingDayOnOrAfter,
  workingDaysBetween,
} from '../../../src/domain/calendar/working-days.ts';

const vietnam = workingCalendarOf(shippedHolidayYears);
const weekendsOnly = workingCalendarOf([]);
const dates = fc.integer({ min: 0, max: 3 * 365 - 1 }).map((days) => addDays('2025-01-01', days));

describe('a working day', () => {
  it('is Monday to Friday', () => {
    expect(isWorkingDay('2026-07-10', vietnam)).toBe(true);
    expect(isWorkingDay('2026-07-11', vietnam)).toBe(false);
    expect(isWorkingDay('2026-07-12', vietnam)).toBe(false);
  });

  it('is no holiday, and no day off given in exchange', () => {
    expect(isWorkingDay('2026-02-17', vietnam)).toBe(false);
    expect(isWorkingDay('2026-08-31', vietnam)).toBe(false);
    expect(isWorkingDay('2026-09-03', vietnam)).toBe(true);
  });

  it('is also the Saturday worked in exchange', () => {
    expect(isWorkingDay('2026-08-22', vietnam)).toBe(true);
    expect(isWorkingDay('2026-08-22', weekendsOnly)).toBe(false);
  });

  it('follows the data that the province edited', () => {
    const edited = workingCalendarOf([
      { year: 2026, status: 'official', off: [{ date: '2026-10-03', name: 'Ngày giải phóng' }], workingSaturdays: [] },
      { year: 2026, status: 'official', off: [{ date: '2026-10-05', name: 'Nghỉ bù' }], workingSaturdays: [] },
    ]);
    expect(isWorkingDay('2026-10-05', edited)).toBe(false);
    expect(isWorkingDay('2026-09-02', edited)).toBe(true);
  });
});

describe('a reception day that is no working day', () => {
  it('moves to the next one', () => {
    expect(workingDayOnOrAfter('2026-07-25', vietnam)).toBe('2026-07-27');
    expect(workingDayOnOrAfter('2026-09-02', vietnam)).toBe('2026-09-03');
    expect(workingDayOnOrAfter('2026-02-14', vietnam)).toBe('2026-02-23');
    expect(workingDayOnOrAfter('2026-07-27', vietnam)).toBe('2026-07-27');
  });

  it('the next working day is never the day itself', () => {
    expect(nextWorkingDay('2026-07-27', vietnam)).toBe('2026-07-28');
    expect(nextWorkingDay('2026-07-31', vietnam)).toBe('2026-08-03');
  });
});

describe('a term of working days', () => {
  it('does not count the day it starts from', () => {
    expect(addWorkingDays('2026-06-25', 10, vietnam)).toBe('2026-07-09');
    expect(workingDaysBetween('2026-07-06', '2026-07-09', vietnam)).toBe(3);
  });

  it('leaves out Tết and counts the Saturday worked for it', () => {
    expect(addWorkingDays('2026-02-13', 1, vietnam)).toBe('2026-02-23');
    expect(addWorkingDays('2026-08-21', 1, vietnam)).toBe('2026-08-22');
    expect(addWorkingDays('2026-08-28', 2, vietnam)).toBe('2026-09-04');
  });

  it('of no days ends where it starts', () => {
    expect(addWorkingDays('2026-07-11', 0, vietnam)).toBe('2026-07-11');
    expect(workingDaysBetween('2026-07-11', '2026-07-11', vietnam)).toBe(0);
  });

  it('counted back is negative', () => {
    expect(workingDaysBetween('2026-07-09', '2026-07-06', vietnam)).toBe(-3);
    expect(Object.is(workingDaysBetween('2026-07-12', '2026-07-11', vietnam), 0)).toBe(true);
  });

  it('from one day to many, in any order, is what it is to each alone', () => {
    fc.assert(
      fc.property(dates, fc.array(fc.integer({ min: -60, max: 60 })), (from, steps) => {
        const days = new WorkingDayCount(from, vietnam);
        const worked = (step: number) => (isWorkingDay(addDays(from, step), vietnam) ? 1 : 0);
        for (const step of steps) {
          let counted = 0;
          for (let day = 1; day <= step; day += 1) counted += worked(day);
          for (let day = 0; day > step; day -= 1) counted -= worked(day);
          expect(days.to(addDays(from, step))).toBe(counted);
          const term = Math.abs(step) % 20;
          expect(days.after(addDays(from, step), term)).toBe(addWorkingDays(addDays(from, step), term, vietnam));
        }
      }),
    );
  });

  it('is never a fraction or negative', () => {
    expect(() => addWorkingDays('2026-07-09', -1, vietnam)).toThrow(RangeError);
    expect(() => addWorkingDays('2026-07-09', 1.5, vietnam)).toThrow(RangeError);
  });

  it('ends on a working day, after exactly so many of them, the later the longer', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 90 }), (date, count) => {
        const end = addWorkingDays(date, count, vietnam);
        expect(isWorkingDay(end, vietnam)).toBe(true);
        expect(workingDaysBetween(date, end, vietnam)).toBe(count);
        expect(compareDates(addWorkingDays(date, count + 1, vietnam), end)).toBeGreaterThan(0);
      }),
    );
  });
});

describe('what is known of holidays', () => {
  it('names the holiday, and says where it is not confirmed', () => {
    expect(holidayOn('2026-09-02', vietnam)).toEqual({ name: 'Quốc khánh', status: 'official' });
    expect(holidayOn('2026-11-24', vietnam)?.status).toBe('expected');
    expect(holidayOn('2027-09-03', vietnam)?.status).toBe('expected');
    // The law fixes 2/9 itself.
    expect(holidayOn('2027-09-02', vietnam)?.status).toBe('official');
    expect(holidayOn('2026-07-11', vietnam)).toBeUndefined();
  });

  it('is nothing for years without data', () => {
    expect(certaintyBetween('2026-07-11', '2026-07-31', vietnam)).toBe('official');
    expect(certaintyBetween('2027-07-11', '2027-07-11', vietnam)).toBe('official');
    expect(certaintyBetween('2027-09-06', '2027-08-30', vietnam)).toBe('expected');
    expect(certaintyBetween('2030-12-31', '2031-07-11', vietnam)).toBe('unknown');
  });
});

describe('the holidays that come with the app', () => {
  const daysOff = shippedHolidayYears.flatMap((year) => year.off.map((day) => ({ ...day, year: year.year })));
  const exchanged = shippedHolidayYears.flatMap((year) => year.workingSaturdays);

  it('are real dates of their year, none twice', () => {
    for (const day of daysOff) {
      expect(PlainDate.safeParse(day.date).success, day.date).toBe(true);
      expect(Number(day.date.slice(0, 4))).toBe(day.year);
    }
    expect(new Set(daysOff.map((day) => day.date)).size).toBe(daysOff.length);
  });

  it('are weekdays, and days worked in exchange are Saturdays', () => {
    for (const day of daysOff) expect(weekdayOf(day.date), day.date).toBeLessThanOrEqual(5);
    for (const date of exchanged) expect(weekdayOf(date), date).toBe(6);
  });

  it('of every year hold the five feasts of Điều 112 Bộ luật Lao động 2019', () => {
    for (const { year, off } of shippedHolidayYears) {
      const names = off.map((day) => day.name).join(' · ');
      for (const feast of ['Tết Dương lịch', 'mùng 1|giao thừa', 'Giỗ Tổ', 'Quốc tế Lao động', 'Quốc khánh']) {
        expect(names, `${year}`).toMatch(new RegExp(feast));
      }
      expect(off.filter((day) => day.name.startsWith('Tết Nguyên đán')).length, `${year}`).toBe(5);
    }
  });
});
