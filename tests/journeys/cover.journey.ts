import { test } from './support/journey.ts';
import { expect } from './support/patience.ts';

const NAME = 'Nông Thị Đang Viết';
const IDLE_MS = 5 * 60_000 + 1_000;

test('a question stands open when the cover comes: the PIN uncovers it, with all that was typed', async ({
  running,
  phone,
}) => {
  const mau = await phone(running);
  const { page } = mau;
  await page.clock.install();
  await mau.enrols('vanphong.suoimau', 'words and PIN');
  await mau.startsVisit();
  await mau.writes({ name: NAME });
  await mau.goesBack();
  const question = page.getByRole('dialog', { name: 'Bản này chưa lưu' });
  await expect(question).toBeVisible();

  await page.clock.fastForward(IDLE_MS);
  await expect(mau.heading('Gần Dân đang che')).toBeVisible();
  await expect(question).toBeHidden();
  // Neither the browser's way out of a dialog nor a second one takes the cover away.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(mau.heading('Gần Dân đang che')).toBeVisible();
  for (const digit of mau.pin) await page.getByRole('button', { name: digit, exact: true }).click();

  await expect(question).toBeVisible();
  await expect(mau.heading('Gần Dân đang che')).toBeHidden();
  await question.getByRole('button', { name: 'Viết tiếp' }).click();
  await expect(page.getByLabel('Họ và tên công dân')).toHaveValue(NAME);
});

test('what was said about a record is not to be read on the cover, nor taken back without the secret', async ({
  running,
  phone,
}) => {
  const mau = await phone(running);
  const { page } = mau;
  await mau.enrols('vanphong2.suoimau', 'words and PIN');
  await mau.records({ matter: 'Phản ánh', name: NAME });
  await page.getByRole('button', { name: 'Xóa', exact: true }).click();
  const undo = page.getByRole('button', { name: 'Hoàn tác' });
  await expect(undo).toBeVisible();
  await mau.goesTo('Thêm');
  await mau.button('Che nhanh').click();
  await expect(mau.heading('Gần Dân đang che')).toBeVisible();
  // At once, not after the seconds for which it stands anyway.
  expect(await undo.isVisible()).toBe(false);
  expect(await page.getByText('Đã xóa lượt tiếp.').isVisible()).toBe(false);
});
