import { browser, phone, inn, ORIGIN } from './shoot.mts';
const b = await browser();
const page = await phone(b);
page.on('pageerror', (e) => console.log('PAGEERROR', e.message));
page.on('console', (m) => { if (m.type() === 'error') console.log('CONSOLE', m.text()); });
const shot = (n: string) => page.screenshot({ path: `/tmp/ui-shots/${n}.png` });
const main = () => page.evaluate(() => { const m = document.querySelector('main')!; m.scrollTop = m.scrollHeight; for (const s of document.querySelectorAll('[class*=scroller]')) s.scrollTop = s.scrollHeight; });
const clear = async (what: string) => { await main(); await page.waitForTimeout(300); console.log(what, await page.evaluate(() => { const fab = document.querySelector('[class*=float] button')?.getBoundingClientRect(); const rows = [...document.querySelectorAll('main li a, main li button, main li div[class*=row]')].map((r) => r.getBoundingClientRect().bottom); return { fabTop: fab?.top, last: Math.max(...rows) }; })); };
await page.getByRole('status', { name: 'Cụm từ khôi phục' }).waitFor();
await page.waitForTimeout(400);
await shot('s-words');
await page.getByRole('button', { name: 'Đặt thêm mã PIN 6 số' }).click(); await page.waitForTimeout(300); await shot('s-pin'); await page.getByRole('button', { name: 'Quay lại' }).click();
await inn(page);
await page.waitForTimeout(800);
for (let i = 0; i < 9; i += 1) {
  await page.getByRole('link', { name: 'Hôm nay' }).click();
  await page.getByRole('button', { name: 'Ghi tiếp dân' }).first().click();
  await page.getByLabel('Nội dung trình bày').waitFor();
  await page.getByLabel('Họ và tên công dân').fill(`Nông Thị Đào ${i}`);
  if (i === 0) { await page.getByLabel('Số người đến').fill('1000000'); await page.getByRole('button', { name: /^Thêm mục/ }).click();
    await page.getByLabel('Địa chỉ', { exact: true }).fill('a'.repeat(400)); await page.getByRole('button', { name: /Lưu và mở/ }).click(); await page.waitForTimeout(400); await shot('s-errors');
    await page.getByLabel('Địa chỉ', { exact: true }).fill('a'); await page.getByLabel('Số người đến').fill('1000'); }
  if (i === 1) { await page.getByRole('button', { name: 'Đổi ngày, buổi' }).click(); await page.getByLabel('Buổi tiếp').scrollIntoViewIfNeeded(); await page.waitForTimeout(200); await shot('s-when'); }
  if (i < 7) { await page.getByRole('button', { name: /Lưu và mở/ }).click(); await page.getByText(/Đã lưu trên máy này/).waitFor(); await page.waitForTimeout(150); }
  else { await page.waitForTimeout(600); await page.goBack(); await page.waitForTimeout(600); }
  if (i === 6) await shot('s-detail');
}
await page.getByRole('link', { name: 'Hôm nay' }).click(); await page.waitForTimeout(300);
await shot('s-today');
await clear('today'); await shot('s-today-end');
await page.getByRole('link', { name: 'Tiếp dân' }).click(); await page.waitForTimeout(300);
await shot('s-list'); await clear('list'); await shot('s-list-end');
await page.getByRole('link', { name: 'Hôm nay' }).click();
for (let i = 0; i < 2; i += 1) { await page.getByRole('button', { name: 'Ghi tiếp dân' }).first().click(); await page.getByLabel('Nội dung trình bày').fill('đường '+i); await page.waitForTimeout(500); await page.getByRole('button', { name: 'Quay lại' }).click(); await page.getByRole('button', { name: 'Lưu nháp' }).click(); await page.waitForTimeout(300); }
await shot('s-drafts-today');
await page.getByRole('link', { name: /^Xem cả/ }).click(); await page.waitForTimeout(300); await shot('s-drafts');
await page.getByRole('button', { name: 'Bỏ' }).first().click(); await page.waitForTimeout(300); await shot('s-drafts-bar');
await page.getByRole('link', { name: 'Hôm nay' }).click();
await page.getByRole('button', { name: 'Bỏ' }).first().click(); await page.waitForTimeout(100);
await page.getByRole('button', { name: 'Ghi tiếp dân' }).first().click();
await page.getByLabel('Nội dung trình bày').waitFor(); await page.waitForTimeout(200); await shot('s-form-bar');
await page.setViewportSize({ width: 360, height: 340 }); await page.getByLabel('Họ và tên công dân').focus(); await page.waitForTimeout(300); await shot('s-form-kbd');
await page.setViewportSize({ width: 360, height: 640 });
await page.waitForTimeout(200);
await page.getByRole('button', { name: 'Quay lại' }).click(); 
await page.context().setOffline(true);
await page.getByRole('button', { name: 'Ghi tiếp dân' }).first().click();
await page.getByLabel('Nội dung trình bày').fill('x'); await page.getByRole('button', { name: /Lưu và mở/ }).click(); await page.getByText(/Đã lưu trên máy này/).waitFor(); await page.waitForTimeout(1500);
for (const l of ['Hôm nay', 'Tiếp dân', 'Đồng bộ', 'Thêm']) { await page.getByRole('link', { name: l }).click(); await page.waitForTimeout(300); await shot(`s-off-${l.replace(/ /g, '')}`); }
await page.getByRole('link', { name: 'Tiếp dân' }).click(); await page.getByRole('button', { name: 'Buổi tiếp' }).first().click(); await page.getByRole('button', { name: 'Thêm buổi tiếp' }).first().click(); await page.waitForTimeout(600); await shot('s-session');
await b.close();
