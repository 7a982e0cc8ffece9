import { describe, expect, it } from 'vitest';
import { err, ok } from '../../../src/domain/result.ts';
import { asBytes, concatBytes, sha256, utf8 } from '../../../src/store/vault/bytes.ts';
import { makeReceiverKeys } from '../../../src/store/vault/hpke.ts';
import { addPasskey, openWithPasskey, type PasskeyPort, removePasskey } from '../../../src/store/vault/passkey-slot.ts';
import { openWithPin, setPin } from '../../../src/store/vault/pin-slot.ts';
import { createVault, openWithPassphrase, overviewSlots, writeRecoverySlot } from '../../../src/store/vault/slots.ts';
import { DAY_MS, errorOf, GOOD, Phone, successOf } from './support.ts';

/** A fingerprint reader with one finger: its PRF is a hash of credential and input. */
class Reader implements PasskeyPort {
  finger = 'thumb';
  gone = false;
  isAvailable = () => Promise.resolve(true);

  async create(_label: string, prfInput: Uint8Array<ArrayBuffer>) {
    const credentialId = utf8('credential-1');
    return ok({ credentialId, prfOutput: await this.prf(credentialId, prfInput) });
  }

  async evaluate(credentialId: Uint8Array, prfInput: Uint8Array) {
    if (this.gone) return err({ tag: 'passkey-failed', reason: 'unsupported' } as const);
    return ok(await this.prf(credentialId, prfInput));
  }

  private prf(credentialId: Uint8Array, input: Uint8Array) {
    return sha256(concatBytes(utf8(this.finger), asBytes(credentialId), input));
  }
}

async function phoneWithPasskey() {
  const phone = new Phone();
  const reader = new Reader();
  const dek = successOf(await createVault(phone.context, GOOD));
  successOf(await addPasskey(phone.context, reader, dek, 'Gần Dân'));
  return { phone, reader, dek };
}

describe('a passkey', () => {
  it('opens the vault, again after a restart', async () => {
    const { phone, reader, dek } = await phoneWithPasskey();
    const opened = successOf(await openWithPasskey(phone.restarted().context, reader));
    expect(opened.bytes).toEqual(dek.bytes);
    expect(opened.openedBy).toBe('passkey');
  });

  it('of another finger or one that was deleted does not; the passphrase does', async () => {
    const { phone, reader } = await phoneWithPasskey();
    reader.finger = 'another';
    expect(errorOf(await openWithPasskey(phone.context, reader)).tag).toBe('wrong-secret');
    reader.gone = true;
    expect(errorOf(await openWithPasskey(phone.context, reader))).toEqual({
      tag: 'passkey-failed',
      reason: 'unsupported',
    });
    expect((await openWithPassphrase(phone.context, GOOD)).ok).toBe(true);
  });

  it('is never the only slot', async () => {
    const { phone, reader, dek } = await phoneWithPasskey();
    const { passphrase: _lost, passkey: _removed, ...others } = phone.disk.rows;
    phone.disk.rows = others;
    expect(errorOf(await addPasskey(phone.context, reader, dek, 'x'))).toEqual({ tag: 'no-slot', slot: 'passphrase' });
  });

  it('is not made with a key that only the PIN opened', async () => {
    const { phone, reader, dek } = await phoneWithPasskey();
    const byPin = { ...dek, openedBy: 'pin' as const };
    expect(errorOf(await addPasskey(phone.context, reader, byPin, 'x'))).toEqual({ tag: 'strong-secret-needed' });
  });

  it('that the user refused leaves everything as it was', async () => {
    const phone = new Phone();
    const dek = successOf(await createVault(phone.context, GOOD));
    const refused = new Reader();
    refused.create = () => Promise.resolve(err({ tag: 'passkey-failed', reason: 'cancelled' }) as never);
    expect(errorOf(await addPasskey(phone.context, refused, dek, 'x'))).toMatchObject({ reason: 'cancelled' });
    expect(successOf(await overviewSlots(phone.context)).passkey).toBe(false);
    expect(errorOf(await openWithPasskey(phone.context, refused))).toEqual({ tag: 'no-slot', slot: 'passkey' });
  });

  it('gives a living PIN seven more days', async () => {
    const { phone, reader, dek } = await phoneWithPasskey();
    successOf(await setPin(phone.context, dek, '271945'));
    phone.nowMs += 6 * DAY_MS;
    successOf(await openWithPasskey(phone.context, reader));
    phone.nowMs += 6 * DAY_MS;
    expect((await openWithPin(phone.context, '271945')).ok).toBe(true);
  });

  it('is removed only where slot C exists', async () => {
    const { phone, reader, dek } = await phoneWithPasskey();
    expect(errorOf(await removePasskey(phone.context))).toEqual({ tag: 'recovery-missing' });
    const { publicKey } = await makeReceiverKeys(false);
    successOf(await writeRecoverySlot(phone.context, dek, publicKey));
    successOf(await removePasskey(phone.context));
    expect(errorOf(await openWithPasskey(phone.context, reader)).tag).toBe('no-slot');
  });
});
