import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { PhoneUser } from '../journeys/support/phone-user.ts';
import type { Stage } from './stage.ts';

const root = path.resolve(import.meta.dirname, '../..');
const PHONE = { width: 360, height: 640 };
const DESK = { width: 1280, height: 800 };
const LOW_DESK = { width: 1280, height: 680 };
/** Sharp enough where a page shows it smaller, and small enough for a repository. */
const SHARP = { viewport: PHONE, deviceScaleFactor: 1.2 };

/** The pictures of the README, into docs/screenshots. */
export async function readme(_album: unknown, stage: Stage): Promise<void> {
  const into = folder('docs/screenshots');
  const user = await stage.user(SHARP);
  await user.visits();
  await user.button(/^Điện thoại cán bộ xã/).waitFor();
  await takes(user.page, into('doors'));
  await user.entersBy('Điện thoại cán bộ xã');
  await user.hasWaiting(3);
  await takes(user.page, into('today'));
  await user.startsVisit();
  await user.writes({ matter: 'Kiến nghị', name: 'Hoàng Thị Sinh' });
  await user.page.getByRole('main').evaluate((main) => main.scrollTo(0, 0));
  await takes(user.page, into('capture'));
  await user.page.context().close();
  await beside(stage, into('beside'), into('province'));
  await register(stage, into('register'));
}

/** The pictures that the browser's sheet for installing shows, into public/screenshots. */
export async function manifest(_album: unknown, stage: Stage): Promise<void> {
  const into = folder('public/screenshots');
  const user = await stage.user({ viewport: PHONE, deviceScaleFactor: 2 });
  const { page } = user;
  await user.enters('vanphong.suoimau');
  await page.evaluate(() => document.documentElement.setAttribute('data-text-size', 'small'));
  await takes(page, into('today'));
  await page.setViewportSize(DESK);
  await user.goesTo('Tiếp dân');
  await page
    .getByRole('list', { name: /lượt tiếp$/ })
    .getByRole('link')
    .nth(2)
    .click();
  await page.getByRole('button', { name: 'Sửa', exact: true }).waitFor();
  await page.screenshot({ path: into('visits'), scale: 'css', animations: 'disabled' });
  await page.context().close();
}

/** The province's table, and the phone that has just been connected, in one picture. */
async function beside(stage: Stage, picture: string, tablePicture: string): Promise<void> {
  const context = await stage.context({ viewport: LOW_DESK });
  const table = await context.newPage();
  await table.goto(stage.server.origin);
  await table.getByRole('button', { name: /^Tỉnh xem số liệu/ }).click();
  await table.getByRole('row', { name: /Suối Mẫu/ }).waitFor();
  await takes(table, tablePicture);
  const opening = context.waitForEvent('page');
  await table.getByRole('button', { name: 'Xem cùng lúc' }).click();
  const user = new PhoneUser(await opening, stage.server);
  await user.hasWaiting(3);
  await user.cut.click();
  await user.hasSentWhatItCan();
  await table
    .getByRole('status')
    .filter({ hasText: /Suối Mẫu/ })
    .waitFor();
  await user.page.setViewportSize({ ...PHONE, height: LOW_DESK.height });
  const still = { animations: 'disabled' } as const;
  const shots = [await table.screenshot(still), await user.page.screenshot(still)];
  const [left, right] = shots.map((shot) => `data:image/png;base64,${shot.toString('base64')}`);
  const sheet = await stage.context({
    viewport: { width: LOW_DESK.width + 8 + PHONE.width, height: LOW_DESK.height },
  });
  const page = await sheet.newPage();
  await page.setContent(
    `<body style="margin:0;display:flex;gap:8px;background:#616b79"><img src="${left}"><img src="${right}"></body>`,
  );
  await page.screenshot({ path: picture });
  await sheet.close();
  await context.close();
}

async function register(stage: Stage, picture: string): Promise<void> {
  const user = await stage.user({ viewport: LOW_DESK });
  await user.entersBy('Máy tính văn phòng xã');
  await user.hasSentWhatItCan();
  await user.goesTo('Thêm');
  await user.button('Sổ tiếp công dân').click();
  await user.page.getByLabel('Kỳ').selectOption({ label: 'Năm nay' });
  await user.page.getByRole('table').getByRole('row').nth(4).waitFor();
  await takes(user.page, picture);
  await user.page.context().close();
}

async function takes(page: Page, file: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.waitForTimeout(500);
  await page.screenshot({ path: file, animations: 'disabled' });
}

function folder(name: string): (picture: string) => string {
  const to = path.join(root, name);
  mkdirSync(to, { recursive: true });
  return (picture) => path.join(to, `${picture}.png`);
}
