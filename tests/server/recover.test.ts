import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../src/contract/problems.ts';
import type { SalvageItem, SyncPoint } from '../../src/contract/wire/sync.ts';
import { verifyAudit } from '../../src/server/storage/audit.ts';
import { newEpochs } from '../../src/server/storage/clock.ts';
import { createSpaces } from '../../src/server/storage/spaces.ts';
import { idOf, PROVINCE } from '../support/commune.ts';
import { dumpSpace, restoreSpace } from '../support/dump-space.ts';
import { ENGINES, openTestDatabase, type TestDatabase } from '../support/server-database.ts';
import { answered, problemOf, SyncWorld, type TestPhone } from '../support/sync-world.ts';

const START: SyncPoint = { seq: 0, hash: '' };

describe.each(ENGINES)('a server comes back from a copy (%s)', (engine) => {
  let opened: TestDatabase;
  let world: SyncWorld;
  let communes = 0;

  beforeAll(async () => {
    opened = await openTestDatabase(engine);
    world = await SyncWorld.open(opened.database);
  });
  afterAll(() => opened.close());

  async function commune(): Promise<{ space: string; lan: TestPhone }> {
    communes += 1;
    const name = `Xã R${communes}`;
    const space = idOf(name);
    await createSpaces(world.database, PROVINCE, [
      { id: space, code: name, kind: 'xa', level: 'commune', name, parent: PROVINCE },
    ]);
    return { space, lan: world.phone(world.session('Lan', 'commune_office', name), space) };
  }

  const recovers = async (phone: TestPhone, space: string, epoch: string, marks: SyncPoint[]) =>
    answered(await world.service.recover(phone.session, { proto: 1, space, epoch, marks }));

  it('names the last point that phone and server share, announced or not', async () => {
    const { space, lan } = await commune();
    const kept = await lan.sends(lan.create());
    const copy = await dumpSpace(world.database, space);
    const lost = await lan.sends(lan.create());
    await restoreSpace(world.database, copy, { announced: false });

    const marks = [START, kept.head, lost.head];
    expect(problemOf(await lan.push([lan.create()], { seen: lost.head }))).toBe('forked');
    expect(await lan.pull({ cursor: '2', seen: '2', hash: lost.head.hash })).toMatchObject({
      ok: false,
      error: { problem: 'forked', epoch: kept.epoch },
    });
    expect(await recovers(lan, space, kept.epoch, marks)).toMatchObject({ epoch: kept.epoch, common: kept.head });

    await restoreSpace(world.database, copy, { announced: true });
    const announced = await lan.push([lan.create()], { epoch: kept.epoch, seen: kept.head });
    expect(announced).toMatchObject({ ok: false, error: { problem: 'epoch' } });
    const recovered = await recovers(lan, space, kept.epoch, marks);
    expect(recovered.epoch).not.toBe(kept.epoch);
    expect(recovered.common).toEqual(kept.head);
  });

  it('trusts the restored head itself where the phone saw past it and nothing contradicts', async () => {
    const { space, lan } = await commune();
    const first = await lan.sends(lan.create());
    const restored = await lan.sends(lan.create(), lan.create());
    const copy = await dumpSpace(world.database, space);
    const lost = await lan.sends(lan.create());
    await restoreSpace(world.database, copy, { announced: true });
    // The phone happened to keep no mark at the restored head.
    const seen = await recovers(lan, space, first.epoch, [START, first.head, lost.head]);
    expect(seen.common).toEqual(restored.head);
    const contradicted = [START, { seq: 2, hash: 'f'.repeat(64) }, lost.head];
    expect((await recovers(lan, space, first.epoch, contradicted)).common).toEqual(START);
    // Two epochs on, the phone's is no longer the direct ancestor: only its marks count.
    await world.database.transaction((tx) => newEpochs(tx, 'again', space));
    expect((await recovers(lan, space, first.epoch, [START, first.head, lost.head])).common).toEqual(first.head);
  });

  it('takes a re-offered mutation once, under whatever client id it comes back', async () => {
    const { space, lan } = await commune();
    const copy = await dumpSpace(world.database, space);
    const visit = lan.create();
    await lan.sends(visit);
    await restoreSpace(world.database, copy, { announced: true });
    const again = world.phone(lan.session, space);
    const offered = { ...visit, no: 1 };
    expect((await again.sends(offered)).results[0]).toMatchObject({ st: 'applied', seq: 1 });
    const third = world.phone(lan.session, space);
    expect((await third.sends(offered)).results[0]).toMatchObject({ st: 'applied', seq: 1, replay: true });
    expect((await third.pulls()).rows).toHaveLength(1);
  });

  it('takes in what phones still hold and it lost, once, and overwrites nothing written since', async () => {
    const { space, lan } = await commune();
    const copy = await dumpSpace(world.database, space);
    const visit = lan.create({ content: 'một' });
    const lost = await lan.sends(visit);
    const held = (await lan.pulls()).rows[0];
    await restoreSpace(world.database, copy, { announced: true });
    const { epoch } = await recovers(lan, space, lost.epoch, [START, lost.head]);
    const cells = (held as { cells: SalvageItem['cells'] }).cells;
    const item: SalvageItem = {
      rid: visit.rid,
      kind: visit.kind,
      schemaVer: 1,
      fromEpoch: lost.epoch,
      rev: lost.head.seq,
      common: 0,
      cells,
    };
    const salvage = async (phone: TestPhone, items: SalvageItem[]) =>
      answered(await world.service.salvage(phone.session, { proto: 1, clientId: phone.clientId, space, epoch, items }));

    const taken = await salvage(lan, [item]);
    expect(taken).toMatchObject({ done: [visit.rid], rows: [{ rid: visit.rid, rev: 1, cells }] });
    // Another phone brings the same copy: nothing new.
    const minh = world.phone(world.session('Minh', 'commune_office', `Xã R${communes}`), space);
    expect((await salvage(minh, [item])).rows).toMatchObject([{ rev: 1 }]);
    await lan.sends(lan.mutation({ no: 1, rid: visit.rid, base: { rev: 1 }, patch: { content: 'hai' } }));
    const older = await salvage(minh, [{ ...item, cells: { ...cells, content: 'ba' } }]);
    expect(older.rows[0]).toMatchObject({
      cells: { content: 'hai' },
      conflicts: [{ group: 'content', offered: 'ba', standing: { author: lan.session.actor.userId } }],
    });
    const page = await lan.pulls();
    expect(page.digest).toMatchObject({ 'reception-visit': { count: 1 } });
    expect((await verifyAudit(world.database)).filter(({ fault }) => fault)).toEqual([]);
  });

  it('keeps apart what may not be salvaged, and loses none of it', async () => {
    const { space, lan } = await commune();
    const { epoch } = await lan.sends(lan.create());
    const rid = idOf(`lạ ${communes}`);
    const foreign = { ...lan.visit(), organ: 'party', content: 'của đảng ủy' };
    const base = { rid, kind: 'reception-visit', schemaVer: 1, fromEpoch: 'x', rev: 1, common: 0 };
    const items = [
      { ...base, cells: foreign },
      { ...base, rid: idOf(`hỏng ${communes}`), cells: { ...lan.visit(), headcount: { came: -1 } } },
      { ...base, rid: idOf(`phiên bản ${communes}`), schemaVer: 0.5, cells: lan.visit() },
    ];
    const answer = answered(
      await world.service.salvage(lan.session, { proto: 1, clientId: lan.clientId, space, epoch, items }),
    );
    expect(answer.done).toHaveLength(3);
    expect(answer.rows).toEqual([]);
    const kept = await world.database.query<{ reason: { code: string } }>(
      'select reason from quarantine where space_id = $1 order by reason',
      [space],
    );
    expect(kept.map(({ reason }) => reason.code).sort()).toEqual(
      [PROBLEMS.forbidden, PROBLEMS.itemInvalid, PROBLEMS.itemInvalid].map(({ code }) => code).sort(),
    );
    expect((await lan.pulls()).rows).toHaveLength(1);
  });
});
