import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROBLEMS, type ProblemName } from '../../src/contract/problems.ts';
import { Role } from '../../src/contract/records/codes.ts';
import type { ReferenceRecord } from '../../src/contract/wire/reference.ts';
import type { PullAnswer } from '../../src/contract/wire/sync.ts';
import { DEMO_PROVINCE, demoCommuneId } from '../../src/server/demo/units.ts';
import { verifyAudit } from '../../src/server/storage/audit.ts';
import { idOf } from '../support/commune.ts';
import { Desk, type DeskChange } from '../support/desk.ts';
import { type Answered, HttpPhone } from '../support/http-client.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { ENGINES } from '../support/server-database.ts';

const OWN = demoCommuneId(1);
const OTHER = demoCommuneId(2);
const NOWHERE = '11111111-1111-4111-8111-111111111111';

const rule = (unit = OWN, capacity = 'committee_chair'): DeskChange => ({
  kind: 'duty-rule',
  patch: {
    unit: { id: unit },
    chair: { officialId: idOf('Triệu Văn Ví Dụ'), name: 'Triệu Văn Ví Dụ', capacity },
    days: { monthDays: [10, 25] },
    hours: { part: 'morning' },
    period: { from: '2026-07-01' },
  },
});
const holding = (unit = OWN): DeskChange => ({
  kind: 'office-holding',
  patch: { unit: { id: unit }, official: { id: idOf('Lý A'), name: 'Lý A' }, capacity: 'committee_vice_chair' },
});
const village = (unit = OWN): DeskChange => ({
  kind: 'unit',
  rid: unit,
  op: 'patch',
  patch: { [`villages/${v7()}/name`]: 'Nà Pháo' },
});
const identity = (unit = OWN, name = 'Xã Mới'): DeskChange => ({
  kind: 'unit',
  rid: unit,
  op: 'patch',
  patch: { identity: { code: 'TM01', kind: 'xa', level: 'commune', name } },
});
const year = (): DeskChange => ({
  kind: 'holiday-year',
  rid: v7(),
  patch: { year: { year: 2027, status: 'official' } },
});

function said(answer: Answered<unknown>): ProblemName | 'done' {
  if (answer.status === 200) return 'done';
  const { code, detail } = answer.body as { code?: string; detail?: string };
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(detail?.length).toBeGreaterThan(10);
  const found = Object.entries(PROBLEMS).find(([, problem]) => problem.code === code);
  expect(found?.[1].status).toBe(answer.status);
  return found?.[0] as ProblemName;
}

describe.each(ENGINES)('reference records at a desk (%s)', (engine) => {
  let server: TestServer;
  let admin: Desk;
  let province: Desk;

  beforeAll(async () => {
    server = await startTestServer({ database: engine === 'pglite' ? 'pglite-memory' : 'postgres' });
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

  /** Sends a change of the record as it stands. */
  async function tries(desk: Desk, change: DeskChange): Promise<ProblemName | 'done'> {
    const rev = change.op === 'patch' ? ((await province.record(change.rid ?? ''))?.rev ?? 0) : 0;
    return said(await desk.changes({ rev, ...change }));
  }

  async function stored(): Promise<number> {
    const [row] = await server.db.query<{ n: number }>(
      'select (select count(*) from record) + (select count(*) from change) + (select count(*) from mutation) as n',
    );
    return row?.n ?? -1;
  }

  it.each(Role.options)('asks what a %s may change', async (role) => {
    const desk = await Desk.of(server, `nguoi.${role}`);
    const ofCommittee = { commune_head: 1, commune_office: 1, commune_admin: 1, province_admin: 1 };
    const administers = { commune_admin: 1, province_admin: 1 };
    const allowed = (who: object) => (role in who ? 'done' : 'forbidden');
    const tried = {
      rule: await tries(desk, rule()),
      partyRule: await tries(desk, rule(OWN, 'party_secretary')),
      office: await tries(desk, holding()),
      village: await tries(desk, village()),
      unit: await tries(desk, identity()),
      year: await tries(desk, year()),
    };
    expect(tried).toEqual({
      rule: allowed(ofCommittee),
      partyRule: allowed(administers),
      office: allowed(administers),
      village: allowed(administers),
      unit: allowed({ province_admin: 1 }),
      year: allowed({ province_admin: 1 }),
    });
  });

  it.each(Role.options)('shows a %s no other unit than his own', async (role) => {
    const desk = await Desk.of(server, `nguoi.${role}`);
    const ofProvince = role.startsWith('province');
    const own = await desk.reads(OWN);
    expect(own.status).toBe(200);
    const unitsOf = (records: readonly ReferenceRecord[]) =>
      new Set(
        records.map(({ kind, rid, cells }) => (kind === 'unit' ? rid : (cells.unit as { id: string } | undefined)?.id)),
      );
    expect([...unitsOf(own.body.records)].filter((id) => id !== undefined)).toEqual([OWN]);
    const all = unitsOf((await desk.reads()).body.records);
    expect(all.has(OTHER)).toBe(ofProvince);
    expect(said(await desk.reads(OTHER))).toBe(ofProvince ? 'done' : 'notFound');
    expect(said(await desk.reads(NOWHERE))).toBe('notFound');
  });

  it.each(Role.options)('tells a %s nothing of the receptions of the province’s own office', async (role) => {
    await server.db.query(
      `insert into record (space_id, rid, kind, rev, schema_ver, cells, groups, buckets)
       values ($1, $2, 'reception-visit', 1, 1, $3::jsonb, '[]', '["unit-base:party"]') on conflict do nothing`,
      [DEMO_PROVINCE, idOf('lượt tiếp của tỉnh'), JSON.stringify({ organ: 'party', content: 'chuyện kín' })],
    );
    const { body } = await (await Desk.of(server, `nguoi.${role}`)).reads();
    expect(body.records.length).toBeGreaterThan(0);
    expect(JSON.stringify(body)).not.toContain('chuyện kín');
  });

  it('a phone may, in the session of its device', async () => {
    const phone = await HttpPhone.enrol(server, 'chutich.suoimau');
    const read = await phone.browser.get<{ epoch: string }>('/api/reference');
    const change = { ...admin.change(rule()), epoch: read.body.epoch };
    const { status, body } = await phone.browser.post<{ record: ReferenceRecord }>('/api/reference', change);
    expect(status).toBe(200);
    const [line] = await server.db.query<{ author: string; client_id: string | null }>(
      'select author, client_id from change where space_id = $1 and seq = $2',
      [DEMO_PROVINCE, body.record.rev],
    );
    expect(line).toEqual({ author: phone.userId, client_id: null });
  });

  it('answers for a foreign unit’s record exactly as for one that does not exist', async () => {
    const made = (await province.changes(rule(OTHER))).body.record;
    const before = await stored();
    for (const change of [
      rule(OTHER),
      holding(OTHER),
      rule(NOWHERE),
      village(OTHER),
      village(NOWHERE),
      { ...rule(OTHER), rid: made.rid, op: 'patch', rev: made.rev, patch: { place: 'Trụ sở' } },
      { ...rule(OTHER), rid: made.rid, op: 'patch', rev: 0, patch: { place: 'Trụ sở' } },
      { ...rule(OTHER), rid: made.rid, op: 'delete', rev: made.rev, patch: { '@deleted': { reason: 'x' } } },
      { ...rule(OTHER), rid: NOWHERE, op: 'patch', rev: made.rev, patch: { place: 'Trụ sở' } },
    ])
      expect(said(await admin.changes(change)), JSON.stringify(change)).toBe('notFound');
    // His own rule cannot be moved to another unit either.
    const own = (await admin.changes(rule())).body.record;
    const moved = { kind: 'duty-rule', rid: own.rid, op: 'patch', rev: own.rev, patch: { unit: { id: OTHER } } };
    expect(said(await admin.changes(moved))).toBe('notFound');
    expect(await stored()).toBe(before + 3);
  });

  it('goes the ordinary way: ledger, chain, digest, and every phone pulls it', async () => {
    const { body } = await admin.changes(rule());
    const phone = await HttpPhone.enrol(server, 'vanphong.deogio');
    const query = { proto: '1', space: DEMO_PROVINCE, bucket: 'reference', cursor: String(body.record.rev - 1) };
    const pulled = await phone.browser.get<PullAnswer>(`/sync/v1/pull?${new URLSearchParams(query)}`);
    expect(pulled.body.rows.map(({ rid }) => rid)).toEqual([body.record.rid]);
    const [sums] = await server.db.query<{ digest: number; rows: number }>(
      `select (select count from bucket_digest where space_id = $1 and bucket = 'reference' and kind = 'duty-rule') as digest,
         (select count(*) from record where space_id = $1 and kind = 'duty-rule') as rows`,
      [DEMO_PROVINCE],
    );
    expect(sums?.digest).toBe(sums?.rows);
    expect((await verifyAudit(server.db)).filter(({ fault }) => fault !== undefined)).toEqual([]);
  });

  it('a replay gets the first answer; the same number for something else is refused', async () => {
    const change = admin.change(rule());
    const [first, again] = [await admin.sends(change), await admin.sends(change)];
    expect(again).toMatchObject({ status: 200, body: first.body });
    const before = await stored();
    expect(said(await admin.sends({ ...change, patch: { ...(change.patch as object), place: 'Chỗ khác' } }))).toBe(
      'midReused',
    );
    // Also when somebody else has changed the record since: what was done once is done.
    const { rid, rev } = first.body.record;
    const place = { kind: 'duty-rule', rid, op: 'patch', rev, patch: { place: 'Nhà văn hóa' } };
    expect(said(await province.changes(place))).toBe('done');
    expect(said(await admin.sends(change))).toBe('done');
    expect(await stored()).toBe(before + 2);
  });

  it('over a newer version it is refused with what stands there, and no phone gets a conflict', async () => {
    const { rid, rev } = (await admin.changes(rule())).body.record;
    const patch = (place: string) => ({ kind: 'duty-rule', rid, op: 'patch', rev, patch: { place } });
    const newer = (await province.changes(patch('Trụ sở'))).body.record;
    const before = await stored();
    const late = await admin.changes(patch('Nhà văn hóa'));
    expect(said(late)).toBe('changedMeanwhile');
    expect(late.body.detail).toBe('Mục này vừa được Phan Văn Quản Trị sửa. Xem lại rồi lưu.');
    expect((late.body as { present?: unknown }).present).toEqual(newer);
    expect(said(await admin.changes({ ...rule(), rid }))).toBe('changedMeanwhile');
    const other = { ...patch('x'), rev: newer.rev, epoch: 'epoch-before-a-restore' };
    expect(said(await admin.changes(other))).toBe('changedMeanwhile');
    expect(await stored()).toBe(before);
    const conflicts = await server.db.query('select 1 from conflict where space_id = $1', [DEMO_PROVINCE]);
    expect(conflicts).toEqual([]);
    const own = await province.changes(patch('x'));
    expect(own.body.detail).toContain('chính bạn');
  });

  it('of two at the same moment one is told', async () => {
    const { rid, rev } = (await admin.changes(rule())).body.record;
    const answers = await Promise.all(
      [admin, province].map((desk, i) =>
        desk.changes({ kind: 'duty-rule', rid, op: 'patch', rev, patch: { note: `lời ${i}` } }),
      ),
    );
    expect(answers.map(said).sort()).toEqual(['changedMeanwhile', 'done']);
  });

  it('is deleted and comes back', async () => {
    const { rid, rev } = (await admin.changes(rule())).body.record;
    const gone = await admin.changes({
      kind: 'duty-rule',
      rid,
      op: 'delete',
      rev,
      patch: { '@deleted': { reason: 'Xếp nhầm' } },
    });
    expect(gone.body.record.cells['@deleted']).toEqual({ reason: 'Xếp nhầm' });
    const back = await admin.changes({
      kind: 'duty-rule',
      rid,
      op: 'restore',
      rev: gone.body.record.rev,
      patch: { '@deleted': null },
    });
    expect(back.body.record.cells['@deleted']).toBeNull();
  });

  it.each([
    ['no record id', { rid: 'x' }, 'malformed'],
    ['a negative rev', { rev: -1 }, 'malformed'],
    ['an operation of phones', { op: 'redact' }, 'malformed'],
    ['a kind that is not one', { kind: 'Duty Rule' }, 'malformed'],
    ['no patch', { patch: null }, 'malformed'],
    ['a visit', { kind: 'reception-visit' }, 'itemInvalid'],
    ['an unknown kind', { kind: 'future-thing' }, 'itemInvalid'],
    ['an unknown group', { patch: { ...rule().patch, secret: 1 } }, 'itemInvalid'],
    ['a value out of its range', { patch: { ...rule().patch, days: { monthDays: [32] } } }, 'itemInvalid'],
    ['a character that cannot be stored', { patch: { ...rule().patch, place: 'a\u0000b' } }, 'badText'],
    ['a missing group', { patch: { unit: { id: OWN } } }, 'missingGroup'],
    ['a rule of no unit', { patch: { ...rule().patch, unit: null } }, 'missingGroup'],
    ['a newer program’s record', { schemaVer: 99 }, 'protoUnsupported'],
    ['too much text', { patch: { ...rule().patch, note: 'a'.repeat(300_000) } }, 'itemTooLarge'],
    ['endless depth', { patch: { place: JSON.parse('['.repeat(40) + ']'.repeat(40)) } }, 'itemInvalid'],
    ['a deletion that deletes nothing', { op: 'delete', patch: {} }, 'notFound'],
  ] as const)('%s is refused and leaves no trace', async (_what, over, problem) => {
    const before = await stored();
    expect(said(await admin.sends({ ...admin.change(rule()), ...over }))).toBe(problem);
    expect(await stored()).toBe(before);
  });

  it('is refused to a withdrawn phone and without a session', async () => {
    const phone = await HttpPhone.enrol(server, 'vanphong2.suoimau');
    await admin.browser.post(`/api/admin/devices/${phone.certificate.body.deviceId}/revoke`, { wipe: false });
    expect(said(await phone.browser.get('/api/reference'))).toBe('deviceRevoked');
    expect(said(await phone.browser.post('/api/reference', admin.change(rule())))).toBe('deviceRevoked');
  });

  describe('a unit', () => {
    const fresh = (name: string, code: string): DeskChange => ({
      rid: v7(),
      kind: 'unit',
      patch: { identity: { code, kind: 'xa', level: 'commune', name }, parent: { id: DEMO_PROVINCE } },
    });
    const named = async (id: string) =>
      (await server.db.query<{ name: string }>('select name from space where space_id = $1', [id]))[0]?.name;

    it('brings its space, renames it, and takes it away again while it is unused', async () => {
      const made = (await province.changes(fresh('Tân Lập', 'TM90'))).body.record;
      expect(await named(made.rid)).toBe('Tân Lập');
      const renamed = { code: 'TM90', kind: 'phuong', level: 'commune', name: 'Tân Hòa' };
      const patch = { identity: renamed, oldNames: ['Tân Lập'] };
      const after = await province.changes({ kind: 'unit', rid: made.rid, op: 'patch', rev: made.rev, patch });
      expect(await named(made.rid)).toBe('Tân Hòa');
      const deletion = { kind: 'unit', rid: made.rid, op: 'delete', patch: { '@deleted': { reason: 'nhầm' } } };
      const gone = await province.changes({ ...deletion, rev: after.body.record.rev });
      expect(gone.status).toBe(200);
      expect(await named(made.rid)).toBeUndefined();
      const back = { ...deletion, op: 'restore', patch: { '@deleted': null }, rev: gone.body.record.rev };
      expect(said(await province.changes(back))).toBe('done');
      expect(await named(made.rid)).toBe('Tân Hòa');
    });

    it('that is in use is not deleted', async () => {
      const phone = await HttpPhone.enrol(server, 'vanphong.suoimau');
      await phone.push([phone.visit()]);
      const rev = (await province.record(OWN))?.rev ?? 0;
      const deletion = { kind: 'unit', rid: OWN, op: 'delete', rev, patch: { '@deleted': { reason: 'nhầm' } } };
      expect(said(await province.changes(deletion))).toBe('unitInUse');
      expect(await named(OWN)).toBeDefined();
      const made = (await province.changes(fresh('Vân An', 'TM91'))).body.record;
      await province.changes(holding(made.rid));
      expect(said(await province.changes({ ...deletion, rid: made.rid, rev: made.rev }))).toBe('unitInUse');
    });
  });
});
