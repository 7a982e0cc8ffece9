import { useCallback, useEffect, useRef, useState } from 'react';
import type { Result } from '../../domain/result.ts';
import type { NoAnswer } from './province-api.ts';
import { type AnswerPorts, type Loaded, useAnswer } from './use-answer.ts';

type Page<L> = { readonly lines: readonly L[]; readonly next?: string | undefined };

/** A list that comes page by page. */
export type LinesState<P extends Page<unknown>> = {
  /** The first page, with the figures of the whole list. */
  readonly first: Loaded<P> | undefined;
  readonly lines: P['lines'];
  readonly failure: NoAnswer | undefined;
  readonly busy: boolean;
  /** Undefined: nothing more is to come. */
  readonly more: (() => void) | undefined;
  readonly refresh: () => void;
};

type More<P> = {
  readonly of: P;
  readonly pages: readonly P[];
  readonly failure: NoAnswer | undefined;
  readonly busy: boolean;
};

/** Asks for the first page as `useAnswer` does, and for each further one when told; a new first page begins anew. */
export function useLines<Q extends object, P extends Page<unknown>>(
  ask: (question: Q & { readonly cursor?: string }) => Promise<Result<P, NoAnswer>>,
  asked: Q,
  ports: AnswerPorts,
): LinesState<P> {
  const isRead = useRef(false);
  const { loaded, failure, busy, refresh } = useAnswer(ask, asked, { ...ports, isRead: () => isRead.current });
  const [further, setFurther] = useState<More<P>>();
  const ours = loaded !== undefined && further?.of === loaded.value ? further : undefined;
  isRead.current = (ours?.pages.length ?? 0) > 0;
  const pages = loaded === undefined ? [] : [loaded.value, ...(ours?.pages ?? [])];
  const next = pages.at(-1)?.next;
  // What belongs to another question is let go.
  useEffect(() => {
    if (loaded === undefined) setFurther(undefined);
  }, [loaded]);

  const question = JSON.stringify(asked);
  const of = loaded?.value;
  const more = useCallback(() => {
    if (of === undefined || next === undefined) return;
    const kept = ours?.pages ?? [];
    setFurther({ of, pages: kept, failure: undefined, busy: true });
    ask({ ...(JSON.parse(question) as Q), cursor: next }).then(
      (answer) =>
        setFurther((now) =>
          now?.of !== of
            ? now
            : answer.ok
              ? { of, pages: [...kept, answer.value], failure: undefined, busy: false }
              : { of, pages: kept, failure: answer.error, busy: false },
        ),
      (error: unknown) => reportError(error),
    );
  }, [ask, question, of, next, ours]);

  return {
    first: loaded,
    lines: pages.flatMap(({ lines }) => lines),
    failure: failure ?? ours?.failure,
    busy: busy || (ours?.busy ?? false),
    more: next === undefined ? undefined : more,
    refresh,
  };
}
