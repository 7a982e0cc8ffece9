// @vitest-environment node
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { request } from '../../../src/app/net/http.ts';
import { referenceDesk } from '../../../src/app/net/reference-desk.ts';
import { PROBLEMS } from '../../../src/contract/problems.ts';
import { newReference, patchOf } from '../../../src/domain/reference/desk.ts';
import { FakeServer, json } from './support.ts';

const PATH = '/api/reference';
const RID = '01981f2a-0000-7000-8000-000000000021';
const record = (rev: number, place: string) => ({ rid: RID, kind: 'duty-rule', rev, schemaVer: 1, cells: { place } });
const deskOf = (server: FakeServer) => referenceDesk((wanted) => request(server.ports, wanted), v7);
const midOf = (seen: { readonly body: unknown } | undefined) => (seen?.body as { mid: string } | undefined)?.mid;

describe('reference records over the network', () => {
  it('are read with the epoch in which their revs mean something, and changed over what was read', async () => {
    const server = new FakeServer().on(PATH, ({ method }) =>
      method === 'GET'
        ? json({ epoch: 'e1', records: [record(4, 'Trụ sở')] })
        : json({ epoch: 'e1', record: record(5, 'Nhà văn hóa') }),
    );
    const desk = deskOf(server);
    const read = await desk.read('u');
    if (!read.ok || read.value[0] === undefined) throw new Error('not read');
    expect(read.value[0]).toEqual({
      rid: RID,
      kind: 'duty-rule',
      rev: 4,
      epoch: 'e1',
      cells: { place: 'Trụ sở' },
    });
    const saved = await desk.save(patchOf(read.value[0], { place: 'Nhà văn hóa' }));
    expect(saved).toMatchObject({ ok: true, value: { rev: 5 } });
    expect(server.seen[0]?.path).toBe(`${PATH}?unit=u`);
    expect(server.seen[1]?.body).toMatchObject({ op: 'patch', epoch: 'e1', rev: 4, schemaVer: 1 });
  });

  it('a change whose answer never came keeps its number, so that it is made once; another one gets its own', async () => {
    let reached = false;
    const server = new FakeServer().on(PATH, () =>
      reached ? json({ epoch: 'e1', record: record(1, 'Trụ sở') }) : new Error('no network'),
    );
    const desk = deskOf(server);
    const change = newReference(RID, 'duty-rule', { place: 'Trụ sở' });
    expect(await desk.save(change)).toMatchObject({ error: { tag: 'unreachable' } });
    await desk.save({ ...change, patch: { place: 'Chỗ khác' } });
    reached = true;
    expect(await desk.save(change)).toMatchObject({ ok: true });
    const [first, other, again] = server.seen.map(midOf);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    await desk.save(change);
    expect(midOf(server.seen[3])).not.toBe(first);
  });

  it('says who was quicker, with what stands there now', async () => {
    const { code, status, say } = PROBLEMS.changedMeanwhile;
    const params = { name: 'Đàm Thị Thí Điểm' };
    const body = { type: 'about:blank', title: 'x', status, detail: say(params), code, params };
    const present = record(9, 'Hội trường');
    const server = new FakeServer().on(PATH, () => json({ ...body, epoch: 'e2', present }, status));
    const refused = await deskOf(server).save(newReference(RID, 'duty-rule', {}));
    expect(refused).toMatchObject({
      error: {
        tag: 'refused',
        words: 'Mục này vừa được Đàm Thị Thí Điểm sửa. Xem lại rồi lưu.',
        present: { rev: 9, epoch: 'e2', cells: { place: 'Hội trường' } },
      },
    });
  });
});
