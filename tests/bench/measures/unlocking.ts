import type { Page } from '@playwright/test';
import { untilReadyOffline } from '../../support/browser.ts';
import { startRealServer } from '../child-process.ts';
import { slowDown, withBrowser } from '../in-browser.ts';
import { atMost, type Measure } from '../measure.ts';
import { filledPhone, typePin, waitForToday } from './real-app.ts';

const SLOWER = 4;
const TURNS_PER_RUN = 3;

export const unlocking: Measure = {
  name: 'unlocking',
  title: 'offline, from the key slot opened to the first tappable row of Hôm nay, in the real app',
  run: ({ runs, records }) =>
    withBrowser(async (browser) => {
      const server = await startRealServer();
      try {
        const { context, filler } = await filledPhone(browser, server.origin, records);
        await filler.close();
        const page = await context.newPage();
        await page.addInitScript(watchUnlocking);
        await page.goto(server.origin);
        await untilReadyOffline(page);
        await context.setOffline(true);
        await slowDown(page, SLOWER);
        const values: number[] = [];
        for (let turn = 0; turn < runs * TURNS_PER_RUN + 1; turn += 1) {
          const ms = await unlockOnce(page);
          console.error(`  ${Math.round(ms)} ms`);
          if (turn > 0) values.push(ms);
        }
        const what = `key slot opened → first row of Hôm nay, ${SLOWER}× slowdown, ${records} visits`;
        return [{ what, unit: 'ms', values, promise: atMost(1500, 'ms', 'p95') }];
      } finally {
        await server.stop();
      }
    }),
};

async function unlockOnce(page: Page): Promise<number> {
  await page.reload();
  await typePin(page);
  await waitForToday(page);
  await page.waitForFunction(() => window.firstRowMs !== undefined);
  return page.evaluate(() => (window.firstRowMs ?? Number.NaN) - (window.slotOpenedMs ?? Number.NaN));
}

declare global {
  interface Window {
    slotOpenedMs: number | undefined;
    firstRowMs: number | undefined;
  }
}

/**
 * In the page: the data key becomes the root of the working keys (HKDF) the moment its slot has opened; the row counts
 * from the first picture it is on.
 */
function watchUnlocking(): void {
  const { importKey } = SubtleCrypto.prototype;
  SubtleCrypto.prototype.importKey = function (this: SubtleCrypto, ...args: unknown[]) {
    if (args[2] === 'HKDF') window.slotOpenedMs = performance.now();
    return (importKey as (...all: unknown[]) => Promise<CryptoKey>).apply(this, args);
  } as typeof importKey;
  const look = (): void => {
    if (window.firstRowMs !== undefined || window.slotOpenedMs === undefined) return;
    if (document.querySelector('a[href^="/tiep-dan/"]:not([href^="/tiep-dan/moi"])') === null) return;
    watch.disconnect();
    requestAnimationFrame(() => {
      window.firstRowMs = performance.now();
    });
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { subtree: true, childList: true, attributes: true });
}
