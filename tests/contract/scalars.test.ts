import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Count, isStorableText, Line, PlainDate, Seq, Text, TimeOfDay, Uuid } from '../../src/contract/scalars.ts';

type Schema = { safeParse(value: unknown): { success: boolean } };
const takes = (schema: Schema, value: unknown) => schema.safeParse(value).success;

function check(schema: Schema, good: readonly unknown[], bad: readonly unknown[]): void {
  for (const value of good) expect(takes(schema, value), `takes ${JSON.stringify(value)}`).toBe(true);
  for (const value of bad) expect(takes(schema, value), `refuses ${JSON.stringify(value)}`).toBe(false);
}

describe('a plain date', () => {
  it('is a day of the calendar', () => {
    check(
      PlainDate,
      ['2026-07-06', '2024-02-29', '2000-02-29', '1999-12-31'],
      [
        '2026-02-29',
        '1900-02-29',
        '2026-04-31',
        '2026-13-01',
        '2026-00-10',
        '2026-7-6',
        '06/07/2026',
        '3026-01-01',
        20260706,
        '',
      ],
    );
    check(PlainDate, [], ['2026-07-06T00:00:00Z', ' 2026-07-06', '2026-07-06\n']);
  });

  it('is exactly what the calendar knows', () => {
    const anyDay = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(takes(PlainDate, day.toISOString().slice(0, 10))).toBe(true);
      }),
    );
    const parts = fc.tuple(
      fc.integer({ min: 1900, max: 2099 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 31 }),
    );
    fc.assert(
      fc.property(parts, ([year, month, day]) => {
        const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        const exists = new Date(Date.UTC(year, month - 1, day)).toISOString().startsWith(text);
        expect(takes(PlainDate, text)).toBe(exists);
      }),
    );
  });
});

describe('text', () => {
  it('is storable without NUL, lone surrogates and stray controls', () => {
    for (const good of ['', 'Nguyễn thị đào', 'a\tb\r\nc', '👍🏽', '\u00a0', '\ufffd'])
      expect(isStorableText(good)).toBe(true);
    for (const bad of ['\u0000', 'a\u0000b', '\ud800', 'x\udc00y', '\u0007', '\u001b', '\u007f'])
      expect(isStorableText(bad)).toBe(false);
  });

  it('of any kind that is well-formed and free of controls is storable', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
        const stray = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text);
        expect(isStorableText(text)).toBe(text.isWellFormed() && !stray);
      }),
    );
  });

  it('has a length', () => {
    check(Line, ['x'.repeat(300)], ['x'.repeat(301), 'a\u0000', 1, null]);
    check(Text, ['x'.repeat(20_000)], ['x'.repeat(20_001), '\ud800']);
  });
});

describe('the other scalars', () => {
  it('ids are lower-case UUIDs of a known version', () => {
    check(
      Uuid,
      ['01890a5d-ac96-774b-bcce-b302099a8057', '515592a3-4243-57ce-a133-bf4e86b94e15'],
      [
        '01890A5D-AC96-774B-BCCE-B302099A8057',
        '01890a5dac96774bbcceb302099a8057',
        '00000000-0000-0000-0000-000000000000',
        '01890a5d-ac96-774b-7cce-b302099a8057',
        "01890a5d-ac96-774b-bcce-b302099a8057'; drop",
        '',
      ],
    );
  });

  it('times are of a day', () => {
    check(TimeOfDay, ['00:00', '09:14', '23:59'], ['24:00', '9:14', '09:60', '09:14:00']);
  });

  it('counts and positions are whole and not negative', () => {
    check(Count, [0, 100_000], [-1, 1.5, 100_001, '1', Number.NaN]);
    check(Seq, [0, 9_007_199_254_740_991], [-1, 0.5, Number.POSITIVE_INFINITY, 2 ** 53]);
  });
});
