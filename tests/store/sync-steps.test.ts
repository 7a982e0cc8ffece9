import { describe, expect, it } from 'vitest';
import { REDACTED } from '../../src/contract/records/kind.ts';
import type { PullAnswer, PushAnswer, WireRow } from '../../src/contract/wire/sync.ts';
import { RecordStore, type SaveIntent } from '../../src/store/record-store.ts';
import { LeaseLostError, SyncStore } from '../../src/store/sync-store.ts';
import { ADAPTERS, depsOn, idNo, SPACE, successOf, USER } from './support.ts';

// Faults that the simulation found, each as the shortest story that shows it.

const BUCKET = 'unit-base:committee';
const RID = idNo(1);
const SIZE = { rows: 100, bytes: 1_000_000 };
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

describe.each(ADAPTERS)('the steps of sync on the %s store', (_name, open) => {
  const phone = async () => {
    const deps = depsOn(await open());
    const tab = () => new SyncStore(deps, SPACE);
    return { records: new RecordStore(deps), sync: tab(), tab };
  };

  it('a mutation that a redaction has emptied goes out in its author’s name', async () => {
    const { records, sync } = await phone();
    successOf(await records.save(intent(MADE, { op: 'create' })));
    await sync.takeBatch(SIZE); // on its way; whether it arrived nobody knows
    const opened = (await records.open(RID))?.opened ?? null;
    const patch = { ...MADE, matter: 'denunciation', localCode: 'TC-7K2M', [REDACTED]: 'denunciation' };
    successOf(await records.save(intent(patch, { op: 'redact', opened })));
    const again = await sync.takeBatch(SIZE);
    expect(again?.muts[0]).toMatchObject({ op: 'tombstone', author: USER, patch: {} });
    expect(again?.muts[0]?.bodyHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('emptied after it was sent, and offered again to a restored server, it still has an author', async () => {
    const { records, sync } = await phone();
    const { mid } = successOf(await records.save(intent(MADE, { op: 'create' })));
    await sync.applyPull(SPACE, BUCKET, { before: undefined }, page([], 0));
    const batch = await sync.takeBatch(SIZE);
    if (batch === undefined) throw new Error('nothing to send');
    await sync.applyPush(batch, pushed([{ mid, st: 'applied', seq: 1, prev: 0 }], [], 0, 1));
    const redacted = { organ: 'committee', matter: 'denunciation', [REDACTED]: 'denunciation' };
    await sync.applyPull(SPACE, BUCKET, { cursor: 1 }, page([row(2, redacted)], 2));
    await sync.recover(SPACE, 'e', { epoch: 'f', common: { seq: 0, hash: '' } });
    expect((await sync.takeBatch(SIZE))?.muts).toMatchObject([{ mid, op: 'tombstone', author: USER }]);
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
    const batch = await sync.takeBatch(SIZE);
    if (batch === undefined) throw new Error('nothing to send');
    await sync.applyPush(batch, pushed([{ mid: first, st: 'applied', seq: 2, prev: 1 }], [], 1, 2));
    const second = await saves('hai');
    await sync.recover(SPACE, 'e', { epoch: 'f', common: { seq: 1, hash: 'h1' } });
    const muts = (await sync.takeBatch(SIZE))?.muts;
    expect(muts?.map(({ mid, base }) => [mid, base.rev])).toEqual([
      [first, 1],
      [second, 1],
    ]);
    expect(muts?.[1]?.base.saw).toContain(first);
  });
});
