import { err, ok, type Result } from '../../domain/result.ts';
import { decryptAes, encryptAes, KEY_BYTES } from './aes.ts';
import { asBytes, type Bytes, type RandomBytes, utf8 } from './bytes.ts';

/** Whose vault this is: one data key each (security.md §4). Bound into every slot, so that none can be moved to another vault. */
export interface VaultIdentity {
  /** Ids, no names: they stand in the clear in recovery requests and backup files. */
  readonly space: string;
  readonly user: string;
  /** Made with the vault and kept for its whole life. Not the sync's clientId, which changes when a profile was cloned. */
  readonly installation: string;
}

/** What opened the data key. `new`: just made. A PIN may not make further slots, or seven days would never end. */
export type OpenedBy = 'new' | 'passphrase' | 'passkey' | 'pin' | 'recovery';

/** The data encryption key in the clear. Held only while slots are written or keys derived; then `forgetDek`. */
export interface Dek {
  readonly bytes: Bytes;
  readonly openedBy: OpenedBy;
  /** When it was opened, ms since 1970 by the device's clock. */
  readonly openedAtMs: number;
}

export function makeDek(random: RandomBytes, nowMs: number): Dek {
  return { bytes: random(KEY_BYTES), openedBy: 'new', openedAtMs: nowMs };
}

/** Overwrites the key. Copies the JavaScript engine made are out of reach; this shortens the time, no more. */
export function forgetDek(dek: Dek): void {
  dek.bytes.fill(0);
}

/** The working keys: in memory only, non-extractable, each for one purpose. */
export interface VaultKeys {
  readonly record: CryptoKey;
  readonly outbox: CryptoKey;
  readonly summary: CryptoKey;
  readonly draft: CryptoKey;
  readonly blobWrap: CryptoKey;
  readonly device: CryptoKey;
}

/** Working keys from the data key: HKDF-SHA-256 (RFC 5869), one label each. The labels are frozen with the stored data. */
export async function deriveVaultKeys(dek: Dek): Promise<VaultKeys> {
  const root = await crypto.subtle.importKey('raw', dek.bytes, 'HKDF', false, ['deriveKey']);
  const derive = (label: string): Promise<CryptoKey> =>
    crypto.subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: utf8(`gan-dan/v1/${label}`) },
      root,
      { name: 'AES-GCM', length: 256 },
      false,
      ['encrypt', 'decrypt'],
    );
  const [record, outbox, summary, draft, blobWrap, device] = await Promise.all([
    derive('record'),
    derive('outbox'),
    derive('summary'),
    derive('draft'),
    derive('blob-wrap'),
    derive('device'),
  ]);
  return { record, outbox, summary, draft, blobWrap, device };
}

const DEVICE_KEY = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** The device's signing key as it leaves enrolment; `privatePkcs8` must be sealed or forgotten. */
export interface DeviceKeyPair {
  /** SPKI, as the server certifies it. */
  readonly publicSpki: Bytes;
  readonly privatePkcs8: Bytes;
}

export async function makeDeviceKeyPair(): Promise<DeviceKeyPair> {
  const pair = await crypto.subtle.generateKey(DEVICE_KEY, true, ['sign', 'verify']);
  return {
    publicSpki: new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)),
    privatePkcs8: new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)),
  };
}

/** The private key for use: it can sign, and cannot be read again. Throws on bytes that are no PKCS#8 P-256 key. */
export function importDeviceKey(privatePkcs8: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey('pkcs8', asBytes(privatePkcs8), DEVICE_KEY, false, ['sign']);
}

/** How the private key rests on the phone: nonce | ciphertext under the vault's device key, bound to the vault. */
export function sealDeviceKey(
  keys: VaultKeys,
  identity: VaultIdentity,
  privatePkcs8: Uint8Array,
  random: RandomBytes,
): Promise<Bytes> {
  return encryptAes(keys.device, privatePkcs8, deviceKeyAad(identity), random);
}

/** The signing key of sealed bytes; `device-key-damaged` when they are not this vault's. The device must then enrol again. */
export async function openDeviceKey(
  keys: VaultKeys,
  identity: VaultIdentity,
  sealed: Uint8Array,
): Promise<Result<CryptoKey, { readonly tag: 'device-key-damaged' }>> {
  const pkcs8 = await decryptAes(keys.device, sealed, deviceKeyAad(identity));
  if (!pkcs8) return err({ tag: 'device-key-damaged' });
  const key = await importDeviceKey(pkcs8);
  pkcs8.fill(0);
  return ok(key);
}

/** 64 bytes r | s (IEEE P1363), the form WebCrypto verifies. */
export async function signWithDeviceKey(key: CryptoKey, message: Uint8Array): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign(SIGNATURE, key, asBytes(message)));
}

function deviceKeyAad(identity: VaultIdentity): Bytes {
  return utf8(JSON.stringify(['gan-dan/device-key/v1', identity.space, identity.user, identity.installation]));
}
