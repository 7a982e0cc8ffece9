import { err, ok, type Result } from '../../domain/result.ts';
import type { Bytes } from './bytes.ts';

/** Cost of one guess. Kept beside each salt, so that it can be raised later without locking anyone out. */
export interface Argon2Params {
  readonly memoryKiB: number;
  readonly iterations: number;
  readonly parallelism: number;
}

/** 64 MiB, t=3, p=1: 0.2 s on a PC, about 1.1 s on a weak phone (security.md §4). OWASP's floor is 19 MiB, t=2. */
export const DEFAULT_ARGON2: Argon2Params = { memoryKiB: 64 * 1024, iterations: 3, parallelism: 1 };

export const SALT_BYTES = 16;

/** What a file from elsewhere may ask of this device; beyond it the page would freeze or die. */
const UPPER_BOUNDS: Argon2Params = { memoryKiB: 1024 * 1024, iterations: 64, parallelism: 16 };

export interface Argon2Input {
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
  readonly params: Argon2Params;
}

/** Derives 32 bytes; a port, because the page may run it in a worker. Rejects when memory is short. */
export type Argon2 = (input: Argon2Input) => Promise<Bytes>;

/** The question in the words of the library, on the page as in a worker. */
export function argon2Options({ password, salt, params }: Argon2Input) {
  return {
    password,
    salt,
    memorySize: params.memoryKiB,
    iterations: params.iterations,
    parallelism: params.parallelism,
    hashLength: 32,
    outputType: 'binary',
  } as const;
}

/** Argon2id (RFC 9106) in WebAssembly, loaded when first used: it is no part of the first screen. */
export const hashWasmArgon2: Argon2 = async (input) => {
  const { argon2id } = await import('hash-wasm');
  return new Uint8Array(await argon2id(argon2Options(input)));
};

/** The device has not enough free memory for Argon2, or WebAssembly is forbidden. */
export interface KdfFailed {
  readonly tag: 'kdf-failed';
  readonly reason: string;
}

/** Runs the port; a device short of memory is an expected failure, not a bug. */
export async function deriveSlowly(argon2: Argon2, input: Argon2Input): Promise<Result<Bytes, KdfFailed>> {
  try {
    return ok(await argon2(input));
  } catch (cause) {
    return err({ tag: 'kdf-failed', reason: cause instanceof Error ? cause.message : String(cause) });
  }
}

/** Whether a value read from a file is a set of parameters this device can be asked to compute. */
export function isArgon2Params(value: unknown): value is Argon2Params {
  if (typeof value !== 'object' || value === null) return false;
  const { memoryKiB, iterations, parallelism } = value as Record<string, unknown>;
  return (
    isCount(parallelism, 1, UPPER_BOUNDS.parallelism) &&
    isCount(iterations, 1, UPPER_BOUNDS.iterations) &&
    isCount(memoryKiB, 8 * parallelism, UPPER_BOUNDS.memoryKiB)
  );
}

function isCount(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}
