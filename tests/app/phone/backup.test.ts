// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import { REDACTED } from '../../../src/contract/records/kind.ts';
import type { Mutation, PushRequest } from '../../../src/contract/wire/sync.ts';
import type { Phone } from '../../../src/store/phone.ts';
import { idNo, successOf } from '../../store/support.ts';
import { errorOf, flipped } from '../../store/vault/support.ts';
import { Commune, Device, GOOD, NAME, saves, titlesOf, untilSent } from './support.ts';

/** A phone that has sent one visit, holds a second and a draft, and was then dropped into the river. */
async function aLostPhone(commune: Commune): Promise<{ readonly file: Blob; readonly rids: readonly string[] }> {
  const phone = await new Device(commune).starts();
  const sent = await saves(phone, 'Nông Thị Đào');
  await untilSent(phone);
  commune.online = false;
  const unsent = await saves(phone, 'Hoàng Văn Sơn');
  const open = await phone.records.open(sent);
  const change = { op: 'patch' as const, patch: { note: 'gọi lại' } };
  successOf(await phone.records.save({ rid: sent, kind: 'reception-visit', change, opened: open?.opened ?? null }));
  successOf(await phone.records.saveDraft('f1', phone.newId(), { content: 'dở dang' }));
  const { blob } = successOf(await phone.exportBackup(GOOD));
  phone.lockNow();
  commune.online = true;
  return { file: blob, rids: [sent, unsent] };
}

const clientsOf = (commune: Commune): readonly string[] =>
  commune.server.asked('/sync/v1/push').map((seen) => (seen.body as PushRequest).clientId);

let commune: Commune;
let file: Blob;
let rids: readonly string[];
beforeEach(async () => {
  commune = await Commune.opens();
  ({ file, rids } = await aLostPhone(commune));
});

async function aNewPhone(): Promise<Phone> {
  const phone = await new Device(commune, 0x9000).starts();
  await untilSent(phone);
  return phone;
}

describe('a backup', () => {
  it('brings a lost phone’s work onto a new one, which sends it once under a client of its own', async () => {
    const before = commune.received.length;
    const phone = await aNewPhone();
    expect(titlesOf(phone)).toEqual([]);
    const restored = successOf(await phone.restoreBackup(file, GOOD));
    expect(restored).toMatchObject({ records: 2, waiting: 2, drafts: 1, skipped: 0 });
    await untilSent(phone);
    expect([...titlesOf(phone)].sort()).toEqual(['Hoàng Văn Sơn', 'Nông Thị Đào']);
    expect((await phone.records.open(rids[0] ?? ''))?.view.cells).toMatchObject({ note: 'gọi lại' });
    expect(await phone.records.drafts()).toMatchObject([{ formId: 'f1', body: { content: 'dở dang' } }]);
    const brought = commune.received.slice(before);
    expect(brought.map(({ op, no }) => [op, no])).toEqual([
      ['create', 1],
      ['patch', 2],
    ]);
    expect(new Set(clientsOf(commune)).size).toBe(2);
    phone.lockNow();
  });

  it('read twice brings nothing twice', async () => {
    const phone = await aNewPhone();
    successOf(await phone.restoreBackup(file, GOOD));
    await untilSent(phone);
    const received = commune.received.length;
    const again = successOf(await phone.restoreBackup(file, GOOD));
    expect(again).toMatchObject({ records: 0, waiting: 0, drafts: 0 });
    await untilSent(phone);
    expect(commune.received.length).toBe(received);
    phone.lockNow();
  });

  it('replaces nothing newer', async () => {
    const phone = await aNewPhone();
    successOf(await phone.restoreBackup(file, GOOD));
    await untilSent(phone);
    const open = await phone.records.open(rids[1] ?? '');
    const change = { op: 'patch' as const, patch: { note: 'mới hơn' } };
    successOf(
      await phone.records.save({ rid: rids[1] ?? '', kind: 'reception-visit', change, opened: open?.opened ?? null }),
    );
    await untilSent(phone);
    successOf(await phone.restoreBackup(file, GOOD));
    expect((await phone.records.open(rids[1] ?? ''))?.view.cells).toMatchObject({ note: 'mới hơn' });
    phone.lockNow();
  });

  it('brings back no word of a visit that was redacted since', async () => {
    const phone = await aNewPhone();
    successOf(await phone.restoreBackup(file, GOOD));
    await untilSent(phone);
    const [rid = ''] = rids;
    const open = await phone.records.open(rid);
    const patch = { matter: 'denunciation', localCode: 'TC-7K2M', organ: 'committee', [REDACTED]: 'denunciation' };
    const change = { op: 'redact' as const, patch };
    successOf(await phone.records.save({ rid, kind: 'reception-visit', change, opened: open?.opened ?? null }));
    await untilSent(phone);
    successOf(await phone.restoreBackup(file, GOOD));
    const cells = (await phone.records.open(rid))?.view.cells;
    expect(cells).toMatchObject({ matter: 'denunciation' });
    expect(Object.keys(cells ?? {})).not.toEqual(expect.arrayContaining(['note']));
    expect(Object.keys(cells ?? {})).not.toEqual(expect.arrayContaining([NAME]));
    await untilSent(phone);
    const last = commune.received.filter((one: Mutation) => one.rid === rid).at(-1);
    expect(last?.patch.note).toBeUndefined();
    phone.lockNow();
  });

  it('that is cut off, damaged, foreign or locked changes nothing, and says why', async () => {
    const phone = await aNewPhone();
    const bytes = new Uint8Array(await file.arrayBuffer());
    const half = new Blob([bytes.slice(0, bytes.length / 2)]);
    const damaged = new Blob([flipped(bytes, Math.floor(bytes.length * 0.8))]);
    expect(errorOf(await phone.restoreBackup(half, GOOD))).toEqual({ tag: 'truncated' });
    expect(errorOf(await phone.restoreBackup(damaged, GOOD))).toEqual({ tag: 'damaged' });
    expect(errorOf(await phone.restoreBackup(new Blob(['ảnh.jpg không phải bản sao']), GOOD))).toEqual({
      tag: 'not-a-backup',
    });
    expect(errorOf(await phone.restoreBackup(file, 'một câu khác hẳn câu kia'))).toEqual({ tag: 'wrong-secret' });
    expect(titlesOf(phone)).toEqual([]);
    expect((await phone.records.queue()).waiting).toEqual([]);
    phone.lockNow();

    commune.profile = { ...commune.profile, user: { ...commune.profile.user, id: idNo(0x77) } };
    const another = await aNewPhone();
    expect(errorOf(await another.restoreBackup(file, GOOD))).toMatchObject({ tag: 'foreign-user' });
    another.lockNow();
  });

  it('is refused to whoever finds the phone open', async () => {
    const phone = await aNewPhone();
    expect(errorOf(await phone.exportBackup('không biết câu này'))).toMatchObject({ tag: 'wrong-secret' });
    phone.lockNow();
  });

  it('goes on where the lost phone stood when the new one has not met its server', async () => {
    commune.online = false;
    const device = new Device(commune, 0x9000);
    commune.online = true;
    const enrolment = await device.enrols();
    commune.online = false;
    const { phone } = successOf(await enrolment.finish({ passphrase: GOOD }));
    successOf(await phone.restoreBackup(file, GOOD));
    expect([...titlesOf(phone)].sort()).toEqual(['Hoàng Văn Sơn', 'Nông Thị Đào']);
    commune.online = true;
    device.page.goOnline();
    await untilSent(phone);
    expect(commune.server.asked('/sync/v1/pull').at(-1)?.path).toMatch(/cursor=/);
    phone.lockNow();
  });
});
