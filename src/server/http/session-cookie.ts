import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { AuthDeps } from '../auth/context.ts';
import { readSession, SESSION_LIFE_MS, type Session } from '../auth/sessions.ts';
import type { App, AppDeps } from './app-deps.ts';
import { RefusedError } from './problems.ts';

/** On https the name itself binds the cookie to this host and to secure connections. */
function cookieName(https: boolean): string {
  return https ? '__Host-gan-dan' : 'gan-dan';
}

export function setSessionCookie(reply: FastifyReply, token: string, https: boolean): void {
  void reply.setCookie(cookieName(https), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: https,
    maxAge: SESSION_LIFE_MS / 1000,
  });
}

export function clearSessionCookie(reply: FastifyReply, https: boolean): void {
  void reply.clearCookie(cookieName(https), { path: '/', httpOnly: true, sameSite: 'strict', secure: https });
}

export function sessionToken(request: FastifyRequest, https: boolean): string | undefined {
  return request.cookies[cookieName(https)];
}

/** What was found before a request was parsed, for its handler. */
const known = new WeakMap<FastifyRequest, Session>();

/** The session of a request; refuses a request without one. */
export async function requireSession(deps: AuthDeps, request: FastifyRequest, https: boolean): Promise<Session> {
  const token = sessionToken(request, https);
  const session = known.get(request) ?? (token === undefined ? undefined : await readSession(deps, token));
  if (session === undefined) throw new RefusedError({ problem: 'noSession' });
  return session;
}

/** A session that is trusted: not of a revoked device, not of an unknown user. */
export async function requireActive(deps: AuthDeps, request: FastifyRequest, https: boolean): Promise<Session> {
  const session = await requireSession(deps, request, https);
  if (session.standing === 'revoked') throw new RefusedError({ problem: 'deviceRevoked' });
  if (session.standing === 'orphaned') throw new RefusedError({ problem: 'waitsForAdministrator' });
  return session;
}

/**
 * Routes for whoever is signed in: without a session nothing is said of a request's form, and nothing of it is parsed.
 * After the limits of requests, so that guessing tokens costs the server no more than any other request.
 */
export function addSignedInRoutes(app: App, { auth, reach }: AppDeps, add: (app: App) => void): void {
  app.register(async (routes) => {
    routes.addHook('preParsing', async (request) => {
      known.set(request, await requireActive(auth, request, reach.https));
    });
    add(routes.withTypeProvider<ZodTypeProvider>());
  });
}
