import { readFileSync } from 'node:fs';
import { test } from './support/journey.ts';
import { expect } from './support/patience.ts';
import type { PhoneUser } from './support/phone-user.ts';

test('wrong words and a wrong PIN five times are told in sentences; the right words still open everything', async ({
  running,
  phone,
}) => {
  const mau = await phone(running);
  await mau.enrols('chutich.suoimau', 'words and PIN');
  await mau.records({ matter: 'Kiến nghị', name: 'Sau Khóa Vẫn Còn' });
  await mau.locks();
  const alert = mau.page.getByRole('alert').filter({ hasText: /\S/ });
  for (const left of [4, 3, 2, 1]) {
    await mau.typesPin('902718');
    await expect(alert).toContainText(`Mã PIN không đúng. Còn ${left} lần thử.`);
    // The waits grow; a person waits, the journey sets the clock forward.
    await mau.page.clock.setSystemTime(Date.now() + (5 - left) * 60_000);
  }
  await mau.typesPin('902718');
  await mau.sees(/Sai mã 5 lần nên mã PIN đã bị xóa/);
  await mau.typesWords('bốn từ sai hết');
  await expect(alert).toContainText('Cụm từ khôi phục không đúng. Xem lại Phiếu khôi phục; không cần gõ dấu.');
  await mau.unlocksWithWords(mau.passphrase.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase());
  await mau.opensVisit('Sau Khóa Vẫn Còn');
});

for (const [year, doubt] of [
  [1970, 'Đồng hồ của máy này chạy sai (trước ngày phát hành ứng dụng). Hãy ghi đúng ngày tiếp.'],
  [2040, 'Đồng hồ của máy này chạy trước hơn một ngày. Hãy ghi đúng ngày tiếp.'],
] as const) {
  test(`with a clock in ${year} the day is asked for, kept as it was said, and sent`, async ({ running, phone }) => {
    const mau = await phone(running);
    await mau.enrols('vanphong2.suoimau');
    await mau.records({ matter: 'Kiến nghị', name: `Trước Khi Sai Giờ ${year}` });
    await mau.hasSentAll();
    const today = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());
    await mau.locks();
    await mau.page.clock.setSystemTime(new Date(`${year}-01-05T03:00:00Z`));
    await mau.unlocksWithWords();
    await mau.opensVisit(`Trước Khi Sai Giờ ${year}`);
    await mau.startsVisit();
    await mau.sees(doubt);
    await mau.writes({ matter: 'Phản ánh', name: `Ghi Khi Giờ Là ${year}` });
    await mau.page.getByLabel('Ngày tiếp').fill('');
    await mau.button(/Lưu và mở/).click();
    await mau.sees(/^Có \d+ mục cần sửa$/);
    await mau.page.getByLabel('Ngày tiếp').fill(today);
    await mau.button(/Lưu và mở/).click();
    await mau.seesSaved();
    await mau.hasSentAll();
    await mau.opensVisit(`Ghi Khi Giờ Là ${year}`);
    await mau.sees(new RegExp(`^${today}`));
  });
}

test('an expired session is renewed without a word', async ({ running, phone }) => {
  const mau = await phone(running);
  await mau.enrols();
  await mau.context.clearCookies();
  await mau.records({ matter: 'Kiến nghị', name: 'Qua Phiên Đã Hết' });
  await mau.goesTo('Hôm nay');
  await mau.hasSentAll();
  await expect(mau.page.getByRole('list', { name: 'Lượt tiếp hôm nay' }).getByText('Đã gửi').first()).toBeVisible();
});

/** So much does this browser grant the app; enough for the app itself. */
const DISK_BYTES = 12_000_000;

/** Writes until not a hundred bytes more go in, as a phone full of films does. */
const fillsDisk = (user: PhoneUser) =>
  user.page.evaluate(async () => {
    const opening = indexedDB.open('films', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('films', { autoIncrement: true });
    const films = await new Promise<IDBDatabase>((resolve) => {
      opening.onsuccess = () => resolve(opening.result);
    });
    for (const bytes of [1_000_000, 50_000, 2_000, 100]) {
      const film = new Uint8Array(bytes);
      let fits = true;
      while (fits) {
        crypto.getRandomValues(film.subarray(0, Math.min(bytes, 65_536)));
        fits = await new Promise<boolean>((resolve) => {
          const writing = films.transaction('films', 'readwrite', { durability: 'strict' });
          writing.objectStore('films').add(film.buffer);
          writing.oncomplete = () => resolve(true);
          writing.onabort = () => resolve(false);
        });
      }
    }
    films.close();
  });
const deletesFilms = (user: PhoneUser) =>
  user.page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.deleteDatabase('films').onsuccess = resolve;
      }),
  );

test('a full disk refuses the save, says so and loses no letter; with room again it is saved', async ({
  running,
  phone,
}) => {
  const mau = await phone(running);
  const session = await mau.context.newCDPSession(mau.page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: running.origin, quotaSize: DISK_BYTES });
  await mau.enrols();
  await mau.startsVisit();
  await fillsDisk(mau);
  await mau.writes({ matter: 'Kiến nghị', name: 'Người Lúc Hết Chỗ', content: 'Nội dung lúc hết chỗ' });
  await mau.button(/Lưu và mở/).click();
  await expect(mau.page.getByRole('alert').filter({ hasText: /\S/ })).toContainText(
    'Máy đã hết chỗ nên CHƯA LƯU được. Những gì đã nhập vẫn còn trên màn hình này.',
  );
  await expect(mau.page.getByLabel('Nội dung trình bày')).toHaveValue('Nội dung lúc hết chỗ');
  await deletesFilms(mau);
  await mau.button(/Lưu và mở/).click();
  await mau.seesSaved();
  await mau.opensVisit('Người Lúc Hết Chỗ');
});

test('data that the browser deletes under the open app: told at once, what is typed stays on the screen', async ({
  running,
  phone,
}) => {
  const mau = await phone(running);
  await mau.enrols();
  await mau.records({ matter: 'Kiến nghị', name: 'Đã Về Tới Tỉnh' });
  await mau.hasSentAll();
  await mau.startsVisit();
  await mau.writes({ matter: 'Phản ánh', content: 'Đang viết thì kho mất' });
  await mau.page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue;
      await new Promise((resolve) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = resolve;
        request.onblocked = resolve;
      });
    }
  });
  await mau.page.getByLabel('Nội dung trình bày').pressSequentially(' rồi');
  await mau.sees(/^Trình duyệt đã xóa kho dữ liệu trên máy này\./);
  await mau.button(/Lưu và mở/).click();
  await mau.sees(/CHƯA LƯU được/);
  await expect(mau.page.getByLabel('Nội dung trình bày')).toHaveValue('Đang viết thì kho mất rồi');

  await mau.visits();
  await mau.choosesAtDoor('vanphong.suoimau');
  await mau.setsSecrets();
  await mau.hasSentAll();
  await mau.opensVisit('Đã Về Tới Tỉnh');
});

test('half a backup file changes nothing; the whole one brings everything to another phone', async ({
  running,
  phone,
}) => {
  const mau = await phone(running);
  await mau.enrols('danguy.suoimau');
  await mau.losesSignal();
  await mau.records({ matter: 'Kiến nghị', name: 'Chỉ Có Trong Tệp', content: 'Chưa gửi bao giờ' });
  await mau.goesTo('Đồng bộ');
  await mau.button('Xuất tệp sao lưu').click();
  const dialog = mau.page.getByRole('dialog');
  await dialog.getByLabel('Cụm từ khôi phục').fill(mau.passphrase);
  const downloading = mau.page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Xuất tệp sao lưu' }).click();
  const file = readFileSync(await (await downloading).path());
  expect(file.includes(Buffer.from('Chỉ Có Trong Tệp'))).toBe(false);

  const other = await phone(running);
  await other.enrols('danguy.suoimau');
  await restores(other, file.subarray(0, Math.floor(file.length / 2)), mau.passphrase);
  await expect(other.page.getByRole('dialog').getByRole('alert')).toContainText(/chưa có gì bị thay đổi/);
  await other.page.getByRole('dialog').getByRole('button', { name: 'Thôi' }).click();
  await other.searches('Chỉ Có Trong Tệp');
  await expect(other.page.getByRole('main').getByRole('link', { name: 'Chỉ Có Trong Tệp' })).toHaveCount(0);

  await restores(other, file, mau.passphrase);
  await other.sees(/^Đã khôi phục/);
  await other.opensVisit('Chỉ Có Trong Tệp');
  await other.sees('Chưa gửi bao giờ');
  await other.hasSentAll();
});

async function restores(user: PhoneUser, content: Buffer, passphrase: string): Promise<void> {
  await user.goesTo('Đồng bộ');
  await user.button('Khôi phục từ tệp').click();
  const dialog = user.page.getByRole('dialog');
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'sao-luu.gandan', mimeType: 'application/octet-stream', buffer: content });
  await dialog.getByLabel('Cụm từ khôi phục của tệp').fill(passphrase);
  await dialog.getByRole('button', { name: 'Khôi phục từ tệp' }).click();
}
