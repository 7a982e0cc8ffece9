import { readOvertaken } from './overtaken.ts';
import type { StorePort } from './tx.ts';

/** How much waits on this phone, without opening any of it. */
export type QueueCounts = {
  readonly waiting: number;
  readonly refused: number;
  /** Records whose redaction took unsent words along, until the user has taken note. */
  readonly overtaken: number;
  /** Saving time of the oldest that waits for the server, epoch milliseconds. */
  readonly oldestMs: number | undefined;
};

/** Rows looked at for the oldest: the first ones may be deferred, which the server already keeps. */
const OLDEST_AMONG = 20;

export function queueCounts(port: StorePort): Promise<QueueCounts> {
  return port.read(['outbox', 'quarant', 'meta'], async (tx) => {
    const first = await tx.all('outbox', OLDEST_AMONG);
    const oldest = first.find((row) => row.state === 'waiting') ?? first[0];
    return {
      waiting: await tx.count('outbox'),
      refused: await tx.count('quarant'),
      overtaken: (await readOvertaken(tx)).length,
      oldestMs: oldest?.savedAtMs,
    };
  });
}
