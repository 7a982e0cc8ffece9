import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, vi } from 'vitest';
import type { Environment } from '../../../src/app/phone/environment.ts';
import { phoneGate } from '../../../src/app/phone/gate.ts';
import type { Page } from '../../../src/app/ports/page.ts';
import type { EnrolRequest, Profile } from '../../../src/contract/wire/session.ts';
import type { Mutation, PushAnswer, PushRequest } from '../../../src/contract/wire/sync.ts';
import { DexieStore } from '../../../src/store/dexie-store.ts';
import { Directory } from '../../../src/store/directory.ts';
import type { Phone } from '../../../src/store/phone.ts';
import type { Enrolment } from '../../../src/store/phone-gate.ts';
import { hashWasmArgon2 } from '../../../src/store/vault/argon2.ts';
import { systemRandom, toBase64Url } from '../../../src/store/vault/bytes.ts';
import { makeReceiverKeys } from '../../../src/store/vault/hpke.ts';
import type { PasskeyPort } from '../../../src/store/vault/passkey-slot.ts';
import { idNo, SPACE, successOf, TestWorld, USER } from '../../store/support.ts';
import { CHEAP_ARGON2, GOOD } from '../../store/vault/support.ts';
import { eventually } from '../../support/eventually.ts';
import { FakeServer, json, makeServerKey, refusal, type Seen } from '../net/support.ts';

export const PROVINCE = '0a000000-0000-5000-8000-0000000000ff';
export const CODE = '12345678';
export const PIN = '271845';
export { GOOD };

export const LAN: Profile = {
  user: { id: USER, username: 'lan', name: 'Bàn Thị Lan' },
  memberships: [{ space: SPACE, organ: 'committee', role: 'commune_office' }],
  spaces: [
    { id: SPACE, code: '01', kind: 'xa', level: 'commune', name: 'xã Mẫu Một', parent: PROVINCE },
    { id: PROVINCE, code: '00', kind: 'tinh', level: 'province', name: 'tỉnh Mẫu' },
  ],
  provinceSpace: PROVINCE,
  policy: { unlock: 'normal', shareBetweenOrgans: false, denouncerIdentity: 'paper' },
  demo: true,
};

/** A small server of one unit: enrols, opens sessions, takes every mutation once, and hands out nothing. */
export class Commune {
  readonly server = new FakeServer();
  profile: Profile = LAN;
  key: Awaited<ReturnType<typeof makeServerKey>> | undefined;
  recovery = '';
  online = true;
  /** The code of a refusal for everything that is pushed. */
  refuses: string | undefined;
  revoked: { wipe: boolean } | undefined;
  readonly received: Mutation[] = [];
  readonly #answers = new Map<string, PushAnswer['results'][number]>();
  readonly #revs = new Map<string, number>();
  #devices = 0;

  static async opens(): Promise<Commune> {
    const commune = new Commune();
    const key = await makeServerKey();
    commune.key = key;
    commune.recovery = toBase64Url((await makeReceiverKeys(false)).publicKey);
    const { server } = commune;
    const on = (path: string, reply: (seen: Seen) => Response | Promise<Response>) =>
      server.on(path, (seen) => (commune.online ? reply(seen) : new TypeError('Failed to fetch')));
    on('/api/enrol', async (seen) => {
      const { username, code, publicKey } = seen.body as EnrolRequest;
      if (code !== CODE) return refusal('wrongCode');
      const body = commune.#certify(username, publicKey);
      const certificate = { body, signature: await key.sign(body) };
      return json({ certificate, serverKey: key.spki, recoveryKey: commune.recovery, profile: commune.profile });
    });
    on('/api/session/nonce', () => json({ nonce: 'n' }));
    on('/api/session/device', () => json({ profile: commune.profile, expiresAt: '' }));
    on('/api/session', () => new Response(null, { status: 204 }));
    on('/api/session/revoked', async (seen) => {
      if (commune.revoked === undefined) return refusal('notFound');
      const body = { deviceId: seen.path.split('=')[1], revokedAt: '2026-11-23', wipe: commune.revoked.wipe };
      return json({ body, signature: await key.sign(body) });
    });
    on('/sync/v1/pull', () => (commune.revoked === undefined ? json(commune.#page()) : refusal('deviceRevoked')));
    on('/sync/v1/push', (seen) => json(commune.#take(seen.body as PushRequest)));
    return commune;
  }

  #certify(username: string, publicKey: string) {
    this.#devices += 1;
    const deviceId = idNo(900 + this.#devices);
    const userId = this.profile.user.id;
    return { deviceId, userId, username, publicKey, spaces: [SPACE], issuedAt: '2026-11-23', serial: deviceId };
  }

  get head() {
    return { seq: this.received.length, hash: `h${this.received.length}` };
  }

  #page() {
    const { head } = this;
    return { epoch: 'e1', now: this.server.ms, serverVer: '1', rows: [], cursor: head, more: false, head };
  }

  #take({ muts }: PushRequest): PushAnswer {
    const headBefore = this.head;
    const results = (muts as unknown as Mutation[]).map((mutation) => {
      const before = this.#answers.get(mutation.mid);
      if (before !== undefined) return before;
      this.received.push(mutation);
      if (this.refuses !== undefined)
        return { mid: mutation.mid, st: 'rejected' as const, problem: { code: this.refuses } };
      const seq = this.received.length;
      const prev = this.#revs.get(mutation.rid) ?? 0;
      this.#revs.set(mutation.rid, seq);
      const answer = { mid: mutation.mid, st: 'applied' as const, seq, prev };
      this.#answers.set(mutation.mid, answer);
      return answer;
    });
    return { epoch: 'e1', now: this.server.ms, serverVer: '1', results, rows: [], headBefore, head: this.head };
  }
}

/** What a finger, the screen and the network do to a page. */
export class FakePage implements Page {
  readonly #visibility = new Set<(visible: boolean) => void>();
  readonly #online = new Set<() => void>();
  readonly #activity = new Set<() => void>();
  readonly #idle = new Set<() => void>();
  readonly isVisible = () => true;
  readonly reload = vi.fn();
  readonly onVisibility = (listener: (visible: boolean) => void) => added(this.#visibility, listener);
  readonly onOnline = (listener: () => void) => added(this.#online, listener);
  readonly onActivity = (listener: () => void) => added(this.#activity, listener);
  readonly whenIdle = (work: () => void) => added(this.#idle, work);

  show(visible: boolean): void {
    for (const listener of this.#visibility) listener(visible);
  }
  goOnline(): void {
    for (const listener of this.#online) listener();
  }
  touch(): void {
    for (const listener of this.#activity) listener();
  }
  rest(): void {
    for (const work of this.#idle) work();
  }
}

function added<T>(set: Set<T>, item: T): () => void {
  set.add(item);
  return () => set.delete(item);
}

const NO_PASSKEYS: PasskeyPort = {
  isAvailable: async () => false,
  create: async () => ({ ok: false, error: { tag: 'passkey-failed', reason: 'unsupported' } }),
  evaluate: async () => ({ ok: false, error: { tag: 'passkey-failed', reason: 'unsupported' } }),
};

/** One browser on one device: its disk, its cookie, its tabs. */
export class Device {
  readonly commune: Commune;
  readonly disk = new IDBFactory();
  readonly page = new FakePage();
  readonly world = new TestWorld();
  readonly reports: unknown[] = [];
  readonly stores: DexieStore[] = [];
  readonly #channels = new Map<string, Set<() => void>>();
  readonly #held = new Set<string>();
  sessionOf: string | undefined;
  passkeys = NO_PASSKEYS;
  persisted = 0;
  onStore: ((store: DexieStore) => void) | undefined;

  constructor(commune: Commune, firstId = 0x1000) {
    this.commune = commune;
    this.world.ids = firstId;
  }

  /** A page of this device; a second one is a second tab. */
  tab(): Environment {
    const { server } = this.commune;
    const dexie = { indexedDB: this.disk, IDBKeyRange };
    return {
      world: this.world,
      random: systemRandom,
      argon2: hashWasmArgon2,
      argon2Params: CHEAP_ARGON2,
      passkeys: this.passkeys,
      http: server.ports,
      timer: server.ports.timer,
      loopClock: {
        nowMs: this.world.nowMs,
        random: () => 0.5,
        sleep: (delayMs) => {
          let wake: () => void = () => undefined;
          const done = new Promise<void>((resolve) => {
            wake = resolve;
          });
          const stop = server.ports.timer(delayMs, wake);
          void done.then(stop);
          return { done, wake };
        },
      },
      lock: () => ({ run: async (body) => body() }),
      holdName: async (name) => {
        if (this.#held.has(name)) return undefined;
        this.#held.add(name);
        return () => this.#held.delete(name);
      },
      channel: (name, onNews) => {
        const tabs = this.#channels.get(name) ?? new Set();
        this.#channels.set(name, tabs);
        tabs.add(onNews);
        return {
          tell: () => {
            for (const tab of tabs) if (tab !== onNews) tab();
          },
          close: () => tabs.delete(onNews),
        };
      },
      page: this.page,
      sessionMark: {
        get: () => this.sessionOf,
        set: (id) => {
          this.sessionOf = id;
        },
      },
      directory: new Directory(dexie),
      openStore: async (name, onClosed) => {
        const store = await DexieStore.open(name, { ...dexie, onClosed });
        this.stores.push(store);
        return store;
      },
      deleteStore: (name) => DexieStore.delete(name, dexie),
      storeNames: async () => (await this.disk.databases()).flatMap(({ name }) => name ?? []),
      storage: {
        persist: async () => {
          this.persisted += 1;
          return true;
        },
        persisted: async () => this.persisted > 0,
        estimate: async () => ({ usage: 1, quota: 2 }),
      },
      build: { version: '1.0', builtAtMs: this.world.nowMs() - 86_400_000 },
      report: (error) => this.reports.push(error),
    };
  }

  /** Time passes on the device and for its timers. */
  passes(ms: number): void {
    this.world.ms += ms;
    this.commune.server.pass(ms);
  }

  async enrols(env = this.tab()): Promise<Enrolment> {
    return successOf(await phoneGate(env).enrol({ username: 'lan', code: CODE, deviceName: 'Máy của Lan' }));
  }

  /** A phone with passphrase and PIN, open. */
  async starts(): Promise<Phone> {
    const enrolment = await this.enrols();
    const { phone } = successOf(await enrolment.finish({ passphrase: GOOD, pin: PIN }));
    return phone;
  }

  /** After the browser was killed. */
  async opensAgain(passphrase = GOOD): Promise<Phone> {
    const gate = phoneGate(this.tab());
    const [user] = await gate.users();
    if (user === undefined) expect.fail('nobody works on this device');
    return successOf(await gate.locked(user).openWithPassphrase(passphrase));
  }
}

/** The group that holds the name of the first person. */
export const NAME = `people/${idNo(0xa)}/name`;

/** A visit as the domain would hand it over. */
export function visitOf(name: string, day = '2026-11-23') {
  return {
    op: 'create' as const,
    patch: {
      organ: 'committee',
      recordedBy: { userId: USER, name: 'Bàn Thị Lan' },
      matter: 'proposal',
      visited: { date: day, dateSource: 'entered' },
      headcount: { came: 1 },
      [NAME]: name,
    },
  };
}

export async function saves(phone: Phone, name: string): Promise<string> {
  const rid = phone.newId();
  successOf(await phone.records.save({ rid, kind: 'reception-visit', change: visitOf(name), opened: null }));
  return rid;
}

export const titlesOf = (phone: Phone): readonly string[] =>
  phone.summary.getSnapshot().newestFirst.map((item) => item.title);

export async function untilSent(phone: Phone): Promise<void> {
  await eventually(async () => {
    expect((await phone.records.queue()).waiting).toHaveLength(0);
    expect(phone.sync.getSnapshot()).toMatchObject({ phase: 'idle', waiting: 0 });
  });
}
