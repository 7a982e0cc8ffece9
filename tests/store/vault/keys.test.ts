import { describe, expect, it } from 'vitest';
import { systemRandom, utf8 } from '../../../src/store/vault/bytes.ts';
import {
  deriveVaultKeys,
  forgetDek,
  importDeviceKey,
  makeDek,
  makeDeviceKeyPair,
  openDeviceKey,
  sealDeviceKey,
  signWithDeviceKey,
  type VaultKeys,
} from '../../../src/store/vault/keys.ts';
import { createSealer } from '../../../src/store/vault/sealer.ts';
import { errorOf, flipped, MONDAY_MS, PHONE, successOf } from './support.ts';

const newKeys = () => deriveVaultKeys(makeDek(systemRandom, MONDAY_MS));
const NAMES = ['record', 'outbox', 'summary', 'draft', 'blobWrap', 'device'] as const satisfies (keyof VaultKeys)[];

describe('working keys', () => {
  it('cannot leave the browser', async () => {
    const keys = await newKeys();
    for (const name of NAMES) {
      expect(keys[name].extractable).toBe(false);
      await expect(crypto.subtle.exportKey('raw', keys[name])).rejects.toThrow();
    }
  });

  it('are the same for the same data key, and open nothing of one another', async () => {
    const dek = makeDek(systemRandom, MONDAY_MS);
    const [once, again] = [await deriveVaultKeys(dek), await deriveVaultKeys(dek)];
    for (const sealing of NAMES) {
      const sealed = await createSealer(once[sealing], 's').seal('t', 'i', 1);
      for (const opening of NAMES) {
        const opened = await createSealer(again[opening], 's').open('t', 'i', sealed);
        expect(opened.ok, `${opening} opens ${sealing}`).toBe(opening === sealing);
      }
    }
  });

  it('stay usable after the data key was forgotten', async () => {
    const dek = makeDek(systemRandom, MONDAY_MS);
    const keys = await deriveVaultKeys(dek);
    forgetDek(dek);
    expect([...dek.bytes]).toEqual(Array(32).fill(0));
    const sealer = createSealer(keys.record, 's');
    expect(successOf(await sealer.open('t', 'i', await sealer.seal('t', 'i', 'x')))).toBe('x');
  });

  it('derive to frozen values: another label or salt would make stored data unreadable', async () => {
    const keys = await deriveVaultKeys({ bytes: new Uint8Array(32).fill(7), openedBy: 'new', openedAtMs: 0 });
    const marks: Record<string, string> = {};
    for (const name of NAMES) {
      const algorithm = { name: 'AES-GCM', iv: new Uint8Array(12) };
      const tag = new Uint8Array(await crypto.subtle.encrypt(algorithm, keys[name], new Uint8Array(0)));
      marks[name] = Buffer.from(tag).toString('hex').slice(0, 8);
    }
    expect(marks).toMatchInlineSnapshot(`
      {
        "blobWrap": "cb93ac5b",
        "device": "10d5891d",
        "draft": "8fdcee31",
        "outbox": "03ea1642",
        "record": "720785c3",
        "summary": "493fe378",
      }
    `);
  });
});

describe('the device key', () => {
  const message = utf8('gan-dan session abc');

  async function verifies(publicSpki: Uint8Array<ArrayBuffer>, signature: Uint8Array<ArrayBuffer>) {
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
    const key = await crypto.subtle.importKey('spki', publicSpki, algorithm, false, ['verify']);
    return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, message);
  }

  it('signs right after it is made, and again after sealing and opening', async () => {
    const keys = await newKeys();
    const { publicSpki, privatePkcs8 } = await makeDeviceKeyPair();
    const fresh = await importDeviceKey(privatePkcs8);
    expect(await verifies(publicSpki, await signWithDeviceKey(fresh, message))).toBe(true);
    const sealed = await sealDeviceKey(keys, PHONE, privatePkcs8, systemRandom);
    const opened = successOf(await openDeviceKey(keys, PHONE, sealed));
    expect(opened.extractable).toBe(false);
    expect(await verifies(publicSpki, await signWithDeviceKey(opened, message))).toBe(true);
  });

  it('does not open for another vault, another key or with a changed byte', async () => {
    const keys = await newKeys();
    const { privatePkcs8 } = await makeDeviceKeyPair();
    const sealed = await sealDeviceKey(keys, PHONE, privatePkcs8, systemRandom);
    const wrong = [
      openDeviceKey(keys, { ...PHONE, installation: 'phone-2' }, sealed),
      openDeviceKey(await newKeys(), PHONE, sealed),
      openDeviceKey(keys, PHONE, flipped(sealed, 40)),
      openDeviceKey(keys, PHONE, sealed.subarray(0, 20)),
    ];
    for (const result of wrong) expect(errorOf(await result)).toEqual({ tag: 'device-key-damaged' });
  });
});
