import { err, ok, type Result } from '../../domain/result.ts';
import type { Phone } from '../../store/phone.ts';
import type { LockedPhone, OpenPhoneProblem, PhoneUser } from '../../store/phone-gate.ts';
import { type Dek, forgetDek } from '../../store/vault/keys.ts';
import { openWithPasskey } from '../../store/vault/passkey-slot.ts';
import { checkPin, openWithPin, type SetPinError, setPin } from '../../store/vault/pin-slot.ts';
import type { TakeAnswerError } from '../../store/vault/recovery.ts';
import {
  type OpenError,
  openWithPassphrase,
  overviewSlots,
  removeSlot,
  setPassphrase,
  sweepSlots,
  type VaultContext,
  type WriteError,
} from '../../store/vault/slots.ts';
import type { Environment } from './environment.ts';
import { type ClosedVault, openVault } from './open-vault.ts';

/** No part of the first screen: what stands behind the door. */
const loadPhone = () => import('./open-phone.ts');

/** The unlock screen of one user. His database is opened for each call and stays open only with the phone. */
export function lockedPhone(env: Environment, user: PhoneUser): LockedPhone {
  async function within<T, E>(
    use: (vault: ClosedVault) => Promise<Result<T, E>>,
  ): Promise<Result<T, E | OpenPhoneProblem>> {
    const vault = await openVault(env, user.id);
    if (!vault.ok) return vault;
    const used = await use(vault.value);
    vault.value.store.close();
    return used;
  }

  /** Opens the phone with the key that `open` brings; otherwise the database is let go. */
  async function opened<E>(
    open: (vault: ClosedVault) => Promise<Result<Dek, E>>,
  ): Promise<Result<Phone, E | OpenPhoneProblem>> {
    const vault = await openVault(env, user.id);
    if (!vault.ok) return vault;
    const dek = await open(vault.value);
    if (dek.ok) return (await loadPhone()).openPhone(env, vault.value, dek.value);
    vault.value.store.close();
    return dek;
  }

  return {
    user,
    slots: () => {
      // While the person types: the rest of the program is there when the key is open.
      void loadPhone().catch(() => undefined);
      return within(async ({ context }) => {
        await sweepSlots(context);
        return overviewSlots(context);
      });
    },
    openWithPin: (pin) => opened(({ context }) => openWithPin(context, pin)),
    openWithPasskey: () => opened(({ context }) => openWithPasskey(context, env.passkeys)),
    openWithPassphrase: (passphrase, newPin) =>
      opened(async ({ context }): Promise<Result<Dek, OpenError | SetPinError>> => {
        const dek = await openWithPassphrase(context, passphrase);
        if (!dek.ok || newPin === undefined) return dek;
        const pin = await setPin(context, dek.value, newPin);
        if (pin.ok) return dek;
        forgetDek(dek.value);
        return err(pin.error);
      }),
    requestRecovery: () =>
      within(async ({ context }) => {
        const { requestRecovery } = await import('../../store/vault/recovery.ts');
        return requestRecovery(context, `${user.unitName} – ${user.name}`);
      }),
    openWithRecovery: (pending, answer, newPassphrase, newPin) =>
      opened(async ({ context }): Promise<Result<Dek, TakeAnswerError | WriteError | SetPinError>> => {
        const { takeRecoveryAnswer } = await import('../../store/vault/recovery.ts');
        const dek = await takeRecoveryAnswer(pending, answer, context.nowMs());
        if (!dek.ok) return dek;
        const set = await setNewSecrets(context, dek.value, newPassphrase, newPin);
        if (set.ok) return ok(dek.value);
        forgetDek(dek.value);
        return err(set.error);
      }),
  };
}

/** What was forgotten opens nothing any more. The PIN is judged first, so that a bad one changes nothing. */
async function setNewSecrets(
  context: VaultContext,
  dek: Dek,
  passphrase: string,
  pin: string | undefined,
): Promise<Result<unknown, WriteError | SetPinError>> {
  const judged = pin === undefined ? ok(undefined) : checkPin(pin);
  if (!judged.ok) return judged;
  const set = await setPassphrase(context, dek, passphrase);
  if (!set.ok) return set;
  if (pin !== undefined) return setPin(context, dek, pin);
  const removed = await removeSlot(context, 'pin');
  return removed.ok || removed.error.tag === 'recovery-missing' ? ok(undefined) : err(removed.error);
}
