import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStorableText } from '../../../src/contract/scalars.ts';
import { normalizeLine, normalizeText } from '../../../src/domain/text/normalize.ts';

const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(' ', '\n', '\r', '\t', '\u00a0', 'a', 'ễ', 'e\u0302\u0303', '\u0301', '\u0000') }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
);

describe('a line as it is stored', () => {
  it('has composed letters, single spaces and no margins', () => {
    expect(normalizeLine('  Nguyễn \u00a0 Thị\tĐào \n'.normalize('NFD'))).toBe('Nguyễn Thị Đào');
    expect(normalizeLine('Nguyê\u0303n')).toBe('Nguyễn');
  });

  it('stays one line', () => {
    expect(normalizeLine('Đường\r\nđiện\n\n\nnước')).toBe('Đường điện nước');
  });
});

describe('free text as it is stored', () => {
  it('keeps its lines and one empty line between them', () => {
    expect(normalizeText('Ý một. \r\n  Ý hai.\n\n\n\nÝ ba.')).toBe('Ý một.\nÝ hai.\n\nÝ ba.');
  });

  it('understands the line ends of Word', () => {
    expect(normalizeText('một\vhai\u2028ba')).toBe('một\nhai\nba');
  });

  it('drops what nobody sees and PostgreSQL refuses', () => {
    expect(normalizeText('Nà\u200b Pháo\u0000\ufeff \ud800x')).toBe('Nà Pháo x');
  });

  it('keeps what is meant: emoji and the joiners inside them', () => {
    expect(normalizeText('👩‍🌾 hài lòng')).toBe('👩‍🌾 hài lòng');
  });

  it('is always storable, composed and stable', () => {
    fc.assert(
      fc.property(anything, (text) => {
        for (const normalize of [normalizeText, normalizeLine]) {
          const once = normalize(text);
          expect(isStorableText(once)).toBe(true);
          expect(once.normalize('NFC')).toBe(once);
          expect(normalize(once)).toBe(once);
          expect(once.trim()).toBe(once);
        }
        expect(normalizeLine(text)).not.toContain('\n');
      }),
      { numRuns: 1000 },
    );
  });
});
