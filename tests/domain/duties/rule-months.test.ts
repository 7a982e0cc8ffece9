import { describe, expect, it } from 'vitest';
import type { DutyRule } from '../../../src/contract/records/duty-rule.ts';
import { shippedHolidayYears } from '../../../src/domain/calendar/holidays.ts';
import { workingCalendarOf } from '../../../src/domain/calendar/working-days.ts';
import { dutyDates } from '../../../src/domain/duties/duty-dates.ts';
import { editRule, endRule, newRule, type RuleForm } from '../../../src/domain/duties/rule-change.ts';
import { type PlannedRule, plannedMonths, sayShort } from '../../../src/domain/duties/rule-months.ts';
import { sayDutyDate, sayDutyDays } from '../../../src/domain/duties/rule-words.ts';
import { idOf } from '../../support/commune.ts';

const calendar = workingCalendarOf(shippedHolidayYears);
const CHAIR = { officialId: idOf('Triệu Văn Ví Dụ'), name: 'Triệu Văn Ví Dụ', capacity: 'committee_chair' } as const;
const rule = (days: NonNullable<DutyRule['days']>, over: Partial<PlannedRule> = {}): PlannedRule => ({
  chair: CHAIR,
  days,
  hours: { part: 'morning' },
  shift: 'next_working_day',
  period: { from: '2026-07-01' },
  ...over,
});
const plan = (rules: readonly PlannedRule[], from = '2026-12-01') =>
  plannedMonths(CHAIR, rules, { from, count: 3 }, calendar);

describe('a rule in words', () => {
  it.each([
    [{ monthDays: [25, 10] }, 'Ngày 10 và 25 hằng tháng'],
    [{ monthDays: [5, 15, 25] }, 'Ngày 5, 15 và 25 hằng tháng'],
    [{ weekdays: [4] }, 'Thứ Năm hằng tuần'],
    [{ weekdays: [2], weeks: [1] }, 'Thứ Ba tuần thứ nhất hằng tháng'],
    [{ weekdays: [1, 4], weeks: [2, 5] }, 'Thứ Hai và thứ Năm tuần thứ hai và tuần cuối hằng tháng'],
    [{ monthDays: [1], weekdays: [5] }, 'Ngày 1 hằng tháng; thứ Sáu hằng tuần'],
  ] as const)('%j', (days, words) => expect(sayDutyDays(days as unknown as DutyRule['days'])).toBe(words));

  it('a date says where it moved, and why', () => {
    const dates = dutyDates(rule({ monthDays: [24, 25] }), { from: '2026-07-01', to: '2026-11-30' }, calendar);
    expect(dates.filter(({ nominal }) => /-(07|11)-/.test(nominal)).map(sayDutyDate)).toEqual([
      '24/07 (T6)',
      '25/07 (T7) → 27/07',
      '24/11 (Ngày Văn hóa Việt Nam) → 25/11',
    ]);
  });
});

describe('the months of a chair', () => {
  it('one day a month is one too few; two rules together are enough', () => {
    expect(sayShort(plan([rule({ monthDays: [10] })]))).toBe('Mới xếp 1/2 ngày tối thiểu mỗi tháng');
    expect(sayShort(plan([rule({ monthDays: [10] }), rule({ monthDays: [25] })]))).toBeUndefined();
    expect(sayShort(plan([]))).toBe('Mới xếp 0/2 ngày tối thiểu mỗi tháng');
  });

  it('morning and afternoon of one date are one duty day, and so are two days moved onto one', () => {
    const halves = [rule({ monthDays: [10] }), rule({ monthDays: [10] }, { hours: { part: 'afternoon' } })];
    expect(plan(halves).map(({ dates }) => dates.length)).toEqual([1, 1, 1]);
    // 16/01 and 17/01/2027 are a weekend.
    const [january] = plan([rule({ monthDays: [16] }), rule({ monthDays: [17] })], '2027-01-01');
    expect(january?.dates.map(({ date }) => date)).toEqual(['2027-01-18']);
  });

  it('of a month in which the calendar only begins nothing is required yet', () => {
    const from = rule({ monthDays: [10] }, { period: { from: '2026-12-20' } });
    expect(plan([from]).map(({ required }) => required)).toEqual([undefined, 2, 2]);
    const words = sayShort(
      plan([from, rule({ monthDays: [5] }, { period: { from: '2027-01-01', to: '2027-01-31' } })]),
    );
    expect(words).toBe('Mới xếp chưa đủ ngày tối thiểu: tháng 02/2027: 1/2');
  });

  it('a chair by whom the law asks for no number is never short; another’s rules do not count', () => {
    const vice = { ...CHAIR, capacity: 'committee_vice_chair' } as const;
    expect(sayShort(plannedMonths(vice, [], { from: '2026-12-01', count: 3 }, calendar))).toBeUndefined();
    expect(plan([rule({ monthDays: [10] }, { chair: vice })]).every(({ dates }) => dates.length === 0)).toBe(true);
  });
});

describe('saving a rule', () => {
  const form: RuleForm = {
    days: { monthDays: [10, 25] },
    hours: { part: 'morning', from: '07:30', to: '11:30' },
    shift: 'next_working_day',
    period: { from: '2026-07-01' },
    place: '  Phòng  tiếp công dân ',
    note: '',
  };
  const unit = idOf('Xã A');

  it('a new one holds what was filled, tidied', () => {
    expect(newRule(unit, CHAIR, form)).toEqual({
      ok: true,
      value: {
        unit: { id: unit },
        chair: CHAIR,
        days: { monthDays: [10, 25] },
        hours: { part: 'morning', from: '07:30', to: '11:30' },
        shift: 'next_working_day',
        period: { from: '2026-07-01' },
        place: 'Phòng tiếp công dân',
      },
    });
  });

  it('an edited one changes whole groups: a fixed day that was taken off is gone', () => {
    const made = newRule(unit, CHAIR, form);
    if (!made.ok) throw new Error('not made');
    const edited = editRule(made.value, { ...form, days: { weekdays: [4] }, note: 'Thông báo số 12' });
    expect(edited).toEqual({ ok: true, value: { days: { weekdays: [4] }, note: 'Thông báo số 12' } });
    expect(editRule(made.value, form)).toEqual({ ok: false, error: { tag: 'unchanged' } });
    expect(endRule(made.value, '2026-12-31')).toEqual({ period: { from: '2026-07-01', to: '2026-12-31' } });
  });

  it.each([
    [{ days: { monthDays: [] } }, 'days'],
    [{ days: { monthDays: [32] } }, 'days'],
    [{ hours: { part: 'morning', from: '11:30', to: '07:30' } }, 'hours'],
    [{ period: { from: '2026-07-01', to: '2026-06-30' } }, 'period'],
  ] as const)('%j is said before it is sent', (over, group) => {
    expect(newRule(unit, CHAIR, { ...form, ...(over as Partial<RuleForm>) })).toEqual({
      ok: false,
      error: { tag: 'invalid', group },
    });
  });
});
