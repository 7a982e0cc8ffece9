import fc from 'fast-check';
import { v5 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MatterKind, SessionKind } from '../../src/contract/records/codes.ts';
import type { Json } from '../../src/contract/scalars.ts';
import type { LogPage } from '../../src/contract/wire/administration.ts';
import type { OpenVisitAnswer, SessionLine, VisitLine } from '../../src/contract/wire/drill-down.ts';
import { REPORT_BLOCKS } from '../../src/domain/statistics/sum-facts.ts';
import { receptionReport } from '../../src/server/reports/reception-report.ts';
import { sessionList } from '../../src/server/reports/session-list.ts';
import { visitList } from '../../src/server/reports/visit-list.ts';
import { createSpaces } from '../../src/server/storage/spaces.ts';
import { idOf, PROVINCE, works } from '../support/commune.ts';
import { HttpPhone, TestBrowser } from '../support/http-client.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { ENGINES, openTestDatabase, type TestDatabase } from '../support/server-database.ts';
import { answered, problemOf, SyncWorld, type TestPhone } from '../support/sync-world.ts';

const PERIOD = { from: '2026-07-01', to: '2026-07-31' };
/** What nobody above the commune may read. */
const WORDS = ['Nông Thị Đào', 'ranh giới thửa đất', 'Xóm Nà Pháo', 'Phòng Kinh tế', '12/TB-UBND'];

describe.each(ENGINES)('the records behind a figure (%s)', (engine) => {
  let opened: TestDatabase;
  let world: SyncWorld;
  let runs = 0;

  beforeAll(async () => {
    opened = await openTestDatabase(engine);
    world = await SyncWorld.open(opened.database);
  });
  afterAll(() => opened.close());

  const deps = () => ({ database: world.database, root: PROVINCE });
  const supervisor = works('Giám sát', { as: 'province_supervisor', at: 'Tỉnh Mẫu' });
  const viewer = works('Xem', { as: 'province_viewer', at: 'Tỉnh Mẫu' });
  const visits = async (query: object = {}, actor = viewer) =>
    answered(await visitList(deps(), actor, { ...PERIOD, ...query }));
  const sessions = async (query: object = {}, actor = viewer) =>
    answered(await sessionList(deps(), actor, { ...PERIOD, by: 'day', ...query }));

  async function commune(): Promise<{ readonly name: string; readonly space: string; readonly clerk: TestPhone }> {
    runs += 1;
    const name = `Xã D${runs}`;
    const space = idOf(name);
    const unit = { id: space, code: name, kind: 'xa' as const, level: 'commune' as const, name, parent: PROVINCE };
    await createSpaces(world.database, PROVINCE, [unit]);
    const made = world.session('Lan', 'commune_office', name);
    const memberships = (['committee', 'party'] as const).map((organ) => ({
      space,
      organ,
      role: 'commune_office' as const,
    }));
    return { name, space, clerk: world.phone({ ...made, actor: { ...made.actor, memberships } }, space) };
  }

  const session = (clerk: TestPhone, rid: string, patch: { readonly [group: string]: Json } = {}) =>
    clerk.mutation({
      op: 'create',
      kind: 'reception-session',
      rid,
      patch: {
        organ: 'committee',
        recordedBy: { userId: clerk.session.actor.userId, name: 'Lan' },
        type: { kind: 'periodic' },
        status: { status: 'in_progress' },
        held: { date: '2026-07-06' },
        [`chairs/${idOf('ghế')}/holding`]: {
          officialId: idOf('Páo'),
          name: 'Hoàng Văn Páo',
          capacity: 'committee_chair',
        },
        ...patch,
      },
    });

  it('are as many as the figure says, in each of its cells, on however many pages', async () => {
    const any = fc.record({
      matter: fc.constantFrom(...MatterKind.options.filter((matter) => matter !== 'denunciation')),
      organ: fc.constantFrom<'committee' | 'party'>('committee', 'party'),
      day: fc.constantFrom('2026-06-30', '2026-07-01', '2026-07-15', '2026-08-01'),
      session: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
      came: fc.integer({ min: 1, max: 7 }),
      caseOf: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
      who: fc.option(fc.constantFrom('Nông Thị Đào', 'nong thi dao', 'Lý A Dế'), { nil: undefined }),
    });
    const kinds = fc.array(fc.constantFrom(...SessionKind.options), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(any, { minLength: 1, maxLength: 14 }), kinds, async (list, of) => {
        const { space, clerk } = await commune();
        const id = (what: string) => v5(`${runs} ${what}`, PROVINCE);
        await clerk.sends(
          ...of.map((kind, place) => session(clerk, id(`session ${place}`), { type: { kind } })),
          ...list.map((each, place) =>
            clerk.create(
              {
                organ: each.organ,
                matter: each.matter,
                visited: { date: each.day },
                headcount: { came: each.came },
                ...(each.session === undefined ? {} : { session: { id: id(`session ${each.session}`) } }),
                ...(each.caseOf === undefined ? {} : { case: { id: id(`visit ${each.caseOf}`), known: 'old' } }),
                ...(each.who === undefined ? {} : { [`people/${id(`who ${place}`)}/name`]: each.who }),
              },
              { rid: id(`visit ${place}`) },
            ),
          ),
        );
        for (const organ of [undefined, 'party'] as const) {
          const asked = organ === undefined ? {} : { organ };
          const report = answered(await receptionReport(deps(), viewer, { ...PERIOD, ...asked }));
          const unit = report.units.find((each) => each.space.id === space);
          for (const block of REPORT_BLOCKS) {
            const figures = unit?.byBlock[block];
            const got = await visits({ unit: space, blocks: block, ...asked });
            expect([got.visits, got.people, got.lines.length]).toEqual([
              figures?.visits,
              figures?.people,
              figures?.visits,
            ]);
            const large = await visits({ unit: space, blocks: block, large: '1', ...asked });
            expect(large.visits).toBe(figures?.groups);
            const again = await visits({ unit: space, blocks: block, turn: 'again', ...asked });
            const first = await visits({ unit: space, blocks: block, turn: 'first', ...asked });
            expect(again.visits + first.visits).toBe(figures?.visits);
            expect(again.visits > 0).toBe((figures?.casesAgain ?? 0) > 0);
            if (block === 'regular_no_session' || block === 'awaiting_session') continue;
            const held = await sessions({ unit: space, kind: block, held: '1', ...asked });
            expect(held.counted).toBe(figures?.sessions);
          }
          for (const matter of MatterKind.options) {
            expect((await visits({ unit: space, matter, ...asked })).visits).toBe(unit?.byMatter[matter]?.visits);
          }
          const twins = await visits({ unit: space, twins: '1', ...asked });
          expect(twins.visits > 0).toBe((unit?.waiting.twins ?? 0) > 0);
        }
      }),
      { numRuns: engine === 'pglite' ? 8 : 25 },
    );
  });

  it('come page by page, each once, the newest day first', async () => {
    const { space, clerk } = await commune();
    const days = Array.from({ length: 430 }, (_, at) => `2026-07-${String(1 + (at % 28)).padStart(2, '0')}`);
    await clerk.sends(...days.map((date) => clerk.create({ visited: { date } })));
    const seen: VisitLine[] = [];
    let cursor: string | undefined;
    do {
      const page = await visits({ unit: space, ...(cursor === undefined ? {} : { cursor }) }, supervisor);
      expect(page.visits).toBe(430);
      seen.push(...page.lines);
      cursor = page.next;
    } while (cursor !== undefined);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(430);
    expect(seen.map(({ day }) => day)).toEqual(days.toSorted().toReversed());
    expect(problemOf(await visitList(deps(), viewer, { ...PERIOD, cursor: '2026-07-06.x' }))).toBe('malformed');
  });

  const FULL = {
    matter: 'complaint',
    content: 'Tranh chấp ranh giới thửa đất',
    field: { level1: 'land_housing', level2: 'land_dispute' },
    direction: { kind: 'forward', to: 'Phòng Kinh tế', documentNo: '12/TB-UBND' },
    notice: { givenOn: '2026-07-10', documentNo: '12/TB-UBND' },
    headcount: { came: 6 },
    [`people/${idOf('người')}/name`]: 'Nông Thị Đào',
    [`people/${idOf('người')}/village`]: { name: 'Xóm Nà Pháo' },
  };

  it('tell codes and no word', async () => {
    const { space, clerk } = await commune();
    const held = session(clerk, idOf(`buổi ${space}`), { status: { status: 'in_progress' } });
    const visit = clerk.create({ ...FULL, session: { id: held.rid } });
    await clerk.sends(held, visit);
    const told = await visits({ unit: space });
    expect(told.lines).toEqual([
      {
        unit: space,
        organ: 'committee',
        day: '2026-07-06',
        matter: 'complaint',
        people: 6,
        field: { level1: 'land_housing', level2: 'land_dispute' },
        block: 'periodic',
        turn: 'first',
        largeGroup: true,
        direction: 'forward',
        notice: { given: '2026-07-10' },
      },
    ]);
    expect(await visits({ unit: space, session: held.rid })).toEqual(told);
    expect((await visits({ unit: space, session: idOf('buổi khác') })).lines).toEqual([]);
    for (const word of WORDS) expect(JSON.stringify(told)).not.toContain(word);
    expect((await visits({ unit: space }, supervisor)).lines[0]?.id).toBe(visit.rid);
    const chairs = async (actor: typeof viewer): Promise<readonly SessionLine[]> =>
      (await sessions({ unit: space }, actor)).lines;
    expect(await chairs(viewer)).toMatchObject([{ visits: 1, chairs: [{ capacity: 'committee_chair' }] }]);
    expect(JSON.stringify(await chairs(viewer))).not.toContain('Páo');
    expect(await chairs(supervisor)).toMatchObject([{ chairs: [{ name: 'Hoàng Văn Páo' }] }]);
  });

  it('tell until when a notice of the result is owed', async () => {
    const { space, clerk } = await commune();
    const owing = { direction: { kind: 'accept' } };
    await clerk.sends(
      clerk.create(owing),
      clerk.create({ ...owing, visited: { date: '2026-07-07' }, notice: { complex: true } }),
      clerk.create({ direction: { kind: 'explain' }, visited: { date: '2026-07-08' } }),
    );
    const told = (await visits({ unit: space })).lines.map(({ day, notice }) => [day, notice]);
    // 10 and 15 working days after a Monday and a Tuesday without holidays.
    expect(told).toEqual([
      ['2026-07-08', undefined],
      ['2026-07-07', { due: '2026-07-28' }],
      ['2026-07-06', { due: '2026-07-20' }],
    ]);
    // Of a year whose days off nobody has entered the term may end later.
    await clerk.sends(clerk.create({ ...owing, visited: { date: '2019-03-05' } }));
    const { lines } = await visits({ unit: space, from: '2019-03-01', to: '2019-03-31' });
    expect(lines.map(({ notice }) => notice)).toEqual([{ due: '2019-03-19', mayBeLater: true }]);
  });

  it('of a denunciation tell code, day, number, field and progress to everybody', async () => {
    const { space, clerk } = await commune();
    const visit = clerk.create(FULL);
    const { head } = await clerk.sends(visit);
    await clerk.sends(clerk.redact(visit.rid, head.seq));
    for (const actor of [viewer, supervisor]) {
      const { lines } = await visits({ unit: space }, actor);
      expect(lines).toEqual([
        {
          unit: space,
          day: '2026-07-06',
          matter: 'denunciation',
          people: 1,
          field: { level1: 'land_housing', level2: 'land_dispute' },
          localCode: 'TC-7K2M',
        },
      ]);
    }
  });

  it('are found by the day of a duty, made up, postponed or held by a delegate', async () => {
    const { space, clerk } = await commune();
    const id = (what: string) => idOf(`${what} ${space}`);
    await clerk.sends(
      session(clerk, id('a'), { held: { date: '2026-08-03' }, madeUpFor: { date: '2026-07-31' } }),
      session(clerk, id('b'), {
        status: { status: 'scheduled' },
        [`chairs/${idOf('ghế')}/delegation`]: { by: 'Chủ tịch' },
      }),
      session(clerk, id('c'), { type: { kind: 'adhoc' } }),
      session(clerk, id('d'), { organ: 'party' }),
    );
    const duty = await sessions({ unit: space, by: 'duty', organ: 'committee', capacity: 'committee_chair' });
    expect(duty.lines).toMatchObject([
      { day: '2026-08-03', dutyDay: '2026-07-31', madeUp: true },
      { day: '2026-07-06', delegated: true, status: 'scheduled', chairs: [{ delegated: true }] },
    ]);
    expect(duty).toMatchObject({ sessions: 2, counted: 1 });
  });

  it('are those of one’s own unit and organ; another unit does not exist', async () => {
    const [own, other] = [await commune(), await commune()];
    await own.clerk.sends(own.clerk.create(), own.clerk.create({ organ: 'party' }));
    await other.clerk.sends(other.clerk.create());
    const head = works('Chủ tịch', { as: 'commune_head', at: own.name });
    expect((await visits({}, head)).lines.map(({ unit, organ }) => [unit, organ])).toEqual([[own.space, 'committee']]);
    expect((await visits({ organ: 'party' }, head)).visits).toBe(0);
    expect((await visits({}, { ...head, shareBetweenOrgans: true })).visits).toBe(2);
    const foreign = { ...PERIOD, unit: other.space };
    expect(problemOf(await visitList(deps(), head, foreign))).toBe('notFound');
    expect(problemOf(await sessionList(deps(), head, { ...foreign, by: 'day' }))).toBe('notFound');
    expect(problemOf(await visitList(deps(), head, { ...PERIOD, unit: idOf('chưa từng có') }))).toBe('notFound');
    for (const role of ['commune_admin', 'assigned'] as const) {
      const nobody = works('Ai', { as: role, at: own.name });
      expect(problemOf(await visitList(deps(), nobody, PERIOD))).toBe('forbidden');
    }
    const admin = works('Trị', { as: 'province_admin', at: 'Tỉnh Mẫu' });
    expect(problemOf(await sessionList(deps(), admin, { ...PERIOD, by: 'day' }))).toBe('forbidden');
    expect(problemOf(await visitList(deps(), viewer, { from: '2026-07-02', to: '2026-07-01' }))).toBe('badPeriod');
  });
});

describe('opening one record whole', () => {
  let server: TestServer;
  let phone: HttpPhone;

  beforeAll(async () => {
    server = await startTestServer();
    phone = await HttpPhone.enrol(server, 'vanphong.suoimau');
  });
  afterAll(() => server.stop());

  async function signsIn(username: string): Promise<TestBrowser> {
    const browser = new TestBrowser(server.app);
    expect((await browser.post('/api/demo/session', { username })).status).toBe(200);
    return browser;
  }
  const opens = (browser: TestBrowser, rid: string, reason = 'Kiểm tra theo kế hoạch', unit = phone.space) =>
    browser.post<OpenVisitAnswer>(`/api/reports/visits/${rid}/open`, { unit, reason });
  const log = () =>
    server.db.query<{ actor: string; target: string; reason: string }>(
      `select actor, target, reason from admin_event where what = 'visit.opened' order by at, event_id`,
    );

  it('is the supervisor’s, with a reason that is in the log before he reads', async () => {
    const visit = phone.visit({ content: 'Tranh chấp đất', [`people/${idOf('x')}/name`]: 'Nông Thị Đào' });
    await phone.push([visit]);
    const supervisor = await signsIn('tinh.giamsat');
    expect((await opens(supervisor, visit.rid, '          ')).status).toBe(400);
    expect((await opens(supervisor, visit.rid, 'x')).status).toBe(400);
    expect(await log()).toEqual([]);
    const { status, body } = await opens(supervisor, visit.rid);
    expect(status).toBe(200);
    expect(body.cells).toMatchObject({ content: 'Tranh chấp đất', [`people/${idOf('x')}/name`]: 'Nông Thị Đào' });
    expect(await log()).toEqual([
      {
        actor: '0d000000-0000-4000-8000-000000000008',
        target: `${phone.space}/${visit.rid}`,
        reason: 'Kiểm tra theo kế hoạch',
      },
    ]);
    // Who administers the unit or the province reads it there: which visit, and why.
    const admin = await signsIn('tinh.quantri');
    const told = async () => {
      const page = await admin.get<LogPage>('/api/admin/log');
      return page.body.entries.find(({ what }) => what === 'visit.opened');
    };
    expect(await told()).toMatchObject({ unit: phone.space, reason: 'Kiểm tra theo kế hoạch' });
    expect((await told())?.subject).toMatch(/^lượt tiếp ngày \d\d\/\d\d\/\d{4} \(/);
    const seq = (await phone.push([phone.visit()])).body.head.seq;
    const redaction = { ...visit.patch, matter: 'denunciation', localCode: 'TC-7K2M', '@redacted': 'denunciation' };
    const { content: _said, [`people/${idOf('x')}/name`]: _name, ...kept } = redaction as { [group: string]: Json };
    await phone.push([{ ...visit, ...phone.visit(), rid: visit.rid, op: 'redact', base: { rev: seq }, patch: kept }]);
    // His words may say of what kind it was; of a denunciation the log tells that a record was read, and no more.
    expect(Object.keys((await told()) ?? {}).sort()).toEqual(['actor', 'at', 'id', 'unit', 'what']);
    // Without the log nothing is told.
    await server.db.query('alter table admin_event rename to admin_event_gone');
    expect((await opens(supervisor, visit.rid)).status).toBe(500);
    await server.db.query('alter table admin_event_gone rename to admin_event');
  });

  it('is not the viewer’s, not another commune’s, and leaves no trace then', async () => {
    const visit = phone.visit({ content: 'x' });
    await phone.push([visit]);
    const before = await log();
    for (const username of ['tinh.xem', 'tinh.quantri', 'quantri.suoimau', 'vanphong.deogio', 'danguy.suoimau']) {
      expect([username, (await opens(await signsIn(username), visit.rid)).status]).toEqual([username, 404]);
    }
    const supervisor = await signsIn('tinh.giamsat');
    expect((await opens(supervisor, idOf('chưa từng có'))).status).toBe(404);
    expect((await opens(supervisor, visit.rid, 'Kiểm tra', idOf('đơn vị khác'))).status).toBe(404);
    expect(await log()).toEqual(before);
    expect((await opens(await signsIn('chutich.suoimau'), visit.rid)).status).toBe(200);
  });

  it('of a denunciation shows nothing more than its line', async () => {
    const visit = phone.visit({ matter: 'denunciation', localCode: 'TC-7K2M', progress: 'received' });
    await phone.push([visit]);
    const { body } = await opens(await signsIn('tinh.giamsat'), visit.rid);
    expect(Object.keys(body.cells).sort()).toEqual(['headcount', 'localCode', 'matter', 'progress', 'visited']);
    expect(JSON.stringify(body)).not.toContain('Người ghi');
  });
});
