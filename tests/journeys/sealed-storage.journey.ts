import { test } from './support/journey.ts';
import { expect } from './support/patience.ts';
import { findInBrowser, findInFiles } from './support/stored-text.ts';

const PLANTED = {
  name: 'Quàng Thị Bí Ẩn',
  second: 'Lường Văn Kín Đáo',
  content: 'Câu chuyện chỉ kể một lần',
  village: 'Xóm Không Tên Sáu',
  address: 'Ngõ Vắng Số Mười Hai',
  phone: '0912 777 333',
  number: '004188123987',
  draft: 'Lời viết dở chưa lưu',
  conclusion: 'Kết luận kín của buổi tiếp',
};
const TEXTS = [...Object.values(PLANTED), '0912777333'];
/** Of the unit's reference records: sealed like everything else. None of them is a word of the app's own chunks. */
const REFERENCE = ['Xóm Đầu Cầu', 'Nguyễn Văn Bí Thư'];

test('nothing that was typed or pulled stands in clear anywhere in the browser', async ({ server, killablePhone }) => {
  // Of its own: on a shared one the session of the day may have been started already.
  const phone = await killablePhone(server);
  const { user } = phone;
  await user.enrols('vanphong.suoimau', 'words and PIN');

  await user.startsVisit();
  await user.writes({ matter: 'Kiến nghị', ...PLANTED, came: 2 });
  await user.button('Thêm người').first().click();
  await user.page.getByLabel('Họ và tên', { exact: true }).fill(PLANTED.second);
  await user.button(/Lưu và mở/).click();
  await user.seesSaved();
  await user.hasSentAll();

  // Unsent, edited, searched for, half written.
  await user.losesSignal();
  await user.edits(PLANTED.name, { content: `${PLANTED.content}, kể thêm` });
  await user.searches('quang thi');
  await user.searches('');
  await user.startsDuty('Buổi sáng');
  await user.button('Sửa thông tin, kết luận').click();
  await user.page.getByLabel('Nội dung kết luận').fill(PLANTED.conclusion);
  await user.saves();
  await user.startsVisit();
  await user.writes({ matter: 'Phản ánh', name: PLANTED.name, content: PLANTED.draft });
  await user.sees(/^Bản nháp đã giữ/);

  expect(await findInBrowser(user.page, [...TEXTS, ...REFERENCE, user.passphrase, user.pin])).toEqual([]);

  await test.step('the search finds what is there: a text, bytes, a key, a stored answer', async () => {
    await user.page.evaluate(async (text) => {
      const opening = indexedDB.open('control', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('rows');
      const database = await new Promise<IDBDatabase>((resolve) => {
        opening.onsuccess = () => resolve(opening.result);
      });
      const rows = database.transaction('rows', 'readwrite', { durability: 'strict' }).objectStore('rows');
      const utf16 = new Uint16Array([...text].map((letter) => letter.charCodeAt(0)));
      rows.put({ inside: [{ text: `trước ${text.toUpperCase()} sau` }] }, 'text');
      rows.put({ bytes: new TextEncoder().encode(`…${text}…`).buffer }, 'bytes');
      rows.put({ bytes: utf16 }, 'wide bytes');
      rows.put({ text: btoa(String.fromCharCode(...new TextEncoder().encode(`…${text}…`))) }, 'base64');
      rows.put(1, text);
      await new Promise((resolve) => {
        rows.transaction.oncomplete = resolve;
      });
      database.close();
      await (await caches.open('control')).put('/control', new Response(text));
      localStorage.setItem('control', text);
    }, 'Người Để Kiểm');
    const found = await findInBrowser(user.page, ['Người Để Kiểm']);
    for (const place of ['.text', '.bytes', '(base64)', 'control/rows keys', 'cache', 'storage control'])
      expect(
        found.filter((where) => where.includes(place)),
        place,
      ).not.toEqual([]);
  });

  await phone.dies();
  expect(findInFiles(phone.profile, ['Người Để Kiểm']), 'the files of the profile are searched').not.toEqual([]);
  expect(findInFiles(phone.profile, TEXTS)).toEqual([]);
});
