import { KINDS } from '../../contract/records/registry.ts';
import type { Profile } from '../../contract/wire/session.ts';
import { type Actor, actorOf } from '../../domain/permissions/actor.ts';
import { ok, type Result } from '../../domain/result.ts';
import { Observable } from '../../store/observable.ts';
import type { NetworkSwitch, StoreLoss } from '../../store/phone.ts';
import type { OpenPhoneProblem } from '../../store/phone-gate.ts';
import { isWithdrawn, type PhoneMeta } from '../../store/phone-meta.ts';
import type { StoreDeps } from '../../store/record-state.ts';
import { summaryEntry } from '../../store/summary-entry.ts';
import { SummaryList } from '../../store/summary-list.ts';
import { StoreClosedError } from '../../store/tx.ts';
import { openDeviceKey, type VaultKeys } from '../../store/vault/keys.ts';
import type { VaultContext } from '../../store/vault/slots.ts';
import { UnreadableRowError, vaultSealer } from '../../store/vault-sealer.ts';
import { behindSwitch } from '../demo/network-switch.ts';
import type { Environment } from './environment.ts';
import { type ClosedVault, tryStore, vaultContext } from './open-vault.ts';
import { openProfile } from './phone-profile.ts';
import { type PhoneTime, phoneTime } from './phone-time.ts';
import { ReopeningStore } from './reopening-store.ts';

/** What an open key makes readable: the store with its sealer, the lists, who works here. */
export type PhoneCore = {
  readonly env: Environment;
  readonly demoNetwork: NetworkSwitch | undefined;
  readonly name: string;
  readonly meta: PhoneMeta;
  readonly vault: VaultContext;
  readonly port: ReopeningStore;
  readonly deps: StoreDeps;
  readonly deviceKey: CryptoKey;
  readonly profile: Observable<Profile>;
  readonly loss: Observable<StoreLoss | undefined>;
  readonly summary: SummaryList;
  readonly time: PhoneTime;
  readonly actor: () => Actor;
  /** Was to be wiped while it held unsent work: it is read and exported, never written again. */
  readonly withdrawn: boolean;
  /** Something failed that nobody waits for. */
  readonly onCrash: (error: unknown) => void;
};

/** Opens everything that the first screen needs. The store stays open only if this succeeds. */
export async function openCore(
  env: Environment,
  { name, store, meta }: ClosedVault,
  keys: VaultKeys,
): Promise<Result<PhoneCore, OpenPhoneProblem>> {
  const { identity } = meta;
  const loss = new Observable<StoreLoss | undefined>(undefined);
  const port = new ReopeningStore(store, {
    open: () => env.openStore(name, () => undefined),
    installation: identity.installation,
    onLoss: (what) => loss.set(what),
  });
  const deps: StoreDeps = {
    port,
    sealer: vaultSealer(keys, identity.space, env.random),
    world: env.world,
    definitionOf: (kind) => KINDS[kind],
    summarize: summaryEntry,
  };
  const onCrash = (error: unknown): void => {
    if (error instanceof UnreadableRowError) loss.set('unreadable');
    // A lost or locked database has told its own story already.
    if (!(error instanceof StoreClosedError)) env.report(error);
  };
  const summary = new SummaryList(deps, onCrash);
  const deviceKey = await openDeviceKey(keys, identity, meta.deviceKey);
  if (!deviceKey.ok) {
    port.end();
    return deviceKey;
  }
  const read = await tryStore(() =>
    Promise.all([
      openProfile(deps),
      phoneTime(port, env.world.nowMs, env.build.builtAtMs, identity.installation.slice(-12)),
      isWithdrawn(port),
      summary.refresh(),
    ]),
  );
  if (!read.ok) {
    port.end();
    return read;
  }
  const profile = new Observable(read.value[0]);
  const time = read.value[1];
  const demoNetwork = profile.getSnapshot().demo ? env.networkSwitch?.(name) : undefined;
  return ok({
    env: demoNetwork === undefined ? env : behindSwitch(env, demoNetwork),
    demoNetwork,
    name,
    meta,
    vault: vaultContext(env, identity, profile.getSnapshot().policy.unlock, port.slots()),
    port,
    deps,
    deviceKey: deviceKey.value,
    profile,
    loss,
    summary,
    time,
    withdrawn: read.value[2],
    actor: () => actorOf(profile.getSnapshot(), time.today().date),
    onCrash,
  });
}
