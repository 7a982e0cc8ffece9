import type * as z from 'zod/mini';
import { problemName } from '../../contract/problems.ts';
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
import { type HttpPorts, type HttpRequest, request } from './http.ts';

type Answered = { readonly now: number };

/** The sync's network over fetch, in this device's session. `onServerTime`: what the server's clock showed. */
export function httpNet(ports: HttpPorts, session: DeviceSession, onServerTime: (serverMs: number) => void): NetPort {
  async function ask<T extends Answered>(wanted: HttpRequest<T>): Promise<NetResult<T>> {
    const own = await session.ensure();
    if (own.tag !== 'ok') return trusted(own);
    const first = await request(ports, wanted);
    if (!isWithoutSession(first)) return trusted(first);
    const renewed = await session.renew();
    return trusted(renewed.tag === 'ok' ? await request(ports, wanted) : renewed);
  }

  /** Whoever stands between phone and server could say "revoked"; only the server's signature makes it so (rule 21). */
  async function trusted<T>(result: NetResult<T>): Promise<NetResult<T>> {
    if (result.tag === 'refused' && problemName(result.problem.code) === 'deviceRevoked')
      return (await session.isRevoked()) ? result : { tag: 'unreachable' };
    if (result.tag === 'ok') onServerTime((result.value as Answered).now);
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

function isWithoutSession(result: NetResult<unknown>): boolean {
  return result.tag === 'refused' && problemName(result.problem.code) === 'noSession';
}
