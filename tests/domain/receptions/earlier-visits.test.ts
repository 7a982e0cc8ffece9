import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cells } from '../../../src/contract/records/kind.ts';
import { byCase, likenessOf, mayBeVisitsOf, type Visitor } from '../../../src/domain/receptions/earlier-visits.ts';
import { type Summary, summaryOf } from '../../../src/domain/receptions/summary.ts';
import { commune, idOf } from '../../support/commune.ts';

const DAO: Visitor = { name: 'Nông Thị Đào', village: 'Nà Pháo', number: '004157000002', phone: '0912 345 678' };
const nobody: Visitor = { name: '', village: '', number: '', phone: '' };

function visitOf(person: Partial<Visitor>, more: Cells = {}): Cells {
  const at = `people/${idOf('p')}`;
  const { name, village, number, phone } = person;
  return {
    organ: 'committee',
    matter: 'feedback',
    visited: { date: '2026-07-06' },
    headcount: { came: 1 },
    content: 'đường vào xóm hỏng',
    ...(name === undefined ? {} : { [`${at}/name`]: name }),
    ...(village === undefined ? {} : { [`${at}/village`]: { name: village } }),
    ...(number === undefined ? {} : { [`${at}/document`]: { number } }),
    ...(phone === undefined ? {} : { [`${at}/phone`]: phone }),
    ...more,
  };
}

function line(cells: Cells, rid = 'r'): Summary {
  const made = summaryOf(idOf(rid), 'reception-visit', cells);
  if (made === undefined) throw new Error('no summary');
  return made;
}

/** What a screen is told: first by the lists, then by the opened record. */
const found = (cells: Cells, visitor: Partial<Visitor>) => {
  const asked = { ...nobody, ...visitor };
  return mayBeVisitsOf([line(cells)], asked).length === 0 ? undefined : likenessOf(cells, asked);
};

describe('an earlier visit of the same person', () => {
  it('is sure by identity number, or by name and village', () => {
    expect(found(visitOf({ number: '004 157 000 002' }), { number: DAO.number })).toBe('sure');
    expect(found(visitOf({ name: 'NÔNG THỊ ĐÀO', village: 'nà pháo' }), { name: DAO.name, village: 'Nà Pháo' })).toBe(
      'sure',
    );
  });

  it('is likely by phone, and thinkable by a name whose village is not known', () => {
    expect(found(visitOf({ name: 'Nông Văn Con', phone: '+84 912 345 678' }), DAO)).toBe('phone');
    expect(found(visitOf({ name: DAO.name }), { name: 'nong thi dao' })).toBe('name');
    expect(found(visitOf({ name: DAO.name }), { name: DAO.name, village: 'Nà Pháo' })).toBe('name');
  });

  it('is none of a namesake from another village, or with another number', () => {
    expect(found(visitOf({ name: DAO.name, village: 'Lũng Rì' }), { name: DAO.name, village: 'Nà Pháo' })).toBe(
      undefined,
    );
    const other = { name: DAO.name, village: 'Nà Pháo', number: '004157000009' };
    expect(found(visitOf(other), DAO)).toBe(undefined);
  });

  it('may bear the number of the old card', () => {
    expect(found(visitOf({ name: DAO.name, village: 'Nà Pháo', number: '080123456' }), DAO)).toBe('sure');
  });

  it('is looked for by more than two letters', () => {
    expect(found(visitOf({ name: 'Lý' }), { name: 'Lý' })).toBe(undefined);
    expect(found(visitOf({ name: 'Páo' }), { name: 'Páo' })).toBe('name');
  });

  it('is never one that was deleted, nor a denunciation, whatever slipped into it', () => {
    const slipped = visitOf(DAO, { matter: 'denunciation', localCode: 'TC-7K2M' });
    const deleted = visitOf(DAO, { '@deleted': { reason: 'x' } });
    for (const cells of [slipped, deleted]) {
      expect(mayBeVisitsOf([line(cells)], DAO)).toEqual([]);
      expect(likenessOf(cells, DAO)).toBeUndefined();
    }
  });

  it('is found by the lists whenever the record itself says so', () => {
    const text = fc.constantFrom('', 'Nông Thị Đào', 'nông thị đào', 'Páo', 'Lý A Dế', 'Nà Pháo', 'Lũng Rì');
    const number = fc.constantFrom('', '004157000002', '080123456', '12');
    const phone = fc.constantFrom('', '0912345678', '0912.345.678', '+84912345678', '113');
    const person = fc.record({ name: text, village: text, number, phone });
    fc.assert(
      fc.property(person, person, (recorded, asked) => {
        const cells = visitOf(recorded);
        const likeness = likenessOf(cells, asked);
        const listed = mayBeVisitsOf([line(cells)], asked).length > 0;
        if (likeness !== undefined) expect(listed).toBe(true);
      }),
    );
  });
});

describe('a case', () => {
  it('gathers its visits, and a visit without one is its own', () => {
    const visits = [{ rid: '3', caseId: 'a' }, { rid: '2' }, { rid: '1', caseId: 'a' }];
    expect(byCase(visits).map((of) => of.map(({ rid }) => rid))).toEqual([['3', '1'], ['2']]);
  });

  it('is known to the lists, but of a denunciation', () => {
    const of = { case: { id: idOf('ruộng'), known: 'old' } };
    expect(line(visitOf(DAO, of)).caseId).toBe(idOf('ruộng'));
    expect(line(visitOf(DAO, { ...of, matter: 'denunciation', localCode: 'TC-7K2M' })).caseId).toBeUndefined();
  });
});

describe('vụ việc in the figures', () => {
  const july = ['2026-07-01', '2026-07-31'] as const;

  it('joined and left again, are what they were before', () => {
    const xa = commune('Xã Mẫu');
    const first = xa.receives({ who: DAO.name, on: '2026-06-20' });
    const second = xa.receives({ who: DAO.name, on: '2026-07-06', aboutCaseOf: first });
    const third = xa.receives({ who: DAO.name, on: '2026-07-20', aboutCaseOf: first });
    expect(xa.figures(...july).total).toMatchObject({ visits: 2, cases: 1, casesFirst: 0, casesAgain: 1 });
    xa.leavesCase(third);
    expect(xa.figures(...july).total).toMatchObject({ visits: 2, cases: 2, casesFirst: 1, casesAgain: 1 });
    xa.leavesCase(second);
    expect(xa.figures(...july).total).toMatchObject({ visits: 2, cases: 2, casesFirst: 2, casesAgain: 0 });
  });

  it('said to be new, count like those of which nothing was said', () => {
    const xa = commune('Xã Mẫu');
    xa.receives({ on: '2026-07-06', more: { case: { id: idOf('mới'), known: 'new' } } });
    xa.receives({ on: '2026-07-07' });
    expect(xa.figures(...july).total).toMatchObject({ visits: 2, cases: 2, casesFirst: 2, casesAgain: 0 });
  });

  it('of which one visit turns out a denunciation, lose that one alone', () => {
    const xa = commune('Xã Mẫu');
    const first = xa.receives({ who: DAO.name, on: '2026-06-20' });
    const second = xa.receives({ who: DAO.name, on: '2026-07-06', aboutCaseOf: first });
    xa.reclassifies(first, 'TC-7K2M');
    expect(xa.visit(first).case ?? undefined).toBeUndefined();
    expect(xa.visit(second).case?.known).toBe('old');
    expect(xa.figures(...july).total).toMatchObject({ visits: 1, cases: 1, casesFirst: 1 });
  });
});
