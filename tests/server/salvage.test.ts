import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../src/contract/problems.ts';
import { REDACTED } from '../../src/contract/records/kind.ts';
import type { SalvageItem } from '../../src/contract/wire/sync.ts';
import { verifyAudit } from '../../src/server/storage/audit.ts';
import { readClock } from '../../src/server/storage/clock.ts';
import { idOf } from '../support/commune.ts';
import { ENGINES, openTestDatabase, type TestDatabase } from '../support/server-database.ts';
import { answered, SyncWorld, type TestPhone } from '../support/sync-world.ts';

const NAME = 'Nguyễn Thị Bí Mật';
const PERSON = `people/${idOf('person')}/name`;

// A phone decides alone when it gives back what it holds: the rules must stand here whatever it says.
describe.each(ENGINES)('what a phone gives back without a restore (%s)', (engine) => {
  let opened: TestDatabase;
  let world: SyncWorld;
  let lan: TestPhone;
  let minh: TestPhone;

  beforeAll(async () => {
    opened = await openTestDatabase(engine);
    world = await SyncWorld.open(opened.database);
    lan = world.phone(world.session('Lan'));
    const reader = world.session('Minh', 'commune_office', 'Xã A', 'party');
    minh = world.phone({ ...reader, actor: { ...reader.actor, shareBetweenOrgans: true } });
  });
  afterAll(() => opened.close());

  async function salvage(phone: TestPhone, over: Partial<SalvageItem> & Pick<SalvageItem, 'rid' | 'cells'>) {
    const epoch = (await readClock(world.database, world.space))?.epoch ?? '';
    const head = 999_999_999;
    const item = { kind: 'reception-visit', schemaVer: 1, fromEpoch: 'lost', rev: head, common: head, ...over };
    const { clientId } = phone;
    answered(
      await world.service.salvage(phone.session, { proto: 1, clientId, space: world.space, epoch, items: [item] }),
    );
  }

  const held = async (rid: string) => {
    const [record] = await world.database.query<{ cells: { [group: string]: unknown } }>(
      'select cells from record where rid = $1',
      [rid],
    );
    const conflicts = await world.database.query<{ group_key: string }>(
      'select group_key from conflict where rid = $1',
      [rid],
    );
    return { cells: record?.cells, asked: conflicts.map(({ group_key }) => group_key) };
  };
  const reasons = async (rid: string) => {
    const rows = await world.database.query<{ reason: { code: string } }>(
      'select reason from quarantine where rid = $1',
      [rid],
    );
    return rows.map(({ reason }) => reason.code);
  };

  it('tells of no denouncer, wherever it stands afterwards', async () => {
    const denunciation = lan.create({ matter: 'denunciation', localCode: 'TC-7K2M' });
    await lan.sends(denunciation);
    const words = { organ: 'committee', content: `Tố cáo của ${NAME}`, [PERSON]: NAME };
    await salvage(lan, { rid: denunciation.rid, cells: words });
    await salvage(lan, { rid: idOf('new'), cells: { ...lan.visit(), ...words, matter: 'denunciation' } });
    const visit = lan.create({ content: 'Việc khác' });
    await lan.sends(visit);
    // A copy makes no denunciation of a visit with content: that is for a redaction, which cleans everything.
    await salvage(lan, { rid: visit.rid, cells: { ...words, matter: 'denunciation' } });
    expect(await reasons(visit.rid)).toEqual([PROBLEMS.denunciationContent.code]);
    expect(await world.everythingStored()).not.toContain(NAME);
  });

  it('takes no place of what its sender may only read', async () => {
    const visit = lan.create({ content: 'Lời của Lan' });
    await lan.sends(visit);
    await salvage(minh, { rid: visit.rid, cells: { content: 'Lời của Minh' } });
    expect(await held(visit.rid)).toMatchObject({ cells: { content: 'Lời của Lan' }, asked: ['content'] });
  });

  it('a chair’s word counts from the chair alone; in another’s copy it waits for a person', async () => {
    const head = world.phone(world.session('Chủ tịch', 'commune_head'));
    const session = (name: string, by: TestPhone): SalvageItem['cells'] => ({
      organ: 'committee',
      recordedBy: { userId: lan.session.actor.userId, name: 'Lan' },
      type: { kind: 'periodic' },
      held: { date: '2026-07-06' },
      status: { status: 'done' },
      approval: {
        state: 'approved',
        by: { userId: by.session.actor.userId, name },
        at: { date: '2026-07-06', time: '10:00' },
        seen: 'x',
      },
    });
    const [forged, own] = [idOf('forged'), idOf('own')];
    const kind = 'reception-session';
    await salvage(lan, { rid: forged, kind, cells: session('Chủ tịch', head) });
    expect(await held(forged)).toMatchObject({ asked: ['approval'] });
    expect((await held(forged)).cells).not.toHaveProperty('approval');
    await salvage(head, { rid: own, kind, cells: session('Chủ tịch', head) });
    expect(await held(own)).toMatchObject({ asked: [], cells: { approval: { state: 'approved' } } });
  });

  it('writes nothing that only the province writes, and nothing without an owner', async () => {
    const holding = { kind: 'office-holding', rid: idOf('holding'), cells: { name: 'Nông Văn A' } };
    await salvage(lan, holding);
    expect(await reasons(holding.rid)).toEqual([PROBLEMS.forbidden.code]);
    await salvage(lan, { rid: idOf('ownerless'), cells: { content: 'của ai?' } });
    expect(await reasons(idOf('ownerless'))).toEqual([PROBLEMS.missingGroup.code]);
    expect(await held(holding.rid)).toEqual({ cells: undefined, asked: [] });
  });

  it('brings a redaction that was lost; the chain and the records still agree', async () => {
    const visit = lan.create({ content: NAME, note: NAME });
    await lan.sends(visit);
    const cells = { ...lan.visit(), matter: 'denunciation', localCode: 'TC-7K2M', [REDACTED]: 'denunciation' };
    await salvage(lan, { rid: visit.rid, cells });
    expect((await held(visit.rid)).cells).toMatchObject({ matter: 'denunciation', [REDACTED]: 'denunciation' });
    expect(await world.everythingStored()).not.toContain(NAME);
    expect((await verifyAudit(world.database)).filter(({ fault }) => fault !== undefined)).toEqual([]);
  });
});

describe.each(ENGINES)('denunciations at the border (%s)', (engine) => {
  let opened: TestDatabase;
  let world: SyncWorld;

  beforeAll(async () => {
    opened = await openTestDatabase(engine);
    world = await SyncWorld.open(opened.database);
  });
  afterAll(() => opened.close());

  it('hold no field that the contract does not know', async () => {
    const lan = world.phone(world.session('Lan'));
    const visited = { date: '2026-07-06', note: NAME };
    const answer = await lan.sends(lan.create({ matter: 'denunciation', localCode: 'TC-7K2M', visited }));
    expect(answer.results).toMatchObject([{ st: 'rejected', problem: { code: PROBLEMS.itemInvalid.code } }]);
    expect(await world.everythingStored()).not.toContain(NAME);
  });

  it('two officers who reclassify one visit both wrote a code into a paper book: a person decides', async () => {
    const [lan, minh] = [world.phone(world.session('Lan')), world.phone(world.session('Minh'))];
    const visit = lan.create({ content: 'Việc' });
    const { head } = await lan.sends(visit);
    const redacts = (phone: TestPhone, localCode: string) => {
      const redact = phone.redact(visit.rid, head.seq);
      const { recordedBy } = visit.patch;
      return { ...redact, patch: { ...redact.patch, localCode, ...(recordedBy && { recordedBy }) } };
    };
    await lan.sends(redacts(lan, 'TC-7K2M'));
    const second = await minh.sends(redacts(minh, 'TC-9QX4'));
    expect(second.results).toMatchObject([{ st: 'conflict' }]);
    expect(second.rows[0]).toMatchObject({
      cells: { localCode: 'TC-7K2M' },
      conflicts: [{ group: 'localCode', offered: 'TC-9QX4' }],
    });
  });
});
