import type { Summary } from '../../domain/receptions/summary.ts';
import type { Question } from '../../domain/search/question.ts';
import { SearchIndex, scan } from '../../domain/search/search-index.ts';
import type { Phone } from '../../store/phone.ts';
import { idle } from '../../ui/idle.ts';

/** So long the building works before it gives way: far below the 50 ms that a person feels. */
const SLICE_MS = 16;
/** A page that is never idle is searched all the same. */
const IDLE_AT_LATEST_MS = 200;
const MOST_RECENT = 6;

/**
 * What search knows of one open phone: the index, what was typed, what was looked for before. It lives in memory only
 * and is gone when the keys are: neither an address nor the browser's history ever holds a citizen's name.
 */
export class PhoneSearch {
  /** As it stands in the box; whoever comes back from a result finds it again. */
  typed = '';
  /** The record or group that was opened last. */
  openedKey: string | undefined;
  /** The one group that is shown whole. */
  group: string | undefined;
  readonly #phone: Phone;
  readonly #listeners = new Set<() => void>();
  #recent: readonly string[] = [];
  #index: SearchIndex | undefined;
  #preparing = false;
  #version = 0;

  private constructor(phone: Phone) {
    this.#phone = phone;
    const stop = phone.lock.subscribe(() => {
      if (!this.#isLocked()) return;
      stop();
      byPhone.delete(phone);
      this.typed = '';
      this.openedKey = undefined;
      this.#recent = [];
      this.#index = undefined;
    });
  }

  static of(phone: Phone): PhoneSearch {
    const search = byPhone.get(phone) ?? new PhoneSearch(phone);
    byPhone.set(phone, search);
    return search;
  }

  /** Another number = it may answer otherwise than before. */
  readonly getSnapshot = (): number => this.#version;

  readonly subscribe = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange);
    return () => this.#listeners.delete(onChange);
  };

  /** Builds the index unless it is there, while the page has nothing else to do: it answers without it too. */
  async prepare(): Promise<void> {
    if (this.#preparing) return;
    this.#preparing = true;
    const index = await inSlices(SearchIndex.build(this.#phone.summary.getSnapshot().newestFirst));
    if (this.#isLocked()) return;
    this.#index = index;
    this.#announce();
    await inSlices(index.learnMarks());
    this.#announce();
  }

  #announce(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }

  #isLocked(): boolean {
    return this.#phone.lock.getSnapshot() === 'locked';
  }

  /** Answers from the lists as they stand now: what was redacted a moment ago is not found. */
  find(question: Question): readonly Summary[] {
    const { newestFirst } = this.#phone.summary.getSnapshot();
    if (this.#index === undefined) return scan(newestFirst, question);
    this.#index.follow(newestFirst);
    return this.#index.find(question);
  }

  /** Newest first. */
  get recent(): readonly string[] {
    return this.#recent;
  }

  /** A question that led somewhere. */
  remember(typed: string): void {
    const question = typed.trim();
    if (question === '') return;
    this.#recent = [question, ...this.#recent.filter((other) => other !== question)].slice(0, MOST_RECENT);
  }
}

const byPhone = new WeakMap<Phone, PhoneSearch>();

/** Works in slices; what the page has to draw and to answer goes before. */
async function inSlices<T>(steps: Generator<undefined, T>): Promise<T> {
  let until = performance.now() + SLICE_MS;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() < until) continue;
    await idle(IDLE_AT_LATEST_MS);
    until = performance.now() + SLICE_MS;
  }
}
