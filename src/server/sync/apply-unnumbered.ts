import { applyBatch, type BatchEffect, type BatchItem } from '../../domain/merge/apply-batch.ts';
import type { Actor } from '../../domain/permissions/actor.ts';
import { refuseMutation } from '../../domain/permissions/refuse-mutation.ts';
import type { SpaceClock } from '../storage/clock.ts';
import type { Sql } from '../storage/database.ts';
import type { StoredRecord } from '../storage/slice.ts';
import { storeEffect } from '../storage/store-effect.ts';
import { definitionOf } from './definitions.ts';
import { redactJoined } from './redact-joined.ts';
import { saltsFrom } from './salts.ts';
import type { SyncDeps } from './sync-session.ts';

/**
 * Mutations that come outside of a phone's row of numbers: what waited for an administrator or a newer server, and what
 * people change at a desk, who have no client at all. Once only by their ids, like all others.
 */
export type Unnumbered = {
  readonly space: string;
  /** Of the phone that once sent it; null at a desk. */
  readonly clientId: string | null;
  readonly deviceId: string | null;
  /** Locked by the transaction that also read the records. */
  readonly clock: SpaceClock;
  readonly records: ReadonlyMap<string, StoredRecord>;
  /** None of them in the ledger yet; in the order of their numbers. */
  readonly items: readonly BatchItem[];
};

/** What they do by the rights that their author has now; nothing is stored yet. */
export function applyUnnumbered(deps: Pick<SyncDeps, 'root'>, actor: Actor, batch: Unnumbered): BatchEffect {
  const { space, clock, records, items } = batch;
  const place = { space, provinceSpace: deps.root };
  const effect = applyBatch(
    { head: clock.head.seq, lastNo: (items[0]?.no ?? 1) - 1, ledger: new Map(), records },
    items,
    {
      definitionOf,
      refuse: (mutation, record) => refuseMutation(actor, place, mutation, record),
      pulledUpTo: () => 0,
    },
  );
  if (effect === 'gap') throw new Error('mutations outside of any row of numbers cannot leave a gap');
  return effect;
}

/** Stores it, in the same transaction; last, since what follows from it moves the clock on. */
export async function storeUnnumbered(
  tx: Sql,
  deps: Pick<SyncDeps, 'ports'>,
  actor: Actor,
  batch: Unnumbered,
  effect: BatchEffect,
): Promise<void> {
  const { space, clientId, deviceId, clock, records, items } = batch;
  const receivedMs = deps.ports.nowMs();
  const salt = saltsFrom(deps, items.length);
  await storeEffect(
    tx,
    { space, clientId, userId: actor.userId, deviceId, appVer: '', receivedMs, deviceMs: null, salt },
    { records, headHash: clock.head.hash },
    { ...effect, lastNo: undefined },
  );
  await redactJoined(tx, deps, { space, userId: actor.userId, deviceId }, [effect]);
}
