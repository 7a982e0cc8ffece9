import { problemName } from '../contract/problems.ts';
import {
  type FetchAnswer,
  PROTO,
  type ProblemBody,
  type PullAnswer,
  type PushAnswer,
  type SalvageAnswer,
} from '../contract/wire/sync.ts';
import type { SpaceMeta } from '../store/rows.ts';
import type { BatchSize, OpenBatch } from '../store/sync-steps/push-batch.ts';
import type { Salvage } from '../store/sync-steps/salvage.ts';
import type { SyncStore } from '../store/sync-store.ts';
import { BatchRows } from './batch-rows.ts';
import type { Feed, NetPort, NetResult } from './ports.ts';

/** How a cycle ended. `later` = try again after a pause. */
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

/** A step was answered by something that ends the cycle. */
export class CycleEnd extends Error {
  readonly outcome: CycleOutcome;
  constructor(outcome: CycleOutcome) {
    super('cycle ended');
    this.outcome = outcome;
  }
}

/** Refusals after which the phone must not go on by itself. */
const STOPS = ['deviceRevoked', 'protoUnsupported', 'badCertificate'] as const;

export type ExchangeDeps = {
  readonly store: SyncStore;
  readonly net: NetPort;
  readonly nowMs: () => number;
  readonly appVer: string;
  readonly space: string;
  /** The most of one request: rows and bytes sent, rows of a page. */
  readonly sizes: BatchSize & { readonly page: number };
};

/**
 * Requests of a cycle, and what a refusal means for it: after a restore, a fork or a gap the answer is undefined, the
 * order of changes must be put right (`repair`) and the cycle begins anew. Anything else that is no answer ends it
 * (`CycleEnd`).
 */
export class Exchange {
  readonly #deps: ExchangeDeps;
  readonly #rows: BatchRows;
  #repair: (() => Promise<void>) | undefined;

  constructor(deps: ExchangeDeps) {
    this.#deps = deps;
    this.#rows = new BatchRows(deps.sizes.rows);
  }

  /** Puts the order of changes right, as the last refusal asked; by itself, when nothing else of the cycle runs. */
  async repair(): Promise<void> {
    const repair = this.#repair;
    this.#repair = undefined;
    await repair?.();
  }

  /** How much the next request may carry. */
  size(): BatchSize {
    return { rows: this.#rows.now, bytes: this.#deps.sizes.bytes };
  }

  /** Sends a batch. */
  async push(batch: OpenBatch): Promise<PushAnswer | undefined> {
    const { meta } = batch;
    const cursorOf = Object.fromEntries(Object.entries(meta.feeds).map(([bucket, feed]) => [bucket, feed.cursor]));
    const result = await this.#sized(() =>
      this.#deps.net.push({
        proto: PROTO.max,
        appVer: this.#deps.appVer,
        clientId: batch.clientId,
        space: this.#deps.space,
        epoch: meta.epoch,
        seen: meta.seen,
        cursorOf,
        now: this.#deps.nowMs(),
        muts: batch.muts,
      }),
    );
    return this.#settle(result, this.#deps.space, meta);
  }

  /** Asks for a page of a feed: what is new, or the next of its first filling. */
  async pull(
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

  /** Asks for records by their ids. */
  async fetch(feed: Feed, meta: SpaceMeta, rids: readonly string[]): Promise<FetchAnswer | undefined> {
    const { space, bucket } = feed;
    const result = await this.#deps.net.fetch({ proto: PROTO.max, space, bucket, epoch: meta.epoch, rids: [...rids] });
    return this.#settle(result, space, meta);
  }

  /** Gives back to a restored server what it lacks. */
  async salvage({ clientId, meta, items }: Salvage): Promise<SalvageAnswer | undefined> {
    const { space } = this.#deps;
    const body = { proto: PROTO.max, clientId, space, epoch: meta.epoch, items: [...items] };
    const result = await this.#sized(() => this.#deps.net.salvage(body));
    return this.#settle(result, space, meta);
  }

  /** Sends a request whose size follows what the line carries. */
  async #sized<T>(send: () => Promise<NetResult<T>>): Promise<NetResult<T>> {
    const sentAtMs = this.#deps.nowMs();
    const result = await send();
    if (result.tag === 'ok') this.#rows.answered(this.#deps.nowMs() - sentAtMs);
    else if (result.tag === 'unreachable' || isTooLarge(result.problem)) this.#rows.failed();
    return result;
  }

  /** The answer, or undefined: `repair` must be called. Anything else ends the cycle. */
  async #settle<T>(result: NetResult<T>, space: string, meta: SpaceMeta | undefined): Promise<T | undefined> {
    if (result.tag === 'ok') return result.value;
    if (result.tag === 'unreachable') throw new CycleEnd({ tag: 'later', why: 'unreachable' });
    const { problem } = result;
    const name = problemName(problem.code);
    if ((name === 'epoch' || name === 'forked' || name === 'cursorTooOld') && meta !== undefined) {
      this.#repair ??= () => this.#recover(space, meta);
      return undefined;
    }
    if (name === 'gap') {
      this.#repair ??= () => this.#deps.store.renumber();
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
