import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hlcText, newHlc, observed, parseHlc, ticked } from '../../../src/domain/merge/hlc.ts';

const HOUR_MS = 3_600_000;
const MONDAY_MS = 1_764_000_000_000;

describe('a hybrid logical clock', () => {
  it('follows the device while its clock runs', () => {
    const first = ticked(newHlc('a1'), MONDAY_MS);
    expect(first).toEqual({ ms: MONDAY_MS, count: 0, node: 'a1' });
    expect(ticked(first, MONDAY_MS + 5)).toEqual({ ms: MONDAY_MS + 5, count: 0, node: 'a1' });
  });

  it('counts where the clock stands still or is set back, to 1970 too', () => {
    const first = ticked(newHlc('a1'), MONDAY_MS);
    expect(ticked(first, MONDAY_MS)).toEqual({ ms: MONDAY_MS, count: 1, node: 'a1' });
    expect(ticked(first, -5)).toEqual({ ms: MONDAY_MS, count: 1, node: 'a1' });
  });

  it('borrows the next millisecond when the count is full', () => {
    expect(ticked({ ms: MONDAY_MS, count: 9999, node: 'a1' }, 0)).toEqual({ ms: MONDAY_MS + 1, count: 0, node: 'a1' });
  });

  it('takes the time of the server, but no stamp from 2040', () => {
    const clock = ticked(newHlc('a1'), MONDAY_MS);
    expect(observed(clock, MONDAY_MS + HOUR_MS, MONDAY_MS).ms).toBe(MONDAY_MS + HOUR_MS);
    expect(observed(clock, MONDAY_MS + 25 * HOUR_MS, MONDAY_MS)).toBe(clock);
    expect(observed(clock, MONDAY_MS - HOUR_MS, MONDAY_MS)).toBe(clock);
  });

  it('never goes back: texts sort as events happened, whatever the device clock does', () => {
    const event = fc.record({
      now: fc.integer({ min: 0, max: 4e12 }),
      server: fc.option(fc.integer({ min: 0, max: 4e12 })),
    });
    fc.assert(
      fc.property(fc.array(event, { minLength: 2 }), (events) => {
        let clock = newHlc('n');
        const texts: string[] = [];
        for (const { now, server } of events) {
          if (server !== null) clock = observed(clock, server, now);
          clock = ticked(clock, now);
          texts.push(hlcText(clock));
        }
        expect(texts).toEqual([...texts].sort());
        expect(new Set(texts).size).toBe(texts.length);
      }),
    );
  });

  it('is read again from its text, and from nothing else', () => {
    const clock = { ms: MONDAY_MS, count: 12, node: '01a2-b' };
    expect(parseHlc(hlcText(clock))).toEqual(clock);
    expect(parseHlc('')).toBeUndefined();
    expect(hlcText({ ...clock, node: 'x'.repeat(36) }).length).toBeLessThanOrEqual(64);
  });
});
