import type { Chance } from '../../../src/server/demo/invented/chance.ts';
import type { NetPort, NetResult } from '../../../src/sync/ports.ts';

/** How bad the line is: each a probability per request. */
export type Line = { readonly lostRequest: number; readonly lostReply: number; readonly doubled: number };

/** What went wrong on all lines together. */
export type LineCount = { requests: number; lostRequests: number; lostReplies: number; doubled: number };

export function newLineCount(): LineCount {
  return { requests: 0, lostRequests: 0, lostReplies: 0, doubled: 0 };
}

/**
 * A line from the mountains: requests that never arrive, replies that never come back though the server did the work,
 * and requests that arrive twice because somebody on the way sent them again.
 */
export function unreliableNet(inner: NetPort, chance: Chance, line: Line, count: LineCount): NetPort {
  async function over<T>(send: () => Promise<NetResult<T>>): Promise<NetResult<T>> {
    count.requests += 1;
    if (chance.chance(line.lostRequest)) {
      count.lostRequests += 1;
      return { tag: 'unreachable' };
    }
    if (chance.chance(line.doubled)) {
      count.doubled += 1;
      await send();
    }
    const answer = await send();
    if (!chance.chance(line.lostReply)) return answer;
    count.lostReplies += 1;
    return { tag: 'unreachable' };
  }
  return {
    push: (request) => over(() => inner.push(request)),
    pull: (query) => over(() => inner.pull(query)),
    recover: (request) => over(() => inner.recover(request)),
    fetch: (request) => over(() => inner.fetch(request)),
    salvage: (request) => over(() => inner.salvage(request)),
    digest: (request) => over(() => inner.digest(request)),
  };
}
