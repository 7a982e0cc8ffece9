import type { FetchAnswer, PullAnswer, PushAnswer, SalvageAnswer, SyncPoint } from '../contract/wire/sync.ts';
import type { StoreDeps, SummaryEntry } from './record-state.ts';
import type { SpaceMeta } from './rows.ts';
import { applyPull } from './sync-steps/pulled-page.ts';
import { applyPush } from './sync-steps/push-answer.ts';
import {
  type Batch,
  type BatchSize,
  type OpenBatch,
  offerDeferred,
  openBatch,
  renumber,
  takeBatch,
} from './sync-steps/push-batch.ts';
import { recover } from './sync-steps/recovery.ts';
import { applyFetch, markForRefetch, type Refetch, toRefetch } from './sync-steps/refetch.ts';
import { applySalvage, type Salvage, takeSalvage } from './sync-steps/salvage.ts';
import type { PagePosition } from './sync-steps/space-meta.ts';
import { LeaseLostError, SyncContext } from './sync-steps/sync-context.ts';
import { forgetOldSent, type Member, members } from './sync-steps/upkeep.ts';

export { LeaseLostError };

/**
 * The phone's store as the sync engine uses it. Every method is one step that may be repeated or cut off anywhere; the
 * files of `sync-steps/` tell how:
 *
 * | file | what it answers |
 * |---|---|
 * | sync-context | who holds the lease |
 * | space-meta | where each bucket stands: epoch, cursors, marks |
 * | record-plan | how a record's row is planned, sealed and written |
 * | push-batch, push-answer | what goes out next; what an answer means for the queue |
 * | pulled-page, arrived-redaction | rows from the server |
 * | recovery, refetch, salvage | what happens after a restore |
 * | upkeep | digests, old bodies |
 */
export class SyncStore {
  readonly #context: SyncContext;
  /** Told which summary entries changed, after they are durable. */
  onEntries: ((entries: readonly SummaryEntry[]) => void) | undefined;

  /** `space` is the user's own space, to which everything saved on this phone belongs. */
  constructor(deps: StoreDeps, space: string) {
    this.#context = new SyncContext(deps, space);
  }

  /** Takes the lease: every engine that held it before loses it at its next write. */
  takeLease(): Promise<void> {
    return this.#context.takeLease();
  }

  /** What is known of a space; a phone that never met its server starts with epoch ''. */
  spaceMeta(space: string): Promise<SpaceMeta> {
    return this.#context.spaceMeta(space);
  }

  /** A fresh client id: after a number clash, an unfillable gap, a restored backup. */
  renumber(): Promise<void> {
    return renumber(this.#context);
  }

  /** Takes the next rows to send, of those behind `after` while that one is under way. Undefined = nothing waits. */
  takeBatch(size: BatchSize, after?: Batch): Promise<Batch | undefined> {
    return takeBatch(this.#context, size, after);
  }

  /** Opens a batch at the moment it goes out. Undefined = the queue has changed: take again. */
  openBatch(batch: Batch): Promise<OpenBatch | undefined> {
    return openBatch(this.#context, batch);
  }

  /** Stores the answers of a push: rows leave the outbox only here (rule 5). */
  async applyPush(batch: Batch, answer: PushAnswer): Promise<void> {
    this.#tell(await applyPush(this.#context, batch, answer));
  }

  /** Deferred mutations are offered again, because the server has changed its version. */
  offerDeferred(): Promise<void> {
    return offerDeferred(this.#context);
  }

  /** Applies a page of a pull, rows and cursor in one transaction (rule 9). */
  async applyPull(space: string, bucket: string, from: PagePosition, answer: PullAnswer): Promise<void> {
    this.#tell(await applyPull(this.#context, { space, bucket, from, answer }));
  }

  /** The server was restored (rule 13). `from` = the epoch the phone was on. */
  recover(space: string, from: string, answer: { readonly epoch: string; readonly common: SyncPoint }): Promise<void> {
    return recover(this.#context, space, from, answer);
  }

  /** Ids of records to ask for again, with one of their buckets each. */
  toRefetch(limit: number): Promise<readonly Refetch[]> {
    return toRefetch(this.#context, limit);
  }

  /** Marks records whose copy here differs from the server's digest. */
  markForRefetch(rids: readonly string[]): Promise<void> {
    return markForRefetch(this.#context, rids);
  }

  /** Applies records that were asked for again; what the server lacks is queued for salvage, never deleted. */
  async applyFetch(space: string, bucket: string, answer: FetchAnswer): Promise<void> {
    this.#tell(await applyFetch(this.#context, space, bucket, answer));
  }

  /** What of the waiting copies goes out next. */
  takeSalvage(size: BatchSize): Promise<Salvage | undefined> {
    return takeSalvage(this.#context, size);
  }

  /** The server has taken salvaged records in. */
  async applySalvage(answer: SalvageAnswer): Promise<void> {
    this.#tell(await applySalvage(this.#context, answer));
  }

  /** All records that are settled with the server, for the digests (rule 27). */
  members(): Promise<readonly Member[]> {
    return members(this.#context);
  }

  /** Acknowledged bodies older than 45 days leave the phone. `serverNowMs` comes from an answer, never from here. */
  forgetOldSent(serverNowMs: number): Promise<void> {
    return forgetOldSent(this.#context, serverNowMs);
  }

  #tell(changed: readonly SummaryEntry[]): void {
    if (changed.length > 0) this.onEntries?.(changed);
  }
}
