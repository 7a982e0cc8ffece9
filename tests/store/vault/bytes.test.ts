import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64Url, systemRandom, toBase64Url } from '../../../src/store/vault/bytes.ts';
import { successOf } from './support.ts';

describe('base64url', () => {
  it('is what Node writes, and reads back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const text = toBase64Url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect([...successOf(fromBase64Url(text))]).toEqual([...bytes]);
      }),
    );
  });

  it('of 100 kB does not overflow the stack', () => {
    const bytes = systemRandom(100_000);
    expect(Buffer.compare(successOf(fromBase64Url(toBase64Url(bytes))), bytes)).toBe(0);
  });

  it.each(['a', 'ab=', 'a+b/', 'Zh', 'đ', 'ab cd'])('refuses %s', (text) => {
    expect(fromBase64Url(text)).toEqual({ ok: false, error: { tag: 'not-base64url' } });
  });
});
