import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeReceiverKeys } from '../../../src/store/vault/hpke.ts';
import { checkPin, openWithPin, removePin, setPin } from '../../../src/store/vault/pin-slot.ts';
import { createVault, openWithPassphrase, sweepSlots, writeRecoverySlot } from '../../../src/store/vault/slots.ts';
import { DAY_MS, errorOf, flipped, GOOD, HOUR_MS, PHONE, Phone, successOf } from './support.ts';

const PIN = '271945';
const WRONG = '271946';
const { publicKey: recoveryKey } = await makeReceiverKeys(false);

async function phoneWithPin(slots: { recovery: boolean } = { recovery: true }) {
  const phone = new Phone();
  const dek = successOf(await createVault(phone.context, GOOD));
  if (slots.recovery) successOf(await writeRecoverySlot(phone.context, dek, recoveryKey));
  successOf(await setPin(phone.context, dek, PIN));
  return { phone, dek };
}

/** A guess by someone patient: he waits as long as he is told. */
async function guess(phone: Phone, pin: string) {
  const first = await openWithPin(phone.context, pin);
  if (first.ok || first.error.tag !== 'wait') return first;
  phone.nowMs = first.error.untilMs;
  return openWithPin(phone.context, pin);
}

describe('a PIN', () => {
  it('opens the vault, again after a restart', async () => {
    const { phone, dek } = await phoneWithPin();
    const opened = successOf(await openWithPin(phone.restarted().context, PIN));
    expect(opened.bytes).toEqual(dek.bytes);
    expect(opened.openedBy).toBe('pin');
    expect((await openWithPin(phone.context, ' ２７１９４５ ')).ok, 'full-width digits of some keyboards').toBe(true);
  });

  it.each([
    ['12345', 'pin-malformed'],
    ['1234567', 'pin-malformed'],
    ['abcdef', 'pin-malformed'],
    ['000000', 'pin-too-simple'],
    ['123456', 'pin-too-simple'],
    ['987654', 'pin-too-simple'],
  ])('%s is refused: %s', (pin, tag) => {
    expect(checkPin(pin)).toEqual({ ok: false, error: { tag } });
  });

  it('keeps its secret in a key that cannot be read', async () => {
    const { phone } = await phoneWithPin();
    const secret = phone.disk.rows.pin?.deviceSecret;
    if (!secret) expect.fail('no PIN slot');
    expect(secret.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', secret)).rejects.toThrow();
  });

  it('does not open with another device secret, identity or a changed byte', async () => {
    const { phone } = await phoneWithPin();
    const pin = phone.disk.rows.pin;
    if (!pin) expect.fail('no PIN slot');
    const rows = phone.disk.rows;
    const deviceSecret = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    for (const changed of [{ deviceSecret }, { wrapped: flipped(pin.wrapped, 20) }, { salt: flipped(pin.salt, 0) }]) {
      phone.disk.rows = { ...rows, pin: { ...pin, ...changed } };
      expect(errorOf(await openWithPin(phone.context, PIN)).tag).toBe('wrong-secret');
    }
    phone.disk.rows = rows;
    const other = phone.with({ identity: { ...PHONE, user: 'hoa' } });
    expect(errorOf(await openWithPin(other, PIN)).tag).toBe('wrong-secret');
  });

  it('cannot be kept by a browser that stores no keys; everything else goes on', async () => {
    const { phone, dek } = await phoneWithPin();
    phone.disk.failure = 'DataCloneError';
    expect(errorOf(await setPin(phone.context, dek, PIN))).toEqual({ tag: 'pin-unsupported' });
  });
});

describe('five wrong tries', () => {
  it('remove the PIN; the passphrase still opens and a new PIN can be set', async () => {
    const { phone } = await phoneWithPin();
    for (let round = 1; round <= 4; round += 1) {
      expect(errorOf(await guess(phone, WRONG))).toEqual({ tag: 'wrong-secret', slot: 'pin', wrongTries: round });
    }
    expect(errorOf(await guess(phone, WRONG))).toEqual({ tag: 'pin-gone', reason: 'used-up' });
    expect(phone.disk.rows.pin).toBeUndefined();
    expect(errorOf(await guess(phone, PIN)).tag).toBe('pin-gone');
    const dek = successOf(await openWithPassphrase(phone.context, GOOD));
    expect(errorOf(await guess(phone, PIN)).tag).toBe('pin-gone');
    successOf(await setPin(phone.context, dek, PIN));
    expect((await guess(phone, PIN)).ok).toBe(true);
  });

  it('are five however often the process is killed, at whatever moment', async () => {
    const moment = fc.constantFrom('during the check', 'after the check', 'not at all');
    await fc.assert(
      fc.asyncProperty(fc.array(moment, { minLength: 8, maxLength: 8 }), async (moments) => {
        const { phone } = await phoneWithPin();
        let checks = 0;
        for (const killed of moments) {
          let end = (): void => undefined;
          const ended = new Promise<void>((resolve) => {
            end = resolve;
          });
          // From its end on a process does nothing more, and what it had not written is not written.
          const dead = () => {
            end();
            return new Promise<never>(() => undefined);
          };
          const store = phone.disk.store();
          let checked = false;
          const process = phone.restarted({
            argon2: (input) => {
              checks += 1;
              checked = true;
              return killed === 'during the check' ? dead() : phone.context.argon2(input);
            },
            store: {
              ...store,
              update: (change) => (checked && killed === 'after the check' ? dead() : store.update(change)),
            },
          });
          await Promise.race([guess(process, WRONG), ended]);
          phone.nowMs = process.nowMs;
        }
        expect(checks).toBe(5);
        expect(errorOf(await guess(phone, PIN)).tag).toBe('pin-gone');
      }),
      { numRuns: 40 },
    );
  });

  it('are counted on disk before the PIN is checked', async () => {
    const { phone } = await phoneWithPin();
    let wrongOnDisk = -1;
    const watched = phone.with({
      argon2: (input) => {
        wrongOnDisk = phone.disk.rows.tries?.pin.wrong ?? -1;
        return phone.context.argon2(input);
      },
    });
    successOf(await openWithPin(watched, PIN));
    expect(wrongOnDisk).toBe(1);
    expect(phone.disk.rows.tries?.pin.wrong).toBe(0);
  });

  it('cannot be had for free in several tabs at once', async () => {
    const { phone } = await phoneWithPin();
    let checks = 0;
    const counted = phone.with({
      argon2: (input) => {
        checks += 1;
        return phone.context.argon2(input);
      },
    });
    await Promise.all(Array.from({ length: 30 }, () => openWithPin(counted, WRONG)));
    expect(checks).toBeLessThanOrEqual(5);
  });

  it('are not made at all when they cannot be counted', async () => {
    const { phone } = await phoneWithPin();
    phone.disk.failure = 'QuotaExceededError';
    const error = errorOf(await openWithPin(phone.context, PIN));
    expect(error).toEqual({ tag: 'storage-failed', reason: 'QuotaExceededError' });
  });

  it('come with growing delays', async () => {
    const { phone } = await phoneWithPin();
    const waitsMs: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const before = phone.nowMs;
      await guess(phone, WRONG);
      waitsMs.push(phone.nowMs - before);
    }
    expect(waitsMs).toEqual([0, 0, 2000, 10_000, 30_000]);
  });

  it('with a success between start anew', async () => {
    const { phone } = await phoneWithPin();
    for (let round = 0; round < 12; round += 1) {
      expect((await guess(phone, round % 3 === 2 ? PIN : WRONG)).ok).toBe(round % 3 === 2);
    }
  });

  it('shut the PIN also where no slot C exists, but then nothing is deleted', async () => {
    const { phone } = await phoneWithPin({ recovery: false });
    for (let round = 0; round < 5; round += 1) await guess(phone, WRONG);
    expect(phone.disk.rows.pin).toBeDefined();
    successOf(await openWithPassphrase(phone.context, GOOD));
    expect(errorOf(await guess(phone.restarted(), PIN))).toEqual({ tag: 'pin-gone', reason: 'used-up' });
  });

  it('without memory for the check are not tries', async () => {
    const { phone } = await phoneWithPin();
    const short = phone.with({ argon2: () => Promise.reject(new RangeError('no memory')) });
    for (let round = 0; round < 7; round += 1) expect(errorOf(await openWithPin(short, PIN)).tag).toBe('kdf-failed');
    expect((await openWithPin(phone.context, PIN)).ok).toBe(true);
  });
});

describe('seven days', () => {
  it('are the life of a PIN: on day 7 it opens, on the 8th it is gone', async () => {
    const { phone } = await phoneWithPin();
    for (let day = 1; day < 7; day += 1) {
      phone.nowMs += DAY_MS;
      expect((await openWithPin(phone.context, PIN)).ok, `day ${day}`).toBe(true);
    }
    phone.nowMs += DAY_MS - 1;
    expect((await openWithPin(phone.context, PIN)).ok).toBe(true);
    phone.nowMs += 1;
    expect(errorOf(await openWithPin(phone.restarted().context, PIN))).toEqual({ tag: 'pin-gone', reason: 'expired' });
    expect(phone.disk.rows.pin).toBeUndefined();
  });

  it('begin anew with each opening by passphrase', async () => {
    const { phone } = await phoneWithPin();
    for (let week = 0; week < 4; week += 1) {
      phone.nowMs += 6 * DAY_MS;
      successOf(await openWithPassphrase(phone.context, GOOD));
      expect((await openWithPin(phone.context, PIN)).ok).toBe(true);
    }
    phone.nowMs += 7 * DAY_MS;
    successOf(await openWithPassphrase(phone.context, GOOD));
    expect(errorOf(await openWithPin(phone.context, PIN)).tag, 'a dead PIN is not revived').toBe('pin-gone');
  });

  it('do not begin anew by the PIN itself, nor by setting one with a key the PIN opened', async () => {
    const { phone } = await phoneWithPin();
    phone.nowMs += 6 * DAY_MS;
    const dek = successOf(await openWithPin(phone.context, PIN));
    expect(errorOf(await setPin(phone.context, dek, '918273'))).toEqual({ tag: 'strong-secret-needed' });
    phone.nowMs += DAY_MS;
    expect(errorOf(await openWithPin(phone.context, PIN)).tag).toBe('pin-gone');
  });

  it('count from the opening, not from the moment the PIN was set', async () => {
    const { phone, dek } = await phoneWithPin();
    phone.nowMs += 10 * HOUR_MS;
    successOf(await setPin(phone.context, dek, PIN));
    expect(phone.disk.rows.pin?.expiresAtMs).toBe(dek.openedAtMs + 7 * DAY_MS);
  });

  it.each([true, false])('once over are not begun again by setting the clock back (slot C: %s)', async (recovery) => {
    const { phone } = await phoneWithPin({ recovery });
    phone.nowMs += 8 * DAY_MS;
    expect(errorOf(await openWithPin(phone.context, PIN)).tag).toBe('pin-gone');
    phone.nowMs -= 7 * DAY_MS;
    expect(errorOf(await openWithPin(phone.restarted().context, PIN)).tag).toBe('pin-gone');
    successOf(await openWithPassphrase(phone.context, GOOD));
    expect(errorOf(await openWithPin(phone.context, PIN)).tag).toBe('pin-gone');
  });

  it('after a day with the clock in 1970 are still there', async () => {
    const { phone } = await phoneWithPin();
    const nowMs = phone.nowMs;
    phone.nowMs = 1000;
    expect((await openWithPin(phone.context, PIN)).ok).toBe(true);
    phone.nowMs = nowMs + HOUR_MS;
    expect((await openWithPin(phone.context, PIN)).ok).toBe(true);
  });
});

describe('the policy strict', () => {
  it('allows no PIN to be set', async () => {
    const { phone, dek } = await phoneWithPin();
    expect(errorOf(await setPin(phone.with({ policy: 'strict' }), dek, PIN))).toEqual({ tag: 'pin-forbidden' });
  });

  it('shuts and removes one that exists', async () => {
    const { phone } = await phoneWithPin();
    const strict = phone.with({ policy: 'strict' });
    expect(errorOf(await openWithPin(strict, PIN))).toEqual({ tag: 'pin-gone', reason: 'forbidden' });
    expect(phone.disk.rows.pin).toBeUndefined();
    expect(errorOf(await openWithPin(phone.context, PIN)), 'lifting it brings no PIN back').toMatchObject({
      tag: 'pin-gone',
    });
  });

  it.each(['sweep', 'opening'])('is carried out at the next %s', async (occasion) => {
    const { phone } = await phoneWithPin();
    const strict = phone.with({ policy: 'strict' });
    if (occasion === 'sweep') successOf(await sweepSlots(strict));
    else successOf(await openWithPassphrase(strict, GOOD));
    expect(phone.disk.rows.pin).toBeUndefined();
  });

  it('shuts the PIN also where no slot C exists', async () => {
    const { phone } = await phoneWithPin({ recovery: false });
    const strict = phone.with({ policy: 'strict' });
    successOf(await sweepSlots(strict));
    expect(phone.disk.rows.pin).toBeDefined();
    expect(errorOf(await openWithPin(strict, PIN)).tag).toBe('pin-gone');
    expect(errorOf(await openWithPin(phone.context, PIN)).tag, 'nor does lifting it bring it back').toBe('pin-gone');
  });
});

describe('removing the PIN', () => {
  it('is done where slot C exists', async () => {
    const { phone } = await phoneWithPin();
    successOf(await removePin(phone.context));
    expect(errorOf(await openWithPin(phone.context, PIN))).toEqual({ tag: 'pin-gone', reason: 'never-set' });
  });

  it('is refused where it is not', async () => {
    const { phone } = await phoneWithPin({ recovery: false });
    expect(errorOf(await removePin(phone.context))).toEqual({ tag: 'recovery-missing' });
    expect((await openWithPin(phone.context, PIN)).ok).toBe(true);
  });
});
