import { err, ok, type Result } from '../../domain/result.ts';
import { DEFAULT_ARGON2, deriveSlowly, type KdfFailed, SALT_BYTES } from './argon2.ts';
import { type Bytes, utf8 } from './bytes.ts';
import type { Dek } from './keys.ts';
import { type PinSlot, type StorageFailed, updateSlots } from './slot-rows.ts';
import {
  forgiveTry,
  type OpenError,
  type RecoveryMissing,
  removeSlot,
  type StrongSecretNeeded,
  type VaultContext,
} from './slots.ts';
import {
  countTry,
  nextTryAtMs,
  PIN_LIFE_MS,
  PIN_TRIES,
  type PinState,
  pinState,
  rebaseClock,
  triesAfterSuccess,
  triesOf,
  withoutDeadPin,
} from './tries.ts';
import { slotAad, unwrapDek, wrapDek } from './wrap.ts';

/** `pin-forbidden`: the province's policy is strict. `pin-unsupported`: this browser cannot keep the device secret. */
export type SetPinError =
  | { readonly tag: 'pin-forbidden' }
  | { readonly tag: 'pin-malformed' }
  | { readonly tag: 'pin-too-simple' }
  | { readonly tag: 'pin-unsupported' }
  | StrongSecretNeeded
  | KdfFailed
  | StorageFailed;

/** The PIN is gone: the passphrase or the passkey opens, after which a new one may be set. */
export interface PinGone {
  readonly tag: 'pin-gone';
  readonly reason: 'never-set' | 'used-up' | 'expired' | 'forbidden';
}

/** Six digits, as typed; `pin-too-simple`: all equal, or running up or down. */
export function checkPin(text: string): Result<string, { readonly tag: 'pin-malformed' | 'pin-too-simple' }> {
  const pin = text.normalize('NFKC').trim();
  if (!/^\d{6}$/.test(pin)) return err({ tag: 'pin-malformed' });
  const digits = [...pin].map(Number);
  const steps = digits.slice(1).map((digit, index) => digit - (digits[index] ?? 0));
  const even = steps.every((step) => step === steps[0]) && Math.abs(steps[0] ?? 0) <= 1;
  return even ? err({ tag: 'pin-too-simple' }) : ok(pin);
}

/** Writes slot P, valid for seven days from the moment A or B opened the DEK. */
export async function setPin(context: VaultContext, dek: Dek, text: string): Promise<Result<void, SetPinError>> {
  if (context.policy === 'strict') return err({ tag: 'pin-forbidden' });
  if (dek.openedBy === 'pin') return err({ tag: 'strong-secret-needed' });
  const pin = checkPin(text);
  if (!pin.ok) return pin;
  const slot = await makePinSlot(context, dek, pin.value);
  if (!slot.ok) return slot;
  const written = await updateSlots(context.store, (rows) => {
    const tries = triesAfterSuccess(triesOf(rows), 'pin');
    return { ...rows, pin: slot.value, tries };
  });
  if (written.ok) return ok(undefined);
  return written.error.reason === 'DataCloneError' ? err({ tag: 'pin-unsupported' }) : written;
}

async function makePinSlot(context: VaultContext, dek: Dek, pin: string): Promise<Result<PinSlot, KdfFailed>> {
  const params = context.argon2Params ?? DEFAULT_ARGON2;
  const salt = context.random(SALT_BYTES);
  const deviceSecret = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const password = await bindToDevice(deviceSecret, pin);
  const kek = await deriveSlowly(context.argon2, { password, salt, params });
  if (!kek.ok) return kek;
  const wrapped = await wrapDek(kek.value, dek.bytes, slotAad('pin', context.identity, params), context.random);
  return ok({ version: 1, params, salt, wrapped, deviceSecret, expiresAtMs: dek.openedAtMs + PIN_LIFE_MS });
}

/** HMAC(device secret, PIN): guessing needs the browser's own key, not only its database. */
async function bindToDevice(deviceSecret: CryptoKey, pin: string): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign('HMAC', deviceSecret, utf8(`gan-dan/pin/v1|${pin}`)));
}

/**
 * Opens slot P. The try is on disk before the PIN is checked; where it cannot be written, there is no try (the passphrase
 * still opens). Also what uncovers the screen: the caller then forgets the DEK.
 */
export async function openWithPin(context: VaultContext, text: string): Promise<Result<Dek, OpenError | PinGone>> {
  const pin = text.normalize('NFKC').trim();
  const begun = await beginPinTry(context);
  if (!begun.ok) return begun;
  const { slot, wrongTries } = begun.value;
  const password = await bindToDevice(slot.deviceSecret, pin);
  const kek = await deriveSlowly(context.argon2, { password, salt: slot.salt, params: slot.params });
  if (!kek.ok) {
    await forgiveTry(context, 'pin');
    return kek;
  }
  const bytes = await unwrapDek(kek.value, slot.wrapped, slotAad('pin', context.identity, slot.params));
  const nowMs = context.nowMs();
  if (!bytes) return afterWrongPin(context, wrongTries);
  await updateSlots(context.store, (rows) => ({ ...rows, tries: triesAfterSuccess(triesOf(rows), 'pin') }));
  return ok({ bytes, openedBy: 'pin', openedAtMs: nowMs });
}

type BegunTry = Result<{ readonly slot: PinSlot; readonly wrongTries: number }, OpenError | PinGone>;

async function beginPinTry(context: VaultContext): Promise<BegunTry> {
  const nowMs = context.nowMs();
  let decision: BegunTry = err(pinGone('absent'));
  const updated = await updateSlots(context.store, (rows) => {
    const state = pinState(rows, context.policy, nowMs);
    if (state !== 'usable' || !rows.pin) {
      decision = err(pinGone(state));
      return withoutDeadPin(rows, context.policy, nowMs);
    }
    const tries = rebaseClock(triesOf(rows), 'pin', nowMs);
    const untilMs = nextTryAtMs('pin', tries.pin);
    if (untilMs > nowMs) {
      decision = err({ tag: 'wait', untilMs });
      return { ...rows, tries };
    }
    decision = ok({ slot: rows.pin, wrongTries: tries.pin.wrong + 1 });
    return { ...rows, tries: countTry(tries, 'pin', nowMs) };
  });
  return updated.ok ? decision : updated;
}

async function afterWrongPin(context: VaultContext, wrongTries: number): Promise<Result<never, OpenError | PinGone>> {
  if (wrongTries < PIN_TRIES) return err({ tag: 'wrong-secret', slot: 'pin', wrongTries });
  await updateSlots(context.store, (rows) => withoutDeadPin(rows, context.policy, context.nowMs()));
  return err({ tag: 'pin-gone', reason: 'used-up' });
}

function pinGone(state: PinState): PinGone {
  const reason = state === 'absent' || state === 'usable' ? 'never-set' : state;
  return { tag: 'pin-gone', reason };
}

/** Removes the PIN because the user wants none; only where slot C exists. */
export async function removePin(context: VaultContext): Promise<Result<void, RecoveryMissing | StorageFailed>> {
  return removeSlot(context, 'pin');
}
