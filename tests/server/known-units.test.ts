import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KnownUnits } from '../../src/contract/wire/administration.ts';
import { CAO_BANG } from '../../src/server/reference/cao-bang-units.ts';
import { listSpaces } from '../../src/server/storage/spaces.ts';
import { idOf } from '../support/commune.ts';
import { Desk } from '../support/desk.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { ENGINES } from '../support/server-database.ts';

const PATH = '/api/admin/known-units';

describe.each(ENGINES)('the units of Cao Bằng (%s)', (engine) => {
  let server: TestServer;
  let province: Desk;

  beforeAll(async () => {
    server = await startTestServer({ database: engine === 'pglite' ? 'pglite-memory' : 'postgres', mode: 'serve' });
    const admin = { id: idOf('quản trị'), username: 'tinh.quantri', name: 'Quản trị' };
    const membership = { space: server.root, organ: 'committee', role: 'province_admin' } as const;
    await server.addUser({ ...admin, memberships: [membership] });
    await server.addUser({
      ...{ id: idOf('người xem'), username: 'tinh.xem', name: 'Xem' },
      memberships: [{ ...membership, role: 'province_viewer' }],
    });
    province = await Desk.of(server, 'tinh.quantri');
  });
  afterAll(() => server.stop());

  it('are 53 xã and 3 phường, each code once', () => {
    const { units } = CAO_BANG;
    expect(units.filter(({ kind }) => kind === 'xa')).toHaveLength(53);
    expect(units.filter(({ kind }) => kind === 'phuong')).toHaveLength(3);
    expect(new Set(units.map(({ code }) => code)).size).toBe(56);
    expect(units.every(({ code, name }) => /^0[12]\d{3}$/.test(code) && name === name.normalize('NFC'))).toBe(true);
  });

  it('are taken over in one act, beside what was added by hand; again, nothing is added', async () => {
    const byHand = { code: '01290', kind: 'xa', level: 'commune', name: 'Bảo Lâm' };
    const made = await province.changes({
      kind: 'unit',
      patch: { identity: byHand, parent: { id: server.root } },
    });
    const before = await province.browser.get<KnownUnits>(PATH);
    expect(before.body.units.filter(({ present }) => present).map(({ code }) => code)).toEqual(['01290']);
    const [first, second] = await Promise.all([
      province.browser.post<{ added: number }>(PATH, {}),
      province.browser.post<{ added: number }>(PATH, {}),
    ]);
    expect([first.body.added, second.body.added].sort()).toEqual([0, 55]);
    const spaces = await listSpaces(server.db, server.root);
    expect(spaces).toHaveLength(57);
    expect(spaces.find(({ code }) => code === '01290')?.id).toBe(made.body.record.rid);
    const { body } = await province.reads();
    expect(body.records.filter(({ kind }) => kind === 'unit')).toHaveLength(56);
    const after = await province.browser.get<KnownUnits>(PATH);
    expect(after.body.units.every(({ present }) => present)).toBe(true);
  });

  it('their province gets its name as a unit, once and for good', async () => {
    const identity = { code: '04', kind: 'tinh', level: 'province', name: 'Cao Bằng' };
    const made = await province.changes({ kind: 'unit', rid: server.root, patch: { identity } });
    expect(made.status).toBe(200);
    const spaces = await listSpaces(server.db, server.root);
    expect(spaces.find(({ id }) => id === server.root)).toMatchObject(identity);
    const { rid, rev } = made.body.record;
    const gone = { kind: 'unit', rid, op: 'delete', rev, patch: { '@deleted': { reason: 'nhầm' } } };
    expect((await province.changes(gone)).status).not.toBe(200);
    expect((await listSpaces(server.db, server.root)).some(({ id }) => id === server.root)).toBe(true);
  });

  it('one that was deleted by mistake comes back as it was', async () => {
    const { body } = await province.reads();
    const thucPhan = body.records.find(({ cells }) => (cells.identity as { code?: string })?.code === '01273');
    if (thucPhan === undefined) throw new Error('not there');
    const { rid, rev } = thucPhan;
    const gone = { kind: 'unit', rid, op: 'delete', rev, patch: { '@deleted': { reason: 'nhầm' } } };
    expect((await province.changes(gone)).status).toBe(200);
    expect((await province.browser.post<{ added: number }>(PATH, {})).body.added).toBe(1);
    const back = await province.record(rid);
    expect(back?.cells['@deleted']).toBeNull();
  });

  it('are the province administrator’s to take over', async () => {
    const viewer = await Desk.of(server, 'tinh.xem');
    expect((await viewer.browser.get(PATH)).status).toBe(403);
    expect((await viewer.browser.post(PATH, {})).status).toBe(403);
  });
});

describe('in the demo', () => {
  it('no real unit is ever named', async () => {
    const server = await startTestServer();
    const province = await Desk.of(server, 'tinh.quantri');
    expect((await province.browser.get(PATH)).status).toBe(404);
    expect((await province.browser.post(PATH, {})).status).toBe(404);
    await server.stop();
  });
});
