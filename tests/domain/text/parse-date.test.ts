import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/domain/calendar/plain-date.ts';
import { formatDate, formatDateInDocument } from '../../../src/domain/text/format.ts';
import { parseBirth, parseDate } from '../../../src/domain/text/parse-date.ts';

const today = '2026-07-06';
const dates = fc.integer({ min: 0, max: 73_000 }).map((days) => addDays('1900-01-01', days));

describe('a typed date', () => {
  it.each([
    '5/7/26',
    '05/07/2026',
    '05.07.2026',
    '5-7-2026',
    '5 7 2026',
    ' 5 / 7 / 26 ',
    '5-7',
    '5/7',
    '05072026',
    '050726',
    '2026-07-05',
    'ngày 5 tháng 7 năm 2026',
    'Ngày 05 tháng 07',
  ])('%s is 05/07/2026', (typed) => {
    expect(parseDate(typed, { today })).toEqual({ ok: true, value: '2026-07-05' });
  });

  it('reads back whatever is shown or printed', () => {
    fc.assert(
      fc.property(dates, (date) => {
        for (const shown of [formatDate(date), formatDateInDocument(date), date]) {
          expect(parseDate(shown, { today })).toEqual({ ok: true, value: date });
        }
      }),
    );
  });

  it.each(['31/4/2026', '29/2/2026', '5/13/2026', '0/7/2026', '32/1'])('%s does not exist', (typed) => {
    expect(parseDate(typed, { today })).toEqual({ ok: false, error: { tag: 'no-such-day' } });
  });

  it.each(['mai', '5', '5/7/026', '5/7/2026/1', '1957', '507', '5//', '5/7/20266'])('%s cannot be read', (typed) => {
    expect(parseDate(typed, { today })).toEqual({ ok: false, error: { tag: 'unreadable' } });
  });

  it('has a year of our times', () => {
    expect(parseDate('5/7/2206', { today })).toEqual({ ok: false, error: { tag: 'year-out-of-range', year: 2206 } });
    expect(parseDate('5/7/0026', { today })).toEqual({ ok: false, error: { tag: 'year-out-of-range', year: 26 } });
  });

  it('may be missing', () => {
    expect(parseDate(' ', { today })).toEqual({ ok: false, error: { tag: 'empty' } });
  });
});

describe('a date without a year', () => {
  it('is of this year, unless the field leans', () => {
    const newYear = '2027-01-02';
    expect(parseDate('28-12', { today: newYear })).toMatchObject({ value: '2027-12-28' });
    expect(parseDate('28-12', { today: newYear, lean: 'past' })).toMatchObject({ value: '2026-12-28' });
    expect(parseDate('2-1', { today: newYear, lean: 'past' })).toMatchObject({ value: '2027-01-02' });
    expect(parseDate('1-1', { today: newYear, lean: 'future' })).toMatchObject({ value: '2028-01-01' });
    expect(parseDate('2-1', { today: newYear, lean: 'future' })).toMatchObject({ value: '2027-01-02' });
  });

  it('finds the year that has a 29 February', () => {
    expect(parseDate('29/2', { today })).toEqual({ ok: false, error: { tag: 'no-such-day' } });
    expect(parseDate('29/2', { today, lean: 'past' })).toMatchObject({ value: '2024-02-29' });
    expect(parseDate('29/2', { today, lean: 'future' })).toMatchObject({ value: '2028-02-29' });
    expect(parseDate('30/2', { today, lean: 'past' })).toEqual({ ok: false, error: { tag: 'no-such-day' } });
  });
});

describe('a year of two digits', () => {
  it('lies within twenty years ahead, or in the century before', () => {
    expect(parseDate('1/1/46', { today })).toMatchObject({ value: '2046-01-01' });
    expect(parseDate('1/1/47', { today })).toMatchObject({ value: '1947-01-01' });
  });

  it('is past where the field leans so', () => {
    expect(parseDate('6/7/26', { today, lean: 'past' })).toMatchObject({ value: '2026-07-06' });
    expect(parseDate('7/7/26', { today, lean: 'past' })).toMatchObject({ value: '1926-07-07' });
    expect(parseDate('31/2/57', { today, lean: 'past' })).toEqual({ ok: false, error: { tag: 'no-such-day' } });
  });
});

describe('a birth', () => {
  it('may be a year alone', () => {
    expect(parseBirth('1957', today)).toEqual({ ok: true, value: { year: 1957 } });
    expect(parseBirth('1857', today)).toEqual({ ok: false, error: { tag: 'year-out-of-range', year: 1857 } });
  });

  it('may be a whole date, and is past', () => {
    expect(parseBirth('5/7/57', today)).toEqual({ ok: true, value: { year: 1957, date: '1957-07-05' } });
    expect(parseBirth('5/7/30', today)).toEqual({ ok: true, value: { year: 1930, date: '1930-07-05' } });
    expect(parseBirth('không nhớ', today)).toEqual({ ok: false, error: { tag: 'unreadable' } });
    expect(parseBirth('', today)).toEqual({ ok: false, error: { tag: 'empty' } });
  });
});
