import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase32, toBase32 } from '../../../src/store/vault/base32.ts';
import { errorOf, successOf } from './support.ts';

const bytes = () => fc.uint8Array({ maxLength: 40 });

describe('base32', () => {
  it('is what Crockford describes', () => {
    expect(toBase32(new Uint8Array([0, 255, 16]))).toBe('03ZH0');
    expect(successOf(fromBase32('03ZH0'))).toEqual(new Uint8Array([0, 255, 16]));
    expect(toBase32(new Uint8Array())).toBe('');
  });

  it('gives every bytes back, in capitals or small letters', () => {
    fc.assert(
      fc.property(bytes(), (given) => {
        expect(successOf(fromBase32(toBase32(given)))).toEqual(given);
        expect(successOf(fromBase32(toBase32(given).toLowerCase()))).toEqual(given);
      }),
    );
  });

  it('takes what is mistaken for a digit as that digit', () => {
    expect(successOf(fromBase32('oO1IiLl0'))).toEqual(successOf(fromBase32('00111110')));
  });

  it('one text for the same bytes: no other filling bits, no stray sign', () => {
    for (const wrong of ['03ZH1', '03ZH00', '0', 'U3ZH0', '03-ZH0', 'Ô3ZH0'])
      expect(errorOf(fromBase32(wrong)), wrong).toEqual({ tag: 'not-base32' });
  });
});
