import { asBytes, type Bytes, concatBytes, type RandomBytes } from './bytes.ts';

/** 96 bit, the size for which GCM is defined without a further hash (NIST SP 800-38D §8.2). */
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;
export const KEY_BYTES = 32;

/** A key of 256 bit that can encrypt and decrypt but never leaves the browser's crypto. */
export function importAesKey(raw: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', asBytes(raw), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** nonce | ciphertext | tag, under a fresh random nonce. For single small values; records go through the sealer. */
export async function encryptAes(
  key: CryptoKey,
  plain: Uint8Array,
  aad: Uint8Array,
  random: RandomBytes,
): Promise<Bytes> {
  const nonce = random(NONCE_BYTES);
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: asBytes(aad) };
  const sealed = await crypto.subtle.encrypt(algorithm, key, asBytes(plain));
  return concatBytes(nonce, new Uint8Array(sealed));
}

/** The plain bytes, or undefined when key, AAD or any byte differs: GCM cannot tell which. */
export async function decryptAes(key: CryptoKey, sealed: Uint8Array, aad: Uint8Array): Promise<Bytes | undefined> {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const bytes = asBytes(sealed);
  const algorithm = { name: 'AES-GCM', iv: bytes.subarray(0, NONCE_BYTES), additionalData: asBytes(aad) };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, bytes.subarray(NONCE_BYTES)));
  } catch {
    return undefined;
  }
}
