import { describe, expect, it } from 'vitest';
import { PUBLISHED } from '../../src/domain/statistics/published-figures.ts';
import { Chance } from '../../src/server/demo/invented/chance.ts';
import { makePlan } from '../../src/server/demo/replay/make-plan.ts';
import { Paper } from '../../src/server/demo/replay/paper.ts';
import { compare, firstDifference, sayDifference } from './comparison.ts';
import { paperReport } from './paper-report.ts';
import { dealOut, PARTS, type Workload } from './phones/deal.ts';
import { PROVINCE } from './support.ts';

const plan = makePlan(PROVINCE);
const deal = () => dealOut(plan, new Chance(5));
const NO_FAULTS = { refused: 0, divergences: 0 };

async function written(workloads: readonly Workload[]): Promise<Paper> {
  const paper = new Paper();
  for (const part of [...Array(PARTS).keys(), 'last'] as const)
    for (const { unit, clerk, parts, last } of workloads) {
      const by = paper.clerk(unit.space.id, { userId: clerk.userId, name: clerk.name });
      await paper.write(by, part === 'last' ? last : (parts[part] ?? []));
    }
  return paper;
}

const whole = await written(deal());
const report = paperReport(whole, plan);

describe('published and computed', () => {
  it('agree in every figure when everything was recorded', () => {
    const comparison = compare(report, plan, NO_FAULTS);
    expect(comparison.rows.map(({ figure, got }) => [figure.id, got])).toEqual(
      PUBLISHED.map(({ id, value }) => [id, value]),
    );
    expect(firstDifference(comparison)).toBeUndefined();
    expect(comparison.others.length).toBeGreaterThan(200);
  });

  it('differ when one visit was dropped', () => {
    const dropped = new Paper(whole.records);
    dropped.records.delete(plan.sessions.find(({ visits }) => visits.length > 0)?.visits[0]?.rid ?? '');
    const difference = firstDifference(compare(paperReport(dropped, plan), plan, NO_FAULTS));
    expect(difference).toMatchObject({ expected: 5412, got: 5411 });
    expect(sayDifference(difference ?? { what: '', expected: 0, got: 0 })).toBe(
      'CB02 Toàn tỉnh: phải là 5.412, tính được 5.411',
    );
  });

  it('differ when a published figure is wrong', () => {
    const wrong = PUBLISHED.map((row) => (row.id === 'CB06' ? { ...row, value: 755 } : row));
    expect(firstDifference(compare(report, plan, NO_FAULTS, wrong))).toMatchObject({ expected: 755, got: 754 });
  });

  it('differ when a visit stands in the wrong unit, though every published total is right', () => {
    const [a, b, ...rest] = report.units.slice(-2).concat(report.units.slice(0, -2));
    const moved = (unit: typeof a, by: number) =>
      unit && { ...unit, total: { ...unit.total, visits: unit.total.visits + by } };
    const units = [moved(a, 1), moved(b, -1), ...rest].filter((unit) => unit !== undefined);
    const found = firstDifference(compare({ ...report, units }, plan, NO_FAULTS));
    expect(found?.what).toMatch(/giả lập\): lượt$/);
  });

  it('differ when something waits, was refused or is not the same on phone and server', () => {
    const [first, ...rest] = report.units;
    const waiting = first && { ...first, waiting: { conflicts: 1, quarantined: 0 } };
    const units = waiting === undefined ? [] : [waiting, ...rest];
    expect(firstDifference(compare({ ...report, units }, plan, NO_FAULTS))).toMatchObject({ expected: 0, got: 1 });
    expect(firstDifference(compare(report, plan, { refused: 2, divergences: 0 }))).toMatchObject({ got: 2 });
    expect(firstDifference(compare(report, plan, { refused: 0, divergences: 3 }))).toMatchObject({ got: 3 });
  });

  it('every record says that it is generated', () => {
    for (const { cells } of whole.records.values())
      expect(cells.synthetic).toEqual({ source: 'CB01–CB12 phân bổ giả lập' });
  });
});

describe('the deal', () => {
  it('gives every session and visit to somebody, and some sessions to two', () => {
    const tasks = deal().flatMap(({ parts, last }) => [...parts.flat(), ...last]);
    const sessions = tasks.flatMap((task) => (task.tag === 'session' ? [task.session.rid] : []));
    expect(new Set(sessions).size).toBe(plan.sessions.length);
    expect(sessions.length).toBeGreaterThan(plan.sessions.length + 50);
    const visits = tasks.flatMap((task) => (task.tag === 'visit' ? [task.visit.rid] : []));
    expect(visits).toHaveLength(5412);
  });

  it('has enough phones, some late, some lost, and none works when it is not there', () => {
    const workloads = deal();
    expect(workloads.length).toBeGreaterThanOrEqual(40);
    const of = (fate: string) => workloads.filter((workload) => workload.fate === fate);
    expect(of('lost')).toHaveLength(3);
    expect(of('late').length).toBeGreaterThan(2);
    expect(of('very-late').length).toBeGreaterThan(2);
    for (const { parts, last } of of('lost')) expect([...(parts[2] ?? []), ...last]).toEqual([]);
    for (const { parts } of of('late')) expect(parts[0]).toEqual([]);
    for (const { parts } of of('very-late')) expect([...(parts[0] ?? []), ...(parts[1] ?? [])]).toEqual([]);
  });
});
