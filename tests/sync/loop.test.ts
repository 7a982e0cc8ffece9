import { afterEach, describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../src/contract/problems.ts';
import type { ProblemBody } from '../../src/contract/wire/sync.ts';
import type { SyncState } from '../../src/store/phone.ts';
import type { CycleOutcome } from '../../src/sync/exchange.ts';
import { LOOP, type LoopCounts, SyncLoop } from '../../src/sync/loop.ts';
import type { LoopClock } from '../../src/sync/ports.ts';

const MONDAY_MS = Date.UTC(2026, 10, 23, 1, 0, 0);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A clock that stands still until the test lets time pass. */
class TestClock implements LoopClock {
  ms = MONDAY_MS;
  luck = 0.5;
  #timers: { atMs: number; fire: () => void }[] = [];

  nowMs(): number {
    return this.ms;
  }
  random(): number {
    return this.luck;
  }
  sleep(delayMs: number): { done: Promise<void>; wake: () => void } {
    let fire: () => void = () => undefined;
    const done = new Promise<void>((resolve) => {
      fire = resolve;
    });
    this.#timers.push({ atMs: this.ms + delayMs, fire });
    return { done, wake: fire };
  }
  async pass(ms: number): Promise<void> {
    this.ms += ms;
    const due = this.#timers.filter((timer) => timer.atMs <= this.ms);
    this.#timers = this.#timers.filter((timer) => timer.atMs > this.ms);
    for (const timer of due) timer.fire();
    await settled();
  }
}

async function settled(): Promise<void> {
  for (let i = 0; i < 50; i += 1) await Promise.resolve();
}

function problemOf(name: keyof typeof PROBLEMS): ProblemBody {
  const { code, status } = PROBLEMS[name];
  return { type: '', title: '', status, detail: '', code };
}

const DONE: CycleOutcome = { tag: 'done' };
const UNREACHABLE: CycleOutcome = { tag: 'later', why: 'unreachable' };

/** A loop on a phone whose cycles end as the test says; each cycle is counted. */
class LoopOnAPhone {
  readonly clock = new TestClock();
  counts: LoopCounts = { waiting: 0, oldestMs: undefined, refused: 0, conflicts: 0, overtaken: 0 };
  outcome: CycleOutcome | Error = DONE;
  cycles = 0;
  digests = 0;
  crashes: unknown[] = [];
  phases: string[] = [];
  duringCycle: (() => void) | undefined;
  countsLater: (() => Promise<LoopCounts>) | undefined;
  readonly loop: SyncLoop;

  constructor() {
    this.loop = new SyncLoop({
      cycle: async () => {
        this.cycles += 1;
        if (this.loop.wantsDigest()) this.digests += 1;
        this.duringCycle?.();
        await Promise.resolve();
        if (this.outcome instanceof Error) throw this.outcome;
        return this.outcome;
      },
      clock: this.clock,
      counts: async () => this.countsLater?.() ?? this.counts,
      onCrash: (error) => this.crashes.push(error),
    });
    this.loop.subscribe(() => this.phases.push(this.state.phase));
  }

  get state(): SyncState {
    return this.loop.getSnapshot();
  }

  async starts(outcome: CycleOutcome | Error = DONE): Promise<this> {
    this.outcome = outcome;
    void this.loop.run();
    await settled();
    return this;
  }

  async hears(trigger: Parameters<SyncLoop['trigger']>[0]): Promise<void> {
    this.loop.trigger(trigger);
    await settled();
  }
}

let phone = new LoopOnAPhone();
afterEach(() => {
  phone.loop.end();
  phone = new LoopOnAPhone();
});

describe('the loop around the engine', () => {
  it('sends at start and says so', async () => {
    phone.counts = { ...phone.counts, waiting: 3, oldestMs: MONDAY_MS };
    phone.duringCycle = () => {
      phone.loop.progress({ acknowledged: 2 });
      expect(phone.state).toMatchObject({ phase: 'sending', sentOfTotal: { sent: 2, total: 3 } });
      phone.counts = { ...phone.counts, waiting: 0, oldestMs: undefined };
    };
    await phone.starts();
    expect(phone.phases[0]).toBe('idle');
    expect(phone.state).toMatchObject({ phase: 'idle', waiting: 0, lastDoneAtMs: MONDAY_MS, sentOfTotal: undefined });
  });

  it('sends again after a quarter of an hour without any sign', async () => {
    await phone.starts();
    await phone.clock.pass(15 * MINUTE_MS - 1);
    expect(phone.cycles).toBe(1);
    await phone.clock.pass(1);
    expect(phone.cycles).toBe(2);
  });

  it.each(['visible', 'online', 'save', 'button', 'start'] as const)('sends at once: %s', async (trigger) => {
    await phone.starts();
    await phone.hears(trigger);
    expect(phone.cycles).toBe(2);
  });

  it('looks again when something was saved while it was sending', async () => {
    phone.duringCycle = () => {
      if (phone.cycles === 1) phone.loop.trigger('save');
    };
    await phone.starts();
    expect(phone.cycles).toBe(2);
  });

  it('waits between 0 and twice as long after each failure, at most 5 minutes', async () => {
    await phone.starts(UNREACHABLE);
    expect(phone.state).toMatchObject({ phase: 'offline', nextTryAtMs: MONDAY_MS + 1_000 });
    const pauses: number[] = [];
    for (let i = 0; i < 12; i += 1) {
      const pauseMs = (phone.state.nextTryAtMs ?? 0) - phone.clock.ms;
      pauses.push(pauseMs);
      await phone.clock.pass(pauseMs);
      expect(phone.cycles).toBe(i + 2);
    }
    expect(pauses.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(Math.max(...pauses)).toBe(LOOP.mostBackoffMs / 2);
    phone.outcome = DONE;
    await phone.hears('online');
    phone.outcome = UNREACHABLE;
    await phone.hears('online');
    expect((phone.state.nextTryAtMs ?? 0) - phone.clock.ms).toBe(1_000);
  });

  it('does not ask in a circle, however lucky the draw', async () => {
    phone.clock.luck = 0;
    await phone.starts(UNREACHABLE);
    expect((phone.state.nextTryAtMs ?? 0) - phone.clock.ms).toBe(LOOP.leastPauseMs);
  });

  it('tries again at a sign of network, not at each of ten saves in the village hall', async () => {
    await phone.starts(UNREACHABLE);
    for (let i = 0; i < 10; i += 1) await phone.hears('save');
    expect(phone.cycles).toBe(1);
    await phone.hears('online');
    expect(phone.cycles).toBe(2);
  });

  it('obeys Retry-After even when somebody taps', async () => {
    const busy = { tag: 'later', why: 'refused', problem: problemOf('unavailable'), retryAfterMs: 60_000 } as const;
    await phone.starts(busy);
    expect(phone.state).toMatchObject({ phase: 'waiting', problem: { code: 'GD-1503' } });
    for (const trigger of ['button', 'online', 'visible', 'save'] as const) await phone.hears(trigger);
    await phone.clock.pass(60_000);
    expect(phone.cycles).toBe(1);
    await phone.clock.pass(LOOP.firstBackoffMs);
    expect(phone.cycles).toBe(2);
  });

  it.each([
    ['rateLimited', true],
    ['unavailable', true],
    ['internal', true],
    ['noSession', true],
    ['malformed', false],
    ['forbidden', false],
  ] as const)('after %s tries again by itself: %s', async (name, soon) => {
    await phone.starts({ tag: 'later', why: 'refused', problem: problemOf(name) });
    expect(phone.state.phase).toBe(soon ? 'waiting' : 'attention');
    await phone.clock.pass(5 * MINUTE_MS);
    expect(phone.cycles).toBe(soon ? 2 : 1);
    await phone.clock.pass(10 * MINUTE_MS);
    expect(phone.cycles).toBeGreaterThanOrEqual(2);
  });

  it('stops when the device is revoked, until a person asks', async () => {
    await phone.starts({ tag: 'stopped', problem: problemOf('deviceRevoked') });
    expect(phone.state).toMatchObject({ phase: 'stopped', nextTryAtMs: undefined });
    for (const trigger of ['save', 'online', 'visible'] as const) await phone.hears(trigger);
    await phone.clock.pass(48 * HOUR_MS);
    expect(phone.cycles).toBe(1);
    phone.outcome = DONE;
    await phone.hears('button');
    expect(phone.state.phase).toBe('idle');
  });

  it('asks now and then whether the server speaks its version again', async () => {
    await phone.starts({ tag: 'stopped', problem: problemOf('protoUnsupported') });
    expect(phone.state.phase).toBe('stopped');
    await phone.clock.pass(15 * MINUTE_MS);
    expect(phone.cycles).toBe(2);
  });

  it('leaves the sending to the other tab, and looks after a late row soon', async () => {
    phone.counts = { ...phone.counts, waiting: 1, oldestMs: MONDAY_MS };
    await phone.starts({ tag: 'busy' });
    expect(phone.state.phase).toBe('idle');
    await phone.clock.pass(LOOP.firstBackoffMs);
    expect(phone.cycles).toBe(2);
  });

  it.each([{ refused: 1 }, { conflicts: 1 }, { waiting: 1, oldestMs: MONDAY_MS - 25 * HOUR_MS }])(
    'asks for a person: %o',
    async (counts) => {
      phone.counts = { ...phone.counts, ...counts };
      await phone.starts();
      expect(phone.state.phase).toBe('attention');
    },
  );

  it('goes on after a crash of the store, and tells', async () => {
    await phone.starts(new Error('closed'));
    expect(phone.crashes).toHaveLength(1);
    expect(phone.state.phase).toBe('offline');
    phone.outcome = DONE;
    await phone.clock.pass(LOOP.firstBackoffMs);
    expect(phone.state.phase).toBe('idle');
  });

  it('compares digests in the first cycle and every quarter of an hour, also after the clock was set back', async () => {
    await phone.starts();
    await phone.hears('save');
    expect(phone.digests).toBe(1);
    await phone.clock.pass(15 * MINUTE_MS);
    expect(phone.digests).toBe(2);
    phone.clock.ms -= 10 * 365 * 24 * HOUR_MS;
    await phone.hears('button');
    expect(phone.digests).toBe(3);
  });

  it('counts a digest as due again when the cycle that wanted it did not end well', async () => {
    await phone.starts(UNREACHABLE);
    phone.outcome = DONE;
    await phone.hears('online');
    expect(phone.digests).toBe(2);
  });

  it('ends', async () => {
    await phone.starts();
    phone.loop.end();
    await settled();
    await phone.clock.pass(HOUR_MS);
    await phone.hears('button');
    expect(phone.cycles).toBe(1);
  });

  it('does not take an older count for a newer one', async () => {
    await phone.starts();
    const answers: ((counts: LoopCounts) => void)[] = [];
    phone.countsLater = () => new Promise((resolve) => answers.push(resolve));
    const early = phone.loop.recount();
    const late = phone.loop.recount();
    await settled();
    answers[1]?.(phone.counts);
    await settled();
    answers[0]?.({ ...phone.counts, waiting: 9 });
    await Promise.all([early, late]);
    expect(phone.state.waiting).toBe(0);
  });

  it('keeps the same snapshot while nothing changes', async () => {
    await phone.starts();
    const shown = phone.state;
    await phone.loop.recount();
    expect(phone.state).toBe(shown);
  });
});
