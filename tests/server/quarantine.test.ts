import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../src/contract/problems.ts';
import type { Json } from '../../src/contract/scalars.ts';
import type { QuarantineList } from '../../src/contract/wire/administration.ts';
import type { PullAnswer, SalvageAnswer } from '../../src/contract/wire/sync.ts';
import { hashPassword } from '../../src/server/auth/passwords.ts';
import { DEMO_SPACES } from '../../src/server/demo/units.ts';
import { HttpPhone, TestBrowser } from '../support/http-client.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { ENGINES } from '../support/server-database.ts';

describe.each(ENGINES)('what waits for an administrator (%s)', (engine) => {
  let server: TestServer;
  let admin: TestBrowser;
  let phone: HttpPhone;

  beforeAll(async () => {
    server = await startTestServer({ database: engine === 'pglite' ? 'pglite-memory' : 'postgres' });
    admin = new TestBrowser(server.app);
    await admin.post('/api/demo/session', { username: 'tinh.quantri' });
    phone = await HttpPhone.enrol(server, 'vanphong.suoimau');
  });
  afterAll(() => server.stop());

  const waiting = async () => (await admin.get<QuarantineList>('/api/admin/quarantine')).body.items;
  const decide = (id: string, decision: 'accept' | 'discard', space = phone.space) =>
    admin.post(`/api/admin/quarantine/${id}`, { space, decision });
  const cellsOf = async (rid: string) => {
    const rows = (await phone.browser.get<PullAnswer>(phone.pullUrl({ before: '0' }))).body.rows;
    return (rows.find((row) => row.rid === rid) as { cells?: unknown } | undefined)?.cells;
  };
  const salvages = async (cells: { [group: string]: Json }) => {
    const rid = v7();
    const base = { rid, kind: 'reception-visit', schemaVer: 1, fromEpoch: 'trước', rev: 1, common: 0 };
    const { clientId, space, epoch, no } = phone;
    const items = [{ ...base, cells: { ...phone.visit().patch, ...cells } }];
    phone.no = no;
    const sent = { proto: 1, clientId, space, epoch, items };
    expect((await phone.browser.post<SalvageAnswer>('/sync/v1/salvage', sent)).status).toBe(200);
    const [row] = await server.db.query<{ item_id: string }>('select item_id from quarantine where rid = $1', [rid]);
    return { rid, id: row?.item_id ?? '' };
  };
  const works = (organ: string) =>
    server.db.query('update user_membership set organ = $2 where user_id = $1', [phone.userId, organ]);

  it('keeps a salvaged row that is refused again, and takes it once its author may write it', async () => {
    const { rid, id } = await salvages({ organ: 'party', content: 'của đảng ủy' });
    const refused = await decide(id, 'accept');
    expect([refused.status, refused.body.code]).toEqual([422, PROBLEMS.stillRefused.code]);
    expect(refused.body.params).toMatchObject({ code: PROBLEMS.forbidden.code });
    expect((await waiting()).map((item) => item.id)).toContain(id);

    await works('party');
    expect((await decide(id, 'accept')).status).toBe(200);
    await works('committee');
    expect((await waiting()).map((item) => item.id)).not.toContain(id);
    const [record] = await server.db.query<{ cells: unknown }>('select cells from record where rid = $1', [rid]);
    expect(record?.cells).toMatchObject({ content: 'của đảng ủy' });
  });

  it('keeps a salvaged row that is not valid, until it is discarded', async () => {
    const { id } = await salvages({ headcount: { came: -1 } });
    expect((await decide(id, 'accept')).body.params).toMatchObject({ code: PROBLEMS.itemInvalid.code });
    expect((await waiting()).map((item) => item.id)).toContain(id);
    expect((await decide(id, 'discard')).status).toBe(200);
    expect((await waiting()).map((item) => item.id)).not.toContain(id);
  });

  it('shows a commune what waits there, however much waits elsewhere, and decides only there', async () => {
    const { id, rid } = await salvages({ headcount: { came: -1 } });
    const elsewhere = DEMO_SPACES.find((space) => space.id !== phone.space && space.level === 'commune')?.id ?? '';
    await server.db.query(
      `insert into quarantine (space_id, item_id, rid, client_id, user_id, what, reason, body_hash, body, received_at)
       select $1, case when n = 0 then $4::uuid else gen_random_uuid() end, rid, client_id, user_id, what, reason,
              body_hash, body, '2020-01-01'
       from quarantine, generate_series(0, 1200) n where space_id = $2 and item_id = $3`,
      [elsewhere, phone.space, id, id],
    );
    const commune = new TestBrowser(server.app);
    await server.addUser({
      id: v7(),
      username: 'quantri.xa',
      name: 'Quản trị xã',
      memberships: [{ space: phone.space, organ: 'committee', role: 'commune_admin' }],
      passwordHash: await hashPassword('mật khẩu của xã'),
    });
    const password = 'mật khẩu của xã';
    expect((await commune.post('/api/session/password', { username: 'quantri.xa', password })).status).toBe(200);
    const { items } = (await commune.get<QuarantineList>('/api/admin/quarantine')).body;
    expect(items.map((item) => item.id)).toContain(id);
    expect(items.every((item) => item.space === phone.space)).toBe(true);
    const send = (space: string) => commune.post(`/api/admin/quarantine/${id}`, { space, decision: 'discard' });
    expect((await send(elsewhere)).status).toBe(404);
    expect((await send(phone.space)).status).toBe(200);
    const left = await server.db.query<{ space_id: string }>(
      'select space_id from quarantine where item_id = $1 and rid = $2 and decided_at is null',
      [id, rid],
    );
    expect(left).toEqual([{ space_id: elsewhere }]);
    await server.db.query('delete from quarantine where space_id = $1', [elsewhere]);
  });

  it('takes a mutation that the ledger knows as refused, once its author may write it', async () => {
    const visit = phone.visit({ organ: 'party', content: 'chờ quyền' });
    expect((await phone.push([visit])).body.results?.[0]?.st).toBe('rejected');
    await server.db.query(
      `insert into quarantine (space_id, item_id, rid, client_id, user_id, what, reason, body_hash, body, received_at)
       select space_id, mid, $2, $3, $4, 'mutation', problem, body_hash, $5::jsonb, now()
       from mutation where mid = $1`,
      [visit.mid, visit.rid, phone.clientId, phone.userId, JSON.stringify(visit)],
    );
    expect((await decide(visit.mid, 'accept')).body.code).toBe(PROBLEMS.stillRefused.code);
    expect((await waiting()).map((item) => item.id)).toContain(visit.mid);
    await works('party');
    expect((await decide(visit.mid, 'accept')).status).toBe(200);
    await works('committee');
    const [record] = await server.db.query<{ cells: unknown }>('select cells from record where rid = $1', [visit.rid]);
    expect(record?.cells).toMatchObject({ content: 'chờ quyền' });
    expect(await cellsOf(visit.rid)).toBeUndefined();
  });
});
