import { err, ok, type Result } from '../../domain/result.ts';
import type { Argon2Params } from './argon2.ts';

/**
 * The vault's rows: plain values that can be cloned into IndexedDB and, but for the PIN's, written to a backup file.
 * Each member is a row of its own: a browser that cannot store a CryptoKey (private mode, Lockdown; security.md §6)
 * must lose no more than the PIN.
 */
export interface SlotRows {
  readonly passphrase?: PassphraseSlot;
  readonly passkey?: PasskeySlot;
  readonly pin?: PinSlot;
  readonly recovery?: RecoverySlot;
  readonly tries?: TriesRow;
}

/** Slot A. `wrapped` = nonce | AES-256-GCM(DEK) under Argon2id(folded passphrase, salt). */
export interface PassphraseSlot {
  readonly version: 1;
  readonly params: Argon2Params;
  readonly salt: Uint8Array;
  readonly wrapped: Uint8Array;
}

/** Slot B. `wrapped` is under HKDF(PRF output for `prfInput`). */
export interface PasskeySlot {
  readonly version: 1;
  readonly credentialId: Uint8Array;
  readonly prfInput: Uint8Array;
  readonly wrapped: Uint8Array;
}

/** Slot P. `wrapped` is under Argon2id(HMAC(deviceSecret, PIN), salt). */
export interface PinSlot {
  readonly version: 1;
  readonly params: Argon2Params;
  readonly salt: Uint8Array;
  readonly wrapped: Uint8Array;
  /** HMAC-SHA-256, not extractable: a copy of the bytes in the database alone is not enough to guess the PIN. */
  readonly deviceSecret: CryptoKey;
  /** ms since 1970, the device's clock. From then on the slot does not open. 0: found dead once; neither a clock set back nor a milder policy revives it. */
  readonly expiresAtMs: number;
}

/** Slot C. The DEK sealed to the recovery public key whose id is `recoveryKeyId`. */
export interface RecoverySlot {
  readonly version: 1;
  readonly recoveryKeyId: string;
  readonly enc: Uint8Array;
  readonly ciphertext: Uint8Array;
}

/** Wrong tries since the last success, per secret. Apart from the slots, so that counting never rewrites a CryptoKey. */
export interface TriesRow {
  readonly passphrase: Tries;
  readonly pin: Tries;
}

export interface Tries {
  readonly wrong: number;
  readonly lastAtMs: number;
}

/** Where the rows rest. Both reject when storage fails (full, evicted, closed). */
export interface SlotStore {
  readonly load: () => Promise<SlotRows>;
  /**
   * One atomic read-change-write, durable when it resolves. A member that `change` leaves out is deleted. `change` may
   * run again when the transaction is repeated. Returns the rows as written.
   */
  readonly update: (change: (rows: SlotRows) => SlotRows) => Promise<SlotRows>;
}

/** The phone's storage refused. `reason` is the name of the exception, e.g. `QuotaExceededError`. */
export interface StorageFailed {
  readonly tag: 'storage-failed';
  readonly reason: string;
}

export function loadSlots(store: SlotStore): Promise<Result<SlotRows, StorageFailed>> {
  return caught(store.load);
}

export function updateSlots(
  store: SlotStore,
  change: (rows: SlotRows) => SlotRows,
): Promise<Result<SlotRows, StorageFailed>> {
  return caught(() => store.update(change));
}

async function caught(work: () => Promise<SlotRows>): Promise<Result<SlotRows, StorageFailed>> {
  try {
    return ok(await work());
  } catch (cause) {
    return err({ tag: 'storage-failed', reason: reasonOf(cause) });
  }
}

/** Dexie reports a transaction that failed at its end as AbortError, with the real cause (a full disk) inside. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return 'inner' in cause && cause.inner instanceof Error ? cause.inner.name : cause.name;
}
