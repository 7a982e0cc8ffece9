import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../src/contract/records/codes.ts';
import { REDACTED } from '../../src/contract/records/kind.ts';
import type { LogEntry, LogPage } from '../../src/contract/wire/administration.ts';
import { DEMO_PROVINCE, demoCommuneId } from '../../src/server/demo/units.ts';
import { idOf } from '../support/commune.ts';
import { Desk } from '../support/desk.ts';
import { HttpPhone } from '../support/http-client.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { ENGINES } from '../support/server-database.ts';

const OWN = demoCommuneId(1);
const OTHER = demoCommuneId(2);

describe.each(ENGINES)('the log (%s)', (engine) => {
  let server: TestServer;
  let admin: Desk;
  let province: Desk;
  let nowMs = Date.parse('2026-11-20T02:00:00Z');

  beforeAll(async () => {
    server = await startTestServer({
      database: engine === 'pglite' ? 'pglite-memory' : 'postgres',
      // The clock moves with each look, so that everything has an instant of its own.
      nowMs: () => {
        nowMs += 1000;
        return nowMs;
      },
    });
    for (const role of Role.options)
      await server.addUser({
        id: idOf(`người ${role}`),
        username: `nguoi.${role}`,
        name: `Người ${role}`,
        memberships: [{ space: role.startsWith('province') ? DEMO_PROVINCE : OWN, organ: 'committee', role }],
      });
    admin = await Desk.of(server, 'quantri.suoimau');
    province = await Desk.of(server, 'tinh.quantri');
  });
  afterAll(() => server.stop());

  const log = async (desk: Desk, query: { [name: string]: string } = {}) =>
    desk.browser.get<LogPage>(`/api/admin/log?${new URLSearchParams(query)}`);
  const entries = async (desk: Desk, query: { [name: string]: string } = {}) => (await log(desk, query)).body.entries;
  const newest = async (desk: Desk, query: { [name: string]: string } = {}) => (await entries(desk, query))[0];

  it.each(Role.options)('whether a %s reads it', async (role) => {
    const desk = await Desk.of(server, `nguoi.${role}`);
    const { status } = await log(desk);
    expect(status).toBe(role === 'commune_admin' || role === 'province_admin' ? 200 : 403);
    const foreign = await log(desk, { unit: OTHER });
    expect(foreign.status).toBe(role === 'province_admin' ? 200 : 404);
  });

  it('tells of users and devices by their names', async () => {
    const phone = await HttpPhone.enrol(server, 'vanphong.suoimau');
    expect(await newest(admin)).toMatchObject({
      what: 'device.enrolled',
      actor: { name: 'Nông Thị Mẫu' },
      subject: 'Điện thoại thử (vanphong.suoimau)',
      unit: OWN,
    });
    await admin.browser.post(`/api/admin/devices/${phone.certificate.body.deviceId}/lock`, { locked: true });
    expect(await newest(admin)).toMatchObject({ what: 'device.locked', actor: { name: 'Đàm Thị Thí Điểm' } });
    await admin.browser.post(`/api/admin/devices/${phone.certificate.body.deviceId}/lock`, { locked: false });
    const user = { username: 'ly.a', name: 'Lý A', memberships: [] as object[] };
    user.memberships.push({ space: OWN, organ: 'front', role: 'front' });
    await admin.browser.post('/api/admin/users', user);
    expect(await newest(admin)).toMatchObject({ what: 'user.created', subject: 'Lý A' });
  });

  it('tells that records were changed, by whom and on which device, and never a word of them', async () => {
    const phone = await HttpPhone.enrol(server, 'vanphong.suoimau');
    const visit = phone.visit({
      content: 'chuyện kín',
      [`people/${idOf('Dê')}/name`]: 'Lý A Dế',
    });
    const { body } = await phone.push([visit]);
    const edit = { ...phone.visit(), rid: visit.rid, op: 'patch', base: { rev: body.head.seq } } as const;
    await phone.push([{ ...edit, patch: { content: 'chuyện kín hơn', [`people/${idOf('Dê')}/phone`]: '0912345678' } }]);
    const [patched, created] = await entries(admin);
    expect(patched).toEqual({
      id: expect.any(String),
      at: expect.any(String),
      actor: { id: phone.userId, name: 'Nông Thị Mẫu' },
      device: 'Điện thoại thử',
      unit: OWN,
      what: 'record.patch',
      kind: 'reception-visit',
      groups: ['content', 'people/phone'],
    });
    expect(created).toMatchObject({ what: 'record.create', kind: 'reception-visit' });
    expect(created).not.toHaveProperty('groups');
    const text = JSON.stringify(await entries(admin));
    for (const secret of ['chuyện kín', 'Lý A Dế', '0912345678', visit.rid, idOf('Dê')])
      expect(text).not.toContain(secret);
  });

  it('of a denunciation nothing is told but that a record became one', async () => {
    const phone = await HttpPhone.enrol(server, 'vanphong.suoimau');
    const before = (await entries(admin)).length;
    const visit = phone.visit({ content: 'tố ai' });
    const made = await phone.push([visit]);
    const seq = made.body.head.seq;
    const follow = (op: 'patch' | 'redact', rev: number, patch: object) =>
      phone.push([{ ...phone.visit(), rid: visit.rid, op, base: { rev }, patch }]);
    await follow('patch', seq, { content: 'tố ai đó' });
    const redacted = { ...visit.patch, matter: 'denunciation', localCode: 'TC-7K2M', [REDACTED]: 'denunciation' };
    const { content: _gone, ...kept } = redacted as { [group: string]: unknown };
    const done = await follow('redact', seq + 1, kept);
    expect(done.body.results[0]?.st).toBe('applied');
    await follow('patch', seq + 2, { progress: { status: 'guided' } });
    // One that was a denunciation from the beginning is made like any other record.
    await phone.push([phone.visit({ matter: 'denunciation', localCode: 'TC-7K2N' })]);
    const told = (await entries(admin)).slice(0, -before);
    expect(told.map(({ what, groups }) => ({ what, groups }))).toEqual([
      { what: 'record.create', groups: undefined },
      { what: 'record.redact', groups: undefined },
      { what: 'record.create', groups: undefined },
    ]);
    expect(JSON.stringify(told)).not.toMatch(/TC-7K2|progress|localCode|denunciation/);
  });

  it('tells whom a change of a reference record is about; days off are the province’s', async () => {
    const rule = {
      kind: 'duty-rule',
      patch: {
        unit: { id: OWN },
        chair: { officialId: idOf('x'), name: 'Triệu Văn Ví Dụ', capacity: 'committee_chair' },
        days: { monthDays: [10] },
        hours: { part: 'day' },
        period: { from: '2026-07-01' },
      },
    };
    const { record } = (await admin.changes(rule)).body;
    await province.changes({ kind: 'duty-rule', rid: record.rid, op: 'patch', rev: record.rev, patch: { place: 'x' } });
    expect(await newest(admin)).toMatchObject({
      actor: { name: 'Phan Văn Quản Trị' },
      unit: OWN,
      what: 'record.patch',
      kind: 'duty-rule',
      groups: ['place'],
      subject: 'Chủ tịch UBND Triệu Văn Ví Dụ',
    });
    await province.changes({ kind: 'holiday-year', patch: { year: { year: 2027, status: 'official' } } });
    expect(await newest(province)).toMatchObject({ kind: 'holiday-year', subject: 'năm 2027' });
    expect((await newest(admin))?.kind).not.toBe('holiday-year');
  });

  it('shows each administrator his own units only', async () => {
    const foreign = await HttpPhone.enrol(server, 'vanphong.deogio');
    await foreign.push([foreign.visit()]);
    expect(await newest(province)).toMatchObject({ unit: OTHER, what: 'record.create' });
    const units = new Set((await entries(admin)).map(({ unit }) => unit));
    expect([...units]).toEqual([OWN]);
    const filtered = await entries(province, { unit: OTHER });
    expect(filtered.length).toBeGreaterThan(1);
    expect(new Set(filtered.map(({ unit }) => unit))).toEqual(new Set([OTHER]));
  });

  it('by person and by day', async () => {
    const person = (await newest(admin))?.actor?.id ?? '';
    const his = await entries(province, { person });
    expect(new Set(his.map(({ actor }) => actor?.id))).toEqual(new Set([person]));
    expect(await entries(admin, { from: '2026-11-19', to: '2026-11-19' })).toEqual([]);
    const day = await entries(admin, { from: '2026-11-20', to: '2026-11-20' });
    expect(day.length).toBeGreaterThan(3);
  });

  it('by what was done', async () => {
    const sorts = { receptions: [], reference: [], users: [], devices: [], other: [] } as { [act: string]: LogEntry[] };
    for (const act of Object.keys(sorts)) sorts[act] = await entries(province, { act });
    const all = await entries(province);
    expect(Object.values(sorts).flat()).toEqual(expect.arrayContaining(all));
    expect(new Set(sorts.receptions?.map(({ kind }) => kind))).toEqual(new Set(['reception-visit']));
    expect(sorts.reference?.map(({ kind }) => kind)).not.toContain('reception-visit');
    expect(sorts.reference?.length).toBeGreaterThan(0);
    expect(new Set(sorts.users?.map(({ what }) => what))).toEqual(new Set(['user.created']));
    expect(sorts.devices?.every(({ what }) => /^(device|enrolment)\./.test(what))).toBe(true);
    expect(sorts.devices?.length).toBeGreaterThan(0);
    expect((await log(admin, { act: 'drop' })).status).toBe(400);
  });

  it('page by page nothing is left out and nothing comes twice', async () => {
    const phone = await HttpPhone.enrol(server, 'vanphong.suoimau');
    // Of one batch: all at one instant.
    await phone.push(Array.from({ length: 120 }, () => phone.visit()));
    await admin.browser.post('/api/admin/users/nobody/lock', {});
    const all: LogEntry[] = [];
    let cursor: string | undefined;
    do {
      const { body }: { body: LogPage } = await log(admin, cursor === undefined ? {} : { cursor });
      all.push(...body.entries);
      cursor = body.cursor;
    } while (cursor !== undefined);
    expect(all.length).toBeGreaterThan(125);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    const times = all.map(({ at }) => at);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('a nonsense cursor begins at the top', async () => {
    expect((await log(admin, { cursor: "'; drop table change; --" })).status).toBe(200);
    expect((await log(admin, { from: 'gestern' })).status).toBe(400);
  });
});
