import { err, ok, type Result } from '../../domain/result.ts';
import type { Bytes } from './bytes.ts';

/** Crockford's base32: no I, L, O, U, so nothing is misheard or misread. */
export const CODE_SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const BITS_PER_SIGN = 5;

/** Text of one case only: it can be read out, typed, and drawn as a small QR. */
export function toBase32(bytes: Uint8Array): string {
  let signs = '';
  let rest = 0;
  let bits = 0;
  for (const byte of bytes) {
    rest = (rest << 8) | byte;
    bits += 8;
    while (bits >= BITS_PER_SIGN) {
      bits -= BITS_PER_SIGN;
      signs += CODE_SIGNS[(rest >> bits) & 31];
    }
    rest &= (1 << bits) - 1;
  }
  return bits === 0 ? signs : signs + CODE_SIGNS[(rest << (BITS_PER_SIGN - bits)) & 31];
}

/**
 * Bytes of base32 as a person types it: any case, O for 0, I or L for 1. Of the spellings with other filling bits only
 * the canonical one is accepted.
 */
export function fromBase32(text: string): Result<Bytes, { readonly tag: 'not-base32' }> {
  const signs = text.toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
  const bytes = new Uint8Array(Math.floor((signs.length * BITS_PER_SIGN) / 8));
  let rest = 0;
  let bits = 0;
  let at = 0;
  for (const sign of signs) {
    const value = CODE_SIGNS.indexOf(sign);
    if (value < 0) return err({ tag: 'not-base32' });
    rest = (rest << BITS_PER_SIGN) | value;
    bits += BITS_PER_SIGN;
    if (bits >= 8) {
      bits -= 8;
      bytes[at] = (rest >> bits) & 255;
      at += 1;
      rest &= (1 << bits) - 1;
    }
  }
  return toBase32(bytes) === signs ? ok(bytes) : err({ tag: 'not-base32' });
}
