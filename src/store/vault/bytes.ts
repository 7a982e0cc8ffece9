import { err, ok, type Result } from '../../domain/result.ts';

/** Bytes that WebCrypto accepts: never backed by shared memory. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Fresh unpredictable bytes; a port, so that the simulator can replay a run. */
export type RandomBytes = (length: number) => Bytes;

/** Web Crypto hands out at most this many random bytes a call (W3C WebCrypto §10.1.1). */
const RANDOM_BYTES_PER_CALL = 65_536;

/** The device's own randomness. */
export const systemRandom: RandomBytes = (length) => {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += RANDOM_BYTES_PER_CALL) {
    crypto.getRandomValues(bytes.subarray(at, at + RANDOM_BYTES_PER_CALL));
  }
  return bytes;
};

/** The same bytes in the type WebCrypto wants; copies only what lies in shared memory. */
export function asBytes(bytes: Uint8Array): Bytes {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Bytes) : new Uint8Array(bytes);
}

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const utf8 = (text: string): Bytes => encoder.encode(text);

/** Text of UTF-8 bytes; throws a TypeError on anything else. */
export const textOf = (bytes: Uint8Array): string => strictDecoder.decode(bytes);

export function concatBytes(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Equality of public bytes (hashes in files, key ids); not for secrets, its time depends on the data. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

export async function sha256(bytes: Uint8Array): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', asBytes(bytes)));
}

/** `String.fromCharCode` takes its arguments on the stack, which is small on phones. */
const CHARACTERS_PER_CALL = 8192;

/** base64url without padding (RFC 4648 §5). */
export function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHARACTERS_PER_CALL) {
    binary += String.fromCharCode(...bytes.subarray(at, at + CHARACTERS_PER_CALL));
  }
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Bytes of base64url text. Only the canonical spelling is accepted, so that no two texts mean the same bytes. */
export function fromBase64Url(text: string): Result<Bytes, { readonly tag: 'not-base64url' }> {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return err({ tag: 'not-base64url' });
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return toBase64Url(bytes) === text ? ok(bytes) : err({ tag: 'not-base64url' });
}
