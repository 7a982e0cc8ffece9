import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RefusedError } from './problems.ts';
import { isPageRequest, WRONG_ADDRESS_POLICY, wrongAddressPage } from './wrong-address.ts';

/** Where this server is reached: what an `Origin` and a `Host` are compared with. */
export type Reach = {
  /** The one public origin, when it is known; else each request's own host counts. */
  readonly publicOrigin?: string;
  /** Host names this server answers to; undefined = any (a certificate vouches for the name). */
  readonly hosts?: readonly string[];
  readonly https: boolean;
};

const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/**
 * What every state change must show (security.md §2): a JSON body, this server's own origin, and a browser that says
 * "same-origin". Programs that are no browsers send neither header; a page of another site cannot leave them out.
 */
export function addRequestChecks(app: FastifyInstance, reach: Reach): void {
  app.addHook('onRequest', async (request, reply) => {
    // A name that was bent to point at this machine (DNS rebinding) is not one of ours.
    if (reach.hosts !== undefined && !reach.hosts.includes(hostName(request.headers.host))) {
      if (!isPageRequest(request)) throw new RefusedError({ problem: 'crossSite' });
      void reply.code(403).type('text/html; charset=utf-8').header('content-security-policy', WRONG_ADDRESS_POLICY);
      return reply.send(wrongAddressPage(reach.publicOrigin));
    }
    if (SAFE_METHODS.includes(request.method)) return undefined;
    if (!isOwnOrigin(request, reach)) throw new RefusedError({ problem: 'crossSite' });
    const type = request.headers['content-type'];
    if (request.method !== 'DELETE' && !/^application\/json\s*(;|$)/i.test(type ?? ''))
      throw new RefusedError({ problem: 'unsupportedMedia' });
    return undefined;
  });
}

function isOwnOrigin(request: FastifyRequest, reach: Reach): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (site !== undefined && site !== 'same-origin') return false;
  if (origin === undefined) return true;
  const own = reach.publicOrigin ?? `${reach.https ? 'https' : 'http'}://${request.headers.host ?? ''}`;
  return origin === own;
}

function hostName(host: string | undefined): string {
  return (host ?? '').toLowerCase().replace(/:\d+$/, '');
}
