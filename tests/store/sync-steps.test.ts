import { describe, expect, it } from 'vitest';
import { REDACTED } from '../../src/contract/records/kind.ts';
import type { PullAnswer, PushAnswer, WireRow } from '../../src/contract/wire/sync.ts';
import { RecordStore, type SaveIntent } from '../../src/store/record-store.ts';
import { SummaryList } from '../../src/store/summary-list.ts';
import { LeaseLostError, SyncStore } from '../../src/store/sync-store.ts';
import type { StorePort } from '../../src/store/tx.ts';
import { ADAPTERS, depsOn, idNo, outgoing, SPACE, successOf, USER } from './support.ts';

// Faults that the simulation found, each as the shortest story that shows it.

const BUCKET = 'unit-base:committee';
const RID = idNo(1);
const MADE = { organ: 'committee', matter: 'proposal', headcount: { came: 1 }, content: 'Nhờ xem lại con đường' };

const intent = (patch: SaveIntent['patch'], more: Partial<SaveIntent> = {}): SaveIntent => ({
  op: 'patch',
  rid: RID,
  space: SPACE,
  kind: 'reception-visit',
  schemaVer: 1,
  bucket: BUCKET,
  patch,
  opened: null,
  author: USER,
  hlc: '',
  ...more,
});

const row = (rev: number, cells: WireRow['cells'] = MADE): WireRow => ({
  rid: RID,
  kind: 'reception-visit',
  rev,
  schemaVer: 1,
  cells,
});

function page(rows: PullAnswer['rows'], seq: number, epoch = 'e'): PullAnswer {
  const point = { seq, hash: `h${seq}` };
  return { epoch, now: 0, serverVer: '1', rows, cursor: point, more: false, head: point };
}

function pushed(results: PushAnswer['results'], rows: WireRow[], from: number, to: number): PushAnswer {
  const [headBefore, head] = [from, to].map((seq) => ({ seq, hash: `h${seq}` })) as [
    PushAnswer['head'],
    PushAnswer['head'],
  ];
  return { epoch: 'e', now: 0, serverVer: '1', results, rows, headBefore, head };
}

/** A store in which something else happens just before the first write. */
function interrupted(inner: StorePort, happens: () => Promise<unknown>): StorePort {
  let happened = false;
  return {
    read: (tables, body) => inner.read(tables, body),
    write: async (tables, body) => {
      if (!happened) await happens();
      happened = true;
      return inner.write(tables, body);
    },
  };
}

describe.each(ADAPTERS)('the steps of sync on the %s store', (_name, open) => {
  const phone = async () => {
    const deps = depsOn(await open());
    const tab = () => new SyncStore(deps, SPACE);
    return { deps, records: new RecordStore(deps), sync: tab(), tab };
  };

  it('a mutation that a redaction has emptied goes out in its author’s name', async () => {
    const { records, sync } = await phone();
    successOf(await records.save(intent(MADE, { op: 'create' })));
    await outgoing(sync); // on its way; whether it arrived nobody knows
    const opened = (await records.open(RID))?.opened ?? null;
    const patch = { ...MADE, matter: 'denunciation', localCode: 'TC-7K2M', [REDACTED]: 'denunciation' };
    successOf(await records.save(intent(patch, { op: 'redact', opened })));
    const again = await outgoing(sync);
    expect(again?.muts[0]).toMatchObject({ op: 'tombstone', author: USER, patch: {} });
    expect(again?.muts[0]?.bodyHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('a batch that waited is opened as its rows stand now: what a redaction has emptied meanwhile stays here', async () => {
    const { records, sync } = await phone();
    successOf(await records.save(intent(MADE, { op: 'create' })));
    const taken = await sync.takeBatch({ rows: 10, bytes: 1e6 });
    if (taken === undefined) throw new Error('something waits');
    const opened = (await records.open(RID))?.opened ?? null;
    const patch = { ...MADE, matter: 'denunciation', localCode: 'TC-7K2M', [REDACTED]: 'denunciation' };
    successOf(await records.save(intent(patch, { op: 'redact', opened })));
    expect((await sync.openBatch(taken))?.muts).toMatchObject([{ op: 'tombstone', patch: {} }]);
  });

  it('a batch is taken again when the queue is not the one it was taken from', async () => {
    const { records, sync } = await phone();
    successOf(await records.save(intent(MADE, { op: 'create' })));
    const taken = await sync.takeBatch({ rows: 10, bytes: 1e6 });
    if (taken === undefined) throw new Error('something waits');
    await sync.renumber();
    expect(await sync.openBatch(taken)).toBeUndefined();
  });

  it('a redaction made here goes out before what it leaves to be said again, and says nothing twice', async () => {
    const { records, sync } = await phone();
    successOf(await records.save(intent({ ...MADE, field: 'land' }, { op: 'create' })));
    await outgoing(sync); // on its way; whether it arrived nobody knows
    const opened = (await records.open(RID))?.opened ?? null;
    const { content: _content, ...stays } = MADE;
    const patch = { ...stays, matter: 'denunciation', localCode: 'TC-7K2M', [REDACTED]: 'denunciation' };
    successOf(await records.save(intent(patch, { op: 'redact', opened })));
    const muts = (await outgoing(sync))?.muts ?? [];
    expect(muts.map(({ op }) => op)).toEqual(['tombstone', 'redact', 'patch']);
    expect(muts[2]?.patch).toEqual({ field: 'land' });
  });

  it('a redaction that arrives leaves the record in the lists, whenever the app dies', async () => {
    const { deps, records, sync } = await phone();
    await sync.applyPull(SPACE, BUCKET, { before: undefined }, page([row(1)], 1));
    const redacted = { organ: 'committee', matter: 'denunciation', [REDACTED]: 'denunciation' };
    // A page that is stale by now: its rows are dropped, the redaction it told of is not.
    await sync.applyPull(SPACE, BUCKET, { cursor: 7 }, page([row(2, redacted)], 2));
    const listed = new SummaryList(deps);
    await listed.refresh();
    expect(listed.getSnapshot().byId.get(RID)).toMatchObject({ rid: RID, matter: 'denunciation' });
    expect((await records.open(RID))?.view.cells.content).toBeUndefined();
  });

  it('the lists know which records wait for a decision, from the page that tells it until a person has decided', async () => {
    const { deps, records, sync } = await phone();
    const listed = new SummaryList(deps);
    const undecided = async () => {
      await listed.refresh();
      return listed.getSnapshot().byId.get(RID)?.undecided;
    };
    const offered = { mid: idNo(9), group: 'content', offered: 'Xin sửa cống', author: idNo(8), hlc: '' };
    await sync.applyPull(SPACE, BUCKET, { before: undefined }, page([{ ...row(1), conflicts: [offered] }], 1));
    expect(await undecided()).toBe(true);
    const record = await records.open(RID);
    if (record === undefined) throw new Error('the page brought it');
    const choice = { patch: { content: 'Xin sửa cống' }, closes: [{ mid: idNo(9), group: 'content' }] };
    successOf(await records.resolve(record, choice, { author: USER, hlc: '', bucket: BUCKET, schemaVer: 1 }));
    expect(await undecided()).toBeUndefined();
  });

  it('who saved something that a redaction overtook is told, until he has taken note; nobody else is', async () => {
    const { records, sync } = await phone();
    await sync.applyPull(SPACE, BUCKET, { before: undefined }, page([row(1), { ...row(1), rid: idNo(2) }], 1));
    const opened = (await records.open(RID))?.opened ?? null;
    successOf(await records.save(intent({ content: 'Xin sửa cống' }, { opened })));
    expect(await records.overtaken()).toEqual([]);
    const redacted = { organ: 'committee', matter: 'denunciation', [REDACTED]: 'denunciation' };
    const both = [row(2, redacted), { ...row(3, redacted), rid: idNo(2) }];
    await sync.applyPull(SPACE, BUCKET, { cursor: 1 }, page(both, 3));
    expect(await records.overtaken()).toMatchObject([{ rid: RID }]);
    await records.forgetOvertaken(RID);
    expect(await records.overtaken()).toEqual([]);
  });

  it.each(['record', 'draft'])('a %s that is made here while a redaction arrives is cleaned too', async (what) => {
    const { deps, records } = await phone();
    const redacted = { organ: 'committee', matter: 'denunciation', [REDACTED]: 'denunciation' };
    // Another phone made the same record; this one's is stored when its words have just been looked for.
    const port = interrupted(deps.port, async () => {
      if (what === 'draft') successOf(await records.saveDraft('form', RID, MADE));
      else successOf(await records.save(intent(MADE, { op: 'create' })));
    });
    const sync = new SyncStore({ ...deps, port }, SPACE);
    await sync.applyPull(SPACE, BUCKET, { before: undefined }, page([row(2, redacted)], 2));
    const tables = ['rec', 'outbox', 'summary', 'draft'] as const;
    const rows = await deps.port.read(tables, async (tx) => Promise.all(tables.map((table) => tx.all(table))));
    const bytes = rows.flat().flatMap((stored) => Object.values(stored).filter((value) => ArrayBuffer.isView(value)));
    expect(bytes.map((value) => new TextDecoder().decode(value as Uint8Array)).join()).not.toContain('con đường');
  });

  it('a form that is open while its record is redacted and leaves the phone saves none of its words', async () => {
    const { records, sync } = await phone();
    await sync.applyPull(SPACE, BUCKET, { before: undefined }, page([row(1)], 1));
    const opened = (await records.open(RID))?.opened ?? null;
    const left = { rid: RID, rev: 2, gone: true, redacted: 'denunciation' } as const;
    await sync.applyPull(SPACE, BUCKET, { cursor: 1 }, page([left], 2));
    const refused = { ok: false, error: { tag: 'redacted' } };
    expect(await records.save(intent({ content: 'Tố ông A' }, { opened }))).toEqual(refused);
    expect(await records.saveDraft('form', RID, { content: 'Tố ông A' })).toEqual(refused);
    expect(await records.open(RID)).toBeUndefined();
    // Given to this user again, it is what the server says.
    await sync.applyPull(SPACE, BUCKET, { cursor: 2 }, page([row(3, { ...MADE, content: 'Khác' })], 3));
    expect((await records.open(RID))?.view.cells.content).toBe('Khác');
  });

  it('a form that is open on a record that left the phone, and was redacted only then, saves none of its words', async () => {
    const { records, sync } = await phone();
    await sync.applyPull(SPACE, BUCKET, { before: undefined }, page([row(1)], 1));
    const opened = (await records.open(RID))?.opened ?? null;
    await sync.applyPull(SPACE, BUCKET, { cursor: 1 }, page([{ rid: RID, rev: 2, gone: true }], 2));
    const later = { rid: RID, rev: 3, gone: true, redacted: 'denunciation' } as const;
    await sync.applyPull(SPACE, BUCKET, { cursor: 2 }, page([later], 3));
    const refused = { ok: false, error: { tag: 'redacted' } };
    expect(await records.save(intent({ content: 'Tố ông A' }, { opened }))).toEqual(refused);
    expect(await records.saveDraft('form', RID, { content: 'Tố ông A' })).toEqual(refused);
    expect(await records.open(RID)).toBeUndefined();
  });

  it('a recovery that meets a redaction writes nothing that it has read before', async () => {
    const { deps, records, sync } = await phone();
    const { mid } = successOf(await records.save(intent(MADE, { op: 'create' })));
    await sync.applyPull(SPACE, BUCKET, { before: undefined }, page([], 0));
    const batch = await outgoing(sync);
    if (batch === undefined) throw new Error('nothing to send');
    await sync.applyPush(batch, pushed([{ mid, st: 'applied', seq: 1, prev: 0 }], [], 0, 1));
    const redacted = { organ: 'committee', matter: 'denunciation', [REDACTED]: 'denunciation' };
    const port = interrupted(deps.port, () =>
      sync.applyPull(SPACE, BUCKET, { cursor: 1 }, page([row(2, redacted)], 2)),
    );
    await new SyncStore({ ...deps, port }, SPACE).recover(SPACE, 'e', { epoch: 'f', common: { seq: 0, hash: '' } });
    expect((await outgoing(sync))?.muts).toMatchObject([{ mid, op: 'tombstone', patch: {} }]);
  });

  it('a refused decision that is given up leaves the conflict to be decided', async () => {
    const { deps, records, sync } = await phone();
    const offered = { mid: idNo(9), group: 'content', offered: 'Xin sửa cống', author: idNo(8), hlc: '' };
    await sync.applyPull(SPACE, BUCKET, { before: undefined }, page([{ ...row(1), conflicts: [offered] }], 1));
    const record = await records.open(RID);
    if (record === undefined) throw new Error('the page brought it');
    const choice = { patch: { content: 'Xin sửa cống' }, closes: [{ mid: idNo(9), group: 'content' }] };
    const by = { author: USER, hlc: '', bucket: BUCKET, schemaVer: 1 };
    const { mid } = successOf(await records.resolve(record, choice, by));
    const batch = await outgoing(sync);
    if (batch === undefined) throw new Error('nothing to send');
    const problem = { code: 'GD-2001', params: {} };
    await sync.applyPush(batch, pushed([{ mid, st: 'rejected', problem }], [], 1, 1));
    successOf(await records.discardRefused(mid));
    const rec = await deps.port.read(['rec'], (tx) => tx.get('rec', RID));
    expect(rec).toMatchObject({ refused: 0, pending: 0, conflicts: 1 });
  });

  it('emptied after it was sent, and offered again to a restored server, it still has an author', async () => {
    const { records, sync } = await phone();
    const { mid } = successOf(await records.save(intent(MADE, { op: 'create' })));
    await sync.applyPull(SPACE, BUCKET, { before: undefined }, page([], 0));
    const batch = await outgoing(sync);
    if (batch === undefined) throw new Error('nothing to send');
    await sync.applyPush(batch, pushed([{ mid, st: 'applied', seq: 1, prev: 0 }], [], 0, 1));
    const redacted = { organ: 'committee', matter: 'denunciation', [REDACTED]: 'denunciation' };
    await sync.applyPull(SPACE, BUCKET, { cursor: 1 }, page([row(2, redacted)], 2));
    await sync.recover(SPACE, 'e', { epoch: 'f', common: { seq: 0, hash: '' } });
    expect((await outgoing(sync))?.muts).toMatchObject([{ mid, op: 'tombstone', author: USER }]);
  });

  it('a form saved between the purge and the row of a redaction writes none of its words', async () => {
    const { records, sync } = await phone();
    successOf(await records.save(intent(MADE, { op: 'create' })));
    const form = (await records.open(RID))?.opened ?? null;
    // The page brings the redaction; the record it belongs to was only ever saved here.
    const redacted = { organ: 'committee', matter: 'denunciation', [REDACTED]: 'denunciation' };
    const arrives = sync.applyPull(SPACE, BUCKET, { before: 9 }, page([row(2, redacted)], 2));
    await arrives; // the page itself is stale and dropped, what it told is not
    expect(await records.save(intent({ content: 'Tố ông A' }, { opened: form }))).toEqual({
      ok: false,
      error: { tag: 'redacted' },
    });
  });

  it('a tab whose lease was taken over writes nothing any more', async () => {
    const { records, sync, tab } = await phone();
    await sync.takeLease();
    await tab().takeLease();
    const late = sync.applyPull(SPACE, BUCKET, { before: undefined }, page([row(1)], 1));
    await expect(late).rejects.toBeInstanceOf(LeaseLostError);
    expect(await records.open(RID)).toBeUndefined();
  });

  it('a page that comes late brings nothing back that has changed since', async () => {
    const { records, sync } = await phone();
    await sync.applyPull(SPACE, BUCKET, { before: undefined }, page([row(1)], 1));
    await sync.applyPull(SPACE, BUCKET, { cursor: 1 }, page([row(3, { ...MADE, content: 'Mới hơn' })], 3));
    await sync.applyPull(SPACE, BUCKET, { cursor: 1 }, page([row(2, { ...MADE, content: 'Cũ' })], 2));
    expect(await records.open(RID)).toMatchObject({ rev: 3, view: { cells: { content: 'Mới hơn' } } });
    expect((await sync.spaceMeta(SPACE)).feeds[BUCKET]?.cursor).toBe(3);
  });

  it('after a restore, bases above the last shared point are clamped and own work is named', async () => {
    const { records, sync } = await phone();
    await sync.applyPull(SPACE, BUCKET, { before: undefined }, page([row(1)], 1));
    const saves = async (content: string) => {
      const opened = (await records.open(RID))?.opened ?? null;
      return successOf(await records.save(intent({ content }, { opened }))).mid;
    };
    const first = await saves('một');
    const batch = await outgoing(sync);
    if (batch === undefined) throw new Error('nothing to send');
    await sync.applyPush(batch, pushed([{ mid: first, st: 'applied', seq: 2, prev: 1 }], [], 1, 2));
    const second = await saves('hai');
    await sync.recover(SPACE, 'e', { epoch: 'f', common: { seq: 1, hash: 'h1' } });
    const muts = (await outgoing(sync))?.muts;
    expect(muts?.map(({ mid, base }) => [mid, base.rev])).toEqual([
      [first, 1],
      [second, 1],
    ]);
    expect(muts?.[1]?.base.saw).toContain(first);
  });

  it('after a restore, an own value comes back as the mutation it was and is not salvaged against its correction', async () => {
    const { records, sync } = await phone();
    await sync.applyPull(SPACE, BUCKET, { before: undefined }, page([row(1, { ...MADE, direction: 'Cũ' })], 1));
    const saves = async (patch: SaveIntent['patch']) => {
      const opened = (await records.open(RID))?.opened ?? null;
      return successOf(await records.save(intent(patch, { opened }))).mid;
    };
    const pushes = async (from: number, rows: (at: number) => WireRow[], mids: readonly string[]) => {
      const batch = await outgoing(sync);
      if (batch === undefined) throw new Error('nothing to send');
      const results = mids.map((mid, i) => ({ mid, st: 'applied' as const, seq: from + i + 1, prev: from + i }));
      const at = from + mids.length;
      await sync.applyPush(batch, pushed(results, rows(at), from, at));
    };
    const own = await saves({ content: 'Lời đầu' });
    await pushes(1, () => [], [own]);
    // Somebody else's word, and then an own correction that has not gone out when the server is restored.
    await sync.applyPull(
      SPACE,
      BUCKET,
      { cursor: 2 },
      page([row(3, { ...MADE, content: 'Lời đầu', direction: 'Của người khác' })], 3),
    );
    const corrected = await saves({ content: 'Lời đã sửa' });
    await sync.recover(SPACE, 'e', { epoch: 'e', common: { seq: 1, hash: 'h1' } });
    await pushes(1, (at) => [row(at, { ...MADE, direction: 'Cũ', content: 'Lời đã sửa' })], [own, corrected]);
    const offer = await sync.takeSalvage({ rows: 100, bytes: 1_000_000 });
    expect(offer?.items.map(({ cells }) => cells)).toEqual([{ direction: 'Của người khác' }]);
  });

  it('gives back a restored server what it lacks: its own, a piece at a time, and no word a redaction forbids', async () => {
    const { records, sync } = await phone();
    const rids = [1, 2, 3].map(idNo);
    const rows = rids.map((rid, i) => ({ ...row(i + 1, { ...MADE, content: 'x'.repeat(400) }), rid }));
    await sync.applyPull(SPACE, BUCKET, { before: undefined }, page(rows, 3));
    const province = idNo(99);
    const holding = { rid: idNo(9), kind: 'office-holding', rev: 1, schemaVer: 1, cells: { name: 'Nông Văn A' } };
    await sync.applyPull(province, 'reference', { before: undefined }, page([holding], 1));
    for (const space of [SPACE, province]) await sync.recover(space, 'e', { epoch: 'f', common: { seq: 0, hash: '' } });
    const lost = { epoch: 'f', now: 0, serverVer: '1', rows: [], gone: [] };
    await sync.applyFetch(SPACE, BUCKET, { ...lost, missing: rids });
    await sync.applyFetch(province, 'reference', { ...lost, missing: [holding.rid] });
    const offered = async (bytes: number) =>
      (await sync.takeSalvage({ rows: 10, bytes }))?.items.map(({ rid }) => rid) ?? [];
    expect(await offered(1_000_000)).toEqual(rids);
    expect(await offered(1_000)).toEqual([RID]);
    expect(await offered(1)).toEqual([RID]);

    const opened = (await records.open(RID))?.opened ?? null;
    const patch = { ...MADE, content: null, matter: 'denunciation', localCode: 'TC-7K2M', [REDACTED]: 'denunciation' };
    successOf(await records.save(intent(patch, { op: 'redact', opened })));
    expect(await offered(1_000_000)).toEqual(rids.slice(1));
  });
});
