import { gunzipSync } from 'node:zlib';
import type { HttpPorts } from '../../../src/app/net/http.ts';
import { PROBLEMS } from '../../../src/contract/problems.ts';
import { canonical } from '../../../src/domain/merge/cells.ts';
import { type Bytes, toBase64Url, utf8 } from '../../../src/store/vault/bytes.ts';

export type Seen = {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: unknown;
};

type Reply = Response | Error | 'silent';

/** A server that says what the test wants, and remembers what it was asked. */
export class FakeServer {
  readonly seen: Seen[] = [];
  readonly #replies = new Map<string, (seen: Seen) => Reply | Promise<Reply>>();
  readonly #timers = new Set<{ atMs: number; fire: () => void }>();
  ms = Date.UTC(2026, 10, 23, 1, 0, 0);

  on(path: string, reply: (seen: Seen) => Reply | Promise<Reply>): this {
    this.#replies.set(path, reply);
    return this;
  }

  asked(path: string): readonly Seen[] {
    return this.seen.filter((seen) => seen.path.split('?')[0] === path);
  }

  readonly ports: HttpPorts = {
    nowMs: () => this.ms,
    timer: (delayMs, fire) => {
      const timer = { atMs: this.ms + delayMs, fire };
      this.#timers.add(timer);
      return () => this.#timers.delete(timer);
    },
    fetch: async (url, init) => {
      const headers = new Headers(init.headers);
      const seen: Seen = { method: init.method ?? 'GET', path: url, headers, body: await bodyOf(init, headers) };
      this.seen.push(seen);
      const reply = await this.#replies.get(url.split('?')[0] ?? '')?.(seen);
      if (reply === 'silent') return untilAborted(init.signal ?? undefined);
      if (reply === undefined) throw new TypeError('Failed to fetch');
      if (reply instanceof Error) throw reply;
      return reply;
    },
  };

  pass(ms: number): void {
    this.ms += ms;
    for (const timer of [...this.#timers]) {
      if (timer.atMs > this.ms) continue;
      this.#timers.delete(timer);
      timer.fire();
    }
  }

  get timers(): number {
    return this.#timers.size;
  }
}

async function bodyOf(init: RequestInit, headers: Headers): Promise<unknown> {
  if (init.body === undefined || init.body === null) return undefined;
  const bytes = Buffer.from(await new Response(init.body).arrayBuffer());
  return JSON.parse((headers.get('content-encoding') === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8'));
}

function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
  });
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json', ...headers } });
}

export function refusal(name: keyof typeof PROBLEMS, headers: Record<string, string> = {}): Response {
  const { code, status, say } = PROBLEMS[name];
  return json({ type: 'about:blank', title: name, status, detail: say({}), code }, status, headers);
}

/** A server's signing key, as phones pin it. */
export async function makeServerKey(): Promise<{ readonly spki: string; sign(body: unknown): Promise<string> }> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const spki: Bytes = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey));
  return {
    spki: toBase64Url(spki),
    sign: async (body) => {
      const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
      return toBase64Url(new Uint8Array(await crypto.subtle.sign(algorithm, pair.privateKey, utf8(canonical(body)))));
    },
  };
}
