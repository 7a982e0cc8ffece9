import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemName } from '../../contract/problems.ts';
import { isDataError, isUnavailable } from '../storage/database.ts';
import type { Refusal } from '../sync/sync-session.ts';
import { RefusedError, sendProblem } from './problems.ts';

const PROBLEM_BY_CODE: { readonly [code: string]: ProblemName } = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'tooLarge',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupportedMedia',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed',
  FST_ERR_NOT_FOUND: 'notFound',
  FST_ERR_BAD_URL: 'malformed',
};

/** Whatever went wrong becomes a numbered problem; only what is our own fault is logged. */
export function handleError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalOf(error);
  if (refusal.problem === 'internal' || refusal.problem === 'unavailable')
    request.log.error({ fault: faultOf(error), route: request.routeOptions?.url }, 'fault');
  return sendProblem(reply, refusal);
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof RefusedError) return error.refusal;
  const { code, statusCode, validation } = (error ?? {}) as Partial<FastifyError>;
  const known = code === undefined ? undefined : PROBLEM_BY_CODE[code];
  if (known !== undefined) return { problem: known };
  if (validation !== undefined) return { problem: 'malformed' };
  if (isDataError(error)) return { problem: 'malformed' };
  if (isUnavailable(error)) return { problem: 'unavailable' };
  if (statusCode === 413) return { problem: 'tooLarge' };
  if (statusCode === 415) return { problem: 'unsupportedMedia' };
  if (statusCode === 429) return { problem: 'rateLimited' };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return { problem: 'malformed' };
  if (statusCode === 503) return { problem: 'unavailable' };
  return { problem: 'internal' };
}

/** What a log may hold of an error: its kind and place, never its message, which may quote a value. */
function faultOf(error: unknown): { name: string; code?: string; at: string[] } {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const { code } = error as { code?: unknown };
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    at: at.slice(0, 8).map((line) => line.trim()),
  };
}
