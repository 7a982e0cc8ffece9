import { beforeEach, describe, expect, it } from 'vitest';
import { REDACTED } from '../../src/contract/records/kind.ts';
import { backupRows, tablesOf } from '../../src/store/backup-tables.ts';
import { MemoryStore } from '../../src/store/memory-store.ts';
import type { StoreDeps } from '../../src/store/record-state.ts';
import { RecordStore, type SaveIntent } from '../../src/store/record-store.ts';
import { restoreTables } from '../../src/store/restore-tables.ts';
import type { ClientMeta } from '../../src/store/rows.ts';
import { SyncStore } from '../../src/store/sync-store.ts';
import type { StorePort } from '../../src/store/tx.ts';
import { depsOn, idNo, readableSealer, SPACE, successOf, TestWorld, USER } from './support.ts';

const RID = idNo(1);
const BUCKET = 'unit-base:committee';
const MADE = { organ: 'committee', matter: 'proposal', headcount: { came: 1 } };

class APhone {
  readonly deps: StoreDeps;
  readonly records: RecordStore;
  readonly sync: SyncStore;

  constructor(firstId: number, port: StorePort = new MemoryStore()) {
    const world = new TestWorld();
    world.ids = firstId;
    this.deps = depsOn(port, world);
    this.records = new RecordStore(this.deps);
    this.sync = new SyncStore(this.deps, SPACE);
  }

  async saves(patch: SaveIntent['patch'], op: SaveIntent['op'] = 'patch', rid = RID) {
    const opened = (await this.records.open(rid))?.opened ?? null;
    const fixed = { space: SPACE, kind: 'reception-visit', schemaVer: 1, bucket: BUCKET, author: USER, hlc: '' };
    return successOf(await this.records.save({ ...fixed, op, rid, patch, opened }));
  }

  async pulls(rev: number, cells: SaveIntent['patch'], epoch = 'e1') {
    const { feeds } = await this.sync.spaceMeta(SPACE);
    const at = feeds[BUCKET];
    const head = { seq: rev, hash: 'h' };
    const rows = [{ rid: RID, kind: 'reception-visit', rev, schemaVer: 1, cells }];
    const answer = { epoch, now: 0, serverVer: '1', rows, cursor: head, more: false, head };
    await this.sync.applyPull(SPACE, BUCKET, at === undefined ? { before: undefined } : { cursor: at.cursor }, answer);
  }

  async restores(from: APhone) {
    return restoreTables(this.deps, tablesOf(await backupRows(from.deps.port)), readableSealer);
  }

  view = async () => (await this.records.open(RID))?.view.cells;
  waiting = async () => (await this.records.queue()).waiting;
  client = () => this.deps.port.read(['meta'], async (tx) => (await tx.get('meta', 'client'))?.value as ClientMeta);
}

describe('a restored backup', () => {
  let lost: APhone;
  let phone: APhone;
  beforeEach(() => {
    lost = new APhone(0x1000);
    phone = new APhone(0x9000);
  });

  it('keeps the ids of what waits, numbers it anew, and counts it as tried: the lost phone may have sent it', async () => {
    const { mid } = await lost.saves(MADE, 'create');
    await phone.saves(MADE, 'create', idNo(2));
    await phone.sync.takeBatch({ rows: 10, bytes: 1e6 });
    const before = await phone.client();
    await phone.restores(lost);
    expect((await phone.waiting()).map((row) => [row.mid === mid, row.no, row.attempted])).toEqual([
      [false, null, true],
      [true, null, true],
    ]);
    const after = await phone.client();
    expect(after.nextNo).toBe(1);
    expect(after.clientId).not.toBe(before.clientId);
  });

  it('keeps the order in which things were saved', async () => {
    await lost.saves(MADE, 'create');
    await lost.saves({ note: 'một' });
    await lost.saves({ note: 'hai' });
    await phone.restores(lost);
    expect((await phone.waiting()).map((row) => row.body?.patch.note)).toEqual([undefined, 'một', 'hai']);
    expect(await phone.view()).toEqual({ ...MADE, note: 'hai' });
  });

  it('takes the newer copy of a record, whichever phone holds it', async () => {
    await lost.pulls(3, { ...MADE, note: 'cũ' });
    await phone.pulls(7, { ...MADE, note: 'mới' });
    expect(await phone.restores(lost)).toMatchObject({ records: 0 });
    expect(await phone.view()).toMatchObject({ note: 'mới' });
    await lost.restores(phone);
    expect(await lost.view()).toMatchObject({ note: 'mới' });
    expect(await lost.records.open(RID)).toMatchObject({ rev: 7, state: 'sent' });
  });

  it('takes no word back of a record that was redacted here', async () => {
    await lost.pulls(3, { ...MADE, content: 'chuyện kín' });
    await lost.saves({ note: 'chuyện kín nữa', 'people/a/name': 'Bí Mật' });
    await lost.saves({ field: { level1: 'land_housing' } });
    successOf(await lost.records.saveDraft('f', RID, { content: 'chuyện kín dở dang' }));
    await phone.pulls(8, {
      organ: 'committee',
      matter: 'denunciation',
      localCode: 'TC-7K2M',
      [REDACTED]: 'denunciation',
    });
    await phone.restores(lost);
    const rows = await phone.waiting();
    expect(rows.flatMap(({ body }) => Object.keys(body?.patch ?? {}))).toEqual(['field']);
    // What may have arrived goes out once more as an empty shell, so that its number is not missed.
    expect(rows.filter(({ body }) => body === null)).toHaveLength(1);
    expect(rows.find(({ body }) => body === null)?.bodyHash).toMatch(/^[0-9a-f]{64}$/);
    expect(await phone.records.drafts()).toEqual([]);
    expect(await phone.view()).toMatchObject({ matter: 'denunciation', field: { level1: 'land_housing' } });
  });

  it('of another order of changes is asked for again, and what it would change becomes a question', async () => {
    await lost.pulls(30, { ...MADE, note: 'trước' });
    await lost.saves({ note: 'sau' });
    await phone.pulls(4, MADE, 'e2');
    await phone.deps.port.write(['rec'], (tx) => tx.delete('rec', [RID]));
    await phone.restores(lost);
    expect((await phone.waiting())[0]?.body?.base).toEqual({ rev: 0 });
    const [row] = await phone.deps.port.read(['rec'], (tx) => tx.toRefetch(5));
    expect(row?.id).toBe(RID);
    expect((await phone.sync.spaceMeta(SPACE)).epoch).toBe('e2');
  });

  it('gives an empty phone the place where the lost one stood', async () => {
    await lost.pulls(5, MADE);
    await phone.restores(lost);
    expect(await phone.sync.spaceMeta(SPACE)).toEqual(await lost.sync.spaceMeta(SPACE));
  });

  it('is planned anew when somebody saves meanwhile', async () => {
    await lost.saves({ note: 'từ máy cũ' }, 'create');
    const store = new MemoryStore();
    let once = true;
    const inner = new APhone(0x7000, store);
    const port: StorePort = {
      read: (tables, body) => store.read(tables, body),
      write: async (tables, body) => {
        if (once) {
          once = false;
          await inner.saves({ note: 'từ máy này' }, 'create');
        }
        return store.write(tables, body);
      },
    };
    const here = new APhone(0x9000, port);
    await here.restores(lost);
    expect((await here.waiting()).map(({ body }) => body?.patch.note)).toEqual(['từ máy này', 'từ máy cũ']);
    expect(await here.records.open(RID)).toMatchObject({ view: { cells: { note: 'từ máy cũ' } } });
    const [row] = await store.read(['rec'], (tx) => tx.all('rec'));
    expect(row?.pending).toBe(2);
  });

  it('whose rows do not all open writes nothing', async () => {
    await lost.saves(MADE, 'create');
    await lost.saves(MADE, 'create', idNo(2));
    const rows = await backupRows(lost.deps.port);
    const broken = {
      ...readableSealer,
      open: async <T>(table: Parameters<typeof readableSealer.open>[0], id: string, sealed: Uint8Array) => {
        if (table === 'outbox' && id === (await lost.waiting())[1]?.mid) throw new Error('does not open');
        return readableSealer.open<T>(table, id, sealed);
      },
    };
    await expect(restoreTables(phone.deps, tablesOf(rows), broken)).rejects.toThrow('does not open');
    expect(await phone.waiting()).toEqual([]);
    expect(await phone.view()).toBeUndefined();
  });
});
