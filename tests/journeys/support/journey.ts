import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base } from '@playwright/test';
import { openPersistentBrowser, type PersistentBrowser } from '../../support/browser.ts';
import { Faults } from './faults.ts';
import { PhoneUser } from './phone-user.ts';
import { Office } from './province.ts';
import { ServerProcess } from './server-process.ts';

/** A phone whose browser is a process with a profile on disk, and can be killed. */
export type KillablePhone = {
  /** The user, with the page of the browser that runs now. */
  readonly user: PhoneUser;
  readonly profile: string;
  /** SIGKILL to the browser, and the same profile opened again at the same address. */
  readonly diesAndReopens: () => Promise<void>;
  readonly dies: () => Promise<void>;
};

type Journey = {
  /** A server of this journey's own, started; it may be stopped, killed, restored. */
  readonly server: ServerProcess;
  /** The demo as `npm start` shows it, with its invented history; of this journey's own. */
  readonly demo: ServerProcess;
  /** Another phone, before its first visit. */
  readonly phone: (on: ServerProcess) => Promise<PhoneUser>;
  readonly killablePhone: (on: ServerProcess) => Promise<KillablePhone>;
  readonly office: (on: ServerProcess, username: string) => Office;
  readonly faults: Faults;
};

type Worker = {
  /** One server for the journeys that leave it running and count nothing of the others. */
  readonly running: ServerProcess;
};

/** The journeys' `test`: its people and machines. An unexpected word on any console fails the journey. */
export const test = base.extend<Journey, Worker>({
  running: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from here
    async ({}, use) => {
      const server = await ServerProcess.prepare();
      await server.start();
      await use(server);
      await server.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: see above
  server: async ({}, use) => {
    const server = await ServerProcess.prepare();
    await server.start();
    await use(server);
    await server.remove();
  },
  // biome-ignore lint/correctness/noEmptyPattern: see above
  demo: async ({}, use) => {
    const server = await ServerProcess.prepare('full');
    await server.start();
    await use(server);
    await server.remove();
  },
  // biome-ignore lint/correctness/noEmptyPattern: see above
  faults: async ({}, use) => {
    const faults = new Faults();
    await use(faults);
    faults.expectNone();
  },
  phone: async ({ browser, faults }, use) => {
    const contexts: { close: () => Promise<void> }[] = [];
    await use(async (on) => {
      const context = await browser.newContext();
      contexts.push(context);
      faults.watch(context);
      return PhoneUser.takes(context, on);
    });
    for (const context of contexts) await context.close();
  },
  killablePhone: async ({ faults }, use) => {
    const opened: { browser: PersistentBrowser; profile: string }[] = [];
    await use(async (on) => {
      const profile = mkdtempSync(path.join(tmpdir(), 'gan-dan-phone-'));
      const start = async () => {
        const browser = await openPersistentBrowser(profile);
        faults.watch(browser.context);
        return { browser, user: await PhoneUser.takes(browser.context, on) };
      };
      let now = await start();
      const own = { browser: now.browser, profile };
      opened.push(own);
      return {
        profile,
        get user() {
          return now.user;
        },
        dies: () => now.browser.kill(),
        diesAndReopens: async () => {
          const { passphrase, page } = now.user;
          const address = new URL(page.url());
          await now.browser.kill();
          now = await start();
          own.browser = now.browser;
          now.user.passphrase = passphrase;
          await now.user.visits(address.pathname + address.search);
        },
      };
    });
    for (const { browser, profile } of opened) {
      await browser.kill().catch(() => undefined);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  },
  // biome-ignore lint/correctness/noEmptyPattern: see above
  office: async ({}, use) => {
    await use((on, username) => new Office(on, username));
  },
});
