import fc from 'fast-check';
import { v5 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Capacity } from '../../src/contract/records/codes.ts';
import type { Json } from '../../src/contract/scalars.ts';
import type { DutyReport, DutyUnit } from '../../src/contract/wire/duties.ts';
import { organOfCapacity } from '../../src/domain/duties/duty-minimum.ts';
import { startDuty } from '../../src/domain/receptions/start-session.ts';
import { dutyReport } from '../../src/server/reports/duty-report.ts';
import { createSpaces } from '../../src/server/storage/spaces.ts';
import { idOf, PROVINCE, works } from '../support/commune.ts';
import { ENGINES, openTestDatabase, type TestDatabase } from '../support/server-database.ts';
import { answered, problemOf, SyncWorld, type TestPhone } from '../support/sync-world.ts';

const QUERY = { from: '2026-07', to: '2026-09' };
const [JULY, , SEPTEMBER] = [0, 1, 2] as const;

describe.each(ENGINES)('a report of duty days (%s)', (engine) => {
  let opened: TestDatabase;
  let world: SyncWorld;
  let runs = 0;

  beforeAll(async () => {
    opened = await openTestDatabase(engine);
    world = await SyncWorld.open(opened.database);
    world.nowMs = Date.UTC(2026, 8, 15, 1);
  });
  afterAll(() => opened.close());

  const today = '2026-09-15';
  const as = (name: string, role: Parameters<typeof works>[1]) => ({ ...works(name, role), today });
  const supervisor = as('Giám sát', { as: 'province_supervisor', at: 'Tỉnh Mẫu' });
  const viewer = as('Xem', { as: 'province_viewer', at: 'Tỉnh Mẫu' });
  const deps = () => ({ database: world.database, root: PROVINCE });
  const report = async (actor = supervisor, query = QUERY): Promise<DutyReport> =>
    answered(await dutyReport(deps(), actor, query));
  const row = ({ units }: DutyReport, space: string) => units.find((unit) => unit.space.id === space) as DutyUnit;
  const office = (unit: DutyUnit, capacity: Capacity = 'committee_chair') =>
    unit.offices.find((one) => one.capacity === capacity);

  type Made = { readonly name: string; readonly space: string; readonly clerk: TestPhone };

  async function commune(): Promise<Made> {
    runs += 1;
    const name = `Xã ${engine}${runs}`;
    const space = idOf(name);
    const kind = 'xa' as const;
    await createSpaces(world.database, PROVINCE, [
      { id: space, code: name, kind, level: 'commune', name, parent: PROVINCE },
    ]);
    const made = world.session('Lan', 'commune_office', name);
    const memberships = (['committee', 'party'] as const).map((organ) => ({
      space,
      organ,
      role: 'commune_office' as const,
    }));
    return { name, space, clerk: world.phone({ ...made, actor: { ...made.actor, memberships } }, space) };
  }

  async function sends(phone: TestPhone, ...muts: readonly unknown[]): Promise<void> {
    const { results } = await phone.sends(...muts);
    expect(results.filter(({ st }) => st !== 'applied')).toEqual([]);
  }

  async function refers(kind: string, ...patches: readonly { readonly [group: string]: Json }[]): Promise<void> {
    const admin = world.phone(world.session('Quản trị', 'province_admin', 'Tỉnh Mẫu'), PROVINCE);
    const made = patches.map((patch) => admin.mutation({ op: 'create', kind, patch }));
    await sends(admin, ...made);
  }

  const holds = ({ space }: Made, name: string, capacity: Capacity, from = '2025-07-01') => ({
    unit: { id: space },
    official: { id: idOf(name), name },
    capacity,
    period: { from },
  });

  /** Sessions of a chair on these days; each of them held. */
  async function receives(
    { space, clerk }: Made,
    name: string,
    capacity: Capacity,
    days: readonly string[],
    over: { readonly [group: string]: Json } = {},
  ): Promise<void> {
    const by = { userId: clerk.session.actor.userId, name: 'Lan' };
    const duties = days.map((date) => {
      const organ = organOfCapacity(capacity);
      const duty = { space, organ, officialId: idOf(name), capacity, date, part: 'morning' as const };
      const { rid, change } = startDuty(duty, name, by);
      return clerk.mutation({
        op: 'create',
        kind: 'reception-session',
        rid,
        patch: { ...change.patch, status: { status: 'scheduled' }, ...over },
      });
    });
    await sends(clerk, ...duties);
    for (const { rid } of duties) await holdsSession(space, rid);
  }

  // Straight into the tables: the rules of a session's life are not at issue here.
  async function holdsSession(space: string, rid: string): Promise<void> {
    await world.database.query(`update fact set held = true, status = 'done' where space_id = $1 and rid = $2`, [
      space,
      rid,
    ]);
  }

  it('tells the supervisor names and a ranking, the viewer neither', async () => {
    const [good, bad] = [await commune(), await commune()];
    await refers('office-holding', holds(good, 'Páo', 'committee_chair'), holds(bad, 'Dua', 'committee_chair'));
    await receives(good, 'Páo', 'committee_chair', ['2026-07-10', '2026-07-24', '2026-08-10', '2026-08-25']);
    await receives(bad, 'Dua', 'committee_chair', ['2026-07-10']);
    const ranked = await report();
    expect(ranked.ranked).toBe(true);
    const order = ranked.units.map(({ space }) => space.id);
    expect(order.indexOf(bad.space)).toBeLessThan(order.indexOf(good.space));
    expect(office(row(ranked, good.space))?.chairs).toMatchObject([
      { name: 'Páo', key: `${idOf('Páo')}:committee_chair` },
    ]);
    const listed = await report(viewer);
    expect(listed.ranked).toBe(false);
    const names = listed.units.map(({ space }) => space.name);
    expect(names).toEqual([...names].sort(new Intl.Collator('vi', { numeric: true }).compare));
    expect(office(row(listed, good.space))?.months[JULY]).toMatchObject({ required: 2, done: 2, state: 'met' });
    expect(office(row(listed, good.space))?.chairs).toMatchObject([{ key: 'committee_chair:1' }]);
    expect(JSON.stringify(listed)).not.toContain('Páo');
    expect(JSON.stringify(listed)).not.toContain(idOf('Páo'));
  });

  it('shows a commune its own organs’ row and the average; the average only of five units or more', async () => {
    const made = await Promise.all(Array.from({ length: 5 }, () => commune()));
    await refers('office-holding', ...made.map((each) => holds(each, 'Páo', 'committee_chair')));
    const [own] = made as [Made];
    await refers('office-holding', holds(own, 'Bí thư', 'party_secretary'));
    await receives(own, 'Páo', 'committee_chair', ['2026-07-10', '2026-07-24']);
    for (const other of made.slice(1)) await receives(other, 'Páo', 'committee_chair', ['2026-07-10']);
    const head = as('Chủ tịch', { as: 'commune_head', at: own.name });
    const got = await report(head);
    expect(got).toMatchObject({ ranked: false });
    expect(got.units.map(({ space }) => space.id)).toEqual([own.space]);
    expect(got.units[0]?.offices.map(({ capacity }) => capacity)).toEqual(['committee_chair']);
    const [all, only] = got.averages;
    expect(got.averages).toHaveLength(2);
    expect(only?.capacity).toBe('committee_chair');
    expect(all?.months[JULY]).toEqual(only?.months[JULY]);
    const whole = await report();
    const naive = whole.units
      .flatMap((unit) => office(unit)?.months[JULY] ?? [])
      .filter(({ state }) => /met|short/.test(state));
    expect(only?.months[JULY]).toEqual({
      units: naive.length,
      met: naive.filter(({ state }) => state === 'met').length,
      required: 2 * naive.length,
      done: naive.reduce((sum, { done }) => sum + done, 0),
    });
    // The secretaries: one unit has declared its own, so the average would be that unit's.
    const shared = await report({ ...head, shareBetweenOrgans: true });
    expect(shared.units[0]?.offices.map(({ capacity }) => capacity)).toEqual(['party_secretary', 'committee_chair']);
    const few = await report(as('Văn phòng', { as: 'commune_office', at: own.name, organ: 'party' }));
    expect(few.averages.map(({ total }) => total)).toEqual([undefined, undefined]);
    expect(few.averages.flatMap(({ months }) => months)).toEqual(Array(6).fill(null));
  });

  it('nobody without the right reads it, and no period without an end', async () => {
    for (const role of ['commune_admin', 'front', 'assigned'] as const) {
      const organ = role === 'front' ? 'front' : 'committee';
      expect(problemOf(await dutyReport(deps(), as('Ai', { as: role, at: 'Xã A', organ }), QUERY))).toBe('forbidden');
    }
    const province = as('Trị', { as: 'province_admin', at: 'Tỉnh Mẫu' });
    expect(problemOf(await dutyReport(deps(), province, QUERY))).toBe('forbidden');
    expect(problemOf(await dutyReport(deps(), viewer, { from: '2026-08', to: '2026-07' }))).toBe('badPeriod');
    expect(problemOf(await dutyReport(deps(), viewer, { from: '2020-01', to: '2026-07' }))).toBe('badPeriod');
  });

  it('knows what is still planned this month, who is not declared, and what a generator made', async () => {
    const made = await commune();
    await refers('office-holding', holds(made, 'Páo', 'committee_chair'));
    await refers('duty-rule', {
      unit: { id: made.space },
      chair: { officialId: idOf('Páo'), name: 'Páo', capacity: 'committee_chair' },
      days: { monthDays: [10, 25] },
      hours: { part: 'morning' },
      period: { from: '2026-01-01', to: '2026-12-31' },
    });
    await receives(made, 'Páo', 'committee_chair', ['2026-09-10']);
    await receives(made, 'Bí thư', 'party_secretary', ['2026-07-10'], { synthetic: { source: 'thử' } });
    const got = row(await report(), made.space);
    expect(office(got)?.months[SEPTEMBER]).toMatchObject({ done: 1, planned: 1, state: 'running' });
    expect(office(got, 'party_secretary')?.months[JULY]).toMatchObject({ done: 1, state: 'undeclared' });
    expect(office(got, 'party_secretary')?.chairs).toMatchObject([{ name: 'Bí thư', undeclared: true }]);
    expect(got.synthetic).toBe(true);
    expect(got.lastContact).toBe(new Date(world.nowMs).toISOString());
    const { space } = await commune();
    const silent = row(await report(), space);
    expect(silent.lastContact).toBeUndefined();
    expect(silent.offices.map(({ months }) => months[JULY]?.state)).toEqual(['undeclared', 'undeclared']);
  });

  it('counts in every office of every unit what its records say, and asks for what the law asks', async () => {
    const day = fc
      .tuple(fc.integer({ min: 7, max: 9 }), fc.integer({ min: 1, max: 28 }))
      .map(([month, of]) => `2026-0${month}-${String(of).padStart(2, '0')}`);
    const capacity = fc.constantFrom<Capacity>('committee_chair', 'party_secretary');
    const session = fc.record({
      capacity,
      day,
      official: fc.constantFrom('Páo', 'Dua'),
      madeUpFor: fc.option(day, { nil: undefined }),
      delegated: fc.boolean(),
      status: fc.constantFrom('scheduled', 'in_progress', 'done', 'postponed', 'cancelled'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(session, { minLength: 1, maxLength: 12 }), async (sessions) => {
        const made = await commune();
        await refers(
          'office-holding',
          holds(made, 'Páo', 'committee_chair'),
          holds(made, 'Páo', 'party_secretary'),
          holds(made, 'Dua', 'committee_chair', '2026-08-15'),
        );
        const { clerk, space } = made;
        const rids = sessions.map((_, place) => v5(`${runs} ${place}`, PROVINCE));
        const muts = sessions.map(({ capacity: of, day: date, official, madeUpFor, delegated }, place) =>
          clerk.mutation({
            op: 'create',
            kind: 'reception-session',
            rid: rids[place] ?? '',
            patch: {
              organ: organOfCapacity(of),
              recordedBy: { userId: clerk.session.actor.userId, name: 'Lan' },
              type: { kind: 'periodic' },
              status: { status: 'scheduled' },
              held: { date },
              ...(madeUpFor === undefined ? {} : { madeUpFor: { date: madeUpFor } }),
              'chairs/c/holding': { officialId: idOf(official), name: official, capacity: of },
              ...(delegated ? { 'chairs/c/delegation': { by: 'Chủ tịch' } } : {}),
            },
          }),
        );
        const fixed = muts.map((mutation) => ({
          ...mutation,
          patch: Object.fromEntries(
            Object.entries(mutation.patch).map(([key, value]) => [key.replace('chairs/c/', `chairs/${space}/`), value]),
          ),
        }));
        await sends(clerk, ...fixed);
        for (const [place, { status }] of sessions.entries()) {
          const held = status === 'done' || status === 'in_progress';
          await world.database.query('update fact set status = $3, held = $4 where space_id = $1 and rid = $2', [
            space,
            rids[place],
            status,
            held,
          ]);
        }
        const got = await report();
        for (const { capacity: of, months } of row(got, space).offices) {
          for (const [place, month] of got.months.entries()) {
            const counted = sessions.filter(
              (one) =>
                one.capacity === of &&
                (one.madeUpFor ?? one.day).startsWith(month) &&
                (one.status === 'done' || one.status === 'in_progress'),
            );
            const days = (list: typeof counted) => new Set(list.map((one) => `${one.official} ${one.day}`)).size;
            const own = counted.filter(({ delegated }) => !delegated);
            expect(months[place]).toMatchObject({
              required: 2,
              done: days(own),
              delegated: counted.filter(({ delegated }) => delegated).length,
              state: days(own) >= 2 ? 'met' : place === SEPTEMBER ? 'running' : 'short',
            });
          }
        }
      }),
      { numRuns: engine === 'pglite' ? 12 : 30 },
    );
  });
});
