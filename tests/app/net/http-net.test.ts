// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type DeviceIdentity, deviceSession, type SessionMark } from '../../../src/app/net/device-session.ts';
import { request, STALL_MS } from '../../../src/app/net/http.ts';
import { httpNet } from '../../../src/app/net/http-net.ts';
import type { Profile, RevokedNotice } from '../../../src/contract/wire/session.ts';
import { fromBase64Url, toBase64Url, utf8 } from '../../../src/store/vault/bytes.ts';
import { importDeviceKey, makeDeviceKeyPair } from '../../../src/store/vault/keys.ts';
import { idNo, SPACE, USER } from '../../store/support.ts';
import { eventually } from '../../support/eventually.ts';
import { FakeServer, json, makeServerKey, refusal, type Seen } from './support.ts';

const DEVICE = idNo(77);
const PULLED = {
  epoch: 'e1',
  now: 123,
  serverVer: '1',
  rows: [],
  cursor: { seq: 0, hash: '' },
  more: false,
  head: { seq: 0, hash: '' },
};
const QUERY = { proto: '1', space: SPACE, bucket: 'unit-base:committee', cursor: '0' };
const PROFILE: Profile = {
  user: { id: USER, username: 'lan', name: 'Bàn Thị Lan' },
  memberships: [],
  spaces: [],
  provinceSpace: SPACE,
  policy: { unlock: 'normal', shareBetweenOrgans: false, denouncerIdentity: 'paper' },
  demo: true,
};

class Mark implements SessionMark {
  id: string | undefined = DEVICE;
  readonly get = () => this.id;
  readonly set = (id: string | undefined) => {
    this.id = id;
  };
}

async function aDevice() {
  const pair = await makeDeviceKeyPair();
  const serverKey = await makeServerKey();
  const body = {
    deviceId: DEVICE,
    userId: USER,
    username: 'lan',
    publicKey: 'k',
    spaces: [SPACE],
    issuedAt: '2026-11-23',
    serial: '1',
  };
  const device: DeviceIdentity = {
    certificate: { body, signature: await serverKey.sign(body) },
    deviceKey: await importDeviceKey(pair.privatePkcs8),
    serverKey: serverKey.spki,
  };
  return { device, serverKey, publicSpki: pair.publicSpki };
}

let server = new FakeServer();
let mark = new Mark();
let world: Awaited<ReturnType<typeof aDevice>>;
const times = vi.fn<(ms: number) => void>();
const profiles = vi.fn<(profile: Profile) => void>();
const revoked = vi.fn<(notice: RevokedNotice) => void>();

function net() {
  const listeners = { onProfile: profiles, onRevoked: revoked };
  return httpNet(server.ports, deviceSession(server.ports, world.device, mark, listeners), times);
}

beforeEach(async () => {
  server = new FakeServer();
  mark = new Mark();
  world = await aDevice();
  for (const mock of [times, profiles, revoked]) mock.mockClear();
});

describe('what a phone makes of an answer', () => {
  it('takes what the contract knows, and the time of the server', async () => {
    server.on('/sync/v1/pull', () => json(PULLED));
    expect(await net().pull(QUERY)).toEqual({ tag: 'ok', value: PULLED });
    expect(server.seen[0]?.path).toBe(`/sync/v1/pull?proto=1&space=${SPACE}&bucket=unit-base%3Acommittee&cursor=0`);
    expect(times).toHaveBeenCalledWith(123);
    expect(server.timers).toBe(0);
  });

  it.each([
    ['the page of a captive portal', () => new Response('<html>Xin chào Viettel</html>', { status: 200 })],
    ['JSON of somebody else', () => json({ ok: true })],
    ['half an answer', () => new Response(JSON.stringify(PULLED).slice(0, 40))],
    ['a proxy without a server behind it', () => new Response('Bad Gateway', { status: 502 })],
    ['a refusal without our number', () => json({ status: 403, detail: 'no' }, 403)],
    [
      'an old answer under another status',
      () => json({ type: '', title: '', status: 403, detail: '', code: 'GD-2009' }, 407),
    ],
    ['no network', () => new TypeError('Failed to fetch')],
  ])('counts as unreachable: %s', async (_, reply) => {
    server.on('/sync/v1/pull', reply);
    expect(await net().pull(QUERY)).toEqual({ tag: 'unreachable' });
    expect(times).not.toHaveBeenCalled();
  });

  it('hears a numbered refusal and how long to wait', async () => {
    server.on('/sync/v1/pull', () => refusal('rateLimited', { 'retry-after': '7' }));
    expect(await net().pull(QUERY)).toMatchObject({ tag: 'refused', problem: { code: 'GD-1006' }, retryAfterMs: 7000 });
    server.on('/sync/v1/pull', () =>
      refusal('unavailable', { 'retry-after': new Date(server.ms + 90_000).toUTCString() }),
    );
    expect(await net().pull(QUERY)).toMatchObject({
      tag: 'refused',
      problem: { code: 'GD-1503' },
      retryAfterMs: 90_000,
    });
    server.on('/sync/v1/pull', () => refusal('epoch'));
    expect(await net().pull(QUERY)).toMatchObject({ tag: 'refused', problem: { code: 'GD-3001' } });
  });

  it('obeys a proxy that asks for patience, though not for a day', async () => {
    server.on('/sync/v1/pull', () => new Response('busy', { status: 503, headers: { 'retry-after': '86400' } }));
    expect(await net().pull(QUERY)).toMatchObject({
      tag: 'refused',
      problem: { code: 'GD-1503' },
      retryAfterMs: 3_600_000,
    });
  });

  it('ends a request after half a minute of silence, before and inside an answer', async () => {
    server.on('/sync/v1/pull', () => 'silent');
    const silent = net().pull(QUERY);
    await eventually(() => expect(server.seen).toHaveLength(1));
    server.pass(STALL_MS);
    expect(await silent).toEqual({ tag: 'unreachable' });
  });

  it('gives an upload the time that the weakest uplink needs', async () => {
    server.on('/slow', () => 'silent');
    const body = { noise: toBase64Url(crypto.getRandomValues(new Uint8Array(60_000))) };
    let ended = false;
    const slow = request(server.ports, { method: 'POST', path: '/slow', body }).finally(() => {
      ended = true;
    });
    await eventually(() => expect(server.seen).toHaveLength(1));
    // 60 kB of chance at 16 kbit/s take half a minute before the server can begin to answer.
    server.pass(STALL_MS + 29_000);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(ended).toBe(false);
    server.pass(5_000);
    expect(await slow).toEqual({ tag: 'unreachable' });
  });

  it('waits on as long as pieces keep coming', async () => {
    const bytes = utf8(JSON.stringify(PULLED));
    let give: ((n: number) => void) | undefined;
    server.on('/sync/v1/pull', () => {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          let at = 0;
          give = (n) => {
            controller.enqueue(bytes.slice(at, at + n));
            at += n;
            if (at >= bytes.length) controller.close();
          };
        },
      });
      return new Response(body);
    });
    const slow = net().pull(QUERY);
    for (let i = 0; i < 5; i += 1) {
      await eventually(() => expect(give).toBeDefined());
      await new Promise((resolve) => setTimeout(resolve, 5));
      server.pass(STALL_MS - 1000);
      give?.(10);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    give?.(bytes.length);
    expect((await slow).tag).toBe('ok');
  });
});

describe('what a phone sends', () => {
  const head = {
    proto: 1,
    appVer: '1',
    clientId: idNo(1),
    space: SPACE,
    epoch: 'e',
    seen: { seq: 0, hash: '' },
    cursorOf: {},
    now: 1,
  };
  const answer = {
    epoch: 'e',
    now: 5,
    serverVer: '1',
    results: [],
    rows: [],
    headBefore: { seq: 0, hash: '' },
    head: { seq: 0, hash: '' },
  };

  it('is JSON, compressed from a kilobyte on', async () => {
    server.on('/sync/v1/push', () => json(answer));
    const small = { ...head, muts: [{ mid: idNo(2) }] };
    const large = { ...head, muts: [{ mid: idNo(2), text: 'Nông Thị Đào '.repeat(200) }] };
    await net().push(small);
    await net().push(large);
    expect(server.seen.map((seen) => seen.headers.get('content-encoding'))).toEqual([null, 'gzip']);
    expect(server.seen.map((seen) => seen.headers.get('content-type'))).toEqual([
      'application/json',
      'application/json',
    ]);
    expect(server.seen.map((seen) => seen.body)).toEqual([small, large]);
  });
});

describe('a session', () => {
  function signsIn(): void {
    server.on('/api/session/nonce', () => json({ nonce: 'n-1' }));
    server.on('/api/session/device', () => json({ profile: PROFILE, expiresAt: '2026-11-24' }));
  }

  it('that has expired is renewed with the device key, once, and the request repeated', async () => {
    signsIn();
    let calls = 0;
    server.on('/sync/v1/pull', () => {
      calls += 1;
      return calls === 1 ? refusal('noSession') : json(PULLED);
    });
    expect((await net().pull(QUERY)).tag).toBe('ok');
    const { certificate, nonce, signature } = (server.asked('/api/session/device')[0] as Seen).body as {
      certificate: unknown;
      nonce: string;
      signature: string;
    };
    expect([certificate, nonce]).toEqual([world.device.certificate, 'n-1']);
    const key = await crypto.subtle.importKey('spki', world.publicSpki, { name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'verify',
    ]);
    const bytes = fromBase64Url(signature);
    const valid =
      bytes.ok &&
      (await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, bytes.value, utf8('gan-dan session n-1')));
    expect(valid).toBe(true);
    expect(profiles).toHaveBeenCalledWith(PROFILE);
  });

  it('that cannot be renewed is not asked for in a circle', async () => {
    signsIn();
    server.on('/sync/v1/pull', () => refusal('noSession'));
    expect(await net().pull(QUERY)).toMatchObject({ tag: 'refused', problem: { code: 'GD-2001' } });
    expect(server.asked('/sync/v1/pull')).toHaveLength(2);
  });

  it('of another user of this phone is never used', async () => {
    signsIn();
    mark.id = idNo(5);
    server.on('/sync/v1/pull', () => json(PULLED));
    expect((await net().pull(QUERY)).tag).toBe('ok');
    expect(server.seen.map((seen) => seen.path.split('?')[0])).toEqual([
      '/api/session/nonce',
      '/api/session/device',
      '/sync/v1/pull',
    ]);
    expect(mark.id).toBe(DEVICE);
  });

  it('of another user stays unused while the server is out of reach', async () => {
    mark.id = idNo(5);
    server.on('/sync/v1/pull', () => json(PULLED));
    expect(await net().pull(QUERY)).toEqual({ tag: 'unreachable' });
    expect(server.asked('/sync/v1/pull')).toHaveLength(0);
  });

  it('is asked for once when several requests find it gone', async () => {
    signsIn();
    mark.id = undefined;
    server.on('/sync/v1/pull', () => json(PULLED));
    const phone = net();
    await Promise.all([phone.pull(QUERY), phone.pull(QUERY)]);
    expect(server.asked('/api/session/nonce')).toHaveLength(1);
  });
});

describe('revocation', () => {
  const body = { deviceId: DEVICE, revokedAt: '2026-11-23T01:00:00Z', wipe: true };
  beforeEach(() => {
    server.on('/sync/v1/pull', () => refusal('deviceRevoked'));
  });

  it('counts with the signature of the pinned server', async () => {
    const notice = { body, signature: await world.serverKey.sign(body) };
    server.on('/api/session/revoked', () => json(notice));
    expect(await net().pull(QUERY)).toMatchObject({ tag: 'refused', problem: { code: 'GD-2005' } });
    expect(revoked).toHaveBeenCalledWith(notice);
  });

  it('is nobody’s word without it', async () => {
    const other = await makeServerKey();
    const another = { ...body, deviceId: idNo(9) };
    for (const reply of [
      json({ body, signature: await other.sign(body) }),
      json({ body: another, signature: await world.serverKey.sign(another) }),
      json({ body: { ...body, wipe: false }, signature: await world.serverKey.sign(body) }),
      json({ body, signature: '' }),
      refusal('notFound'),
    ]) {
      server.on('/api/session/revoked', () => reply);
      expect(await net().pull(QUERY)).toEqual({ tag: 'unreachable' });
    }
    expect(revoked).not.toHaveBeenCalled();
  });
});
