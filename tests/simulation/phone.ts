import type { Cells } from '../../src/contract/records/kind.ts';
import { DELETED, REDACTED } from '../../src/contract/records/kind.ts';
import type { Json } from '../../src/contract/scalars.ts';
import type { WireConflict } from '../../src/contract/wire/sync.ts';
import type { Rng } from '../../src/server/demo/invented/rng.ts';
import type { StoreDeps, SummaryEntry } from '../../src/store/record-state.ts';
import { type OpenRecord, RecordStore } from '../../src/store/record-store.ts';
import { SyncStore } from '../../src/store/sync-store.ts';
import type { StorePort } from '../../src/store/tx.ts';
import { SyncEngine } from '../../src/sync/engine.ts';
import type { CycleOutcome } from '../../src/sync/exchange.ts';
import type { Feed, NetPort } from '../../src/sync/ports.ts';
import type { Process, Scheduler } from './scheduler.ts';
import type { SimKind } from './sim-kind.ts';
import { type HidingSealer, type SimLock, type StoreTrouble, scheduledStore, simWorld } from './sim-ports.ts';

/** What a person was told is saved, and what he had on the screen when he wrote it. */
export type Ghost = {
  readonly mid: string;
  readonly rid: string;
  readonly op: string;
  readonly patch: Cells;
  readonly shown: Cells;
  readonly offered: readonly WireConflict[];
  readonly phone: string;
  readonly user: string;
};

/** What all phones share: the record of what was saved and of what persons decided. */
export type Diary = {
  readonly ghosts: Ghost[];
  /** Every write that was begun, told as saved or not: what its author had on the screen when he overwrote. */
  readonly attempts: Omit<Ghost, 'mid'>[];
  /** Mutations that a person fixed or gave up. */
  readonly decided: Set<string>;
  /** Records of which a person sent a refused mutation again: what only waited for it goes with it. */
  readonly fixed: Set<string>;
  readonly redacted: Set<string>;
  readonly rids: string[];
  values: number;
};

export type PhoneOptions = {
  readonly name: string;
  readonly user: string;
  readonly kind: SimKind;
  readonly space: string;
  readonly feeds: readonly Feed[];
  readonly inner: StorePort;
  readonly scheduler: Scheduler;
  readonly rng: Rng;
  readonly ids: { next: number };
  readonly faults: ReadonlySet<string>;
  readonly strongHash: boolean;
  readonly diary: Diary;
  /** How much everybody works on the first records and groups. */
  readonly crowd: number;
  /** How often a value is one that the server refuses. */
  readonly spoil: number;
  readonly sealer: HidingSealer;
  readonly schemaVer: number;
  readonly net: (process: Process) => NetPort;
  readonly onWritten: (phone: Phone) => Promise<void>;
  readonly onDivergence: (phone: Phone, what: string) => void;
};

/** A phone of one user: tabs, each with a person at it and an engine behind it, over one store. */
export class Phone {
  readonly name: string;
  readonly user: string;
  readonly feeds: readonly Feed[];
  readonly inner: StorePort;
  readonly sealer: HidingSealer;
  readonly trouble: StoreTrouble = { quota: 0 };
  readonly clock = { offsetMs: 0 };
  readonly options: PhoneOptions;
  readonly tabs: Tab[] = [];
  offline = false;
  /** The phone fell into the river: nothing of it is ever seen again. */
  lost = false;

  constructor(options: PhoneOptions) {
    this.options = options;
    this.name = options.name;
    this.user = options.user;
    this.feeds = options.feeds;
    this.inner = options.inner;
    this.sealer = options.sealer;
  }

  /** What the store needs, on any port: scheduled while faults run, direct for checks. */
  deps(port: StorePort): StoreDeps {
    const { ids, faults, kind, strongHash } = this.options;
    return {
      port,
      sealer: this.sealer,
      world: simWorld(ids, this.clock, strongHash),
      definitionOf: (name) => (name === kind.definition.kind ? kind.definition : undefined),
      summarize: (id, _kind, { cells }): SummaryEntry => ({
        id,
        words: cells[kind.shown] ?? null,
        redacted: cells[REDACTED] ?? null,
      }),
      faults,
    };
  }
}

type Form = { readonly record: OpenRecord; readonly process: Process };

/** One page: dies in a crash, and another is opened in its place. */
export class Tab {
  readonly phone: Phone;
  readonly process: Process;
  readonly records: RecordStore;
  readonly engine: SyncEngine;
  acting = false;
  syncing = false;
  lastOutcome: CycleOutcome | undefined;
  wantsDigest = false;
  #form: Form | undefined;

  constructor(phone: Phone, process: Process, lock: SimLock) {
    this.phone = phone;
    this.process = process;
    const { scheduler, rng, faults, net, onWritten, space } = phone.options;
    const port = scheduledStore({
      inner: phone.inner,
      scheduler,
      process,
      rng,
      trouble: phone.trouble,
      onWritten: () => onWritten(phone),
    });
    const deps = phone.deps(port);
    this.records = new RecordStore(deps);
    this.engine = new SyncEngine({
      store: new SyncStore(deps, space),
      net: net(process),
      lock: lock.portFor(process, scheduler),
      nowMs: deps.world.nowMs,
      appVer: 'sim',
      space,
      feeds: () => phone.feeds,
      sizes: { rows: 1 + rng.below(4), bytes: 1_000_000, page: 1 + rng.below(3) },
      wantsDigest: () => this.wantsDigest,
      onDivergence: (feed, records) => phone.options.onDivergence(phone, `${records} records of ${feed.bucket}`),
      faults,
    });
  }

  /** One thing a person does. Each may be cut off at any port call. */
  async act(): Promise<void> {
    const { rng, diary, kind } = this.phone.options;
    const choice = rng.next();
    // Whoever only works on what is assigned to him makes no records.
    const mayCreate = this.phone.feeds.some((feed) => feed.bucket === kind.bucket);
    const mayWrite = mayCreate || kind.assignedWrites;
    if (this.#form !== undefined) return choice < 0.75 && mayWrite ? this.#saveForm() : this.#autosave();
    if (diary.rids.length === 0 || choice < 0.12) return mayCreate ? this.#create() : undefined;
    if (choice < 0.72) return this.#openForm();
    if (choice < 0.86) return mayWrite ? this.#decide() : undefined;
    return this.#tidyQuarantine();
  }

  async #create(): Promise<void> {
    const { rng, diary, ids, kind, spoil } = this.phone.options;
    // A duty session's id is derived, so two phones may make the same record.
    const shared = rng.chance(0.3) && diary.rids.length > 0;
    ids.next += shared ? 0 : 1;
    const rid = shared ? rng.pick(diary.rids) : `01990000-0000-7000-8000-${ids.next.toString(16).padStart(12, '0')}`;
    if (!diary.rids.includes(rid)) diary.rids.push(rid);
    const patch = kind.created(this.phone.user, rng.chance(spoil), rng, () => this.#word());
    await this.#save({ op: 'create', rid, patch, opened: null });
  }

  #anyRid(): string {
    const { rng, diary, crowd } = this.phone.options;
    return rng.pick(rng.chance(crowd) ? diary.rids.slice(0, 2) : diary.rids);
  }

  async #openForm(): Promise<void> {
    const record = await this.records.open(this.#anyRid());
    if (record !== undefined) this.#form = { record, process: this.process };
  }

  async #autosave(): Promise<void> {
    if (this.#form === undefined) return;
    const { rid } = this.#form.record;
    await this.records.saveDraft(`form ${rid}`, rid, { a: this.#word(), shown: this.#form.record.view.cells });
  }

  async #saveForm(): Promise<void> {
    const form = this.#form;
    this.#form = undefined;
    if (form === undefined) return;
    const { rng, diary, kind, spoil } = this.phone.options;
    const { record } = form;
    const roll = rng.next();
    if (record.view.cells[DELETED]) {
      if (roll < 0.5) await this.#save({ op: 'restore', rid: record.rid, patch: { [DELETED]: null }, record });
      return;
    }
    if (roll < 0.07)
      return this.#save({ op: 'delete', rid: record.rid, patch: { [DELETED]: { reason: this.#word() } }, record });
    if (roll < 0.1 && typeof record.view.cells[REDACTED] !== 'string') {
      diary.redacted.add(record.rid);
      return this.#save({ op: 'redact', rid: record.rid, patch: kind.redacted(record.view.cells), record });
    }
    const patch: { [group: string]: Json } = {};
    const crowded = rng.chance(this.phone.options.crowd);
    for (const group of crowded ? kind.groups.slice(0, 2) : kind.groups)
      if (rng.chance(0.35))
        patch[group] = rng.chance(spoil) ? kind.spoilt(this.#word()) : this.#valueFor(record.rid, group);
    if (rng.chance(0.08)) patch[kind.removed] = true;
    if (Object.keys(patch).length > 0) await this.#save({ op: 'patch', rid: record.rid, patch, record });
  }

  /** Both sides of a conflict on the screen; the person chooses one, or writes a third. */
  async #decide(): Promise<void> {
    const { rng, kind, schemaVer } = this.phone.options;
    const record = await this.records.open(this.#anyRid());
    const conflict = record?.view.conflicts[0];
    if (record === undefined || conflict === undefined) return;
    const value = rng.pick([
      record.view.cells[conflict.group] ?? null,
      conflict.offered,
      this.#valueOf(conflict.group),
    ]);
    const closes = record.view.conflicts.filter(({ group }) => group === conflict.group);
    const by = { author: this.phone.user, hlc: '', bucket: kind.bucket, schemaVer };
    this.#attempt('resolve', record.rid, { [conflict.group]: value }, record);
    const saved = await this.records.resolve(record, { patch: { [conflict.group]: value }, closes }, by);
    if (saved.ok) this.#remember(saved.value.mid, 'resolve', record.rid, { [conflict.group]: value }, record);
  }

  async #tidyQuarantine(): Promise<void> {
    const { rng, diary, kind } = this.phone.options;
    const rows = await this.records.quarantine();
    const row = rows[0];
    if (row?.body == null) return;
    const { body } = row;
    diary.decided.add(row.mid);
    if (rng.chance(0.25)) {
      await this.records.discardRefused(row.mid);
      return;
    }
    diary.fixed.add(row.rid);
    const fixed = Object.fromEntries(Object.entries(body.patch).map(([group, value]) => [group, kind.mended(value)]));
    await this.records.fixRefused(row.mid, fixed);
  }

  async #save(intent: {
    op: 'create' | 'patch' | 'delete' | 'restore' | 'redact';
    rid: string;
    patch: Cells;
    opened?: null;
    record?: OpenRecord;
  }): Promise<void> {
    const { op, rid, patch, record } = intent;
    const { kind, space, schemaVer } = this.phone.options;
    this.#attempt(op, rid, patch, record);
    const saved = await this.records.save({
      op,
      rid,
      space,
      kind: kind.definition.kind,
      schemaVer,
      bucket: kind.bucket,
      patch,
      opened: record?.opened ?? null,
      author: this.phone.user,
      hlc: '',
      ...(record === undefined ? {} : { formId: `form ${rid}` }),
    });
    if (saved.ok) this.#remember(saved.value.mid, op, rid, patch, record);
  }

  #attempt(op: string, rid: string, patch: Cells, record: OpenRecord | undefined): void {
    const { attempts } = this.phone.options.diary;
    attempts.push({
      rid,
      op,
      patch,
      shown: record?.view.cells ?? {},
      offered: record?.view.conflicts ?? [],
      phone: this.phone.name,
      user: this.phone.user,
    });
  }

  #remember(mid: string, op: string, rid: string, patch: Cells, record: OpenRecord | undefined): void {
    this.phone.options.diary.ghosts.push({
      mid,
      rid,
      op,
      patch,
      shown: record?.view.cells ?? {},
      offered: record?.view.conflicts ?? [],
      phone: this.phone.name,
      user: this.phone.user,
    });
  }

  /** Mostly a new value; sometimes two people write the very same, which is no conflict. */
  #valueFor(rid: string, group: string): Json {
    const { rng, diary } = this.phone.options;
    const before = rng.chance(0.1)
      ? diary.attempts.findLast((attempt) => attempt.rid === rid && group in attempt.patch)
      : undefined;
    return before?.patch[group] ?? this.#valueOf(group);
  }

  #valueOf(group: string): Json {
    return this.phone.options.kind.valueOf(group, this.#word());
  }

  #word(): string {
    const { diary } = this.phone.options;
    diary.values += 1;
    return `tok${diary.values}_`;
  }
}
