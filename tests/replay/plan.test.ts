import { describe, expect, it } from 'vitest';
import { isWorkingDay } from '../../src/domain/calendar/working-days.ts';
import { PERIOD } from '../../src/domain/statistics/published-figures.ts';
import { isLocalCode } from '../../src/domain/text/local-code.ts';
import { HISTORIC_CALENDAR } from '../../src/server/demo/replay/holidays.ts';
import { makePlan } from '../../src/server/demo/replay/make-plan.ts';
import { PROVINCE } from './support.ts';

const plan = makePlan(PROVINCE);
const visits = plan.sessions.flatMap((session) => session.visits);
const textOf = (value: unknown): string => JSON.stringify(value);

describe('the plan of the replay', () => {
  it('has the published totals of each level and kind', () => {
    const totals = (level: string, kind: string) => {
      const sessions = plan.sessions.filter((session) => session.unit.level === level && session.kind === kind);
      return [sessions.length, sessions.flatMap((session) => session.visits).length];
    };
    expect(totals('province', 'unstated')).toEqual([29, 49]);
    expect(totals('district', 'periodic')).toEqual([480, 754]);
    expect(totals('district', 'adhoc')).toEqual([37, 80]);
    expect(totals('commune', 'periodic')).toEqual([3343, 3638]);
    expect(totals('commune', 'adhoc')).toEqual([692, 891]);
    expect([plan.sessions.length, visits.length]).toEqual([4581, 5412]);
  });

  it('is the same in every run, and another with another seed', () => {
    expect(textOf(makePlan(PROVINCE).sessions.slice(0, 300))).toBe(textOf(plan.sessions.slice(0, 300)));
    expect(textOf(makePlan(PROVINCE, 7).sessions.slice(0, 300))).not.toBe(textOf(plan.sessions.slice(0, 300)));
  });

  it('holds sessions on working days of the period, never two of one chair and kind on one day', () => {
    const held = plan.sessions.map(({ chair, kind, day }) => `${chair.officialId} ${kind} ${day}`);
    expect(new Set(held).size).toBe(held.length);
    for (const { day } of plan.sessions) {
      expect(isWorkingDay(day, HISTORIC_CALENDAR)).toBe(true);
      expect(day >= PERIOD.from && day <= PERIOD.to).toBe(true);
    }
  });

  it('invents every unit and says so', () => {
    expect(plan.units.map(({ level }) => level).filter((level) => level === 'district')).toHaveLength(10);
    for (const { space } of plan.units) expect(space.name).toMatch(/\(giả lập\)$/);
    for (const { space } of plan.units.slice(1)) expect(space.name).toMatch(/^(Huyện \d+|Xã \d+\.\d+) \(giả lập\)$/);
  });

  it('reads as a clerk writes: whole sentences, composed letters, no slot left open', () => {
    for (const { form } of visits) {
      for (const text of [form.content, form.request, form.chairOpinion]) {
        if (text === undefined || text === null) continue;
        const reads =
          text === text.normalize('NFC') && /^\p{Lu}.*\.$/u.test(text) && !/[{}[\]|]| {2}|undefined/.test(text);
        if (!reads) expect.fail(text);
      }
    }
    expect(new Set(visits.map(({ form }) => form.content)).size).toBeGreaterThan(3000);
  });

  it('says of a denunciation nothing of who and what', () => {
    const denunciations = visits.filter(({ form }) => form.matter === 'denunciation');
    expect(denunciations.length).toBeGreaterThan(20);
    for (const { form } of denunciations) {
      expect(Object.keys(form).sort()).toEqual(
        ['field', 'headcount', 'localCode', 'matter', 'progress', 'receivers', 'session', 'visited'].sort(),
      );
      expect(isLocalCode(form.localCode ?? '')).toBe(true);
    }
  });

  it('invents no identity number and no telephone number: it might be somebody’s', () => {
    const people = visits.flatMap(({ form }) => form.people ?? []);
    expect(people.length).toBeGreaterThan(5000);
    expect(people.filter((person) => person.phone || person.document?.number)).toEqual([]);
  });

  it('has groups, people who come again, and every kind of matter', () => {
    expect(visits.filter(({ form }) => (form.headcount?.came ?? 1) >= 5).length).toBeGreaterThan(20);
    const again = visits.filter(({ form }) => form.case?.known === 'old');
    expect(again.length).toBeGreaterThan(150);
    const rids = new Set(visits.map(({ rid }) => rid));
    for (const { form } of again) expect(rids.has(form.case?.id ?? '')).toBe(true);
    expect(new Set(visits.map(({ form }) => form.matter))).toEqual(
      new Set(['proposal', 'feedback', 'complaint', 'denunciation', 'unclassified']),
    );
  });
});
