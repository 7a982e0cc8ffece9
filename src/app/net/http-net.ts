import type * as z from 'zod/mini';
import {
  DigestAnswer,
  FetchAnswer,
  PullAnswer,
  PushAnswer,
  RecoverAnswer,
  SalvageAnswer,
} from '../../contract/wire/sync.ts';
import type { NetPort, NetResult } from '../../sync/ports.ts';
import type { DeviceSession } from './device-session.ts';
import type { HttpPorts, HttpRequest } from './http.ts';
import { sessionAsk } from './session-ask.ts';
import { tryAgain } from './try-again.ts';

type Answered = { readonly now: number };

/** The sync's network over fetch, in this device's session. `onServerTime`: what the server's clock showed. */
export function httpNet(ports: HttpPorts, session: DeviceSession, onServerTime: (serverMs: number) => void): NetPort {
  const inSession = sessionAsk(ports, session);
  async function ask<T extends Answered>(wanted: HttpRequest<T>): Promise<NetResult<T>> {
    const result = await tryAgain(ports, () => inSession(wanted));
    if (result.tag === 'ok') onServerTime(result.value.now);
    return result;
  }

  const post = <T extends Answered>(path: string, body: unknown, answer: z.ZodMiniType<T>): Promise<NetResult<T>> =>
    ask({ method: 'POST', path: `/sync/v1/${path}`, body, answer });

  return {
    push: (body) => post('push', body, PushAnswer),
    pull: (query) =>
      ask({
        method: 'GET',
        path: `/sync/v1/pull?${new URLSearchParams({ ...query } as { [name: string]: string })}`,
        answer: PullAnswer,
      }),
    recover: (body) => post('recover', body, RecoverAnswer),
    fetch: (body) => post('fetch', body, FetchAnswer),
    salvage: (body) => post('salvage', body, SalvageAnswer),
    digest: (body) => post('digest', body, DigestAnswer),
  };
}
