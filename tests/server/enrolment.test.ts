import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../src/contract/problems.ts';
import type {
  DeviceList,
  EnrolmentCode,
  FirstRecoveryKey,
  QuarantineList,
  UserList,
} from '../../src/contract/wire/administration.ts';
import type { EnrolAnswer, Profile, RevokedNotice } from '../../src/contract/wire/session.ts';
import type { PullAnswer, PushAnswer } from '../../src/contract/wire/sync.ts';
import { canonical } from '../../src/domain/merge/cells.ts';
import { DEMO_ACCOUNTS } from '../../src/server/demo/accounts.ts';
import { demoCommuneId } from '../../src/server/demo/units.ts';
import { HttpPhone, TestBrowser } from '../support/http-client.ts';
import { deviceKeys, startTestServer, type TestServer } from '../support/server.ts';
import { ENGINES } from '../support/server-database.ts';

const CLERK = 'vanphong.suoimau';
const MINUTE_MS = 60_000;

describe.each(ENGINES)('devices and their people (%s)', (engine) => {
  let server: TestServer;
  let nowMs = Date.UTC(2026, 6, 6, 1);
  let admin: TestBrowser;
  let browsers = 0;

  beforeAll(async () => {
    server = await startTestServer({
      database: engine === 'pglite' ? 'pglite-memory' : 'postgres',
      nowMs: () => nowMs,
    });
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    nowMs += 2 * 60 * MINUTE_MS;
    admin = browser();
    await admin.post('/api/demo/session', { username: 'tinh.quantri' });
  });

  function browser(): TestBrowser {
    browsers += 1;
    const made = new TestBrowser(server.app);
    made.address = `10.1.${Math.floor(browsers / 250)}.${browsers % 250}`;
    return made;
  }

  const request = (username: string, code: string) => ({
    username,
    code,
    publicKey: deviceKeys().publicKey,
    deviceName: 'Điện thoại',
  });

  async function codeFor(username: string): Promise<string> {
    const { body } = await admin.get<UserList>('/api/admin/users');
    const id = body.users.find(({ user }) => user.username === username)?.user.id;
    return (await admin.post<EnrolmentCode>(`/api/admin/users/${id}/enrolment-code`, {})).body.code;
  }

  const wrong = (code: string) => String((Number(code) + 1) % 100_000_000).padStart(8, '0');

  it('makes a device of whoever has the code, once', async () => {
    const code = await codeFor(CLERK);
    const phone = browser();
    const enrolled = await phone.post<EnrolAnswer>('/api/enrol', request(CLERK, code));
    expect(enrolled.status).toBe(200);
    const { certificate, serverKey, recoveryKey, profile } = enrolled.body;
    const key = createPublicKey({ key: Buffer.from(serverKey, 'base64url'), format: 'der', type: 'spki' });
    const signature = Buffer.from(certificate.signature, 'base64url');
    expect(
      verify('sha256', Buffer.from(canonical(certificate.body)), { key, dsaEncoding: 'ieee-p1363' }, signature),
    ).toBe(true);
    expect(Buffer.from(recoveryKey, 'base64url')).toHaveLength(65);
    expect(profile).toMatchObject({ user: { username: CLERK }, demo: true, memberships: [{ role: 'commune_office' }] });
    expect(profile.spaces).toHaveLength(2);
    expect((await phone.get('/api/session')).status).toBe(200);
    expect((await browser().post('/api/enrol', request(CLERK, code))).body.code).toBe(PROBLEMS.codeDead.code);
  });

  it('kills a code after five wrong tries, and counts an unknown name down just the same', async () => {
    const code = await codeFor(CLERK);
    const thief = browser();
    const seen = async (username: string, tried: string) => {
      const { body } = await thief.post('/api/enrol', request(username, tried));
      return [body.code, body.params?.left];
    };
    const known: unknown[] = [];
    const unknown: unknown[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      known.push(await seen(CLERK, wrong(code)));
      unknown.push(await seen('khong.co.ai', wrong(code)));
    }
    expect(known.map((answer) => (answer as unknown[])[1])).toEqual([4, 3, 2, 1, 0, undefined]);
    expect(known).toEqual(unknown);
    expect((await browser().post('/api/enrol', request(CLERK, code))).body.code).toBe(PROBLEMS.codeDead.code);
  });

  it('forgets a code after half an hour, and the former one when a new one is given', async () => {
    const first = await codeFor(CLERK);
    const second = await codeFor(CLERK);
    expect((await browser().post('/api/enrol', request(CLERK, first))).status).toBe(401);
    nowMs += 31 * MINUTE_MS;
    expect((await browser().post('/api/enrol', request(CLERK, second))).body.code).toBe(PROBLEMS.codeDead.code);
  });

  it('stops an address after twenty wrong tries in an hour; right ones are not limited', async () => {
    const office = browser();
    for (let turn = 0; turn < 25; turn += 1)
      expect((await office.post('/api/enrol', request(CLERK, await codeFor(CLERK)))).status).toBe(200);
    const thief = browser();
    for (let turn = 0; turn < 20; turn += 1)
      expect((await thief.post('/api/enrol', request(`ai.do${turn}`, '00000000'))).status).toBe(401);
    const stopped = await thief.post('/api/enrol', request(CLERK, await codeFor(CLERK)));
    expect(stopped.body.code).toBe(PROBLEMS.rateLimited.code);
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(3000);
    expect((await office.post('/api/enrol', request(CLERK, await codeFor(CLERK)))).status).toBe(200);
    nowMs += 61 * MINUTE_MS;
    expect((await thief.post('/api/enrol', request(CLERK, await codeFor(CLERK)))).status).toBe(200);
  });

  it('stops everybody after two hundred wrong tries in an hour', async () => {
    for (let turn = 0; turn < 200; turn += 1) await browser().post('/api/enrol', request(`ai.do${turn}`, '00000000'));
    expect((await browser().post('/api/enrol', request('ai', '00000000'))).body.code).toBe(PROBLEMS.rateLimited.code);
  });

  it('gives a session to whoever signs a fresh nonce, once, for twelve hours', async () => {
    const phone = await HttpPhone.enrol(server, CLERK);
    phone.browser.cookie = undefined;
    const signedIn = await phone.signIn();
    expect(signedIn.status).toBe(200);
    const cookie = String(signedIn.headers['set-cookie']);
    for (const word of ['HttpOnly', 'SameSite=Strict', 'Max-Age=43200', 'Path=/']) expect(cookie).toContain(word);
    expect((await phone.push([phone.visit()])).status).toBe(200);
    nowMs += 12 * 60 * MINUTE_MS + 1;
    const expired = await phone.push([phone.visit({}, { no: 2 })]);
    expect(expired.body.code).toBe(PROBLEMS.noSession.code);
    expect((await phone.signIn()).status).toBe(200);
    await phone.browser.send('DELETE', '/api/session');
    expect((await phone.push([phone.visit({}, { no: 2 })])).status).toBe(401);
  });

  it('refuses a nonce twice, an old one, a made-up one, a wrong key, and a changed certificate', async () => {
    const phone = await HttpPhone.enrol(server, CLERK);
    const keys = deviceKeys();
    const ask = (certificate: unknown, nonce: string, signature: string) =>
      browser().post('/api/session/device', { certificate, nonce, signature });
    const { body } = await browser().post<{ nonce: string }>('/api/session/nonce', {});
    const forged = await ask(phone.certificate, body.nonce, keys.sign(`gan-dan session ${body.nonce}`));
    expect(forged.body.code).toBe(PROBLEMS.badSignature.code);
    expect((await ask(phone.certificate, 'x.y.z', keys.sign('gan-dan session x.y.z'))).body.code).toBe(
      PROBLEMS.badSignature.code,
    );
    expect((await ask(phone.certificate, body.nonce, 'short')).body.code).toBe(PROBLEMS.badSignature.code);
    expect((await phone.signInWith(body.nonce)).status).toBe(200);
    expect((await phone.signInWith(body.nonce)).body.code).toBe(PROBLEMS.badSignature.code);
    const { body: aged } = await browser().post<{ nonce: string }>('/api/session/nonce', {});
    nowMs += 6 * MINUTE_MS;
    expect((await phone.signInWith(aged.nonce)).body.code).toBe(PROBLEMS.badSignature.code);
    const changed = { ...phone.certificate, body: { ...phone.certificate.body, userId: DEMO_ACCOUNTS[8]?.id } };
    expect((await ask(changed, body.nonce, 'x')).body.code).toBe(PROBLEMS.badCertificate.code);
    const otherKey = { ...phone.certificate, body: { ...phone.certificate.body, publicKey: keys.publicKey } };
    expect((await ask(otherKey, body.nonce, 'x')).body.code).toBe(PROBLEMS.badCertificate.code);
  });

  it('does not let one user send in the name of another who shares the browser', async () => {
    const lan = await HttpPhone.enrol(server, CLERK);
    await lan.push([lan.visit()]);
    const other = await HttpPhone.enrol(server, 'vanphong2.suoimau');
    const visit = lan.visit();
    lan.browser.cookie = other.browser.cookie;
    // Nothing was stored of it, so that it goes through once its author is back.
    expect((await lan.push([visit])).body.code).toBe(PROBLEMS.noSession.code);
    await lan.signIn();
    expect((await lan.push([visit])).body.results?.[0]?.st).toBe('applied');
  });

  it('shuts out a revoked device, keeps what it still sends for the administrator, and signs the notice', async () => {
    const phone = await HttpPhone.enrol(server, CLERK);
    const { deviceId } = phone.certificate.body;
    expect((await admin.get(`/api/session/revoked?device=${deviceId}`)).status).toBe(404);
    await admin.post(`/api/admin/devices/${deviceId}/revoke`, { wipe: true });

    const pulled = await phone.browser.get<PullAnswer>(phone.pullUrl({ cursor: '0' }));
    expect(pulled.body.code).toBe(PROBLEMS.deviceRevoked.code);
    const notice = (await browser().get<RevokedNotice>(`/api/session/revoked?device=${deviceId}`)).body;
    expect(notice.body).toMatchObject({ deviceId, wipe: true });
    expect(server.deps.auth.keys.signed(notice.body, notice.signature)).toBe(true);
    const { revoked } = pulled.body as { revoked?: RevokedNotice };
    expect(revoked?.body).toEqual(notice.body);
    expect((await phone.browser.get('/api/reports/receptions?from=2026-01-01&to=2026-12-31')).status).toBe(403);

    phone.browser.cookie = undefined;
    expect((await phone.signIn()).status).toBe(200);
    const visit = phone.visit({ content: 'chưa kịp gửi' });
    const sent = await phone.push([visit]);
    expect(sent.body.results).toMatchObject([
      { mid: visit.mid, st: 'rejected', problem: { code: PROBLEMS.quarantinedByRevocation.code } },
    ]);
    expect(sent.body.rows).toEqual([]);
    expect((await phone.push([visit])).status).toBe(200);

    const waiting = (await admin.get<QuarantineList>('/api/admin/quarantine')).body.items;
    expect(waiting.filter(({ id }) => id === visit.mid)).toMatchObject([{ kind: 'reception-visit', what: 'mutation' }]);
    expect(JSON.stringify(waiting)).not.toContain('chưa kịp gửi');
    expect(
      (await admin.post(`/api/admin/quarantine/${visit.mid}`, { space: phone.space, decision: 'accept' })).status,
    ).toBe(200);
    const colleague = await HttpPhone.enrol(server, 'vanphong2.suoimau');
    const page = (await colleague.browser.get<PullAnswer>(colleague.pullUrl({ before: '0' }))).body;
    expect(page.rows.find(({ rid }) => rid === visit.rid)).toMatchObject({ cells: { content: 'chưa kịp gửi' } });
    expect(
      (await admin.post(`/api/admin/quarantine/${visit.mid}`, { space: phone.space, decision: 'accept' })).status,
    ).toBe(404);
  });

  it('takes a device back that a restored server forgot; what it sends waits when its user is unknown too', async () => {
    const phone = await HttpPhone.enrol(server, CLERK);
    const { deviceId, userId } = phone.certificate.body;
    await server.db.query('delete from device where device_id = $1', [deviceId]);
    await server.db.query('delete from session');
    expect((await phone.signIn()).status).toBe(200);
    await admin.post('/api/demo/session', { username: 'tinh.quantri' });
    const listed = (await admin.get<DeviceList>('/api/admin/devices')).body.devices.find(({ id }) => id === deviceId);
    expect(listed?.reregisteredAt).toBeDefined();
    expect((await phone.push([phone.visit()])).body.results?.[0]?.st).toBe('applied');

    const [user] = await server.db.query<{ row: string }>(
      'select to_jsonb(u)::text as row from app_user u where user_id = $1',
      [userId],
    );
    await server.db.query('delete from app_user where user_id = $1', [userId]);
    const memberships = DEMO_ACCOUNTS.find(({ username }) => username === CLERK)?.memberships ?? [];
    await server.db.query('delete from user_membership where user_id = $1', [userId]);
    expect((await phone.signIn()).status).toBe(200);
    const visit = phone.visit({ content: 'người ghi bị quên' });
    const sent = await phone.push([visit]);
    expect(sent.body.results?.[0]).toMatchObject({
      st: 'rejected',
      problem: { code: PROBLEMS.waitsForAdministrator.code },
    });
    expect((await phone.browser.get(phone.pullUrl({ cursor: '0' }))).body.code).toBe(
      PROBLEMS.waitsForAdministrator.code,
    );
    expect(
      (await admin.post(`/api/admin/quarantine/${visit.mid}`, { space: phone.space, decision: 'accept' })).status,
    ).toBe(403);

    const { username, name } = JSON.parse(user?.row ?? '{}') as { username: string; name: string };
    expect((await admin.post('/api/admin/users', { id: userId, username, name, memberships })).status).toBe(200);
    expect(
      (await admin.post(`/api/admin/quarantine/${visit.mid}`, { space: phone.space, decision: 'accept' })).status,
    ).toBe(200);
    expect((await phone.push([{ ...visit, no: 2 }])).body.results?.[0]).toMatchObject({ st: 'applied', replay: true });
  });

  it('says to the minute when a device last spoke, whatever it asked for', async () => {
    const phone = await HttpPhone.enrol(server, 'vanphong.deogio');
    const told = async () => {
      const { body } = await admin.get<DeviceList>('/api/admin/devices');
      return Date.parse(body.devices.find(({ id }) => id === phone.certificate.body.deviceId)?.lastSeen ?? '');
    };
    nowMs += 30 * MINUTE_MS;
    await phone.browser.get('/api/session');
    expect(await told()).toBe(nowMs);
  });

  it('locks users and devices until they are unlocked', async () => {
    const phone = await HttpPhone.enrol(server, 'vanphong.deogio');
    const { deviceId, userId } = phone.certificate.body;
    await admin.post(`/api/admin/devices/${deviceId}/lock`, { locked: true });
    expect((await phone.browser.get('/api/session')).status).toBe(401);
    expect((await phone.signIn()).status).toBe(403);
    await admin.post(`/api/admin/devices/${deviceId}/lock`, { locked: false });
    expect((await phone.signIn()).status).toBe(200);
    await admin.post(`/api/admin/users/${userId}/lock`, { locked: true });
    expect((await phone.browser.get('/api/session')).status).toBe(401);
    expect((await phone.signIn()).status).toBe(403);
    await admin.post(`/api/admin/users/${userId}/lock`, { locked: false });
    expect((await phone.signIn()).status).toBe(200);
  });

  it('gives somebody another role at once; nobody his own, nor rights over others', async () => {
    const phone = await HttpPhone.enrol(server, 'vanphong.deogio');
    const { userId } = phone.certificate.body;
    const held = (await phone.browser.get<{ profile: Profile }>('/api/session')).body.profile.memberships;
    const grants = held.map((grant) => ({ ...grant, role: 'commune_head' as const }));
    const change = (who: TestBrowser, memberships: unknown, id = userId) =>
      who.post(`/api/admin/users/${id}/grants`, { memberships });
    expect((await change(admin, grants)).status).toBe(200);
    expect((await phone.browser.get<{ profile: Profile }>('/api/session')).body.profile.memberships).toEqual(grants);
    const local = browser();
    const { body } = await local.post<{ profile: Profile }>('/api/demo/session', { username: 'quantri.suoimau' });
    expect((await change(local, grants)).status).toBe(404);
    const { id } = body.profile.user;
    expect((await change(local, body.profile.memberships, id)).status).toBe(403);
    const clerk = DEMO_ACCOUNTS.find(({ username }) => username === CLERK);
    const grab = [{ space: server.root, organ: 'committee', role: 'province_admin' }];
    expect((await change(local, grab, clerk?.id)).status).toBe(403);
    expect((await change(admin, [])).status).toBe(400);
    expect((await change(admin, held)).status).toBe(200);
    expect((await phone.browser.get<{ profile: Profile }>('/api/session')).body.profile.memberships).toEqual(held);
  });

  it('signs people without a phone in by password', async () => {
    const { body } = await admin.post<{ id: string }>('/api/admin/users', {
      username: 'bao.cao',
      name: 'Người Đọc Báo Cáo',
      memberships: [{ space: server.root, organ: 'committee', role: 'province_viewer' }],
      password: 'mật khẩu đủ dài',
    });
    expect(body.id).toMatch(/^[0-9a-f-]{36}$/);
    const viewer = browser();
    const ask = (username: string, password: string) =>
      viewer.post<{ profile: Profile }>('/api/session/password', { username, password });
    expect((await ask('bao.cao', 'sai')).body.code).toBe(PROBLEMS.wrongPassword.code);
    expect((await ask('khong.co', 'sai')).body.code).toBe(PROBLEMS.wrongPassword.code);
    expect((await ask(CLERK, 'sai')).body.code).toBe(PROBLEMS.wrongPassword.code);
    // Typed on a keyboard that sends letters and marks apart.
    const right = await ask('bao.cao', 'mật khẩu đủ dài'.normalize('NFD'));
    expect(right.body.profile.user.name).toBe('Người Đọc Báo Cáo');
    expect((await viewer.get('/api/reports/receptions?from=2026-01-01&to=2026-12-31')).status).toBe(200);
    for (let turn = 0; turn < 20; turn += 1) await ask('bao.cao', 'sai');
    expect((await ask('bao.cao', 'mật khẩu đủ dài')).body.code).toBe(PROBLEMS.rateLimited.code);
  });

  it('lets an administrator of a commune manage his own unit only, and hand out no rights over others', async () => {
    const local = browser();
    await local.post('/api/demo/session', { username: 'quantri.suoimau' });
    const users = (await local.get<UserList>('/api/admin/users')).body.users.map(({ user }) => user.username);
    expect(users).toContain(CLERK);
    expect(users).not.toContain('vanphong.deogio');
    expect(users).not.toContain('tinh.xem');
    const foreign = DEMO_ACCOUNTS.find(({ username }) => username === 'vanphong.deogio')?.id;
    expect((await local.post(`/api/admin/users/${foreign}/enrolment-code`, {})).status).toBe(404);
    expect((await local.post(`/api/admin/users/${foreign}/lock`, { locked: true })).status).toBe(404);
    const grab = {
      username: 'tham.lam',
      name: 'Tham',
      memberships: [{ space: server.root, organ: 'committee', role: 'province_admin' }],
    };
    expect((await local.post('/api/admin/users', grab)).status).toBe(403);
    expect((await local.post('/api/admin/recovery-key', { publicKey: 'x' })).status).toBe(403);
    expect((await local.post('/api/admin/recovery-key/first', {})).status).toBe(403);
    const stranger = await HttpPhone.enrol(server, 'vanphong.deogio');
    const revoke = `/api/admin/devices/${stranger.certificate.body.deviceId}/revoke`;
    expect((await local.post(revoke, { wipe: true })).status).toBe(404);
    const lock = `/api/admin/devices/${stranger.certificate.body.deviceId}/lock`;
    expect((await local.post(lock, { locked: true })).status).toBe(404);
    const shown = (await local.get<DeviceList>('/api/admin/devices')).body.devices.map(({ id }) => id);
    expect(shown).not.toContain(stranger.certificate.body.deviceId);
    const next = { username: 'ke.ben', name: 'Kề Bên' };
    const there = { space: demoCommuneId(2), organ: 'committee', role: 'commune_office' };
    expect((await local.post('/api/admin/users', { ...next, memberships: [there] })).status).toBe(403);
    expect((await local.get('/api/admin/known-units')).status).toBe(403);
    const space = { id: demoCommuneId(99), code: 'TM99', kind: 'xa', level: 'commune', name: 'Xã Tự Lập' };
    expect((await local.post('/api/admin/spaces', { space })).status).toBe(403);
    const clerk = await HttpPhone.enrol(server, CLERK);
    expect((await clerk.browser.get<UserList>('/api/admin/users')).body.users).toEqual([]);
  });

  it('hands the first recovery key over until the administrator, who brings his own, says that he keeps it', async () => {
    const made = deviceKeys().publicKey;
    const point = Buffer.from(made, 'base64url').subarray(-65).toString('base64url');
    expect((await admin.post('/api/admin/recovery-key', { publicKey: 'abcd' })).status).toBe(400);
    const asksFirst = async () => (await admin.post<FirstRecoveryKey>('/api/admin/recovery-key/first', {})).body.first;
    const first = await asksFirst();
    expect(first).toBeDefined();
    // Replaced without a word about the first one, or its answer lost: the first stays until somebody keeps it.
    expect((await admin.post('/api/admin/recovery-key', { publicKey: point })).status).toBe(200);
    expect(await asksFirst()).toEqual(first);
    const kept = { publicKey: point, firstKept: true };
    expect((await admin.post('/api/admin/recovery-key', kept)).status).toBe(200);
    expect((await admin.post('/api/admin/recovery-key', kept)).status).toBe(200);
    expect(await asksFirst()).toBeUndefined();
    const { body } = await browser().post<EnrolAnswer>('/api/enrol', request(CLERK, await codeFor(CLERK)));
    expect(body.recoveryKey).toBe(point);
  });

  it("writes down each answer to a phone's recovery request, by ids only, and lets nobody below the province give one", async () => {
    const clerk = DEMO_ACCOUNTS.find(({ username }) => username === CLERK);
    const space = clerk?.memberships[0]?.space;
    const vault = { space, user: clerk?.id, installation: '01990000-0000-7000-8000-00000000a11c' };
    expect((await admin.post('/api/admin/recovery-answers', vault)).status).toBe(200);
    const local = browser();
    await local.post('/api/demo/session', { username: 'quantri.suoimau' });
    expect((await local.post('/api/admin/recovery-answers', vault)).status).toBe(403);
    expect((await browser().post('/api/admin/recovery-answers', vault)).status).toBe(401);
    const events = await server.db.query<{ actor: string; target: string }>(
      `select actor, target from admin_event where what = 'recovery.answered'`,
    );
    const administrator = DEMO_ACCOUNTS.find(({ username }) => username === 'tinh.quantri');
    expect(events).toEqual([{ actor: administrator?.id, target: [space, clerk?.id, vault.installation].join('/') }]);
  });
});

it("gives the demo's shortcuts to nobody on a real server, whose first administrator comes by a one-time link", async () => {
  const { firstAdministratorToken } = await import('../../src/server/auth/first-administrator.ts');
  const server = await startTestServer({ mode: 'serve' });
  try {
    const visitor = new TestBrowser(server.app);
    expect((await visitor.post('/api/demo/session', { username: 'tinh.quantri' })).status).toBe(404);
    const token = (await firstAdministratorToken(server.deps.auth)) ?? '';
    const password = 'một mật khẩu thật dài';
    expect((await visitor.post('/api/admin/first-password', { token: 'guess', password })).status).toBe(410);
    expect((await visitor.post('/api/admin/first-password', { token, password })).body).toEqual({
      username: 'quantri',
    });
    expect((await visitor.post('/api/admin/first-password', { token, password })).status).toBe(410);
    expect((await visitor.post('/api/session/password', { username: 'quantri', password })).status).toBe(200);
    expect((await visitor.get('/api/admin/users')).status).toBe(200);
    expect(await firstAdministratorToken(server.deps.auth)).toBeUndefined();
    const pushed = await visitor.post<PushAnswer>('/sync/v1/push', { proto: 1 });
    expect(pushed.status).toBe(400);
  } finally {
    await server.stop();
  }
});
