import type { FastifyReply } from 'fastify';
import { PROBLEMS } from '../../contract/problems.ts';
import type { ProblemBody } from '../../contract/wire/sync.ts';
import type { Refusal } from '../sync/sync-session.ts';

/** A refusal thrown through fastify, to be answered by its error handler. */
export class RefusedError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.problem);
    this.refusal = refusal;
  }
}

/** The body of a refusal (RFC 9457): number, status, and a Vietnamese sentence that says what to do. */
export function problemBody({ problem, params, epoch, present, revoked }: Refusal): ProblemBody {
  const { code, status, say } = PROBLEMS[problem];
  return {
    type: `urn:gan-dan:problem:${code}`,
    title: problem,
    status,
    detail: say(params ?? {}),
    code,
    ...(params === undefined ? {} : { params: { ...params } }),
    ...(epoch === undefined ? {} : { epoch }),
    ...(present === undefined ? {} : { present }),
    ...(revoked === undefined ? {} : { revoked }),
  };
}

/** Answers a request with a numbered problem. */
export function sendProblem(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const body = problemBody(refusal);
  const seconds = refusal.params?.seconds;
  if (body.status === 429 && seconds !== undefined) void reply.header('retry-after', String(seconds));
  return reply.status(body.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(body));
}
