import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cells } from '../../../src/contract/records/kind.ts';
import { receptionVisit } from '../../../src/contract/records/reception-visit.ts';
import { joinedInto, joinVisits, takenOver, unfill } from '../../../src/domain/receptions/join-visits.ts';
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
  it('never changes what the keeper says, loses no group of the twin, and can be taken back whole', () => {
    fc.assert(
      fc.property(anyVisit, anyVisit, (keeper, twin) => {
        const patch = takenOver(keeper, twin);
        for (const [group, value] of Object.entries(patch)) {
          expect(keeper[group] ?? null).toBeNull();
          expect(value).not.toBeNull();
        }
        const filled = { ...keeper, ...patch };
        for (const group of ['content', 'request', 'direction'])
          if ((twin[group] ?? null) !== null) expect(filled[group] ?? null).not.toBeNull();
        const back = { ...filled, ...unfill(filled, patch)?.patch };
        expect(Object.entries(back).filter(([, value]) => value !== null)).toEqual(
          Object.entries(keeper).filter(([, value]) => value !== null),
        );
        expect(borderProblem(receptionVisit, 'patch', patch)).toBeUndefined();
      }),
    );
  });

  it('what was changed since stays when the join is taken back', () => {
    expect(unfill({ content: 'sửa lại' }, { content: 'đường', request: 'sửa' })).toBeUndefined();
  });

  it('nothing goes into or out of a denunciation, and a visit is not joined into itself', () => {
    const plain = { rid: 'a', cells: { matter: 'proposal' } };
    const secret = { rid: 'b', cells: { matter: 'denunciation' } };
    expect(joinVisits(plain, secret)).toEqual({ ok: false, error: { tag: 'denunciation' } });
    expect(joinVisits(secret, plain)).toEqual({ ok: false, error: { tag: 'denunciation' } });
    expect(joinVisits(plain, plain).ok).toBe(false);
    expect(joinVisits({ rid: 'c', cells: { '@deleted': { reason: 'x' } } }, plain).ok).toBe(false);
  });

  it('says where to look', () => {
    expect(joinedInto({ '@deleted': { reason: 'twin', into: 'a' } })).toBe('a');
    expect(joinedInto({ '@deleted': { reason: 'x' } })).toBeUndefined();
    expect(joinedInto({})).toBeUndefined();
  });
});
