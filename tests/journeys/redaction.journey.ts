import { test } from './support/journey.ts';
import { expect } from './support/patience.ts';
import { findInBrowser, findInTables } from './support/stored-text.ts';

const NAME = 'Vương Thị Tuyệt Mật';
const CONTENT = 'Lời kể riêng về hàng rào phía bắc';
const OTHER = 'Lò Văn Công Khai';

test('reclassified as tố cáo: the name is in no table, on no phone, in no log', async ({ server, phone }) => {
  const mau = await phone(server);
  const thu = await phone(server);
  await mau.enrols('vanphong.suoimau');
  await thu.enrols('vanphong2.suoimau');
  await mau.records({ matter: 'Kiến nghị', name: OTHER });
  await mau.records({ matter: 'Chưa phân loại', name: NAME, content: CONTENT, address: 'Nhà số 9 Tuyệt Mật' });
  await mau.hasSentAll();
  await thu.comesIntoSignalAgain();
  await thu.edits(NAME, { content: `${CONTENT}, nghe lại lần hai` });
  await thu.hasSentAll();

  // A form left as a draft keeps what it says too.
  await thu.opensEdit(NAME);
  await thu.writes({ content: `${CONTENT}, viết dở` });
  await thu.goesBack();
  await thu.button('Lưu nháp').click();

  await mau.comesIntoSignalAgain();
  await mau.opensVisit(NAME);
  await mau.button('Chuyển thành tố cáo').click();
  await mau.page.getByRole('dialog').getByRole('button', { name: 'Chuyển thành tố cáo' }).click();
  await mau.sees('Đã chuyển thành tố cáo và xóa danh tính.');
  await mau.hasSentAll();
  await thu.comesIntoSignalAgain();

  // What he had begun to write is gone too, and he is told so until he has taken note.
  await thu.goesTo('Đồng bộ');
  await thu.sees('Hồ sơ đã thành tố cáo');
  await thu.button('Đã hiểu').click();
  await thu.doesNotSee('Hồ sơ đã thành tố cáo');
  await thu.goesTo('Tiếp dân');

  for (const user of [mau, thu]) {
    await user.searches('Tuyệt Mật');
    await user.sees('Không thấy “Tuyệt Mật” trên máy này');
    await user.searches('hàng rào');
    await user.sees('Không thấy “hàng rào” trên máy này');
    await user.searches('');
    await user.sees(/^Tố cáo TC-/);
    await user.sees(OTHER);
    for (const place of ['Hôm nay', 'Đồng bộ', 'Tiếp dân'] as const) {
      await user.goesTo(place);
      await user.doesNotSee('Tuyệt Mật');
      await user.doesNotSee('hàng rào');
    }
    await user.page.getByRole('link', { name: /Tố cáo TC-/ }).click();
    await user.sees('Mã hồ sơ');
    await user.doesNotSee('Tuyệt Mật');
    await user.doesNotSee('hàng rào');
    expect(await findInBrowser(user.page, [NAME, CONTENT])).toEqual([]);
  }

  await server.stop();
  expect(server.log).not.toContain('Tuyệt Mật');
  expect(server.log).not.toContain('hàng rào');
  expect((await findInTables(server.folder, [OTHER])).length, 'the search finds what is there').toBeGreaterThan(0);
  expect(await findInTables(server.folder, [NAME, 'Tuyệt Mật', CONTENT, 'hàng rào phía bắc'])).toEqual([]);
});
