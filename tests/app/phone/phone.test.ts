// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { phoneGate } from '../../../src/app/phone/gate.ts';
import { PROBLEMS } from '../../../src/contract/problems.ts';
import { err } from '../../../src/domain/result.ts';
import { REMOVE_WORDS } from '../../../src/store/phone.ts';
import { hashWasmArgon2 } from '../../../src/store/vault/argon2.ts';
import { systemRandom, toBase64Url, utf8 } from '../../../src/store/vault/bytes.ts';
import { IDLE_BEFORE_COVER_MS, KEYS_LIVE_MS } from '../../../src/store/vault/lock.ts';
import { answerRecoveryRequest } from '../../../src/store/vault/recovery.ts';
import { makeRecoveryKey, openRecoveryKeyFile } from '../../../src/store/vault/recovery-key.ts';
import { successOf, USER } from '../../store/support.ts';
import { eventually } from '../../support/eventually.ts';
import { CODE, Commune, Device, GOOD, NAME, PIN, saves, titlesOf, untilSent, visitOf } from './support.ts';

const CHEAP = { memoryKiB: 64, iterations: 1, parallelism: 1 };

describe('a phone', () => {
  it('is enrolled, records without a network, survives a kill and sends by itself', async () => {
    const commune = await Commune.opens();
    const device = new Device(commune);
    const first = await device.starts();
    await untilSent(first);
    commune.online = false;
    for (const name of ['Nông Thị Đào', 'Hoàng Văn Sơn', 'Lý Thị Mai']) await saves(first, name);
    expect(device.persisted).toBe(1);

    const phone = await device.opensAgain();
    expect([...titlesOf(phone)].sort()).toEqual(['Hoàng Văn Sơn', 'Lý Thị Mai', 'Nông Thị Đào']);
    await eventually(() => expect(phone.sync.getSnapshot()).toMatchObject({ phase: 'offline', waiting: 3 }));
    expect(commune.received).toHaveLength(0);

    commune.online = true;
    device.page.goOnline();
    await untilSent(phone);
    expect(commune.received.map(({ patch }) => patch[NAME])).toEqual(['Nông Thị Đào', 'Hoàng Văn Sơn', 'Lý Thị Mai']);
    expect(commune.received[0]).toMatchObject({ author: USER, schemaVer: 1, kind: 'reception-visit', no: 1 });
    expect(device.reports).toEqual([]);
    first.lockNow();
    phone.lockNow();
  });

  it('stamps each save later than the one before, whatever the clock does', async () => {
    const device = new Device(await Commune.opens());
    const phone = await device.starts();
    await saves(phone, 'Một');
    device.world.ms -= 3_600_000;
    await saves(phone, 'Hai');
    await untilSent(phone);
    const stamps = device.commune.received.map(({ hlc }) => hlc);
    expect(stamps).toEqual([...stamps].sort());
    phone.lockNow();
  });

  it('asks for the day when its clock shows 1970, after it has met the server', async () => {
    const device = new Device(await Commune.opens());
    const phone = await device.starts();
    await untilSent(phone);
    expect(phone.today()).toEqual({ date: '2026-11-23' });
    device.world.ms = 0;
    expect(phone.today()).toEqual({ date: '1970-01-01', doubt: 'before-build' });
    device.world.ms = Date.UTC(2040, 0, 1);
    expect(phone.today().doubt).toBe('ahead-of-server');
    phone.lockNow();
  });

  it('shows in one tab what the other saved, and in both that it was sent', async () => {
    const device = new Device(await Commune.opens());
    device.commune.online = false;
    device.commune.online = true;
    const one = await device.starts();
    const two = await device.opensAgain();
    await untilSent(one);
    await saves(one, 'Nông Thị Đào');
    await eventually(() => expect(titlesOf(two)).toEqual(['Nông Thị Đào']));
    await untilSent(one);
    await untilSent(two);
    one.lockNow();
    two.lockNow();
  });

  it('keeps a draft to one tab', async () => {
    const device = new Device(await Commune.opens());
    const phone = await device.starts();
    const release = await phone.holdDraft('f1');
    expect(release).toBeDefined();
    expect(await phone.holdDraft('f1')).toBeUndefined();
    release?.();
    expect(await phone.holdDraft('f1')).toBeDefined();
    phone.lockNow();
  });

  it('opens its database again when the browser has closed it, and loses nothing', async () => {
    const device = new Device(await Commune.opens());
    const phone = await device.starts();
    await untilSent(phone);
    device.stores.at(-1)?.close();
    await saves(phone, 'Nông Thị Đào');
    expect(phone.storeLoss.getSnapshot()).toBeUndefined();
    await untilSent(phone);
    expect(device.commune.received).toHaveLength(1);
    phone.lockNow();
  });

  it('says so when the browser has deleted its database', async () => {
    const device = new Device(await Commune.opens());
    const phone = await device.starts();
    await untilSent(phone);
    const [name] = (await device.disk.databases()).flatMap((one) => (one.name?.startsWith('gan-dan-') ? one.name : []));
    await device.tab().deleteStore(name ?? '');
    const saved = await phone.records.save({
      rid: phone.newId(),
      kind: 'reception-visit',
      change: visitOf('Đào'),
      opened: null,
    });
    expect(saved).toEqual({ ok: false, error: { tag: 'closed' } });
    expect(phone.storeLoss.getSnapshot()).toBe('evicted');
    phone.lockNow();
  });
});

describe('the door', () => {
  it('reads a QR fragment, and nothing else', async () => {
    const gate = phoneGate(new Device(await Commune.opens()).tab());
    const fragment = (value: unknown) => `#enrol=${toBase64Url(utf8(JSON.stringify(value)))}`;
    expect(gate.readEnrolFragment(fragment({ u: 'đào', c: CODE }))).toEqual({ username: 'đào', code: CODE });
    for (const hash of ['', '#enrol=', '#enrol=%%', fragment({ u: 'a', c: '12' }), fragment('x'), '#other=1'])
      expect(gate.readEnrolFragment(hash)).toBeUndefined();
  });

  it('tells a wrong code, a missing network, a forged certificate', async () => {
    const commune = await Commune.opens();
    const gate = phoneGate(new Device(commune).tab());
    const ask = (code: string) => gate.enrol({ username: 'lan', code, deviceName: '' });
    expect(await ask('00000000')).toMatchObject({ ok: false, error: { tag: 'refused', code: 'GD-2003' } });
    commune.online = false;
    expect(await ask(CODE)).toEqual({ ok: false, error: { tag: 'unreachable' } });
    commune.online = true;
    commune.profile = { ...commune.profile, user: { ...commune.profile.user, id: commune.profile.provinceSpace } };
    const other = new Device(commune);
    const real = other.tab();
    const forged = phoneGate({
      ...real,
      http: {
        ...real.http,
        fetch: async (url, init) => {
          const answer = await (await real.http.fetch(url, init)).json();
          return Response.json({ ...answer, certificate: { ...answer.certificate, signature: 'AAAA' } });
        },
      },
    });
    const refused = await forged.enrol({ username: 'lan', code: CODE, deviceName: '' });
    expect(refused).toEqual({ ok: false, error: { tag: 'bad-certificate' } });
    expect(await gate.users()).toEqual([]);
  });

  it('does not keep records for a reader of the province', async () => {
    const commune = await Commune.opens();
    const { provinceSpace } = commune.profile;
    commune.profile = {
      ...commune.profile,
      memberships: [{ space: provinceSpace, organ: 'committee', role: 'province_viewer' }],
    };
    const gate = phoneGate(new Device(commune).tab());
    const enrolled = await gate.enrol({ username: 'tinh', code: CODE, deviceName: '' });
    expect(enrolled).toMatchObject({ ok: false, error: { tag: 'no-records-here' } });
  });

  it('never makes a vault over another: a user who is here unlocks', async () => {
    const device = new Device(await Commune.opens());
    const phone = await device.starts();
    phone.lockNow();
    const gate = phoneGate(device.tab());
    const again = await gate.enrol({ username: 'lan', code: CODE, deviceName: '' });
    expect(again).toMatchObject({ ok: false, error: { tag: 'already-here', user: { name: 'Bàn Thị Lan' } } });
  });

  it('finds its users again when the list of them is lost', async () => {
    const device = new Device(await Commune.opens());
    const phone = await device.starts();
    phone.lockNow();
    const env = device.tab();
    for (const user of await env.directory.users()) await env.directory.remove(user.id);
    expect(await phoneGate(env).users()).toMatchObject([{ name: 'Bàn Thị Lan', unitName: 'xã Mẫu Một' }]);
  });

  it('starts anew after an enrolment that was cut off', async () => {
    const device = new Device(await Commune.opens());
    const enrolment = await device.enrols();
    const weak = await enrolment.finish({ passphrase: 'ngắn' });
    expect(weak).toMatchObject({ ok: false, error: { tag: 'passphrase-weak' } });
    expect(await phoneGate(device.tab()).users()).toEqual([]);
    const { phone, pinProblem } = successOf(await enrolment.finish({ passphrase: GOOD, pin: '111111' }));
    expect(pinProblem).toEqual({ tag: 'pin-too-simple' });
    expect(await phone.slots()).toEqual({ passphrase: true, passkey: false, recovery: true });
    phone.lockNow();
  });

  it('is made once when two tabs enrol the same user at the same time', async () => {
    const device = new Device(await Commune.opens());
    const two = await device.enrols();
    let second: unknown;
    const create = async () => {
      // The first tab has written its slots, but not yet whose phone this is.
      second ??= await two.finish({ passphrase: 'suối trong núi cao gió mát' });
      return err({ tag: 'passkey-failed' as const, reason: 'unsupported' as const });
    };
    device.passkeys = { ...device.passkeys, create };
    const { phone } = successOf(await (await device.enrols()).finish({ passphrase: GOOD, passkey: true }));
    expect(second).toEqual({ ok: false, error: { tag: 'vault-exists' } });
    await saves(phone, 'Đào');
    phone.lockNow();
    const again = await device.opensAgain();
    expect(titlesOf(again)).toEqual(['Đào']);
    again.lockNow();
  });

  it('clears what a cut off enrolment left, for no record rests under its key', async () => {
    const device = new Device(await Commune.opens());
    const good = device.commune.recovery;
    device.commune.recovery = toBase64Url(utf8('không phải khóa'));
    const first = await (await device.enrols()).finish({ passphrase: GOOD });
    expect(first).toEqual({ ok: false, error: { tag: 'recovery-key-invalid' } });
    device.commune.recovery = good;
    const { phone } = successOf(await (await device.enrols()).finish({ passphrase: GOOD }));
    phone.lockNow();
  });

  it('trusts no certificate of another device', async () => {
    const commune = await Commune.opens();
    const real = new Device(commune).tab();
    const swapped = phoneGate({
      ...real,
      http: {
        ...real.http,
        fetch: (url, init) => {
          const body = JSON.parse(new TextDecoder().decode(init.body as Uint8Array));
          return real.http.fetch(url, { ...init, body: JSON.stringify({ ...body, publicKey: 'another' }) });
        },
      },
    });
    const refused = await swapped.enrol({ username: 'lan', code: CODE, deviceName: '' });
    expect(refused).toEqual({ ok: false, error: { tag: 'bad-certificate' } });
  });

  it('opens by PIN and passphrase, and counts wrong ones', async () => {
    const device = new Device(await Commune.opens());
    (await device.starts()).lockNow();
    const gate = phoneGate(device.tab());
    const [user] = await gate.users();
    const locked = gate.locked(user as NonNullable<typeof user>);
    expect(successOf(await locked.slots())).toMatchObject({ passphrase: true, recovery: true });
    expect(await locked.openWithPin('000000')).toMatchObject({
      ok: false,
      error: { tag: 'wrong-secret', wrongTries: 1 },
    });
    expect(await locked.openWithPassphrase('sai hoàn toàn rồi nhé')).toMatchObject({
      ok: false,
      error: { tag: 'wrong-secret' },
    });
    const phone = successOf(await locked.openWithPin(PIN));
    expect(phone.unit.name).toBe('xã Mẫu Một');
    expect(phone.organs()).toEqual(['committee']);
    phone.lockNow();
  });

  it('stops at a row that does not open, and says where', async () => {
    const device = new Device(await Commune.opens());
    const phone = await device.starts();
    await saves(phone, 'Đào');
    await untilSent(phone);
    phone.lockNow();
    const gate = phoneGate(device.tab());
    const [user] = await gate.users();
    const store = await device.tab().openStore(user?.id ?? '', () => undefined);
    await store.write(['summary'], async (tx) => {
      const [row] = await tx.all('summary');
      if (row !== undefined)
        await tx.put('summary', [{ ...row, ct: row.ct.map((byte, i) => (i === 20 ? byte ^ 1 : byte)) }]);
    });
    store.close();
    const opened = await gate.locked(user as NonNullable<typeof user>).openWithPin(PIN);
    expect(opened).toEqual({ ok: false, error: { tag: 'unreadable', table: 'summary' } });
  });
});

describe('cover, lock and leaving', () => {
  it('covers after idle minutes, uncovers by PIN, and sends on below', async () => {
    const device = new Device(await Commune.opens());
    const phone = await device.starts();
    await untilSent(phone);
    device.passes(IDLE_BEFORE_COVER_MS);
    expect(phone.lock.getSnapshot()).toBe('covered');
    device.page.touch();
    expect(phone.lock.getSnapshot()).toBe('covered');
    await saves(phone, 'Đào');
    await untilSent(phone);
    expect(await phone.lock.uncoverWithPin('000000')).toMatchObject({ ok: false });
    expect(phone.lock.getSnapshot()).toBe('covered');
    successOf(await phone.lock.uncoverWithPin(PIN));
    expect(phone.lock.getSnapshot()).toBe('open');
    device.passes(IDLE_BEFORE_COVER_MS - 1000);
    device.page.touch();
    device.passes(IDLE_BEFORE_COVER_MS - 1000);
    expect(phone.lock.getSnapshot()).toBe('open');
    phone.lockNow();
  });

  it('is not covered while the app’s own camera hides it, or a session is held', async () => {
    const device = new Device(await Commune.opens());
    const phone = await device.starts();
    await phone.lock.ownScreen(async () => {
      device.page.show(false);
      device.passes(2 * 60_000);
      device.page.show(true);
    });
    expect(phone.lock.getSnapshot()).toBe('open');
    device.page.show(false);
    device.passes(2 * 60_000);
    expect(phone.lock.getSnapshot()).toBe('covered');
    successOf(await phone.lock.uncoverWithPassphrase(GOOD));
    const release = phone.lock.hold('session');
    device.passes(60 * 60_000);
    expect(phone.lock.getSnapshot()).toBe('open');
    release();
    device.passes(IDLE_BEFORE_COVER_MS);
    expect(phone.lock.getSnapshot()).toBe('covered');
    phone.lockNow();
  });

  it('drops the keys after twelve hours: nothing is read or sent any more', async () => {
    const device = new Device(await Commune.opens());
    const phone = await device.starts();
    await untilSent(phone);
    device.passes(KEYS_LIVE_MS);
    expect(phone.lock.getSnapshot()).toBe('locked');
    const saved = await phone.records.save({
      rid: phone.newId(),
      kind: 'reception-visit',
      change: visitOf('Đào'),
      opened: null,
    });
    expect(saved).toEqual({ ok: false, error: { tag: 'closed' } });
    const asked = device.commune.server.seen.length;
    device.passes(24 * 60 * 60_000);
    await Promise.resolve();
    expect(device.commune.server.seen.length).toBe(asked);
    expect(device.reports).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(device.commune.server.timers).toBe(0);
  });

  it('signs out with unsent work: it stays, sealed, and goes out next time', async () => {
    const device = new Device(await Commune.opens());
    const phone = await device.starts();
    await untilSent(phone);
    device.commune.online = false;
    await saves(phone, 'Đào');
    const leaving = phone.signOut();
    expect(await leaving).toEqual({ waiting: 1 });
    expect(phone.lock.getSnapshot()).toBe('locked');
    expect(device.sessionOf).toBeUndefined();
    device.commune.online = true;
    const again = await device.opensAgain();
    await untilSent(again);
    expect(device.commune.received).toHaveLength(1);
    again.lockNow();
  });

  it('is not removed with unsent work unless it was exported and the words were typed', async () => {
    const device = new Device(await Commune.opens());
    const phone = await device.starts();
    await untilSent(phone);
    device.commune.online = false;
    await saves(phone, 'Đào');
    expect(await phone.removeFromPhone(REMOVE_WORDS)).toEqual({
      ok: false,
      error: { tag: 'unsent', waiting: 1, refused: 0, drafts: 0 },
    });
    successOf(await phone.exportBackup(GOOD));
    await saves(phone, 'Sau Khi Xuất');
    successOf(await phone.records.saveDraft('lượt mới', phone.newId(), { who: 'Đang Gõ' }));
    expect(await phone.removeFromPhone(REMOVE_WORDS)).toEqual({
      ok: false,
      error: { tag: 'unsent', waiting: 2, refused: 0, drafts: 1 },
    });
    successOf(await phone.exportBackup(GOOD));
    expect(await phone.removeFromPhone('xóa')).toEqual({ ok: false, error: { tag: 'not-confirmed' } });
    successOf(await phone.removeFromPhone('Xóa khỏi máy này'));
    expect(await phoneGate(device.tab()).users()).toEqual([]);
  });

  it('is wiped only by the server’s signature, and only when nothing is unsent', async () => {
    const device = new Device(await Commune.opens());
    const phone = await device.starts();
    await untilSent(phone);
    await saves(phone, 'Đào');
    await untilSent(phone);
    device.commune.revoked = { wipe: true };
    phone.sync.sendNow();
    await eventually(() => expect(phone.lock.getSnapshot()).toBe('locked'));
    await eventually(async () => expect(await phoneGate(device.tab()).users()).toEqual([]));
  });

  it('with a form that is not finished is not wiped', async () => {
    const device = new Device(await Commune.opens());
    const phone = await device.starts();
    await untilSent(phone);
    successOf(await phone.records.saveDraft('lượt mới', phone.newId(), { who: 'Đang Gõ' }));
    device.commune.revoked = { wipe: true };
    phone.sync.sendNow();
    await eventually(() => expect(phone.lock.getSnapshot()).toBe('locked'));
    expect(await phoneGate(device.tab()).users()).toHaveLength(1);
  });

  it('that was wiped and opened by the recovery key stays open, to be read and exported only', async () => {
    const device = new Device(await Commune.opens());
    const recovery = successOf(
      await makeRecoveryKey({ random: systemRandom, argon2: hashWasmArgon2, argon2Params: CHEAP }, GOOD, ''),
    );
    device.commune.recovery = toBase64Url(recovery.publicKey);
    const phone = await device.starts();
    await untilSent(phone);
    device.commune.refuses = PROBLEMS.itemInvalid.code;
    await saves(phone, 'Đào');
    await eventually(() => expect(phone.sync.getSnapshot().refused).toBe(1));
    device.commune.revoked = { wipe: true };
    phone.sync.sendNow();
    await eventually(() => expect(phone.lock.getSnapshot()).toBe('locked'));

    const gate = phoneGate(device.tab());
    const [user] = await gate.users();
    const locked = gate.locked(user as NonNullable<typeof user>);
    const pending = successOf(await locked.requestRecovery());
    const key = successOf(await openRecoveryKeyFile(hashWasmArgon2, recovery.file, GOOD));
    const answer = successOf(await answerRecoveryRequest(key, pending.request));
    const opened = successOf(await locked.openWithRecovery(pending, answer, GOOD));
    await eventually(() => expect(opened.sync.getSnapshot().phase).toBe('stopped'));
    opened.sync.sendNow();
    await eventually(() => expect(opened.sync.getSnapshot().phase).toBe('stopped'));
    expect(opened.lock.getSnapshot()).toBe('open');
    expect(opened.withdrawn).toBe(true);
    expect(titlesOf(opened)).toEqual(['Đào']);
    expect(await opened.records.saveDraft('lượt mới', opened.newId(), {})).toEqual({
      ok: false,
      error: { tag: 'withdrawn' },
    });
    successOf(await opened.exportBackup(GOOD));
    opened.lockNow();
    successOf(await locked.openWithPassphrase(GOOD)).lockNow();
  });

  it('whose unsent work exists here only is not wiped, but only the recovery key opens it', async () => {
    const device = new Device(await Commune.opens());
    const phone = await device.starts();
    await untilSent(phone);
    device.commune.refuses = PROBLEMS.itemInvalid.code;
    await saves(phone, 'Đào');
    await eventually(() => expect(phone.sync.getSnapshot().refused).toBe(1));
    device.commune.revoked = { wipe: true };
    phone.sync.sendNow();
    await eventually(() => expect(phone.lock.getSnapshot()).toBe('locked'));
    const gate = phoneGate(device.tab());
    const [user] = await gate.users();
    const slots = await gate.locked(user as NonNullable<typeof user>).slots();
    expect(successOf(slots)).toEqual({ passphrase: false, passkey: false, recovery: true });
  });

  it('whose passphrase and PIN are forgotten opens by the recovery key, with everything unsent, under new secrets', async () => {
    const device = new Device(await Commune.opens());
    const recovery = successOf(
      await makeRecoveryKey({ random: systemRandom, argon2: hashWasmArgon2, argon2Params: CHEAP }, GOOD, ''),
    );
    device.commune.recovery = toBase64Url(recovery.publicKey);
    const phone = await device.starts();
    await untilSent(phone);
    successOf(await phone.setPin(GOOD, '384756'));
    device.commune.online = false;
    await saves(phone, 'Chưa Gửi Bao Giờ');
    phone.lockNow();

    const gate = phoneGate(device.tab());
    const [user] = await gate.users();
    const locked = gate.locked(user as NonNullable<typeof user>);
    const pending = successOf(await locked.requestRecovery());
    const key = successOf(await openRecoveryKeyFile(hashWasmArgon2, recovery.file, GOOD));
    const answer = successOf(await answerRecoveryRequest(key, pending.request));
    const words = 'suối trong núi cao gió mát';
    expect(await locked.openWithRecovery(pending, answer, words, '111111')).toMatchObject({
      ok: false,
      error: { tag: 'pin-too-simple' },
    });
    const opened = successOf(await locked.openWithRecovery(pending, answer, words));
    expect(titlesOf(opened)).toEqual(['Chưa Gửi Bao Giờ']);
    expect(await opened.slots()).toEqual({ passphrase: true, passkey: false, recovery: true });
    device.commune.online = true;
    device.page.goOnline();
    await untilSent(opened);
    expect(device.commune.received).toHaveLength(1);
    opened.lockNow();

    expect(await locked.openWithPin('384756')).toMatchObject({ ok: false, error: { reason: 'never-set' } });
    expect(await locked.openWithPassphrase(GOOD)).toMatchObject({ ok: false, error: { tag: 'wrong-secret' } });
    const again = successOf(await locked.openWithPassphrase(words));
    again.lockNow();
    const asked = successOf(await locked.requestRecovery());
    const second = successOf(await answerRecoveryRequest(key, asked.request));
    successOf(await locked.openWithRecovery(asked, second, GOOD, '916273')).lockNow();
    successOf(await locked.openWithPin('916273')).lockNow();
  });

  it('whose work the server has put aside because of the revocation is wiped', async () => {
    const device = new Device(await Commune.opens());
    const phone = await device.starts();
    await untilSent(phone);
    device.commune.refuses = PROBLEMS.quarantinedByRevocation.code;
    await saves(phone, 'Đào');
    await eventually(() => expect(phone.sync.getSnapshot().refused).toBe(1));
    device.commune.revoked = { wipe: true };
    phone.sync.sendNow();
    await eventually(async () => expect(await phoneGate(device.tab()).users()).toEqual([]));
  });

  it('that is revoked without wiping goes on writing', async () => {
    const device = new Device(await Commune.opens());
    const phone = await device.starts();
    await untilSent(phone);
    device.commune.revoked = { wipe: false };
    phone.sync.sendNow();
    await eventually(() => expect(phone.sync.getSnapshot().phase).toBe('stopped'));
    await saves(phone, 'Đào');
    expect(titlesOf(phone)).toEqual(['Đào']);
    phone.lockNow();
  });

  it('changes its secrets only for who knows the passphrase', async () => {
    const device = new Device(await Commune.opens());
    const phone = await device.starts();
    expect(await phone.setPin('không phải câu này đâu', '384756')).toMatchObject({ ok: false });
    successOf(await phone.setPin(GOOD, '384756'));
    device.passes(60_000);
    successOf(await phone.changePassphrase(GOOD, 'suối trong núi cao gió mát trăng thanh'));
    phone.lockNow();
    const again = await device.opensAgain('SUOI TRONG nui cao gio mat trang thanh');
    again.lockNow();
  });
});
