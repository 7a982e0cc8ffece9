import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { openPersistentBrowser, untilReadyOffline } from '../support/browser.ts';
import { type StaticServer, serveFolder } from '../support/static-server.ts';

const built = path.resolve(import.meta.dirname, '../../dist/app');
const OLD_CHUNK = '/assets/old-00000000.js';
const NEW_CHUNK = '/assets/new-11111111.js';

let folder: string;
let server: StaticServer;

/** A version of the app with a lazy chunk of its own; what the version before had is gone from the server. */
const deploy = (chunk: string): void => {
  cpSync(built, folder, { recursive: true });
  rmSync(path.join(folder, OLD_CHUNK), { force: true });
  writeFileSync(path.join(folder, chunk), `export const chunk = ${JSON.stringify(chunk)};`);
  const workerPath = path.join(folder, 'service-worker.js');
  const entry = `{url:${JSON.stringify(chunk.slice(1))},revision:null},`;
  writeFileSync(workerPath, readFileSync(workerPath, 'utf8').replace('[{', `[${entry}{`));
};

const chunkLoads = (page: Page, chunk: string) =>
  page.evaluate((url) => import(url).then(() => true).catch(() => false), chunk);

const askForActivation = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise((resolve) => {
      port1.onmessage = ({ data }) => resolve(data);
    });
    registration?.waiting?.postMessage({ type: 'SKIP_WAITING' }, [port2]);
    return answer;
  });

const updateIsWaiting = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update();
    while (!registration?.waiting) await new Promise((resolve) => setTimeout(resolve, 20));
  });

test.beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'built-app-'));
  deploy(OLD_CHUNK);
  server = await serveFolder(folder);
});

test.afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('after the first visit the app opens without a server, at any address, with all its chunks', async ({ page }) => {
  await page.goto(server.url);
  await untilReadyOffline(page);
  const shown = await page.locator('#root').innerText();
  expect(shown).toContain('Gần Dân');
  await server.stop();
  expect(await chunkLoads(page, OLD_CHUNK)).toBe(true);
  await page.goto(`${server.url}/tiep-dan/bat-ky`);
  await expect.poll(() => page.locator('#root').innerText()).toBe(shown);
});

test('the browser process is killed: the app still opens without a server', async () => {
  const profile = mkdtempSync(path.join(tmpdir(), 'profile-'));
  const first = await openPersistentBrowser(profile);
  const page = await first.context.newPage();
  await page.goto(server.url);
  await untilReadyOffline(page);
  await first.kill();
  await server.stop();

  const second = await openPersistentBrowser(profile);
  const reopened = await second.context.newPage();
  await reopened.goto(server.url);
  await expect(reopened).toHaveTitle('Gần Dân');
  await second.close();
  rmSync(profile, { recursive: true, force: true });
});

test('the worker answers neither /api nor /sync, and touches GET only', async ({ page }) => {
  await page.goto(server.url);
  await untilReadyOffline(page);
  const answer = (method: string, address: string) =>
    page.evaluate(([how, where]) => fetch(where, { method: how }).then((response) => response.text()), [
      method,
      address,
    ] as const);
  expect(await answer('GET', '/sync/v1/pull')).toBe('server: GET /sync/v1/pull');
  expect(await answer('POST', '/sync/v1/push')).toBe('server: POST /sync/v1/push');
  await page.goto(`${server.url}/api/docs`);
  await expect(page.locator('body')).toHaveText('server: GET /api/docs');
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept.filter((pathname) => /^\/(api|sync)/.test(pathname))).toEqual([]);
});

test('an update waits while pages of the old version live, and pulls no chunk from under them', async ({ context }) => {
  const page = await context.newPage();
  await page.goto(server.url);
  await untilReadyOffline(page);
  const other = await context.newPage();
  await other.goto(server.url);
  const fetchedBefore = server.requests.length;

  deploy(NEW_CHUNK);
  await updateIsWaiting(page);
  expect(await chunkLoads(page, OLD_CHUNK), 'the waiting update leaves the old files').toBe(true);
  expect(await askForActivation(page), 'two pages are open').toBe(false);
  const fetchedAgain = server.requests.slice(fetchedBefore).filter((request) => request.startsWith('GET /assets/'));
  expect(fetchedAgain, 'what the old version has is not fetched again').toEqual([`GET ${NEW_CHUNK}`]);

  await other.close();
  const controlled = page.evaluate(
    () => new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', () => resolve(true))),
  );
  expect(await askForActivation(page), 'the only page may ask').toBe(true);
  expect(await controlled).toBe(true);
  await server.stop();
  expect(await chunkLoads(page, `${OLD_CHUNK}?again`), 'the page of the old version finds its chunk').toBe(true);
  await page.reload();
  expect(await chunkLoads(page, NEW_CHUNK)).toBe(true);
});
