import { type ProblemName, problemName } from '../contract/problems.ts';
import type { ProblemBody } from '../contract/wire/sync.ts';
import { needLook } from '../domain/text/wording.ts';
import type { SyncPhase, SyncState } from '../store/phone.ts';
import type { CycleOutcome } from './exchange.ts';
import type { LoopClock } from './ports.ts';

/** Why a cycle should run now (rule 24). */
export type Trigger = 'start' | 'visible' | 'online' | 'save' | 'button';

export type LoopCounts = Pick<SyncState, 'waiting' | 'oldestMs' | 'refused' | 'conflicts' | 'overtaken'>;

export type LoopDeps = {
  readonly cycle: () => Promise<CycleOutcome>;
  readonly clock: LoopClock;
  readonly counts: () => Promise<LoopCounts>;
  /** Something other than the network failed; the loop goes on as after a failure. */
  readonly onCrash: (error: unknown) => void;
  /** After a cycle that brought everything up to date. */
  readonly onDone?: () => Promise<void>;
  readonly lastDoneAtMs?: number | undefined;
};

/** Time between tries (rules 24, 25). */
export const LOOP = {
  timerMs: 15 * 60_000,
  firstBackoffMs: 2_000,
  mostBackoffMs: 5 * 60_000,
  /** Even the luckiest draw waits this long: a server in trouble is not asked in a circle. */
  leastPauseMs: 100,
  digestEveryMs: 15 * 60_000,
  /** What waits longer needs a way out: courier or export (rule 26). */
  oldUnsentMs: 24 * 60 * 60_000,
} as const;

/** A pause before the next try, and what may cut it short. */
type Pause = { readonly delayMs: number; readonly cutBy: ReadonlySet<Trigger>; readonly phase: SyncPhase };

const ANY: ReadonlySet<Trigger> = new Set(['start', 'visible', 'online', 'save', 'button']);
/** While the network is bad, ten saves in a village hall must not be ten tries. */
const NEWS: ReadonlySet<Trigger> = new Set(['start', 'visible', 'online', 'button']);
const PERSON: ReadonlySet<Trigger> = new Set(['start', 'button']);
/** The server said how long: nobody is quicker. */
const NOBODY: ReadonlySet<Trigger> = new Set();

/**
 * When the engine runs.
 *
 * ```
 *            ┌──────────── any trigger, 15 min ─────────────┐
 * start ─▶ sending ─ done ──────────────────────────────▶ idle | attention
 *            ▲ ├─ unreachable ─▶ offline ─┐ 2 s … 5 min with full jitter,
 *            ├─┼─ 5xx 408 429 ─▶ waiting ─┤ or as long as the server asked
 *            │ ├─ another refusal ─▶ attention ── 15 min, a person, a sign of network
 *            │ └─ revoked ─▶ stopped ── a person only
 *            └──────────────────────────────┘
 * ```
 */
export class SyncLoop {
  readonly #deps: LoopDeps;
  readonly #listeners = new Set<() => void>();
  readonly #triggers = new Set<Trigger>();
  #pause: Pause | undefined;
  #wake: (() => void) | undefined;
  #running = false;
  #ended = false;
  #failures = 0;
  #problem: ProblemBody | undefined;
  #digestAtMs = Number.NEGATIVE_INFINITY;
  #digestNow = false;
  #sent = 0;
  #counts: LoopCounts = { waiting: 0, oldestMs: undefined, refused: 0, conflicts: 0, overtaken: 0 };
  #asked = 0;
  #counted = 0;
  #lastDoneAtMs: number | undefined;
  #nextTryAtMs: number | undefined;
  #total = 0;
  #state: SyncState;

  constructor(deps: LoopDeps) {
    this.#deps = deps;
    this.#lastDoneAtMs = deps.lastDoneAtMs;
    this.#state = this.#view();
  }

  readonly getSnapshot = (): SyncState => this.#state;

  readonly subscribe = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange);
    return () => this.#listeners.delete(onChange);
  };

  /** Whether the cycle that runs now compares digests: the first one, and every quarter of an hour. */
  readonly wantsDigest = (): boolean => this.#digestNow;

  /** The engine's `onProgress`. */
  readonly progress = ({ acknowledged }: { readonly acknowledged: number }): void => {
    this.#sent += acknowledged;
    this.#show();
  };

  /** Runs until `end`; call once. */
  async run(): Promise<void> {
    await this.recount();
    while (!this.#ended) {
      this.#triggers.clear();
      const outcome = await this.#once();
      if (this.#ended) return;
      this.#pause = this.#pauseAfter(outcome);
      if (!this.#isCut(this.#pause)) await this.#sleep(this.#pause);
    }
  }

  /** Stops for good: the keys are dropped. A running cycle ends at its next step that finds the store closed. */
  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  trigger(trigger: Trigger): void {
    this.#triggers.add(trigger);
    if (this.#pause !== undefined && this.#isCut(this.#pause)) this.#wake?.();
  }

  /** Reads anew what waits: after a save, and when another tab has changed something. */
  async recount(): Promise<void> {
    this.#asked += 1;
    const turn = this.#asked;
    try {
      const counts = await this.#deps.counts();
      // A count that was asked for earlier and came later is older.
      if (turn < this.#counted) return;
      this.#counted = turn;
      this.#counts = counts;
    } catch (error) {
      this.#deps.onCrash(error);
    }
    this.#show();
  }

  #isCut(pause: Pause): boolean {
    return [...this.#triggers].some((trigger) => pause.cutBy.has(trigger));
  }

  async #once(): Promise<CycleOutcome> {
    const nowMs = this.#deps.clock.nowMs();
    // A clock that was set back must not put the next comparison off for years.
    this.#digestNow = Math.abs(nowMs - this.#digestAtMs) >= LOOP.digestEveryMs;
    this.#running = true;
    this.#pause = undefined;
    this.#nextTryAtMs = undefined;
    this.#sent = 0;
    this.#total = this.#counts.waiting;
    this.#show();
    let outcome: CycleOutcome;
    try {
      outcome = await this.#deps.cycle();
      if (outcome.tag === 'done') await this.#done(nowMs);
    } catch (error) {
      if (!this.#ended) this.#deps.onCrash(error);
      outcome = { tag: 'later', why: 'unreachable' };
    }
    this.#running = false;
    if (!this.#ended) await this.recount();
    return outcome;
  }

  async #done(startedAtMs: number): Promise<void> {
    if (this.#digestNow) this.#digestAtMs = startedAtMs;
    this.#lastDoneAtMs = this.#deps.clock.nowMs();
    await this.#deps.onDone?.();
  }

  #pauseAfter(outcome: CycleOutcome): Pause {
    this.#problem = 'problem' in outcome ? outcome.problem : undefined;
    switch (outcome.tag) {
      case 'done':
        this.#failures = 0;
        return { delayMs: LOOP.timerMs, cutBy: ANY, phase: 'idle' };
      case 'busy':
        // Another tab sends. If something of ours came too late for its batch, it is looked after soon.
        this.#failures = 0;
        return { delayMs: this.#counts.waiting > 0 ? this.#backoffMs() : LOOP.timerMs, cutBy: ANY, phase: 'idle' };
      case 'stopped':
        return { delayMs: LOOP.timerMs, cutBy: PERSON, phase: 'stopped' };
      case 'later':
        if (outcome.why === 'refused' && outcome.problem !== undefined && !isTransient(outcome.problem))
          return { delayMs: LOOP.timerMs, cutBy: NEWS, phase: 'attention' };
        return this.#backoff(outcome.why === 'unreachable' ? 'offline' : 'waiting', outcome.retryAfterMs);
      default:
        return outcome satisfies never;
    }
  }

  #backoff(phase: SyncPhase, retryAfterMs: number | undefined): Pause {
    const jitterMs = this.#backoffMs();
    this.#failures += 1;
    return retryAfterMs === undefined
      ? { delayMs: jitterMs, cutBy: NEWS, phase }
      : { delayMs: retryAfterMs + this.#deps.clock.random() * LOOP.firstBackoffMs, cutBy: NOBODY, phase };
  }

  /** Full jitter: anything between nothing and a limit that doubles with each failure. */
  #backoffMs(): number {
    const limitMs = Math.min(LOOP.mostBackoffMs, LOOP.firstBackoffMs * 2 ** Math.min(this.#failures, 30));
    return Math.max(LOOP.leastPauseMs, this.#deps.clock.random() * limitMs);
  }

  async #sleep(pause: Pause): Promise<void> {
    // A revoked phone does not try again by itself: only a person's tap may find it forgiven.
    const forever = pause.phase === 'stopped' && isRevoked(this.#problem);
    do {
      const { done, wake } = this.#deps.clock.sleep(pause.delayMs);
      this.#wake = wake;
      this.#nextTryAtMs = forever ? undefined : this.#deps.clock.nowMs() + pause.delayMs;
      this.#show();
      await done;
      this.#wake = undefined;
    } while (forever && !this.#ended && !this.#isCut(pause));
  }

  #show(): void {
    const next = this.#view();
    if (same(next, this.#state)) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  #view(): SyncState {
    const { waiting } = this.#counts;
    const total = Math.max(this.#total, this.#sent);
    return {
      ...this.#counts,
      phase: this.#phase(),
      waiting,
      sentOfTotal: this.#running && total > 0 ? { sent: this.#sent, total } : undefined,
      lastDoneAtMs: this.#lastDoneAtMs,
      nextTryAtMs: this.#nextTryAtMs,
      problem: this.#problem && { code: this.#problem.code, params: this.#problem.params ?? {} },
    };
  }

  #phase(): SyncPhase {
    if (this.#running) return 'sending';
    const phase = this.#pause?.phase ?? 'idle';
    return phase === 'idle' && this.#needsPerson() ? 'attention' : phase;
  }

  #needsPerson(): boolean {
    const { oldestMs } = this.#counts;
    const old = oldestMs !== undefined && this.#deps.clock.nowMs() - oldestMs > LOOP.oldUnsentMs;
    return needLook(this.#counts) > 0 || old;
  }
}

/** Refusals that pass by themselves (rule 25); a lost session is renewed by the next try. */
function isTransient({ status, code }: ProblemBody): boolean {
  return status >= 500 || status === 408 || status === 429 || problemName(code) === 'noSession';
}

const REVOKED: ProblemName = 'deviceRevoked';

function isRevoked(problem: ProblemBody | undefined): boolean {
  return problem !== undefined && problemName(problem.code) === REVOKED;
}

function same(a: SyncState, b: SyncState): boolean {
  return (Object.keys(a) as (keyof SyncState)[]).every((key) => {
    if (key === 'sentOfTotal')
      return a.sentOfTotal?.sent === b.sentOfTotal?.sent && a.sentOfTotal?.total === b.sentOfTotal?.total;
    if (key === 'problem') return a.problem?.code === b.problem?.code;
    return a[key] === b[key];
  });
}
