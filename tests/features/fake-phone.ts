import { phoneRecords } from '../../src/app/phone/phone-records.ts';
import { receptionVisit } from '../../src/contract/records/reception-visit.ts';
import { KINDS } from '../../src/contract/records/registry.ts';
import type { WireRow } from '../../src/contract/wire/sync.ts';
import type { DateDoubt } from '../../src/domain/calendar/date-doubt.ts';
import { dateAt } from '../../src/domain/calendar/plain-date.ts';
import { hlcText, newHlc } from '../../src/domain/merge/hlc.ts';
import { actorOf } from '../../src/domain/permissions/actor.ts';
import { err, ok } from '../../src/domain/result.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import type { LockView, Phone, Source, StoreLoss, SyncState } from '../../src/store/phone.ts';
import { RecordStore } from '../../src/store/record-store.ts';
import type { RecRow } from '../../src/store/rows.ts';
import { summaryEntry } from '../../src/store/summary-entry.ts';
import { SummaryList } from '../../src/store/summary-list.ts';
import { StoreClosedError, StoreFullError } from '../../src/store/tx.ts';
import { LAN, PROVINCE } from '../app/phone/support.ts';
import { depsOn, readableSealer, SPACE, TestWorld, USER } from '../store/support.ts';

export const IDLE: SyncState = {
  phase: 'idle',
  waiting: 0,
  sentOfTotal: undefined,
  lastDoneAtMs: undefined,
  nextTryAtMs: undefined,
  oldestMs: undefined,
  refused: 0,
  conflicts: 0,
  overtaken: 0,
  problem: undefined,
};

/** Something that a test changes. */
export class Told<T> implements Source<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  readonly getSnapshot = (): T => this.#value;
  readonly subscribe = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange);
    return () => this.#listeners.delete(onChange);
  };

  tell(value: T): void {
    this.#value = value;
    for (const listener of this.#listeners) listener();
  }
}

/** Why the storage of this phone refuses to write. */
export type Trouble = 'full' | 'closed' | undefined;

/**
 * An unlocked phone for screens: the real records and lists over memory, everything else as a test sets it. Values on
 * "disk" can be read, so that a test may look for what must not be there.
 */
export async function fakePhone() {
  const world = new TestWorld();
  const port = new MemoryStore();
  const deps = depsOn(port, world);
  const list = new SummaryList({ port, sealer: readableSealer });
  const sync = new Told<SyncState>(IDLE);
  const lock = new Told<LockView>('open');
  const storeLoss = new Told<StoreLoss | undefined>(undefined);
  const trouble: { now: Trouble } = { now: undefined };
  const doubt: { now: DateDoubt | undefined } = { now: undefined };
  const held = new Set<string>();
  let asked = -1;
  const hlc = () => hlcText({ ...newHlc('test'), ms: world.ms });
  const randomBytes = (count: number) => {
    asked += 1;
    return Uint8Array.from({ length: count }, (_, i) => (17 * (i + 3) + asked) % 232);
  };
  const records = phoneRecords(
    new RecordStore(deps),
    { userId: USER, space: SPACE, hlc },
    (entries) => list.apply(entries),
    { summary: list, randomBytes },
  );

  const write = port.write.bind(port);
  port.write = async (tables, body) => {
    if (trouble.now === 'full') throw new StoreFullError('full');
    if (trouble.now === 'closed') throw new StoreClosedError('closed');
    return write(tables, body);
  };

  const phone: Phone = {
    profile: new Told(LAN),
    unit: LAN.spaces[0] as Phone['unit'],
    place: { space: SPACE, provinceSpace: PROVINCE },
    actor: () => actorOf(LAN, dateAt(world.ms)),
    organs: () => ['committee'],
    recordedBy: { userId: USER, name: LAN.user.name },
    records,
    summary: list,
    sync: { getSnapshot: sync.getSnapshot, subscribe: sync.subscribe, sendNow: () => undefined },
    desk: {
      newId: world.newId,
      read: async () => err({ tag: 'unreachable', words: 'Chưa nối được với máy chủ.' }),
      save: async () => err({ tag: 'unreachable', words: 'Chưa nối được với máy chủ.' }),
    },
    dutyFigures: async () => err({ words: 'Chưa nối được với máy chủ.' }),
    lock: {
      getSnapshot: lock.getSnapshot,
      subscribe: lock.subscribe,
      cover: () => lock.tell('covered'),
      uncoverWithPin: async () => ok(undefined),
      uncoverWithPassphrase: async () => ok(undefined),
      uncoverWithPasskey: async () => ok(undefined),
      hold: () => () => undefined,
      ownScreen: (work) => work(),
    },
    storeLoss,
    withdrawn: false,
    today: () => ({ date: dateAt(world.ms), ...(doubt.now === undefined ? {} : { doubt: doubt.now }) }),
    nowMs: world.nowMs,
    newId: world.newId,
    holdDraft: async (formId) => {
      if (held.has(formId)) return undefined;
      held.add(formId);
      return () => held.delete(formId);
    },
    randomBytes,
    hlc,
    slots: async () => ({ passphrase: true, passkey: false, recovery: true }),
    setPin: async () => ok(undefined),
    addPasskey: async () => ok(undefined),
    changePassphrase: async () => ok(undefined),
    exportBackup: async () => ok({ fileName: 'a.gandan', blob: new Blob(['x']) }),
    restoreBackup: async () => ok({ records: 0, waiting: 0, drafts: 0, skipped: 0 }),
    storage: async () => ({ persisted: true, usedBytes: 1_000_000, quotaBytes: 100_000_000 }),
    protectStorage: async () => true,
    lockNow: () => lock.tell('locked'),
    signOut: async () => ({ waiting: 0 }),
    removeFromPhone: async () => ok(undefined),
  };

  /** A record as the server has it, with values that wait for a person. */
  const arrives = async (row: Pick<WireRow, 'rid' | 'cells' | 'conflicts'> & { readonly kind?: string }) => {
    const { rid, cells, conflicts = [], kind = receptionVisit.kind } = row;
    const rec: RecRow = {
      id: rid,
      space: SPACE,
      kind,
      rev: 7,
      schemaVer: KINDS[kind]?.version ?? 1,
      ver: 1,
      buckets: ['unit-base:committee'],
      pending: 0,
      refused: 0,
      conflicts: conflicts.length,
      refetch: 0,
      shared: 1,
      shadow: await readableSealer.seal('rec', rid, { cells, conflicts }),
      view: null,
    };
    const ct = await readableSealer.seal('summary', 'chunk', [summaryEntry(rid, kind, { cells, conflicts })]);
    await write(['rec', 'summary'], async (tx) => {
      await tx.put('rec', [rec]);
      await tx.add('summary', [{ count: 1, ct }]);
    });
    await list.refresh();
  };

  /** Everything that lies in the storage of this phone, as one text. */
  const onDisk = async (): Promise<string> => {
    const tables = ['rec', 'outbox', 'sent', 'quarant', 'draft', 'summary', 'salvage', 'meta'] as const;
    const rows = await port.read(tables, async (tx) => Promise.all(tables.map((table) => tx.all(table))));
    return JSON.stringify(rows, (_key, value: unknown) =>
      ArrayBuffer.isView(value) ? Buffer.from(value as Uint8Array).toString('utf8') : value,
    );
  };

  return { phone, world, port, list, sync, lock, storeLoss, trouble, doubt, arrives, onDisk };
}
