import { hashRawSync } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { deriveSlowly, hashWasmArgon2, isArgon2Params } from '../../../src/store/vault/argon2.ts';
import { utf8 } from '../../../src/store/vault/bytes.ts';
import { CHEAP_ARGON2, errorOf } from './support.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('Argon2id', () => {
  it("gives the reference implementation's value (phc-winner-argon2, src/test.c)", async () => {
    const params = { memoryKiB: 256, iterations: 2, parallelism: 1 };
    const key = await hashWasmArgon2({ password: utf8('password'), salt: utf8('somesalt'), params });
    expect(hex(key)).toBe('9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe');
  });

  it('gives what another implementation gives', async () => {
    const params = { memoryKiB: 1024, iterations: 3, parallelism: 1 };
    const [password, salt] = [utf8('trau xanh may vuong'), utf8('0123456789abcdef')];
    const other = hashRawSync(password, {
      salt,
      algorithm: 2,
      memoryCost: params.memoryKiB,
      timeCost: params.iterations,
      parallelism: params.parallelism,
      outputLen: 32,
    });
    expect(hex(await hashWasmArgon2({ password, salt, params }))).toBe(hex(other));
  });

  it('that cannot run is an outcome, not a crash', async () => {
    const input = { password: utf8('p'), salt: utf8('short'), params: CHEAP_ARGON2 };
    expect(errorOf(await deriveSlowly(hashWasmArgon2, input)).tag).toBe('kdf-failed');
  });
});

describe('parameters from a file', () => {
  it.each([
    [true, CHEAP_ARGON2],
    [true, { memoryKiB: 1_048_576, iterations: 64, parallelism: 16 }],
    [false, { memoryKiB: 1_048_577, iterations: 3, parallelism: 1 }],
    [false, { memoryKiB: 65_536, iterations: 1e9, parallelism: 1 }],
    [false, { memoryKiB: 65_536, iterations: 0, parallelism: 1 }],
    [false, { memoryKiB: 65_536, iterations: 3, parallelism: 1.5 }],
    [false, { memoryKiB: 8, iterations: 3, parallelism: 2 }],
    [false, { memoryKiB: '65536', iterations: 3, parallelism: 1 }],
    [false, {}],
    [false, null],
    [false, 'argon2id'],
  ])('%s: %j', (fits, params) => {
    expect(isArgon2Params(params)).toBe(fits);
  });
});
