// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { tryAgain } from '../../../src/app/net/try-again.ts';
import type { NetResult } from '../../../src/sync/ports.ts';

const LOST: NetResult<string> = { tag: 'unreachable' };
const DONE: NetResult<string> = { tag: 'ok', value: 'done' };

/** Answers one after another, each after so many milliseconds; waits take no real time. */
function world(answers: readonly NetResult<string>[], tookMs = 50, hasNetwork?: () => boolean) {
  let ms = 1_000;
  const waits: number[] = [];
  let sent = 0;
  const ports = {
    fetch: () => Promise.reject(new Error('not used')),
    nowMs: () => ms,
    timer: (delayMs: number, fire: () => void) => {
      waits.push(delayMs);
      ms += delayMs;
      fire();
      return () => undefined;
    },
    ...(hasNetwork === undefined ? {} : { hasNetwork }),
  };
  const send = async () => {
    ms += tookMs;
    sent += 1;
    return answers[sent - 1] ?? LOST;
  };
  return { run: () => tryAgain(ports, send), waits, sent: () => sent };
}

describe('a request that got lost', () => {
  it('is sent again, each time a little later, and its answer is the answer', async () => {
    const on = world([LOST, LOST, DONE], 50, () => true);
    expect(await on.run()).toEqual(DONE);
    expect(on.sent()).toBe(3);
    expect(on.waits[0]).toBeGreaterThanOrEqual(150);
    expect(on.waits[1]).toBeGreaterThanOrEqual(300);
  });

  it('is given up after four', async () => {
    const on = world([], 50, () => true);
    expect(await on.run()).toEqual(LOST);
    expect(on.sent()).toBe(4);
  });

  it('is sent once where the device knows of no network, or cannot say, or the link is merely slow', async () => {
    for (const on of [
      world([LOST, DONE], 50, () => false),
      world([LOST, DONE], 50),
      world([LOST, DONE], 20_000, () => true),
    ]) {
      expect(await on.run()).toEqual(LOST);
      expect(on.sent()).toBe(1);
    }
  });

  it('a refusal is an answer', async () => {
    const refused = { tag: 'refused', problem: { code: 'GD-1000' } } as unknown as NetResult<string>;
    const on = world([refused, DONE], 50, () => true);
    expect(await on.run()).toBe(refused);
    expect(on.sent()).toBe(1);
  });
});
