import { describe, expect, it } from 'vitest';
import {
  formatDate,
  formatDateInDocument,
  formatDateWithWeekday,
  formatDayMonth,
  formatInstant,
  formatNumber,
  formatPercent,
  formatShortWeekday,
  formatTime,
  formatTimeWithSeconds,
  formatWeekday,
} from '../../../src/domain/text/format.ts';

describe('dates', () => {
  it('are written as offices write them', () => {
    expect(formatDate('2026-07-05')).toBe('05/07/2026');
    expect(formatDayMonth('2026-07-05')).toBe('05/07');
    expect(formatDateWithWeekday('2026-07-06')).toBe('Thứ Hai, 06/07/2026');
  });

  it('in documents have a zero where the decree wants one', () => {
    expect(formatDateInDocument('2026-07-05')).toBe('ngày 05 tháng 7 năm 2026');
    expect(formatDateInDocument('2026-02-25')).toBe('ngày 25 tháng 02 năm 2026');
    expect(formatDateInDocument('2026-12-01')).toBe('ngày 01 tháng 12 năm 2026');
  });

  it('have weekdays', () => {
    const week = ['06', '07', '08', '09', '10', '11', '12'].map((day) => `2026-07-${day}`);
    expect(week.map(formatWeekday)).toEqual([
      'thứ Hai',
      'thứ Ba',
      'thứ Tư',
      'thứ Năm',
      'thứ Sáu',
      'thứ Bảy',
      'Chủ nhật',
    ]);
    expect(week.map(formatShortWeekday)).toEqual(['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN']);
  });
});

describe('instants', () => {
  const afternoon = Date.parse('2026-07-05T07:05:09Z');

  it('are told by the clock in Vietnam', () => {
    expect(formatInstant(afternoon)).toBe('14:05 ngày 05/07/2026');
    expect(formatTime(Date.parse('2026-07-05T17:04:00Z'))).toBe('00:04');
    expect(formatTimeWithSeconds(afternoon)).toBe('14:05:09');
    expect(formatInstant(Date.parse('2026-07-05T17:04:00Z'))).toBe('00:04 ngày 06/07/2026');
  });
});

describe('numbers', () => {
  it('have points between thousands and a comma before decimals', () => {
    expect(formatNumber(1_234_567.5)).toBe('1.234.567,5');
    expect(formatNumber(4581)).toBe('4.581');
    expect(formatNumber(0)).toBe('0');
  });

  it('as shares have no space before the sign', () => {
    expect(formatPercent(0.905)).toBe('90,5%');
    expect(formatPercent(0.94)).toBe('94,0%');
    expect(formatPercent(0.88, 0)).toBe('88%');
    expect(formatPercent(1 / 3, 2)).toBe('33,33%');
  });
});
