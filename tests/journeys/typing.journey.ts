import { PhoneKeyboard, TYPED } from './support/composition.ts';
import { test } from './support/journey.ts';
import { expect } from './support/patience.ts';
import type { PhoneUser } from './support/phone-user.ts';

/** Every field on the screen that takes text of one's own; a PIN pad takes digits only. */
const FIELDS =
  'textarea, input:not([type=radio], [type=checkbox], [type=file], [type=date], [type=hidden], [inputmode=none])';

/** Types the name into each field of what is on the screen and reads it back; answers how many there were. */
async function typesEverywhere(user: PhoneUser, screen: string): Promise<number> {
  const keyboard = await PhoneKeyboard.of(user.page);
  const fields = user.page.locator(FIELDS).filter({ visible: true });
  await expect(fields.first(), `fields of ${screen}`).toBeVisible();
  const count = await fields.count();
  for (let place = 0; place < count; place += 1) {
    const field = fields.nth(place);
    const name = `${screen}: ${await field.getAttribute('name')}`;
    await field.fill('');
    // The two ways in turn: both are letters taken back and written anew, in every kind of field.
    if (place % 4 === 1) await keyboard.typesLikeUnikey(field);
    else await keyboard.composes(field);
    await expect(field, name).toHaveValue(TYPED);
  }
  // And no later field has touched an earlier one.
  for (let place = 0; place < count; place += 1) await expect(fields.nth(place), screen).toHaveValue(TYPED);
  return count;
}

test('Vietnamese is typed letter for letter into every field of every form', async ({ running, phone }) => {
  const user = await phone(running);
  const { page } = user;
  await user.visits();
  await user.button('Cấp máy bằng mã 8 số').click();
  await typesEverywhere(user, 'cấp máy');
  await user.goesBack();
  await user.choosesAtDoor('vanphong.suoimau');
  await user.button('Tự đặt cụm từ').click();
  await typesEverywhere(user, 'cụm từ của bạn');
  await user.button('Dùng cụm từ gợi ý').click();
  await user.setsSecrets();
  await user.hasSentAll();

  await test.step('a visit, with every part of the form open', async () => {
    await user.startsVisit();
    await user.chooses('Loại', 'Khiếu nại');
    await user.chooses('Xóm', 'Khác…');
    await user.opensMore();
    await user.chooses('Từ chối tiếp', 'Trường hợp khác theo quy định');
    await user.button('Đổi ngày, buổi').click();
    await user.button('Thêm người').first().click();
    await page.getByRole('checkbox', { name: 'Không có giấy tờ' }).last().check();
    await user.button('Thêm người tiếp').click();
    expect(await typesEverywhere(user, 'ghi tiếp dân')).toBeGreaterThan(30);
    await user.sees(/^Bản nháp đã giữ/);
    await user.goesBack();
    await user.button('Bỏ bản này').click();
  });

  await test.step('what was composed is what is saved', async () => {
    await user.startsVisit();
    const keyboard = await PhoneKeyboard.of(page);
    await user.chooses('Loại', 'Kiến nghị');
    await keyboard.composes(page.getByLabel('Họ và tên công dân'));
    await keyboard.composes(page.getByLabel('Nội dung trình bày'));
    await user.button(/Lưu và mở/).click();
    await user.seesSaved();
    await expect(user.heading(TYPED)).toBeVisible();
    await expect(page.getByRole('definition').filter({ hasText: TYPED })).toHaveText([TYPED, TYPED]);
    await user.searches('nguyen thi dao');
    await expect(page.getByRole('main').getByRole('link', { name: TYPED }).first()).toBeVisible();
    await typesEverywhere(user, 'tìm kiếm');
  });

  await test.step('a session', async () => {
    await user.button('Buổi tiếp').click();
    await user.button('Thêm buổi tiếp').first().click();
    await user.button('Thêm người chủ trì').click();
    await page.getByLabel('Chọn trong danh sách').selectOption('');
    expect(await typesEverywhere(user, 'buổi tiếp')).toBeGreaterThan(8);
    await user.sees(/^Bản nháp đã giữ/);
    await user.goesBack();
    await user.button('Bỏ bản này').click();
  });

  await test.step('dialogs, settings, unlocking', async () => {
    await user.goesTo('Đồng bộ');
    for (const dialog of ['Xuất tệp sao lưu', 'Khôi phục từ tệp']) {
      await user.button(dialog).first().click();
      await typesEverywhere(user, dialog);
      await page.keyboard.press('Escape');
    }
    await user.goesTo('Thêm');
    await user.button('Đặt mã PIN mới').click();
    await typesEverywhere(user, 'mã PIN');
    await user.button('Xóa dữ liệu trên máy này').click();
    await page.keyboard.press('Escape');
    await user.button('Khóa máy').click();
    await expect(user.button('Khóa máy')).toBeHidden();
    await typesEverywhere(user, 'mở khóa');
    await page.getByLabel('Mã PIN mới').fill('');
    await user.unlocksWithWords();
  });
});

/** Until the sealed draft on disk has been left alone for longer than the app takes to write the last letter. */
async function draftHasSettled({ page }: PhoneUser): Promise<void> {
  const drafts = () =>
    page.evaluate(async () => {
      const name =
        (await indexedDB.databases()).find((one) => /^gan-dan-[0-9a-f]{8}-/.test(one.name ?? ''))?.name ?? '';
      const opening = indexedDB.open(name);
      const database = await new Promise<IDBDatabase>((resolve) => {
        opening.onsuccess = () => resolve(opening.result);
      });
      const asked = database.transaction('draft').objectStore('draft').getAll();
      const rows = await new Promise<unknown[]>((resolve) => {
        asked.onsuccess = () => resolve(asked.result);
      });
      database.close();
      return JSON.stringify(rows, (_, value: unknown) =>
        value instanceof ArrayBuffer ? [...new Uint8Array(value)] : value,
      );
    });
  let before = '';
  const settled = async () => {
    const now = await drafts();
    const same = now === before;
    before = now;
    return same;
  };
  await expect.poll(settled, { intervals: [1_000] }).toBe(true);
}

test('a form half written survives the death of the browser', async ({ running, killablePhone }) => {
  const phone = await killablePhone(running);
  await phone.user.enrols();
  await phone.user.losesSignal();
  await phone.user.startsVisit();
  await phone.user.writes({ matter: 'Phản ánh', came: 7 });
  const keyboard = await PhoneKeyboard.of(phone.user.page);
  await keyboard.composes(phone.user.page.getByLabel('Họ và tên công dân'));
  await keyboard.composes(phone.user.page.getByLabel('Nội dung trình bày'));
  await phone.user.sees(/^Bản nháp đã giữ \d\d:\d\d:\d\d$/);
  await draftHasSettled(phone.user);

  await phone.diesAndReopens();
  const { user } = phone;
  await user.typesWords(user.passphrase);
  await user.sees(/^Lần trước ứng dụng đóng đột ngột\. Đã giữ lại bản nháp/);
  await expect(user.page.getByLabel('Họ và tên công dân')).toHaveValue(TYPED);
  await expect(user.page.getByLabel('Nội dung trình bày')).toHaveValue(TYPED);
  await expect(user.page.getByLabel('Số người đến')).toHaveValue('7');
  await expect(user.chips('Loại').getByRole('radio', { name: 'Phản ánh' })).toBeChecked();
  await user.button(/Lưu và mở/).click();
  await user.seesSaved();
  await user.sees('7 người');
});

test('a conclusion half written survives the death of the browser, and Hôm nay leads back to it', async ({
  server,
  killablePhone,
}) => {
  // Of its own: on a shared one the session of the day may have been started already.
  const phone = await killablePhone(server);
  await phone.user.enrols();
  await phone.user.losesSignal();
  await phone.user.startsDuty('Buổi chiều');
  await phone.user.button('Sửa thông tin, kết luận').click();
  const keyboard = await PhoneKeyboard.of(phone.user.page);
  await keyboard.composes(phone.user.page.getByLabel('Nội dung kết luận'));
  await phone.user.page.getByLabel('Số thông báo kết luận').fill('15/TB-UBND');
  await phone.user.sees(/^Bản nháp đã giữ \d\d:\d\d:\d\d$/);
  await draftHasSettled(phone.user);

  await phone.diesAndReopens();
  const { user } = phone;
  await user.typesWords(user.passphrase);
  const conclusion = user.page.getByLabel('Nội dung kết luận');
  await expect(conclusion).toHaveValue(TYPED);
  await user.sees(/^Lần trước ứng dụng đóng đột ngột\. Đã giữ lại bản nháp/);

  await test.step('left as a draft, taken up again from Hôm nay', async () => {
    await user.goesBack();
    await user.button('Lưu nháp').click();
    await user.goesTo('Hôm nay');
    await user.page.getByRole('list', { name: 'Bản nháp' }).getByRole('button', { name: 'Làm tiếp' }).click();
    await expect(conclusion).toHaveValue(TYPED);
    await user.page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await user.seesSaved();
    await user.sees(`${TYPED} – 15/TB-UBND`);
  });

  await test.step('a new session half written is found again too', async () => {
    await user.goesTo('Hôm nay');
    await expect(user.page.getByRole('list', { name: 'Bản nháp' })).toHaveCount(0);
    await user.visits('/buoi-tiep/moi');
    await user.unlocksWithWordsAt('Thêm buổi tiếp');
    await user.page.getByLabel('Nơi tiếp cụ thể').fill('Nhà văn hóa xóm Mẫu');
    await user.sees(/^Bản nháp đã giữ \d\d:\d\d:\d\d$/);
    await draftHasSettled(user);
    await phone.diesAndReopens();
    await phone.user.unlocksWithWordsAt('Thêm buổi tiếp');
    await expect(phone.user.page.getByLabel('Nơi tiếp cụ thể')).toHaveValue('Nhà văn hóa xóm Mẫu');
    await phone.user.goesBack();
    await phone.user.button('Bỏ bản này').click();
    await phone.user.isOpen();
  });
});
