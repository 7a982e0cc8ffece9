import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import type { Result } from '../../domain/result.ts';
import type { NoAnswer } from './province-api.ts';

/** Who comes back to the page within this time has just seen it. */
const FRESH_MS = 15_000;

export type Loaded<T> = { readonly value: T; readonly atMs: number };

export type AnswerState<T> = {
  /** Of exactly this question; what an earlier one brought is never shown under its heading. */
  readonly loaded: Loaded<T> | undefined;
  /** Why the last try brought nothing; what was loaded before stays. */
  readonly failure: NoAnswer | undefined;
  readonly busy: boolean;
  readonly refresh: () => void;
};

type Answered<T> = {
  readonly question: string;
  readonly round: number;
  readonly atMs: number;
  readonly loaded: Loaded<T> | undefined;
  readonly failure: NoAnswer | undefined;
};

export type AnswerPorts = {
  readonly nowMs: () => number;
  readonly onSignedOut: () => void;
  /** Asks again by itself this often while somebody looks, without a sign of it; undefined: never. */
  readonly everyMs?: number | undefined;
  /** What is shown must not begin anew under whoever reads it: coming back to the page asks for nothing. */
  readonly isRead?: () => boolean;
};

/**
 * Asks when the question changes, when somebody asks again, when he comes back to the page, and when a network does.
 * `ask` must stay the same function from one drawing to the next.
 */
export function useAnswer<Q, T>(
  ask: (question: Q) => Promise<Result<T, NoAnswer>>,
  asked: Q,
  ports: AnswerPorts,
): AnswerState<T> {
  const question = JSON.stringify(asked);
  const [round, setRound] = useState(0);
  const [quiet, setQuiet] = useState<number>();
  const [answered, setAnswered] = useState<Answered<T>>();
  const refresh = useCallback(() => setRound((now) => now + 1), []);

  const take = useEffectEvent((of: { question: string; round: number }, answer: Result<T, NoAnswer>) => {
    if (!answer.ok && answer.error.tag === 'signed-out') ports.onSignedOut();
    const atMs = ports.nowMs();
    setAnswered((before) => ({
      ...of,
      atMs,
      loaded: answer.ok ? { value: answer.value, atMs } : before?.question === of.question ? before.loaded : undefined,
      failure: answer.ok ? undefined : answer.error,
    }));
  });
  useEffect(() => {
    let current = true;
    ask(JSON.parse(question) as Q).then(
      (answer) => {
        if (current) take({ question, round }, answer);
      },
      (error: unknown) => {
        if (current) reportError(error);
      },
    );
    return () => {
      current = false;
    };
  }, [ask, question, round]);

  const comeBack = useEffectEvent(() => {
    if (document.visibilityState === 'hidden' || answered === undefined) return;
    const old = ports.nowMs() - answered.atMs >= FRESH_MS && ports.isRead?.() !== true;
    if (answered.failure !== undefined || old) refresh();
  });
  useEffect(() => {
    const back = () => comeBack();
    window.addEventListener('focus', back);
    window.addEventListener('online', back);
    document.addEventListener('visibilitychange', back);
    return () => {
      window.removeEventListener('focus', back);
      window.removeEventListener('online', back);
      document.removeEventListener('visibilitychange', back);
    };
  }, []);

  const { everyMs } = ports;
  const lookAgain = useEffectEvent(() => {
    if (document.visibilityState === 'hidden' || answered?.round !== round) return;
    setQuiet(round + 1);
    refresh();
  });
  useEffect(() => {
    if (everyMs === undefined) return undefined;
    const timer = setInterval(() => lookAgain(), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);

  const ours = answered?.question === question ? answered : undefined;
  return { loaded: ours?.loaded, failure: ours?.failure, busy: ours?.round !== round && quiet !== round, refresh };
}
