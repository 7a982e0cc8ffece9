import { gzipSync } from 'node:zlib';
import { v7 } from 'uuid';
import type { Json } from '../../src/contract/scalars.ts';
import type { Certificate, EnrolAnswer } from '../../src/contract/wire/session.ts';
import type { Mutation, ProblemBody, PushAnswer } from '../../src/contract/wire/sync.ts';
import type { App } from '../../src/server/http/app-deps.ts';
import { deviceKeys, type TestServer } from './server.ts';

export type Answered<T = Record<string, never>> = {
  readonly status: number;
  readonly body: T & Partial<ProblemBody>;
  readonly headers: { readonly [name: string]: unknown };
};

/** A browser in front of the server: keeps its cookie, says where it comes from. */
export class TestBrowser {
  readonly #app: App;
  cookie: string | undefined;
  /** The address it comes from, as a proxy would tell. */
  address = '10.0.0.1';

  constructor(app: App) {
    this.#app = app;
  }

  async get<T>(url: string): Promise<Answered<T>> {
    return this.send<T>('GET', url);
  }

  async post<T>(url: string, body: unknown, headers: { [name: string]: string } = {}): Promise<Answered<T>> {
    return this.send<T>('POST', url, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
  }

  async postGzip<T>(url: string, body: unknown): Promise<Answered<T>> {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    return this.send<T>('POST', url, gzipSync(JSON.stringify(body)), headers);
  }

  async send<T>(
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    payload?: string | Buffer,
    headers: { [name: string]: string } = {},
  ): Promise<Answered<T>> {
    const own = this.cookie === undefined ? {} : { cookie: this.cookie };
    const response = await this.#app.inject({
      method,
      url,
      headers: { ...own, ...headers },
      remoteAddress: this.address,
      ...(payload === undefined ? {} : { payload }),
    });
    const [set] = [response.headers['set-cookie']].flat();
    if (typeof set === 'string') this.cookie = set.split(';', 1)[0];
    const type = String(response.headers['content-type'] ?? '');
    const body = (type.includes('json') ? JSON.parse(response.payload) : {}) as Answered<T>['body'];
    return { status: response.statusCode, body, headers: response.headers };
  }
}

/** A phone of one user of the demo, enrolled through HTTP. */
export class HttpPhone {
  readonly browser: TestBrowser;
  readonly clientId = v7();
  readonly space: string;
  readonly userId: string;
  certificate: Certificate;
  epoch = '';
  no = 0;
  readonly #keys: ReturnType<typeof deviceKeys>;

  private constructor(browser: TestBrowser, keys: ReturnType<typeof deviceKeys>, enrolled: EnrolAnswer) {
    this.browser = browser;
    this.#keys = keys;
    this.certificate = enrolled.certificate;
    this.userId = enrolled.profile.user.id;
    this.space = enrolled.profile.memberships[0]?.space ?? '';
  }

  static async enrol(server: TestServer, username: string): Promise<HttpPhone> {
    const browser = new TestBrowser(server.app);
    const { body: issued } = await browser.post<{ code: string }>('/api/demo/enrol-code', { username });
    const keys = deviceKeys();
    const request = { username, code: issued.code, publicKey: keys.publicKey, deviceName: 'Điện thoại thử' };
    const enrolled = await browser.post<EnrolAnswer>('/api/enrol', request);
    if (enrolled.status !== 200) throw new Error(`not enrolled: ${JSON.stringify(enrolled.body)}`);
    const phone = new HttpPhone(browser, keys, enrolled.body);
    await phone.meet();
    return phone;
  }

  async meet(): Promise<void> {
    const page = await this.browser.get<{ epoch: string }>(this.pullUrl({ before: '0' }));
    this.epoch = page.body.epoch ?? '';
  }

  pullUrl(query: { [name: string]: string }, bucket = 'unit-base:committee'): string {
    return `/sync/v1/pull?${new URLSearchParams({ proto: '1', space: this.space, bucket, ...query })}`;
  }

  async signIn(): Promise<Answered<{ profile: unknown }>> {
    const { body } = await this.browser.post<{ nonce: string }>('/api/session/nonce', {});
    return this.signInWith(body.nonce);
  }

  async signInWith(nonce: string): Promise<Answered<{ profile: unknown }>> {
    const signature = this.#keys.sign(`gan-dan session ${nonce}`);
    return this.browser.post('/api/session/device', { certificate: this.certificate, nonce, signature });
  }

  visit(patch: { [group: string]: Json } = {}, over: Partial<Mutation> = {}): Mutation {
    this.no += 1;
    return {
      mid: v7(),
      no: this.no,
      rid: v7(),
      kind: 'reception-visit',
      op: 'create',
      base: { rev: 0 },
      patch: {
        organ: 'committee',
        recordedBy: { userId: this.userId, name: 'Người ghi' },
        matter: 'feedback',
        visited: { date: '2026-07-06' },
        headcount: { came: 1 },
        ...patch,
      },
      schemaVer: 1,
      hlc: '',
      author: this.userId,
      ...over,
    };
  }

  request(muts: readonly unknown[], over: object = {}): object {
    return {
      proto: 1,
      appVer: 'test',
      clientId: this.clientId,
      space: this.space,
      epoch: this.epoch,
      seen: { seq: 0, hash: '' },
      cursorOf: {},
      now: Date.now(),
      muts,
      ...over,
    };
  }

  async push(muts: readonly unknown[], over: object = {}): Promise<Answered<PushAnswer>> {
    return this.browser.post<PushAnswer>('/sync/v1/push', this.request(muts, over));
  }
}
