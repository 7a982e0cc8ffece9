/** The first request of a phone: little is lost if the line does not carry it. */
const FIRST_ROWS = 100;
/** A request that was answered within this time may be followed by a bigger one … */
const QUICK_MS = 3_000;
/** … and one that took longer than this should have been smaller: what is cut off must be sent again whole. */
const SLOW_MS = 12_000;

/** How many rows go into one request (rule 25): as many as the line carries well, at most `most`. */
export class BatchRows {
  readonly #most: number;
  #now: number;

  constructor(most: number) {
    this.#most = most;
    this.#now = Math.min(FIRST_ROWS, most);
  }

  get now(): number {
    return this.#now;
  }

  /** A request came through. */
  answered(tookMs: number): void {
    if (tookMs <= QUICK_MS) this.#now = Math.min(this.#now * 2, this.#most);
    else if (tookMs >= SLOW_MS) this.#halve();
  }

  /** A request did not fit through. */
  failed(): void {
    this.#halve();
  }

  #halve(): void {
    this.#now = Math.max(1, Math.floor(this.#now / 2));
  }
}
