import type { Mutation, ProblemRef, PushResult } from '../../contract/wire/sync.ts';
import { checkMutation } from '../../domain/merge/check-mutation.ts';
import type { Actor } from '../../domain/permissions/actor.ts';
import { lockClock } from '../storage/clock.ts';
import type { Sql } from '../storage/database.ts';
import { loadLedger, loadRecords } from '../storage/slice.ts';
import { applyUnnumbered, storeUnnumbered } from './apply-unnumbered.ts';
import { definitionOf } from './definitions.ts';
import type { SyncDeps } from './sync-session.ts';

/** A mutation that was kept aside when it came: for a newer server, or for an administrator. */
export type StoredMutation = {
  readonly space: string;
  readonly clientId: string;
  readonly deviceId: string | null;
  readonly bodyHash: string;
  readonly mutation: Mutation;
};

/**
 * Applies a mutation that waited, by the rights its author has now. The ledger's answer changes with it; one that was
 * applied in the meantime (its phone sent it again) is left alone, one that was refused is judged again. Undefined: the space is gone.
 */
export async function applyStored(
  tx: Sql,
  deps: SyncDeps,
  actor: Actor,
  stored: StoredMutation,
): Promise<PushResult | undefined> {
  const { space, clientId, deviceId, bodyHash, mutation } = stored;
  const clock = await lockClock(tx, space);
  if (clock === undefined) return undefined;
  const ledger = await loadLedger(tx, space, [mutation.mid]);
  const known = ledger.get(mutation.mid);
  if (known !== undefined && (known.st === 'applied' || known.st === 'conflict'))
    return { mid: mutation.mid, ...known };
  const records = await loadRecords(tx, space, [mutation.rid]);
  const { mid, no } = mutation;
  const refused = refusedByContract(mutation);
  const item = refused === undefined ? { mid, no, bodyHash, mutation } : { mid, no, bodyHash, refused };
  const batch = { space, clientId, deviceId, clock, records, items: [item] };
  const effect = applyUnnumbered(deps, actor, batch);
  const result = effect.results[0];
  if (result === undefined || result.st === 'deferred') return result;
  await tx.query('delete from mutation where space_id = $1 and mid = $2', [space, mid]);
  await storeUnnumbered(tx, deps, actor, batch, effect);
  return result;
}

function refusedByContract(mutation: Mutation): ProblemRef | undefined {
  const definition = definitionOf(mutation.kind);
  if (definition === undefined || mutation.schemaVer > definition.version || mutation.op === 'tombstone')
    return undefined;
  return checkMutation(definition, mutation);
}
