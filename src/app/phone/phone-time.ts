import { type DateDoubt, dateDoubt } from '../../domain/calendar/date-doubt.ts';
import { dateAt } from '../../domain/calendar/plain-date.ts';
import { hlcText, newHlc, observed, ticked } from '../../domain/merge/hlc.ts';
import type { Today } from '../../store/phone.ts';
import { type ClockMeta, readClock, writeClock } from '../../store/phone-meta.ts';
import type { StorePort } from '../../store/tx.ts';

/** The server's time is written down again when it has moved on by this much. */
const WRITE_EVERY_MS = 60_000;

/** What the phone knows of time. */
export type PhoneTime = {
  readonly today: () => Today;
  readonly hlc: () => string;
  readonly lastDoneAtMs: number | undefined;
  /** The server's clock as an answer showed it since this phone was opened. */
  readonly serverMs: () => number | undefined;
  /** An answer showed the server's clock. */
  readonly onServerTime: (serverMs: number) => void;
  /** A cycle came to its end: what was learned is written down. */
  readonly onDone: () => Promise<void>;
};

export async function phoneTime(
  port: StorePort,
  nowMs: () => number,
  builtAtMs: number,
  node: string,
): Promise<PhoneTime> {
  const stored = await readClock(port);
  let clock: ClockMeta | undefined = stored;
  let writtenMs = stored?.serverMs ?? 0;
  let heardMs: number | undefined;
  let hlc = newHlc(node);

  return {
    lastDoneAtMs: stored?.lastDoneAtMs,
    serverMs: () => heardMs,
    today: () => {
      const doubt: DateDoubt | undefined = dateDoubt({ nowMs: nowMs(), builtAtMs, contact: clock });
      return { date: dateAt(nowMs()), ...(doubt === undefined ? {} : { doubt }) };
    },
    hlc: () => {
      hlc = ticked(hlc, nowMs());
      return hlcText(hlc);
    },
    onServerTime: (serverMs) => {
      heardMs = serverMs;
      hlc = observed(hlc, serverMs, nowMs());
      clock = { ...clock, serverMs, deviceMs: nowMs() };
    },
    onDone: async () => {
      if (clock === undefined) return;
      clock = { ...clock, lastDoneAtMs: nowMs() };
      if (Math.abs(clock.serverMs - writtenMs) < WRITE_EVERY_MS) return;
      await writeClock(port, clock);
      writtenMs = clock.serverMs;
    },
  };
}
