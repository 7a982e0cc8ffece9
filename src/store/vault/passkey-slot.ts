import { err, ok, type Result } from '../../domain/result.ts';
import { asBytes, type Bytes, utf8 } from './bytes.ts';
import type { Dek } from './keys.ts';
import { loadSlots, type PasskeySlot, type StorageFailed, updateSlots } from './slot-rows.ts';
import {
  noteStrongOpening,
  type OpenError,
  type RecoveryMissing,
  removeSlot,
  type StrongSecretNeeded,
  type VaultContext,
} from './slots.ts';
import { slotAad, unwrapDek, wrapDek } from './wrap.ts';

/** `cancelled`: the user or the time limit ended it. `unsupported`: no PRF here, or the passkey was deleted from the device. */
export interface PasskeyFailed {
  readonly tag: 'passkey-failed';
  readonly reason: 'cancelled' | 'unsupported';
}

/** The platform's passkeys with the PRF extension (WebAuthn level 3 §10.1.4). */
export interface PasskeyPort {
  /** Whether it is worth offering; true is no promise. */
  readonly isAvailable: () => Promise<boolean>;
  /** Makes a passkey for this vault and evaluates its PRF. `label` is what the system shows; no personal data. */
  readonly create: (label: string, prfInput: Bytes) => Promise<Result<CreatedPasskey, PasskeyFailed>>;
  /** The PRF output, 32 bytes, after fingerprint, face or screen lock. */
  readonly evaluate: (credentialId: Bytes, prfInput: Bytes) => Promise<Result<Bytes, PasskeyFailed>>;
}

export interface CreatedPasskey {
  readonly credentialId: Bytes;
  readonly prfOutput: Bytes;
}

export type AddPasskeyError =
  | PasskeyFailed
  | StrongSecretNeeded
  | { readonly tag: 'no-slot'; readonly slot: 'passphrase' }
  | StorageFailed;

const PRF_INPUT_BYTES = 32;

/** Writes slot B beside slot A, never alone: deleting a passkey destroys its key and no screen warns (security.md §6). */
export async function addPasskey(
  context: VaultContext,
  port: PasskeyPort,
  dek: Dek,
  label: string,
): Promise<Result<void, AddPasskeyError>> {
  if (dek.openedBy === 'pin') return err({ tag: 'strong-secret-needed' });
  const loaded = await loadSlots(context.store);
  if (!loaded.ok) return loaded;
  if (!loaded.value.passphrase) return err({ tag: 'no-slot', slot: 'passphrase' });
  const prfInput = context.random(PRF_INPUT_BYTES);
  const created = await port.create(label, prfInput);
  if (!created.ok) return created;
  const { credentialId, prfOutput } = created.value;
  const kek = await keyOfPrf(prfOutput, prfInput);
  const wrapped = await wrapDek(kek, dek.bytes, slotAad('passkey', context.identity), context.random);
  const passkey: PasskeySlot = { version: 1, credentialId, prfInput, wrapped };
  const written = await updateSlots(context.store, (rows) => ({ ...rows, passkey }));
  return written.ok ? ok(undefined) : written;
}

/** Opens slot B. Nothing is counted: the platform itself limits wrong fingers. */
export async function openWithPasskey(
  context: VaultContext,
  port: PasskeyPort,
): Promise<Result<Dek, OpenError | PasskeyFailed>> {
  const loaded = await loadSlots(context.store);
  if (!loaded.ok) return loaded;
  const slot = loaded.value.passkey;
  if (!slot) return err({ tag: 'no-slot', slot: 'passkey' });
  const prfInput = asBytes(slot.prfInput);
  const evaluated = await port.evaluate(asBytes(slot.credentialId), prfInput);
  if (!evaluated.ok) return evaluated;
  const kek = await keyOfPrf(evaluated.value, prfInput);
  const bytes = await unwrapDek(kek, slot.wrapped, slotAad('passkey', context.identity));
  if (!bytes) return err({ tag: 'wrong-secret', slot: 'passkey', wrongTries: 0 });
  const openedAtMs = context.nowMs();
  await noteStrongOpening(context, openedAtMs);
  return ok({ bytes, openedBy: 'passkey', openedAtMs });
}

async function keyOfPrf(prfOutput: Bytes, prfInput: Bytes): Promise<Bytes> {
  const root = await crypto.subtle.importKey('raw', prfOutput, 'HKDF', false, ['deriveBits']);
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: prfInput, info: utf8('gan-dan/slot-b/v1') };
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, root, 256));
}

/** Removes slot B; only where slot C exists. The passkey itself stays with the system until the user deletes it there. */
export async function removePasskey(context: VaultContext): Promise<Result<void, RecoveryMissing | StorageFailed>> {
  return removeSlot(context, 'passkey');
}
