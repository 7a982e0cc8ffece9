import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { DOOR_PARAMETER, PHONE_DOOR } from '../../../src/domain/text/demo-doors.ts';
import { browserOptions } from '../../support/browser.ts';
import { startRealServer } from '../child-process.ts';
import { atLeast, type Figure, type Measure } from '../measure.ts';
import { finished, npm } from '../stage.ts';

/** Lighthouse has packages of its own; see peers/package.json. */
const PEERS_FOLDER = path.resolve(import.meta.dirname, '../peers');

const PAGES = [
  { what: 'entry page', address: '/' },
  // Past the door at once: a phone is enrolled and filled before Hôm nay stands there.
  { what: 'Hôm nay of the demo, from nothing', address: `/?${DOOR_PARAMETER}=${PHONE_DOOR.key}` },
] as const;

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
      for (const { what, address } of PAGES) {
        const reports: Report[] = [];
        for (let turn = 0; turn < runs; turn += 1)
          reports.push(await audit(run, launcher, `${server.origin}${address}`));
        figures.push(...figuresOf(what, reports));
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

async function audit(run: Lighthouse, launcher: Launcher, url: string): Promise<Report> {
  const { executablePath, args, env } = await browserOptions();
  const chrome = await launcher.launch({
    chromePath: executablePath,
    chromeFlags: ['--headless=new', ...(args ?? [])],
    envVars: env,
    logLevel: 'silent',
  });
  try {
    const { lhr } = await run(url, {
      port: chrome.port,
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

function figuresOf(what: string, reports: readonly Report[]): readonly Figure[] {
  const valuesOf = (id: string) => reports.map(({ audits }) => audits[id]?.numericValue ?? Number.NaN);
  return [
    ...CATEGORIES.map(({ id, least }) => ({
      what: `${what}: ${id}`,
      unit: '',
      values: reports.map((report) => scoreOf(report, id)),
      promise: atLeast(least, ''),
    })),
    ...METRICS.map(({ id, unit }) => ({ what: `${what}: ${id}`, unit, values: valuesOf(id) })),
    { what: `${what}: speed of this machine (benchmarkIndex)`, unit: '', values: reports.map(indexOf) },
  ];
}

const indexOf = ({ environment }: Report): number => environment.benchmarkIndex;
