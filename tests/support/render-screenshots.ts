import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { PhoneUser } from '../journeys/support/phone-user.ts';
import { ServerProcess } from '../journeys/support/server-process.ts';
import { browserOptions } from './browser.ts';

// Renders public/screenshots for the browser's sheet for installing: `npm run build && npm run screenshots`, after the
// screens changed. They show the demo: invented units and people.

const folder = path.resolve(import.meta.dirname, '../../public/screenshots');
mkdirSync(folder, { recursive: true });
const server = await ServerProcess.prepare();
await server.start();
const browser = await chromium.launch(await browserOptions());
try {
  const context = await browser.newContext({
    deviceScaleFactor: 2,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
  });
  const user = await PhoneUser.takes(context, server);
  const { page } = user;
  await user.enrols();
  await page.setViewportSize({ width: 360, height: 640 });
  await page.evaluate(() => document.documentElement.setAttribute('data-text-size', 'small'));
  await page.screenshot({ path: path.join(folder, 'today.png') });
  await page.setViewportSize({ width: 1280, height: 800 });
  await user.goesTo('Tiếp dân');
  await page
    .getByRole('list', { name: /lượt tiếp$/ })
    .getByRole('link')
    .nth(2)
    .click();
  await page.getByRole('button', { name: 'Sửa', exact: true }).waitFor();
  await page.screenshot({ path: path.join(folder, 'visits.png'), scale: 'css' });
} finally {
  await browser.close();
  await server.stop();
}
