import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { deviceSession } from '../../../src/app/net/device-session.ts';
import { type HttpPorts, request } from '../../../src/app/net/http.ts';
import { httpNet } from '../../../src/app/net/http-net.ts';
import { isSignedByServer } from '../../../src/app/net/server-signature.ts';
import { feedsOf } from '../../../src/app/phone/phone-profile.ts';
import { intentOf } from '../../../src/app/phone/phone-records.ts';
import { KINDS } from '../../../src/contract/records/registry.ts';
import { EnrolAnswer } from '../../../src/contract/wire/session.ts';
import { dateAt } from '../../../src/domain/calendar/plain-date.ts';
import { type Hlc, hlcText, newHlc, ticked } from '../../../src/domain/merge/hlc.ts';
import { actorOf } from '../../../src/domain/permissions/actor.ts';
import { homeBucket } from '../../../src/domain/permissions/buckets.ts';
import { isRedacted } from '../../../src/domain/receptions/denunciation.ts';
import type { Recorder } from '../../../src/domain/receptions/visit-form.ts';
import type { Change } from '../../../src/domain/records/change.ts';
import type { Chance } from '../../../src/server/demo/invented/chance.ts';
import { MemoryStore } from '../../../src/store/memory-store.ts';
import type { StoreDeps } from '../../../src/store/record-state.ts';
import { type OpenRecord, RecordStore } from '../../../src/store/record-store.ts';
import type { RecRow } from '../../../src/store/rows.ts';
import { summaryEntry } from '../../../src/store/summary-entry.ts';
import { SyncStore } from '../../../src/store/sync-store.ts';
import { systemRandom, toBase64Url } from '../../../src/store/vault/bytes.ts';
import { deriveVaultKeys, importDeviceKey, makeDek, makeDeviceKeyPair } from '../../../src/store/vault/keys.ts';
import { vaultSealer } from '../../../src/store/vault-sealer.ts';
import { SyncEngine } from '../../../src/sync/engine.ts';
import type { CycleOutcome } from '../../../src/sync/exchange.ts';
import type { LockPort } from '../../../src/sync/ports.ts';
import { type Line, type LineCount, unreliableNet } from './unreliable-net.ts';

/** What the app itself uses (src/app/phone/phone-sync.ts). */
const SIZES = { rows: 200, bytes: 256 * 1024, page: 500 } as const;

export type PhoneOptions = {
  readonly http: HttpPorts;
  readonly space: string;
  readonly organ: Recorder['organ'];
  readonly username: string;
  readonly code: string;
  readonly chance: Chance;
  readonly line: Line;
  readonly count: LineCount;
};

/**
 * A phone of one user: the app's own store, sealing, engine and HTTP over a store in memory. It is offline until
 * `cycle` is called.
 */
export class SimPhone {
  readonly name: string;
  readonly space: string;
  readonly recorder: Recorder;
  /** Records that a digest found to differ: silent divergence, must stay 0. */
  divergences = 0;
  wantsDigest = false;
  readonly #port: MemoryStore;
  readonly #records: RecordStore;
  readonly #engine: SyncEngine;
  #hlc: Hlc;

  private constructor(parts: {
    readonly answer: EnrolAnswer;
    readonly deviceKey: CryptoKey;
    readonly deps: StoreDeps & { readonly port: MemoryStore };
    readonly options: PhoneOptions;
  }) {
    const { answer, deps, options } = parts;
    const { user } = answer.profile;
    this.name = options.username;
    this.space = options.space;
    this.recorder = { organ: options.organ, recordedBy: { userId: user.id, name: user.name } };
    this.#port = deps.port;
    this.#records = new RecordStore(deps);
    this.#hlc = newHlc(answer.certificate.body.deviceId.slice(-12));
    this.#engine = this.#engineOf(parts);
  }

  /** Redeems a one-time code, checks the server's signature, and opens an empty sealed store. */
  static async enrol(options: PhoneOptions): Promise<SimPhone> {
    const pair = await makeDeviceKeyPair();
    const publicKey = toBase64Url(pair.publicSpki);
    const { username, code, space } = options;
    const body = { username, code, publicKey, deviceName: `Máy của ${username}` };
    const enrolled = await request(options.http, { method: 'POST', path: '/api/enrol', body, answer: EnrolAnswer });
    if (enrolled.tag !== 'ok') throw new Error(`${username} was not enrolled: ${JSON.stringify(enrolled)}`);
    const answer = enrolled.value;
    if (!(await isSignedByServer(answer.serverKey, answer.certificate))) throw new Error('a certificate of nobody');
    const keys = await deriveVaultKeys(makeDek(systemRandom, Date.now()));
    const port = new MemoryStore();
    const deps = {
      port,
      sealer: vaultSealer(keys, space),
      world: {
        nowMs: () => Date.now(),
        newId: () => v7(),
        sha256: async (text: string) => createHash('sha256').update(text).digest('hex'),
      },
      definitionOf: (kind: string) => KINDS[kind],
      summarize: summaryEntry,
    };
    return new SimPhone({ answer, deviceKey: await importDeviceKey(pair.privatePkcs8), deps, options });
  }

  #engineOf({
    answer,
    deviceKey,
    deps,
    options,
  }: {
    readonly answer: EnrolAnswer;
    readonly deviceKey: CryptoKey;
    readonly deps: StoreDeps;
    readonly options: PhoneOptions;
  }): SyncEngine {
    const { certificate, serverKey, profile } = answer;
    const { http, space, chance, line, count } = options;
    let signedIn: string | undefined;
    const mark = {
      get: () => signedIn,
      set: (id: string | undefined) => {
        signedIn = id;
      },
    };
    const listeners = { onProfile: () => undefined, onRevoked: () => undefined };
    const session = deviceSession(http, { certificate, deviceKey, serverKey }, mark, listeners);
    const feeds = feedsOf(actorOf(profile, dateAt(Date.now())), space, profile.provinceSpace);
    return new SyncEngine({
      store: new SyncStore(deps, space),
      net: unreliableNet(
        httpNet(http, session, () => undefined),
        chance,
        line,
        count,
      ),
      lock: oneAtATime(),
      nowMs: () => Date.now(),
      appVer: 'replay',
      space,
      feeds: () => feeds,
      sizes: SIZES,
      wantsDigest: () => this.wantsDigest,
      onDivergence: (_feed, records) => {
        this.divergences += records;
      },
    });
  }

  open(rid: string): Promise<OpenRecord | undefined> {
    return this.#records.open(rid);
  }

  /** Saves one intent of its user; what the store refuses is a fault of the plan. */
  async save(rid: string, kind: string, change: Change, record?: OpenRecord): Promise<void> {
    const author = { userId: this.recorder.recordedBy.userId, space: this.space, hlc: () => this.#tick() };
    const intent = intentOf({ rid, kind, change, opened: record?.opened ?? null }, author);
    const saved = await this.#records.save(intent);
    if (!saved.ok) throw new Error(`${this.name} could not save: ${saved.error.tag}`);
  }

  /**
   * Decides every group of which two values wait: takes what was offered, or keeps what stands. What a restore brought
   * back (it bears no time) is older than what stands, and stays behind. Answers who had made them differ.
   */
  async decide(rid: string, takesOffered: boolean): Promise<'people' | 'restore' | 'nothing'> {
    const record = await this.open(rid);
    if (record === undefined || record.view.conflicts.length === 0) return 'nothing';
    const { conflicts, cells } = record.view;
    const isOfPeople = ({ hlc }: { readonly hlc: string }) => hlc !== '';
    const patch = Object.fromEntries(
      conflicts.map((conflict) => [
        conflict.group,
        takesOffered && isOfPeople(conflict) ? conflict.offered : (cells[conflict.group] ?? null),
      ]),
    );
    const by = {
      author: this.recorder.recordedBy.userId,
      hlc: this.#tick(),
      bucket: homeBucket(record.kind, cells),
      schemaVer: KINDS[record.kind]?.version ?? 1,
    };
    const saved = await this.#records.resolve(record, { patch, closes: conflicts }, by);
    if (!saved.ok) throw new Error(`${this.name} could not decide: ${saved.error.tag}`);
    return conflicts.some(isOfPeople) ? 'people' : 'restore';
  }

  /** One sync cycle over the bad line. */
  cycle(): Promise<CycleOutcome> {
    return this.#engine.cycle();
  }

  waiting(): number {
    return this.#port.rows('outbox').size;
  }

  /** What the server refused, each in a line without content. */
  async refused(): Promise<readonly string[]> {
    const rows = await this.#records.quarantine();
    return rows.map(({ code, params, kind, rid, body }) =>
      [this.name, code, params.group ?? '', kind, rid, body?.op ?? '', Object.keys(body?.patch ?? {}).join(' ')].join(
        ' | ',
      ),
    );
  }

  /**
   * A person looks at everything that was refused: what belongs to a record that has become a denunciation is given
   * up, all else is sent again as it was. Answers how many there were.
   */
  async settleRefused(): Promise<number> {
    const rows = await this.#records.quarantine();
    for (const { mid, rid } of rows) {
      const { cells } = (await this.open(rid))?.view ?? { cells: {} };
      await (isRedacted(cells) ? this.#records.discardRefused(mid) : this.#records.fixRefused(mid));
    }
    return rows.length;
  }

  conflicted(): readonly string[] {
    return this.#recs()
      .filter((row) => row.conflicts > 0)
      .map((row) => row.id);
  }

  #recs(): readonly RecRow[] {
    return [...this.#port.rows('rec').values()];
  }

  #tick(): string {
    this.#hlc = ticked(this.#hlc, Date.now());
    return hlcText(this.#hlc);
  }
}

function oneAtATime(): LockPort {
  let held = false;
  return {
    run: async (body) => {
      if (held) return 'busy';
      held = true;
      try {
        return await body();
      } finally {
        held = false;
      }
    },
  };
}
