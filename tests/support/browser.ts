import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { brotliDecompressSync } from 'node:zlib';
import { type BrowserContext, chromium, type LaunchOptions, type Page } from '@playwright/test';

// A real Chromium: CHROMIUM_PATH, else one that is installed, else the one inside the npm package @sparticuz/chromium,
// which needs neither root nor a download (CHROMIUM_PATH=npm asks for that one).

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Tests talk to this machine only; and the flags without which Chromium refuses to run as root or in a container. */
const args = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-pings',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-search-engine-choice-screen',
];

type BrowserCommand = { executablePath: string; env: Record<string, string> };

let found: Promise<BrowserCommand> | undefined;

/** Launch options for Playwright. */
export async function browserOptions(): Promise<LaunchOptions> {
  return { ...(await browserCommand()), args };
}

function browserCommand(): Promise<BrowserCommand> {
  found ??= findBrowser();
  return found;
}

async function findBrowser(): Promise<BrowserCommand> {
  const asked = process.env.CHROMIUM_PATH;
  if (asked === 'npm') return unpackBrowser();
  if (asked && !existsSync(asked)) throw new Error(`CHROMIUM_PATH names no file: ${asked}`);
  const executablePath = asked ?? installed.find((candidate) => existsSync(candidate) && answers(candidate));
  return executablePath ? { executablePath, env: environment() } : unpackBrowser();
}

async function unpackBrowser(): Promise<BrowserCommand> {
  const folder = path.resolve(import.meta.dirname, '../../node_modules/.cache/chromium');
  mkdirSync(folder, { recursive: true });
  const executablePath = await unpackInto(folder);
  if (answers(executablePath)) return { executablePath, env: environment() };
  // A bare machine lacks libnss3 and libnspr4. They come with the package; given to the browser alone, since other
  // programs would stumble over these libraries.
  const libraries = path.join(folder, 'lib');
  if (!existsSync(path.join(libraries, 'libnss3.so'))) {
    const entry = import.meta.resolve('@sparticuz/chromium');
    const archive = readFileSync(new URL('../../bin/al2023.tar.br', entry));
    execFileSync('tar', ['xf', '-', '-C', folder], { input: brotliDecompressSync(archive) });
  }
  return { executablePath, env: { ...environment(), LD_LIBRARY_PATH: libraries } };
}

/** The package unpacks into the temporary folder, where a second user of the machine could not read it. */
async function unpackInto(folder: string): Promise<string> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    return await packaged.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

function answers(executablePath: string): boolean {
  try {
    execFileSync(executablePath, ['--version'], { stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** A browser with a profile on disk, whose process can be killed like a phone that lost power. */
export type PersistentBrowser = {
  context: BrowserContext;
  /** The orderly way out. */
  close(): Promise<void>;
  /** SIGKILL to the browser and all its processes: nothing is flushed, no `unload` runs. */
  kill(): Promise<void>;
};

/** Opens a browser on the profile in `profileFolder`; open it again after `kill` to see what survived. */
export async function openPersistentBrowser(profileFolder: string): Promise<PersistentBrowser> {
  const { executablePath, env } = await browserCommand();
  const own = [
    '--headless',
    '--remote-debugging-port=0',
    `--user-data-dir=${profileFolder}`,
    '--lang=vi',
    'about:blank',
  ];
  const child = spawn(executablePath, [...args, ...own], {
    // A group of its own, so that one signal reaches the browser's helpers too.
    detached: true,
    env: { ...env, TZ: 'Asia/Ho_Chi_Minh' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const endpoint = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const [, url] = /^DevTools listening on (ws:.*)$/.exec(line) ?? [];
      if (url) resolve(url);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the browser ended with ${code} before it could be reached`)));
  });
  const browser = await chromium.connectOverCDP(endpoint);
  const context = browser.contexts()[0];
  if (!context) throw new Error('the browser has no default context');

  const kill = async (): Promise<void> => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    await ended;
    await browser.close();
  };
  const close = async (): Promise<void> => {
    const session = await browser.newBrowserCDPSession();
    await session.send('Browser.close').catch(() => undefined);
    await ended;
    await browser.close();
  };
  return { context, close, kill };
}

/** Waits until the service worker has all files of the app and answers for this page. */
export async function untilReadyOffline(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    while (active?.state !== 'activated' || !navigator.serviceWorker.controller) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
}
