import type { Page } from '@playwright/test';

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
