// When the screen is covered and when the keys are dropped (security.md §4), as a pure state machine.
//
//   locked ──opened──▶ open ──5 min idle, or > 60 s hidden──▶ covered ──uncovered──▶ open
//     ▲                  │ sign-out, 12 h                        │ sign-out, 12 h
//     └──────────────────┴───────────────────────────────────────┘
//
// Cover hides the screen: keys stay in memory, sync goes on, drafts stay. Lock drops keys and search worker.
// The end of the process needs no event: a new process starts with `LOCKED`.

const MINUTE_MS = 60 * 1000;

export const IDLE_BEFORE_COVER_MS = 5 * MINUTE_MS;
export const HIDDEN_BEFORE_COVER_MS = 1 * MINUTE_MS;
export const KEYS_LIVE_MS = 12 * 60 * MINUTE_MS;

/** Work that must not be interrupted by the cover. The kiosk is left by a secret of its own. */
export type Hold = 'session' | 'minutes' | 'kiosk';

export type LockState = { readonly tag: 'locked' } | UnlockedState;

/** All moments in ms since 1970 by the device's clock; only differences count. */
export interface UnlockedState {
  readonly tag: 'open' | 'covered';
  readonly openedAtMs: number;
  /** Last touch, key or end of a hold. */
  readonly activeAtMs: number;
  /** Since when the page is hidden for a reason that counts. */
  readonly hiddenAtMs?: number;
  readonly holds: readonly Hold[];
  /** The last moment seen, to notice a clock that was set back. */
  readonly seenAtMs: number;
}

/**
 * `tick`: time passed; send it every few seconds and when the page wakes. `hidden.reason`: `own-screen` is the app's own
 * camera, share sheet or file picker, which hide the page while the user works.
 */
export type LockEvent =
  | { readonly tag: 'opened' }
  | { readonly tag: 'activity' }
  | { readonly tag: 'tick' }
  | { readonly tag: 'hidden'; readonly reason: 'own-screen' | 'left' }
  | { readonly tag: 'visible' }
  | { readonly tag: 'hold-started'; readonly hold: Hold }
  | { readonly tag: 'hold-ended'; readonly hold: Hold }
  | { readonly tag: 'cover-asked' }
  | { readonly tag: 'uncovered' }
  | { readonly tag: 'sign-out' };

export const LOCKED: LockState = { tag: 'locked' };

/** The state after `event` at `nowMs`. What is due by time happens first: a touch after six idle minutes finds the cover. */
export function nextLockState(state: LockState, event: LockEvent, nowMs: number): LockState {
  const timed = afterTime(state, nowMs);
  if (event.tag === 'opened') {
    const holds = timed.tag === 'locked' ? [] : timed.holds;
    return { tag: 'open', openedAtMs: nowMs, activeAtMs: nowMs, seenAtMs: nowMs, holds };
  }
  return timed.tag === 'locked' ? timed : afterEvent(timed, event, nowMs);
}

/** When time alone will next change the state, for one timer instead of polling; undefined = never. */
export function nextLockChangeAtMs(state: LockState): number | undefined {
  if (state.tag === 'locked') return undefined;
  const lockAtMs = state.openedAtMs + KEYS_LIVE_MS;
  if (state.tag === 'covered' || state.holds.length > 0) return lockAtMs;
  const hiddenAtMs = state.hiddenAtMs ?? Number.POSITIVE_INFINITY;
  return Math.min(lockAtMs, state.activeAtMs + IDLE_BEFORE_COVER_MS, hiddenAtMs + HIDDEN_BEFORE_COVER_MS + 1);
}

function afterTime(before: LockState, nowMs: number): LockState {
  if (before.tag === 'locked') return before;
  const state = { ...shiftedBack(before, nowMs), seenAtMs: nowMs };
  if (nowMs - state.openedAtMs >= KEYS_LIVE_MS) return LOCKED;
  return isCoverDue(state, nowMs) ? { ...state, tag: 'covered' } : state;
}

/** A clock set back by an hour must not add an hour to anything: the time already passed is kept. */
function shiftedBack(state: UnlockedState, nowMs: number): UnlockedState {
  const back = state.seenAtMs - nowMs;
  if (back <= 0) return state;
  const hidden = state.hiddenAtMs === undefined ? {} : { hiddenAtMs: state.hiddenAtMs - back };
  return { ...state, openedAtMs: state.openedAtMs - back, activeAtMs: state.activeAtMs - back, ...hidden };
}

function isCoverDue(state: UnlockedState, nowMs: number): boolean {
  if (state.tag === 'covered' || state.holds.length > 0) return false;
  const hiddenMs = state.hiddenAtMs === undefined ? 0 : nowMs - state.hiddenAtMs;
  return nowMs - state.activeAtMs >= IDLE_BEFORE_COVER_MS || hiddenMs > HIDDEN_BEFORE_COVER_MS;
}

function afterEvent(state: UnlockedState, event: Exclude<LockEvent, { tag: 'opened' }>, nowMs: number): LockState {
  switch (event.tag) {
    case 'tick':
      return state;
    case 'sign-out':
      return LOCKED;
    case 'activity':
      return { ...state, activeAtMs: nowMs };
    case 'cover-asked':
      return { ...state, tag: 'covered' };
    case 'uncovered':
      return visible({ ...state, tag: 'open', activeAtMs: nowMs });
    case 'hidden':
      // The first hiding counts: a second `left` while away (picker closed by the system, page still hidden) starts its own minute.
      return event.reason === 'left' && state.hiddenAtMs === undefined ? { ...state, hiddenAtMs: nowMs } : state;
    case 'visible':
      return visible(state);
    case 'hold-started':
      return state.holds.includes(event.hold) ? state : { ...state, holds: [...state.holds, event.hold] };
    case 'hold-ended':
      return withoutHold(state, event.hold, nowMs);
  }
}

function visible(state: UnlockedState): UnlockedState {
  const { hiddenAtMs: _seen, ...rest } = state;
  return rest;
}

/** The clocks of the cover start anew when the last hold ends, else the cover would fall on the closing screen. */
function withoutHold(state: UnlockedState, hold: Hold, nowMs: number): UnlockedState {
  if (!state.holds.includes(hold)) return state;
  const holds = state.holds.filter((held) => held !== hold);
  if (holds.length > 0) return { ...state, holds };
  const hidden = state.hiddenAtMs === undefined ? {} : { hiddenAtMs: nowMs };
  return { ...state, holds, activeAtMs: nowMs, ...hidden };
}
