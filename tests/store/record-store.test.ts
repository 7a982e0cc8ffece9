import { beforeEach, describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../src/contract/problems.ts';
import { REDACTED } from '../../src/contract/records/kind.ts';
import type { PushAnswer, PushResult, WireRow } from '../../src/contract/wire/sync.ts';
import type { StoreDeps } from '../../src/store/record-state.ts';
import { RecordStore, type SaveIntent } from '../../src/store/record-store.ts';
import { SyncStore } from '../../src/store/sync-store.ts';
import { StoreClosedError, StoreFullError } from '../../src/store/tx.ts';
import { ADAPTERS, depsOn, idNo, MONDAY_MS, outgoing, SPACE, successOf, TestWorld, USER } from './support.ts';

const VISIT = 'reception-visit';
const BUCKET = 'unit-base:committee';
const RID = idNo(1);
const MADE = { organ: 'committee', matter: 'proposal', headcount: { came: 1 }, content: 'Nhờ xã xem lại con đường' };

const intent = (patch: SaveIntent['patch'], more: Partial<SaveIntent> = {}): SaveIntent => ({
  op: 'patch',
  rid: RID,
  space: SPACE,
  kind: VISIT,
  schemaVer: 1,
  bucket: BUCKET,
  patch,
  opened: null,
  author: USER,
  hlc: 'h',
  ...more,
});

/** One phone: its records as a person uses them, and the server's answers as the engine brings them. */
class OnePhone {
  readonly world = new TestWorld();
  readonly deps: StoreDeps;
  readonly records: RecordStore;
  readonly sync: SyncStore;
  seq = 0;

  constructor(port: StoreDeps['port']) {
    this.deps = depsOn(port, this.world);
    this.records = new RecordStore(this.deps);
    this.sync = new SyncStore(this.deps, SPACE);
  }

  async saves(patch: SaveIntent['patch'], more: Partial<SaveIntent> = {}) {
    const open = await this.records.open(RID);
    return successOf(await this.records.save(intent(patch, { opened: open?.opened ?? null, ...more })));
  }

  async view() {
    return (await this.records.open(RID))?.view.cells;
  }

  /** The server answers everything that waits. */
  async sends(answerOf: (mid: string) => Partial<PushResult> = () => ({}), rows: WireRow[] = []) {
    await this.pulls([]);
    const batch = await outgoing(this.sync);
    if (batch === undefined) return [];
    const before = { seq: this.seq, hash: 'h' };
    const results = batch.muts.map(({ mid }) => {
      const said = answerOf(mid);
      const prev = this.seq;
      if ((said.st ?? 'applied') === 'applied') this.seq += 1;
      return said.st === undefined ? { mid, st: 'applied' as const, seq: this.seq, prev } : { mid, ...said };
    }) as PushResult[];
    const head = { seq: this.seq, hash: 'h' };
    const answer: PushAnswer = {
      epoch: 'e',
      now: this.world.ms,
      serverVer: '1',
      results,
      rows,
      headBefore: before,
      head,
    };
    await this.sync.applyPush(batch, answer);
    return batch.muts;
  }

  async pulls(rows: WireRow[]) {
    const { feeds } = await this.sync.spaceMeta(SPACE);
    const at = feeds[BUCKET];
    const head = { seq: this.seq, hash: 'h' };
    const answer = { epoch: 'e', now: this.world.ms, serverVer: '1', rows, cursor: head, more: false, head };
    await this.sync.applyPull(SPACE, BUCKET, at === undefined ? { before: undefined } : { cursor: at.cursor }, answer);
  }

  everythingOnDisk(): Promise<string> {
    const tables = ['rec', 'outbox', 'sent', 'quarant', 'draft', 'summary', 'salvage', 'meta'] as const;
    return this.deps.port.read(tables, async (tx) => {
      const words: string[] = [];
      for (const table of tables)
        for (const row of await tx.all(table))
          for (const value of Object.values(row))
            words.push(value instanceof Uint8Array ? new TextDecoder().decode(value) : JSON.stringify(value));
      return words.join('\n');
    });
  }
}

describe.each(ADAPTERS)('records on %s', (_, open) => {
  let phone: OnePhone;
  beforeEach(async () => {
    phone = new OnePhone(await open());
  });

  it('a save is a record, an outbox row and a summary entry at once', async () => {
    const saved = await phone.saves(MADE, { op: 'create' });
    expect(await phone.view()).toEqual(MADE);
    expect(await phone.records.states([RID])).toEqual(new Map([[RID, 'local']]));
    const { waiting, oldestMs } = await phone.records.queue();
    expect(waiting).toMatchObject([{ mid: saved.mid, no: null, body: { op: 'create', patch: MADE, author: USER } }]);
    expect(oldestMs).toBe(MONDAY_MS);
    expect(saved.entry).toMatchObject({ id: RID, matter: 'proposal' });
    expect(await phone.deps.port.read(['summary'], (tx) => tx.count('summary'))).toBe(1);
  });

  it('two patches lie over each other, and leave in their order once they are acknowledged', async () => {
    await phone.saves(MADE, { op: 'create' });
    await phone.saves({ content: 'Nhờ xã sửa con đường' });
    expect(await phone.view()).toEqual({ ...MADE, content: 'Nhờ xã sửa con đường' });
    const muts = await phone.sends();
    expect(muts.map(({ no, op }) => [no, op])).toEqual([
      [1, 'create'],
      [2, 'patch'],
    ]);
    expect((await phone.records.queue()).waiting).toEqual([]);
    expect(await phone.records.open(RID)).toMatchObject({
      rev: 2,
      state: 'sent',
      view: { cells: { matter: 'proposal' } },
    });
    expect(await phone.view()).toEqual({ ...MADE, content: 'Nhờ xã sửa con đường' });
  });

  it('a form held open across a pull keeps the base that was on its screen', async () => {
    await phone.saves(MADE, { op: 'create' });
    await phone.sends();
    const form = await phone.records.open(RID);
    phone.seq = 5;
    await phone.pulls([{ rid: RID, kind: VISIT, rev: 5, schemaVer: 1, cells: { ...MADE, content: 'của người khác' } }]);
    await phone.saves({ content: 'của tôi' }, { opened: form?.opened ?? null });
    expect((await phone.records.queue()).waiting[0]?.body?.base.rev).toBe(1);
    expect(await phone.view()).toMatchObject({ content: 'của tôi' });
  });

  it('a draft is kept, found, and gone with the save that finishes it', async () => {
    successOf(await phone.records.saveDraft('f1', RID, { content: 'dở dang' }));
    phone.world.ms += 1000;
    successOf(await phone.records.saveDraft('f2', idNo(2), { content: 'sau' }));
    successOf(await phone.records.saveDraft('f1', RID, { content: 'dở dang hơn' }));
    expect(
      (await phone.records.drafts<{ content: string }>()).map(({ formId, body }) => [formId, body.content]),
    ).toEqual(
      expect.arrayContaining([
        ['f1', 'dở dang hơn'],
        ['f2', 'sau'],
      ]),
    );
    await phone.saves(MADE, { op: 'create', formId: 'f1' });
    expect((await phone.records.drafts()).map(({ formId }) => formId)).toEqual(['f2']);
    await phone.records.discardDraft('f2');
    expect(await phone.records.drafts()).toEqual([]);
  });

  it('a refused item stays in the view, marked, and goes out again when it is mended', async () => {
    const { mid } = await phone.saves(MADE, { op: 'create' });
    const problem = { code: PROBLEMS.itemInvalid.code, params: { group: 'content' } };
    await phone.sends(() => ({ st: 'rejected', problem }));
    expect(await phone.view()).toEqual(MADE);
    expect(await phone.records.states([RID])).toEqual(new Map([[RID, 'refused']]));
    expect(await phone.records.quarantine()).toMatchObject([{ mid, ...problem, body: { patch: MADE } }]);

    expect(successOf(await phone.records.fixRefused(mid, { ...MADE, content: 'đã sửa' }))).toBe('queued');
    expect(await phone.records.quarantine()).toEqual([]);
    expect(await phone.view()).toEqual({ ...MADE, content: 'đã sửa' });
    const [again] = await phone.sends();
    expect(again).toMatchObject({ op: 'create', patch: { content: 'đã sửa' } });
    expect(again?.mid).not.toBe(mid);
    expect(successOf(await phone.records.fixRefused(mid))).toBe('unknown');
  });

  it('what waited for a refused record goes out again with it', async () => {
    const { mid } = await phone.saves(MADE, { op: 'create' });
    const later = await phone.saves({ note: 'thêm' });
    await phone.sends((one) => ({
      st: 'rejected',
      problem: { code: one === mid ? PROBLEMS.itemInvalid.code : PROBLEMS.dependsOn.code },
    }));
    expect((await phone.records.quarantine()).map((row) => row.mid)).toEqual([mid, later.mid]);
    successOf(await phone.records.fixRefused(mid));
    expect(await phone.records.quarantine()).toEqual([]);
    expect((await phone.sends()).map(({ op }) => op)).toEqual(['create', 'patch']);
    expect(await phone.view()).toEqual({ ...MADE, note: 'thêm' });
  });

  it('a refused item that goes out again takes the draft of its correction along', async () => {
    const { mid } = await phone.saves(MADE, { op: 'create' });
    await phone.sends(() => ({ st: 'rejected', problem: { code: PROBLEMS.itemInvalid.code } }));
    successOf(await phone.records.saveDraft('f', RID, { content: 'đã sửa' }));
    successOf(await phone.records.fixRefused(mid, { ...MADE, content: 'đã sửa' }, 'f'));
    expect(await phone.records.drafts()).toEqual([]);
  });

  it('a correction does not bring back what a redaction has taken away meanwhile', async () => {
    await phone.saves(MADE, { op: 'create' });
    await phone.sends();
    const field = { level1: 'land_housing' };
    const { mid } = await phone.saves({ content: 'chuyện kín', field });
    await phone.sends(() => ({ st: 'rejected', problem: { code: PROBLEMS.itemInvalid.code } }));
    const [opened] = await phone.records.quarantine();
    phone.seq = 9;
    const cells = { organ: 'committee', matter: 'denunciation', localCode: 'TC-7K2M', [REDACTED]: 'denunciation' };
    await phone.pulls([{ rid: RID, kind: VISIT, rev: 9, schemaVer: 1, cells }]);
    expect(await phone.records.fixRefused(mid, { content: 'chuyện kín' })).toEqual({
      ok: false,
      error: { tag: 'redacted' },
    });
    // The form still holds the patch as it was refused.
    successOf(await phone.records.fixRefused(mid, { ...opened?.body?.patch, request: 'chuyện kín' }));
    expect((await phone.records.queue()).waiting.map(({ body }) => body?.patch)).toEqual([{ field }]);
    expect(await phone.everythingOnDisk()).not.toContain('chuyện kín');
  });

  it('a refused item that is given up leaves the view; with the last one the record goes', async () => {
    const { mid } = await phone.saves(MADE, { op: 'create' });
    await phone.sends(() => ({ st: 'rejected', problem: { code: PROBLEMS.forbidden.code } }));
    expect(successOf(await phone.records.discardRefused(mid))).toBe('discarded');
    expect(await phone.records.open(RID)).toBeUndefined();
    expect(successOf(await phone.records.discardRefused(mid))).toBe('unknown');
  });

  it('a refused patch that is given up leaves the rest of the record', async () => {
    await phone.saves(MADE, { op: 'create' });
    await phone.sends();
    const { mid } = await phone.saves({ note: 'sai' });
    await phone.sends(() => ({ st: 'rejected', problem: { code: PROBLEMS.itemInvalid.code } }));
    successOf(await phone.records.discardRefused(mid));
    expect(await phone.view()).toEqual(MADE);
    expect(await phone.records.states([RID])).toEqual(new Map([[RID, 'sent']]));
  });

  it('of a visit that turned out a denunciation no word stays: neither waiting, sent, drafted nor listed', async () => {
    const words = { ...MADE, 'people/a/name': 'Nguyễn Thị Bí Mật', content: 'chuyện kín' };
    await phone.saves(words, { op: 'create' });
    await phone.sends();
    await phone.saves({ note: 'chuyện kín nữa' });
    successOf(await phone.records.saveDraft('f1', RID, { content: 'chuyện kín dở dang' }));
    expect(await phone.everythingOnDisk()).toContain('Bí Mật');

    await phone.saves(
      {
        matter: 'denunciation',
        localCode: 'TC-7K2M',
        headcount: { came: 1 },
        organ: 'committee',
        [REDACTED]: 'denunciation',
      },
      { op: 'redact' },
    );
    const disk = await phone.everythingOnDisk();
    for (const word of ['Bí Mật', 'chuyện kín', 'bi mat']) expect(disk).not.toContain(word);
    expect(await phone.view()).toMatchObject({ matter: 'denunciation', localCode: 'TC-7K2M' });
    expect(await phone.records.drafts()).toEqual([]);
    expect(await phone.records.saveDraft('f2', RID, { content: 'x' })).toEqual({
      ok: false,
      error: { tag: 'redacted' },
    });
    expect(await phone.records.save(intent({ content: 'lại' }))).toEqual({ ok: false, error: { tag: 'redacted' } });
  });

  it('a redaction that comes from elsewhere does the same', async () => {
    await phone.saves({ ...MADE, content: 'chuyện kín' }, { op: 'create' });
    await phone.sends();
    await phone.saves({ note: 'chuyện kín nữa' });
    phone.seq = 9;
    const cells = { organ: 'committee', matter: 'denunciation', localCode: 'TC-7K2M', [REDACTED]: 'denunciation' };
    await phone.pulls([{ rid: RID, kind: VISIT, rev: 9, schemaVer: 1, cells }]);
    expect(await phone.everythingOnDisk()).not.toContain('chuyện kín');
    expect(await phone.view()).toMatchObject({ matter: 'denunciation' });
  });

  it('both sides of a conflict are shown until a person has decided', async () => {
    await phone.saves(MADE, { op: 'create' });
    await phone.sends();
    const conflict = { mid: idNo(77), group: 'content', offered: 'bản kia', author: idNo(5), hlc: '' };
    phone.seq = 4;
    await phone.pulls([{ rid: RID, kind: VISIT, rev: 4, schemaVer: 1, cells: MADE, conflicts: [conflict] }]);
    const record = await phone.records.open(RID);
    expect(record).toMatchObject({ state: 'decide', view: { conflicts: [conflict] } });
    if (record === undefined) return;
    const by = { author: USER, hlc: 'h', bucket: BUCKET, schemaVer: 1 };
    successOf(
      await phone.records.resolve(
        record,
        { patch: { content: 'bản kia' }, closes: [{ mid: idNo(77), group: 'content' }] },
        by,
      ),
    );
    expect(await phone.records.open(RID)).toMatchObject({ view: { conflicts: [], cells: { content: 'bản kia' } } });
  });

  it.each([
    ['full', new StoreFullError('full')],
    ['closed', new StoreClosedError('closed')],
  ])('a disk that is %s is a value; nothing of the save is stored', async (tag, error) => {
    const { port } = phone.deps;
    const failing = new RecordStore({
      ...phone.deps,
      port: { read: port.read.bind(port), write: () => Promise.reject(error) },
    });
    expect(await failing.save(intent(MADE, { op: 'create' }))).toEqual({ ok: false, error: { tag } });
    expect(await failing.saveDraft('f', RID, {})).toEqual({ ok: false, error: { tag } });
    expect(await phone.records.open(RID)).toBeUndefined();
  });
});
