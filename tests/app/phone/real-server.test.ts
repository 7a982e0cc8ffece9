// @vitest-environment node
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Environment } from '../../../src/app/phone/environment.ts';
import { phoneGate } from '../../../src/app/phone/gate.ts';
import type { Phone } from '../../../src/store/phone.ts';
import { successOf } from '../../store/support.ts';
import { eventually } from '../../support/eventually.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { Commune, Device, GOOD, PIN, titlesOf, untilSent, visitOf } from './support.ts';

const CLERK = 'vanphong.suoimau';
const CHAIR = 'chutich.suoimau';

let server: TestServer;
let commune: Commune;
beforeAll(async () => {
  server = await startTestServer({ port: 0 });
  commune = await Commune.opens();
});
afterAll(() => server.stop());

/** A browser of its own in front of the real server: a cookie, an origin, a disk. */
class RealDevice extends Device {
  cookie: string | undefined;
  offline = false;

  override tab(): Environment {
    const env = super.tab();
    this.world.ms = Date.now();
    return {
      ...env,
      http: {
        nowMs: () => Date.now(),
        timer: env.timer,
        fetch: async (url, init) => {
          if (this.offline) throw new TypeError('Failed to fetch');
          const headers = new Headers(init.headers);
          headers.set('origin', server.origin);
          if (this.cookie !== undefined) headers.set('cookie', this.cookie);
          const answer = await fetch(`${server.origin}${url}`, { ...init, headers });
          const [cookie] = answer.headers.getSetCookie();
          if (cookie !== undefined) this.cookie = cookie.split(';', 1)[0];
          return answer;
        },
      },
    };
  }

  override async starts(username = CLERK): Promise<Phone> {
    const gate = phoneGate(this.tab());
    const code = successOf(await gate.demoCode(username));
    const enrolment = successOf(await gate.enrol({ username, code, deviceName: 'Máy thử' }));
    return successOf(await enrolment.finish({ passphrase: GOOD, pin: PIN })).phone;
  }
}

async function saves(phone: Phone, name: string): Promise<string> {
  const rid = phone.newId();
  const visit = visitOf(name, '2026-07-06');
  const change = { ...visit, patch: { ...visit.patch, organ: phone.organs()[0] ?? '', recordedBy: phone.recordedBy } };
  successOf(await phone.records.save({ rid, kind: 'reception-visit', change, opened: null }));
  return rid;
}

/** As many as make the request large enough to be compressed. */
const NAMES = Array.from({ length: 12 }, (_, i) => `Nông Thị Đào ${i}`);

describe('a phone before the real server', () => {
  it('enrols, sends what was saved offline, and a second phone of the commune sees it', async () => {
    const clerk = await new RealDevice(commune, 0x10000).starts();
    await untilSent(clerk);
    const away = new RealDevice(commune, 0x20000);
    const phone = await away.starts();
    away.offline = true;
    for (const name of NAMES) await saves(phone, name);
    expect(phone.sync.getSnapshot().phase).not.toBe('attention');
    away.offline = false;
    away.page.goOnline();
    await untilSent(phone);
    expect(await phone.records.quarantine()).toEqual([]);

    clerk.sync.sendNow();
    await eventually(() => expect(titlesOf(clerk)).toEqual(expect.arrayContaining(NAMES)));
    clerk.lockNow();
    phone.lockNow();
  });

  it('signs in anew after another user of the same browser, and nobody’s work goes out in his name', async () => {
    const shared = new RealDevice(commune, 0x30000);
    const clerk = await shared.starts();
    await untilSent(clerk);
    clerk.lockNow();
    const chair = await shared.starts(CHAIR);
    await untilSent(chair);
    chair.lockNow();

    const gate = phoneGate(shared.tab());
    const user = (await gate.users()).find(({ username }) => username === CLERK);
    const again = successOf(await gate.locked(user as NonNullable<typeof user>).openWithPin(PIN));
    await saves(again, 'Lý Văn Páo');
    await untilSent(again);
    expect(await again.records.quarantine()).toEqual([]);
    expect(await gate.users()).toHaveLength(2);
    again.lockNow();
  });

  it('says what the server said of a wrong code', async () => {
    const gate = phoneGate(new RealDevice(commune, 0x40000).tab());
    const wrong = await gate.enrol({ username: CLERK, code: '00000000', deviceName: '' });
    expect(wrong).toMatchObject({ ok: false, error: { tag: 'refused' } });
  });

  it('stops when the server revokes it, by its signature', async () => {
    const device = new RealDevice(commune, 0x50000);
    const phone = await device.starts();
    await untilSent(phone);
    const admin = new RealDevice(commune, 0x60000).tab().http;
    const headers = { 'content-type': 'application/json' };
    await admin.fetch('/api/demo/session', {
      method: 'POST',
      headers,
      body: JSON.stringify({ username: 'tinh.quantri' }),
    });
    const { devices } = await (await admin.fetch('/api/admin/devices', { method: 'GET' })).json();
    const mine = devices.find((one: { id: string }) => one.id === device.sessionOf);
    expect(mine).toBeDefined();
    const path = `/api/admin/devices/${device.sessionOf}/revoke`;
    const revoked = await admin.fetch(path, { method: 'POST', headers, body: JSON.stringify({ wipe: false }) });
    expect(revoked.status).toBeLessThan(300);
    phone.sync.sendNow();
    await eventually(() => expect(phone.sync.getSnapshot().phase).toBe('stopped'));
    expect(phone.sync.getSnapshot().problem?.code).toBe('GD-2005');
    await saves(phone, 'Vẫn ghi được');
    phone.lockNow();
  });
});
