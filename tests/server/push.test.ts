import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../src/contract/problems.ts';
import { ENGINES, openTestDatabase, type TestDatabase } from '../support/server-database.ts';
import { problemOf, SyncWorld } from '../support/sync-world.ts';

describe.each(ENGINES)('a batch arrives (%s)', (engine) => {
  let opened: TestDatabase;
  let world: SyncWorld;

  beforeAll(async () => {
    opened = await openTestDatabase(engine);
    world = await SyncWorld.open(opened.database);
  });
  afterAll(() => opened.close());

  it('takes visits in and hands them to the other phone of the unit', async () => {
    const lan = world.phone(world.session('Lan'));
    const visit = lan.create({ content: 'Đường vào xóm lầy lội' });
    const answer = await lan.sends(visit);
    expect(answer.results).toEqual([{ mid: visit.mid, st: 'applied', seq: answer.head.seq, prev: 0 }]);
    expect(answer.rows).toEqual([]);

    const minh = world.phone(world.session('Minh'));
    const page = await minh.pulls();
    expect(page.rows).toMatchObject([
      { rid: visit.rid, rev: answer.head.seq, cells: { content: 'Đường vào xóm lầy lội' } },
    ]);
    expect(page.cursor).toEqual(answer.head);
    expect(page.digest).toMatchObject({ 'reception-visit': { count: 1 } });
  });

  it('answers a replay with the first answer, and changes nothing', async () => {
    const lan = world.phone(world.session('Lan'));
    const visit = lan.create();
    const first = await lan.sends(visit);
    const again = await lan.sends(visit);
    expect(again.results).toEqual([{ ...first.results[0], replay: true }]);
    expect(again.head).toEqual(first.head);
    expect(again.rows.map((row) => row.rid)).toEqual([visit.rid]);
  });

  it('refuses a mutation id that comes back with another body', async () => {
    const lan = world.phone(world.session('Lan'));
    const visit = lan.create();
    await lan.sends(visit);
    const other = await lan.sends({ ...visit, patch: { ...visit.patch, content: 'khác' } });
    expect(other.results[0]).toMatchObject({ st: 'rejected', problem: { code: PROBLEMS.midReused.code } });
  });

  it('keeps both values of a group that two people wrote without seeing each other', async () => {
    const lan = world.phone(world.session('Lan'));
    const minh = world.phone(world.session('Minh'));
    const visit = lan.create({ content: 'một' });
    const { head } = await lan.sends(visit);
    await minh.sends(minh.patch(visit.rid, head.seq, { content: 'hai' }));
    const late = await lan.sends(lan.patch(visit.rid, head.seq, { content: 'ba', request: 'xin xem xét' }));
    expect(late.results[0]?.st).toBe('conflict');
    expect(late.rows[0]).toMatchObject({
      cells: { content: 'hai', request: 'xin xem xét' },
      conflicts: [{ group: 'content', offered: 'ba' }],
    });
    const page = await minh.pulls();
    expect(page.rows.find((row) => row.rid === visit.rid)).toEqual(late.rows[0]);
  });

  it('tells with both values who wrote the one that stands, until somebody decides', async () => {
    const lan = world.phone(world.session('Lan'));
    const minh = world.phone(world.session('Minh'));
    const at = (minute: number) => `00178330320${minute}000-0000-x`;
    const visit = { ...lan.create({ content: 'một', request: 'xin một' }), hlc: at(1) };
    const { head } = await lan.sends(visit);
    const hers = { ...minh.patch(visit.rid, head.seq, { content: 'hai' }), hlc: at(2) };
    await minh.sends(hers);
    // The same value once more changes nobody's authorship.
    await lan.sends({ ...lan.patch(visit.rid, head.seq, { content: 'hai' }), hlc: at(3) });
    const late = { ...lan.patch(visit.rid, head.seq, { content: 'ba' }), hlc: at(4) };
    const answer = await lan.sends(late);
    const offered = { mid: late.mid, group: 'content', offered: 'ba', author: late.author, hlc: at(4) };
    const both = [{ ...offered, standing: { author: hers.author, hlc: at(2) } }];
    expect(answer.rows[0]?.conflicts).toEqual(both);
    const pulled = (await minh.pulls()).rows.find((row) => row.rid === visit.rid);
    expect(pulled).toMatchObject({ conflicts: both });

    // What is written meanwhile in its place is the newcomer's.
    const rev = answer.rows[0]?.rev ?? 0;
    const third = { ...minh.patch(visit.rid, rev, { content: 'bốn' }), hlc: at(5) };
    await minh.sends(third);
    const again = (await lan.pulls()).rows.find((row) => row.rid === visit.rid);
    expect(again).toMatchObject({ conflicts: [{ standing: { author: third.author, hlc: at(5) } }] });
  });

  it('answers gap, epoch and forked without storing anything', async () => {
    const lan = world.phone(world.session('Lan'));
    const before = await world.everythingStored();
    expect(problemOf(await lan.push([lan.create({}, { no: 5 })]))).toBe('gap');
    expect(problemOf(await lan.push([lan.create()], { epoch: 'another' }))).toBe('epoch');
    expect(problemOf(await lan.push([lan.create()], { seen: { seq: 1, hash: 'f'.repeat(64) } }))).toBe('forked');
    expect(problemOf(await lan.push([lan.create()], { seen: { seq: 9999, hash: 'f'.repeat(64) } }))).toBe('forked');
    expect(await world.everythingStored()).toBe(before);
  });
});
