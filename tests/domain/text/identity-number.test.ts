import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkIdentityNumber, maskIdentityNumber } from '../../../src/domain/text/identity-number.ts';

const thisYear = 2026;

describe('an identity number', () => {
  it('tells birth year and sex', () => {
    expect(checkIdentityNumber('004157000123', { thisYear })).toEqual({
      tag: 'twelve-digits',
      digits: '004157000123',
      facts: { sex: 'female', birthYear: 1957 },
      warnings: [],
    });
    expect(checkIdentityNumber('004 205 000 123', { thisYear })).toMatchObject({
      facts: { sex: 'male', birthYear: 2005 },
    });
  });

  it('warns where it differs from what was entered', () => {
    expect(checkIdentityNumber('004157000123', { thisYear, birthYear: 1975, sex: 'male' })).toMatchObject({
      warnings: [
        { tag: 'birth-year-differs', codedYear: 1957 },
        { tag: 'sex-differs', codedSex: 'female' },
      ],
    });
    expect(checkIdentityNumber('004157000123', { thisYear, birthYear: 1957, sex: 'female' })).toMatchObject({
      warnings: [],
    });
  });

  it('warns of a holder who is not born yet', () => {
    expect(checkIdentityNumber('004257000123', { thisYear, birthYear: 1957 })).toMatchObject({
      warnings: [{ tag: 'born-in-future', codedYear: 2057 }],
    });
  });

  it('may be the older one of nine digits', () => {
    expect(checkIdentityNumber('080 123 456', { thisYear })).toEqual({ tag: 'nine-digits', digits: '080123456' });
  });

  it('is questioned by its length and its characters', () => {
    expect(checkIdentityNumber('4157000123', { thisYear })).toEqual({ tag: 'wrong-length', length: 10 });
    expect(checkIdentityNumber('00415700012O', { thisYear })).toEqual({ tag: 'not-digits' });
    expect(checkIdentityNumber(' ', { thisYear })).toEqual({ tag: 'empty' });
  });
});

describe('a masked identity number', () => {
  it('shows its ends', () => {
    expect(maskIdentityNumber('004157000199')).toBe('0041••••••99');
    expect(maskIdentityNumber('080123456')).toBe('08•••••56');
  });

  it('never shows most of a number, whatever was typed', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 20 }).map((numbers) => numbers.join(''));
    fc.assert(
      fc.property(digits, (number) => {
        const masked = maskIdentityNumber(number);
        const shown = masked.replaceAll('•', '').length;
        expect(masked.length).toBe(number.length);
        expect(shown).toBeLessThanOrEqual(Math.min(6, number.length * 0.6));
      }),
    );
  });
});
