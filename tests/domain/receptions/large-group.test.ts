import { describe, expect, it } from 'vitest';
import { representativesDoubt, representativesOf } from '../../../src/domain/receptions/large-group.ts';

describe('representatives of a group (NĐ 124/2020/NĐ-CP)', () => {
  it('are one or two of five to nine people, one to five of ten or more', () => {
    expect(representativesOf(4)).toBeUndefined();
    for (const came of [5, 9]) expect(representativesOf(came)).toEqual({ least: 1, most: 2 });
    for (const came of [10, 200]) expect(representativesOf(came)).toEqual({ least: 1, most: 5 });
  });

  it('are remarked upon only where the rule is not kept', () => {
    expect(representativesDoubt(4, 3)).toBeUndefined();
    expect(representativesDoubt(8, undefined)).toBeUndefined();
    expect(representativesDoubt(8, 2)).toBeUndefined();
    expect(representativesDoubt(10, 5)).toBeUndefined();
    expect(representativesDoubt(8, 3)).toEqual({ came: 8, least: 1, most: 2 });
    expect(representativesDoubt(8, 0)).toMatchObject({ least: 1 });
    expect(representativesDoubt(10, 6)).toMatchObject({ most: 5 });
  });
});
