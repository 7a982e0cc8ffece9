import type { Browser, BrowserContext, Page } from '@playwright/test';
import { newPhone, openBenchPage } from '../in-browser.ts';

/** As page/phone.ts has set it. */
const PIN = '493816';
const ROW = 'a[href^="/tiep-dan/"]:not([href^="/tiep-dan/moi"])';

export async function typePin(page: Page): Promise<void> {
  await page.getByLabel('Mã PIN').waitFor();
  for (const digit of PIN) await page.getByRole('button', { name: digit, exact: true }).click();
}

/** Until a row of today can be tapped. */
export async function waitForToday(page: Page): Promise<void> {
  await page.locator(ROW).first().waitFor();
}

/**
 * An enrolled phone that holds so many visits, twelve of them today's, and the page that has filled it. The server holds
 * them too: of what it does not know the phone would think that it was lost, and spend a minute on bringing it back.
 */
export async function filledPhone(
  browser: Browser,
  origin: string,
  records: number,
): Promise<{ readonly context: BrowserContext; readonly filler: Page }> {
  const context = await newPhone(browser);
  const filler = await openBenchPage(context, origin);
  await filler.evaluate(async (visits) => {
    await window.bench.enrol('vanphong.suoimau');
    await window.bench.fill(visits, { waiting: true, today: 12 });
    await window.bench.send();
  }, records);
  return { context, filler };
}
