import { expect, it } from 'vitest';
import { sessionLines } from '../../../src/features/receptions/session-words.ts';

const conclusionOf = (conclusion: { readonly [part: string]: string }) =>
  sessionLines({ conclusion }).find(({ term }) => term === 'Kết luận')?.value;

it('says what was concluded, then where it stands, without two marks in a row', () => {
  const text = 'Giao công chức địa chính trả lời trước 30/11.';
  expect(conclusionOf({ text })).toBe(text);
  expect(conclusionOf({ text, date: '2026-11-22' })).toBe('Giao công chức địa chính trả lời trước 30/11 – 22/11/2026');
  expect(conclusionOf({ documentNo: '35/TB-UBND', date: '2026-11-22' })).toBe('35/TB-UBND, 22/11/2026');
});
