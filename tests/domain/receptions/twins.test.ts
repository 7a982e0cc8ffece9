import { describe, expect, it } from 'vitest';
import {
  apartOf,
  possibleTwins,
  strandedTwins,
  twinKey,
  twinSets,
  undecidedPair,
} from '../../../src/domain/receptions/twins.ts';

const ID = '01981f2a-0000-7000-8000-000000000018';
const named = (name: string, more: object = {}) => ({ matter: 'proposal', [`people/${ID}/name`]: name, ...more });

describe('possible twins', () => {
  it('the folded name of the first person, however it was typed', () => {
    expect(twinKey(named('Nông Thị  Đào'))).toBe('nong thi dao');
    expect(twinKey(named('nông thị đào'))).toBe('nong thi dao');
    expect(twinKey({ matter: 'proposal' })).toBeNull();
  });

  it('never of a denunciation', () => {
    expect(twinKey({ ...named('Nông Thị Đào'), matter: 'denunciation' })).toBeNull();
    expect(twinKey(named('Nông Thị Đào', { '@redacted': 'denunciation' }))).toBeNull();
  });

  it('what a person told apart: of three, two are settled and the third is still to be looked at', () => {
    expect(apartOf(named('Lý A Dế', { [`notTwins/${ID}/checked`]: true }))).toBe(ID);
    expect(apartOf(named('Lý A Dế', { [`notTwins/${ID}/checked`]: false }))).toBe('');
    const of = (rid: string, apart = '') => ({ rid, sessionId: 'a', twin: 'x', apart });
    const pair = (...visits: ReturnType<typeof of>[]) => undecidedPair(visits)?.map(({ rid }) => rid);
    expect(possibleTwins([of('1', 'd'), of('2', 'd')])).toBe(0);
    // 2 and 3 may be one, though each was told from 1.
    const three = [of('1', 'd e'), of('2', 'd'), of('3', 'e')];
    expect(possibleTwins(three)).toBe(1);
    expect(pair(...three)).toEqual(['2', '3']);
    expect(possibleTwins([of('1', 'd'), of('2', 'd'), of('3')])).toBe(1);
    expect(possibleTwins([of('1', 'd e'), of('2', 'd f'), of('3', 'e f')])).toBe(0);
    expect(possibleTwins([of('1'), of('2'), of('3')])).toBe(2);
  });

  it('only within one session', () => {
    const visits = [
      { sessionId: 'a', twin: 'x' },
      { sessionId: 'a', twin: 'x' },
      { sessionId: 'a', twin: 'x' },
      { sessionId: 'b', twin: 'x' },
      { twin: 'y' },
      { twin: 'y' },
      { sessionId: 'a', twin: null },
      { sessionId: 'a', twin: null },
    ];
    expect(twinSets(visits).map((set) => set.length)).toEqual([3]);
    expect(possibleTwins(visits)).toBe(2);
  });

  it('a visit joined into one that was deleted since is shown, not lost', () => {
    const row = (rid: string, status: string, into?: string) => ({
      rid,
      status,
      ...(into === undefined ? {} : { into }),
    });
    expect(strandedTwins([row('a', 'complete'), row('b', 'deleted', 'a')])).toEqual([]);
    expect(strandedTwins([row('a', 'deleted'), row('b', 'deleted', 'a')]).map(({ rid }) => rid)).toEqual(['b']);
    const chain = [row('a', 'complete'), row('b', 'deleted', 'a'), row('c', 'deleted', 'b')];
    expect(strandedTwins(chain)).toEqual([]);
    expect(strandedTwins([row('c', 'deleted', 'elsewhere')])).toEqual([]);
  });
});
