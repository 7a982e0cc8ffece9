import { v7 } from 'uuid';
import type { Json } from '../../src/contract/scalars.ts';
import type { ReferenceAnswer, ReferenceChangeAnswer, ReferenceRecord } from '../../src/contract/wire/reference.ts';
import { startSession } from '../../src/server/auth/sessions.ts';
import { type Answered, TestBrowser } from './http-client.ts';
import type { TestServer } from './server.ts';

export type DeskChange = {
  readonly rid?: string;
  readonly kind: string;
  readonly op?: string;
  readonly rev?: number;
  readonly patch: { readonly [group: string]: Json };
  readonly [more: string]: unknown;
};

/** Somebody who is signed in and changes reference records, without a phone's outbox. */
export class Desk {
  readonly browser: TestBrowser;
  epoch = '';

  private constructor(browser: TestBrowser) {
    this.browser = browser;
  }

  static async of(server: TestServer, username: string): Promise<Desk> {
    const [user] = await server.db.query<{ user_id: string; name: string }>(
      'select user_id, name from app_user where username = $1',
      [username],
    );
    if (user === undefined) throw new Error(`nobody is called ${username}`);
    const { token } = await startSession(server.deps.auth, { id: user.user_id, username, name: user.name }, null);
    const browser = new TestBrowser(server.app);
    browser.cookie = `gan-dan=${token}`;
    const desk = new Desk(browser);
    await desk.reads();
    return desk;
  }

  async reads(unit?: string): Promise<Answered<ReferenceAnswer>> {
    const read = await this.browser.get<ReferenceAnswer>(`/api/reference${unit === undefined ? '' : `?unit=${unit}`}`);
    if (read.status === 200) this.epoch = read.body.epoch ?? '';
    return read;
  }

  /** A record as this desk is shown it. */
  async record(rid: string): Promise<ReferenceRecord | undefined> {
    const { body } = await this.reads();
    return body.records.find((record) => record.rid === rid);
  }

  change(change: DeskChange): { [field: string]: unknown } {
    return { mid: v7(), rid: v7(), op: 'create', rev: 0, epoch: this.epoch, schemaVer: 1, ...change };
  }

  async sends(change: { [field: string]: unknown }): Promise<Answered<ReferenceChangeAnswer>> {
    return this.browser.post<ReferenceChangeAnswer>('/api/reference', change);
  }

  async changes(change: DeskChange): Promise<Answered<ReferenceChangeAnswer>> {
    return this.sends(this.change(change));
  }
}
