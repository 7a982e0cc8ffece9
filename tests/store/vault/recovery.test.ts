import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { hashWasmArgon2 } from '../../../src/store/vault/argon2.ts';
import { fromBase32 } from '../../../src/store/vault/base32.ts';
import { systemRandom } from '../../../src/store/vault/bytes.ts';
import { deriveVaultKeys } from '../../../src/store/vault/keys.ts';
import {
  answerRecoveryRequest,
  makeRecoveryRequest,
  readRecoveryRequest,
  requestRecovery,
  takeRecoveryAnswer,
} from '../../../src/store/vault/recovery.ts';
import {
  makeRecoveryKey,
  type NewRecoveryKey,
  openRecoveryKeyFile,
  type RecoveryKey,
  readRecoveryKeyId,
} from '../../../src/store/vault/recovery-key.ts';
import { createSealer } from '../../../src/store/vault/sealer.ts';
import { createVault, openWithPassphrase, setPassphrase, writeRecoverySlot } from '../../../src/store/vault/slots.ts';
import { CHEAP_ARGON2, errorOf, GOOD, MONDAY_MS, PHONE, Phone, successOf } from './support.ts';

const ADMIN = 'quả cam tròn trên mái nhà';
const NEW_PASSPHRASE = 'suối mát bên nương ngô xanh';
const LABEL = 'Nông Thị Lan – máy Samsung A15';
const ports = { random: systemRandom, argon2: hashWasmArgon2, argon2Params: CHEAP_ARGON2 };

let made: NewRecoveryKey;
let key: RecoveryKey;
beforeAll(async () => {
  made = successOf(await makeRecoveryKey(ports, ADMIN, '2026-11-23T08:00:00+07:00'));
  key = successOf(await openRecoveryKeyFile(hashWasmArgon2, made.file, ADMIN));
});

async function phoneWithRecovery() {
  const phone = new Phone();
  const dek = successOf(await createVault(phone.context, GOOD));
  successOf(await writeRecoverySlot(phone.context, dek, made.publicKey));
  return { phone, dek };
}

const request = async (phone: Phone) => successOf(await requestRecovery(phone.context, LABEL));

/** The text with one character replaced by another of the same alphabet. */
function mistyped(text: string, at: number): string {
  const other = text[at] === 'A' ? 'B' : 'A';
  return text.slice(0, at) + other + text.slice(at + 1);
}

describe('the recovery key file', () => {
  it("opens with the administrator's passphrase and cannot be exported again", () => {
    expect(key.keyId).toBe(made.keyId);
    expect(key.keys.pair.privateKey.extractable).toBe(false);
  });

  it('is readable JSON that says what it is, and holds no private key', () => {
    expect(JSON.parse(made.file)).toMatchObject({
      format: 'gan-dan-recovery-key',
      version: 1,
      createdAt: '2026-11-23T08:00:00+07:00',
      argon2: CHEAP_ARGON2,
    });
    expect(made.publicKey).toHaveLength(65);
  });

  it('says which key it holds before anybody types its passphrase', () => {
    expect(successOf(readRecoveryKeyId(made.file))).toBe(made.keyId);
    expect(errorOf(readRecoveryKeyId('Kính gửi'))).toEqual({ tag: 'not-a-key-file' });
    const later = { tag: 'newer-version', version: 2 };
    expect(errorOf(readRecoveryKeyId(made.file.replace('"version": 1', '"version": 2')))).toEqual(later);
  });

  it('survives another indentation, line ends and order', async () => {
    const { sealedPrivateKey, ...head } = JSON.parse(made.file) as Record<string, unknown>;
    const changed = JSON.stringify({ sealedPrivateKey, ...head }).replaceAll(',', ',\r\n\t');
    expect((await openRecoveryKeyFile(hashWasmArgon2, changed, ADMIN)).ok).toBe(true);
  });

  it('refuses a weak passphrase', async () => {
    expect(errorOf(await makeRecoveryKey(ports, '12345678', 'x')).tag).toBe('passphrase-weak');
  });

  it.each([
    ['another passphrase', (text: string) => text, GOOD, 'wrong-passphrase'],
    ['no passphrase', (text: string) => text, ' ', 'wrong-passphrase'],
    ['half a file', (text: string) => text.slice(0, text.length / 2), ADMIN, 'not-a-key-file'],
    ['some text', () => 'Kính gửi', ADMIN, 'not-a-key-file'],
    ['other JSON', () => '[1]', ADMIN, 'not-a-key-file'],
    ['null', () => 'null', ADMIN, 'not-a-key-file'],
    ['a later version', (text: string) => text.replace('"version": 1', '"version": 2'), ADMIN, 'newer-version'],
    ['a missing member', (text: string) => text.replace('"salt"', '"slat"'), ADMIN, 'not-a-key-file'],
    [
      'absurd costs',
      (text: string) => text.replace('"memoryKiB": 8', '"memoryKiB": 99999999'),
      ADMIN,
      'not-a-key-file',
    ],
    ['other costs', (text: string) => text.replace('"iterations": 1', '"iterations": 2'), ADMIN, 'wrong-passphrase'],
    ['another date', (text: string) => text.replace('2026', '2025'), ADMIN, 'wrong-passphrase'],
  ])('with %s: %#', async (_case, change, passphrase, tag) => {
    const changed = change(made.file);
    expect(errorOf(await openRecoveryKeyFile(hashWasmArgon2, changed, passphrase)).tag).toBe(tag);
  });

  it('with any changed character of its values is refused', async () => {
    const places = [...made.file.matchAll(/"[A-Za-z0-9_-]{11,}"/g)].flatMap((match) =>
      Array.from({ length: match[0].length - 2 }, (_, index) => match.index + 1 + index),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), async (at) => {
        expect((await openRecoveryKeyFile(hashWasmArgon2, mistyped(made.file, at), ADMIN)).ok).toBe(false);
      }),
    );
  });
});

describe('a forgotten passphrase', () => {
  it('is replaced by a new one through the administrator; every record still opens', async () => {
    const { phone, dek } = await phoneWithRecovery();
    const sealed = await createSealer((await deriveVaultKeys(dek)).record, PHONE.space).seal('visits', '1', 'nội dung');

    const pending = await request(phone.restarted());
    const seen = successOf(await readRecoveryRequest(pending.request));
    expect(seen).toMatchObject({ identity: PHONE, label: LABEL, checkCode: pending.checkCode });
    const answer = successOf(await answerRecoveryRequest(key, pending.request));
    const recovered = successOf(await takeRecoveryAnswer(pending, answer, phone.nowMs));
    expect(recovered.openedBy).toBe('recovery');
    successOf(await setPassphrase(phone.context, recovered, NEW_PASSPHRASE));

    const opened = successOf(await openWithPassphrase(phone.restarted().context, NEW_PASSPHRASE));
    const sealer = createSealer((await deriveVaultKeys(opened)).record, PHONE.space);
    expect(successOf(await sealer.open('visits', '1', sealed))).toBe('nội dung');
    expect(errorOf(await openWithPassphrase(phone.context, GOOD)).tag).toBe('wrong-secret');
  });

  it('is helped even when slot A itself is lost and many wrong tries were made', async () => {
    const { phone, dek } = await phoneWithRecovery();
    for (let round = 0; round < 4; round += 1) await openWithPassphrase(phone.context, 'không nhớ nổi câu này');
    const { passphrase: _lost, ...others } = phone.disk.rows;
    phone.disk.rows = others;
    const pending = await request(phone);
    const answer = successOf(await answerRecoveryRequest(key, pending.request));
    const recovered = successOf(await takeRecoveryAnswer(pending, answer, phone.nowMs));
    expect(recovered.bytes).toEqual(dek.bytes);
    successOf(await setPassphrase(phone.context, recovered, NEW_PASSPHRASE));
    expect((await openWithPassphrase(phone.context, NEW_PASSPHRASE)).ok, 'no waiting').toBe(true);
  });

  it('cannot be helped without slot C', async () => {
    const phone = new Phone();
    successOf(await createVault(phone.context, GOOD));
    expect(errorOf(await requestRecovery(phone.context, LABEL))).toEqual({ tag: 'recovery-missing' });
  });
});

describe('request and answer', () => {
  it('fit a QR code and survive line breaks', async () => {
    const { phone, dek } = await phoneWithRecovery();
    const pending = await request(phone);
    const answer = successOf(await answerRecoveryRequest(key, pending.request));
    expect(pending.request).toMatch(/^[A-Za-z0-9._-]{300,700}$/);
    expect(answer).toMatch(/^GDTL1\.[0-9A-HJKMNP-TV-Z]{194}$/);
    const broken = (text: string) => ` ${text.replace(/(.{60})/g, '$1\r\n')}\n`;
    const again = successOf(await answerRecoveryRequest(key, broken(pending.request)));
    expect(successOf(await takeRecoveryAnswer(pending, broken(again), MONDAY_MS)).bytes).toEqual(dek.bytes);
    expect(successOf(await readRecoveryRequest(broken(pending.request))).checkCode).toBe(pending.checkCode);
  });

  it('an answer may be read out: groups, small letters, O for 0, I and L for 1', async () => {
    const { phone, dek } = await phoneWithRecovery();
    const pending = await request(phone);
    const answer = successOf(await answerRecoveryRequest(key, pending.request));
    const [head, signs = ''] = answer.split('.');
    const heard = signs
      .replaceAll('0', 'O')
      .replace('1', 'I')
      .replaceAll('1', 'l')
      .replace(/(.{4})/g, '$1-');
    const typed = ` ${head}.${heard}\n`.toLowerCase();
    expect(successOf(await takeRecoveryAnswer(pending, typed, MONDAY_MS)).bytes).toEqual(dek.bytes);
  });

  it('carry no key in the clear', async () => {
    const { phone, dek } = await phoneWithRecovery();
    const pending = await request(phone);
    const answer = successOf(await answerRecoveryRequest(key, pending.request));
    const parts = pending.request.split('.').map((part) => Buffer.from(part, 'base64url'));
    for (const part of [...parts, Buffer.from(successOf(fromBase32(answer.split('.')[1] ?? '')))]) {
      expect(part.includes(Buffer.from(dek.bytes))).toBe(false);
    }
  });

  it('show a check code of their own for each request', async () => {
    const { phone } = await phoneWithRecovery();
    const [one, two] = [await request(phone), await request(phone)];
    expect(one.checkCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    expect(one.checkCode).not.toBe(two.checkCode);
  });

  it('are refused with any changed character', async () => {
    const { phone } = await phoneWithRecovery();
    const pending = await request(phone);
    const answer = successOf(await answerRecoveryRequest(key, pending.request));
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (place) => {
        const wrongRequest = mistyped(pending.request, place % pending.request.length);
        expect((await answerRecoveryRequest(key, wrongRequest)).ok).toBe(false);
        const wrongAnswer = mistyped(answer, place % answer.length);
        expect((await takeRecoveryAnswer(pending, wrongAnswer, MONDAY_MS)).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('are refused when cut', async () => {
    const { phone } = await phoneWithRecovery();
    const pending = await request(phone);
    for (let length = 0; length < pending.request.length; length += 7) {
      const { tag } = errorOf(await readRecoveryRequest(pending.request.slice(0, length)));
      expect(['damaged', 'not-a-request']).toContain(tag);
    }
  });

  it('are told apart from each other, from other texts and from later versions', async () => {
    const { phone } = await phoneWithRecovery();
    const pending = await request(phone);
    const answer = successOf(await answerRecoveryRequest(key, pending.request));
    expect(errorOf(await readRecoveryRequest(answer))).toEqual({ tag: 'not-a-request' });
    expect(errorOf(await takeRecoveryAnswer(pending, pending.request, MONDAY_MS))).toEqual({ tag: 'not-an-answer' });
    expect(errorOf(await readRecoveryRequest('https://gandan.example/#x'))).toEqual({ tag: 'not-a-request' });
    const later = { tag: 'newer-version', version: 2 };
    expect(errorOf(await readRecoveryRequest(pending.request.replace('GDYC1', 'GDYC2')))).toEqual(later);
    expect(errorOf(await takeRecoveryAnswer(pending, answer.replace('GDTL1', 'GDTL2'), MONDAY_MS))).toEqual(later);
  });

  it('belong together: an answer fits one request of one phone only', async () => {
    const { phone } = await phoneWithRecovery();
    const [earlier, later] = [await request(phone), await request(phone)];
    const answer = successOf(await answerRecoveryRequest(key, earlier.request));
    expect(errorOf(await takeRecoveryAnswer(later, answer, MONDAY_MS))).toEqual({ tag: 'other-request' });
    const forged = { ...later, request: earlier.request };
    expect(errorOf(await takeRecoveryAnswer(forged, answer, MONDAY_MS))).toEqual({ tag: 'damaged' });
  });

  it('need the very recovery key the phone was sealed to', async () => {
    const { phone } = await phoneWithRecovery();
    const otherMade = successOf(await makeRecoveryKey(ports, ADMIN, 'x'));
    const otherKey = successOf(await openRecoveryKeyFile(hashWasmArgon2, otherMade.file, ADMIN));
    const pending = await request(phone);
    const error = errorOf(await answerRecoveryRequest(otherKey, pending.request));
    expect(error).toEqual({ tag: 'other-recovery-key', wantedKeyId: made.keyId });
    const renamed = { ...otherKey, keyId: made.keyId };
    expect(errorOf(await answerRecoveryRequest(renamed, pending.request))).toEqual({ tag: 'slot-damaged' });
  });

  it('name the true owner: a slot C under another name does not open', async () => {
    const { phone } = await phoneWithRecovery();
    const slot = phone.disk.rows.recovery;
    if (!slot) expect.fail('no slot C');
    const stolen = await makeRecoveryRequest({ ...PHONE, user: 'hoa' }, slot, 'Hoa');
    expect(errorOf(await answerRecoveryRequest(key, stolen.request))).toEqual({ tag: 'slot-damaged' });
  });
});
