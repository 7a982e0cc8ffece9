import { describe, expect, it } from 'vitest';
import { DEFAULT_ARGON2, type hashWasmArgon2 } from '../../../src/store/vault/argon2.ts';
import { systemRandom } from '../../../src/store/vault/bytes.ts';
import { makeReceiverKeys } from '../../../src/store/vault/hpke.ts';
import { deriveVaultKeys } from '../../../src/store/vault/keys.ts';
import { setPin } from '../../../src/store/vault/pin-slot.ts';
import { createSealer } from '../../../src/store/vault/sealer.ts';
import {
  changePassphrase,
  createVault,
  openForeignPassphraseSlot,
  openWithPassphrase,
  overviewSlots,
  setPassphrase,
  sweepSlots,
  writeRecoverySlot,
} from '../../../src/store/vault/slots.ts';
import { DAY_MS, Disk, errorOf, flipped, GOOD, HOUR_MS, PHONE, Phone, successOf } from './support.ts';

const OTHER = 'ruộng vàng thuyền nhẹ núi cao lúa thơm';

async function phoneWithVault() {
  const phone = new Phone();
  const dek = successOf(await createVault(phone.context, GOOD));
  return { phone, dek };
}

describe('a new vault', () => {
  it('opens with its passphrase, in whatever spelling a keyboard gives', async () => {
    const { phone, dek } = await phoneWithVault();
    for (const typed of [GOOD, GOOD.toUpperCase(), GOOD.normalize('NFD'), 'Trau xanh  may vuong den ngot ca vui ']) {
      const opened = successOf(await openWithPassphrase(phone.restarted().context, typed));
      expect(opened.bytes).toEqual(dek.bytes);
      expect(opened.openedBy).toBe('passphrase');
    }
  });

  it('opens with whatever stands between the words of a slip, for one counted try', async () => {
    const { phone, dek } = await phoneWithVault();
    const words = GOOD.split(' ');
    const pairs = words.flatMap((word, index) => (index % 2 === 0 ? [`${word} ${words[index + 1]}`] : []));
    for (const typed of [words.join('-'), pairs.join(' · '), pairs.join(', '), `${pairs.join('\n')}.`])
      expect(successOf(await openWithPassphrase(phone.restarted().context, typed)).bytes).toEqual(dek.bytes);
    const wrong = errorOf(await openWithPassphrase(phone.context, `${pairs.join(' - ')} sai`));
    expect(wrong).toMatchObject({ tag: 'wrong-secret', wrongTries: 1 });
  });

  it('takes marks of one’s own as they are', async () => {
    const phone = new Phone();
    const dek = successOf(await createVault(phone.context, 'xóm-nhà-suối, 1957'));
    expect(successOf(await openWithPassphrase(phone.context, 'xom-nha-suoi, 1957')).bytes).toEqual(dek.bytes);
    expect(errorOf(await openWithPassphrase(phone.context, 'xom nha suoi 1957')).tag).toBe('wrong-secret');
  });

  it('has a key of its own', async () => {
    const [one, two] = [await phoneWithVault(), await phoneWithVault()];
    expect(one.dek.bytes).not.toEqual(two.dek.bytes);
    expect(one.dek.bytes).toHaveLength(32);
  });

  it('is not made over another, whose key would be lost', async () => {
    const { phone, dek } = await phoneWithVault();
    expect(errorOf(await createVault(phone.context, OTHER))).toEqual({ tag: 'vault-exists' });
    expect(successOf(await openWithPassphrase(phone.context, GOOD)).bytes).toEqual(dek.bytes);
  });

  it('is made once when two tabs try', async () => {
    const phone = new Phone();
    const results = await Promise.all([createVault(phone.context, GOOD), createVault(phone.context, OTHER)]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
  });

  it('refuses a weak passphrase and writes nothing', async () => {
    const phone = new Phone();
    expect(errorOf(await createVault(phone.context, 'ngắn quá')).tag).toBe('passphrase-weak');
    expect(phone.disk.rows).toEqual({});
  });

  it('keeps nothing readable: neither key nor passphrase are in the rows', async () => {
    const { phone, dek } = await phoneWithVault();
    const slot = phone.disk.rows.passphrase;
    const bytes = Buffer.concat([slot?.salt ?? new Uint8Array(), slot?.wrapped ?? new Uint8Array()]);
    expect(bytes.includes(Buffer.from(dek.bytes))).toBe(false);
    expect(bytes.includes('trau xanh')).toBe(false);
  });

  it('costs 64 MiB and three rounds a guess unless told otherwise', async () => {
    const { argon2Params: _cheap, ...dear } = new Phone().context;
    const asked: unknown[] = [];
    const context = {
      ...dear,
      argon2: (input: Parameters<typeof hashWasmArgon2>[0]) => {
        asked.push(input.params);
        return Promise.resolve(new Uint8Array(32));
      },
    };
    successOf(await createVault(context, GOOD));
    expect(asked).toEqual([{ memoryKiB: 65_536, iterations: 3, parallelism: 1 }]);
    expect(DEFAULT_ARGON2).toEqual(asked[0]);
  });
});

describe('a wrong passphrase', () => {
  it('opens nothing and is counted', async () => {
    const { phone } = await phoneWithVault();
    expect(errorOf(await openWithPassphrase(phone.context, OTHER))).toEqual({
      tag: 'wrong-secret',
      slot: 'passphrase',
      wrongTries: 1,
    });
    expect(errorOf(await openWithPassphrase(phone.restarted().context, ''))).toMatchObject({ wrongTries: 2 });
  });

  it('brings growing delays that a restart does not shorten, and no end', async () => {
    const { phone } = await phoneWithVault();
    const waitsMs: number[] = [];
    for (let round = 0; round < 12; round += 1) {
      const restarted = phone.restarted();
      const first = errorOf(await openWithPassphrase(restarted.context, OTHER));
      if (first.tag !== 'wait') {
        waitsMs.push(0);
        continue;
      }
      waitsMs.push(first.untilMs - phone.nowMs);
      expect(errorOf(await openWithPassphrase(restarted.context, GOOD)).tag, 'even the right one waits').toBe('wait');
      phone.nowMs = first.untilMs;
      expect(errorOf(await openWithPassphrase(phone.restarted().context, OTHER)).tag).toBe('wrong-secret');
    }
    expect(waitsMs).toEqual([...waitsMs].sort((a, b) => a - b));
    expect(waitsMs.slice(0, 4)).toEqual([0, 0, 0, 5000]);
    expect(waitsMs.at(-1)).toBe(15 * 60 * 1000);
    phone.nowMs += HOUR_MS;
    expect((await openWithPassphrase(phone.context, GOOD)).ok).toBe(true);
    expect(phone.disk.rows.tries?.passphrase.wrong).toBe(0);
  });

  it('does not lock for years when the clock stood in 2040', async () => {
    const { phone } = await phoneWithVault();
    const nowMs = phone.nowMs;
    phone.nowMs = Date.UTC(2040, 0, 1);
    for (let round = 0; round < 5; round += 1) await openWithPassphrase(phone.context, OTHER);
    phone.nowMs = nowMs;
    const waiting = errorOf(await openWithPassphrase(phone.context, GOOD));
    expect(waiting.tag === 'wait' && waiting.untilMs - nowMs <= 60_000).toBe(true);
    phone.nowMs += 60_000;
    expect((await openWithPassphrase(phone.context, GOOD)).ok).toBe(true);
  });
});

describe('opening', () => {
  it('without a vault says so', async () => {
    const phone = new Phone();
    expect(errorOf(await openWithPassphrase(phone.context, GOOD))).toEqual({ tag: 'no-slot', slot: 'passphrase' });
  });

  it('works on a full disk: the user must get in to make room', async () => {
    const { phone, dek } = await phoneWithVault();
    phone.disk.failure = 'QuotaExceededError';
    expect(successOf(await openWithPassphrase(phone.context, GOOD)).bytes).toEqual(dek.bytes);
  });

  it('with a slot moved from another user or phone fails', async () => {
    const { phone } = await phoneWithVault();
    for (const changed of [{ space: 'xa-hai' }, { user: 'hoa' }, { installation: 'phone-2' }]) {
      const other = new Phone(phone.disk, { identity: { ...PHONE, ...changed } });
      expect(errorOf(await openWithPassphrase(other.context, GOOD)).tag).toBe('wrong-secret');
    }
  });

  it('fails when any byte of the slot changed', async () => {
    const { phone } = await phoneWithVault();
    const slot = phone.disk.rows.passphrase;
    if (!slot) expect.fail('no slot');
    for (let at = 0; at < slot.wrapped.length; at += 1) {
      phone.disk.rows = { passphrase: { ...slot, wrapped: flipped(slot.wrapped, at, at % 8) } };
      expect(errorOf(await openWithPassphrase(phone.context, GOOD)).tag).toBe('wrong-secret');
    }
    phone.disk.rows = { passphrase: { ...slot, params: { ...slot.params, iterations: 2 } } };
    expect(errorOf(await openWithPassphrase(phone.context, GOOD)).tag).toBe('wrong-secret');
  });

  it('without memory for Argon2 says so and does not count as a wrong try', async () => {
    const { phone } = await phoneWithVault();
    const short = phone.with({ argon2: () => Promise.reject(new RangeError('could not allocate memory')) });
    for (let round = 0; round < 6; round += 1) {
      expect(errorOf(await openWithPassphrase(short, GOOD))).toEqual({
        tag: 'kdf-failed',
        reason: 'could not allocate memory',
      });
    }
    expect((await openWithPassphrase(phone.context, GOOD)).ok).toBe(true);
  });
});

describe('changing the passphrase', () => {
  it('ends the old one, starts the new one, and leaves every record as it is', async () => {
    const { phone, dek } = await phoneWithVault();
    const sealed = await createSealer((await deriveVaultKeys(dek)).record, PHONE.space).seal('visits', '1', 'nội dung');
    successOf(await changePassphrase(phone.context, GOOD, OTHER));
    expect(errorOf(await openWithPassphrase(phone.context, GOOD)).tag).toBe('wrong-secret');
    const reopened = successOf(await openWithPassphrase(phone.restarted().context, OTHER));
    const sealer = createSealer((await deriveVaultKeys(reopened)).record, PHONE.space);
    expect(successOf(await sealer.open('visits', '1', sealed))).toBe('nội dung');
  });

  it('needs the old one', async () => {
    const { phone } = await phoneWithVault();
    expect(errorOf(await changePassphrase(phone.context, OTHER, 'một câu hoàn toàn mới')).tag).toBe('wrong-secret');
    expect((await openWithPassphrase(phone.context, GOOD)).ok).toBe(true);
  });

  it('to a weak one changes nothing and costs no try', async () => {
    const { phone } = await phoneWithVault();
    expect(errorOf(await changePassphrase(phone.context, OTHER, 'yếu')).tag).toBe('passphrase-weak');
    expect(phone.disk.rows.tries).toBeUndefined();
  });

  it('is refused on a full disk, and the old one stays', async () => {
    const { phone } = await phoneWithVault();
    phone.disk.failure = 'QuotaExceededError';
    expect(errorOf(await changePassphrase(phone.context, GOOD, OTHER))).toEqual({
      tag: 'storage-failed',
      reason: 'QuotaExceededError',
    });
    phone.disk.failure = undefined;
    expect((await openWithPassphrase(phone.context, GOOD)).ok).toBe(true);
  });

  it('is not open to someone who has only the PIN', async () => {
    const { phone, dek } = await phoneWithVault();
    const byPin = { ...dek, openedBy: 'pin' as const };
    expect(errorOf(await setPassphrase(phone.context, byPin, OTHER))).toEqual({ tag: 'strong-secret-needed' });
  });
});

describe("a backup's slot A", () => {
  it('opens on another phone under the identity it was made for', async () => {
    const { phone, dek } = await phoneWithVault();
    const slot = phone.disk.rows.passphrase;
    if (!slot) expect.fail('no slot');
    const second = new Phone(new Disk(), { identity: { ...PHONE, installation: 'phone-2' } });
    expect(successOf(await openForeignPassphraseSlot(second.context, PHONE, slot, GOOD)).bytes).toEqual(dek.bytes);
    const refused = [
      openForeignPassphraseSlot(second.context, PHONE, slot, OTHER),
      openForeignPassphraseSlot(second.context, second.context.identity, slot, GOOD),
    ];
    for (const result of refused) expect(errorOf(await result).tag).toBe('wrong-secret');
    expect(second.disk.writes).toBe(0);
  });
});

describe('slot C and the overview', () => {
  it('is written for a P-256 point and refused for anything else', async () => {
    const { phone, dek } = await phoneWithVault();
    const { publicKey } = await makeReceiverKeys(false);
    for (const wrong of [publicKey.subarray(1), flipped(publicKey, 10), systemRandom(65), new Uint8Array()]) {
      expect(errorOf(await writeRecoverySlot(phone.context, dek, wrong))).toEqual({ tag: 'recovery-key-invalid' });
    }
    expect(phone.disk.rows.recovery).toBeUndefined();
    successOf(await writeRecoverySlot(phone.context, dek, publicKey));
    expect(phone.disk.rows.recovery?.ciphertext).toHaveLength(48);
  });

  it('tells what can open the vault now', async () => {
    const { phone, dek } = await phoneWithVault();
    const { publicKey } = await makeReceiverKeys(false);
    expect(successOf(await overviewSlots(phone.context))).toEqual({
      passphrase: true,
      passkey: false,
      recovery: false,
    });
    successOf(await setPin(phone.context, dek, '271945'));
    successOf(await writeRecoverySlot(phone.context, dek, publicKey));
    const pinUntilMs = phone.nowMs + 7 * DAY_MS;
    const all = { passphrase: true, passkey: false, recovery: true };
    expect(successOf(await overviewSlots(phone.context))).toEqual({ ...all, pinUntilMs });
    expect(successOf(await overviewSlots(phone.with({ policy: 'strict' })))).toEqual(all);
    phone.nowMs = pinUntilMs;
    expect(successOf(await overviewSlots(phone.context))).toEqual(all);
  });

  it('reports storage that fails', async () => {
    const { phone } = await phoneWithVault();
    phone.disk.failure = 'InvalidStateError';
    expect(errorOf(await sweepSlots(phone.context))).toEqual({ tag: 'storage-failed', reason: 'InvalidStateError' });
  });
});
