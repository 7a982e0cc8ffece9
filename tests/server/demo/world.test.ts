import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { Cells } from '../../../src/contract/records/kind.ts';
import type { ReceptionReport } from '../../../src/contract/wire/reports.ts';
import { addDays, dateAt } from '../../../src/domain/calendar/plain-date.ts';
import { addWorkingDays } from '../../../src/domain/calendar/working-days.ts';
import { actorOf } from '../../../src/domain/permissions/actor.ts';
import { DEMO_ACCOUNTS } from '../../../src/server/demo/accounts.ts';
import { DEMO_COMMUNES } from '../../../src/server/demo/communes.ts';
import { pushFeed } from '../../../src/server/demo/feed.ts';
import { communeHistory, historyFrom } from '../../../src/server/demo/history/commune-history.ts';
import { CALENDAR } from '../../../src/server/demo/history/duty-days.ts';
import { unitFeed, unitItems } from '../../../src/server/demo/replay/feeds.ts';
import { beginPlan } from '../../../src/server/demo/replay/make-plan.ts';
import { DEMO_PROVINCE_SPACE } from '../../../src/server/demo/units.ts';
import { DemoWorld } from '../../../src/server/demo/world.ts';
import { receptionReport } from '../../../src/server/reports/reception-report.ts';
import { verifyAudit } from '../../../src/server/storage/audit.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

/** A Friday on which a working day ends, at ten in the morning in Vietnam. */
const FRIDAY_MS = Date.parse('2026-11-20T10:00:00+07:00');
const DAY_MS = 24 * 60 * 60_000;
const FIRST = DEMO_COMMUNES[0]?.space.id ?? '';

let server: TestServer | undefined;
let nowMs = FRIDAY_MS;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function demo() {
  nowMs = FRIDAY_MS;
  server = await startTestServer({ nowMs: () => nowMs });
  const { auth, syncDeps } = server.deps;
  const ports = { nowMs: () => nowMs, randomBytes };
  return { db: server.db, root: server.root, open: () => DemoWorld.open({ ...auth, ports }, { ...syncDeps, ports }) };
}

async function reportOf(from: string, to: string): Promise<ReceptionReport> {
  const supervisor = DEMO_ACCOUNTS.find(({ username }) => username === 'tinh.giamsat');
  if (server === undefined || supervisor === undefined) throw new Error('no demo');
  const policy = { unlock: 'normal', shareBetweenOrgans: false, denouncerIdentity: 'paper' } as const;
  const user = { id: supervisor.id, username: supervisor.username, name: supervisor.name };
  const actor = actorOf({ user, memberships: [...supervisor.memberships], policy }, dateAt(nowMs));
  const report = await receptionReport({ database: server.db, root: server.root }, actor, { from, to });
  if (!report.ok) throw new Error('refused');
  return report.value;
}

async function cellsOf(space: string): Promise<readonly { rid: string; cells: Cells }[]> {
  return (await server?.db.query('select rid, cells from record where space_id = $1', [space])) ?? [];
}

/** What the clerks of the first commune write in the weeks around the first start. */
function firstCommune() {
  const [commune] = DEMO_COMMUNES;
  const startedOn = dateAt(FRIDAY_MS);
  const span = { from: historyFrom(startedOn), startedOn, before: addDays(startedOn, 17), without: [startedOn] };
  return commune === undefined ? [] : communeHistory(commune, span);
}

const visitedOn = (cells: Cells) => (cells.visited as { readonly date: string } | undefined)?.date ?? '';

/** Working days since the term of a visit without a notice ended; 0 = today. */
function overdueBy(cells: Cells, today: string): number | undefined {
  if (cells.visited === undefined || cells.notice || cells.matter === 'denunciation') return undefined;
  const due = addWorkingDays(visitedOn(cells), 10, CALENDAR);
  return due > today ? undefined : (Date.parse(today) - Date.parse(due)) / DAY_MS;
}

describe('the demo’s world', () => {
  it('has, before the server listens: a session today, a notice due and one overdue, a conflict, two years', async () => {
    const { open, db } = await demo();
    const world = await open();
    const records = await cellsOf(FIRST);
    expect(records.length).toBeGreaterThan(300);
    const today = dateAt(nowMs);
    const sessions = records.filter(({ cells }) => (cells.held as { date?: string } | undefined)?.date === today);
    expect(sessions.map(({ cells }) => cells.status)).toEqual([{ status: 'scheduled' }]);
    const late = records.flatMap(({ cells }) => overdueBy(cells, today) ?? []).sort();
    expect(late).toEqual([0, 2]);
    expect(await db.query('select group_key from conflict')).toEqual([{ group_key: 'content' }]);
    expect(records.map(({ cells }) => visitedOn(cells)).filter((day) => day === today)).toHaveLength(2);
    expect((await verifyAudit(db)).filter(({ fault }) => fault)).toEqual([]);
    const own = (await reportOf('2026-01-01', '2026-12-31')).units.find(({ space }) => space.id === FIRST);
    expect(own?.lastContact).toBe(new Date(nowMs).toISOString());
    expect(own?.waiting.conflicts).toBe(1);
    expect(world.progress().history).toEqual({ done: 1, total: 12 });
  });

  it('changes nothing when it is started again on the same day', async () => {
    const { open } = await demo();
    await open();
    const before = await cellsOf(FIRST);
    nowMs += 60_000;
    await open();
    expect(await cellsOf(FIRST)).toEqual(before);
  });

  it('on another day adds that day and what has happened since, and leaves what somebody has written', async () => {
    const { open, db } = await demo();
    await open();
    const before = await cellsOf(FIRST);
    const later = firstCommune().find(({ op, day }) => op === 'patch' && day < '2026-11-20')?.rid ?? '';
    expect(before.map(({ rid }) => rid)).toContain(later);
    const written = { givenOn: '2026-11-20', documentNo: '7/TB' };
    await db.query('update record set cells = cells || $2::jsonb where rid = $1', [
      later,
      JSON.stringify({ notice: written }),
    ]);
    nowMs += 17 * DAY_MS;
    await open();
    const after = new Map((await cellsOf(FIRST)).map(({ rid, cells }) => [rid, cells]));
    expect(after.size).toBeGreaterThan(before.length + 5);
    for (const { rid, cells } of before)
      expect(Object.entries(cells).filter(([key, value]) => after.get(rid)?.[key] === undefined && value)).toEqual([]);
    expect(after.get(later)?.notice).toEqual(written);
    const today = dateAt(nowMs);
    const sessions = [...after.values()].filter((cells) => (cells.held as { date?: string })?.date === today);
    expect(sessions).toHaveLength(1);
    // The one that was overdue then, and the one that is due today: whose term ended meanwhile was told in time.
    expect([...after.values()].flatMap((cells) => overdueBy(cells, today) ?? [])).toHaveLength(2);
    expect(await db.query('select group_key from conflict')).toHaveLength(1);
  });

  it('has two communes filled behind it, is stopped, and goes on', async () => {
    const { open, db } = await demo();
    const world = await open();
    const lines: string[] = [];
    world.run((line) => lines.push(line));
    const count = async () => (await db.query<{ n: number }>('select count(*)::int as n from record'))[0]?.n ?? 0;
    const begun = await count();
    await expect.poll(count, { timeout: 30_000 }).toBeGreaterThan(begun + 100);
    await world.stop();
    const stopped = await count();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await count()).toBe(stopped);
    expect(lines).toEqual([expect.stringContaining('Đang nạp')]);

    const again = await open();
    again.run(() => undefined);
    await expect.poll(count, { timeout: 30_000 }).toBeGreaterThan(stopped + 100);
    await again.stop();
    const doubled = await db.query('select mid from mutation group by space_id, mid having count(*) > 1');
    expect(doubled).toEqual([]);
  });
});

describe('the replayed figures in the demo', () => {
  it('are what the plan says, stand under historic units only, and are marked as generated', async () => {
    const { open, root } = await demo();
    if (server === undefined) throw new Error('no demo');
    const { units, sessionsByUnit } = beginPlan(DEMO_PROVINCE_SPACE);
    await server.addSpaces(units.slice(1, 4).map(({ space }) => space));
    const pace = { batch: 200, rest: async () => true };
    const administrator = DEMO_ACCOUNTS.find(({ username }) => username === 'tinh.quantri');
    const author = { userId: administrator?.id ?? '', memberships: administrator?.memberships ?? [] };
    const items = unitItems(units.slice(0, 4));
    await pushFeed(server.deps.syncDeps, { name: 'units', space: root, author, items, contactMs: nowMs }, pace);
    const planned: { readonly id: string; readonly sessions: number; readonly visits: number }[] = [];
    for (const { unit, sessions } of sessionsByUnit) {
      if (planned.length === 4) break;
      await pushFeed(server.deps.syncDeps, await unitFeed(unit, sessions), pace);
      const visits = sessions.reduce((sum, session) => sum + session.visits.length, 0);
      planned.push({ id: unit.space.id, sessions: sessions.length, visits });
    }
    await open();
    const { units: rows, checks } = await reportOf('2019-02-01', '2024-06-30');
    expect(rows.map(({ space, total }) => ({ id: space.id, sessions: total.sessions, visits: total.visits }))).toEqual(
      expect.arrayContaining(planned),
    );
    expect(rows).toHaveLength(4);
    expect(rows.every(({ synthetic }) => synthetic)).toBe(true);
    expect(rows[0]?.byBlock.unstated).toMatchObject({ sessions: 29, visits: 49 });
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    const now = await reportOf(`${addDays(dateAt(nowMs), -30)}`, dateAt(nowMs));
    expect(now.units).toHaveLength(12);
  });
});
