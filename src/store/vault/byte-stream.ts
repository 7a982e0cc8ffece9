import type { Bytes } from './bytes.ts';

/** Bytes in pieces of any size: an array of them, a generator, or a `ReadableStream` where the browser can iterate it. */
export type ByteSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array> | ReadableStream<Uint8Array>;

/** Reads exact lengths from pieces of any size. */
export class StreamReader {
  readonly #next: () => Promise<Uint8Array | undefined>;
  readonly #cancel: () => Promise<unknown>;
  #pieces: Uint8Array[] = [];
  #buffered = 0;
  #failure: string | undefined;

  constructor(source: ByteSource) {
    // Safari has no async iteration of ReadableStream, so a stream is read by its reader.
    if ('getReader' in source) {
      const reader = source.getReader();
      this.#next = async () => (await reader.read()).value;
      this.#cancel = () => reader.cancel();
    } else {
      const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
      this.#next = async () => {
        const step = await iterator.next();
        return step.done ? undefined : step.value;
      };
      this.#cancel = async () => iterator.return?.();
    }
  }

  /** The next `length` bytes, or undefined when fewer are left. */
  async read(length: number): Promise<Bytes | undefined> {
    if (!(await this.#fill(length))) return undefined;
    const bytes = new Uint8Array(length);
    let at = 0;
    while (at < length) {
      const piece = this.#pieces[0] as Uint8Array;
      const taken = piece.subarray(0, length - at);
      bytes.set(taken, at);
      at += taken.length;
      if (taken.length === piece.length) this.#pieces.shift();
      else this.#pieces[0] = piece.subarray(taken.length);
    }
    this.#buffered -= length;
    return bytes;
  }

  async isAtEnd(): Promise<boolean> {
    return !(await this.#fill(1));
  }

  /** Why the source broke off (the name of the exception, e.g. `NotReadableError`); undefined when it did not. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** Lets the source go, read or not. */
  async close(): Promise<void> {
    try {
      await this.#cancel();
    } catch {
      // A stream that failed also refuses to be cancelled; nothing is left to release.
    }
  }

  async #fill(length: number): Promise<boolean> {
    while (this.#buffered < length) {
      const piece = await this.#nextOrEnd();
      if (!piece) return false;
      this.#pieces.push(piece);
      this.#buffered += piece.length;
    }
    return true;
  }

  async #nextOrEnd(): Promise<Uint8Array | undefined> {
    try {
      return await this.#next();
    } catch (cause) {
      this.#failure = cause instanceof Error || cause instanceof DOMException ? cause.name : String(cause);
      return undefined;
    }
  }
}
