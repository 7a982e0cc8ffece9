import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { DOOR_PARAMETER, PHONE_DOOR } from '../../../src/domain/text/demo-doors.ts';
import { browserOptions } from '../../support/browser.ts';
import { startRealServer } from '../child-process.ts';
import { atLeast, type Figure, type Measure } from '../measure.ts';
import { finished, npm } from '../stage.ts';

/** Lighthouse has packages of its own; see peers/package.json. */
const PEERS_FOLDER = path.resolve(import.meta.dirname, '../peers');

/** Past the door at once. */
const HALL_DOOR = `/?${DOOR_PARAMETER}=${PHONE_DOOR.key}`;

type Audited = {
  readonly what: string;
  readonly address: string;
  /** The browser has a phone before the audit begins. */
  readonly enrolled?: boolean;
  /** Undefined = everything. */
  readonly promised?: readonly string[];
};

const PAGES: readonly Audited[] = [
  { what: 'entry page', address: '/' },
  { what: 'Hôm nay of the demo', address: HALL_DOOR, enrolled: true },
  // More than an official ever waits for: one load enrols a phone, derives its keys and pulls the unit's records.
  { what: 'Hôm nay of the demo, from nothing', address: HALL_DOOR, promised: ['accessibility', 'best-practices'] },
];

const CATEGORIES = [
  { id: 'performance', least: 90 },
  { id: 'accessibility', least: 100 },
  { id: 'best-practices', least: 100 },
] as const;
const METRICS = [
  { id: 'first-contentful-paint', unit: 'ms' },
  { id: 'largest-contentful-paint', unit: 'ms' },
  { id: 'total-blocking-time', unit: 'ms' },
  { id: 'cumulative-layout-shift', unit: '' },
] as const;

type Audit = { readonly score: number | null; readonly numericValue?: number; readonly title: string };
type Report = {
  readonly finalDisplayedUrl: string;
  readonly environment: { readonly benchmarkIndex: number };
  readonly categories: { readonly [id: string]: { readonly score: number; readonly auditRefs: { id: string }[] } };
  readonly audits: { readonly [id: string]: Audit };
};
type Lighthouse = (url: string, flags: object) => Promise<{ readonly lhr: Report }>;
type Launcher = {
  launch(options: object): Promise<{ readonly port: number; readonly kill: () => unknown }>;
};

export const lighthouse: Measure = {
  name: 'lighthouse',
  title: 'Lighthouse, mobile (a middling phone on slow 4G, as it simulates them), each time in an empty browser',
  run: async ({ runs }) => {
    const { run, launcher } = await tools();
    const server = await startRealServer();
    const figures: Figure[] = [];
    try {
      for (const page of PAGES) {
        const reports: Report[] = [];
        for (let turn = 0; turn < runs; turn += 1) reports.push(await audit(run, launcher, server.origin, page));
        figures.push(...figuresOf(page, reports));
      }
    } finally {
      await server.stop();
    }
    return figures;
  },
};

async function tools(): Promise<{ readonly run: Lighthouse; readonly launcher: Launcher }> {
  if (!existsSync(path.join(PEERS_FOLDER, 'node_modules/lighthouse'))) {
    console.error('  installing Lighthouse …');
    await finished(npm('ci', '--prefix', PEERS_FOLDER));
  }
  const of = (file: string) => import(pathToFileURL(path.join(PEERS_FOLDER, 'node_modules', file)).href);
  return { run: (await of('lighthouse/core/index.js')).default, launcher: await of('chrome-launcher/dist/index.js') };
}

async function audit(run: Lighthouse, launcher: Launcher, origin: string, page: Audited): Promise<Report> {
  const url = `${origin}${page.address}`;
  const { executablePath, args, env } = await browserOptions();
  const chrome = await launcher.launch({
    chromePath: executablePath,
    chromeFlags: ['--headless=new', ...(args ?? [])],
    envVars: env,
    logLevel: 'silent',
  });
  try {
    if (page.enrolled) await enrol(chrome.port, url);
    const { lhr } = await run(url, {
      port: chrome.port,
      disableStorageReset: page.enrolled,
      logLevel: 'error',
      onlyCategories: CATEGORIES.map(({ id }) => id),
    });
    console.error(`  ${CATEGORIES.map(({ id }) => `${id} ${scoreOf(lhr, id)}`).join(', ')}; ${lhr.finalDisplayedUrl}`);
    for (const fault of faultsOf(lhr)) console.error(`    ${fault}`);
    return lhr;
  } finally {
    await chrome.kill();
  }
}

/** As an official's phone is in the morning: enrolled, filled, the app on it. */
async function enrol(port: number, url: string): Promise<void> {
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const page = await browser.contexts()[0]?.newPage();
  if (page === undefined) throw new Error('this browser has no window');
  await page.goto(url);
  await page.getByRole('heading', { name: /^Lượt tiếp hôm nay/ }).waitFor({ timeout: 120_000 });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.close();
  await browser.close();
}

const scoreOf = (report: Report, id: string): number => Math.round((report.categories[id]?.score ?? 0) * 100);

/** What cost points where nothing may. */
function faultsOf({ categories, audits }: Report): readonly string[] {
  return ['accessibility', 'best-practices'].flatMap((id) =>
    (categories[id]?.auditRefs ?? []).flatMap((ref) => {
      const audited = audits[ref.id];
      return audited?.score === null || audited === undefined || audited.score >= 1 ? [] : [`${id}: ${audited.title}`];
    }),
  );
}

function figuresOf({ what, promised }: Audited, reports: readonly Report[]): readonly Figure[] {
  const valuesOf = (id: string) => reports.map(({ audits }) => audits[id]?.numericValue ?? Number.NaN);
  return [
    ...CATEGORIES.map(({ id, least }) => ({
      what: `${what}: ${id}`,
      unit: '',
      values: reports.map((report) => scoreOf(report, id)),
      ...(promised === undefined || promised.includes(id) ? { promise: atLeast(least, '') } : {}),
    })),
    ...METRICS.map(({ id, unit }) => ({ what: `${what}: ${id}`, unit, values: valuesOf(id) })),
    { what: `${what}: speed of this machine (benchmarkIndex)`, unit: '', values: reports.map(indexOf) },
  ];
}

const indexOf = ({ environment }: Report): number => environment.benchmarkIndex;
