import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import type { ReceptionReport, ReportQuery } from '../../contract/wire/reports.ts';
import type { NoAnswer, ProvinceApi } from './province-api.ts';

/** Who comes back to the page within this time has just seen it. */
const FRESH_MS = 15_000;

export type LoadedReport = { readonly report: ReceptionReport; readonly atMs: number };

export type ReportState = {
  /** Of exactly this question; what an earlier one brought is never shown under its heading. */
  readonly loaded: LoadedReport | undefined;
  /** Why the last try brought nothing; what was loaded before stays. */
  readonly failure: NoAnswer | undefined;
  readonly busy: boolean;
  readonly refresh: () => void;
};

type Answered = {
  readonly question: string;
  readonly round: number;
  readonly atMs: number;
  readonly loaded: LoadedReport | undefined;
  readonly failure: NoAnswer | undefined;
};

type Ports = { readonly nowMs: () => number; readonly onSignedOut: () => void };

/** Asks when the question changes, when somebody asks again, when he comes back to the page, and when a network does. */
export function useReport(api: ProvinceApi, query: ReportQuery, ports: Ports): ReportState {
  const question = JSON.stringify(query);
  const [round, setRound] = useState(0);
  const [answered, setAnswered] = useState<Answered>();
  const refresh = useCallback(() => setRound((now) => now + 1), []);

  const take = useEffectEvent((asked: { question: string; round: number }, answer: Awaited<Answer>) => {
    if (!answer.ok && answer.error.tag === 'signed-out') ports.onSignedOut();
    const atMs = ports.nowMs();
    setAnswered((before) => ({
      ...asked,
      atMs,
      loaded: answer.ok
        ? { report: answer.value, atMs }
        : before?.question === asked.question
          ? before.loaded
          : undefined,
      failure: answer.ok ? undefined : answer.error,
    }));
  });
  useEffect(() => {
    let current = true;
    api.report(JSON.parse(question) as ReportQuery).then(
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
  }, [api, question, round]);

  const comeBack = useEffectEvent(() => {
    if (document.visibilityState === 'hidden' || answered === undefined) return;
    if (answered.failure !== undefined || ports.nowMs() - answered.atMs >= FRESH_MS) refresh();
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

  const ours = answered?.question === question ? answered : undefined;
  return { loaded: ours?.loaded, failure: ours?.failure, busy: ours?.round !== round, refresh };
}

type Answer = ReturnType<ProvinceApi['report']>;
