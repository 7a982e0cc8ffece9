import { describe, expect, it } from 'vitest';
import type { Cells } from '../../../src/contract/records/kind.ts';
import { receptionSession } from '../../../src/contract/records/reception-session.ts';
import { receptionVisit } from '../../../src/contract/records/reception-visit.ts';
import { KINDS } from '../../../src/contract/records/registry.ts';
import { addDays } from '../../../src/domain/calendar/plain-date.ts';
import { isWorkingDay, workingDaysBetween } from '../../../src/domain/calendar/working-days.ts';
import { isDenunciation, mayDenunciationHold } from '../../../src/domain/receptions/denunciation.ts';
import { assemble } from '../../../src/domain/records/assemble.ts';
import { borderProblem } from '../../../src/domain/records/form-cells.ts';
import { isLocalCode } from '../../../src/domain/text/local-code.ts';
import { DEMO_COMMUNES, type DemoCommune } from '../../../src/server/demo/communes.ts';
import { communeHistory, historyFrom } from '../../../src/server/demo/history/commune-history.ts';
import { CALENDAR } from '../../../src/server/demo/history/duty-days.ts';

const TODAY = '2026-11-21';

function historyOf(commune: DemoCommune, before = TODAY) {
  return communeHistory(commune, { from: historyFrom(TODAY), startedOn: TODAY, before, without: [] });
}

const all = DEMO_COMMUNES.map((commune) => ({ commune, events: historyOf(commune) }));
const everything = all.flatMap(({ events }) => events);
const visitsOf = (cells: readonly Cells[]) => cells.map((patch) => assemble(receptionVisit, patch));
const visits = everything.filter(({ kind }) => kind === receptionVisit.kind).map(({ patch }) => patch);

describe('the invented history', () => {
  it('is the same at every start, and a later start begins with the same events', () => {
    for (const { commune, events } of all) {
      const earlier = historyOf(commune, '2026-08-03');
      expect(JSON.stringify(events.slice(0, earlier.length))).toBe(JSON.stringify(earlier));
      expect(events.length).toBeGreaterThan(earlier.length);
    }
  });

  it('makes each record once, whole and valid, about a day of the last two years', () => {
    const made = everything.filter(({ op }) => op === 'create');
    expect(new Set(made.map(({ rid }) => rid)).size).toBe(made.length);
    for (const { kind, patch, day, rid } of made) {
      const definition = KINDS[kind];
      if (definition !== undefined) expect(borderProblem(definition, 'create', patch), rid).toBeUndefined();
      expect(day >= historyFrom(TODAY) && day < TODAY).toBe(true);
    }
  });

  it('leaves out the days that are not its own, and nothing else', () => {
    const [commune] = DEMO_COMMUNES;
    if (commune === undefined) throw new Error('no commune');
    const day = historyOf(commune).at(-1)?.day ?? '';
    const span = { from: historyFrom(TODAY), startedOn: TODAY, before: TODAY };
    const without = communeHistory(commune, { ...span, without: [day] });
    expect(without).toEqual(historyOf(commune).filter((event) => event.day !== day));
  });

  it('holds sessions on working days; most communes their two days a month, some far fewer', () => {
    const shares = all.map(({ events }) => {
      const sessions = events.filter(({ kind }) => kind === receptionSession.kind);
      const held = sessions.map(({ patch }) => assemble(receptionSession, patch));
      const done = held.filter(({ status }) => status?.status === 'done');
      for (const { held: when } of done) expect(isWorkingDay(when?.date ?? '', CALENDAR)).toBe(true);
      return done.length;
    });
    const [, exemplary = 0, , behind = 0] = shares;
    expect(behind).toBeLessThan(exemplary / 2);
    expect(shares.filter((share) => share > exemplary * 0.8).length).toBeGreaterThanOrEqual(7);
  });

  it('receives nobody to six people a session, of every kind, and groups', () => {
    const sizes = new Map<string, number>();
    for (const { session } of visitsOf(visits)) if (session) sizes.set(session.id, (sizes.get(session.id) ?? 0) + 1);
    expect(Math.max(...sizes.values())).toBeLessThanOrEqual(6);
    const read = visitsOf(visits);
    expect(new Set(read.map(({ matter }) => matter))).toEqual(
      new Set(['proposal', 'feedback', 'complaint', 'denunciation', 'unclassified']),
    );
    expect(read.filter(({ headcount }) => (headcount?.came ?? 1) >= 5).length).toBeGreaterThan(20);
    expect(read.filter(({ earlier }) => (earlier?.times ?? 0) > 0).length).toBeGreaterThan(100);
  });

  it('says of a denunciation nothing of who and what', () => {
    const denunciations = visits.filter(isDenunciation);
    expect(denunciations.length).toBeGreaterThan(30);
    for (const cells of denunciations) {
      expect(Object.keys(cells).filter((key) => !mayDenunciationHold(key))).toEqual([]);
      expect(isLocalCode(String(cells.localCode))).toBe(true);
    }
  });

  it('gives every notice within its ten working days', () => {
    for (const { visited, notice, matter } of visitsOf(visits)) {
      if (visited === undefined || visited === null || matter === 'denunciation' || matter === 'unclassified') continue;
      const given = notice?.givenOn;
      if (given === undefined) expect(workingDaysBetween(visited.date, TODAY, CALENDAR)).toBeLessThanOrEqual(10);
      else expect(workingDaysBetween(visited.date, given, CALENDAR)).toBeLessThanOrEqual(10);
    }
  });

  it('reads as a clerk writes: whole sentences, composed letters, no slot left open', () => {
    const texts = visits.flatMap(({ content, request, chairOpinion }) =>
      [content, request, chairOpinion].filter((text) => typeof text === 'string'),
    );
    for (const text of texts) {
      const reads =
        text === text.normalize('NFC') && /^\p{Lu}.*\.$/u.test(text) && !/[{}[\]|]| {2}|undefined/.test(text);
      if (!reads) expect.fail(text);
    }
    const names = visits.flatMap((cells) => Object.entries(cells).filter(([key]) => /^people\/.*\/name$/.test(key)));
    expect(new Set(texts).size).toBeGreaterThan(1_000);
    expect(new Set(names.map(([, name]) => name)).size).toBeGreaterThan(500);
  });

  it('speaks of no district since there is none, and of no xóm in a ward', () => {
    for (const { commune, events } of all) {
      for (const { patch, day } of events) {
        const text = JSON.stringify([
          patch.content,
          patch.request,
          patch.chairOpinion,
          patch.direction,
          patch.attendees,
        ]);
        if (day >= '2025-07-01') expect(text).not.toMatch(/huyện/i);
        if (commune.space.kind === 'phuong') expect(text).not.toMatch(/(?<!\p{L})(xóm|xã(?! hội))(?!\p{L})/u);
      }
    }
  });

  it('invents no number that could be somebody’s: no province has 000, and no telephone is given', () => {
    const people = visitsOf(visits).flatMap((visit) => Object.values(visit.people));
    expect(people.filter(({ phone }) => phone)).toEqual([]);
    for (const { document } of people) if (document?.number) expect(document.number).toMatch(/^000\d{9}$/);
  });

  it('was there yesterday: a commune that works is heard of in its last days', () => {
    const last = all[1]?.events.at(-1)?.day ?? '';
    expect(last >= addDays(TODAY, -7)).toBe(true);
  });
});
