import { describe, expect, it } from 'vitest';
import { shippedHolidayYears } from '../../../src/domain/calendar/holidays.ts';
import { workingCalendarOf } from '../../../src/domain/calendar/working-days.ts';
import { noticeDue, owedNotice } from '../../../src/domain/receptions/notice-due.ts';
import type { Summary } from '../../../src/domain/receptions/summary.ts';
import { todosOf } from '../../../src/domain/receptions/todo.ts';

const calendar = workingCalendarOf(shippedHolidayYears);
const visit = { matter: 'proposal', visited: { date: '2026-08-24' } };

describe('the notice of a result', () => {
  it('10 working days, 15 for a complex matter, over Quốc khánh', () => {
    const plain = owedNotice(visit);
    const complex = owedNotice({ ...visit, notice: { complex: true } });
    // 31/8, 1/9 and 2/9 are off.
    expect(plain && noticeDue(plain, '2026-09-01', calendar)).toMatchObject({ date: '2026-09-10', left: 6 });
    expect(complex && noticeDue(complex, '2026-09-18', calendar)).toMatchObject({ date: '2026-09-17', left: -1 });
  });

  it('is owed until it is given, and never for what was answered at once, refused or denounced', () => {
    expect(owedNotice({ ...visit, direction: { kind: 'forward' } })).toBeDefined();
    expect(owedNotice({ ...visit, notice: { givenOn: '2026-09-01' } })).toBeUndefined();
    expect(owedNotice({ ...visit, direction: { kind: 'explain' } })).toBeUndefined();
    expect(owedNotice({ ...visit, refusal: { ground: 'disorder' } })).toBeUndefined();
    expect(owedNotice({ ...visit, matter: 'denunciation' })).toBeUndefined();
    expect(owedNotice({ ...visit, synthetic: { source: 'x' } })).toBeUndefined();
    expect(owedNotice({ ...visit, note: 'Nhập từ sổ giấy\ncó đơn' })).toBeUndefined();
    expect(owedNotice({ ...visit, note: 'Nhập từ sổ giấy của xóm' })).toBeDefined();
  });

  const due = (from: string, today = from) => noticeDue({ from, workingDays: 10 }, today, calendar);

  it('counts a day off that is only expected as worked, and says so: never told a day too late', () => {
    // 24/11/2026 (Ngày Văn hóa Việt Nam) is not announced: off, it would be 30/11.
    expect(due('2026-11-13', '2026-11-20')).toEqual({ date: '2026-11-27', left: 5, certain: false });
    expect(due('2026-11-24')).toEqual({ date: '2026-12-08', left: 10, certain: true });
    expect(due('2026-11-06')).toMatchObject({ date: '2026-11-20', certain: true });
  });

  it('what the law fixes is off whether or not the year’s plan is announced; days beside it are in doubt', () => {
    // 08/02–10/02 are off in every plan of Tết 2027; 04/02, 05/02 and 11/02 in some.
    expect(due('2027-01-29')).toMatchObject({ date: '2027-02-17', certain: false });
    expect(due('2027-03-15')).toEqual({ date: '2027-03-29', left: 10, certain: true });
    expect(due('2031-03-10').certain).toBe(false);
  });
});

describe('what is to be done', () => {
  const row = (rid: string, of: Partial<Summary>): Summary => ({
    rid,
    kind: 'reception-visit',
    day: '2026-11-01',
    status: 'complete',
    title: '',
    sub: '',
    words: '',
    ...of,
  });
  const owed = (from: string) => ({ owed: { from, workingDays: 10 } });
  const given = { entries: [], today: '2026-11-20', calendar };

  it('overdue first, then today, then what waits for the chair, then what is due soon; later things not yet', () => {
    const rows = [
      row('soon', owed('2026-11-09')),
      row('today', owed('2026-11-06')),
      row('overdue', owed('2026-10-20')),
      row('later', owed('2026-11-18')),
      row('deleted', { ...owed('2026-10-01'), status: 'deleted' }),
      row('up', { kind: 'reception-session', approval: 'submitted' }),
      row('back', { kind: 'reception-session', approval: 'returned' }),
    ];
    const ids = (approves: boolean) =>
      todosOf({ ...given, rows, approves }).flatMap((todo) => ('row' in todo ? [todo.row.rid] : []));
    expect(ids(true)).toEqual(['overdue', 'today', 'up', 'soon']);
    expect(ids(false)).toEqual(['overdue', 'today', 'back', 'soon']);
  });

  it('a notice stands there as it does alone, whichever came before it', () => {
    const days = ['2026-11-06', '2024-02-01', '2026-11-06', '2026-10-20', '2026-08-24'];
    const terms = days.flatMap((from) => [10, 15].map((workingDays) => ({ from, workingDays })));
    const rows = terms.map((owed, i) => row(String(i), { owed }));
    const today = '2026-11-27';
    const todos = todosOf({ ...given, today, rows, approves: false });
    expect(todos).toHaveLength(terms.length);
    for (const todo of todos) {
      if (todo.tag !== 'notice') throw new Error(todo.tag);
      const { date, left } = noticeDue(todo.owed, today, calendar);
      expect(todo).toMatchObject({ due: date, left });
    }
  });
});
