import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  LOCKED,
  type LockEvent,
  type LockState,
  nextLockChangeAtMs,
  nextLockState,
} from '../../../src/store/vault/lock.ts';
import { HOUR_MS, MONDAY_MS } from './support.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/** A phone in someone's hand: what happens, and how much time passes in between. */
class Day {
  state: LockState = nextLockState(LOCKED, { tag: 'opened' }, MONDAY_MS);
  nowMs = MONDAY_MS;

  after(ms: number, event: LockEvent | LockEvent['tag']): this {
    this.nowMs += ms;
    const full = typeof event === 'string' ? ({ tag: event } as LockEvent) : event;
    this.state = nextLockState(this.state, full, this.nowMs);
    return this;
  }
}

const left: LockEvent = { tag: 'hidden', reason: 'left' };
const camera: LockEvent = { tag: 'hidden', reason: 'own-screen' };
const start = (hold: 'session' | 'minutes' | 'kiosk'): LockEvent => ({ tag: 'hold-started', hold });
const end = (hold: 'session' | 'minutes' | 'kiosk'): LockEvent => ({ tag: 'hold-ended', hold });

describe('the cover falls', () => {
  it('after five idle minutes, not before', () => {
    expect(new Day().after(5 * MINUTE_MS - 1, 'tick').state.tag).toBe('open');
    expect(new Day().after(5 * MINUTE_MS, 'tick').state.tag).toBe('covered');
  });

  it('not while someone works', () => {
    const day = new Day();
    for (let minute = 0; minute < 60; minute += 4) day.after(4 * MINUTE_MS, 'activity');
    expect(day.state.tag).toBe('open');
  });

  it('also when no timer ran meanwhile: the first touch after six minutes finds it', () => {
    expect(new Day().after(6 * MINUTE_MS, 'activity').state.tag).toBe('covered');
  });

  it('when the app was left for more than a minute, not for less', () => {
    expect(new Day().after(0, left).after(60 * SECOND_MS, 'visible').state.tag).toBe('open');
    expect(new Day().after(0, left).after(60 * SECOND_MS + 1, 'visible').state.tag).toBe('covered');
  });

  it('not for our own camera, share sheet or file picker', () => {
    expect(new Day().after(0, camera).after(4 * MINUTE_MS, 'visible').state.tag).toBe('open');
  });

  it('yet five minutes without a touch count there too', () => {
    expect(new Day().after(0, camera).after(5 * MINUTE_MS, 'visible').state.tag).toBe('covered');
  });

  it('when the camera was left for another app', () => {
    expect(
      new Day()
        .after(0, camera)
        .after(0, left)
        .after(61 * SECOND_MS, 'visible').state.tag,
    ).toBe('covered');
  });

  it('and a short absence is forgotten on return', () => {
    const day = new Day()
      .after(0, left)
      .after(50 * SECOND_MS, 'visible')
      .after(2 * MINUTE_MS, 'tick');
    expect(day.state.tag).toBe('open');
    expect(day.after(0, left).after(30 * SECOND_MS, 'tick').state.tag).toBe('open');
  });

  it('when asked for', () => {
    expect(new Day().after(0, 'cover-asked').state.tag).toBe('covered');
  });

  it('and stays until it is lifted; a touch does not lift it', () => {
    const day = new Day()
      .after(5 * MINUTE_MS, 'tick')
      .after(0, 'activity')
      .after(0, 'visible');
    expect(day.state.tag).toBe('covered');
    expect(day.after(MINUTE_MS, 'uncovered').state.tag).toBe('open');
    expect(day.after(4 * MINUTE_MS, 'tick').state.tag).toBe('open');
    expect(day.after(MINUTE_MS, 'tick').state.tag).toBe('covered');
  });
});

describe.each(['session', 'minutes', 'kiosk'] as const)('during a %s', (hold) => {
  it('no cover falls, idle or hidden', () => {
    const day = new Day().after(0, start(hold)).after(HOUR_MS, 'tick').after(0, left).after(HOUR_MS, 'visible');
    expect(day.state.tag).toBe('open');
  });

  it('the clocks start anew when it ends', () => {
    const day = new Day().after(0, start(hold)).after(HOUR_MS, left).after(HOUR_MS, end(hold));
    expect(day.after(60 * SECOND_MS, 'tick').state.tag).toBe('open');
    expect(day.after(1, 'tick').state.tag).toBe('covered');
  });

  it('the keys still live twelve hours only', () => {
    expect(new Day().after(0, start(hold)).after(12 * HOUR_MS, 'tick').state).toEqual(LOCKED);
  });
});

describe('holds', () => {
  it('of two kinds must both end', () => {
    const day = new Day().after(0, start('session')).after(0, start('minutes')).after(0, start('minutes'));
    day.after(HOUR_MS, end('minutes')).after(HOUR_MS, 'tick');
    expect(day.state.tag).toBe('open');
    day.after(0, end('session')).after(5 * MINUTE_MS, 'tick');
    expect(day.state.tag).toBe('covered');
  });

  it('that never began change nothing when they end', () => {
    expect(new Day().after(4 * MINUTE_MS, end('session')).after(MINUTE_MS, 'tick').state.tag).toBe('covered');
  });
});

describe('the keys are dropped', () => {
  it('at sign-out, open or covered', () => {
    expect(new Day().after(0, 'sign-out').state).toEqual(LOCKED);
    expect(new Day().after(5 * MINUTE_MS, 'tick').after(0, 'sign-out').state).toEqual(LOCKED);
  });

  it('twelve hours after opening, however busy', () => {
    const day = new Day();
    for (let minute = 0; minute < 12 * 60 - 1; minute += 1) day.after(MINUTE_MS, 'activity');
    expect(day.state.tag).toBe('open');
    expect(day.after(MINUTE_MS, 'activity').state).toEqual(LOCKED);
  });

  it('and lifting a cover does not lengthen that', () => {
    const day = new Day()
      .after(5 * MINUTE_MS, 'tick')
      .after(11 * HOUR_MS, 'uncovered')
      .after(55 * MINUTE_MS, 'uncovered');
    expect(day.state).toEqual(LOCKED);
  });

  it('and nothing but opening brings them back', () => {
    const events: LockEvent['tag'][] = ['activity', 'tick', 'visible', 'uncovered', 'cover-asked', 'sign-out'];
    for (const tag of events) expect(nextLockState(LOCKED, { tag } as LockEvent, MONDAY_MS)).toEqual(LOCKED);
    expect(nextLockState(LOCKED, { tag: 'opened' }, MONDAY_MS).tag).toBe('open');
  });

  it('also in a new process, which starts locked', () => {
    expect(LOCKED).toEqual({ tag: 'locked' });
  });
});

describe('a clock that jumps', () => {
  it('back adds no time: what has passed stays passed', () => {
    const day = new Day()
      .after(4 * MINUTE_MS, 'tick')
      .after(-HOUR_MS, 'tick')
      .after(MINUTE_MS, 'tick');
    expect(day.state.tag).toBe('covered');
    const busy = new Day();
    for (let hour = 0; hour < 12; hour += 1) {
      for (let step = 0; step < 15; step += 1) busy.after(4 * MINUTE_MS, 'activity');
      busy.after(-30 * MINUTE_MS, 'tick');
    }
    expect(busy.state).toEqual(LOCKED);
  });

  it('to 2040 locks', () => {
    expect(new Day().after(14 * 365 * 24 * HOUR_MS, 'tick').state).toEqual(LOCKED);
  });
});

describe('the moment of the next change', () => {
  const event: fc.Arbitrary<LockEvent> = fc.oneof(
    fc.constantFrom<LockEvent>({ tag: 'activity' }, { tag: 'tick' }, { tag: 'visible' }, left, camera, {
      tag: 'uncovered',
    }),
    fc.constantFrom(start('session'), end('session'), start('minutes'), end('minutes')),
  );
  const steps = fc.array(fc.tuple(fc.nat(4 * MINUTE_MS), event), { maxLength: 20 });

  it('is right: nothing changes before it, something does at it', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const day = new Day();
        for (const [ms, next] of list) day.after(ms, next);
        const atMs = nextLockChangeAtMs(day.state);
        if (atMs === undefined) return expect(day.state).toEqual(LOCKED);
        expect(nextLockState(day.state, { tag: 'tick' }, atMs - 1).tag).toBe(day.state.tag);
        expect(nextLockState(day.state, { tag: 'tick' }, atMs).tag).not.toBe(day.state.tag);
      }),
    );
  });

  it('and time alone never opens anything, nor does when it is looked at', () => {
    fc.assert(
      fc.property(steps, fc.array(fc.nat(HOUR_MS), { maxLength: 10 }), (list, pauses) => {
        const day = new Day();
        for (const [ms, next] of list) day.after(ms, next);
        const atOnce = nextLockState(day.state, { tag: 'tick' }, day.nowMs + pauses.reduce((sum, ms) => sum + ms, 0));
        for (const ms of pauses) day.after(ms, 'tick');
        expect(day.state.tag).toBe(pauses.length > 0 ? atOnce.tag : day.state.tag);
      }),
    );
  });
});
