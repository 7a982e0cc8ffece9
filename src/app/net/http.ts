import type * as z from 'zod/mini';
import { PROBLEMS } from '../../contract/problems.ts';
import { ProblemBody } from '../../contract/wire/sync.ts';
import type { NetResult } from '../../sync/ports.ts';

/** What the transport needs of the world. */
export type HttpPorts = {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Calls back once after the delay; answers how to call it off. */
  readonly timer: (delayMs: number, fire: () => void) => () => void;
  readonly nowMs: () => number;
  /** Whether the device believes that it has a network: only a hint, and only for trying a lost request at once again. */
  readonly hasNetwork?: () => boolean;
};

export type HttpRequest<T> = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** The contract's schema of the answer; without one the answer's body is not looked at. */
  readonly answer?: z.ZodMiniType<T>;
};

/** A silence of this length ends a request (rule 25): a weak uplink may be slow, not silent. */
export const STALL_MS = 30_000;
/** The slowest uplink that still gets its work through: 16 kbit/s. */
const SLOWEST_BYTES_PER_S = 2_000;
/** Below this size compressing costs more than it saves. */
const GZIP_FROM_BYTES = 1024;

/**
 * One request. What cannot be trusted to come from our server (a captive portal's page, JSON of another shape, a
 * proxy's error page) counts as unreachable: nothing is known of its effect.
 */
export async function request<T>(ports: HttpPorts, wanted: HttpRequest<T>): Promise<NetResult<T>> {
  const abort = new AbortController();
  let stop = (): void => undefined;
  try {
    const { init, bytes } = await initOf(wanted);
    const firstMs = STALL_MS + Math.ceil((bytes / SLOWEST_BYTES_PER_S) * 1000);
    const watch = stallWatch(ports, firstMs, () => abort.abort());
    stop = watch.stop;
    const response = await ports.fetch(wanted.path, { ...init, signal: abort.signal });
    watch.alive();
    const text = await textOf(response, watch.alive);
    return understood(ports, wanted, response, text);
  } catch {
    return { tag: 'unreachable' };
  } finally {
    stop();
  }
}

/** `firstMs`: until the first sign of an answer; an upload shows none of its progress. */
function stallWatch(ports: HttpPorts, firstMs: number, onStall: () => void): { alive: () => void; stop: () => void } {
  let stop = ports.timer(firstMs, onStall);
  return {
    alive: () => {
      stop();
      stop = ports.timer(STALL_MS, onStall);
    },
    stop: () => stop(),
  };
}

async function initOf({ method, body }: HttpRequest<unknown>): Promise<{ init: RequestInit; bytes: number }> {
  // A redirect is a captive portal's, never ours.
  const init: RequestInit = { method, redirect: 'error', credentials: 'same-origin', cache: 'no-store' };
  if (method === 'GET') return { init: { ...init, headers: { accept: 'application/json' } }, bytes: 0 };
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  const json = new TextEncoder().encode(JSON.stringify(body ?? {}));
  if (json.length < GZIP_FROM_BYTES || typeof CompressionStream === 'undefined')
    return { init: { ...init, headers, body: json }, bytes: json.length };
  const packed = await gzipped(json);
  const gzip = { ...headers, 'content-encoding': 'gzip' };
  return { init: { ...init, headers: gzip, body: packed }, bytes: packed.byteLength };
}

async function gzipped(bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  // Whole, not as a stream: a streamed upload cannot be sent again by the browser, and Safari has none.
  return new Response(stream).arrayBuffer();
}

async function textOf(response: Response, alive: () => void): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return text + decoder.decode();
    alive();
    text += decoder.decode(value, { stream: true });
  }
}

function understood<T>(ports: HttpPorts, wanted: HttpRequest<T>, response: Response, text: string): NetResult<T> {
  const { status } = response;
  const json = parsed(text);
  if (response.ok) {
    if (wanted.answer === undefined) return { tag: 'ok', value: undefined as T };
    const answer = wanted.answer.safeParse(json);
    return answer.success ? { tag: 'ok', value: answer.data } : { tag: 'unreachable' };
  }
  const retryAfterMs = retryAfterOf(ports, response);
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  const problem = ProblemBody.safeParse(json);
  // The number is ours, so the answer is; its status must be that of this answer, or a proxy has replayed another.
  if (problem.success && /^GD-\d{4}$/.test(problem.data.code) && problem.data.status === status)
    return { tag: 'refused', problem: problem.data, ...wait };
  // A proxy in front of our server asks for patience.
  if (retryAfterMs !== undefined && (status === 429 || status >= 500))
    return { tag: 'refused', problem: unavailable(status), ...wait };
  return { tag: 'unreachable' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unavailable(status: number): ProblemBody {
  const { code, say } = PROBLEMS.unavailable;
  return { type: 'about:blank', title: 'unavailable', status, detail: say({}), code };
}

/** The longest wait that is believed: a proxy's mistake must not silence a phone for a day. */
const MOST_WAIT_MS = 60 * 60_000;

function retryAfterOf({ nowMs }: HttpPorts, response: Response): number | undefined {
  const header = response.headers.get('retry-after');
  if (header === null) return undefined;
  const seconds = Number(header);
  const waitMs = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - nowMs();
  return Number.isFinite(waitMs) ? Math.min(Math.max(0, waitMs), MOST_WAIT_MS) : undefined;
}
