import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { browserOptions } from '../support/browser.ts';

/** A browser whose window is a phone's; every context is an empty phone. */
export async function withBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await chromium.launch(await browserOptions());
  console.error(`  Chromium ${browser.version()}`);
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

export async function newPhone(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 640 },
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
  });
  // tsx marks functions with their names by a helper that pages do not have.
  await context.addInitScript('globalThis.__name = (named) => named');
  return context;
}

/** The bench's page on a server's own origin. */
export async function openBenchPage(context: BrowserContext, origin: string): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error('  in the page:', error.message));
  await page.goto(`${origin}/bench/index.html`);
  await page.waitForFunction(() => window.bench !== undefined);
  return page;
}

/** Makes the page's main thread so many times slower. Workers, WebCrypto and IndexedDB's process keep their speed. */
export async function slowDown(page: Page, rate: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}
