import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldedWords, foldForSearch } from '../../../src/domain/text/fold.ts';

const vietnamese = fc.string({
  unit: fc.constantFrom(...'aăâbcdđeêghiklmnoôơpqrstuưvxyzáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệốồổỗộớờởỡợứừửữự Đ'),
});

describe('folding for search', () => {
  it('finds a name typed without any marks', () => {
    expect(foldForSearch('Nông Thị Đào')).toBe('nong thi dao');
    expect(foldForSearch('TRƯỜNG TIỂU HỌC LŨNG RÌ')).toBe('truong tieu hoc lung ri');
    expect(foldForSearch('hoà')).toBe(foldForSearch('hòa'));
  });

  it('takes Eth for the đ it looks like', () => {
    expect(foldForSearch('Ðặng ðình Đức')).toBe('dang dinh duc');
  });

  it('does not care how the text is composed', () => {
    fc.assert(
      fc.property(vietnamese, (text) => {
        expect(foldForSearch(text.normalize('NFD'))).toBe(foldForSearch(text.normalize('NFC')));
      }),
    );
  });

  it('leaves plain Latin letters only', () => {
    fc.assert(
      fc.property(vietnamese, (text) => {
        expect(foldForSearch(text)).toMatch(/^[a-z ]*$/);
      }),
    );
  });

  it('of what is folded changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldForSearch(foldForSearch(text))).toBe(foldForSearch(text));
      }),
    );
  });

  it('parts words at anything that is neither letter nor digit', () => {
    expect(foldedWords('Đường–điện, nước: xóm "Nà Pháo" (KHN-012/2026)')).toEqual([
      'duong',
      'dien',
      'nuoc',
      'xom',
      'na',
      'phao',
      'khn',
      '012',
      '2026',
    ]);
    expect(foldedWords(' \n … ')).toEqual([]);
  });
});
