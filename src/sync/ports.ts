import type {
  DigestAnswer,
  DigestRequest,
  FetchAnswer,
  FetchRequest,
  ProblemBody,
  PullAnswer,
  PullQuery,
  PushAnswer,
  PushRequest,
  RecoverAnswer,
  RecoverRequest,
  SalvageAnswer,
  SalvageRequest,
} from '../contract/wire/sync.ts';

/** Records that a phone keeps up to date: one bucket of one space. */
export type Feed = { readonly space: string; readonly bucket: string };

type PushBody = Omit<PushRequest, 'muts'> & { readonly muts: readonly unknown[] };

/** What a request brought: an answer parsed by the contract, a numbered refusal, or nothing that can be trusted. */
export type NetResult<T> =
  | { readonly tag: 'ok'; readonly value: T }
  | { readonly tag: 'refused'; readonly problem: ProblemBody; readonly retryAfterMs?: number }
  /** No connection, a timeout, a captive portal's page: try again later; nothing is known of the request's effect. */
  | { readonly tag: 'unreachable' };

/** The network, as the engine needs it. A session is the port's own business (rule 21). */
export type NetPort = {
  push(request: PushBody): Promise<NetResult<PushAnswer>>;
  pull(query: PullQuery): Promise<NetResult<PullAnswer>>;
  recover(request: RecoverRequest): Promise<NetResult<RecoverAnswer>>;
  fetch(request: FetchRequest): Promise<NetResult<FetchAnswer>>;
  salvage(request: SalvageRequest): Promise<NetResult<SalvageAnswer>>;
  digest(request: DigestRequest): Promise<NetResult<DigestAnswer>>;
};

/** One syncer per user on this phone (rule 23): runs `body` with the lock held, or answers `busy` at once. */
export type LockPort = { run<T>(body: () => Promise<T>): Promise<T | 'busy'> };

/** Time and chance for the loop around the engine. */
export type LoopClock = {
  nowMs(): number;
  /** Resolves after the delay, or at once when `wake` is called; never rejects. */
  sleep(delayMs: number): { readonly done: Promise<void>; readonly wake: () => void };
  /** A number in [0, 1). */
  random(): number;
};
