import type { Result } from '../../domain/result.ts';
import type { Phone } from '../../store/phone.ts';
import { type Dek, forgetDek } from '../../store/vault/keys.ts';
import { addPasskey, type PasskeyPort } from '../../store/vault/passkey-slot.ts';
import { setPin } from '../../store/vault/pin-slot.ts';
import {
  changePassphrase,
  type OpenError,
  openWithPassphrase,
  overviewSlots,
  type VaultContext,
} from '../../store/vault/slots.ts';

/** Settings of what opens this phone. Each asks for the passphrase again: an open screen alone must change nothing. */
export function phoneSecrets(
  vault: VaultContext,
  passkeys: PasskeyPort,
  label: string,
): Pick<Phone, 'slots' | 'setPin' | 'addPasskey' | 'changePassphrase'> {
  async function withDek<E>(
    passphrase: string,
    use: (dek: Dek) => Promise<Result<void, E>>,
  ): Promise<Result<void, E | OpenError>> {
    const opened = await openWithPassphrase(vault, passphrase);
    if (!opened.ok) return opened;
    const used = await use(opened.value);
    forgetDek(opened.value);
    return used;
  }

  return {
    slots: async () => {
      const slots = await overviewSlots(vault);
      return slots.ok ? slots.value : undefined;
    },
    setPin: (passphrase, pin) => withDek(passphrase, (dek) => setPin(vault, dek, pin)),
    addPasskey: (passphrase) => withDek(passphrase, (dek) => addPasskey(vault, passkeys, dek, label)),
    changePassphrase: async (before, after) => {
      const changed = await changePassphrase(vault, before, after);
      if (!changed.ok) return changed;
      forgetDek(changed.value);
      return { ok: true, value: undefined };
    },
  };
}
