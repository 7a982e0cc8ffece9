import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MatterKind, SessionKind, SessionStatus } from '../../../src/contract/records/codes.ts';
import type { Fact, SessionFact, VisitFact } from '../../../src/domain/statistics/facts.ts';
import { NO_FIGURES, receptionFigures, sumFigures, sumUnits } from '../../../src/domain/statistics/sum-facts.ts';
import { commune } from '../../support/commune.ts';

const july = { from: '2026-07-01', to: '2026-07-31' };
const july1to31 = ['2026-07-01', '2026-07-31'] as const;

describe('cuộc', () => {
  it('counts sessions that are going on or done, not scheduled, postponed or cancelled ones', () => {
    const xa = commune('Xã Mẫu');
    const cuoc = () => xa.figures(...july1to31).byBlock.periodic.sessions;
    const duty = xa.schedulesDuty({ on: '2026-07-06' });
    expect(cuoc()).toBe(0);
    xa.postpones(duty);
    expect(cuoc()).toBe(0);
    xa.starts(duty);
    expect(cuoc()).toBe(1);
    xa.finishes(duty);
    expect(cuoc()).toBe(1);
    xa.cancels(xa.schedulesDuty({ on: '2026-07-20' }));
    expect(cuoc()).toBe(1);
  });

  it('is one for two half days of one chair on one date', () => {
    const xa = commune('Xã Mẫu');
    xa.startsDuty({ on: '2026-07-06', part: 'morning' });
    xa.startsDuty({ on: '2026-07-06', part: 'afternoon' });
    xa.startsDuty({ on: '2026-07-20', part: 'morning' });
    expect(xa.facts()).toHaveLength(3);
    expect(xa.figures(...july1to31).total.sessions).toBe(2);
  });

  it('is two for two chairs on one date, and for two ad hoc sessions of one chair', () => {
    const xa = commune('Xã Mẫu');
    xa.startsDuty({ on: '2026-07-06', chair: 'Hoàng Văn Páo' });
    xa.startsDuty({ on: '2026-07-06', chair: 'Nông Thị Đào', capacity: 'council_standing' });
    xa.opensSession('adhoc', '2026-07-06', 'Hoàng Văn Páo');
    xa.opensSession('adhoc', '2026-07-06', 'Hoàng Văn Páo');
    const { byBlock, total } = xa.figures(...july1to31);
    expect([byBlock.periodic.sessions, byBlock.adhoc.sessions, total.sessions]).toEqual([2, 2, 4]);
  });

  it('is one when two phones start the same duty without a network', () => {
    const xa = commune('Xã Mẫu');
    const [a, b] = [xa.phone(), xa.phone()];
    expect(a.startsDuty({ on: '2026-07-06' })).toBe(b.startsDuty({ on: '2026-07-06' }));
    expect([...a.sends(), ...b.sends()]).toEqual([]);
    expect(xa.records().size).toBe(1);
    expect([...xa.records().values()][0]?.conflicts).toEqual([]);
    expect(xa.figures(...july1to31).total.sessions).toBe(1);
  });

  it('is none for regular reception, whose visits count all the same', () => {
    const xa = commune('Xã Mẫu');
    xa.receives({ in: xa.opensSession('regular', '2026-07-06') });
    expect(xa.figures(...july1to31).byBlock.regular).toMatchObject({ sessions: 0, visits: 1 });
  });

  it('counts a session without visitors', () => {
    const xa = commune('Xã Mẫu');
    const session = xa.startsDuty({ on: '2026-07-06' });
    xa.hasNoVisitorsAt(session);
    expect(xa.figures(...july1to31).byBlock.periodic).toMatchObject({ sessions: 1, visits: 0 });
  });

  it('that was postponed counts, with its visits, on the day it was held at last; its duty day stays', () => {
    const xa = commune('Xã Mẫu');
    const session = xa.schedulesDuty({ on: '2026-06-28' });
    xa.postpones(session);
    xa.starts(session, '2026-07-05');
    xa.receives({ in: session, on: '2026-07-05' });
    expect(xa.figures('2026-06-01', '2026-06-30').total).toEqual(NO_FIGURES);
    expect(xa.figures(...july1to31).byBlock.periodic).toMatchObject({ sessions: 1, visits: 1 });
    expect(xa.facts().find(({ rid }) => rid === session)).toMatchObject({ day: '2026-07-05', dutyDay: '2026-06-28' });
  });

  it('falls into the period of its actual date', () => {
    const xa = commune('Xã Mẫu');
    const session = xa.startsDuty({ on: '2026-07-30' });
    const facts = xa.facts().map((fact) => (fact.rid === session ? { ...fact, day: '2026-08-03' } : fact));
    expect(receptionFigures(facts, july).total.sessions).toBe(0);
    expect(receptionFigures(facts, { from: '2026-08-01', to: '2026-08-31' }).total.sessions).toBe(1);
  });
});

describe('lượt and người', () => {
  it('are two things: five people who came together are one visit', () => {
    const xa = commune('Xã Mẫu');
    xa.receives({ came: 5 });
    xa.receives({ came: 1 });
    expect(xa.figures(...july1to31).total).toMatchObject({ visits: 2, people: 6, groups: 1 });
  });

  it('take day and kind of their session', () => {
    const xa = commune('Xã Mẫu');
    const session = xa.opensSession('adhoc', '2026-07-31');
    xa.receives({ in: session, on: '2026-08-01' });
    expect(xa.figures(...july1to31).byBlock.adhoc.visits).toBe(1);
    expect(xa.figures('2026-08-01', '2026-08-31').total).toEqual(NO_FIGURES);
  });

  it('stay with their session when it is cancelled, though it is no cuộc any more', () => {
    const xa = commune('Xã Mẫu');
    const session = xa.startsDuty({ on: '2026-07-06' });
    xa.receives({ in: session });
    xa.cancels(session);
    expect(xa.figures(...july1to31).byBlock.periodic).toMatchObject({ sessions: 0, visits: 1 });
  });

  it('stand in a row of their own outside any session', () => {
    const xa = commune('Xã Mẫu');
    xa.receives();
    expect(xa.figures(...july1to31).byBlock.regular_no_session.visits).toBe(1);
  });

  it('wait under "chưa có buổi" until their session arrives', () => {
    const xa = commune('Xã Mẫu');
    const [far, near] = [xa.phone(), xa.phone()];
    const session = far.startsDuty({ on: '2026-07-06' });
    near.startsDuty({ on: '2026-07-07' });
    near.receives({ in: session, on: '2026-07-06' });
    near.sends();
    expect(xa.figures(...july1to31).byBlock.awaiting_session.visits).toBe(1);
    far.sends();
    expect(xa.figures(...july1to31).byBlock).toMatchObject({
      awaiting_session: { visits: 0 },
      periodic: { visits: 1, sessions: 2 },
    });
  });

  it('are not dropped with a deleted session', () => {
    const xa = commune('Xã Mẫu');
    const session = xa.startsDuty({ on: '2026-07-06' });
    xa.receives({ in: session });
    xa.deletes(session);
    expect(xa.figures(...july1to31)).toMatchObject({
      total: { sessions: 0, visits: 1 },
      byBlock: { awaiting_session: { visits: 1 } },
    });
  });

  it('count by matter as well, unclassified ones in a column of their own', () => {
    const xa = commune('Xã Mẫu');
    xa.receives({ matter: 'unclassified', came: 3 });
    xa.receives({ matter: 'complaint' });
    xa.receives({ matter: 'denunciation' });
    const { byMatter } = xa.figures(...july1to31);
    expect(byMatter.unclassified).toMatchObject({ visits: 1, people: 3, cases: 1, sessions: 0 });
    expect([byMatter.complaint.visits, byMatter.denunciation.visits, byMatter.proposal.visits]).toEqual([1, 1, 0]);
  });

  it('leave when they are deleted', () => {
    const xa = commune('Xã Mẫu');
    xa.deletes(xa.receives());
    expect(xa.figures(...july1to31).total.visits).toBe(0);
  });
});

describe('vụ việc', () => {
  it('is one for two visits about one case in one block, for the first time', () => {
    const xa = commune('Xã Mẫu');
    const first = xa.receives({ on: '2026-07-06' });
    xa.receives({ on: '2026-07-20', aboutCaseOf: first });
    expect(xa.figures(...july1to31).total).toMatchObject({ visits: 2, cases: 1, casesFirst: 1, casesAgain: 0 });
  });

  it('is nhiều lần when the case was here before the period', () => {
    const xa = commune('Xã Mẫu');
    const first = xa.receives({ on: '2026-06-06' });
    xa.receives({ on: '2026-07-20', aboutCaseOf: first });
    xa.receives({ on: '2026-07-21', aboutCaseOf: first });
    expect(xa.figures(...july1to31).total).toMatchObject({ cases: 1, casesFirst: 0, casesAgain: 1 });
  });

  it('is lần đầu when the earlier visits that are stated are those of this period', () => {
    const xa = commune('Xã Mẫu');
    const first = xa.receives({ on: '2026-07-03' });
    xa.receives({ on: '2026-07-20', aboutCaseOf: first, earlierVisits: 1 });
    xa.receives({ on: '2026-07-21', aboutCaseOf: first, earlierVisits: 2 });
    expect(xa.figures(...july1to31).total).toMatchObject({ cases: 1, casesFirst: 1, casesAgain: 0 });
    expect(xa.figures('2026-07-10', '2026-07-31').total).toMatchObject({ cases: 1, casesFirst: 0, casesAgain: 1 });
  });

  it('is nhiều lần when its very first visit states earlier ones', () => {
    const xa = commune('Xã Mẫu');
    xa.receives({ on: '2026-07-06', earlierVisits: 1 });
    expect(xa.figures(...july1to31).total).toMatchObject({ cases: 1, casesFirst: 0, casesAgain: 1 });
  });

  it('is nhiều lần when a visit states earlier ones of the paper book', () => {
    const xa = commune('Xã Mẫu');
    const first = xa.receives({ on: '2026-07-06' });
    xa.receives({ on: '2026-07-20', aboutCaseOf: first, earlierVisits: 2 });
    expect(xa.figures(...july1to31).total).toMatchObject({ cases: 1, casesFirst: 0, casesAgain: 1 });
    expect(xa.figures('2026-07-01', '2026-07-19').total).toMatchObject({ cases: 1, casesFirst: 1, casesAgain: 0 });
  });

  it('counts in each block in which the case was heard, and the total is their sum', () => {
    const xa = commune('Xã Mẫu');
    const first = xa.receives({ on: '2026-07-06' });
    xa.receives({ in: xa.startsDuty({ on: '2026-07-20' }), aboutCaseOf: first });
    const { byBlock, byMatter, total } = xa.figures(...july1to31);
    expect([byBlock.regular_no_session.cases, byBlock.periodic.cases, total.cases]).toEqual([1, 1, 2]);
    expect([total.casesFirst, total.casesAgain]).toEqual([2, 0]);
    expect(byMatter.feedback.cases).toBe(1);
  });

  it('of another organ is not looked at when one organ is asked for', () => {
    const facts: Fact[] = [
      visit({ rid: 'a', organ: 'party', caseKey: 'ruộng', day: '2026-06-01' }),
      visit({ rid: 'b', organ: 'committee', caseKey: 'ruộng', day: '2026-07-01' }),
    ];
    expect(receptionFigures(facts, { ...july, organ: 'committee' }).total).toMatchObject({ cases: 1, casesFirst: 1 });
    expect(receptionFigures(facts, july).total).toMatchObject({ cases: 1, casesFirst: 0 });
  });
});

describe('one organ', () => {
  it('has its own visits and sessions, and a visit still finds a session of the other', () => {
    const facts: Fact[] = [
      session({ rid: 's', organ: 'party' }),
      visit({ rid: 'a', organ: 'committee', sessionId: 's' }),
      visit({ rid: 'b', organ: 'party', sessionId: 's' }),
    ];
    expect(receptionFigures(facts, { ...july, organ: 'committee' })).toMatchObject({
      total: { sessions: 0, visits: 1 },
      byBlock: { periodic: { visits: 1 } },
    });
    expect(receptionFigures(facts, { ...july, organ: 'party' }).total).toMatchObject({ sessions: 1, visits: 1 });
  });
});

describe('whatever was recorded', () => {
  it('blocks add up to the total, matters to visits, people and groups, first and again to cases', () => {
    fc.assert(
      fc.property(factsOfUnit, period, (facts, asked) => {
        const { total, byBlock, byMatter } = receptionFigures(facts, asked);
        expect(sumFigures(Object.values(byBlock))).toEqual(total);
        const matters = sumFigures(Object.values(byMatter));
        expect([matters.visits, matters.people, matters.groups]).toEqual([total.visits, total.people, total.groups]);
        for (const figures of [total, ...Object.values(byBlock), ...Object.values(byMatter)]) {
          expect(figures.casesFirst + figures.casesAgain).toBe(figures.cases);
          expect(figures.cases).toBeLessThanOrEqual(figures.visits);
        }
      }),
    );
  });

  it('the order of the records does not matter', () => {
    const shuffled = factsOfUnit.chain((facts) =>
      fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })),
    );
    fc.assert(
      fc.property(shuffled, period, ([facts, other], asked) => {
        expect(receptionFigures(other, asked)).toEqual(receptionFigures(facts, asked));
      }),
    );
  });

  it('units add up to their province', () => {
    fc.assert(
      fc.property(fc.array(factsOfUnit, { maxLength: 4 }), period, (units, asked) => {
        const together = units.flatMap((facts, unit) => facts.map((fact) => inUnit(fact, unit)));
        const apart = sumUnits(units.map((facts) => receptionFigures(facts, asked)));
        expect(receptionFigures(together, asked)).toEqual(apart);
      }),
    );
  });

  it('every visit is counted exactly once, in whatever state its session is', () => {
    fc.assert(
      fc.property(factsOfUnit, fc.constantFrom(...SessionStatus.options), (facts, status) => {
        const visits = facts.filter((fact) => fact.type === 'visit');
        const always = { from: '1900-01-01', to: '2099-12-31' };
        expect(receptionFigures(facts, always).total.visits).toBe(visits.length);
        const moved = facts.map((fact) =>
          fact.type === 'session' ? { ...fact, status, held: status === 'done' } : fact,
        );
        expect(receptionFigures(moved, always).total.visits).toBe(visits.length);
        const withoutSessions = receptionFigures(visits, always);
        expect(withoutSessions.total.visits).toBe(visits.length);
      }),
    );
  });

  it('two periods that follow each other add up, and no case is new in both', () => {
    fc.assert(
      fc.property(factsOfUnit, (facts) => {
        const early = receptionFigures(facts, { from: '2026-06-25', to: '2026-07-05' }).total;
        const late = receptionFigures(facts, { from: '2026-07-06', to: '2026-07-20' }).total;
        const both = receptionFigures(facts, { from: '2026-06-25', to: '2026-07-20' }).total;
        const added = sumFigures([early, late]);
        expect([added.sessions, added.visits, added.people, added.groups]).toEqual([
          both.sessions,
          both.visits,
          both.people,
          both.groups,
        ]);
      }),
    );
  });

  it('no case is new in two periods', () => {
    fc.assert(
      fc.property(fc.array(visitFact), (visits) => {
        const facts = visits.map((of, n) => visit({ rid: `v${n}`, ...of, sessionId: null }));
        const early = receptionFigures(facts, { from: '2026-06-25', to: '2026-07-05' }).total;
        const late = receptionFigures(facts, { from: '2026-07-06', to: '2026-07-20' }).total;
        expect(early.casesFirst + late.casesFirst).toBeLessThanOrEqual(new Set(facts.map((fact) => fact.caseKey)).size);
      }),
    );
  });
});

function session(of: Partial<SessionFact>): SessionFact {
  return {
    type: 'session',
    rid: 's',
    organ: 'committee',
    day: '2026-07-06',
    sessionKind: 'periodic',
    status: 'done',
    held: true,
    cuocKey: of.rid ?? 's',
    chair: null,
    capacity: null,
    delegated: false,
    dutyDay: null,
    madeUp: false,
    dutyKeys: '',
    synthetic: false,
    ...of,
  };
}

function visit(of: Partial<VisitFact>): VisitFact {
  return {
    type: 'visit',
    rid: 'v',
    organ: 'committee',
    day: '2026-07-06',
    sessionId: null,
    twin: null,
    apart: '',
    matter: 'feedback',
    people: 1,
    caseKey: of.rid ?? 'v',
    earlierTimes: 0,
    largeGroup: false,
    field: null,
    synthetic: false,
    ...of,
  };
}

const organ = fc.constantFrom('party' as const, 'committee' as const);
const day = fc.integer({ min: 0, max: 25 }).map((n) => new Date(Date.UTC(2026, 5, 25 + n)).toISOString().slice(0, 10));

const sessionFact = fc
  .record({
    organ,
    day,
    sessionKind: fc.constantFrom(...SessionKind.options),
    status: fc.constantFrom(...SessionStatus.options),
    chair: fc.constantFrom('Páo', 'Đào', null),
  })
  .map((of) => ({
    ...of,
    held: of.status === 'done' || of.status === 'in_progress',
    ...(of.chair === null ? {} : { cuocKey: `${of.organ}${of.sessionKind}${of.chair}${of.day}` }),
  }));

const visitFact = fc.record({
  organ,
  day,
  sessionId: fc.option(fc.integer({ min: 0, max: 8 }).map((n) => `s${n}`)),
  matter: fc.constantFrom(...MatterKind.options),
  people: fc.integer({ min: 1, max: 9 }),
  caseKey: fc.integer({ min: 0, max: 5 }).map((n) => `c${n}`),
  earlierTimes: fc.integer({ min: 0, max: 3 }),
  largeGroup: fc.boolean(),
});

const factsOfUnit: fc.Arbitrary<Fact[]> = fc
  .tuple(fc.array(sessionFact, { maxLength: 6 }), fc.array(visitFact, { maxLength: 12 }))
  .map(([sessions, visits]) => [
    ...sessions.map((of, n) => session({ rid: `s${n}`, ...of, cuocKey: of.cuocKey ?? `s${n}` })),
    ...visits.map((of, n) => visit({ rid: `v${n}`, ...of })),
  ]);

const period = fc
  .tuple(day, day, fc.option(organ, { nil: undefined }))
  .map(([a, b, of]) => ({ from: a < b ? a : b, to: a < b ? b : a, ...(of === undefined ? {} : { organ: of }) }));

/** The same fact in a unit of its own: every id and key belongs to that unit. */
function inUnit(fact: Fact, unit: number): Fact {
  const rid = `${unit}/${fact.rid}`;
  return fact.type === 'session'
    ? { ...fact, rid, cuocKey: `${unit}/${fact.cuocKey}` }
    : { ...fact, rid, caseKey: `${unit}/${fact.caseKey}`, sessionId: fact.sessionId && `${unit}/${fact.sessionId}` };
}
