import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../src/contract/problems.ts';
import { Role } from '../../src/contract/records/codes.ts';
import { idOf } from '../support/commune.ts';
import { openTestDatabase, type TestDatabase } from '../support/server-database.ts';
import { problemOf, SyncWorld } from '../support/sync-world.ts';

describe('who may read and write what', () => {
  let opened: TestDatabase;
  let world: SyncWorld;

  beforeAll(async () => {
    opened = await openTestDatabase();
    world = await SyncWorld.open(opened.database);
  });
  afterAll(() => opened.close());

  it('lets no row leave the unit, and no word of it', async () => {
    const lan = world.phone(world.session('Lan'));
    const visit = lan.create({ content: 'chuyện trong xã' });
    const { head } = await lan.sends(visit);
    const stranger = world.phone(world.session('Dua', 'commune_office', 'Xã B'));
    expect(problemOf(await stranger.pull())).toBe('notFound');
    expect(problemOf(await stranger.push([stranger.create()]))).toBe('notFound');
    const own = world.phone(stranger.session, idOf('Xã B'));
    // The id of a record of another unit is not known in this one.
    const answer = await own.sends(own.patch(visit.rid, head.seq, { content: 'sửa hộ' }));
    expect(answer.results[0]?.problem?.code).toBe(PROBLEMS.dependsOn.code);
    expect(answer.rows).toEqual([]);
  });

  it('answers for a record of another organ as for one that does not exist', async () => {
    const lan = world.phone(world.session('Lan'));
    const visit = lan.create({ content: 'của ủy ban' });
    const { head } = await lan.sends(visit);
    const party = world.phone(world.session('Páo', 'commune_office', 'Xã A', 'party'));
    expect(problemOf(await party.pull())).toBe('forbidden');
    const known = await party.sends(party.patch(visit.rid, head.seq, { content: 'x' }));
    const never = await party.sends(party.patch(idOf('chưa từng có'), head.seq, { content: 'x' }));
    expect(known.results[0]?.problem).toEqual(never.results[0]?.problem);
    expect(known.rows).toEqual([]);
    const created = await party.sends({ ...party.create({ organ: 'party' }), rid: visit.rid });
    expect(created.results[0]?.st).toBe('rejected');
    expect(created.rows).toEqual([]);
  });

  it.each(Role.options)('asks what a %s may of a visit', async (role) => {
    const at = role.startsWith('province') ? 'Tỉnh Mẫu' : 'Xã A';
    const session = world.session(`người ${role}`, role, at);
    const phone = world.phone(session);
    const reads = (await phone.pull()).ok;
    const pushed = await phone.push([phone.create()]);
    const writes = pushed.ok && pushed.value.results[0]?.st === 'applied';
    const office = role === 'commune_head' || role === 'commune_office';
    expect({ reads, writes }).toEqual({ reads: office, writes: office });
    const reference = await world.service.pull(session, {
      proto: '1',
      space: idOf('Tỉnh Mẫu'),
      bucket: 'reference',
      cursor: '0',
    });
    expect(reference.ok).toBe(true);
  });

  it('believes no author but the one of the session', async () => {
    const lan = world.phone(world.session('Lan'));
    const other = idOf('Minh');
    expect(problemOf(await lan.push([lan.create({}, { author: other })]))).toBe('noSession');
    lan.no -= 1;
    const mixed = await lan.sends(lan.create(), lan.create({}, { author: other }));
    expect(mixed.results[1]?.problem?.code).toBe(PROBLEMS.wrongAuthor.code);
    const forged = await lan.sends(lan.create({ recordedBy: { userId: other, name: 'Minh' } }));
    expect(forged.results[0]?.problem?.code).toBe(PROBLEMS.wrongAuthor.code);
  });
});
