import type { GoneRow, Mutation, WireRow } from '../../src/contract/wire/sync.ts';
import { Rng } from '../../src/server/demo/invented/rng.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import type { StorePort } from '../../src/store/tx.ts';
import type { NetPort, NetResult } from '../../src/sync/ports.ts';
import { type Before, checkQuiet, checkStep, type ServerView } from './invariants.ts';
import { ModelServer, type Session } from './model-server.ts';
import { noteKind, SPACE } from './note-kind.ts';
import { type Diary, Phone, type PhoneOptions, Tab } from './phone.ts';
import { Process, Scheduler } from './scheduler.ts';
import type { SimKind } from './sim-kind.ts';
import { HidingSealer, hashBody, SimLock } from './sim-ports.ts';

/** A server as the world drives it: the model, or the real one behind the same calls. */
export type SimServer = {
  readonly kind: SimKind;
  readonly space: string;
  call(method: Method, session: Session, request: unknown): Promise<NetResult<never>>;
  view(): Promise<ServerView>;
  snapshot(): Promise<unknown>;
  restore(snapshot: unknown, announced: boolean): Promise<void>;
  assign(rid: string, user: string, given: boolean): Promise<void>;
  upgrade(): Promise<void>;
  violations(): readonly string[];
  /** What the log tells against the records (I10). */
  replayDiffers(): Promise<readonly string[]>;
  close(): Promise<void>;
};

export type Method = 'push' | 'pull' | 'recover' | 'fetch' | 'salvage' | 'digest';

export type RunOptions = {
  readonly seed: number;
  readonly faults?: ReadonlySet<string>;
  /** The real database under the phones, and the real server; absent = memory and model. */
  readonly makeStore?: (name: string) => Promise<StorePort>;
  readonly makeServer?: (users: readonly string[], outdated: boolean) => Promise<SimServer>;
  /** Fewer steps where each costs more. */
  readonly steps?: { readonly least: number; readonly spread: number };
};

export type RunResult = {
  readonly seed: number;
  readonly violations: readonly string[];
  readonly trace: readonly string[];
  readonly counts: { readonly [what: string]: number };
};

type Weather = {
  lossOut: number;
  lossBack: number;
  twice: number;
  crash: number;
  quota: number;
  clock: number;
  offline: number;
  restore: number;
  /** How soon a newer snapshot replaces the one that a restore goes back to. */
  snapshot: number;
  /** A stolen lock lets two tabs of a phone sync at once. */
  steal: number;
  act: number;
  /** How much everybody works on the same few records and groups. */
  crowd: number;
  /** How often somebody writes what the server refuses. */
  spoil: number;
};

/** Runs one schedule: everything in it follows from the seed. */
export async function runSchedule(options: RunOptions): Promise<RunResult> {
  const world = new World(options);
  await world.open();
  await world.storm();
  await world.calm();
  return world.result();
}

class World {
  readonly #options: RunOptions;
  readonly #faults: ReadonlySet<string>;
  readonly #rng: Rng;
  readonly #scheduler: Scheduler;
  readonly #ids = { next: 0 };
  readonly #diary: Diary = {
    ghosts: [],
    attempts: [],
    decided: new Set(),
    fixed: new Set(),
    redacted: new Set(),
    rids: [],
    values: 0,
  };
  readonly #phones: Phone[] = [];
  readonly #locks = new Map<Phone, SimLock>();
  readonly #before = new Map<Phone, Before>();
  readonly #violations: string[] = [];
  readonly #weather: Weather;
  readonly #counts: { [what: string]: number } = {};
  #server: SimServer | undefined;
  #backup: unknown;
  #restored = false;
  #calm = false;
  #names = 0;

  constructor(options: RunOptions) {
    this.#options = options;
    this.#faults = options.faults ?? new Set();
    const rng = new Rng(options.seed);
    this.#rng = rng;
    this.#scheduler = new Scheduler(rng);
    // Swarm: each seed draws its own mix, with some faults off.
    const some = (p: number): number => (rng.chance(0.6) ? rng.next() * p : 0);
    this.#weather = {
      lossOut: some(0.35),
      lossBack: some(0.35),
      twice: some(0.3),
      crash: some(0.05),
      quota: some(0.08),
      clock: some(0.05),
      offline: some(0.4),
      restore: some(0.02),
      snapshot: rng.chance(0.5) ? 0.03 : 0.002,
      steal: some(0.05),
      act: 0.25 + rng.next() * 0.5,
      crowd: rng.chance(0.4) ? 0.9 : 0,
      spoil: rng.chance(0.2) ? 0.25 : 0.04,
    };
  }

  async open(): Promise<void> {
    const users = ['u0', 'u1', 'u2', 'u3', 'u4'].map((_, i) => userId(i));
    const make = this.#options.makeServer ?? ((_users, outdated) => modelServer(this.#faults, outdated));
    this.#server = await make(users, this.#rng.chance(0.3));
    const n = 1 + this.#rng.below(4);
    for (let i = 0; i < n; i += 1) await this.#addPhone(i);
  }

  async #addPhone(i: number, clone?: Phone): Promise<void> {
    this.#names += 1;
    const name = `p${this.#names}`;
    const user = clone?.user ?? userId(i);
    const assignedOnly = i === ASSIGNED_ONLY;
    const { kind, space } = this.#server as SimServer;
    const inner = await this.#storeFor(name, clone);
    const options: PhoneOptions = {
      name,
      user,
      kind,
      space,
      feeds: clone?.feeds ?? [{ space, bucket: assignedOnly ? `assigned:${user}` : kind.bucket }],
      inner,
      scheduler: this.#scheduler,
      rng: this.#rng,
      ids: this.#ids,
      faults: this.#faults,
      strongHash: this.#options.makeServer !== undefined,
      diary: this.#diary,
      crowd: this.#weather.crowd,
      spoil: this.#weather.spoil,
      sealer: clone?.sealer ?? new HidingSealer(),
      schemaVer: clone?.options.schemaVer ?? (this.#rng.chance(0.3) ? kind.definition.version : 1),
      net: (process) => this.#netFor(phone, process),
      onWritten: (written) => this.#afterWrite(written),
      // Rule 27 mends what it finds; but there must be nothing to find.
      onDivergence: (at, what) => this.#calm && this.#violations.push(`I9 ${at.name}: the digest differs in ${what}`),
    };
    const phone: Phone = new Phone(options);
    this.#phones.push(phone);
    this.#locks.set(phone, new SimLock());
    const cloned = clone === undefined ? undefined : this.#before.get(clone);
    this.#before.set(phone, { quarantined: new Map(cloned?.quarantined), revs: new Map(cloned?.revs) });
    const tabs = this.#rng.chance(0.25) ? 2 : 1;
    for (let t = 0; t < tabs; t += 1) this.#openTab(phone);
  }

  async #storeFor(name: string, clone: Phone | undefined): Promise<StorePort> {
    if (clone !== undefined) return new MemoryStore(clone.inner as MemoryStore);
    return this.#options.makeStore === undefined ? new MemoryStore() : this.#options.makeStore(name);
  }

  #openTab(phone: Phone): void {
    this.#names += 1;
    phone.tabs.push(new Tab(phone, new Process(`${phone.name}.${this.#names}`), this.#locks.get(phone) as SimLock));
  }

  /** Time passes with faults: people act, phones sync, things break. */
  async storm(): Promise<void> {
    const { least, spread } = this.#options.steps ?? STEPS;
    const steps = least + this.#rng.below(spread);
    for (let i = 0; i < steps && this.#violations.length === 0; i += 1) {
      await this.#misfortune();
      await this.#tick();
    }
  }

  async #tick(): Promise<void> {
    const tab = this.#rng.pick(this.#phones.filter((phone) => !phone.lost).flatMap((phone) => phone.tabs));
    const acts = this.#rng.chance(this.#weather.act);
    if (acts && !tab.acting) return this.#act(tab);
    if (!acts && !tab.syncing) return this.#sync(tab);
    await this.#scheduler.step();
  }

  async #act(tab: Tab): Promise<void> {
    this.#count('acts');
    tab.acting = true;
    await this.#scheduler.start(
      () => tab.act(),
      () => {
        tab.acting = false;
      },
    );
  }

  async #sync(tab: Tab): Promise<void> {
    this.#count('cycles');
    tab.syncing = true;
    tab.wantsDigest = this.#calm || this.#rng.chance(0.1);
    await this.#scheduler.start(
      () => this.#cycle(tab),
      () => {
        tab.syncing = false;
      },
    );
  }

  async #cycle(tab: Tab): Promise<void> {
    try {
      tab.lastOutcome = await tab.engine.cycle();
      this.#count(`cycle ${tab.lastOutcome.tag}`);
    } catch (error) {
      // A full disk stops a cycle; the next one goes on.
      if (!(error instanceof Error) || error.message !== 'simulated') throw error;
    }
  }

  async #misfortune(): Promise<void> {
    const rng = this.#rng;
    const weather = this.#weather;
    const living = this.#phones.filter((phone) => !phone.lost);
    const phone = rng.pick(living);
    if (rng.chance(weather.crash)) this.#crash(phone);
    if (rng.chance(0.03)) phone.offline = rng.chance(weather.offline);
    if (rng.chance(0.05)) phone.trouble.quota = rng.chance(0.5) ? weather.quota : 0;
    if (rng.chance(weather.clock)) phone.clock.offsetMs = (rng.next() - 0.5) * 20 * 365 * 86_400_000;
    if (rng.chance(weather.steal)) this.#locks.get(phone)?.steal();
    if (rng.chance(0.004) && this.#options.makeStore === undefined && living.length < 6) {
      this.#count('cloned profile');
      await this.#addPhone(0, phone);
    }
    if (rng.chance(0.008) && living.length < 6) {
      this.#count('late phone');
      await this.#addPhone(rng.below(4));
    }
    if (rng.chance(0.002) && living.length > 1) this.#lose(phone);
    await this.#serverMisfortune();
  }

  async #serverMisfortune(): Promise<void> {
    const rng = this.#rng;
    const server = this.#server as SimServer;
    if (rng.chance(this.#backup === undefined ? 0.03 : this.#weather.snapshot)) this.#backup = await server.snapshot();
    if (this.#backup !== undefined && rng.chance(this.#weather.restore)) {
      const announced = rng.chance(0.6);
      this.#count(announced ? 'restore' : 'restore unannounced');
      await server.restore(this.#backup, announced);
      this.#restored = true;
    }
    if (rng.chance(0.01)) await server.upgrade();
    if (rng.chance(0.02) && this.#diary.rids.length > 0)
      await server.assign(rng.pick(this.#diary.rids), userId(ASSIGNED_ONLY), rng.chance(0.6));
  }

  #crash(phone: Phone): void {
    this.#count('crash');
    const at = this.#rng.below(phone.tabs.length);
    const [tab] = phone.tabs.splice(at, 1) as [Tab];
    this.#scheduler.crash(tab.process);
    this.#openTab(phone);
  }

  #lose(phone: Phone): void {
    this.#count('phone lost');
    phone.lost = true;
    for (const tab of phone.tabs) this.#scheduler.crash(tab.process);
  }

  #netFor(phone: Phone, process: Process): NetPort {
    const call = async (method: Method, request: unknown): Promise<NetResult<never>> => {
      const { lossOut, lossBack, twice } = this.#weather;
      if (method === 'push') await this.#checkOutgoing(phone, request as { readonly muts: readonly Mutation[] });
      await this.#scheduler.park(process, method);
      if (phone.offline || this.#rng.chance(lossOut)) return { tag: 'unreachable' };
      const session: Session = { user: phone.user, buckets: phone.feeds.map((feed) => feed.bucket) };
      const ask = () => this.#scheduler.work(() => this.#ask(method, session, request));
      let answer = await ask();
      if (this.#rng.chance(twice)) {
        // Chromium silently sends a POST again when a reused socket dies.
        await this.#scheduler.park(process, `${method} again`);
        const first = answer;
        answer = await ask();
        if (this.#rng.chance(0.3)) answer = first;
      }
      await this.#scheduler.park(process, `${method} answered`);
      return this.#rng.chance(lossBack) ? { tag: 'unreachable' } : answer;
    };
    return {
      push: (request) => call('push', request),
      pull: (query) => call('pull', query),
      recover: (request) => call('recover', request),
      fetch: (request) => call('fetch', request),
      salvage: (request) => call('salvage', request),
      digest: (request) => call('digest', request),
    } as NetPort;
  }

  /** I16: what a redaction on this phone has emptied does not leave it any more, however long its batch has waited. */
  async #checkOutgoing(phone: Phone, { muts }: { readonly muts: readonly Mutation[] }): Promise<void> {
    const queue = await this.#scheduler.work(() => phone.inner.read(['outbox'], (tx) => tx.all('outbox')));
    const emptied = new Set(queue.filter((row) => row.ct === null).map((row) => row.mid));
    for (const { mid, op } of muts)
      if (op !== 'tombstone' && emptied.has(mid))
        this.#violations.push(`I16 ${phone.name} sends ${mid}, which a redaction has emptied`);
  }

  async #ask(method: Method, session: Session, request: unknown): Promise<NetResult<never>> {
    const server = this.#server as SimServer;
    const answer: NetResult<{ readonly rows?: readonly (WireRow | GoneRow)[] }> = await server.call(
      method,
      session,
      request,
    );
    if (answer.tag !== 'ok' || answer.value.rows === undefined) return answer as NetResult<never>;
    const { members } = await server.view();
    for (const row of answer.value.rows) {
      const readable = session.buckets.some((bucket) => members(bucket).get(row.rid)?.gone === false);
      if (!('gone' in row) && !readable)
        this.#violations.push(`I8 ${method} told ${session.user} of ${row.rid}, which is not his to read`);
    }
    return answer as NetResult<never>;
  }

  async #afterWrite(phone: Phone): Promise<void> {
    if (this.#violations.length > 0) return;
    const view = await (this.#server as SimServer).view();
    const before = this.#before.get(phone) as Before;
    const found = await checkStep(phone, view, this.#diary, before, this.#restored);
    this.#violations.push(...found);
  }

  /** Faults stop; every living phone syncs until nothing is left to do. */
  async calm(): Promise<void> {
    if (this.#violations.length > 0) return;
    for (const key of Object.keys(this.#weather) as (keyof Weather)[]) this.#weather[key] = 0;
    this.#calm = true;
    for (const phone of this.#phones) {
      phone.offline = false;
      phone.trouble.quota = 0;
    }
    await (this.#server as SimServer).upgrade();
    await this.#drain();
    let quietRounds = 0;
    for (let round = 0; round < CALM_ROUNDS && quietRounds < 2; round += 1) {
      const { head } = await (this.#server as SimServer).view();
      for (const phone of this.#phones.filter((each) => !each.lost)) {
        await this.#sync(phone.tabs[0] as Tab);
        await this.#drain();
      }
      quietRounds = (await (this.#server as SimServer).view()).head === head ? quietRounds + 1 : 0;
    }
  }

  /** Runs until nothing is parked; something that never ends is a fault of its own (I0). */
  async #drain(): Promise<void> {
    while (this.#violations.length === 0 && (await this.#scheduler.step())) {
      if (this.#scheduler.trace.length > STEPS_LIMIT)
        this.#violations.push(`I0 no end in sight: ${this.#scheduler.trace.slice(-6).join(', ')}`);
    }
  }

  async result(): Promise<RunResult> {
    const server = this.#server as SimServer;
    if (this.#violations.length === 0) {
      const view = await server.view();
      this.#violations.push(
        ...(await checkQuiet({ phones: this.#phones, server: view, diary: this.#diary, restored: this.#restored })),
      );
      this.#violations.push(...(await server.replayDiffers()));
    }
    this.#violations.push(...server.violations());
    await server.close();
    for (const error of this.#scheduler.errors)
      this.#violations.push(
        `threw: ${error instanceof Error ? `${error.message} ${error.stack?.split('\n')[1] ?? ''}` : String(error)}`,
      );
    return {
      seed: this.#options.seed,
      violations: this.#violations,
      trace: this.#scheduler.trace,
      counts: this.#counts,
    };
  }

  #count(what: string): void {
    this.#counts[what] = (this.#counts[what] ?? 0) + 1;
  }
}

/** Steps of a storm. */
const STEPS = { least: 50, spread: 200 };

/** The user who sees only what is assigned to him. */
const ASSIGNED_ONLY = 3;

/** Rounds of calm after which everything must have settled: recovery, salvage and their echoes need a few. */
const CALM_ROUNDS = 10;

/** Port calls of one schedule; ordinary ones end far below. */
const STEPS_LIMIT = 8000;

/** The id of the i-th user. */
function userId(i: number): string {
  return `01970000-0000-7000-8000-00000000000${i}`;
}

async function modelServer(faults: ReadonlySet<string>, outdated: boolean): Promise<SimServer> {
  const version = outdated ? 1 : noteKind.definition.version;
  const model = new ModelServer({ faults, version, hashOf: (mutation: Mutation) => hashBody(mutation, faults) });
  return {
    kind: noteKind,
    space: SPACE,
    call: async (method, session, request) =>
      (model[method] as (session: Session, request: unknown) => NetResult<never>)(session, request),
    view: async () => ({
      epoch: model.state.epoch,
      head: model.head,
      records: model.state.records,
      changeMids: model.state.changes.map((change) => change.mid),
      members: (bucket) => model.state.buckets.get(bucket) ?? new Map(),
      aside: model.state.aside,
      dump: async () =>
        JSON.stringify([
          ...model.state.records.values(),
          ...model.state.changes,
          ...model.state.deferred.values(),
          ...model.state.aside,
        ]),
      everAcknowledged: model.everAcknowledged,
    }),
    snapshot: async () => model.snapshot(),
    restore: async (snapshot, announced) => model.restore(snapshot as ReturnType<ModelServer['snapshot']>, announced),
    assign: async (rid, user, given) => model.assign(rid, `assigned:${user}`, given),
    upgrade: async () => model.upgrade(),
    violations: () => model.violations,
    replayDiffers: async () => model.replayDiffers(),
    close: async () => undefined,
  };
}
