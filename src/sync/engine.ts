import { problemName } from '../contract/problems.ts';
import { type Digest, PROTO, type ProblemBody, type PullAnswer, type PushAnswer } from '../contract/wire/sync.ts';
import type { SpaceMeta } from '../store/rows.ts';
import type { Batch } from '../store/sync-steps/push-batch.ts';
import { LeaseLostError } from '../store/sync-steps/sync-context.ts';
import type { SyncStore } from '../store/sync-store.ts';
import { findDifferences } from './digest-check.ts';
import type { Feed, LockPort, NetPort, NetResult } from './ports.ts';

/** How a cycle ended. `again` = there is more to do at once; `later` = try again after a pause. */
export type CycleOutcome =
  | { readonly tag: 'done' }
  | {
      readonly tag: 'later';
      readonly why: 'unreachable' | 'refused';
      readonly problem?: ProblemBody;
      readonly retryAfterMs?: number;
    }
  | { readonly tag: 'stopped'; readonly problem: ProblemBody }
  | { readonly tag: 'busy' };

export type EngineDeps = {
  readonly store: SyncStore;
  readonly net: NetPort;
  readonly lock: LockPort;
  readonly nowMs: () => number;
  readonly appVer: string;
  readonly space: string;
  readonly feeds: () => readonly Feed[];
  readonly sizes: { readonly rows: number; readonly bytes: number; readonly page: number };
  /** Whether this cycle compares digests (at start and every quarter of an hour; costs a walk over all records). */
  readonly wantsDigest: () => boolean;
  readonly onProgress?: (progress: { readonly acknowledged: number }) => void;
  /** A digest differed: how many records were asked for again. For the report of silent divergence (rule 27). */
  readonly onDivergence?: (feed: Feed, records: number) => void;
  readonly faults?: ReadonlySet<string>;
};

/** A step was answered by something that ends the cycle. */
class CycleEnd extends Error {
  readonly outcome: CycleOutcome;
  constructor(outcome: CycleOutcome) {
    super('cycle ended');
    this.outcome = outcome;
  }
}

/** Refusals after which the phone must not go on by itself. */
const STOPS = ['deviceRevoked', 'protoUnsupported', 'badCertificate'] as const;

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
  #rows: number;
  #serverVer: string | undefined;

  constructor(deps: EngineDeps) {
    this.#deps = deps;
    this.#rows = deps.sizes.rows;
  }

  /** Runs one cycle. Never throws for anything the network or another tab does. */
  async cycle(): Promise<CycleOutcome> {
    const result = await this.#deps.lock.run(() => this.#locked());
    return result === 'busy' ? { tag: 'busy' } : result;
  }

  async #locked(): Promise<CycleOutcome> {
    try {
      await this.#deps.store.takeLease();
      for (let i = 0; i < RECOVERIES_PER_CYCLE; i += 1) if (await this.#pass()) return { tag: 'done' };
      return { tag: 'later', why: 'refused' };
    } catch (error) {
      if (error instanceof CycleEnd) return error.outcome;
      if (error instanceof LeaseLostError) return { tag: 'busy' };
      throw error;
    }
  }

  /**
   * True when everything is up to date; false when the order of changes had to be repaired first. While an empty
   * phone is filled, each page is followed by what waits here and by what is new there: usable after page one.
   */
  async #pass(): Promise<boolean> {
    for (;;) {
      if (!(await this.#pushAll())) return false;
      if (!(await this.#refetch())) return false;
      if (!(await this.#salvage())) return false;
      let filling = false;
      for (const feed of this.#deps.feeds()) {
        const state = await this.#pullFeed(feed);
        if (state === 'repaired') return false;
        filling ||= state === 'filling';
      }
      if (!filling) return true;
    }
  }

  async #pushAll(): Promise<boolean> {
    for (;;) {
      const batch = await this.#deps.store.takeBatch({ rows: this.#rows, bytes: this.#deps.sizes.bytes });
      if (batch === undefined) return true;
      if (batch.meta.epoch === '') {
        // This phone has not met its server yet: learn the epoch before the first push.
        if (!(await this.#meet())) return false;
        continue;
      }
      const answer = await this.#push(batch);
      if (answer === undefined) return false;
      await this.#deps.store.applyPush(batch, answer);
      this.#deps.onProgress?.({ acknowledged: answer.results.length });
    }
  }

  async #push(batch: Batch): Promise<PushAnswer | undefined> {
    const { meta } = batch;
    const cursorOf = Object.fromEntries(Object.entries(meta.feeds).map(([bucket, feed]) => [bucket, feed.cursor]));
    const result = await this.#deps.net.push({
      proto: PROTO.max,
      appVer: this.#deps.appVer,
      clientId: batch.clientId,
      space: this.#deps.space,
      epoch: meta.epoch,
      seen: meta.seen,
      cursorOf,
      now: this.#deps.nowMs(),
      muts: batch.muts,
    });
    this.#adaptSize(result);
    const answer = await this.#settle(result, this.#deps.space, meta);
    if (answer !== undefined) await this.#noteServer(answer.serverVer);
    return answer;
  }

  /** A batch that did not fit through is halved; each success lets it grow again (rule 25). */
  #adaptSize(result: NetResult<unknown>): void {
    if (result.tag === 'ok') this.#rows = Math.min(this.#rows * 2, this.#deps.sizes.rows);
    else if (result.tag === 'unreachable' || isTooLarge(result.problem))
      this.#rows = Math.max(1, Math.floor(this.#rows / 2));
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
    return (await this.#fillPage(own)) !== undefined;
  }

  /** New changes of one feed, then one page of its first filling. */
  async #pullFeed(feed: Feed): Promise<'complete' | 'filling' | 'repaired'> {
    const meta = await this.#deps.store.spaceMeta(feed.space);
    if (meta.feeds[feed.bucket] !== undefined && !(await this.#pullNew(feed))) return 'repaired';
    const { feeds } = await this.#deps.store.spaceMeta(feed.space);
    const at = feeds[feed.bucket];
    if (at !== undefined && at.before === undefined) return 'complete';
    const more = await this.#fillPage(feed);
    if (more === undefined) return 'repaired';
    return more ? 'filling' : 'complete';
  }

  async #pullNew(feed: Feed): Promise<boolean> {
    for (;;) {
      const meta = await this.#deps.store.spaceMeta(feed.space);
      const from = meta.feeds[feed.bucket];
      if (from === undefined) return true;
      const answer = await this.#pull(feed, meta, { cursor: String(from.cursor) });
      if (answer === undefined) return false;
      await this.#deps.store.applyPull(feed.space, feed.bucket, { cursor: from.cursor }, answer);
      if (answer.more) continue;
      if (answer.digest !== undefined && from.before === undefined && this.#deps.wantsDigest())
        await this.#compare(feed, answer.epoch, answer.digest);
      return true;
    }
  }

  /** One page of the first filling, newest first. Whether there is more below; undefined = repaired instead. */
  async #fillPage(feed: Feed): Promise<boolean | undefined> {
    const meta = await this.#deps.store.spaceMeta(feed.space);
    const from = meta.feeds[feed.bucket];
    const answer = await this.#pull(feed, meta, { before: String(from?.before ?? 0) });
    if (answer === undefined) return undefined;
    await this.#deps.store.applyPull(feed.space, feed.bucket, { before: from?.before }, answer);
    return answer.more;
  }

  async #pull(
    feed: Feed,
    meta: SpaceMeta,
    position: { cursor: string } | { before: string },
  ): Promise<PullAnswer | undefined> {
    const result = await this.#deps.net.pull({
      proto: String(PROTO.max),
      space: feed.space,
      bucket: feed.bucket,
      ...(meta.epoch === '' ? {} : { epoch: meta.epoch }),
      ...position,
      ...(meta.seen.seq === 0 ? {} : { seen: String(meta.seen.seq), hash: meta.seen.hash }),
      limit: String(this.#deps.sizes.page),
    });
    return this.#settle(result, feed.space, meta);
  }

  async #compare(feed: Feed, epoch: string, digest: Digest): Promise<void> {
    const differing = await findDifferences(this.#deps, { feed, epoch, digest });
    if (differing === 'unreachable') throw new CycleEnd({ tag: 'later', why: 'unreachable' });
    if (differing.length === 0) return;
    this.#deps.onDivergence?.(feed, differing.length);
    await this.#deps.store.markForRefetch(differing);
    for (let i = 0; i < differing.length; i += this.#deps.sizes.page) {
      if (!(await this.#fetch(feed, differing.slice(i, i + this.#deps.sizes.page)))) return;
    }
  }

  async #fetch(feed: Feed, rids: readonly string[]): Promise<boolean> {
    const meta = await this.#deps.store.spaceMeta(feed.space);
    const result = await this.#deps.net.fetch({
      proto: PROTO.max,
      space: feed.space,
      bucket: feed.bucket,
      epoch: meta.epoch,
      rids: [...rids],
    });
    const answer = await this.#settle(result, feed.space, meta);
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
      const waiting = await this.#deps.store.takeSalvage({ rows: this.#rows, bytes: this.#deps.sizes.bytes });
      if (waiting === undefined) return true;
      const { clientId, meta, items } = waiting;
      const result = await this.#deps.net.salvage({
        proto: PROTO.max,
        clientId,
        space: this.#deps.space,
        epoch: meta.epoch,
        items: [...items],
      });
      this.#adaptSize(result);
      const answer = await this.#settle(result, this.#deps.space, meta);
      if (answer === undefined) return false;
      await this.#deps.store.applySalvage(answer);
      if (answer.done.length === 0) return true; // refused as a whole: kept on the phone, shown, not tried in a circle
    }
  }

  /** The answer, or undefined after the order of changes was repaired; anything else ends the cycle. */
  async #settle<T>(result: NetResult<T>, space: string, meta: SpaceMeta | undefined): Promise<T | undefined> {
    if (result.tag === 'ok') return result.value;
    if (result.tag === 'unreachable') throw new CycleEnd({ tag: 'later', why: 'unreachable' });
    const { problem } = result;
    const name = problemName(problem.code);
    if ((name === 'epoch' || name === 'forked' || name === 'cursorTooOld') && meta !== undefined) {
      await this.#recover(space, meta);
      return undefined;
    }
    if (name === 'gap') {
      await this.#deps.store.renumber();
      return undefined;
    }
    if ((STOPS as readonly (string | undefined)[]).includes(name)) throw new CycleEnd({ tag: 'stopped', problem });
    const retry = result.retryAfterMs === undefined ? {} : { retryAfterMs: result.retryAfterMs };
    throw new CycleEnd({ tag: 'later', why: 'refused', problem, ...retry });
  }

  async #recover(space: string, meta: SpaceMeta): Promise<void> {
    const result = await this.#deps.net.recover({ proto: PROTO.max, space, epoch: meta.epoch, marks: [...meta.marks] });
    if (result.tag === 'ok') await this.#deps.store.recover(space, meta.epoch, result.value);
    else if (result.tag === 'unreachable') throw new CycleEnd({ tag: 'later', why: 'unreachable' });
    else throw new CycleEnd({ tag: 'later', why: 'refused', problem: result.problem });
  }
}

function isTooLarge(problem: ProblemBody): boolean {
  return problemName(problem.code) === 'tooLarge';
}
