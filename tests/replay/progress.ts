import { formatNumber } from '../../src/domain/text/format.ts';

const WIDTH = 28;
const REDRAW_MS = 80;
/** Without a terminal: a line at each quarter. */
const QUARTERS = 4;

/** Where the work shows how far it is: a bar on a terminal, plain lines elsewhere. */
export class Progress {
  readonly #out: { readonly isTTY?: boolean; write(text: string): unknown };
  readonly #steps: number;
  #step = 0;
  #label = '';
  #total = 0;
  #done = 0;
  #said = 0;
  #drawnAtMs = 0;
  #startedAtMs = 0;

  constructor(out: { readonly isTTY?: boolean; write(text: string): unknown }, steps: number) {
    this.#out = out;
    this.#steps = steps;
  }

  /** Begins a step of so many pieces of work. */
  begin(label: string, total = 1): void {
    this.#step += 1;
    [this.#label, this.#total, this.#done, this.#said] = [label, Math.max(1, total), 0, 0];
    this.#startedAtMs = Date.now();
    this.#draw();
  }

  tick(pieces = 1): void {
    this.reach(this.#done + pieces);
  }

  /** So many pieces are done; never backwards. */
  reach(done: number): void {
    this.#done = Math.min(this.#total, Math.max(this.#done, done));
    if (this.#out.isTTY) {
      if (Date.now() - this.#drawnAtMs >= REDRAW_MS) this.#draw();
    } else if (this.#total > 1) this.#quarters();
  }

  /** Ends the step; `said` = what came of it. */
  end(said = ''): void {
    const seconds = formatNumber(Math.round((Date.now() - this.#startedAtMs) / 100) / 10);
    const line = `✓ ${this.#step}/${this.#steps} ${this.#label}${said === '' ? '' : `: ${said}`} (${seconds} giây)`;
    this.#out.write(`${this.#out.isTTY ? '\r\u001b[2K' : ''}${line}\n`);
  }

  #draw(): void {
    if (!this.#out.isTTY) return;
    this.#drawnAtMs = Date.now();
    const full = Math.round((this.#done / this.#total) * WIDTH);
    const bar = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`;
    const amount = this.#total > 1 ? ` ${formatNumber(this.#done)}/${formatNumber(this.#total)}` : '';
    this.#out.write(`\r\u001b[2K${bar} ${this.#step}/${this.#steps} ${this.#label}${amount}`);
  }

  #quarters(): void {
    const quarter = Math.floor((this.#done / this.#total) * QUARTERS);
    if (quarter <= this.#said || quarter >= QUARTERS) return;
    this.#said = quarter;
    this.#out.write(
      `  ${this.#step}/${this.#steps} ${this.#label}: ${formatNumber(this.#done)}/${formatNumber(this.#total)}\n`,
    );
  }
}
