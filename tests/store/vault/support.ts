import { expect } from 'vitest';
import type { Result } from '../../../src/domain/result.ts';
import { type Argon2Params, hashWasmArgon2 } from '../../../src/store/vault/argon2.ts';
import { systemRandom } from '../../../src/store/vault/bytes.ts';
import type { VaultIdentity } from '../../../src/store/vault/keys.ts';
import type { SlotRows, SlotStore } from '../../../src/store/vault/slot-rows.ts';
import type { VaultContext } from '../../../src/store/vault/slots.ts';

/** The least Argon2 takes: tests are about what happens, not about how dear a guess is. */
export const CHEAP_ARGON2: Argon2Params = { memoryKiB: 8, iterations: 1, parallelism: 1 };

export const HOUR_MS = 60 * 60 * 1000;
export const DAY_MS = 24 * HOUR_MS;
export const MONDAY_MS = Date.UTC(2026, 10, 23, 1, 0, 0);

export const PHONE: VaultIdentity = { space: 'xa-mot', user: 'lan', installation: 'phone-1' };
export const GOOD = 'trâu xanh mây vuông đèn ngọt cá vui';

/** What a phone keeps when the app is killed. Rows go through the same cloning as in IndexedDB. */
export class Disk {
  rows: SlotRows = {};
  writes = 0;
  /** While set, every write fails by this name. */
  failure: string | undefined;

  store(): SlotStore {
    return {
      load: async () => structuredClone(this.rows),
      update: async (change) => {
        if (this.failure) throw new DOMException('no', this.failure);
        this.rows = structuredClone(change(structuredClone(this.rows)));
        this.writes += 1;
        return structuredClone(this.rows);
      },
    };
  }
}

/** A phone whose clock the test moves. `restarted()` is the same disk after the process was killed. */
export class Phone {
  nowMs = MONDAY_MS;
  readonly context: VaultContext;
  readonly disk: Disk;

  constructor(disk = new Disk(), changes: Partial<VaultContext> = {}) {
    this.disk = disk;
    this.context = {
      identity: PHONE,
      policy: 'normal',
      store: disk.store(),
      random: systemRandom,
      argon2: hashWasmArgon2,
      argon2Params: CHEAP_ARGON2,
      nowMs: () => this.nowMs,
      ...changes,
    };
  }

  with(changes: Partial<VaultContext>): VaultContext {
    return { ...this.context, ...changes };
  }

  restarted(changes: Partial<VaultContext> = {}): Phone {
    const phone = new Phone(this.disk, changes);
    phone.nowMs = this.nowMs;
    return phone;
  }
}

/** The value of a success; a failure ends the test with its tag. */
export function successOf<T, E>(result: Result<T, E>): T {
  if (!result.ok) expect.fail(`unexpected ${JSON.stringify(result.error)}`);
  return result.value;
}

/** The error of a failure. */
export function errorOf<T, E>(result: Result<T, E>): E {
  if (result.ok) expect.fail('unexpected success');
  return result.error;
}

/** The bytes with one bit turned. */
export function flipped(bytes: Uint8Array, at: number, bit = 0): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes);
  copy[at] = (copy[at] as number) ^ (1 << bit);
  return copy;
}
