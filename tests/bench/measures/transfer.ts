import type { Browser } from '@playwright/test';
import { type Running, startFloorServer, startRealServer } from '../child-process.ts';
import { newPhone, openBenchPage, withBrowser } from '../in-browser.ts';
import { atMost, type BenchOptions, type Figure, inTurns, type Measure, ratios } from '../measure.ts';
import { postgresCluster } from '../postgres-cluster.ts';

const LIMIT = 1.5;

export const transfer: Measure = {
  name: 'transfer',
  title: 'push of all visits, and pull into an empty phone, real browser and server, against a hand-written floor',
  run: (options) =>
    withBrowser(async (browser) => {
      const cluster = await postgresCluster();
      return [
        ...(cluster === undefined ? [] : await onEngine(browser, options, 'PostgreSQL', cluster.newDatabase)),
        ...(await onEngine(browser, options, 'PGlite', async () => undefined)),
      ];
    }),
};

async function onEngine(
  browser: Browser,
  { runs, records }: BenchOptions,
  engine: string,
  newDatabase: () => Promise<string | undefined>,
): Promise<readonly Figure[]> {
  const pulls: { [name in 'ours' | 'floor']: number[] } = { ours: [], floor: [] };
  // Each turn has servers and phones of its own: what is pulled is exactly what was pushed.
  const pushes = await inTurns(runs, {
    [`${engine}, ours`]: async () => {
      const server = await startRealServer(await newDatabase());
      const [push, pull] = await oursOnce(browser, server, records);
      pulls.ours.push(pull);
      return push;
    },
    [`${engine}, floor`]: async () => {
      const server = await startFloorServer(await newDatabase());
      const [push, pull] = await floorOnce(browser, server, records);
      pulls.floor.push(pull);
      return push;
    },
  });
  const [pushOurs = [], pushFloor = []] = Object.values(pushes);
  const line = (what: string, ours: readonly number[], floor: readonly number[]): Figure[] => [
    { what: `${engine}: ${what}`, unit: 'ms', values: ours },
    { what: `${engine}: ${what}, floor`, unit: 'ms', values: floor },
    { what: `${engine}: ${what}, ours / floor`, unit: '×', values: ratios(ours, floor), promise: atMost(LIMIT, '×') },
  ];
  return [...line(`push of ${records}`, pushOurs, pushFloor), ...line(`pull of ${records}`, pulls.ours, pulls.floor)];
}

async function oursOnce(browser: Browser, server: Running, records: number): Promise<readonly [number, number]> {
  try {
    const sender = await newPhone(browser);
    const page = await openBenchPage(sender, server.origin);
    const push = await page.evaluate(async (visits) => {
      await window.bench.enrol('vanphong.suoimau');
      await window.bench.fill(visits, { waiting: true });
      return window.bench.send();
    }, records);
    await sender.close();
    const empty = await newPhone(browser);
    const other = await openBenchPage(empty, server.origin);
    const pull = await other.evaluate((visits) => window.bench.pull('vanphong2.suoimau', visits), records);
    await empty.close();
    console.error(`  pull: ${Math.round(pull)}`);
    return [push, pull];
  } finally {
    await server.stop();
  }
}

async function floorOnce(browser: Browser, server: Running, records: number): Promise<readonly [number, number]> {
  try {
    const sender = await newPhone(browser);
    const page = await openBenchPage(sender, server.origin);
    const push = await page.evaluate(async (visits) => {
      await window.bench.fillFloor(visits);
      return window.bench.pushToFloor();
    }, records);
    await sender.close();
    const empty = await newPhone(browser);
    const other = await openBenchPage(empty, server.origin);
    const pull = await other.evaluate(() => window.bench.pullFromFloor());
    await empty.close();
    console.error(`  pull: ${Math.round(pull)}`);
    return [push, pull];
  } finally {
    await server.stop();
  }
}
