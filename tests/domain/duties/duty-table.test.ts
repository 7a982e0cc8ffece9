import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DutyRule } from '../../../src/contract/records/duty-rule.ts';
import type { DutyOffice } from '../../../src/contract/wire/duties.ts';
import { shippedHolidayYears } from '../../../src/domain/calendar/holidays.ts';
import { workingCalendarOf } from '../../../src/domain/calendar/working-days.ts';
import { requiredDays } from '../../../src/domain/duties/duty-minimum.ts';
import { type DutySession, dutyMonth } from '../../../src/domain/duties/duty-month.ts';
import { dutyAverages, unitMonth, unitTotal, worstFirst } from '../../../src/domain/duties/duty-summary.ts';
import { type DutySource, dutyOffices, monthsBetween } from '../../../src/domain/duties/duty-table.ts';
import type { Holding } from '../../../src/domain/duties/holding.ts';

const MONTHS = monthsBetween('2026-07', '2026-11');
const [JULY, AUGUST, , , NOVEMBER] = [0, 1, 2, 3, 4] as const;
const calendar = workingCalendarOf(shippedHolidayYears);
const TODAY = '2026-11-21';
const HEARD = Date.parse('2026-11-21T02:00:00Z');

const chair = (name: string, over: Partial<Holding> = {}): Holding => ({
  officialId: name,
  name,
  capacity: 'committee_chair',
  from: '2025-07-01',
  ...over,
});
const session = (day: string, of: Partial<DutySession> & { readonly by?: string } = {}): DutySession => {
  const { by = 'Páo', ...over } = of;
  return {
    organ: 'committee',
    day,
    held: true,
    status: 'done',
    dutyDay: day,
    dutyKeys: `${by}:committee_chair`,
    madeUp: false,
    delegated: false,
    ...over,
  };
};
const table = (source: Partial<DutySource>, today = TODAY): readonly DutyOffice[] =>
  dutyOffices(
    { holdings: [chair('Páo')], sessions: [], rules: [], lastContactMs: HEARD, ...source },
    { months: MONTHS, capacities: ['party_secretary', 'committee_chair'], today, calendar },
  );
const office = (source: Partial<DutySource>, today = TODAY): DutyOffice =>
  table(source, today).find(({ capacity }) => capacity === 'committee_chair') as DutyOffice;

describe('the duty days of an office', () => {
  it('two days in a month that is over are enough, one is not', () => {
    const { months } = office({ sessions: [session('2026-07-10'), session('2026-07-24'), session('2026-08-10')] });
    expect(months[JULY]).toMatchObject({ required: 2, done: 2, state: 'met' });
    expect(months[AUGUST]).toMatchObject({ required: 2, done: 1, state: 'short' });
  });

  it('a month that is not over is never short; one whose days are done is met; one to come is ahead', () => {
    const { months } = office({ sessions: [session('2026-08-10')] }, '2026-08-31');
    expect(months[AUGUST]).toMatchObject({ done: 1, state: 'running' });
    expect(months[2]).toMatchObject({ done: 0, state: 'ahead' });
    expect(office({ sessions: [session('2026-08-10')] }, '2026-09-01').months[AUGUST]?.state).toBe('short');
    const done = [session('2026-11-03'), session('2026-11-10')];
    expect(office({ sessions: done }).months[NOVEMBER]).toMatchObject({ done: 2, state: 'met' });
  });

  it('a unit that was not heard of since the month ended may still hold its days', () => {
    const lastContactMs = Date.parse('2026-08-20T02:00:00Z');
    const { months } = office({ sessions: [session('2026-07-10')], lastContactMs });
    expect(months[JULY]?.state).toBe('short');
    expect(months[AUGUST]?.state).toBe('unsent');
    // Spoke on the last evening of August, and not since: the last day may be missing.
    const late = office({ lastContactMs: Date.parse('2026-08-31T12:00:00Z') }).months;
    expect(late[AUGUST]?.state).toBe('unsent');
    expect(office({ lastContactMs: undefined }).months[JULY]?.state).toBe('unsent');
    // Never spoke, and yet has sessions: brought in from elsewhere.
    expect(office({ lastContactMs: undefined, sessions: [session('2026-07-10')] }).months[JULY]?.state).toBe('short');
  });

  it('is owed once by whoever holds it: one day of each of two chairs', () => {
    const holdings = [chair('Páo', { to: '2026-07-14' }), chair('Lan', { from: '2026-07-15' })];
    const sessions = [session('2026-07-10'), session('2026-07-24', { by: 'Lan' })];
    const { months, chairs } = office({ holdings, sessions });
    expect(months[JULY]).toMatchObject({ required: 2, done: 2, state: 'met' });
    expect(
      chairs.map(({ name, months: of }) => [name, of[JULY]?.done, of[JULY]?.leftOffice, of[JULY]?.tookOffice]),
    ).toEqual([
      ['Páo', 1, '2026-07-14', undefined],
      ['Lan', 1, undefined, '2026-07-15'],
    ]);
    expect(chairs[0]?.months[AUGUST]).toMatchObject({ holds: false });
    // Somebody held it on each day, so it is judged.
    expect(office({ holdings, sessions: [session('2026-07-10')] }).months[JULY]?.state).toBe('short');
  });

  it('counts a date once, though two of its chairs received on it', () => {
    const holdings = [chair('Páo'), chair('Páo2')];
    const both = session('2026-07-10', { dutyKeys: 'Páo:committee_chair Páo2:committee_chair' });
    const one = office({ holdings, sessions: [both] });
    expect(one.months[JULY]).toMatchObject({ required: 2, done: 1, state: 'short' });
    expect(one.chairs.map(({ months }) => months[JULY]?.done)).toEqual([1, 1]);
    const rules = holdings.map(({ officialId, name, capacity }) => ({
      chair: { officialId, name, capacity },
      days: { monthDays: [25] },
      period: { from: '2026-01-01' },
    }));
    expect(office({ holdings, rules }).months[NOVEMBER]?.planned).toBe(1);
  });

  it('that is taken within a month shows the number of the law, and is held against nobody', () => {
    const holdings = [chair('Lan', { from: '2026-07-15' })];
    const one = office({ holdings, sessions: [session('2026-07-24', { by: 'Lan' })] });
    expect(one.months[JULY]).toMatchObject({ required: 2, done: 1, state: 'partial' });
    expect(one.chairs[0]?.months[JULY]).toMatchObject({ required: 2, tookOffice: '2026-07-15', holds: true });
    const two = [session('2026-07-24', { by: 'Lan' }), session('2026-07-28', { by: 'Lan' })];
    expect(office({ holdings, sessions: two }).months[JULY]?.state).toBe('met');
    expect(office({ holdings: [chair('Lan', { from: '2026-07-01' })] }).months[JULY]?.state).toBe('short');
    expect(office({ holdings: [chair('Lan', { to: '2026-07-30' })] }).months[JULY]?.state).toBe('partial');
    // A unit that begins within the month cannot have had its office before.
    expect(office({ holdings, validity: { from: '2026-07-15' } }).months[JULY]?.state).toBe('short');
  });

  it('that nobody is declared to hold owes nothing that could be counted, and hides no day', () => {
    const { months, chairs } = office({ holdings: [], sessions: [session('2026-07-10')] });
    expect(months[JULY]).toEqual(expect.not.objectContaining({ required: expect.anything() }));
    expect(months[JULY]).toMatchObject({ done: 1, state: 'undeclared' });
    expect(chairs).toMatchObject([{ undeclared: true }]);
    expect(chairs[0]?.name).toBeUndefined();
  });

  it('a delegate’s session is counted apart, once, whoever holds the office', () => {
    const holdings = [chair('Páo', { to: '2026-07-14' }), chair('Lan', { from: '2026-07-15' })];
    const delegated = session('2026-07-10', { dutyKeys: '', delegated: true });
    expect(office({ holdings, sessions: [delegated] }).months[JULY]).toMatchObject({ delegated: 1, done: 0 });
  });

  it('owes nothing where the law sets no number, and none of a unit that does not exist', () => {
    expect(table({ holdings: [chair('Phó', { capacity: 'committee_vice_chair' })] }, TODAY)).toHaveLength(2);
    const gone = office({ validity: { from: '2026-08-01' } }).months;
    expect(gone[JULY]).toMatchObject({ state: 'none', done: 0 });
    expect(gone[AUGUST]).toMatchObject({ state: 'short', required: 2 });
    const before = dutyOffices(
      { holdings: [chair('Páo', { from: '2010-01-01' })], sessions: [], rules: [] },
      { months: ['2012-01'], capacities: ['committee_chair'], today: TODAY, calendar },
    );
    expect(before).toEqual([]);
  });

  it('owed one day a week before July 2026', () => {
    const [only] = dutyOffices(
      { holdings: [chair('Páo')], sessions: [], rules: [], lastContactMs: HEARD },
      { months: ['2026-06'], capacities: ['committee_chair'], today: TODAY, calendar },
    );
    expect(only?.months[0]).toMatchObject({ required: requiredDays('committee_chair', '2026-06-01'), state: 'short' });
  });
});

describe('duty dates that are still to come', () => {
  const rule = (monthDays: readonly number[]): Pick<DutyRule, 'chair' | 'days' | 'shift' | 'period'> => ({
    chair: { officialId: 'Páo', name: 'Páo', capacity: 'committee_chair' },
    days: { monthDays: [...monthDays] },
    period: { from: '2026-01-01', to: '2026-12-31' },
  });
  const planned = (source: Partial<DutySource>, today: string) => office(source, today).months[NOVEMBER]?.planned;

  it('are those of the calendar from today on, today too, each day once', () => {
    const rules = [rule([10, 23, 25])];
    expect(planned({ rules }, '2026-11-01')).toBe(3);
    expect(planned({ rules }, '2026-11-10')).toBe(3);
    expect(planned({ rules }, '2026-11-11')).toBe(2);
    // 28/11 and 29/11 are a Saturday and a Sunday: both move to Monday, 30/11, and are one day.
    expect(planned({ rules: [rule([28]), rule([29])] }, '2026-11-11')).toBe(1);
    expect(office({ rules }, '2026-10-31').months[NOVEMBER]?.planned).toBe(0);
  });

  it('are not those which were received on, postponed or cancelled; a day made up on is one to come', () => {
    const rules = [rule([10, 23, 25])];
    const held = session('2026-11-23');
    expect(planned({ rules, sessions: [held] }, '2026-11-23')).toBe(1);
    const postponed = session('2026-11-23', { held: false, status: 'postponed' });
    expect(planned({ rules, sessions: [postponed] }, '2026-11-11')).toBe(1);
    const makeUp = session('2026-11-27', { held: false, status: 'scheduled', dutyDay: '2026-11-23', madeUp: true });
    expect(planned({ rules, sessions: [postponed, makeUp] }, '2026-11-11')).toBe(2);
    const scheduled = session('2026-11-25', { held: false, status: 'scheduled' });
    expect(planned({ rules, sessions: [scheduled] }, '2026-11-11')).toBe(2);
  });
});

describe('the offices of random units', () => {
  const official = fc.constantFrom('Páo', 'Lan', 'Dua');
  const capacity = fc.constantFrom('party_secretary' as const, 'committee_chair' as const);
  const day = fc
    .tuple(fc.integer({ min: 7, max: 11 }), fc.integer({ min: 1, max: 30 }))
    .map(([month, of]) => `2026-${String(month).padStart(2, '0')}-${String(of).padStart(2, '0')}`);
  const sessions = fc.array(
    fc.record({
      official,
      capacity,
      day,
      dutyDay: day,
      madeUp: fc.boolean(),
      delegated: fc.boolean(),
      status: fc.constantFrom('done' as const, 'scheduled' as const, 'postponed' as const, 'in_progress' as const),
    }),
    { maxLength: 25 },
  );
  const holdings = fc.array(fc.record({ official, capacity, from: fc.option(day, { nil: undefined }) }), {
    maxLength: 4,
  });

  it('each chair’s days are those of `dutyMonth`, the office’s are dates, and each date counts in one month', () => {
    fc.assert(
      fc.property(sessions, holdings, (list, held) => {
        const all = list.map(({ official: by, capacity: of, status, delegated, ...rest }) =>
          session(rest.day, {
            ...rest,
            status,
            held: status === 'done' || status === 'in_progress',
            delegated,
            organ: of === 'party_secretary' ? 'party' : 'committee',
            dutyKeys: delegated ? '' : `${by}:${of}`,
          }),
        );
        const offices = table({
          holdings: held.map(({ official: by, ...rest }) => chair(by, rest)),
          sessions: all,
        });
        for (const { capacity: of, months, chairs } of offices) {
          const dates = new Set(all.filter((one) => one.held && one.dutyKeys.endsWith(of)).map(({ day }) => day));
          expect(months.reduce((sum, { done }) => sum + done, 0)).toBe(dates.size);
          for (const [place, month] of MONTHS.entries()) {
            const own = all.filter((one) => one.held && one.dutyKeys.endsWith(of));
            const [here, elsewhere] = [
              new Set(own.filter(({ dutyDay }) => dutyDay?.startsWith(month)).map(({ day }) => day)),
              new Set(own.filter(({ dutyDay }) => !dutyDay?.startsWith(month)).map(({ day }) => day)),
            ];
            const done = months[place]?.done ?? -1;
            expect(done).toBeLessThanOrEqual(here.size);
            expect(done).toBeGreaterThanOrEqual([...here].filter((day) => !elsewhere.has(day)).length);
            for (const { key, months: ofChair } of chairs) {
              const {
                done: days,
                madeUp,
                missed,
              } = dutyMonth({ officialId: key.split(':')[0] ?? '', capacity: of }, `${month}-01`, all);
              expect(ofChair[place]).toMatchObject({ done: days, madeUp, missed });
            }
            if (month === TODAY.slice(0, 7)) expect(months[place]?.state).not.toMatch(/short|unsent|ahead/);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('units beside each other', () => {
  const unit = (name: string, days: readonly number[], over: Partial<DutySource> = {}) => {
    const sessions = days.flatMap((count, place) =>
      Array.from({ length: count }, (_, at) => session(`${MONTHS[place]}-${String(10 + at)}`)),
    );
    return { name, offices: table({ sessions, ...over }) };
  };
  const report = { months: MONTHS, today: TODAY };
  const nameOf = ({ name }: { readonly name: string }) => name;

  it('a cell adds up the offices that owe, and shows the graver state', () => {
    const { offices } = unit('Xã A', [2, 1]);
    expect(unitMonth(offices, JULY)).toMatchObject({
      required: 2,
      done: 2,
      state: 'met',
      undeclared: ['party_secretary'],
    });
    expect(unitMonth(offices, AUGUST)).toMatchObject({ required: 2, done: 1, state: 'short' });
    const both = unit('Xã B', [2, 2], {
      holdings: [chair('Páo'), chair('Lan', { capacity: 'party_secretary' })],
    });
    expect(unitMonth(both.offices, JULY)).toMatchObject({ required: 4, done: 2, state: 'short', undeclared: [] });
    expect(unitMonth(both.offices, JULY, 'committee_chair')).toMatchObject({ required: 2, done: 2, state: 'met' });
  });

  it('what one month has too much makes up for no other', () => {
    const { offices } = unit('Xã A', [5, 0, 2, 2]);
    expect(unitTotal(offices, (place) => place < NOVEMBER, 'committee_chair')).toEqual({
      required: 8,
      done: 9,
      short: 2,
      unsent: 0,
      met: 3,
      judged: 4,
    });
  });

  it('worst first: most days missing, then least is known, then by name', () => {
    const units = [
      unit('Xã Ấm', [2, 2, 2, 2]),
      unit('Xã Bản', [2, 0, 2, 2]),
      unit('Xã Chưa Khai', [], { holdings: [] }),
      unit('Xã An', [2, 2, 2, 2]),
      unit('Xã Dốc', [0, 0, 2, 2]),
      unit('Xã Im', [2], { lastContactMs: Date.parse('2026-08-10T02:00:00Z') }),
    ];
    expect(worstFirst(units, report, { nameOf }).map(nameOf)).toEqual([
      'Xã Im',
      'Xã Dốc',
      'Xã Bản',
      'Xã Chưa Khai',
      'Xã An',
      'Xã Ấm',
    ]);
  });

  it('an average is Σ done ÷ Σ required, of five units at least, without the month that runs', () => {
    const five = [
      unit('1', [2, 2, 2, 2]),
      unit('2', [2, 1]),
      unit('3', [4, 2, 2, 2]),
      unit('4', []),
      unit('5', [2, 2, 2, 2, 1]),
    ];
    const [all, secretary, head] = dutyAverages(five, report, ['party_secretary', 'committee_chair']);
    expect(all?.total).toEqual({ units: 5, met: 3, required: 40, done: 8 + 3 + 10 + 0 + 8 });
    expect(all?.months[NOVEMBER]).toEqual({ units: 5, met: 0, required: 10, done: 1 });
    expect(head?.total).toEqual(all?.total);
    expect(secretary).toEqual({ capacity: 'party_secretary', months: [null, null, null, null, null] });
    // What has not been sent is not zero.
    const silent = unit('6', [2], { lastContactMs: Date.parse('2026-08-10T02:00:00Z') });
    const [six] = dutyAverages([...five, silent], report, ['committee_chair']);
    expect(six?.months[JULY]).toMatchObject({ units: 6 });
    expect(six?.months[AUGUST]).toEqual(head?.months[AUGUST]);
    const four = dutyAverages(five.slice(1), report, ['committee_chair']);
    expect(four.every(({ total, months }) => total === undefined && months.every((month) => month === null))).toBe(
      true,
    );
  });
});
