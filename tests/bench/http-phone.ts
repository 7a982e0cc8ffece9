import { Agent, request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { v7 } from 'uuid';
import type { EnrolAnswer, SessionAnswer, Space } from '../../src/contract/wire/session.ts';
import type { Mutation, PullAnswer, PushAnswer, SyncPoint } from '../../src/contract/wire/sync.ts';
import { deviceKeys } from '../support/server.ts';
import type { Writer } from './visits.ts';

/** One kept-alive connection and one cookie: the cheapest client there is, so that the server is what is measured. */
export class HttpClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #origin: URL;
  #cookie: string | undefined;

  constructor(origin: string) {
    this.#origin = new URL(origin);
  }

  get<T>(path: string): Promise<T> {
    return this.#ask<T>('GET', path, undefined, {});
  }

  post<T>(path: string, body: unknown, encoding: 'gzip' | 'plain' = 'plain'): Promise<T> {
    const json = Buffer.from(JSON.stringify(body));
    const headers = { 'content-type': 'application/json' };
    // What a browser's CompressionStream does: level 6.
    return encoding === 'plain'
      ? this.#ask<T>('POST', path, json, headers)
      : this.#ask<T>('POST', path, gzipSync(json), { ...headers, 'content-encoding': 'gzip' });
  }

  close(): void {
    this.#agent.destroy();
  }

  #ask<T>(method: string, path: string, body: Buffer | undefined, headers: { [name: string]: string }): Promise<T> {
    const own = this.#cookie === undefined ? {} : { cookie: this.#cookie };
    const length = body === undefined ? {} : { 'content-length': String(body.length) };
    const { port, host } = this.#origin;
    const options = {
      agent: this.#agent,
      host: '127.0.0.1',
      port,
      path,
      method,
      headers: { host, ...own, ...length, ...headers },
    };
    return new Promise<T>((resolve, reject) => {
      const sent = request(options, (response) => {
        const chunks: Buffer[] = [];
        const [set] = response.headers['set-cookie'] ?? [];
        if (set !== undefined) this.#cookie = set.split(';', 1)[0];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve((text === '' ? undefined : JSON.parse(text)) as T);
          else reject(new Error(`${method} ${path}: ${response.statusCode} ${text.slice(0, 500)}`));
        });
        response.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}

/** One clerk's phone in a commune of its own, enrolled and signed in as a phone is. */
export class HttpPhone {
  readonly client: HttpClient;
  readonly writer: Writer;
  readonly space: string;
  no = 0;
  readonly #clientId = v7();
  readonly #epoch: string;
  #seen: SyncPoint = { seq: 0, hash: '' };

  private constructor(client: HttpClient, writer: Writer, space: string, epoch: string) {
    this.client = client;
    this.writer = writer;
    this.space = space;
    this.#epoch = epoch;
  }

  async push(muts: readonly Mutation[], encoding: 'gzip' | 'plain'): Promise<void> {
    const answer = await this.client.post<PushAnswer>(
      '/sync/v1/push',
      {
        proto: 1,
        appVer: 'bench',
        clientId: this.#clientId,
        space: this.space,
        epoch: this.#epoch,
        seen: this.#seen,
        cursorOf: { 'unit-base:committee': 0 },
        now: Date.now(),
        muts,
      },
      encoding,
    );
    if (answer.results.length !== muts.length || answer.results.some(({ st }) => st !== 'applied'))
      throw new Error(`not applied: ${JSON.stringify(answer.results.find(({ st }) => st !== 'applied'))}`);
    this.#seen = answer.head;
  }

  static async enrol(origin: string, username: string, code: string, space: string): Promise<HttpPhone> {
    const client = new HttpClient(origin);
    const keys = deviceKeys();
    const body = { username, code, publicKey: keys.publicKey, deviceName: 'bench' };
    const { certificate, profile } = await client.post<EnrolAnswer>('/api/enrol', body);
    const { nonce } = await client.post<{ nonce: string }>('/api/session/nonce', {});
    const signature = keys.sign(`gan-dan session ${nonce}`);
    await client.post<SessionAnswer>('/api/session/device', { certificate, nonce, signature });
    const query = new URLSearchParams({ proto: '1', space, bucket: 'unit-base:committee', before: '0' });
    const { epoch } = await client.get<PullAnswer>(`/sync/v1/pull?${query}`);
    return new HttpPhone(client, { userId: profile.user.id, name: profile.user.name }, space, epoch);
  }
}

/** The province's administrator makes communes and clerks; each clerk enrols a phone. */
export async function enrolPhones(origin: string, count: number): Promise<readonly HttpPhone[]> {
  const office = new HttpClient(origin);
  const { profile } = await office.post<SessionAnswer>('/api/demo/session', { username: 'tinh.quantri' });
  const phones: HttpPhone[] = [];
  for (let place = 1; place <= count; place += 1) {
    const code = `BENCH${place}`;
    const space: Space = {
      id: v7(),
      code,
      kind: 'xa',
      level: 'commune',
      name: `Xã ${code}`,
      parent: profile.provinceSpace,
    };
    await office.post('/api/admin/spaces', { space });
    const memberships = [{ space: space.id, organ: 'committee', role: 'commune_office' }];
    const username = `bench${String(place).padStart(3, '0')}`;
    const { id } = await office.post<{ id: string }>('/api/admin/users', {
      username,
      name: 'Nông Thị Mẫu',
      memberships,
    });
    const issued = await office.post<{ code: string }>(`/api/admin/users/${id}/enrolment-code`, {});
    phones.push(await HttpPhone.enrol(origin, username, issued.code, space.id));
  }
  office.close();
  return phones;
}
