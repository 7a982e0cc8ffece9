import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { browserOptions } from '../support/browser.ts';
import { cardText } from '../support/identity-card.ts';
import { test } from './support/journey.ts';
import { expect } from './support/patience.ts';
import type { PhoneUser } from './support/phone-user.ts';
import { bmpOf, filmOf, picturedCode } from './support/qr-picture.ts';

const HOANG = {
  number: '004090000001',
  oldNumber: '080123456',
  name: 'HOÀNG VĂN A',
  birth: { year: 1990, date: '1990-03-05' },
  sex: 'male',
  address: 'Xóm Nà Pháo, Xã Nào Đó, Cao Bằng',
  issuedOn: '2026-05-12',
} as const;
const { oldNumber: _none, ...DAO } = {
  ...HOANG,
  number: '004157000002',
  name: 'NÔNG THỊ ĐÀO',
  birth: { year: 1957 },
  sex: 'female',
} as const;
/** A card of 2024: the same, and more behind it. */
const NEW_CARD = `${cardText({ ...HOANG, number: '004095000003', name: 'TRIỆU MÙI PẾT' })}|TRIỆU A|004060000001|LÝ B|`;

/** What the browser takes for its camera: the new card, held before it. */
const film = path.join(mkdtempSync(path.join(tmpdir(), 'gan-dan-film-')), 'card.y4m');
writeFileSync(film, filmOf(picturedCode(NEW_CARD, 7, 1280, 720)));
const usual = await browserOptions();
const fakeCamera = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
test.use({ launchOptions: { ...usual, args: [...(usual.args ?? []), ...fakeCamera] } });

/** A photograph of a card on a table, twelve million points. */
const photograph = (text: string) => bmpOf(picturedCode(text, 9, 4000, 3000));
/** A picture cut close around the code. */
const cutOut = (text: string) => bmpOf(picturedCode(text, 4, 320, 320));

async function bringsPicture(user: PhoneUser, picture: Buffer): Promise<void> {
  const files = user.page.getByRole('dialog').locator('input[type=file]');
  await files.setInputFiles({ name: 'the.bmp', mimeType: 'image/bmp', buffer: picture });
}

async function hasName(user: PhoneUser, name: string): Promise<void> {
  await expect(user.page.getByLabel('Họ và tên công dân')).toHaveValue(name);
}

test('an identity card fills the form: by camera, and by pictures of four kinds of code', async ({
  running,
  phone,
}) => {
  const user = await phone(running);
  const { context } = user;
  await user.enrols();
  await user.losesSignal();

  await test.step('not allowed, the camera is asked for again; allowed, it reads a card of 2024', async () => {
    await user.startsVisit();
    await user.button('Quét QR căn cước').click();
    await user.sees(/^Camera chưa được cho phép/);
    await context.grantPermissions(['camera']);
    await user.button('Thử lại').click();
    await user.sees(/^Đã điền theo thẻ: Họ và tên Triệu Mùi Pết/);
    await hasName(user, 'Triệu Mùi Pết');
    await user.button('Hoàn tác').click();
    await hasName(user, '');
  });

  await test.step('where there is no camera, pictures do', async () => {
    await context.clearPermissions();
    await user.button('Quét QR căn cước').click();
    await user.sees(/^Camera chưa được cho phép/);
    await bringsPicture(user, cutOut('https://www.example.vn/the-can-cuoc'));
    await user.sees(/mã QR của một trang web/);
    await bringsPicture(user, cutOut(cardText(HOANG).replace('Ă', '\ufffd')));
    await user.sees(/bị hỏng nên không điền/);
    await bringsPicture(user, bmpOf({ width: 400, height: 400, points: new Uint8Array(160_000).fill(99) }));
    await user.sees(/^Không thấy mã QR trong ảnh/);
    await bringsPicture(user, photograph(cardText(DAO)));
    await user.sees(/^Đã điền theo thẻ: Họ và tên Nông Thị Đào · Năm sinh 1957 · Giới tính Nữ/);
    await user.button('Hoàn tác').click();
    await user.button('Quét QR căn cước').click();
    await bringsPicture(user, photograph(NEW_CARD));
    await user.sees(/^Đã điền theo thẻ: Họ và tên Triệu Mùi Pết/);
    await user.button('Hoàn tác').click();
  });

  await test.step('what was filled is saved', async () => {
    await user.button('Quét QR căn cước').click();
    await bringsPicture(user, cutOut(cardText(HOANG)));
    await user.sees(/^Đã điền theo thẻ: Họ và tên Hoàng Văn A/);
    await user.writes({ matter: 'Kiến nghị', content: 'đề nghị cấp lại sổ' });
    await user.button(/Lưu và mở/).click();
    await user.seesSaved();
    for (const words of ['Hoàng Văn A', '05/03/1990', '0040••••••01, cấp 12/05/2026', HOANG.address])
      await user.sees(words);
    await user.findsSignal();
    await user.hasSentAll();
  });
});
