import { err, ok, type Result } from '../../domain/result.ts';
import type { DexieStore } from '../../store/dexie-store.ts';
import type { FinishedEnrolment, FinishProblem } from '../../store/phone-gate.ts';
import { type PhoneMeta, readPhoneMeta, writePhoneMeta } from '../../store/phone-meta.ts';
import { fromBase64Url } from '../../store/vault/bytes.ts';
import { type Dek, deriveVaultKeys, sealDeviceKey, type VaultIdentity } from '../../store/vault/keys.ts';
import { addPasskey, type PasskeyFailed } from '../../store/vault/passkey-slot.ts';
import { type SetPinError, setPin } from '../../store/vault/pin-slot.ts';
import { createVault, type VaultContext, writeRecoverySlot } from '../../store/vault/slots.ts';
import { vaultSealer } from '../../store/vault-sealer.ts';
import type { Enrolled } from './enrol.ts';
import type { Environment } from './environment.ts';
import { openPhone } from './open-phone.ts';
import { tryStore, vaultContext } from './open-vault.ts';
import { directoryUser, sealProfile } from './phone-profile.ts';

/** What opens the new vault. */
export type SlotChoice = { readonly passphrase: string; readonly pin?: string; readonly passkey?: boolean };

/**
 * Writes the vault of a fresh enrolment and opens the phone. The row that makes a database a phone (`PhoneMeta`) is
 * written last: whatever ends this earlier leaves a database without records, which the next try clears.
 */
export async function finishEnrolment(
  env: Environment,
  enrolled: Enrolled,
  choice: SlotChoice,
): Promise<Result<FinishedEnrolment, FinishProblem>> {
  // Two tabs at once would clear each other's slots, and leave records under a key that nothing opens.
  const release = await env.holdName(`${enrolled.name}/enrol`);
  if (release === undefined) return err({ tag: 'vault-exists' });
  try {
    return await finishAlone(env, enrolled, choice);
  } finally {
    release();
  }
}

async function finishAlone(
  env: Environment,
  enrolled: Enrolled,
  choice: SlotChoice,
): Promise<Result<FinishedEnrolment, FinishProblem>> {
  const opened = await tryStore(() => env.openStore(enrolled.name, () => undefined));
  if (!opened.ok) return opened;
  const store = opened.value;
  const made = await tryStore(() => makePhone(env, enrolled, store, choice));
  if (!made.ok || !made.value.ok) {
    store.close();
    return made.ok ? (made.value as Result<never, FinishProblem>) : made;
  }
  const { meta, context, dek, ...problems } = made.value.value;
  const phone = await openPhone(env, { name: enrolled.name, store, meta, context }, dek);
  if (!phone.ok) return phone;
  await env.directory.put({ ...meta.user, lastOpenedAtMs: env.world.nowMs() });
  return ok({ phone: phone.value, ...problems });
}

type MadePhone = {
  readonly meta: PhoneMeta;
  readonly context: VaultContext;
  readonly dek: Dek;
  readonly passkeyProblem?: PasskeyFailed;
  readonly pinProblem?: SetPinError;
};

async function makePhone(
  env: Environment,
  { answer, keys, space, name }: Enrolled,
  store: DexieStore,
  choice: SlotChoice,
): Promise<Result<MadePhone, FinishProblem>> {
  const { profile, certificate, serverKey, recoveryKey } = answer;
  const identity: VaultIdentity = { space, user: profile.user.id, installation: env.world.newId() };
  const context = vaultContext(env, identity, profile.policy.unlock, store.slots());
  if ((await readPhoneMeta(store)) !== undefined) return err({ tag: 'vault-exists' });
  // Left by a try that was cut off: no phone ever stood on it, so no record rests under its key.
  await context.store.update(() => ({}));
  const vault = await createVault(context, choice.passphrase);
  if (!vault.ok) return vault;
  const dek = vault.value;
  const recovery = fromBase64Url(recoveryKey);
  if (!recovery.ok) return err({ tag: 'recovery-key-invalid' });
  const slotC = await writeRecoverySlot(context, dek, recovery.value);
  if (!slotC.ok) return slotC;
  const problems = await writeEasySlots(env, context, dek, choice, profile.user.name);
  const working = await deriveVaultKeys(dek);
  const meta: PhoneMeta = {
    identity,
    user: directoryUser(name, space, profile),
    certificate,
    serverKey,
    deviceKey: await sealDeviceKey(working, identity, keys.privatePkcs8, env.random),
  };
  const sealer = vaultSealer(working, space, env.random);
  await writePhoneMeta(store, meta, await sealProfile({ sealer }, profile));
  keys.privatePkcs8.fill(0);
  return ok({ meta, context, dek, ...problems });
}

/** PIN and passkey are comfort: without them the phone is made all the same, and the screen says so. */
async function writeEasySlots(
  env: Environment,
  context: VaultContext,
  dek: Dek,
  choice: SlotChoice,
  label: string,
): Promise<Pick<MadePhone, 'pinProblem' | 'passkeyProblem'>> {
  const pin = choice.pin === undefined ? undefined : await setPin(context, dek, choice.pin);
  const passkey = choice.passkey ? await addPasskey(context, env.passkeys, dek, label) : undefined;
  return {
    ...(pin === undefined || pin.ok ? {} : { pinProblem: pin.error }),
    ...(passkey === undefined || passkey.ok || passkey.error.tag !== 'passkey-failed'
      ? {}
      : { passkeyProblem: passkey.error }),
  };
}
