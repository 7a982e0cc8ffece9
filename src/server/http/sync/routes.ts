import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  DigestAnswer,
  DigestRequest,
  FetchAnswer,
  FetchRequest,
  PullAnswer,
  PullQuery,
  PushAnswer,
  PushRequest,
  RecoverAnswer,
  RecoverRequest,
  SalvageAnswer,
  SalvageRequest,
} from '../../../contract/wire/sync.ts';
import { noticeFor, type Session } from '../../auth/sessions.ts';
import type { Answer } from '../../sync/sync-session.ts';
import type { App, AppDeps } from '../app-deps.ts';
import { sendProblem } from '../problems.ts';
import { requireSession } from '../session-cookie.ts';

/** The service parses for itself, item by item: the schemas of these routes are for reading only. */
const unparsed = { validatorCompiler: () => (value: unknown) => ({ value }) };

/** `/sync/v1`: what phones speak. */
export function addSyncRoutes(app: App, deps: AppDeps): void {
  const { sync } = deps;
  const post = (path: string, summary: string, schemas: object, call: Call) =>
    app.post(path, { schema: { tags: ['sync'], summary, ...schemas }, ...unparsed }, (request, reply) =>
      answer(deps, request, reply, (session) => call(session, request.body)),
    );
  post(
    '/sync/v1/push',
    'Mutations of one phone, numbered',
    { body: PushRequest, response: { 200: PushAnswer } },
    sync.push,
  );
  post(
    '/sync/v1/recover',
    'The last common point after a restore',
    { body: RecoverRequest, response: { 200: RecoverAnswer } },
    sync.recover,
  );
  post('/sync/v1/fetch', 'Rows by id', { body: FetchRequest, response: { 200: FetchAnswer } }, sync.fetch);
  post(
    '/sync/v1/salvage',
    'What a phone holds and a restored server lacks',
    { body: SalvageRequest, response: { 200: SalvageAnswer } },
    sync.salvage,
  );
  post(
    '/sync/v1/digest',
    'Sums of a bucket, to be bisected',
    { body: DigestRequest, response: { 200: DigestAnswer } },
    sync.digest,
  );
  const pull: object = { querystring: PullQuery, response: { 200: PullAnswer } };
  app.get(
    '/sync/v1/pull',
    { schema: { tags: ['sync'], summary: 'One page of a bucket', ...pull }, ...unparsed },
    (request, reply) => answer(deps, request, reply, (session) => sync.pull(session, request.query)),
  );
}

type Call = (session: Session, body: unknown) => Promise<Answer<unknown>>;

async function answer(
  deps: AppDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  call: (session: Session) => Promise<Answer<unknown>>,
): Promise<FastifyReply> {
  const session = await requireSession(deps.auth, request, deps.reach.https);
  const result = await call(session);
  if (result.ok) return reply.type('application/json; charset=utf-8').send(JSON.stringify(result.value));
  if (result.error.problem !== 'deviceRevoked') return sendProblem(reply, result.error);
  const revoked = await noticeFor(deps.auth, session.deviceId);
  return sendProblem(reply, revoked === undefined ? result.error : { ...result.error, revoked });
}
