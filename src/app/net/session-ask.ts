import { problemName } from '../../contract/problems.ts';
import type { NetResult } from '../../sync/ports.ts';
import type { DeviceSession } from './device-session.ts';
import { type HttpPorts, type HttpRequest, request } from './http.ts';

export type Ask = <T>(wanted: HttpRequest<T>) => Promise<NetResult<T>>;

/** Requests in this device's session, which is renewed when the server knows it no longer. */
export function sessionAsk(ports: HttpPorts, session: DeviceSession): Ask {
  /** Whoever stands between phone and server could say "revoked"; only the server's signature makes it so (rule 21). */
  async function trusted<T>(result: NetResult<T>): Promise<NetResult<T>> {
    if (result.tag === 'refused' && problemName(result.problem.code) === 'deviceRevoked')
      return (await session.isRevoked()) ? result : { tag: 'unreachable' };
    return result;
  }

  return async (wanted) => {
    const own = await session.ensure();
    if (own.tag !== 'ok') return trusted(own);
    const first = await request(ports, wanted);
    if (!isWithoutSession(first)) return trusted(first);
    const renewed = await session.renew();
    return trusted(renewed.tag === 'ok' ? await request(ports, wanted) : renewed);
  };
}

function isWithoutSession(result: NetResult<unknown>): boolean {
  return result.tag === 'refused' && problemName(result.problem.code) === 'noSession';
}
