import { describe, expect, it } from 'vitest';
import type { Cells } from '../../../src/contract/records/kind.ts';
import { summaryOf } from '../../../src/domain/receptions/summary.ts';
import { FACT_COLUMNS, type Fact, factsOf } from '../../../src/domain/statistics/facts.ts';
import { commune, idOf } from '../../support/commune.ts';

const PAO = idOf('Hoàng Văn Páo');
const sessionCells: Cells = {
  organ: 'committee',
  recordedBy: { userId: idOf('văn thư'), name: 'văn thư' },
  type: { kind: 'periodic' },
  status: { status: 'done' },
  held: { date: '2026-07-06' },
};
const chairCells = (name: string, capacity: string, more: Cells = {}): Cells => ({
  [`chairs/${idOf(name)}/holding`]: { officialId: idOf(name), name, capacity, ...more },
});

describe('a fact', () => {
  it('has exactly the columns of its type, each of the type the table expects', () => {
    const xa = commune('Xã Mẫu');
    xa.receives({ in: xa.startsDuty({ on: '2026-07-06' }), who: 'Nông Thị Đào' });
    for (const fact of xa.facts()) {
      const columns = FACT_COLUMNS.filter((column) => (column.of as readonly string[]).includes(fact.type));
      expect(Object.keys(fact).sort()).toEqual(columns.map((column) => column.name).sort());
      for (const { name, sql } of columns) {
        const value = fact[name as keyof Fact];
        if (value === null) continue;
        expect(typeof value).toBe(sql === 'integer' ? 'number' : sql === 'boolean' ? 'boolean' : 'string');
      }
    }
  });

  it('of a deleted record, or of a kind that is not counted, does not exist', () => {
    expect(factsOf('r', 'reception-session', { ...sessionCells, '@deleted': { reason: 'nhầm' } })).toBeUndefined();
    expect(factsOf('r', 'unit', {})).toBeUndefined();
    expect(factsOf('r', 'reception-visit', {})).toBeUndefined();
  });

  it('never holds a name or a word of the content', () => {
    const xa = commune('Xã Mẫu');
    xa.receives({ who: 'Nông Thị Đào', content: 'tranh chấp ruộng', village: 'Nà Pháo' });
    expect(JSON.stringify(xa.facts())).not.toMatch(/Đào|ruộng|Pháo/);
  });
});

describe('the fact of a session', () => {
  const factOf = (...cells: Cells[]) => {
    const fact = factsOf('r', 'reception-session', Object.assign({}, sessionCells, ...cells));
    if (fact?.type !== 'session') throw new Error('no session');
    return fact;
  };

  it('the chair that is shown first is the one that counts, also where one has no place', () => {
    const cells = {
      ...sessionCells,
      ...chairCells('Hoàng Văn Páo', 'committee_chair'),
      ...chairCells('Nông Thị Đào', 'council_standing', { order: 1 }),
    };
    const { title } = summaryOf('x', 'reception-session', cells) ?? {};
    expect(title).toBe('Nông Thị Đào, Hoàng Văn Páo');
    expect(factsOf('x', 'reception-session', cells)).toMatchObject({ capacity: 'council_standing' });
  });

  it('names the chair of the lowest order as the lead', () => {
    const fact = factOf(
      chairCells('Nông Thị Đào', 'council_standing', { order: 1 }),
      chairCells('Hoàng Văn Páo', 'committee_chair', { order: 0 }),
    );
    expect(fact).toMatchObject({ chair: PAO, capacity: 'committee_chair', delegated: false });
  });

  it('keeps a delegate out of the duty days and says so', () => {
    const fact = factOf(chairCells('Hoàng Văn Páo', 'committee_vice_chair'), {
      [`chairs/${PAO}/delegation`]: { by: 'chủ tịch' },
    });
    expect(fact).toMatchObject({ delegated: true, dutyKeys: '' });
  });

  it('counts its duty day for the month of the scheduled date, or of the one it makes up for', () => {
    const scheduled = { scheduled: { date: '2026-06-25', part: 'day' } };
    expect(factOf(scheduled).dutyDay).toBe('2026-06-25');
    expect(factOf(scheduled, { madeUpFor: { date: '2026-05-25' } }).dutyDay).toBe('2026-05-25');
    expect(factOf().dutyDay).toBe('2026-07-06');
    expect(factOf({ type: { kind: 'adhoc' } }).dutyDay).toBeNull();
    expect(factOf(scheduled).day).toBe('2026-07-06');
  });

  it('has a duty key for each chair in each capacity', () => {
    const fact = factOf(chairCells('Nông Thị Đào', 'council_standing'), chairCells('Hoàng Văn Páo', 'committee_chair'));
    expect(fact.dutyKeys.split(' ').sort()).toEqual(
      [`${PAO}:committee_chair`, `${idOf('Nông Thị Đào')}:council_standing`].sort(),
    );
  });

  it('has a cuộc of its own without a chair', () => {
    expect(factOf().cuocKey).toBe('r');
  });

  it('shares its cuộc with the other half day, of whatever kind, but not with another kind, chair or date', () => {
    const chair = chairCells('Hoàng Văn Páo', 'committee_chair');
    const half = (part: string, ...more: Cells[]) =>
      factOf(chair, { held: { date: '2026-07-06', part } }, ...more).cuocKey;
    expect(half('morning')).toBe(half('afternoon'));
    const adhoc = { type: { kind: 'adhoc' } };
    expect(half('morning', adhoc)).toBe(half('afternoon', adhoc));
    expect(half('morning', adhoc)).not.toBe(half('morning'));
    expect(half('morning')).not.toBe(factOf(chair, { held: { date: '2026-07-07', part: 'morning' } }).cuocKey);
    expect(half('morning')).not.toBe(half('morning', chairCells('Nông Thị Đào', 'committee_chair', { order: 0 })));
    expect(factOf(chair, adhoc).cuocKey).toBe('r');
  });
});

describe('the fact of a visit', () => {
  const visitCells: Cells = {
    organ: 'committee',
    matter: 'complaint',
    visited: { date: '2026-07-06' },
    headcount: { came: 4 },
  };
  const factOf = (more: Cells = {}, threshold?: number) => {
    const fact = factsOf('r', 'reception-visit', { ...visitCells, ...more }, threshold);
    if (fact?.type !== 'visit') throw new Error('no visit');
    return fact;
  };

  it('derives a large group from the number who came, unless a person said otherwise', () => {
    expect(factOf().largeGroup).toBe(false);
    expect(factOf({ headcount: { came: 5 } }).largeGroup).toBe(true);
    expect(factOf({}, 4).largeGroup).toBe(true);
    expect(factOf({ largeGroup: true }).largeGroup).toBe(true);
    expect(factOf({ headcount: { came: 9 }, largeGroup: false }).largeGroup).toBe(false);
  });

  it('is its own case until it is tied to one', () => {
    expect(factOf().caseKey).toBe('r');
    expect(factOf({ case: { id: PAO, known: 'old' } }).caseKey).toBe(PAO);
  });

  it('knows how many earlier visits were stated', () => {
    expect(factOf().earlierTimes).toBe(0);
    expect(factOf({ earlier: { times: 2 } }).earlierTimes).toBe(2);
  });
});
