import type { SlotRows, Tries, TriesRow } from './slot-rows.ts';

export const PIN_TRIES = 5;
export const PIN_LIFE_MS = 7 * 24 * 60 * 60 * 1000;

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/** Wait after the n-th wrong try in a row; the last figure holds for all further ones. */
const WAIT_AFTER_MS: Readonly<Record<Secret, readonly number[]>> = {
  pin: [0, 0, 2 * SECOND_MS, 10 * SECOND_MS, 30 * SECOND_MS],
  passphrase: [0, 0, 0, 5 * SECOND_MS, 15 * SECOND_MS, 30 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS],
};

/** The secrets that can be guessed. */
export type Secret = 'pin' | 'passphrase';

/** The province's switch: `strict` allows no PIN (security.md §2). */
export type UnlockPolicy = 'normal' | 'strict';

const NO_TRIES: Tries = { wrong: 0, lastAtMs: 0 };

export function triesOf(rows: SlotRows): TriesRow {
  return rows.tries ?? { passphrase: NO_TRIES, pin: NO_TRIES };
}

/** When the next try is allowed, ms since 1970; 0 = at once. */
export function nextTryAtMs(secret: Secret, tries: Tries): number {
  if (tries.wrong === 0) return 0;
  const waits = WAIT_AFTER_MS[secret];
  return tries.lastAtMs + (waits[Math.min(tries.wrong, waits.length - 1)] ?? 0);
}

/** A try is counted as wrong before it is made; success takes it back. A killed process therefore cannot try for free. */
export function countTry(row: TriesRow, secret: Secret, nowMs: number): TriesRow {
  return { ...row, [secret]: { wrong: row[secret].wrong + 1, lastAtMs: nowMs } };
}

/** The opposite of `countTry`. */
export function uncountTry(row: TriesRow, secret: Secret): TriesRow {
  return { ...row, [secret]: { ...row[secret], wrong: Math.max(0, row[secret].wrong - 1) } };
}

/** After the clock was set back the wait starts anew; otherwise a year 2040 left in the row would lock for years. */
export function rebaseClock(row: TriesRow, secret: Secret, nowMs: number): TriesRow {
  return row[secret].lastAtMs > nowMs ? { ...row, [secret]: { ...row[secret], lastAtMs: nowMs } } : row;
}

/** Tries after a success. A strong secret (A, B) also frees the PIN's tries, but never revives a PIN that is used up. */
export function triesAfterSuccess(row: TriesRow, by: 'pin' | 'strong'): TriesRow {
  if (by === 'pin') return { ...row, pin: NO_TRIES };
  return { passphrase: NO_TRIES, pin: row.pin.wrong >= PIN_TRIES ? row.pin : NO_TRIES };
}

export type PinState = 'absent' | 'forbidden' | 'used-up' | 'expired' | 'usable';

/** What may be done with the PIN now. */
export function pinState(rows: SlotRows, policy: UnlockPolicy, nowMs: number): PinState {
  if (policy === 'strict') return 'forbidden';
  if (triesOf(rows).pin.wrong >= PIN_TRIES) return 'used-up';
  if (!rows.pin) return 'absent';
  return nowMs >= rows.pin.expiresAtMs ? 'expired' : 'usable';
}

/** The rows after a PIN that may no longer be used was noticed: deleted where recovery exists, elsewhere shut for good. */
export function withoutDeadPin(rows: SlotRows, policy: UnlockPolicy, nowMs: number): SlotRows {
  const { pin, ...others } = rows;
  if (!pin || pinState(rows, policy, nowMs) === 'usable') return rows;
  if (rows.recovery) return others;
  return pin.expiresAtMs > 0 ? { ...rows, pin: { ...pin, expiresAtMs: 0 } } : rows;
}
