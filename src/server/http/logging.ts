import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * One line per request: the pattern of the route, never its values; no body, no name, no address. Whoever supports the
 * server finds a request by its id and the number of the problem.
 */
export function addRequestLog(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const space = spaceOf(request);
    request.log.info(
      {
        route: `${request.method} ${request.routeOptions.url ?? '(none)'}`,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        ...(space === undefined ? {} : { space }),
      },
      'request',
    );
  });
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function spaceOf(request: FastifyRequest): string | undefined {
  const source = (request.body ?? request.query ?? {}) as { space?: unknown };
  return typeof source.space === 'string' && UUID.test(source.space) ? source.space : undefined;
}
