import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/domain/calendar/plain-date.ts';
import {
  type IdentityCard,
  type IdentityCardError,
  parseIdentityCard,
  sayIdentityCardError,
} from '../../../src/domain/text/identity-card.ts';
import { normalizeLine } from '../../../src/domain/text/normalize.ts';
import { cardText } from '../../support/identity-card.ts';

const CHIP = '004090000001|080123456|HOÀNG VĂN A|05031990|Nam|Xóm Nà Pháo, Xã Mẫu, Huyện Mẫu, Cao Bằng|12052021';

function read(text: string): IdentityCard {
  const parsed = parseIdentityCard(text);
  if (!parsed.ok) throw new Error(`not read: ${parsed.error.tag}`);
  return parsed.value;
}

function refusal(text: string): IdentityCardError {
  const parsed = parseIdentityCard(text);
  if (parsed.ok) throw new Error('it was read');
  return parsed.error;
}

describe('the code of an identity card', () => {
  it('of 2021 with the number of the old card', () => {
    expect(read(CHIP)).toEqual({
      number: '004090000001',
      oldNumber: '080123456',
      name: 'HOÀNG VĂN A',
      birth: { year: 1990, date: '1990-03-05' },
      sex: 'male',
      address: 'Xóm Nà Pháo, Xã Mẫu, Huyện Mẫu, Cao Bằng',
      issuedOn: '2021-05-12',
    });
  });

  it('of 2021 without one', () => {
    const card = read('004157000002||NÔNG THỊ ĐÀO|01011957|Nữ|Lũng Rì, Xã Mẫu, Cao Bằng|01022022');
    expect(card).toMatchObject({ name: 'NÔNG THỊ ĐÀO', sex: 'female' });
    expect(card).not.toHaveProperty('oldNumber');
  });

  it('of 2024, of which nothing is read behind the day of issue', () => {
    const card = read(`${CHIP}|HOÀNG VĂN B|004060000001|NÔNG THỊ C|004160000001|`);
    expect(card).toEqual(read(CHIP));
    expect(JSON.stringify(card)).not.toContain('NÔNG THỊ C');
  });

  it('of somebody whose birthday nobody wrote down', () => {
    for (const written of ['00001957', '1957', '00/00/1957', '00051957'])
      expect(read(CHIP.replace('05031990', written)).birth).toEqual({ year: 1957 });
  });

  it('without a day of issue, or with one that is no day', () => {
    for (const text of [CHIP.replace('|12052021', ''), CHIP.replace('12052021', '31022021'), `${CHIP}0`])
      expect(read(text)).not.toHaveProperty('issuedOn');
  });

  it('as scanners and phones garble it: BOM, line ends, blanks, decomposed letters, bytes taken for letters', () => {
    const garbled = [
      `\ufeff${CHIP}\r\n`,
      `  ${CHIP.replaceAll('|', ' | ')}\n`,
      CHIP.normalize('NFD'),
      CHIP.replace('Nam', 'NAM'),
      CHIP.replace('05031990', '05/03/1990'),
      String.fromCharCode(...new TextEncoder().encode(CHIP)),
    ];
    for (const text of garbled) expect(read(text)).toEqual(read(CHIP));
  });
});

describe('a code that is no card, or not a whole one', () => {
  it.each([
    ['', 'empty'],
    [' \ufeff\r\n', 'empty'],
    ['https://vneid.gov.vn/x?a=1|2', 'not-a-card'],
    ['00020101021238570010A00000072701270006970436', 'not-a-card'],
    ['GDYC1.abcdef', 'not-a-card'],
    ['a|b', 'not-a-card'],
    ['004090000001||HOÀNG VĂN A|05031990|Nam', 'too-few-fields'],
    [CHIP.replace('004090000001', '00409000000'), 'bad-number'],
    [CHIP.replace('004090000001', 'CCCD:004090000001'), 'bad-number'],
    [CHIP.replace('HOÀNG VĂN A', ' '), 'no-name'],
    [CHIP.replace('HOÀNG VĂN A', '12345'), 'no-name'],
    [CHIP.replace('05031990', '31021990'), 'bad-birth'],
    [CHIP.replace('05031990', '00001890'), 'bad-birth'],
    [CHIP.replace('À', '\ufffd'), 'damaged'],
  ])('%s', (text, tag) => {
    const error = refusal(text);
    expect(error.tag).toBe(tag);
    expect(sayIdentityCardError(error)).toMatch(/^\p{Lu}.*\.$/u);
  });

  it('is told apart by what it looks like', () => {
    expect(sayIdentityCardError(refusal('https://a.vn'))).toContain('trang web');
    expect(sayIdentityCardError(refusal('00020101021238'))).toContain('chuyển tiền');
    expect(sayIdentityCardError(refusal('xin chào'))).toContain('không phải mã QR của thẻ căn cước');
  });
});

const letters = fc.constantFrom(...'AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXYẮẰẲẴẶẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰỲỴỶỸ');
const word = fc.array(letters, { minLength: 1, maxLength: 7 }).map((found) => found.join(''));
const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((found) => found.join(''));
const date = fc.integer({ min: 0, max: 45_000 }).map((days) => addDays('1900-01-01', days));
const year = fc.integer({ min: 1900, max: 2026 });
const card: fc.Arbitrary<IdentityCard> = fc
  .record({
    number: digits(12),
    oldNumber: fc.option(digits(9), { nil: undefined }),
    name: fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' ')),
    birth: fc.oneof(
      date.map((born) => ({ year: Number(born.slice(0, 4)), date: born })),
      year.map((born) => ({ year: born })),
    ),
    sex: fc.option(fc.constantFrom('male' as const, 'female' as const), { nil: undefined }),
    address: fc.array(word, { maxLength: 8 }).map((words) => words.join(', ')),
    issuedOn: fc.option(date, { nil: undefined }),
  })
  .map(({ oldNumber, sex, issuedOn, ...rest }) => ({
    ...rest,
    ...(oldNumber === undefined ? {} : { oldNumber }),
    ...(sex === undefined ? {} : { sex }),
    ...(issuedOn === undefined ? {} : { issuedOn }),
  }));

describe('whatever a code says', () => {
  it('a card is read as it was written, with whatever stands behind it', () => {
    fc.assert(
      fc.property(card, fc.array(fc.string(), { maxLength: 4 }), (written, more) => {
        const clean = more.map((text) => text.replaceAll('\ufffd', ''));
        expect(read([cardText(written), ...clean].join('|'))).toEqual(written);
      }),
    );
  });

  it('nothing is thrown, and what is read can be stored', () => {
    const field = fc.oneof(
      fc.string({ unit: 'binary' }),
      digits(12),
      digits(8),
      fc.constant('Nam'),
      fc.constant('1957'),
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(field, { minLength: 5, maxLength: 9 }).map((fields) => fields.join('|')),
    );
    fc.assert(
      fc.property(text, (anything) => {
        const parsed = parseIdentityCard(anything);
        if (!parsed.ok) {
          expect(sayIdentityCardError(parsed.error)).not.toBe('');
          return;
        }
        const { name, address, number } = parsed.value;
        for (const said of [name, address]) {
          expect(said).not.toContain('|');
          expect(said).toBe(normalizeLine(said));
        }
        expect(number).toMatch(/^\d{12}$/);
      }),
      { numRuns: 500 },
    );
  });
});
