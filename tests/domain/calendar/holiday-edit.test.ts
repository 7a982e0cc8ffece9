import { describe, expect, it } from 'vitest';
import { holidayYear } from '../../../src/contract/records/holiday-year.ts';
import type { Cells } from '../../../src/contract/records/kind.ts';
import {
  dayCells,
  dayRemoval,
  forgottenDay,
  movedDuties,
  shownYear,
  yearCells,
  yearChange,
} from '../../../src/domain/calendar/holiday-edit.ts';
import { readPastedDays } from '../../../src/domain/calendar/pasted-days.ts';
import { provinceCalendar } from '../../../src/domain/calendar/working-calendar.ts';
import { isWorkingDay } from '../../../src/domain/calendar/working-days.ts';
import { patched } from '../../../src/domain/merge/cells.ts';
import { borderProblem } from '../../../src/domain/records/form-cells.ts';

const RECORD = yearCells(2026, 'official');
const said = (cells: Cells, ...patches: readonly Cells[]) => patches.reduce(patched, cells);
const day = (cells: Cells | undefined, date: string) => shownYear(2026, cells).days.find((one) => one.date === date);
const works = (cells: Cells, date: string) => isWorkingDay(date, provinceCalendar([cells]));

describe('the days off of a year', () => {
  it('are those of the app until the province says something', () => {
    expect(shownYear(2026, undefined)).toMatchObject({ status: 'official', shipped: true, source: '' });
    expect(day(undefined, '2026-11-24')).toEqual({
      date: '2026-11-24',
      kind: 'off',
      name: 'Ngày Văn hóa Việt Nam',
      status: 'expected',
      own: false,
    });
    expect(day(undefined, '2026-01-10')).toMatchObject({ kind: 'work', name: 'Làm bù' });
    expect(shownYear(2031, undefined)).toEqual({
      year: 2031,
      status: 'expected',
      source: '',
      days: [],
      shipped: false,
    });
  });

  it('an expected day is confirmed, or taken off; both can be taken back', () => {
    const entry = { date: '2026-11-24', kind: 'off', name: 'Ngày Văn hóa Việt Nam' } as const;
    const confirmed = said(RECORD, dayCells([{ ...entry, status: 'official' }]));
    expect(day(confirmed, '2026-11-24')).toMatchObject({ status: 'official', own: true });
    const shown = day(undefined, '2026-11-24');
    if (shown === undefined) throw new Error('no day');
    const worked = said(RECORD, dayRemoval(shown));
    expect(works(worked, '2026-11-24')).toBe(true);
    expect(day(worked, '2026-11-24')).toMatchObject({ kind: 'work', name: 'Ngày Văn hóa Việt Nam', own: true });
    expect(day(said(worked, forgottenDay('2026-11-24')), '2026-11-24')).toEqual(shown);
  });

  it('a day is added and taken away again; a Saturday is worked', () => {
    const added = said(RECORD, dayCells([{ date: '2026-12-28', kind: 'off', name: 'Nghỉ bão' }]));
    expect(works(added, '2026-12-28')).toBe(false);
    const shown = day(added, '2026-12-28');
    if (shown === undefined) throw new Error('no day');
    expect(works(said(added, dayRemoval(shown)), '2026-12-28')).toBe(true);
    const saturday = said(RECORD, dayCells([{ date: '2026-12-05', kind: 'work' }]));
    expect([works(RECORD, '2026-12-05'), works(saturday, '2026-12-05')]).toEqual([false, true]);
    const shipped = day(undefined, '2026-01-10');
    if (shipped === undefined) throw new Error('no day');
    expect(works(said(RECORD, dayRemoval(shipped)), '2026-01-10')).toBe(false);
  });

  it('is made, changed or brought back as the border wants it', () => {
    const patch = dayCells([{ date: '2026-12-28', kind: 'off', name: 'Nghỉ bão', status: 'official' }]);
    const shown = shownYear(2026, undefined);
    for (const cells of [undefined, RECORD, { ...RECORD, '@deleted': { reason: 'x' } }]) {
      const change = yearChange(shown, cells, patch);
      expect(borderProblem(holidayYear, change.op, change.patch)).toBeUndefined();
      expect(works(patched(cells ?? {}, change.patch), '2026-12-28')).toBe(false);
    }
  });

  it('says how many duty dates move', () => {
    const rules = [
      { days: { monthDays: [24] }, shift: 'next_working_day', period: { from: '2020-01-01' } },
      { days: { weekdays: [2] }, shift: 'next_working_day', period: { from: '2020-01-01' } },
      { days: { monthDays: [10] }, shift: 'next_working_day', period: { from: '2020-01-01' } },
    ] as const;
    const before = provinceCalendar([]);
    const after = provinceCalendar([said(RECORD, dayCells([{ date: '2026-11-24', kind: 'work' }]))]);
    const year = { from: '2026-01-01', to: '2026-12-31' };
    // 24/11/2026 is a Tuesday.
    expect(movedDuties(rules as never, year, before, after)).toBe(2);
    expect(movedDuties(rules as never, { from: '2026-11-25', to: '2026-12-31' }, before, after)).toBe(0);
  });
});

describe('pasted days', () => {
  it('a date and a name a line; a Saturday that is worked says so', () => {
    expect(readPastedDays('02/09/2027 Quốc khánh\n\n3/9/27\tQuốc khánh\n23-01-2027 làm bù', 2027)).toEqual([
      {
        line: 1,
        text: '02/09/2027 Quốc khánh',
        day: { date: '2027-09-02', kind: 'off', name: 'Quốc khánh', status: 'official' },
      },
      {
        line: 3,
        text: '3/9/27 Quốc khánh',
        day: { date: '2027-09-03', kind: 'off', name: 'Quốc khánh', status: 'official' },
      },
      {
        line: 4,
        text: '23-01-2027 làm bù',
        day: { date: '2027-01-23', kind: 'work', name: 'làm bù', status: 'official' },
      },
    ]);
  });

  it.each([
    ['Quốc khánh 02/09/2027', 'Bắt đầu dòng bằng ngày như 02/09/2027'],
    ['31/02/2027 Tết', 'Bắt đầu dòng bằng ngày như 02/09/2027'],
    ['02/09/2026 Quốc khánh', 'Không phải ngày của năm 2027'],
    ['04/09/2027 Quốc khánh', 'Thứ Bảy, Chủ nhật vốn đã nghỉ; ngày làm bù thì ghi “làm bù”'],
  ])('%s', (text, problem) => expect(readPastedDays(text, 2027)).toEqual([{ line: 1, text, problem }]));

  it('one day is not entered twice', () => {
    expect(readPastedDays('2/9/2027 A\n02.09.2027 B', 2027)[1]).toMatchObject({
      problem: 'Ngày 02/09/2027 có hai dòng',
    });
  });
});
