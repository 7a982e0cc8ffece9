import * as z from 'zod/mini';
import { Uuid } from '../../../contract/scalars.ts';
import {
  DeviceSessionRequest,
  NonceAnswer,
  PasswordSessionRequest,
  RevokedNotice,
  SessionAnswer,
} from '../../../contract/wire/session.ts';
import { makeNonce } from '../../auth/nonces.ts';
import { deviceSession, endSession, noticeFor, passwordSession, sessionProfile } from '../../auth/sessions.ts';
import type { App, AppDeps } from '../app-deps.ts';
import { AUTH_RATE } from '../limits.ts';
import { sendProblem } from '../problems.ts';
import { clearSessionCookie, requireSession, sessionToken, setSessionCookie } from '../session-cookie.ts';

const tags = ['session'];
const Nothing = z.optional(z.unknown());

/** `/api/session`: who asks. */
export function addSessionRoutes(app: App, { auth, reach }: AppDeps): void {
  const { https } = reach;
  app.post(
    '/api/session/nonce',
    { schema: { tags, summary: 'A number to sign', body: Nothing, response: { 200: NonceAnswer } }, config: AUTH_RATE },
    async () => ({ nonce: makeNonce(auth) }),
  );
  app.post(
    '/api/session/device',
    {
      schema: { tags, summary: 'A device signs in', body: DeviceSessionRequest, response: { 200: SessionAnswer } },
      config: AUTH_RATE,
    },
    async (request, reply) => {
      const made = await deviceSession(auth, request.body);
      if (!made.ok) return sendProblem(reply, made.error);
      setSessionCookie(reply, made.value.token, https);
      return made.value.answer;
    },
  );
  app.post(
    '/api/session/password',
    {
      schema: { tags, summary: 'Name and password', body: PasswordSessionRequest, response: { 200: SessionAnswer } },
      config: AUTH_RATE,
    },
    async (request, reply) => {
      const made = await passwordSession(auth, request.body, request.ip);
      if (!made.ok) return sendProblem(reply, made.error);
      setSessionCookie(reply, made.value.token, https);
      return made.value.answer;
    },
  );
  app.get(
    '/api/session',
    { schema: { tags, summary: 'The present session', response: { 200: SessionAnswer } } },
    async (request) => {
      const session = await requireSession(auth, request, https);
      return { profile: await sessionProfile(auth, session), expiresAt: session.expiresAt };
    },
  );
  app.delete('/api/session', { schema: { tags, summary: 'Sign out' } }, async (request, reply) => {
    const token = sessionToken(request, https);
    if (token !== undefined) await endSession(auth, token);
    clearSessionCookie(reply, https);
    return reply.status(204).send();
  });
  // Asked by a phone that was told it is revoked: without a session too, for only the signature counts.
  app.get(
    '/api/session/revoked',
    {
      schema: {
        tags,
        summary: 'The signed notice of a revoked device',
        querystring: z.object({ device: Uuid }),
        response: { 200: RevokedNotice },
      },
      config: AUTH_RATE,
    },
    async (request, reply) =>
      (await noticeFor(auth, request.query.device)) ?? sendProblem(reply, { problem: 'notFound' }),
  );
}
