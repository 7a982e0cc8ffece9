import { describe, expect, it } from 'vitest';
import { possibleTwins, strandedTwins, twinKey, twinSets } from '../../../src/domain/receptions/twins.ts';

const ID = '01981f2a-0000-7000-8000-000000000018';
const named = (name: string, more: object = {}) => ({ matter: 'proposal', [`people/${ID}/name`]: name, ...more });

describe('possible twins', () => {
  it('the folded name of the first person, however it was typed', () => {
    expect(twinKey(named('Nông Thị  Đào'))).toBe('nong thi dao');
    expect(twinKey(named('nông thị đào'))).toBe('nong thi dao');
    expect(twinKey({ matter: 'proposal' })).toBeNull();
  });

  it('never of a denunciation, nor of what a person has looked at', () => {
    expect(twinKey({ ...named('Nông Thị Đào'), matter: 'denunciation' })).toBeNull();
    expect(twinKey(named('Nông Thị Đào', { '@redacted': 'denunciation' }))).toBeNull();
    expect(twinKey(named('Nông Thị Đào', { [`notTwins/${ID}/checked`]: true }))).toBeNull();
    expect(twinKey(named('Nông Thị Đào', { [`notTwins/${ID}/checked`]: false }))).toBe('nong thi dao');
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
