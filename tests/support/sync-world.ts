import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import type { Organ, Role } from '../../src/contract/records/codes.ts';
import { REDACTED } from '../../src/contract/records/kind.ts';
import type { Json } from '../../src/contract/scalars.ts';
import type { Mutation, PullAnswer, PushAnswer, PushRequest } from '../../src/contract/wire/sync.ts';
import { readClock } from '../../src/server/storage/clock.ts';
import type { Database } from '../../src/server/storage/database.ts';
import { createSpaces } from '../../src/server/storage/spaces.ts';
import { createSyncService, type SyncService } from '../../src/server/sync/sync-service.ts';
import type { Answer, SyncSession } from '../../src/server/sync/sync-session.ts';
import { idOf, PROVINCE, works } from './commune.ts';

/** A province of two communes over the real sync service, without a transport. */
export class SyncWorld {
  readonly database: Database;
  readonly service: SyncService;
  readonly space = idOf('Xã A');
  nowMs = Date.UTC(2026, 6, 6, 1);

  private constructor(database: Database) {
    this.database = database;
    this.service = createSyncService({
      database,
      root: PROVINCE,
      serverVer: 'test',
      ports: { nowMs: () => this.nowMs, randomBytes: (count) => randomBytes(count) },
    });
  }

  static async open(database: Database): Promise<SyncWorld> {
    await createSpaces(database, PROVINCE, [
      { id: PROVINCE, code: 'TM', kind: 'tinh', level: 'province', name: 'Tỉnh Mẫu' },
      { id: idOf('Xã A'), code: 'A', kind: 'xa', level: 'commune', name: 'Xã A', parent: PROVINCE },
      { id: idOf('Xã B'), code: 'B', kind: 'xa', level: 'commune', name: 'Xã B', parent: PROVINCE },
    ]);
    return new SyncWorld(database);
  }

  /** A session of a person who works somewhere. */
  session(name: string, as: Role = 'commune_office', at = 'Xã A', organ: Organ = 'committee'): SyncSession {
    const actor = works(name, { as, at, organ });
    return { actor, standing: 'active', deviceId: idOf(`${name}'s phone`), spaces: [idOf(at)] };
  }

  phone(session: SyncSession, space = this.space): TestPhone {
    return new TestPhone(this, session, space);
  }

  /** All text of all tables, for planted names. */
  async everythingStored(): Promise<string> {
    const tables = await this.database.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public'`,
    );
    const texts = await Promise.all(
      tables.map(({ name }) => this.database.query<{ text: string }>(`select t::text as text from "${name}" t`)),
    );
    return texts
      .flat()
      .map(({ text }) => text)
      .join('\n');
  }
}

/** The least of a phone: makes mutations, numbers them, sends them, pulls a bucket. */
export class TestPhone {
  readonly clientId = v7();
  readonly session: SyncSession;
  readonly #world: SyncWorld;
  readonly #space: string;
  no = 0;

  constructor(world: SyncWorld, session: SyncSession, space: string) {
    this.#world = world;
    this.session = session;
    this.#space = space;
  }

  create(patch: { [group: string]: Json } = {}, over: Partial<Mutation> = {}): Mutation {
    return this.mutation({ op: 'create', patch: { ...this.visit(), ...patch }, ...over });
  }

  visit(): { [group: string]: Json } {
    return {
      organ: 'committee',
      recordedBy: { userId: this.session.actor.userId, name: 'Người ghi' },
      matter: 'feedback',
      visited: { date: '2026-07-06' },
      headcount: { came: 1 },
    };
  }

  patch(rid: string, rev: number, patch: { [group: string]: Json }): Mutation {
    return this.mutation({ op: 'patch', rid, base: { rev }, patch });
  }

  redact(rid: string, rev: number): Mutation {
    const patch = { ...this.visit(), matter: 'denunciation', localCode: 'TC-7K2M', [REDACTED]: 'denunciation' };
    return this.mutation({ op: 'redact', rid, base: { rev }, patch });
  }

  mutation(over: Partial<Mutation>): Mutation {
    this.no += 1;
    return {
      mid: v7(),
      no: this.no,
      rid: v7(),
      kind: 'reception-visit',
      op: 'patch',
      base: { rev: 0 },
      patch: {},
      schemaVer: 1,
      hlc: '',
      author: this.session.actor.userId,
      ...over,
    };
  }

  async request(muts: readonly unknown[], over: Partial<PushRequest> = {}): Promise<PushRequest> {
    const clock = await readClock(this.#world.database, this.#space);
    return {
      proto: 1,
      appVer: 'test',
      clientId: this.clientId,
      space: this.#space,
      epoch: clock?.epoch ?? 'none',
      seen: { seq: 0, hash: '' },
      cursorOf: {},
      now: this.#world.nowMs,
      muts: muts as PushRequest['muts'],
      ...over,
    };
  }

  async push(muts: readonly unknown[], over: Partial<PushRequest> = {}): Promise<Answer<PushAnswer>> {
    return this.#world.service.push(this.session, await this.request(muts, over));
  }

  /** Sends what must be taken in. */
  async sends(...muts: readonly unknown[]): Promise<PushAnswer> {
    return answered(await this.push(muts));
  }

  async pull(query: object = {}, bucket = 'unit-base:committee'): Promise<Answer<PullAnswer>> {
    return this.#world.service.pull(this.session, { proto: '1', space: this.#space, bucket, ...query });
  }

  async pulls(query: object = {}): Promise<PullAnswer> {
    return answered(await this.pull(query));
  }
}

/** The value of an answer that must be one. */
export function answered<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.error)}`);
  return answer.value;
}

/** The problem of an answer that must be refused. */
export function problemOf(answer: Answer<unknown>): string {
  if (answer.ok) throw new Error(`not refused: ${JSON.stringify(answer.value).slice(0, 300)}`);
  return answer.error.problem;
}
