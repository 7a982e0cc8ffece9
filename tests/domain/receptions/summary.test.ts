import { describe, expect, it } from 'vitest';
import type { Cells } from '../../../src/contract/records/kind.ts';
import { missingOf } from '../../../src/domain/receptions/incomplete.ts';
import { type Summary, summaryOf } from '../../../src/domain/receptions/summary.ts';
import { commune, idOf } from '../../support/commune.ts';

const DAO = `people/${idOf('Đào')}`;
const PAO = `people/${idOf('Páo')}`;
const visit: Cells = {
  organ: 'committee',
  matter: 'complaint',
  visited: { date: '2026-07-06' },
  headcount: { came: 2 },
  session: { id: idOf('buổi') },
  content:
    'Đường điện vào xóm hỏng từ tháng 3, bà con đã nhiều lần đề nghị mà chưa thấy ai đến sửa, trẻ em đi học rất khó',
  [`${PAO}/name`]: 'Hoàng Văn Páo',
  [`${PAO}/order`]: 1,
  [`${DAO}/name`]: 'Nông Thị Đào',
  [`${DAO}/order`]: 0,
  [`${DAO}/village`]: { name: 'Nà Pháo' },
  [`${DAO}/phone`]: '0912 345 678',
};

function summary(cells: Cells, kind = 'reception-visit'): Summary {
  const made = summaryOf(idOf('r'), kind, cells);
  if (made === undefined) throw new Error('no summary');
  return made;
}

describe('the summary of a visit', () => {
  it('says who came, from where and about what', () => {
    expect(summary(visit)).toMatchObject({
      rid: idOf('r'),
      kind: 'reception-visit',
      day: '2026-07-06',
      matter: 'complaint',
      sessionId: idOf('buổi'),
      status: 'incomplete',
      title: 'Nông Thị Đào (2 người)',
      sub: 'Nà Pháo · Đường điện vào xóm hỏng từ tháng 3, bà con đã nhiều lần đề…',
    });
  });

  it('is found by folded names, village, phone and content', () => {
    const words = summary(visit).words.split(' ');
    for (const word of ['nong', 'thi', 'dao', 'hoang', 'pao', 'na', 'phao', '0912345678', 'duong', 'dien'])
      expect(words).toContain(word);
    expect(new Set(words).size).toBe(words.length);
  });

  it('groups a large number of people', () => {
    expect(summary({ ...visit, headcount: { came: 1000 } }).title).toBe('Nông Thị Đào (1.000 người)');
  });

  it('shows the content where nobody was named', () => {
    const { [`${DAO}/name`]: _dao, [`${PAO}/name`]: _pao, ...nameless } = visit;
    expect(summary(nameless)).toMatchObject({ title: expect.stringMatching(/^Đường điện/), sub: 'Nà Pháo' });
  });

  it('does not show who was removed', () => {
    const text = JSON.stringify(summary({ ...visit, [`${DAO}/removed`]: true }));
    expect(text).not.toMatch(/Đào|dao|0912/);
  });

  it('is small', () => {
    const long = { ...visit, content: 'dài '.repeat(4000), request: 'x'.repeat(2000) };
    for (const cells of [visit, long]) expect(JSON.stringify(summary(cells)).length).toBeLessThan(560);
    const words = { ...visit, content: Array.from({ length: 900 }, (_, n) => `từ${n}`).join(' ') };
    expect(summary(words).words.length).toBeLessThanOrEqual(140);
  });

  it('says that it is deleted', () => {
    expect(summary({ ...visit, '@deleted': { reason: 'x' } }).status).toBe('deleted');
  });
});

describe('the summary of a denunciation', () => {
  // Even if something slipped in that must not be there, the list does not show it.
  const slipped = { ...visit, matter: 'denunciation', localCode: 'TC-7K2M', note: 'bà Đào' };

  it.each([
    ['by its matter', slipped],
    ['by its redaction', { ...slipped, matter: 'complaint', '@redacted': 'denunciation' }],
    ['under a policy of the future', { ...slipped, matter: 'complaint', '@redacted': 'retention' }],
  ])('knows nothing but its local code: %s', (_, cells) => {
    expect(summary(cells)).toEqual({
      rid: idOf('r'),
      kind: 'reception-visit',
      day: '2026-07-06',
      status: 'incomplete',
      matter: 'denunciation',
      sessionId: idOf('buổi'),
      title: 'TC-7K2M',
      sub: '',
      words: 'tc 7k2m',
    });
  });
});

describe('the summary of other records', () => {
  it('of a session names its chairs', () => {
    const xa = commune('Xã Mẫu');
    const rid = xa.startsDuty({ on: '2026-07-06', chair: 'Hoàng Văn Páo' });
    expect(summaryOf(rid, 'reception-session', xa.record(rid)?.cells ?? {})).toMatchObject({
      day: '2026-07-06',
      status: 'in_progress',
      sessionKind: 'periodic',
      title: 'Hoàng Văn Páo',
      words: 'hoang van pao',
    });
  });

  it('of a unit is found by its old names and its villages', () => {
    const cells = {
      identity: { code: '01', kind: 'xa', level: 'commune', name: 'Xã Mẫu' },
      oldNames: ['Huyện Cũ'],
      [`villages/${idOf('x')}/name`]: 'Lũng Rì',
    };
    expect(summary(cells, 'unit')).toMatchObject({ title: 'Xã Mẫu', words: 'xa mau 01 huyen cu lung ri' });
  });

  it('of an office names its holder', () => {
    const cells = { official: { id: idOf('Páo'), name: 'Hoàng Văn Páo' }, capacity: 'party_secretary' };
    expect(summary(cells, 'office-holding')).toMatchObject({ title: 'Hoàng Văn Páo', status: 'party_secretary' });
  });

  it('does not exist for a kind of the future', () => {
    expect(summaryOf(idOf('r'), 'petition', visit)).toBeUndefined();
  });
});

describe('what a visit still lacks', () => {
  const whole: Cells = {
    ...visit,
    field: { level1: 'land_housing' },
    direction: { kind: 'explain' },
    [`${DAO}/document`]: { none: true, confirmedBy: 'trưởng xóm' },
  };

  it('is nothing once a line of the register is full', () => {
    expect(missingOf(whole)).toEqual([]);
    expect(summary(whole).status).toBe('complete');
  });

  it.each([
    ['matter', { matter: 'unclassified' }],
    ['content', { content: null }],
    ['field', { field: null }],
    ['direction', { direction: null }],
    ['identity', { [`${DAO}/document`]: { none: true } }],
    ['address', { [`${DAO}/village`]: null }],
    ['person', { [`${DAO}/name`]: null, [`${PAO}/name`]: null }],
  ])('names %s', (missing, change) => {
    expect(missingOf({ ...whole, ...change })).toEqual([missing]);
  });

  it('of a visit that was read from a book is nothing but its kind', () => {
    const book = { matter: 'complaint', visited: { date: '2025-03-14' }, note: 'Nhập từ sổ giấy' };
    expect(missingOf(book)).toEqual([]);
    expect(missingOf({ ...book, matter: 'unclassified' })).toEqual(['matter']);
  });

  it('of a denunciation is only code, field and progress', () => {
    const bare = {
      organ: 'committee',
      matter: 'denunciation',
      visited: { date: '2026-07-06' },
      headcount: { came: 1 },
    };
    expect(missingOf(bare)).toEqual(['localCode', 'field', 'progress']);
    expect(missingOf({ ...bare, localCode: 'TC-7K2M', field: { level1: 'corruption' }, progress: 'received' })).toEqual(
      [],
    );
  });
});
