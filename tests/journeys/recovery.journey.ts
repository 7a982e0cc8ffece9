import { readFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import { test } from './support/journey.ts';
import { expect } from './support/patience.ts';
import type { PhoneUser } from './support/phone-user.ts';
import { expectWellMade } from './support/well-made.ts';

const KEY_WORDS = 'quả cam tròn trên mái nhà';
const NEW_WORDS = 'suối mát bên nương ngô';
const NEW_PIN = '638204';

/** The province's administrator at the tab of the recovery key. */
async function administrator(user: PhoneUser): Promise<Page> {
  await user.visits();
  await user.choosesAtDoor('tinh.quantri');
  await user.page.getByRole('link', { name: 'Khóa khôi phục' }).click();
  return user.page;
}

/** Makes the province's own key; two files: the new one, and the one that the server had made at its first start. */
async function makesKey(page: Page): Promise<readonly { readonly name: string; readonly content: Buffer }[]> {
  const downloads: Download[] = [];
  page.on('download', (download) => downloads.push(download));
  await page.getByRole('button', { name: 'Tạo khóa khôi phục mới' }).click();
  await page.getByRole('textbox', { name: 'Cụm từ giữ khóa' }).fill(KEY_WORDS);
  await page.getByRole('button', { name: 'Tạo khóa và tải tệp' }).click();
  await page.getByLabel('Đã cất tệp và cụm từ ở nơi an toàn').check();
  await page.getByRole('button', { name: 'Dùng khóa này' }).click();
  await expect(page.getByText('Máy cấp từ bây giờ dùng khóa mới.')).toBeVisible();
  await expect.poll(() => downloads.length).toBe(2);
  return Promise.all(
    downloads.map(async (download) => ({
      name: download.suggestedFilename(),
      content: readFileSync(await download.path()),
    })),
  );
}

test('both secrets forgotten: the administrator answers, and the phone opens with everything, also what was never sent', async ({
  server,
  phone,
}) => {
  const mau = await phone(server);
  const admin = await phone(server);
  await mau.enrols('vanphong.suoimau', 'words and PIN');
  await mau.records({ matter: 'Kiến nghị', name: 'Đã Gửi Về Tỉnh' });
  await mau.hasSentAll();
  await mau.losesSignal();
  await mau.records({ matter: 'Phản ánh', name: 'Chưa Gửi Bao Giờ', content: 'Cầu treo hỏng' });
  await mau.startsVisit();
  await mau.writes({ matter: 'Kiến nghị', name: 'Đang Viết Dở' });
  await mau.sees(/^Bản nháp đã giữ/);
  await mau.goesBack();
  await mau.button('Lưu nháp').click();
  await mau.locks();

  // Enrolled before the province made its own key: the phone is sealed to the one that the server had made.
  const desk = await administrator(admin);
  const files = await makesKey(desk);

  const { request, checkCode } = await test.step('the phone asks', async () => {
    await mau.button('Quên cả mã PIN và cụm từ').click();
    await expect(mau.page.getByRole('img', { name: 'Mã QR của yêu cầu' })).toBeVisible();
    await expectWellMade(mau.page, 'xin mở hộ');
    const text = await mau.page.getByText(/^GDYC1\./).innerText();
    const code = await mau.page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/).innerText();
    return { request: text, checkCode: code };
  });

  const answer = await test.step('the administrator answers', async () => {
    await desk.getByLabel('Yêu cầu mở hộ').fill(request.slice(0, 200));
    await desk.getByRole('button', { name: 'Xem yêu cầu' }).click();
    await expect(desk.getByText(/Yêu cầu bị thiếu hoặc sai ký tự/)).toBeVisible();
    await expectWellMade(desk, 'yêu cầu mở hộ bị cắt');
    await desk.getByLabel('Yêu cầu mở hộ').fill(request);
    await desk.getByRole('button', { name: 'Xem yêu cầu' }).click();
    await expect(desk.getByText('Nông Thị Mẫu (vanphong.suoimau)')).toBeVisible();
    await expect(desk.getByText(checkCode)).toBeVisible();
    await expectWellMade(desk, 'kiểm tra yêu cầu mở hộ');
    await desk.getByLabel(/mã đọc qua điện thoại giống hệt/).check();
    await desk.getByRole('textbox', { name: 'Cụm từ giữ khóa' }).fill('qua cam tron tren mai nha');
    const makes = () => desk.getByRole('button', { name: 'Tạo mã trả lời' }).click();
    const alert = desk.getByRole('alert').filter({ hasText: /\S/ });
    await choosesFile(desk, files[0]);
    await makes();
    await expect(alert).toContainText(/Máy này được cấp với khóa khôi phục/);
    await choosesFile(desk, files[1]);
    await makes();
    const rows = desk.getByRole('list', { name: /từng dòng để đọc/ }).getByRole('listitem');
    await expect(rows).toHaveCount(14);
    await expectWellMade(desk, 'mã trả lời');
    const text = (await rows.allInnerTexts()).join('\n');
    await desk.getByRole('button', { name: 'Xong, xóa khỏi màn hình' }).click();
    await expect(desk.getByText('GDTL1')).toHaveCount(0);
    return text;
  });

  await test.step('the phone opens, under new secrets', async () => {
    const alert = mau.page.getByRole('alert').filter({ hasText: /\S/ });
    await mau.page.getByLabel('Cụm từ khôi phục mới').fill(NEW_WORDS);
    await mau.page.getByLabel('Mã PIN mới').fill(NEW_PIN);
    await mau.page.getByRole('textbox', { name: 'Mã trả lời' }).fill(answer.slice(0, -3));
    await mau.button('Mở khóa').click();
    await expect(alert).toContainText('Tệp hoặc mã bị hỏng.');
    await mau.page.getByRole('textbox', { name: 'Mã trả lời' }).fill(answer.toLowerCase());
    await mau.button('Mở khóa').click();
    await mau.isOpen();
    await mau.hasWaiting(1);
    await mau.goesTo('Hôm nay');
    for (const name of ['Đã Gửi Về Tỉnh', 'Chưa Gửi Bao Giờ', 'Đang Viết Dở']) await mau.sees(name);
    await mau.opensVisit('Chưa Gửi Bao Giờ');
    await mau.sees('Cầu treo hỏng');
    await mau.findsSignal();
    await mau.hasSentAll();
  });

  await mau.locks();
  await mau.unlocks(NEW_PIN);
  await mau.locks();
  await mau.typesPin(mau.pin);
  await expect(mau.page.getByRole('alert').filter({ hasText: /\S/ })).toContainText('Mã PIN không đúng.');
  await mau.typesWords(mau.passphrase);
  await expect(mau.page.getByRole('alert').filter({ hasText: /\S/ })).toContainText('Cụm từ khôi phục không đúng.');
  await mau.unlocksWithWords(NEW_WORDS);
  await mau.opensVisit('Chưa Gửi Bao Giờ');
});

async function choosesFile(
  page: Page,
  file: { readonly name: string; readonly content: Buffer } | undefined,
): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Chọn tệp khóa khôi phục' }).click();
  await (await choosing).setFiles({
    name: file?.name ?? '',
    mimeType: 'application/json',
    buffer: file?.content ?? Buffer.alloc(0),
  });
  await expect(page.getByText(file?.name ?? '', { exact: true })).toBeVisible();
}
