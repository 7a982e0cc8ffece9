import { err, ok, type Result } from '../../domain/result.ts';
import type { DexieStore } from '../../store/dexie-store.ts';
import type { OpenPhoneProblem } from '../../store/phone-gate.ts';
import { type PhoneMeta, readPhoneMeta } from '../../store/phone-meta.ts';
import { StoreClosedError, StoreFullError } from '../../store/tx.ts';
import type { VaultIdentity } from '../../store/vault/keys.ts';
import type { SlotStore } from '../../store/vault/slot-rows.ts';
import type { VaultContext } from '../../store/vault/slots.ts';
import type { UnlockPolicy } from '../../store/vault/tries.ts';
import { UnreadableRowError } from '../../store/vault-sealer.ts';
import type { Environment } from './environment.ts';

/** A user's database, opened; its vault still closed. */
export type ClosedVault = {
  readonly name: string;
  readonly store: DexieStore;
  readonly meta: PhoneMeta;
  readonly context: VaultContext;
};

export function vaultContext(
  env: Environment,
  identity: VaultIdentity,
  policy: UnlockPolicy,
  store: SlotStore,
): VaultContext {
  const { random, argon2, argon2Params, world } = env;
  return {
    identity,
    policy,
    store,
    random,
    argon2,
    nowMs: world.nowMs,
    ...(argon2Params === undefined ? {} : { argon2Params }),
  };
}

/** Opens the database of a user of this phone. */
export async function openVault(env: Environment, name: string): Promise<Result<ClosedVault, OpenPhoneProblem>> {
  const opened = await tryStore(() => env.openStore(name, () => undefined));
  if (!opened.ok) return opened;
  const store = opened.value;
  const read = await tryStore(() => readPhoneMeta(store));
  if (!read.ok) return read;
  const meta = read.value;
  if (meta === undefined) {
    store.close();
    return err({ tag: 'evicted' });
  }
  const policy = meta.user.strict ? 'strict' : 'normal';
  return ok({ name, store, meta, context: vaultContext(env, meta.identity, policy, store.slots()) });
}

/** What a store throws, as a value; a bug stays thrown. */
export async function tryStore<T>(work: () => Promise<T>): Promise<Result<T, OpenPhoneProblem>> {
  try {
    return ok(await work());
  } catch (error) {
    const problem = problemOf(error);
    if (problem === undefined) throw error;
    return err(problem);
  }
}

function problemOf(error: unknown): OpenPhoneProblem | undefined {
  if (error instanceof UnreadableRowError) return { tag: 'unreadable', table: error.row.table };
  if (error instanceof StoreClosedError) return { tag: 'closed' };
  return error instanceof StoreFullError ? { tag: 'full' } : undefined;
}
