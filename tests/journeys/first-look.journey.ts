import type { Locator, Page } from '@playwright/test';
import { test } from './support/journey.ts';
import { expect } from './support/patience.ts';
import { PhoneUser } from './support/phone-user.ts';
import { expectWellMade } from './support/well-made.ts';

test('from the door to a saved visit in three taps, without a network', async ({ demo, phone }) => {
  const user = await phone(demo);
  let taps = 0;
  const tap = async (what: Locator) => {
    taps += 1;
    await what.click();
  };
  await user.visits();
  await expectWellMade(user.page, 'ba cửa vào');
  await tap(user.button(/^Điện thoại cán bộ xã/));
  await user.hasWaiting(3);
  await expect(user.cut).toBeChecked();
  await tap(
    user.page.getByRole('listitem').filter({ hasText: 'Giàng A Súng' }).getByRole('button', { name: 'Làm tiếp' }),
  );
  await tap(user.button(/^Lưu – tiếp người sau/));
  await user.sees(/Đã lưu trên máy này ✓ \d\d:\d\d – Giàng A Súng/);
  expect(taps).toBe(3);
  await user.goesBack();
  await user.hasWaiting(4);
  for (const words of [/^Quá hạn/, '1 mục cần xem lại.']) await user.sees(words);
  await expect(user.page.getByRole('list', { name: 'Buổi tiếp hôm nay' }).getByRole('listitem')).toHaveCount(1);
  await expectWellMade(user.page, 'hôm nay của bản dùng thử');

  await test.step('the switch and the phone are as they were after the page was loaded anew', async () => {
    await user.visits();
    await expectWellMade(user.page, 'mở khóa bản dùng thử');
    await user.button('Mở ngay').click();
    await user.isOpen();
    await expect(user.cut).toBeChecked();
    await user.hasWaiting(4);
    await user.cut.click();
    await user.hasSentWhatItCan();
    await user.cut.click();
    await user.sees(/Chưa có mạng|cần xem lại/);
    await expect(user.cut).toBeChecked();
  });
});

test('the office computer opens by one tap, with a network', async ({ demo, phone }) => {
  const user = await phone(demo);
  await user.page.setViewportSize({ width: 1280, height: 800 });
  await user.entersBy('Máy tính văn phòng xã');
  await expect(user.cut).not.toBeChecked();
  await user.hasSentWhatItCan();
  await user.goesTo('Tiếp dân');
  await expect(user.page.getByRole('main').getByRole('link').nth(5)).toBeVisible();
});

/** The sentence that says what has just changed in the table. */
const news = (table: Page) => table.getByRole('status').filter({ hasText: /^Vừa cập nhật/ });

test('xem cùng lúc: cut, record, connect, and the province’s table lights up', async ({ demo, browser, faults }) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  faults.watch(context);
  const table = await context.newPage();
  await table.goto(demo.origin);
  await table.getByRole('button', { name: /^Tỉnh xem số liệu/ }).click();
  const row = table.getByRole('row', { name: /Suối Mẫu/ });
  await expect(row).toBeVisible();
  const visits = async () => Number((await row.getByRole('cell').nth(1).innerText()).replaceAll('.', ''));
  const before = await visits();

  const opening = context.waitForEvent('page');
  await table.getByRole('button', { name: 'Xem cùng lúc' }).click();
  const user = new PhoneUser(await opening, demo);
  // Enrolled, filled with the unit's records, opened.
  await expect(user.heading('Hôm nay')).toBeVisible({ timeout: 90_000 });
  // Two names of one machine: two origins, so neither signs the other out.
  expect([new URL(table.url()).hostname, new URL(user.page.url()).hostname]).toEqual(['localhost', '127.0.0.1']);
  expect(await user.page.evaluate(() => [innerWidth, innerHeight])).toEqual([360, 800]);
  await user.hasWaiting(3);

  await user.startsVisit();
  await user.writes({ matter: 'Kiến nghị', name: 'Nông Thị Đào', content: 'Đề nghị sửa cầu treo' });
  await user.button(/Lưu và mở/).click();
  await user.seesSaved();
  await user.hasWaiting(4);
  expect(await visits(), 'nothing has left the phone').toBe(before);

  await user.cut.click();
  await user.hasSentWhatItCan();
  await expect(news(table)).toContainText(`Xã Suối Mẫu (giả lập): lượt ${before} → ${before + 4}`);
  await expect(row.getByRole('cell').nth(1).locator('strong')).toHaveText(String(before + 4));
  await expect(row).toBeInViewport();
  await context.close();
});

test('the published figures of 2019–2024 can be chosen once they are all replayed, and agree', async ({
  demo,
  browser,
  faults,
}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  faults.watch(context);
  const page = await context.newPage();
  await page.goto(demo.origin);
  await page.getByRole('button', { name: /^Tỉnh xem số liệu/ }).click();
  const period = page.getByLabel('Kỳ', { exact: true });
  const complete = period.getByRole('option', { name: '2019–2024 (phát lại từ số liệu công bố)' });
  await expect(complete).toBeAttached({ timeout: 180_000 });
  await period.selectOption({ label: '2019–2024 (phát lại từ số liệu công bố)' });
  const published = page.getByRole('table', { name: 'Số liệu công bố và số tính từ từng lượt' });
  const total = published.getByRole('row', { name: /^Tổng/ }).getByRole('cell');
  await expect(total).toHaveText(['4.581', '4.581', 'Khớp', '5.412', '5.412', 'Khớp']);
  await expect(published.getByText('Lệch')).toHaveCount(0);
  await expect(published.getByText('Khớp', { exact: true })).toHaveCount(12);
  await context.close();
});
