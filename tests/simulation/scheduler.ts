import type { Rng } from '../../src/server/demo/invented/rng.ts';

type Parked = { readonly process: Process; readonly label: string; readonly resume: () => void };

/** One page of one phone: when it crashes, everything it was about to do is gone. */
export class Process {
  readonly name: string;
  alive = true;

  constructor(name: string) {
    this.name = name;
  }
}

/**
 * Runs asynchronous code one port call at a time, in an order that only the seed decides. Every port call parks its
 * caller; the scheduler resumes one, waits until nothing moves any more, and picks the next. An activity may have
 * several calls parked at once.
 */
export class Scheduler {
  readonly #rng: Rng;
  readonly #parked: Parked[] = [];
  readonly #trace: string[] = [];
  #running = 0;
  /** Faults that escaped from an activity: bugs. */
  readonly errors: unknown[] = [];

  constructor(rng: Rng) {
    this.#rng = rng;
  }

  /** The port calls so far, in order. Identical in every run of a seed. */
  get trace(): readonly string[] {
    return this.#trace;
  }

  get parkedCount(): number {
    return this.#parked.length;
  }

  /** Called by ports: waits to be picked. A dead process never goes on. */
  park(process: Process, label: string): Promise<void> {
    return new Promise((resume) => {
      if (process.alive) this.#parked.push({ process, label, resume });
    });
  }

  /** What a port does once its caller was picked; nobody else is picked before it ends. Between ports code only thinks. */
  async work<T>(body: () => Promise<T>): Promise<T> {
    this.#running += 1;
    try {
      return await body();
    } finally {
      this.#running -= 1;
    }
  }

  /** Starts an activity; `onEnd` is called when it ends (not when its process dies). */
  async start(body: () => Promise<void>, onEnd: () => void): Promise<void> {
    void body()
      .catch((error: unknown) => {
        this.errors.push(error);
      })
      .then(onEnd);
    await this.#settle();
  }

  /** Resumes one parked caller. False when there is none. */
  async step(): Promise<boolean> {
    if (this.#parked.length === 0) return false;
    const [next] = this.#parked.splice(this.#rng.below(this.#parked.length), 1) as [Parked];
    this.#trace.push(`${next.process.name} ${next.label}`);
    next.resume();
    await this.#settle();
    return true;
  }

  /** Kills a process: its parked calls never return. */
  crash(process: Process): void {
    process.alive = false;
    for (let i = this.#parked.length - 1; i >= 0; i -= 1)
      if (this.#parked[i]?.process === process) this.#parked.splice(i, 1);
  }

  async #settle(): Promise<void> {
    do await new Promise((resolve) => setImmediate(resolve));
    while (this.#running > 0);
  }
}
