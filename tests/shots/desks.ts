import type { Page } from '@playwright/test';
import type { Album } from './album.ts';
import type { Stage } from './stage.ts';

/** The province: table, heat map, drill-down. */
export async function province(album: Album, stage: Stage): Promise<void> {
  await album.chapter('Tỉnh', async () => {
    const page = await stage.page('/tinh');
    await page.getByLabel('Tên đăng nhập').waitFor();
    await album.takes(page, 'province-sign-in', 'Đăng nhập của tỉnh');
    await page.goto(stage.server.origin);
    await page.getByRole('button', { name: /^Tỉnh xem số liệu/ }).click();
    await page.getByRole('row', { name: /Suối Mẫu/ }).waitFor();
    await album.takes(page, 'province', 'Số liệu tiếp dân');
    await page.getByRole('link', { name: 'Ngày tiếp dân' }).click();
    await page.getByRole('row', { name: /Suối Mẫu/ }).waitFor();
    await album.takes(page, 'province-duties', 'Ngày tiếp dân: bảng màu');
    await page
      .getByRole('row', { name: /Suối Mẫu/ })
      .getByRole('link')
      .first()
      .click();
    await page.waitForTimeout(800);
    await album.takes(page, 'province-duty-unit', 'Ngày tiếp dân của một xã');
    await page.goto(`${stage.server.origin}/tinh`);
    await page.getByRole('row', { name: /Suối Mẫu/ }).waitFor();
    await figure(page, 0).click();
    await page.waitForTimeout(800);
    await album.takes(page, 'province-sessions', 'Buổi tiếp đằng sau một con số');
    await page.goBack();
    await figure(page, 1).click();
    await page.waitForTimeout(800);
    await album.takes(page, 'province-visits', 'Lượt tiếp đằng sau một con số');
    await page.getByRole('main').getByRole('link').last().click();
    await page.waitForTimeout(500);
    await album.takes(page, 'province-visit', 'Mở nội dung một lượt');
    await page.context().close();
  });
}

/** Of the commune's row: 0 = cuộc, 1 = lượt. */
function figure(page: Page, place: number) {
  return page
    .getByRole('row', { name: /Suối Mẫu/ })
    .getByRole('cell')
    .nth(place)
    .getByRole('link');
}

/** Every part of the administration, of a commune and of the province. */
export async function administration(album: Album, stage: Stage): Promise<void> {
  for (const [who, key, title] of [
    ['Đàm Thị Thí Điểm', 'admin', 'Quản trị của xã'],
    ['Phan Văn Quản Trị', 'province-admin', 'Quản trị của tỉnh'],
  ] as const) {
    await album.chapter(title, async () => {
      const page = await stage.page('/');
      await page.getByRole('button', { name: 'Chọn người khác' }).click();
      await page.getByRole('button', { name: who }).click();
      const parts = page.getByRole('navigation', { name: 'Các mục quản trị' }).getByRole('link');
      await parts.first().waitFor();
      await album.takes(page, key, title);
      const names = await parts.locator('span[id]:first-child').allTextContents();
      for (const part of names) await takesPart(album, page, key, part);
      await page.context().close();
    });
  }
}

async function takesPart(album: Album, page: Page, key: string, part: string): Promise<void> {
  const link = page.getByRole('navigation', { name: 'Các mục quản trị' }).getByRole('link').filter({ hasText: part });
  await link.first().click();
  await page.getByRole('heading', { level: 2 }).first().waitFor();
  await page.waitForTimeout(600);
  await album.takes(page, `${key}-${nameOf(part)}`, part);
  await page.getByRole('button', { name: 'Quay lại' }).click();
  await link.first().waitFor();
}

/** "Người dùng" → nguoi-dung. */
function nameOf(words: string): string {
  return words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/gi, 'd')
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 24);
}
