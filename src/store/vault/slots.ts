import { err, ok, type Result } from '../../domain/result.ts';
import {
  type Argon2,
  type Argon2Params,
  DEFAULT_ARGON2,
  deriveSlowly,
  isArgon2Params,
  type KdfFailed,
  SALT_BYTES,
} from './argon2.ts';
import { type RandomBytes, utf8 } from './bytes.ts';
import { sealToKey } from './hpke.ts';
import { type Dek, makeDek, type VaultIdentity } from './keys.ts';
import { checkPassphrase, readingsOf, type WeakPassphrase } from './passphrase.ts';
import { recoveryKeyId } from './recovery-key.ts';
import {
  loadSlots,
  type PassphraseSlot,
  type RecoverySlot,
  type SlotRows,
  type SlotStore,
  type StorageFailed,
  updateSlots,
} from './slot-rows.ts';
import {
  countTry,
  nextTryAtMs,
  PIN_LIFE_MS,
  pinState,
  rebaseClock,
  type Secret,
  triesAfterSuccess,
  triesOf,
  type UnlockPolicy,
  uncountTry,
  withoutDeadPin,
} from './tries.ts';
import { type SlotName, slotAad, unwrapDek, wrapDek } from './wrap.ts';

/** One vault and the world around it. */
export interface VaultContext {
  readonly identity: VaultIdentity;
  readonly policy: UnlockPolicy;
  readonly store: SlotStore;
  readonly random: RandomBytes;
  readonly argon2: Argon2;
  /** ms since 1970, the device's clock. */
  readonly nowMs: () => number;
  /** Cost for new slots; `DEFAULT_ARGON2` when left out. Tests lower it. */
  readonly argon2Params?: Argon2Params;
}

/** `wait`: too many wrong tries; the next is allowed at `untilMs`. `wrong-secret` may also mean a damaged row: AES-GCM cannot tell. */
export type OpenError =
  | { readonly tag: 'no-slot'; readonly slot: SlotName }
  | { readonly tag: 'wrong-secret'; readonly slot: SlotName; readonly wrongTries: number }
  | { readonly tag: 'wait'; readonly untilMs: number }
  | KdfFailed
  | StorageFailed;

/** The DEK was opened by the PIN only; that opens the vault and nothing more. */
export interface StrongSecretNeeded {
  readonly tag: 'strong-secret-needed';
}

export type WriteError = WeakPassphrase | StrongSecretNeeded | KdfFailed | StorageFailed;

/** Makes a vault: a new DEK and slot A. Refuses where one exists, for its key would be lost. Slot C follows by `writeRecoverySlot`. */
export async function createVault(
  context: VaultContext,
  passphrase: string,
): Promise<Result<Dek, WriteError | { readonly tag: 'vault-exists' }>> {
  const folded = checkPassphrase(passphrase);
  if (!folded.ok) return folded;
  const dek = makeDek(context.random, context.nowMs());
  const slot = await makePassphraseSlot(context, dek, folded.value);
  if (!slot.ok) return slot;
  let exists = false;
  const written = await updateSlots(context.store, (rows) => {
    exists = rows.passphrase !== undefined || rows.recovery !== undefined;
    return exists ? rows : { passphrase: slot.value };
  });
  if (!written.ok) return written;
  return exists ? err({ tag: 'vault-exists' }) : ok(dek);
}

/** Writes slot A anew around the same DEK: nothing is encrypted again. For a first, a changed and a recovered passphrase. */
export async function setPassphrase(
  context: VaultContext,
  dek: Dek,
  passphrase: string,
): Promise<Result<void, WriteError>> {
  if (dek.openedBy === 'pin') return err({ tag: 'strong-secret-needed' });
  const folded = checkPassphrase(passphrase);
  if (!folded.ok) return folded;
  const slot = await makePassphraseSlot(context, dek, folded.value);
  if (!slot.ok) return slot;
  const written = await updateSlots(context.store, (rows) => ({
    ...rows,
    passphrase: slot.value,
    tries: triesAfterSuccess(triesOf(rows), 'strong'),
  }));
  return written.ok ? ok(undefined) : written;
}

async function makePassphraseSlot(
  context: VaultContext,
  dek: Dek,
  folded: string,
): Promise<Result<PassphraseSlot, KdfFailed>> {
  const params = context.argon2Params ?? DEFAULT_ARGON2;
  const salt = context.random(SALT_BYTES);
  const kek = await deriveSlowly(context.argon2, { password: utf8(folded), salt, params });
  if (!kek.ok) return kek;
  const wrapped = await wrapDek(kek.value, dek.bytes, slotAad('passphrase', context.identity, params), context.random);
  return ok({ version: 1, params, salt, wrapped });
}

/**
 * Opens slot A. Each try is counted before it is made. Where even that cannot be written (full disk), the try is allowed all
 * the same: a passphrase withstands guessing, and the user must reach his records to make room.
 */
export async function openWithPassphrase(context: VaultContext, passphrase: string): Promise<Result<Dek, OpenError>> {
  const begun = await beginPassphraseTry(context);
  if (!begun.ok) return begun;
  const { slot, wrongTries } = begun.value;
  const dekBytes = await tryPassphrase(context, slot, passphrase);
  if (!dekBytes.ok) {
    const { wrongBefore, failed } = dekBytes.error;
    if (!wrongBefore) await forgiveTry(context, 'passphrase');
    return err(failed);
  }
  if (!dekBytes.value) return err({ tag: 'wrong-secret', slot: 'passphrase', wrongTries });
  const openedAtMs = context.nowMs();
  await noteStrongOpening(context, openedAtMs);
  return ok({ bytes: dekBytes.value, openedBy: 'passphrase', openedAtMs });
}

async function beginPassphraseTry(
  context: VaultContext,
): Promise<Result<{ readonly slot: PassphraseSlot; readonly wrongTries: number }, OpenError>> {
  const nowMs = context.nowMs();
  const countIfDue = (rows: SlotRows): SlotRows => {
    const tries = rebaseClock(triesOf(rows), 'passphrase', nowMs);
    const mayTry = rows.passphrase && nextTryAtMs('passphrase', tries.passphrase) <= nowMs;
    return { ...rows, tries: mayTry ? countTry(tries, 'passphrase', nowMs) : tries };
  };
  let before: SlotRows = {};
  const updated = await updateSlots(context.store, (rows) => {
    before = rows;
    return countIfDue(rows);
  });
  if (!updated.ok) {
    const loaded = await loadSlots(context.store);
    if (!loaded.ok) return loaded;
    before = loaded.value;
  }
  if (!before.passphrase) return err({ tag: 'no-slot', slot: 'passphrase' });
  const tries = rebaseClock(triesOf(before), 'passphrase', nowMs).passphrase;
  const untilMs = nextTryAtMs('passphrase', tries);
  if (untilMs > nowMs) return err({ tag: 'wait', untilMs });
  return ok({ slot: before.passphrase, wrongTries: tries.wrong + 1 });
}

/** Takes back a try that was counted but could not be made (no memory for Argon2): nothing was learned from it. */
export async function forgiveTry(context: VaultContext, secret: Secret): Promise<void> {
  await updateSlots(context.store, (rows) => ({ ...rows, tries: uncountTry(triesOf(rows), secret) }));
}

/** `wrongBefore`: an earlier reading was tried in full and was wrong, so something was learned: the try stays counted. */
interface TryCutShort {
  readonly wrongBefore: boolean;
  readonly failed: KdfFailed;
}

async function tryPassphrase(
  { identity, argon2 }: Pick<VaultContext, 'identity' | 'argon2'>,
  { params, salt, wrapped }: PassphraseSlot,
  passphrase: string,
): Promise<Result<Dek['bytes'] | undefined, TryCutShort>> {
  if (!isArgon2Params(params)) return ok(undefined);
  let wrongBefore = false;
  for (const reading of readingsOf(passphrase)) {
    const kek = await deriveSlowly(argon2, { password: utf8(reading), salt, params });
    if (!kek.ok) return err({ wrongBefore, failed: kek.error });
    const dek = await unwrapDek(kek.value, wrapped, slotAad('passphrase', identity, params));
    if (dek) return ok(dek);
    wrongBefore = true;
  }
  return ok(undefined);
}

/** Opens a slot A that is not this phone's, as a backup file carries it. Nothing is counted: the file can be copied anyway. */
export async function openForeignPassphraseSlot(
  context: Pick<VaultContext, 'argon2' | 'nowMs'>,
  identity: VaultIdentity,
  slot: PassphraseSlot,
  passphrase: string,
): Promise<Result<Dek, { readonly tag: 'wrong-secret'; readonly slot: SlotName } | KdfFailed>> {
  const dekBytes = await tryPassphrase({ identity, argon2: context.argon2 }, slot, passphrase);
  if (!dekBytes.ok) return err(dekBytes.error.failed);
  if (!dekBytes.value) return err({ tag: 'wrong-secret', slot: 'passphrase' });
  return ok({ bytes: dekBytes.value, openedBy: 'passphrase', openedAtMs: context.nowMs() });
}

/** Old passphrase out, new one in; the new one is judged first, so that a refusal changes nothing. */
export async function changePassphrase(
  context: VaultContext,
  oldPassphrase: string,
  newPassphrase: string,
): Promise<Result<Dek, OpenError | WriteError>> {
  const strong = checkPassphrase(newPassphrase);
  if (!strong.ok) return strong;
  const opened = await openWithPassphrase(context, oldPassphrase);
  if (!opened.ok) return opened;
  const written = await setPassphrase(context, opened.value, newPassphrase);
  return written.ok ? opened : written;
}

/**
 * After A or B has opened: wrong tries are forgiven and a living PIN gets seven days more. Storage that refuses is no reason
 * to keep the vault shut: the PIN then merely ends sooner.
 */
export async function noteStrongOpening(context: VaultContext, openedAtMs: number): Promise<void> {
  await updateSlots(context.store, (rows) => {
    const kept = withoutDeadPin(rows, context.policy, openedAtMs);
    const usable = pinState(kept, context.policy, openedAtMs) === 'usable';
    const pin = usable && kept.pin ? { pin: { ...kept.pin, expiresAtMs: openedAtMs + PIN_LIFE_MS } } : {};
    return { ...kept, ...pin, tries: triesAfterSuccess(triesOf(kept), 'strong') };
  });
}

/** Writes slot C: the DEK sealed to the recovery public key (65 bytes). To be called before the first record is stored. */
export async function writeRecoverySlot(
  context: VaultContext,
  dek: Dek,
  recoveryPublicKey: Uint8Array,
): Promise<Result<void, { readonly tag: 'recovery-key-invalid' } | StorageFailed>> {
  const sealed = await sealToKey(recoveryPublicKey, recoveryPurpose(context.identity), dek.bytes);
  if (!sealed) return err({ tag: 'recovery-key-invalid' });
  const recovery: RecoverySlot = { version: 1, recoveryKeyId: await recoveryKeyId(recoveryPublicKey), ...sealed };
  const written = await updateSlots(context.store, (rows) => ({ ...rows, recovery }));
  return written.ok ? ok(undefined) : written;
}

/** What slot C is sealed for. */
export function recoveryPurpose(identity: VaultIdentity) {
  return { info: utf8('gan-dan/slot-c/v1'), aad: slotAad('recovery', identity) };
}

/** What can open the vault now; for the unlock screen. */
export interface SlotOverview {
  readonly passphrase: boolean;
  readonly passkey: boolean;
  /** Present while the PIN may be used; the moment it ends, ms since 1970. */
  readonly pinUntilMs?: number;
  readonly recovery: boolean;
}

export async function overviewSlots(context: VaultContext): Promise<Result<SlotOverview, StorageFailed>> {
  const loaded = await loadSlots(context.store);
  if (!loaded.ok) return loaded;
  const rows = loaded.value;
  const pinUsable = pinState(rows, context.policy, context.nowMs()) === 'usable';
  return ok({
    passphrase: rows.passphrase !== undefined,
    passkey: rows.passkey !== undefined && rows.passphrase !== undefined,
    ...(pinUsable && rows.pin ? { pinUntilMs: rows.pin.expiresAtMs } : {}),
    recovery: rows.recovery !== undefined,
  });
}

/** Deletes a PIN that is expired, used up or forbidden by policy, where slot C exists. To be called at start and when the policy changes. */
export async function sweepSlots(context: VaultContext): Promise<Result<void, StorageFailed>> {
  const swept = await updateSlots(context.store, (rows) => withoutDeadPin(rows, context.policy, context.nowMs()));
  return swept.ok ? ok(undefined) : swept;
}

/** Nothing is deleted while slot C is missing: the key must never depend on one remembered secret alone. */
export interface RecoveryMissing {
  readonly tag: 'recovery-missing';
}

export async function removeSlot(
  context: VaultContext,
  slot: 'pin' | 'passkey',
): Promise<Result<void, RecoveryMissing | StorageFailed>> {
  let allowed = false;
  const updated = await updateSlots(context.store, (rows): SlotRows => {
    allowed = rows.recovery !== undefined;
    const { [slot]: _removed, ...others } = rows;
    return allowed ? others : rows;
  });
  if (!updated.ok) return updated;
  return allowed ? ok(undefined) : err({ tag: 'recovery-missing' });
}
