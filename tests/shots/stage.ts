import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import type { DemoProgress } from '../../src/contract/wire/administration.ts';
import { PhoneUser } from '../journeys/support/phone-user.ts';
import { Office } from '../journeys/support/province.ts';
import { ServerProcess } from '../journeys/support/server-process.ts';
import { browserOptions } from '../support/browser.ts';
import { shiftedPage, shiftedProcess, shiftToDutyMorning } from './clock.ts';

/** A demo server of its own and a browser, both on a morning on which the chair receives. */
export class Stage {
  readonly server: ServerProcess;
  readonly #browser: Browser;
  readonly #shiftMs: number;

  private constructor(server: ServerProcess, browser: Browser, shiftMs: number) {
    this.server = server;
    this.#browser = browser;
    this.#shiftMs = shiftMs;
  }

  static async opens(): Promise<Stage> {
    const shiftMs = shiftToDutyMorning(Date.now());
    const server = await ServerProcess.prepare('full', shiftedProcess(shiftMs));
    await server.start();
    await historyFilled(server);
    return new Stage(server, await chromium.launch(await browserOptions()), shiftMs);
  }

  /** A browser in which nobody has been. */
  async context(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await this.#browser.newContext({
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      viewport: { width: 360, height: 640 },
      ...options,
    });
    await context.addInitScript(shiftedPage(this.#shiftMs));
    return context;
  }

  async user(options: BrowserContextOptions = {}): Promise<PhoneUser> {
    const user = await PhoneUser.takes(await this.context(options), this.server);
    await user.page.setViewportSize(options.viewport ?? { width: 360, height: 640 });
    return user;
  }

  /** A page at this address, in a browser of its own. */
  async page(address: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await (await this.context(options)).newPage();
    await page.goto(`${this.server.origin}${address}`);
    return page;
  }

  async closes(): Promise<void> {
    await this.#browser.close();
    await this.server.remove();
  }
}

/** The demo fills in its past behind everybody's back: figures that grow by themselves would stand in the pictures. */
async function historyFilled(server: ServerProcess): Promise<void> {
  const watcher = new Office(server, 'tinh.giamsat');
  let left = 1;
  while (left > 0) {
    const { history } = await watcher.ask<DemoProgress>('GET', '/api/demo/progress');
    left = history.total - history.done;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
