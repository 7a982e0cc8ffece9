import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cells } from '../../../src/contract/records/kind.ts';
import { receptionVisit } from '../../../src/contract/records/reception-visit.ts';
import type { Mutation } from '../../../src/contract/wire/sync.ts';
import { joinRules, joinVisits, type Twin, takenOver, unjoined } from '../../../src/domain/receptions/join-visits.ts';
import { joinedInto } from '../../../src/domain/receptions/twins.ts';
import { assemble } from '../../../src/domain/records/assemble.ts';
import { borderProblem } from '../../../src/domain/records/form-cells.ts';

const [P, Q] = ['01981f2a-0000-7000-8000-000000000018', '01981f2a-0000-7000-8000-000000000019'];

const anyVisit: fc.Arbitrary<Cells> = fc
  .record(
    {
      content: fc.constantFrom('đường', 'cầu', null),
      request: fc.constantFrom('sửa', null),
      direction: fc.constantFrom({ kind: 'accept' }, { kind: 'explain' }),
      [`people/${P}/name`]: fc.constantFrom('Đào', 'Páo'),
      [`people/${P}/phone`]: fc.constantFrom('0912345678', '0987654321'),
      [`people/${Q}/name`]: fc.constantFrom('đào', 'Dế'),
      [`people/${Q}/sex`]: fc.constantFrom('male', 'female'),
    },
    { requiredKeys: [] },
  )
  .map((cells) => ({ matter: 'proposal', ...cells }));

/** A group that is emptied is, to the eye, one that was never there. */
const without = (said: readonly (readonly unknown[])[]) =>
  JSON.parse(JSON.stringify(Object.fromEntries(said as never), (_, value: unknown) => value ?? undefined));

describe('joining two visits', () => {
  it('loses no group of either, the preferred one has the word, and it can be taken back whole', () => {
    fc.assert(
      fc.property(
        anyVisit,
        anyVisit,
        fc.constantFrom('keeper' as const, 'twin' as const),
        (keeper, twin, preferred) => {
          const taken = takenOver({ rid: P, cells: keeper }, { rid: Q, cells: twin }, preferred);
          const filled = { ...keeper, ...taken };
          for (const group of ['content', 'request', 'direction']) {
            const [own, other] = [keeper[group] ?? null, twin[group] ?? null];
            const [first, second] = preferred === 'keeper' ? [own, other] : [other, own];
            expect(filled[group] ?? null).toEqual(first ?? second);
          }
          if (preferred === 'keeper') for (const group of Object.keys(taken)) expect(keeper[group] ?? null).toBeNull();
          const said = (cells: Cells) =>
            Object.entries(assemble(receptionVisit, cells)).map(([group, value]) => [group, value ?? undefined]);
          const backTo = (was: Cells, written: Cells) =>
            said({ ...was, ...written, ...unjoined({ ...was, ...written }, written, was) });
          const nothing = (cells: Cells) =>
            said(Object.fromEntries(Object.entries(cells).filter(([, v]) => v !== null)));
          expect(without(backTo(keeper, taken))).toEqual(without(nothing(keeper)));
          expect(borderProblem(receptionVisit, 'patch', taken)).toBeUndefined();
        },
      ),
    );
  });

  it('two people of one id stay two: imported people are numbered', () => {
    const people = (second: string, more: Cells): Cells => ({
      matter: 'proposal',
      [`people/${P}/name`]: 'Nông Văn An',
      [`people/${Q}/name`]: second,
      ...more,
    });
    const keeper = { rid: P, cells: people('Lý Bình', {}) };
    const twin = {
      rid: Q,
      cells: people('Mã Cúc', {
        [`people/${Q}/phone`]: '0912345678',
        [`receivers/${P}/holding`]: { name: 'Bàn Lan', capacity: 'staff' },
      }),
    };
    const taken = takenOver(keeper, twin, 'keeper');
    const { people: all, receivers } = assemble(receptionVisit, { ...keeper.cells, ...taken });
    expect(Object.values(all).map(({ name, phone }) => [name, phone ?? ''])).toEqual([
      ['Nông Văn An', ''],
      ['Lý Bình', ''],
      ['Mã Cúc', '0912345678'],
    ]);
    expect(Object.values(receivers).map(({ holding }) => holding?.name)).toEqual(['Bàn Lan']);
  });

  it('what was changed since stays when the join is taken back', () => {
    expect(unjoined({ content: 'sửa lại' }, { content: 'đường' }, {})).toBeUndefined();
    expect(
      unjoined({ content: 'đường', request: 'khác' }, { content: 'đường', request: 'sửa' }, { content: 'cầu' }),
    ).toEqual({
      content: 'cầu',
    });
    const person = { [`people/${Q}/name`]: 'Mã Cúc', [`people/${Q}/sex`]: 'female' };
    // Whom the twin brought goes whole …
    expect(unjoined(person, person, {})).toEqual({ [`people/${Q}/removed`]: true });
    // … and stays whole when somebody has corrected him meanwhile.
    expect(unjoined({ ...person, [`people/${Q}/sex`]: 'male' }, person, {})).toBeUndefined();
  });

  it('the same one stays, whoever joins them and whichever text he prefers: two phones never put both away', () => {
    const [a, b] = [
      { rid: P, cells: { matter: 'proposal', content: 'đường' } },
      { rid: Q, cells: { matter: 'proposal', content: 'cầu' } },
    ];
    for (const [x, y, preferred] of [
      [a, b, P],
      [b, a, P],
      [a, b, Q],
    ] as const) {
      const joined = joinVisits(x, y, preferred);
      expect(joined.ok && [joined.value.keeper, joined.value.twin]).toEqual([P, Q]);
      // Words of the other on the one in the bin would be found there when it is told apart again.
      expect(joined.ok && Object.keys(joined.value.join.patch)).toEqual(['@deleted']);
    }
    const mutation = (rid: string, into: string) =>
      ({ op: 'join', rid, patch: { '@deleted': { reason: 'twin', into } } }) as unknown as Mutation;
    expect(joinRules(mutation(Q, P))).toBeUndefined();
    expect(joinRules(mutation(P, Q))).toBeDefined();
  });

  it('nothing goes into or out of a denunciation, and a visit is not joined into itself', () => {
    const join = (x: Twin, y: Twin) => joinVisits(x, y, x.rid);
    const plain = { rid: 'a', cells: { matter: 'proposal' } };
    const secret = { rid: 'b', cells: { matter: 'denunciation' } };
    expect(join(plain, secret)).toEqual({ ok: false, error: { tag: 'denunciation' } });
    expect(join(secret, plain)).toEqual({ ok: false, error: { tag: 'denunciation' } });
    expect(join(plain, plain).ok).toBe(false);
    expect(join({ rid: 'A', cells: { '@deleted': { reason: 'x' } } }, plain).ok).toBe(false);
  });

  it('says where to look', () => {
    expect(joinedInto({ '@deleted': { reason: 'twin', into: 'a' } })).toBe('a');
    expect(joinedInto({ '@deleted': { reason: 'x' } })).toBeUndefined();
    expect(joinedInto({})).toBeUndefined();
  });
});
