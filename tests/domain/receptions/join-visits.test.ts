import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cells } from '../../../src/contract/records/kind.ts';
import { receptionVisit } from '../../../src/contract/records/reception-visit.ts';
import type { Mutation } from '../../../src/contract/wire/sync.ts';
import { joinRules, joinVisits, type Twin, takenOver, unfill } from '../../../src/domain/receptions/join-visits.ts';
import { joinedInto } from '../../../src/domain/receptions/twins.ts';
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

describe('joining two visits', () => {
  it('loses no group of either, the preferred one has the word, and it can be taken back whole', () => {
    fc.assert(
      fc.property(
        anyVisit,
        anyVisit,
        fc.constantFrom('keeper' as const, 'twin' as const),
        (keeper, twin, preferred) => {
          const patch = takenOver(keeper, twin, preferred);
          const filled = { ...keeper, ...patch };
          for (const group of ['content', 'request', 'direction']) {
            const [own, other] = [keeper[group] ?? null, twin[group] ?? null];
            const [first, second] = preferred === 'keeper' ? [own, other] : [other, own];
            expect(filled[group] ?? null).toEqual(first ?? second);
          }
          if (preferred === 'keeper') for (const group of Object.keys(patch)) expect(keeper[group] ?? null).toBeNull();
          const back = { ...filled, ...unfill(filled, patch, keeper)?.patch };
          const said = (cells: Cells) =>
            Object.entries(cells)
              .filter(([, value]) => value !== null)
              .sort();
          expect(said(back)).toEqual(said(keeper));
          expect(borderProblem(receptionVisit, 'patch', patch)).toBeUndefined();
        },
      ),
    );
  });

  it('what was changed since stays when the join is taken back', () => {
    expect(unfill({ content: 'sửa lại' }, { content: 'đường', request: 'sửa' }, {})).toBeUndefined();
    expect(unfill({ content: 'đường' }, { content: 'đường' }, { content: 'cầu' })?.patch).toEqual({ content: 'cầu' });
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
