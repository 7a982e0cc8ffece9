import type { Locator } from '@playwright/test';
import { shippedHolidayYears } from '../../src/domain/calendar/holidays.ts';
import { addDays, dateAt } from '../../src/domain/calendar/plain-date.ts';
import { isWorkingDay, workingCalendarOf } from '../../src/domain/calendar/working-days.ts';
import { formatDate } from '../../src/domain/text/format.ts';
import { test } from './support/journey.ts';
import { expect } from './support/patience.ts';
import type { PhoneUser } from './support/phone-user.ts';

const VILLAGE = 'Xóm Mới Giả';
const OFFICIAL = 'Bế Văn Ví Dụ';
const DAY_OFF = 'Nghỉ thử của tỉnh';

/** A day of this month or the next on which an office would work. */
function nextWorkingDay(): string {
  const calendar = workingCalendarOf(shippedHolidayYears);
  let day = addDays(dateAt(Date.now()), 1);
  while (!isWorkingDay(day, calendar)) day = addDays(day, 1);
  return day;
}

const dialogOf = (user: PhoneUser): Locator => user.page.getByRole('dialog');

/** A part of the administration, from whichever other one; on a phone by way of the list of parts. */
async function opensPart(user: PhoneUser, name: string): Promise<void> {
  const parts = user.page.locator('nav[aria-label="Các mục quản trị"]');
  await expect(parts).toBeAttached();
  const link = parts.getByRole('link', { name, exact: true });
  if (!(await link.isVisible())) await user.goesBack();
  await link.click();
}

async function adds(user: PhoneUser, button: string, fill: (dialog: Locator) => Promise<void>): Promise<void> {
  await user.page.getByRole('main').getByRole('button', { name: button, exact: true }).click();
  const dialog = dialogOf(user);
  await fill(dialog);
  await dialog.getByRole('button', { name: 'Thêm', exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

test('what the province’s administrator enters is on the phones of the commune after they have asked', async ({
  running,
  phone,
}) => {
  const clerk = await phone(running);
  await clerk.enrols();
  const admin = await phone(running);
  await admin.visits();
  await admin.choosesAtDoor('tinh.quantri');
  const day = nextWorkingDay();

  await test.step('a village, an office, a day off', async () => {
    await opensPart(admin, 'Xóm, tổ dân phố');
    await adds(admin, 'Thêm', (dialog) => dialog.getByLabel('Tên xóm').fill(VILLAGE));
    await admin.sees(`Đã thêm ${VILLAGE}.`);
    await opensPart(admin, 'Chức danh');
    await adds(admin, 'Thêm', async (dialog) => {
      await dialog.getByLabel('Họ và tên').fill(OFFICIAL);
      await dialog.getByRole('checkbox', { name: 'Phó Chủ tịch UBND' }).check();
    });
    await admin.sees(`Đã thêm ${OFFICIAL}.`);
    await opensPart(admin, 'Ngày nghỉ');
    await admin.page.getByRole('radio', { name: day.slice(0, 4) }).check({ force: true });
    await adds(admin, 'Thêm ngày', async (dialog) => {
      await dialog.getByLabel('Ngày', { exact: true }).fill(formatDate(day));
      await dialog.getByLabel('Tên', { exact: true }).fill(DAY_OFF);
    });
    await admin.sees(`Đã ghi ${formatDate(day)}.`);
  });

  await test.step('the clerk’s phone has all three', async () => {
    await clerk.comesIntoSignalAgain();
    await clerk.startsVisit();
    await expect(clerk.chips('Xóm').getByRole('radio', { name: VILLAGE })).toBeVisible();
    await clerk.goesBack();
    await clerk.goesTo('Hôm nay');
    await clerk.button('Bắt đầu buổi tiếp').click();
    await expect(dialogOf(clerk).getByText(`Phó Chủ tịch UBND ${OFFICIAL}`)).toBeVisible();
    await clerk.page.keyboard.press('Escape');
    await clerk.button('Lịch tiếp').click();
    await expect(clerk.heading(/^Tháng /)).toBeVisible();
    await clerk.page.setViewportSize({ width: 1280, height: 800 });
    if (day.slice(0, 7) !== dateAt(Date.now()).slice(0, 7)) await clerk.button('Tháng sau').click();
    await clerk.sees(DAY_OFF);
  });

  await test.step('a new user takes a phone; it is seen, locked, unlocked', async () => {
    await opensPart(admin, 'Người dùng');
    await adds(admin, 'Thêm', async (dialog) => {
      await dialog.getByLabel('Họ và tên').fill('Lý Thị Mới Giả');
      await dialog.getByLabel('Tên đăng nhập').fill('moigia.suoimau');
      await dialog.getByLabel('Đơn vị').selectOption({ label: 'Xã Suối Mẫu (giả lập)' });
    });
    await admin.page.getByLabel('Tìm theo tên, đơn vị').fill('moi gia');
    await admin.button('Cấp mã cho máy').click();
    const spoken = (await admin.page.getByRole('img', { name: /^Mã \d/ }).getAttribute('aria-label')) ?? '';
    const newcomer = await phone(running);
    await newcomer.visits();
    await newcomer.button(/Cấp máy bằng mã/).click();
    await newcomer.page.getByLabel('Tên đăng nhập').fill('moigia.suoimau');
    await newcomer.page.getByLabel('Mã cấp máy (8 số)').fill(spoken.replace(/\D/g, ''));
    await newcomer.button('Tiếp tục').click();
    await newcomer.setsSecrets();
    await newcomer.hasSentAll();

    await admin.button('Xong').click();
    await opensPart(admin, 'Thiết bị');
    const card = admin.page.getByRole('main').getByText('Lý Thị Mới Giả (moigia.suoimau)').locator('../..');
    await expect(card).toContainText('Gửi, nhận lần cuối');
    await card.getByRole('button', { name: 'Khóa', exact: true }).click();
    await expect(card).toContainText('Máy đang khóa');
    await newcomer.records({ matter: 'Kiến nghị', name: 'Người Khi Khóa' });
    await newcomer.hasWaiting(1);
    await card.getByRole('button', { name: 'Mở khóa', exact: true }).click();
    await expect(card).not.toContainText('Máy đang khóa');
    await newcomer.sendsAgain();
    await newcomer.hasSentAll();
  });

  await test.step('all of it stands in the log', async () => {
    await opensPart(admin, 'Nhật ký');
    for (const words of [/thêm người dùng Lý Thị Mới Giả/, /khóa máy/, new RegExp(`ghi chức danh.*${OFFICIAL}`)])
      await admin.sees(words);
    await admin.doesNotSee('Người Khi Khóa');
  });
});
