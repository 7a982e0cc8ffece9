import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { build } from 'vite';
import { type Running, startPeersServer, startRealServer } from '../child-process.ts';
import { newPhone, openBenchPage, slowDown, withBrowser } from '../in-browser.ts';
import { type BenchOptions, type Figure, inTurns, type Measure } from '../measure.ts';
import { buildStage, finished, npm, STAGE } from '../stage.ts';

const SLOWER = 4;
const SAVES = 40;
/** Of the bad link: a valley with one bar. */
const LATENCY_MS = 400;
const BYTES_PER_SECOND = 50_000 / 8;
const BAD_LINK_RECORDS = 100;
const FAILING = 0.3;

/** With packages of its own, so that none of them stands in for one of ours. */
const PEERS_FOLDER = path.resolve(import.meta.dirname, '../peers');
const PAGE = path.join(STAGE, 'peers');

type Peer = 'pouch' | 'rx';
const PEERS = { pouch: 'PouchDB', rx: 'RxDB' } as const;

/** What the peers' page offers; see peers/page. */
type PeerPage = {
  fill(count: number): Promise<void>;
  saves(count: number): Promise<number[]>;
  push(retries?: boolean): Promise<number>;
  pull(): Promise<{ readonly ms: number; readonly count: number }>;
};

declare global {
  interface Window {
    peers: { readonly [name in Peer]: PeerPage };
  }
}

/**
 * PouchDB and RxDB do less: nothing is sealed, durability is relaxed, their servers here keep everything in memory, and
 * nobody checks who may write what. They stand beside ours all the same, because that is what a team would take.
 */
export const peers: Measure = {
  name: 'peers',
  title: 'save, push, pull and the bad link beside PouchDB and RxDB, as each is used',
  run: async (options) => {
    await preparePeers();
    return withBrowser(async (browser) => [
      ...(await compareSaves(browser, options)),
      ...(await compareTransfer(browser, options)),
      ...(await compareBadLink(browser, options, 0)),
      ...(await compareBadLink(browser, options, FAILING)),
    ]);
  },
};

async function preparePeers(): Promise<void> {
  // It empties the folder that the page is built into.
  await buildStage();
  if (!existsSync(path.join(PEERS_FOLDER, 'node_modules/rxdb'))) {
    console.error('  installing the peers …');
    await finished(npm('ci', '--prefix', PEERS_FOLDER));
  }
  await build({
    configFile: false,
    root: path.join(PEERS_FOLDER, 'page'),
    logLevel: 'warn',
    build: { outDir: PAGE, emptyOutDir: true, target: 'es2022', reportCompressedSize: false },
  });
}

async function withPeers<T>(work: (server: Running) => Promise<T>): Promise<T> {
  const server = await startPeersServer(PAGE);
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

async function openPeers(context: BrowserContext, { origin }: Running): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error('  in the page:', error.message));
  await page.goto(`${origin}/index.html`);
  await page.waitForFunction(() => window.peers !== undefined);
  return page;
}

async function compareSaves(browser: Browser, { runs, records }: BenchOptions): Promise<readonly Figure[]> {
  const ours = async () => {
    const server = await startRealServer();
    try {
      const context = await newPhone(browser);
      const page = await openBenchPage(context, server.origin);
      await page.evaluate(async (visits) => {
        await window.bench.enrol('vanphong.suoimau');
        await window.bench.fill(visits, { waiting: false });
        await window.bench.fillPlain(0);
      }, records);
      await slowDown(page, SLOWER);
      const { sealed } = await page.evaluate((count) => window.bench.saveInTurns(count), SAVES * runs);
      await context.close();
      return sealed;
    } finally {
      await server.stop();
    }
  };
  const theirs = (peer: Peer) =>
    withPeers(async (server) => {
      const context = await newPhone(browser);
      const page = await openPeers(context, server);
      await page.evaluate(([name, visits]) => window.peers[name].fill(visits), [peer, records] as const);
      await slowDown(page, SLOWER);
      const seen = await page.evaluate(([name, count]) => window.peers[name].saves(count), [
        peer,
        SAVES * runs,
      ] as const);
      await context.close();
      return seen;
    });
  const at = `${SLOWER}× slowdown, ${records} visits present`;
  const line = (name: string, how: string, values: readonly number[]): Figure => ({
    what: `save, ${name} (${how}), ${at}`,
    unit: 'ms',
    values,
  });
  return [
    line('ours', 'sealed, strict, with outbox and list', await ours()),
    line(PEERS.pouch, 'plain, relaxed', await theirs('pouch')),
    line(PEERS.rx, 'plain, relaxed', await theirs('rx')),
  ];
}

async function compareTransfer(browser: Browser, { runs, records }: BenchOptions): Promise<readonly Figure[]> {
  const pulls: { [name: string]: number[] } = { ours: [], pouch: [], rx: [] };
  const theirs = (peer: Peer) => () =>
    withPeers(async (server) => {
      const context = await newPhone(browser);
      const page = await openPeers(context, server);
      await page.evaluate(([name, visits]) => window.peers[name].fill(visits), [peer, records] as const);
      const push = await page.evaluate((name) => window.peers[name].push(), peer);
      await context.close();
      const empty = await newPhone(browser);
      const other = await openPeers(empty, server);
      const pulled = await other.evaluate((name) => window.peers[name].pull(), peer);
      if (pulled.count < records) throw new Error(`${PEERS[peer]} pulled ${pulled.count} of ${records}`);
      pulls[peer]?.push(pulled.ms);
      await empty.close();
      return push;
    });
  const pushes = await inTurns(runs, {
    ours: () => oursOnce(browser, records, pulls.ours ?? []),
    [PEERS.pouch]: theirs('pouch'),
    [PEERS.rx]: theirs('rx'),
  });
  const names = ['ours', PEERS.pouch, PEERS.rx] as const;
  return [
    ...names.map((name): Figure => ({ what: `push of ${records}, ${name}`, unit: 'ms', values: pushes[name] })),
    { what: `pull of ${records}, ours`, unit: 'ms', values: pulls.ours ?? [] },
    { what: `pull of ${records}, ${PEERS.pouch}`, unit: 'ms', values: pulls.pouch ?? [] },
    { what: `pull of ${records}, ${PEERS.rx}`, unit: 'ms', values: pulls.rx ?? [] },
  ];
}

async function oursOnce(browser: Browser, records: number, pulls: number[]): Promise<number> {
  const server = await startRealServer();
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
    pulls.push(await other.evaluate((visits) => window.bench.pull('vanphong2.suoimau', visits), records));
    await empty.close();
    return push;
  } finally {
    await server.stop();
  }
}

async function compareBadLink(browser: Browser, { runs }: BenchOptions, failing: number): Promise<readonly Figure[]> {
  const seen = await inTurns(runs, {
    ours: async () => {
      const server = await startRealServer();
      try {
        const context = await newPhone(browser);
        const page = await openBenchPage(context, server.origin);
        await page.evaluate(async (visits) => {
          await window.bench.enrol('vanphong.suoimau');
          await window.bench.fill(visits, { waiting: true });
        }, BAD_LINK_RECORDS);
        await badLink(page, failing);
        const ms = await page.evaluate((patient) => window.bench.send({ patient }), failing > 0);
        await context.close();
        return ms;
      } finally {
        await server.stop();
      }
    },
    [PEERS.pouch]: () => peerOnBadLink(browser, 'pouch', failing),
    [PEERS.rx]: () => peerOnBadLink(browser, 'rx', failing),
  });
  const link = `${LATENCY_MS} ms, 50 kbit/s${failing > 0 ? `, ${failing * 100} % of requests fail` : ''}`;
  return Object.entries(seen).map(([name, values]) => ({
    what: `${BAD_LINK_RECORDS} visits over ${link}, ${name}`,
    unit: 'ms',
    values,
  }));
}

function peerOnBadLink(browser: Browser, peer: Peer, failing: number): Promise<number> {
  return withPeers(async (server) => {
    const context = await newPhone(browser);
    const page = await openPeers(context, server);
    await page.evaluate(([name, count]) => window.peers[name].fill(count), [peer, BAD_LINK_RECORDS] as const);
    await badLink(page, failing);
    const ms = await page.evaluate(([name, bad]) => window.peers[name].push(bad), [peer, failing > 0] as const);
    await context.close();
    return ms;
  });
}

/** The same sequence of failures for everybody: the n-th request fails or not, whoever sends it. */
async function badLink(page: Page, failing: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: LATENCY_MS,
    downloadThroughput: BYTES_PER_SECOND,
    uploadThroughput: BYTES_PER_SECOND,
  });
  if (failing === 0) return;
  let state = 42;
  const chance = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  await page.route('**/*', (route, request) => {
    // The app's own code is on the phone already.
    const fails = request.resourceType() !== 'script' && chance() < failing;
    return fails ? route.abort('connectionreset') : route.continue();
  });
}
