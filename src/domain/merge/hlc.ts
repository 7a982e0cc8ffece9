/**
 * A hybrid logical clock: time that never goes back on one device, whatever its owner does to the clock. For display
 * and audit only; the order of changes is the server's `seq` (sync rule 14).
 */
export type Hlc = { readonly ms: number; readonly count: number; readonly node: string };

const MS_DIGITS = 15;
const COUNT_DIGITS = 4;
const COUNT_LIMIT = 10 ** COUNT_DIGITS;

/** How far a stamp from elsewhere may pull this clock ahead: one phone in 2040 must not take all others with it. */
const LEAD_LIMIT_MS = 24 * 60 * 60 * 1000;

/** A clock that has not ticked yet. `node` tells devices apart; letters, digits and `-` only. */
export function newHlc(node: string): Hlc {
  return { ms: 0, count: 0, node };
}

/** The clock after one more event of this device. */
export function ticked(clock: Hlc, nowMs: number): Hlc {
  const now = Math.max(0, Math.floor(nowMs));
  if (now > clock.ms) return { ...clock, ms: now, count: 0 };
  const count = clock.count + 1;
  return count < COUNT_LIMIT ? { ...clock, count } : { ...clock, ms: clock.ms + 1, count: 0 };
}

/** The clock after it has seen a time from elsewhere (the server's): what follows is stamped later. */
export function observed(clock: Hlc, seenMs: number, nowMs: number): Hlc {
  const seen = Math.floor(seenMs);
  return seen <= clock.ms || seen - nowMs > LEAD_LIMIT_MS ? clock : { ...clock, ms: seen, count: 0 };
}

/** As text of fixed width: sorting texts sorts times, and of equal times the counts. */
export function hlcText({ ms, count, node }: Hlc): string {
  return `${String(ms).padStart(MS_DIGITS, '0')}-${String(count).padStart(COUNT_DIGITS, '0')}-${node}`;
}

/** The clock of a text; undefined for what is none (an older program, a redacted mutation). */
export function parseHlc(text: string): Hlc | undefined {
  const parts = /^(\d{15})-(\d{4})-([A-Za-z0-9-]+)$/.exec(text);
  return parts === null ? undefined : { ms: Number(parts[1]), count: Number(parts[2]), node: parts[3] ?? '' };
}
