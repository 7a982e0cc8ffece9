import type { PushAnswer } from '../contract/wire/sync.ts';
import type { Batch } from '../store/sync-steps/push-batch.ts';
import { LeaseLostError } from '../store/sync-steps/sync-context.ts';
import { type FeedDigest, findDifferences } from './digest-check.ts';
import { CycleEnd, type CycleOutcome, Exchange, type ExchangeDeps } from './exchange.ts';
import type { Feed, LockPort } from './ports.ts';

export type EngineDeps = ExchangeDeps & {
  readonly lock: LockPort;
  readonly feeds: () => readonly Feed[];
  /** Whether this cycle compares digests (at start and every quarter of an hour; costs a walk over all records). */
  readonly wantsDigest: () => boolean;
  readonly onProgress?: (progress: { readonly acknowledged: number }) => void;
  /** A digest differed: how many records were asked for again. For the report of silent divergence (rule 27). */
  readonly onDivergence?: (feed: Feed, records: number) => void;
  readonly faults?: ReadonlySet<string>;
};

/** A batch that the server has answered; the answer is not stored yet. */
type Answered = { readonly batch: Batch; readonly answer: PushAnswer };

/** What a filling did: nothing was left to do, some pages, or the order of changes must be put right first. */
type FillState = 'complete' | 'filled' | 'repair';

/** Pages of a first filling, until somebody else's changes are asked for again. */
const PAGES_BETWEEN_NEWS = 4;

/** Times one cycle follows a restore, a fork or a gap before it waits for the next one. */
const RECOVERIES_PER_CYCLE = 6;

/**
 * The sync engine: one cycle sends everything that waits, recovers from a restored server, and brings every feed up
 * to date.
 *
 * ```
 * lock ─ push until empty ─ fetch again ─ salvage ─ pull each feed ─ compare digests ─ done
 *           │                    ▲
 *           └ 409 epoch | forked ┘ recover, then from the start;  409 gap: new client id, from the start
 * ```
 * Every step is one store transaction or one request; a cycle may be cut off between any two of them.
 */
export class SyncEngine {
  readonly #deps: EngineDeps;
  readonly #exchange: Exchange;
  #serverVer: string | undefined;

  constructor(deps: EngineDeps) {
    this.#deps = deps;
    this.#exchange = new Exchange(deps);
  }

  /** Runs one cycle. Never throws for anything the network or another tab does. */
  async cycle(): Promise<CycleOutcome> {
    const result = await this.#deps.lock.run(() => this.#locked());
    return result === 'busy' ? { tag: 'busy' } : result;
  }

  async #locked(): Promise<CycleOutcome> {
    try {
      await this.#deps.store.takeLease();
      for (let i = 0; i < RECOVERIES_PER_CYCLE; i += 1) {
        if (await this.#pass()) return { tag: 'done' };
        await this.#exchange.repair();
      }
      return { tag: 'later', why: 'refused' };
    } catch (error) {
      if (error instanceof CycleEnd) return error.outcome;
      if (error instanceof LeaseLostError) return { tag: 'busy' };
      throw error;
    }
  }

  /**
   * True when everything is up to date; false when the order of changes had to be repaired first. While an empty
   * phone is filled, each page is followed by what waits here, and each few pages by what is new there: the phone is
   * usable after the first.
   */
  async #pass(): Promise<boolean> {
    let fresh = false;
    for (;;) {
      if (!(await this.#pushAll())) return false;
      if (!(await this.#refetch())) return false;
      if (!(await this.#salvage())) return false;
      const digests: FeedDigest[] = [];
      let filled = false;
      for (const feed of this.#deps.feeds()) {
        const state = await this.#pullFeed(feed, digests);
        if (state === 'repair') return false;
        filled ||= state === 'filled';
      }
      fresh ||= filled;
      if (filled) continue;
      // What has just been fetched whole is not walked over again.
      return fresh || !this.#deps.wantsDigest() || this.#compare(digests);
    }
  }

  /**
   * Sends everything that waits. While a batch is under way, the answer to the one before is stored and the next is
   * made ready: phone and server work at the same time.
   */
  async #pushAll(): Promise<boolean> {
    let answered: Answered | undefined;
    let batch = await this.#take();
    while (batch !== undefined) {
      const sent = batch;
      if (sent.meta.epoch === '') {
        // This phone has not met its server yet: learn the epoch before the first push.
        if (!(await this.#meet())) return false;
        batch = await this.#take();
        continue;
      }
      const [state, next] = await both(
        this.#send(sent),
        this.#store(answered).then(() => this.#take(sent)),
      );
      if (state === 'repair') return false;
      answered = state === 'changed' ? undefined : state;
      batch = state === 'changed' ? undefined : next;
      if (batch !== undefined) continue;
      await this.#store(answered);
      answered = undefined;
      batch = await this.#take();
    }
    return true;
  }

  #take(after?: Batch): Promise<Batch | undefined> {
    return this.#deps.store.takeBatch(this.#exchange.size(), after);
  }

  async #store(answered: Answered | undefined): Promise<void> {
    if (answered === undefined) return;
    await this.#deps.store.applyPush(answered.batch, answered.answer);
    this.#deps.onProgress?.({ acknowledged: answered.answer.results.length });
  }

  /** `changed`: the queue is not what it was when the batch was taken. */
  async #send(taken: Batch): Promise<Answered | 'repair' | 'changed'> {
    const batch = await this.#deps.store.openBatch(taken);
    if (batch === undefined) return 'changed';
    const answer = await this.#exchange.push(batch);
    if (answer === undefined) return 'repair';
    await this.#noteServer(answer.serverVer);
    return { batch, answer };
  }

  async #noteServer(serverVer: string): Promise<void> {
    if (this.#serverVer === serverVer) return;
    // A server of another version may understand what an older one had deferred.
    this.#serverVer = serverVer;
    await this.#deps.store.offerDeferred();
  }

  /** The first request to a space fixes its epoch and the head that the filling starts from. */
  async #meet(): Promise<boolean> {
    const own = this.#deps.feeds().find((feed) => feed.space === this.#deps.space);
    if (own === undefined) throw new CycleEnd({ tag: 'later', why: 'refused' });
    return (await this.#fill(own, 1)) !== 'repair';
  }

  /** New changes of one feed, then a few pages of its first filling. */
  async #pullFeed(feed: Feed, digests: FeedDigest[]): Promise<FillState> {
    const meta = await this.#deps.store.spaceMeta(feed.space);
    if (meta.feeds[feed.bucket] !== undefined && !(await this.#pullNew(feed, digests))) return 'repair';
    return this.#fill(feed, PAGES_BETWEEN_NEWS);
  }

  async #pullNew(feed: Feed, digests: FeedDigest[]): Promise<boolean> {
    for (;;) {
      const meta = await this.#deps.store.spaceMeta(feed.space);
      const from = meta.feeds[feed.bucket];
      if (from === undefined) return true;
      const answer = await this.#exchange.pull(feed, meta, { cursor: String(from.cursor) });
      if (answer === undefined) return false;
      await this.#deps.store.applyPull(feed.space, feed.bucket, { cursor: from.cursor }, answer);
      if (answer.more) continue;
      const { epoch, digest } = answer;
      if (digest !== undefined && from.before === undefined) digests.push({ feed, epoch, digest });
      return true;
    }
  }

  /**
   * Up to so many pages of the first filling, newest first. While one is stored, and what waits here is sent, the next
   * is under way.
   */
  async #fill(feed: Feed, pages: number): Promise<FillState> {
    const { space, bucket } = feed;
    const meta = await this.#deps.store.spaceMeta(space);
    const from = meta.feeds[bucket];
    if (from !== undefined && from.before === undefined) return 'complete';
    const ask = (before: number) => this.#exchange.pull(feed, meta, { before: String(before) });
    let before = from?.before;
    let answer = await ask(before ?? 0);
    for (let page = 1; answer !== undefined; page += 1) {
      const { before: below, more } = answer;
      const goesOn = more && below !== undefined && page < pages;
      const [next, stored] = await both(
        goesOn ? ask(below) : Promise.resolve(undefined),
        this.#deps.store.applyPull(space, bucket, { before }, answer).then(() => !goesOn || this.#pushAll()),
      );
      if (!goesOn) return 'filled';
      if (!stored) return 'repair';
      before = below;
      answer = next;
    }
    return 'repair';
  }

  async #compare(digests: readonly FeedDigest[]): Promise<boolean> {
    const members = await this.#deps.store.members();
    for (const at of digests) {
      const differing = await findDifferences(this.#deps.net, at, members);
      if (differing === 'unreachable') throw new CycleEnd({ tag: 'later', why: 'unreachable' });
      if (differing.length > 0 && !(await this.#askAgain(at.feed, differing))) return false;
    }
    return true;
  }

  async #askAgain(feed: Feed, differing: readonly string[]): Promise<boolean> {
    this.#deps.onDivergence?.(feed, differing.length);
    await this.#deps.store.markForRefetch(differing);
    for (let i = 0; i < differing.length; i += this.#deps.sizes.page) {
      if (!(await this.#fetch(feed, differing.slice(i, i + this.#deps.sizes.page)))) return false;
    }
    return true;
  }

  async #fetch(feed: Feed, rids: readonly string[]): Promise<boolean> {
    const meta = await this.#deps.store.spaceMeta(feed.space);
    const answer = await this.#exchange.fetch(feed, meta, rids);
    if (answer === undefined) return false;
    await this.#deps.store.applyFetch(feed.space, feed.bucket, answer);
    return true;
  }

  /** Asks again for records whose copy here cannot be trusted. */
  async #refetch(): Promise<boolean> {
    for (;;) {
      const wanted = await this.#deps.store.toRefetch(this.#deps.sizes.page);
      const first = wanted[0];
      if (first === undefined) return true;
      const rids = wanted
        .filter((row) => row.space === first.space && row.bucket === first.bucket)
        .map((row) => row.rid);
      if (!(await this.#fetch(first, rids))) return false;
    }
  }

  /** Gives back to a restored server what it lacks. */
  async #salvage(): Promise<boolean> {
    for (;;) {
      const waiting = await this.#deps.store.takeSalvage(this.#exchange.size());
      if (waiting === undefined) return true;
      const answer = await this.#exchange.salvage(waiting);
      if (answer === undefined) return false;
      await this.#deps.store.applySalvage(answer);
      if (answer.done.length === 0) return true; // refused as a whole: kept on the phone, shown, not tried in a circle
    }
  }
}

/** Waits for both, also when one fails: nothing of a cycle may go on after it has ended. */
async function both<A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> {
  const [first, second] = await Promise.allSettled([a, b]);
  if (first.status === 'rejected') throw first.reason;
  if (second.status === 'rejected') throw second.reason;
  return [first.value, second.value];
}
