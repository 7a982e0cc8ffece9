import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNames, nameSortKey, offerNameCapitals } from '../../../src/domain/text/names.ts';

describe('a list of names', () => {
  it('is sorted by the given name, then by the whole', () => {
    const sorted = ['Đức', 'Lý Thị Ảnh', 'Nguyễn Văn An', 'Dung', 'Đàm Thị Ánh', 'Bế Văn An'].sort(compareNames);
    expect(sorted).toEqual(['Bế Văn An', 'Nguyễn Văn An', 'Lý Thị Ảnh', 'Đàm Thị Ánh', 'Dung', 'Đức']);
  });

  it('knows the order of the Vietnamese tones', () => {
    expect(['mạ', 'má', 'mã', 'mả', 'mà', 'ma'].sort(compareNames)).toEqual(['ma', 'mà', 'mả', 'mã', 'má', 'mạ']);
  });

  it('does not care for spaces and composition', () => {
    expect(compareNames(' Nguyễn  Thị Đào ', 'Nguyễn Thị Đào'.normalize('NFD'))).toBe(0);
  });

  it('has names of a single word', () => {
    expect(nameSortKey('Dế')).toEqual({ given: 'Dế', full: 'Dế' });
    expect(nameSortKey('')).toEqual({ given: '', full: '' });
  });

  it('is one order: no pair contradicts itself', () => {
    const names = fc.array(fc.constantFrom('An', 'Ánh', 'Đào', 'Dế', 'Lý', 'Mùi', 'Ơn'), {
      minLength: 1,
      maxLength: 4,
    });
    const name = names.map((words) => words.join(' '));
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        expect(Math.sign(compareNames(a, b)) || 0).toBe(-Math.sign(compareNames(b, a)) || 0);
        if (compareNames(a, b) <= 0 && compareNames(b, c) <= 0) expect(compareNames(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe('capitals', () => {
  it('are offered for a name typed in a hurry', () => {
    expect(offerNameCapitals('nông thị đào')).toBe('Nông Thị Đào');
    expect(offerNameCapitals('NGUYỄN VĂN ÁNH')).toBe('Nguyễn Văn Ánh');
    expect(offerNameCapitals("h'mông y-ban")).toBe("H'Mông Y-Ban");
  });

  it('are not offered where the name was written on purpose', () => {
    expect(offerNameCapitals('Lý A Dế')).toBeUndefined();
    expect(offerNameCapitals('Giàng Thị mỷ')).toBeUndefined();
    expect(offerNameCapitals('')).toBeUndefined();
  });
});
