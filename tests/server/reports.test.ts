import fc from 'fast-check';
import { v5 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MatterKind, type Organ, SessionKind, SessionStatus } from '../../src/contract/records/codes.ts';
import type { ReceptionReport } from '../../src/contract/wire/reports.ts';
import { FACTS_VERSION, type Fact, factsOf } from '../../src/domain/statistics/facts.ts';
import { receptionFigures } from '../../src/domain/statistics/sum-facts.ts';
import { receptionReport } from '../../src/server/reports/reception-report.ts';
import { rederiveFacts } from '../../src/server/storage/rederive-facts.ts';
import { writeSetting } from '../../src/server/storage/settings.ts';
import { createSpaces } from '../../src/server/storage/spaces.ts';
import { idOf, PROVINCE, works } from '../support/commune.ts';
import { ENGINES, openTestDatabase, type TestDatabase } from '../support/server-database.ts';
import { answered, problemOf, SyncWorld, type TestPhone } from '../support/sync-world.ts';

const DAYS = ['2026-06-30', '2026-07-01', '2026-07-15', '2026-07-31', '2026-08-01'];
const PERIOD = { from: '2026-07-01', to: '2026-07-31' };

const day = fc.constantFrom(...DAYS);
const small = fc.integer({ min: 0, max: 3 });
const session = fc.record({
  kind: fc.constantFrom(...SessionKind.options),
  status: fc.constantFrom(...SessionStatus.options),
  organ: fc.constantFrom<Organ>('committee', 'party'),
  day,
  part: fc.constantFrom('morning', 'afternoon', undefined),
  chair: fc.option(small, { nil: undefined }),
  deleted: fc.boolean(),
});
const visit = fc.record({
  matter: fc.constantFrom(...MatterKind.options.filter((matter) => matter !== 'denunciation')),
  organ: fc.constantFrom<Organ>('committee', 'party'),
  day,
  // A session of the list, one that never came, or none.
  session: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
  came: fc.integer({ min: 1, max: 7 }),
  caseOf: fc.option(small, { nil: undefined }),
  earlier: fc.option(small, { nil: undefined }),
  largeGroup: fc.option(fc.boolean(), { nil: undefined }),
});

describe.each(ENGINES)('a report of receptions (%s)', (engine) => {
  let opened: TestDatabase;
  let world: SyncWorld;
  let runs = 0;

  beforeAll(async () => {
    opened = await openTestDatabase(engine);
    world = await SyncWorld.open(opened.database);
  });
  afterAll(() => opened.close());

  const viewer = works('Xem', { as: 'province_viewer', at: 'Tỉnh Mẫu' });
  const deps = () => ({ database: world.database, root: PROVINCE });
  const report = async (query: object): Promise<ReceptionReport> =>
    answered(await receptionReport(deps(), viewer, { ...PERIOD, ...query }));

  async function commune(): Promise<{ space: string; clerk: TestPhone }> {
    runs += 1;
    const name = `Xã S${runs}`;
    const space = idOf(name);
    await createSpaces(world.database, PROVINCE, [
      { id: space, code: name, kind: 'xa', level: 'commune', name, parent: PROVINCE },
    ]);
    const made = world.session('Lan', 'commune_office', name);
    const memberships = (['committee', 'party'] as const).map((organ) => ({
      space,
      organ,
      role: 'commune_office' as const,
    }));
    return { space, clerk: world.phone({ ...made, actor: { ...made.actor, memberships } }, space) };
  }

  it('sums in SQL what the domain counts record by record', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(session, { maxLength: 5 }),
        fc.array(visit, { minLength: 1, maxLength: 14 }),
        async (sessions, visits) => {
          const { space, clerk } = await commune();
          const id = (what: string) => v5(`${runs} ${what}`, PROVINCE);
          const recordedBy = { userId: clerk.session.actor.userId, name: 'Lan' };
          const muts = [
            ...sessions.map((each, place) =>
              clerk.mutation({
                op: 'create',
                kind: 'reception-session',
                rid: id(`session ${place}`),
                patch: {
                  organ: each.organ,
                  recordedBy,
                  type: { kind: each.kind },
                  status: { status: 'scheduled' },
                  held: { date: each.day, ...(each.part === undefined ? {} : { part: each.part }) },
                  ...(each.chair === undefined
                    ? {}
                    : {
                        [`chairs/${id(`chair ${each.chair}`)}/holding`]: {
                          officialId: id(`official ${each.chair}`),
                          name: 'Páo',
                          capacity: 'party_secretary',
                        },
                      }),
                },
              }),
            ),
            ...visits.map((each, place) =>
              clerk.mutation({
                op: 'create',
                rid: id(`visit ${place}`),
                patch: {
                  organ: each.organ,
                  recordedBy,
                  matter: each.matter,
                  visited: { date: each.day },
                  headcount: { came: each.came },
                  ...(each.session === undefined ? {} : { session: { id: id(`session ${each.session}`) } }),
                  ...(each.caseOf === undefined ? {} : { case: { id: id(`visit ${each.caseOf}`), known: 'old' } }),
                  ...(each.earlier === undefined ? {} : { earlier: { times: each.earlier } }),
                  ...(each.largeGroup === undefined ? {} : { largeGroup: each.largeGroup }),
                },
              }),
            ),
          ];
          expect((await clerk.sends(...muts)).results.filter(({ st }) => st !== 'applied')).toEqual([]);
          // Statuses and deletions as they would come about, straight into the table: the rules of life are not at issue.
          for (const [place, each] of sessions.entries()) {
            const cells = JSON.stringify({
              status: { status: each.status },
              ...(each.deleted ? { '@deleted': { reason: 'x' } } : {}),
            });
            await world.database.query(
              'update record set cells = cells || $3::jsonb where space_id = $1 and rid = $2',
              [space, id(`session ${place}`), cells],
            );
          }
          await writeSetting(world.database, PROVINCE, 'facts', { version: 0 });
          await rederiveFacts(world.database, PROVINCE);

          const rows = await world.database.query<{ rid: string; kind: string; cells: never }>(
            'select rid, kind, cells from record where space_id = $1',
            [space],
          );
          const facts = rows.flatMap(({ rid, kind, cells }): Fact[] => {
            const fact = factsOf(rid, kind, cells);
            return fact === undefined ? [] : [fact];
          });
          for (const organ of [undefined, 'party', 'committee'] as const) {
            const query = organ === undefined ? {} : { organ };
            const unit = (await report(query)).units.find((each) => each.space.id === space);
            const { total, byBlock, byMatter } = unit ?? {};
            expect({ total, byBlock, byMatter }).toEqual(receptionFigures(facts, { ...PERIOD, ...query }));
          }
        },
      ),
      { numRuns: engine === 'pglite' ? 12 : 40 },
    );
  });

  it('adds up, names its version, and tells who has not been heard of and what waits', async () => {
    const { space, clerk } = await commune();
    const silent = await commune();
    const made = clerk.create({ content: 'một' });
    const { head } = await clerk.sends(made);
    await clerk.sends(clerk.patch(made.rid, head.seq, { content: 'hai' }));
    const late = world.phone(clerk.session, space);
    await late.sends(late.patch(made.rid, head.seq, { content: 'ba' }));
    const got = await report({});
    expect(got.factsVersion).toBe(FACTS_VERSION);
    expect(got.checks.filter((check) => !check.ok)).toEqual([]);
    expect(got.checks.length).toBeGreaterThan(10);
    const unit = got.units.find((each) => each.space.id === space);
    expect(unit).toMatchObject({ total: { visits: 1 }, waiting: { conflicts: 1, quarantined: 0 } });
    expect(unit?.lastContact).toBe(new Date(world.nowMs).toISOString());
    expect(got.units.find((each) => each.space.id === silent.space)?.lastContact).toBeUndefined();
  });

  it('shows a commune its own row only, and nobody without a right anything', async () => {
    const own = world.session('Lan').actor;
    const got = answered(await receptionReport(deps(), own, PERIOD));
    expect(got.units.map(({ space }) => space.name)).toEqual(['Xã A']);
    const admin = works('Trị', { as: 'commune_admin', at: 'Xã A' });
    expect(problemOf(await receptionReport(deps(), admin, PERIOD))).toBe('forbidden');
    expect(problemOf(await receptionReport(deps(), viewer, { from: '2026-07-02', to: '2026-07-01' }))).toBe(
      'badPeriod',
    );
  });

  it('tells a head nothing of what other organs heard, unless they share it', async () => {
    const { space, clerk } = await commune();
    await clerk.sends(clerk.create({ organ: 'party', matter: 'denunciation', localCode: 'TC-7K2M' }), clerk.create());
    const head = works('Chủ tịch', { as: 'commune_head', at: `Xã S${runs}` });
    const visits = async (actor: typeof head, query = {}) => {
      const got = answered(await receptionReport(deps(), actor, { ...PERIOD, ...query }));
      return got.units.find((unit) => unit.space.id === space)?.total.visits;
    };
    expect(await visits(head)).toBe(1);
    expect(await visits(head, { organ: 'party' })).toBe(0);
    expect(await visits({ ...head, shareBetweenOrgans: true })).toBe(2);
    expect(await visits(viewer)).toBe(2);
  });

  it('derives facts anew in batches that a stop does not lose', async () => {
    const { space, clerk } = await commune();
    await clerk.sends(...Array.from({ length: 30 }, () => clerk.create()));
    await world.database.query('update fact set facts_version = 0, people = 99 where space_id = $1', [space]);
    await writeSetting(world.database, PROVINCE, 'facts', { version: 0 });
    expect(await rederiveFacts(world.database, PROVINCE)).toBeGreaterThanOrEqual(30);
    expect(await rederiveFacts(world.database, PROVINCE)).toBe(0);
    const rows = await world.database.query<{ people: number; v: number }>(
      'select people, facts_version as v from fact where space_id = $1',
      [space],
    );
    expect(rows).toEqual(Array(30).fill({ people: 1, v: FACTS_VERSION }));
  });
});
