import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chance } from '../../src/server/demo/invented/chance.ts';
import { makePlan } from '../../src/server/demo/replay/make-plan.ts';
import type { Plan } from '../../src/server/demo/replay/plan.ts';
import type { NetPort } from '../../src/sync/ports.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { compare } from './comparison.ts';
import { dealOut } from './phones/deal.ts';
import { Fleet } from './phones/fleet.ts';
import { recordReference } from './phones/reference.ts';
import { newLineCount, unreliableNet } from './phones/unreliable-net.ts';
import { ADMINISTRATOR, ProvinceOffice, VIEWER } from './server/province-office.ts';

/** A commune with two phones and its district: few enough for a test. */
function small(plan: Plan): Plan {
  const pair = plan.units.find(({ clerks }) => clerks.length > 1);
  const units = plan.units.filter((unit) => unit === pair || unit.level === 'province');
  const sessions = units.flatMap((unit) => plan.sessions.filter((session) => session.unit === unit).slice(0, 12));
  return { units, sessions };
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ port: 0 });
});
afterAll(() => server.stop());

describe('phones before the real server', () => {
  it('bring everything through a bad line, and their figures are the report’s', async () => {
    const origin = () => server.origin;
    const administrator = new ProvinceOffice(origin, ADMINISTRATOR);
    const viewer = new ProvinceOffice(origin, VIEWER);
    const plan = small(makePlan(await administrator.signIn()));
    await viewer.signIn();
    for (const unit of plan.units) await administrator.addUnit(unit);
    const fleet = new Fleet(dealOut(plan, new Chance(11)), origin, 12);
    await recordReference(plan, administrator, origin, fleet.lines);
    await fleet.enrol(administrator, ['steady', 'late', 'very-late', 'lost'], () => undefined);
    await fleet.work(
      ({ parts }) => parts.flat(),
      () => undefined,
    );
    expect(fleet.waiting()).toBeGreaterThan(40);
    await fleet.syncUntilQuiet(() => true);
    await fleet.syncUntilQuiet(() => true);
    await fleet.work(
      ({ last }) => last,
      () => undefined,
    );
    for (let round = 0; round < 3; round += 1) {
      await fleet.syncUntilQuiet(() => true);
      await fleet.decide();
      fleet.compareDigests();
    }
    await fleet.syncUntilQuiet(() => true);
    expect(await fleet.refused()).toEqual([]);
    const faults = { refused: 0, divergences: fleet.divergences() };
    const { others } = compare(await viewer.report(), plan, faults);
    expect(others.filter(({ expected, got }) => expected !== got)).toEqual([]);
  });
});

describe('a bad line', () => {
  const asked: string[] = [];
  const net = {
    push: async () => {
      asked.push('push');
      return { tag: 'unreachable' };
    },
  } as unknown as NetPort;
  const over = (line: { lostRequest: number; lostReply: number; doubled: number }) => {
    asked.length = 0;
    const count = newLineCount();
    return { count, net: unreliableNet(net, new Chance(1), line, count) };
  };

  it('loses a request before the server sees it', async () => {
    const line = over({ lostRequest: 1, lostReply: 0, doubled: 0 });
    expect(await line.net.push({} as never)).toEqual({ tag: 'unreachable' });
    expect([asked, line.count.lostRequests]).toEqual([[], 1]);
  });

  it('loses a reply after the server has done the work', async () => {
    const line = over({ lostRequest: 0, lostReply: 1, doubled: 0 });
    expect(await line.net.push({} as never)).toEqual({ tag: 'unreachable' });
    expect([asked, line.count.lostReplies]).toEqual([['push'], 1]);
  });

  it('sends twice', async () => {
    const line = over({ lostRequest: 0, lostReply: 0, doubled: 1 });
    await line.net.push({} as never);
    expect([asked, line.count.doubled]).toEqual([['push', 'push'], 1]);
  });
});
