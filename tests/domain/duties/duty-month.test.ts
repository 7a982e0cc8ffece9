import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, monthEnd, weekdayOf } from '../../../src/domain/calendar/plain-date.ts';
import { requiredDays } from '../../../src/domain/duties/duty-minimum.ts';
import { type DutySession, dutyMonth } from '../../../src/domain/duties/duty-month.ts';

const chair = { officialId: 'chair', capacity: 'committee_chair' } as const;
const session = (of: Partial<DutySession>): DutySession => ({
  organ: 'committee',
  day: '2026-07-10',
  held: true,
  status: 'done',
  dutyDay: '2026-07-10',
  dutyKeys: 'chair:committee_chair',
  madeUp: false,
  delegated: false,
  ...of,
});

describe('duty days owed', () => {
  it('the chair: one a week before July 2026, two a month since; the secretary two a month', () => {
    expect(requiredDays('committee_chair', '2026-06-15')).toBe(4);
    expect(requiredDays('committee_chair', '2025-10-01')).toBe(5);
    expect(requiredDays('committee_chair', '2026-07-31')).toBe(2);
    expect(requiredDays('party_secretary', '2026-06-15')).toBe(2);
    expect(requiredDays('committee_vice_chair', '2026-07-01')).toBeUndefined();
    expect(requiredDays('party_secretary', '2018-01-01')).toBeUndefined();
  });

  it('a week belongs to the month of its Thursday, in every month of twelve years', () => {
    for (let month = '2014-07-01'; month < '2026-07-01'; month = addMonths(month, 1)) {
      let thursdays = 0;
      for (let date = month; date <= monthEnd(month); date = addDays(date, 1))
        thursdays += weekdayOf(date) === 4 ? 1 : 0;
      expect(requiredDays('committee_chair', month), month).toBe(thursdays);
    }
  });
});

describe('duty days of a month', () => {
  it('two half days are one day; two duties moved onto one date are one day', () => {
    const sessions = [session({}), session({}), session({ day: '2026-07-27', dutyDay: '2026-07-25' })];
    expect(dutyMonth(chair, '2026-07-01', sessions)).toMatchObject({ required: 2, done: 2, madeUp: 0, missed: 0 });
    const moved = [
      session({ day: '2026-07-27', dutyDay: '2026-07-25' }),
      session({ day: '2026-07-27', dutyDay: '2026-07-26' }),
    ];
    expect(dutyMonth(chair, '2026-07-01', moved).done).toBe(1);
  });

  it('counts for the month of the scheduled date, wherever it was held', () => {
    const late = [session({ day: '2026-08-03', dutyDay: '2026-07-31', madeUp: true })];
    expect(dutyMonth(chair, '2026-07-01', late)).toMatchObject({ done: 1, madeUp: 1 });
    expect(dutyMonth(chair, '2026-08-01', late).done).toBe(0);
  });

  it('a postponed duty is missed until it is made up', () => {
    const postponed = session({ held: false, status: 'postponed' });
    expect(dutyMonth(chair, '2026-07-01', [postponed])).toMatchObject({ done: 0, missed: 1 });
    const madeUp = session({ day: '2026-07-15', madeUp: true });
    expect(dutyMonth(chair, '2026-07-01', [postponed, madeUp])).toMatchObject({ done: 1, madeUp: 1, missed: 0 });
  });

  it('a date counts in one month: for its own duty, and what is made up on it is not made up', () => {
    const postponed = session({ day: '2026-10-12', dutyDay: '2026-10-12', held: false, status: 'postponed' });
    const makeUp = session({ day: '2026-11-10', dutyDay: '2026-10-12', madeUp: true });
    const own = session({ day: '2026-11-10', dutyDay: '2026-11-10' });
    const monthOf = (month: string, sessions: readonly DutySession[]) => dutyMonth(chair, `${month}-01`, sessions);
    const both = [postponed, makeUp, own];
    expect(monthOf('2026-10', both)).toMatchObject({ done: 0, madeUp: 0, missed: 1 });
    expect(monthOf('2026-11', both)).toMatchObject({ done: 1, missed: 0 });
    expect(monthOf('2026-10', [postponed, makeUp])).toMatchObject({ done: 1, madeUp: 1, missed: 0 });
    // 31/10 is a Saturday: moved onto 02/11, which is a duty day too, it is one day, of the first.
    const moved = [
      session({ day: '2026-11-02', dutyDay: '2026-10-31' }),
      session({ day: '2026-11-02', dutyDay: '2026-11-02' }),
    ];
    expect([monthOf('2026-10', moved).done, monthOf('2026-11', moved).done]).toEqual([1, 0]);
  });

  it('a delegate does no duty day; what is scheduled is not done; another capacity is apart', () => {
    const sessions = [
      session({ dutyKeys: '', delegated: true }),
      session({ held: false, status: 'scheduled', dutyDay: '2026-07-25' }),
      session({ dutyKeys: 'chair:council_standing', organ: 'council', dutyDay: '2026-07-20', day: '2026-07-20' }),
    ];
    expect(dutyMonth(chair, '2026-07-01', sessions)).toEqual({
      required: 2,
      done: 0,
      madeUp: 0,
      missed: 0,
      delegated: 1,
    });
  });

  it('a made-up session never counts twice, and done never exceeds the dates of reception', () => {
    const days = fc.integer({ min: 1, max: 6 }).map((day) => `2026-07-0${day}`);
    const any = fc.record({ day: days, dutyDay: days, madeUp: fc.boolean(), held: fc.boolean() });
    fc.assert(
      fc.property(fc.array(any), (list) => {
        const sessions = list.map((of) => session({ ...of, status: of.held ? 'done' : 'postponed' }));
        const { done, madeUp, missed } = dutyMonth(chair, '2026-07-01', sessions);
        const held = new Set(sessions.filter((one) => one.held).map((one) => one.day));
        expect(done).toBe(held.size);
        expect(madeUp).toBeLessThanOrEqual(done);
        expect(missed).toBeGreaterThanOrEqual(0);
        // In any order.
        expect(dutyMonth(chair, '2026-07-01', sessions.toReversed())).toEqual({
          ...dutyMonth(chair, '2026-07-01', sessions),
        });
      }),
    );
  });
});
