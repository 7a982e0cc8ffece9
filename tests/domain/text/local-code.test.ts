import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLocalCode, makeLocalCode } from '../../../src/domain/text/local-code.ts';

const everyCharacter = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));

/** Bytes in the order given, then zeros. */
function bytesFrom(bytes: readonly number[]): (count: number) => Uint8Array {
  let next = 0;
  return (count) => Uint8Array.from({ length: count }, () => bytes[next++] ?? 0);
}

const prefixes = fc.constantFrom('TC', 'KN', 'PA', 'KIE', 'A');
const codes = fc
  .tuple(prefixes, fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 12, maxLength: 12 }))
  .map(([prefix, bytes]) => makeLocalCode(prefix, bytesFrom(bytes)));

describe('a local code', () => {
  it('is the prefix, three random letters and a check letter', () => {
    expect(makeLocalCode('TC', bytesFrom([5, 17, 0]))).toBe('TC-7K2M');
    expect(isLocalCode('TC-7K2M')).toBe(true);
  });

  it('is always valid, and free of look-alikes', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(isLocalCode(code)).toBe(true);
        expect(code.split('-')[1]).not.toMatch(/[01ILOUZ]/);
      }),
    );
  });

  it('is noticed when any one character is wrong', () => {
    fc.assert(
      fc.property(codes, (code) => {
        for (let place = 0; place < code.length; place++) {
          for (const wrong of everyCharacter.filter((character) => character !== code[place])) {
            expect(isLocalCode(code.slice(0, place) + wrong + code.slice(place + 1))).toBe(false);
          }
        }
      }),
    );
  });

  it('is noticed when two neighbours are swapped', () => {
    fc.assert(
      fc.property(codes, (code) => {
        for (let place = 0; place + 1 < code.length; place++) {
          const [left, right] = [code.charAt(place), code.charAt(place + 1)];
          const swapped = code.slice(0, place) + right + left + code.slice(place + 2);
          if (swapped !== code) expect(isLocalCode(swapped), `${code} → ${swapped}`).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is noticed when a character is missing or added', () => {
    for (const wrong of ['TC-7K2', 'TC-7K2MM', 'TC7K2M', 'tc-7k2m', '-7K2M', ' TC-7K2M', '']) {
      expect(isLocalCode(wrong)).toBe(false);
    }
  });

  it('is drawn again where the phone knows it already', () => {
    const taken = new Set(['TC-7K2M']);
    const code = makeLocalCode('TC', bytesFrom([5, 17, 0, 1, 2, 3]), (candidate) => taken.has(candidate));
    expect(code).toBe(makeLocalCode('TC', bytesFrom([1, 2, 3])));
  });

  it('draws every letter equally often: bytes that would favour the first ones are thrown away', () => {
    expect(makeLocalCode('TC', bytesFrom([255, 232, 5, 17, 240, 0]))).toBe('TC-7K2M');
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 256; byte++) {
      const letter = makeLocalCode('TC', bytesFrom([byte, 0, 0])).charAt(3);
      if (byte < 232) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    expect([...counts.values()]).toEqual(Array(29).fill(8));
  });

  it('has a prefix of capitals', () => {
    expect(() => makeLocalCode('tc', bytesFrom([]))).toThrow(RangeError);
    expect(() => makeLocalCode('', bytesFrom([]))).toThrow(RangeError);
  });
});
