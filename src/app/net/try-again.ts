import type { NetResult } from '../../sync/ports.ts';
import type { HttpPorts } from './http.ts';

/** So often a lost request is sent again before the cycle around it is given up. */
const MORE_TRIES = 3;
/** What was lost after a longer time was not merely dropped: the link is too slow, and the cycle's own patience serves. */
const LOST_QUICKLY_MS = 10_000;
const FIRST_WAIT_MS = 300;

/**
 * Sends a request again that got lost quickly. A cycle is a dozen requests; over a link that loses a third of them hardly
 * one would come through whole, and the wait between cycles grows to minutes. Every request of the sync may be repeated:
 * a batch that was taken in all the same gets its first answer.
 */
export async function tryAgain<T>(ports: HttpPorts, send: () => Promise<NetResult<T>>): Promise<NetResult<T>> {
  for (let more = MORE_TRIES; ; more -= 1) {
    const startedMs = ports.nowMs();
    const result = await send();
    const wasQuick = ports.nowMs() - startedMs < LOST_QUICKLY_MS;
    if (result.tag !== 'unreachable' || more === 0 || !wasQuick || !ports.hasNetwork?.()) return result;
    await pause(ports, FIRST_WAIT_MS * 2 ** (MORE_TRIES - more));
  }
}

/** Half of it by chance (of the clock), so that phones that lost their network together do not return together. */
function pause({ timer, nowMs }: HttpPorts, ms: number): Promise<void> {
  return new Promise((resolve) => {
    timer(ms / 2 + (nowMs() % (ms / 2)), resolve);
  });
}
