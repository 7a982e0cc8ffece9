import { sayProblem } from '../../contract/problems.ts';
import type { ProblemBody } from '../../contract/wire/sync.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { NetResult } from '../../sync/ports.ts';

/** Why there is no answer: the sentence to show. `signed-out`: sign in first. */
type NoAnswer = { readonly tag: 'signed-out' | 'refused' | 'unreachable'; readonly words: string };

export const WORDS_UNREACHABLE = 'Chưa nối được với máy chủ. Kiểm tra mạng rồi thử lại.';

/** What came over the network, or why nothing did, in words. */
export function answerOf<T>(result: NetResult<T>): Result<T, NoAnswer> {
  if (result.tag === 'ok') return ok(result.value);
  if (result.tag !== 'refused') return err({ tag: 'unreachable', words: WORDS_UNREACHABLE });
  return err(noAnswerOf(result.problem));
}

/** A numbered refusal in words. */
export function noAnswerOf({ code, params, status }: ProblemBody): NoAnswer {
  const signedOut = status === 401;
  return {
    tag: signedOut ? 'signed-out' : 'refused',
    words: signedOut && code === 'GD-2001' ? 'Hãy đăng nhập để xem.' : sayProblem(code, params),
  };
}

/** The fields of a question that are filled. */
export function queryText(query: { readonly [name: string]: string | undefined }): string {
  const filled = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return new URLSearchParams(filled).toString();
}
