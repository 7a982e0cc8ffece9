import { writeFileSync } from 'node:fs';
import path from 'node:path';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import type { PhoneUser } from '../journeys/support/phone-user.ts';
import { Office } from '../journeys/support/province.ts';
import type { Album } from './album.ts';
import { otherLooks } from './hall.ts';
import type { Stage } from './stage.ts';

/** The office's computer: lists, sessions, calendar, register, search; then the chair, and a phone that was locked out. */
export async function office(album: Album, stage: Stage): Promise<void> {
  const user = await stage.user();
  const { page } = user;
  const main = page.getByRole('main');

  await album.chapter('Hôm nay ở văn phòng', async () => {
    await user.entersBy('Máy tính văn phòng xã');
    await user.hasSentWhatItCan();
    await page.getByRole('list', { name: 'Ngày tiếp dân tháng này' }).waitFor();
    await album.takes(page, 'today-office', 'Hôm nay ở văn phòng, ngày lãnh đạo tiếp');
  });

  await album.chapter('Lượt tiếp', async () => {
    await user.goesTo('Tiếp dân');
    await main.getByRole('link').nth(3).waitFor();
    await album.takes(page, 'visits', 'Danh sách lượt tiếp');
    await main.getByRole('link').filter({ hasText: 'Nông Văn Thiện' }).click();
    await user.button('Sửa').first().waitFor();
    await album.takes(page, 'visit', 'Một lượt tiếp');
    await user.button('Sửa').first().click();
    await user.chips('Loại').waitFor();
    await album.takes(page, 'visit-edit', 'Sửa lượt tiếp');
    await user.goesBack();
  });

  await album.chapter('Buổi tiếp', async () => {
    await sessions(album, user);
  });

  await album.chapter('Lịch tiếp', async () => {
    await user.goesTo('Hôm nay');
    await user.button('Lịch tiếp').click();
    await user.heading(/^Tháng /).waitFor();
    await album.takes(page, 'schedule', 'Lịch tiếp công dân');
    await main.getByRole('button', { name: /– / }).last().click();
    await page.getByRole('dialog').waitFor();
    await album.takes(page, 'schedule-duty', 'Một ngày tiếp trong lịch');
    await page.keyboard.press('Escape');
    await user.button('So với cả tỉnh').click();
    await page.getByRole('table').first().waitFor();
    await album.takes(page, 'duties-board', 'Ngày tiếp của xã so với cả tỉnh');
    await user.goesBack();
    const rules = user.button(/^Quy tắc/);
    if (await rules.isVisible()) {
      await rules.click();
      await user.heading('Quy tắc lịch tiếp').waitFor();
      await page.waitForTimeout(800);
      await album.takes(page, 'rules', 'Quy tắc lịch tiếp');
    }
  });

  await album.chapter('Tìm', async () => {
    await user.goesTo('Hôm nay');
    await user.button('Tìm trên máy này').click();
    await page.getByRole('searchbox', { name: 'Tìm trên máy này' }).waitFor();
    await album.takes(page, 'search-empty', 'Tìm, chưa gõ');
    const box = page.getByRole('searchbox', { name: 'Tìm trên máy này' });
    await box.fill('nong van thien');
    await page
      .getByRole('link', { name: /Nông Văn Thiện/ })
      .first()
      .waitFor();
    await album.takes(page, 'search', 'Tìm không dấu');
    await box.fill('không có ai');
    await user.sees(/^Không thấy/);
    await album.takes(page, 'search-none', 'Tìm không thấy');
  });

  await album.chapter('Sổ tiếp công dân', async () => {
    await user.goesTo('Thêm');
    await user.button('Sổ tiếp công dân').click();
    await user.sees(/\d+ lượt/);
    await album.takes(page, 'register', 'Sổ tiếp công dân');
    await user.button('Xuất Excel').click();
    await album.takes(page, 'register-export', 'Xuất sổ');
    await page.keyboard.press('Escape');
    await user.button('Nhập từ Excel').click();
    await user.button('Chọn tệp Excel').waitFor();
    await album.takes(page, 'import', 'Nhập sổ từ Excel');
    const file = path.join(stage.server.folder, 'so-2025.xlsx');
    writeFileSync(file, await (await writeXlsxFile(BOOK, { sheet: 'Năm 2025' })).toBuffer());
    await page.getByLabel('Chọn tệp Excel').setInputFiles(file);
    await user.sees('Sẽ nhập');
    await album.takes(page, 'import-preview', 'Xem trước khi nhập');
    await user.button('Sửa cột').click();
    await album.takes(page, 'import-columns', 'Sửa cột');
    await user.button(/^Nhập \d+ lượt/).click();
    await user.sees(/Đã lưu trên máy này/);
    await album.takes(page, 'import-done', 'Đã nhập');
    await user.goesTo('Hôm nay');
  });

  await album.chapter('Bản nháp, thùng rác', async () => {
    await user.startsVisit();
    await user.writes({ name: 'Lý Thị Ảnh', content: 'Xin xác nhận hộ nghèo để con được miễn học phí' });
    await user.goesBack();
    await user.button('Lưu nháp').click();
    await user.goesTo('Hôm nay');
    await album.takes(page, 'today-draft', 'Hôm nay có bản nháp');
    await page.evaluate(() => history.pushState(null, '', '/hom-nay/nhap'));
    await page.evaluate(() => dispatchEvent(new PopStateEvent('popstate')));
    await user.heading('Bản nháp').waitFor();
    await album.takes(page, 'drafts', 'Bản nháp');
    await user.searches('ma van quyet');
    await main.getByRole('link').filter({ hasText: 'Mã Văn Quyết' }).first().click();
    await user.button(/^Xóa/).first().click();
    await page.waitForTimeout(500);
    await album.takes(page, 'deleted', 'Vừa xóa, hoàn tác được', 'note shown');
    await user.goesTo('Thêm');
    await user.button('Thùng rác').click();
    await user.heading('Thùng rác').waitFor();
    await album.takes(page, 'bin', 'Thùng rác');
  });

  await otherLooks(album, user);
  await page.context().close();
}

/** A duty from its beginning to the chair's word. */
async function sessions(album: Album, user: PhoneUser): Promise<void> {
  const { page } = user;
  await user.goesTo('Hôm nay');
  await user.button('Thêm buổi').click();
  await page.getByRole('dialog').waitFor();
  await album.takes(page, 'session-start', 'Bắt đầu buổi tiếp');
  await page.keyboard.press('Escape');
  await page.getByRole('list', { name: 'Buổi tiếp hôm nay' }).getByRole('link').first().click();
  await user.button('Bắt đầu buổi tiếp').first().waitFor();
  await album.takes(page, 'session-planned', 'Buổi tiếp theo lịch, chưa bắt đầu');
  await user.button('Bắt đầu buổi tiếp').first().click();
  const start = page.getByRole('dialog').getByRole('button', { name: /^(Bắt đầu|Ghi ngày này)/ });
  if (await start.isVisible().catch(() => false)) await start.click();
  await user.button('Kết thúc buổi tiếp').waitFor();
  await album.takes(page, 'session', 'Buổi tiếp đang diễn ra');
  await user.goesTo('Hôm nay');
  await album.takes(page, 'today-session', 'Hôm nay, buổi tiếp đang diễn ra');
  await page.getByRole('list', { name: 'Buổi tiếp hôm nay' }).getByRole('link').first().click();
  await user.button('Ghi lượt tiếp').click();
  await user.writes({ matter: 'Kiến nghị', name: 'Đàm Văn Sơn', content: 'Đề nghị sửa nhà văn hóa xóm Chợ bị dột' });
  await user.button(/Lưu và mở/).click();
  await user.seesSaved();
  await user.goesTo('Hôm nay');
  await page.getByRole('list', { name: 'Buổi tiếp hôm nay' }).getByRole('link').first().click();
  await user.button('Kết thúc buổi tiếp').click();
  await user.button('Ghi kết luận').waitFor();
  await album.takes(page, 'session-ended', 'Buổi tiếp đã kết thúc');
  await user.button('Ghi kết luận').click();
  await page.getByLabel('Nội dung kết luận').waitFor();
  await album.takes(page, 'session-conclusion', 'Ghi kết luận');
  await page
    .getByLabel('Nội dung kết luận')
    .fill('Giao Phòng Văn hóa – Xã hội kiểm tra, trả lời trong 10 ngày làm việc');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await user.button('Trình lãnh đạo duyệt').click();
  await user.sees('Chờ duyệt');
  await user.hasSentWhatItCan();
  await album.takes(page, 'session-submitted', 'Chờ lãnh đạo duyệt');
  await user.goesTo('Tiếp dân');
  await user.button('Buổi tiếp').click();
  await page.getByRole('main').getByRole('link').nth(3).waitFor();
  await album.takes(page, 'sessions', 'Các buổi tiếp');
}

/** The chair approves on his own phone. */
export async function chair(album: Album, stage: Stage): Promise<void> {
  await album.chapter('Lãnh đạo duyệt', async () => {
    const user = await stage.user();
    const { page } = user;
    await user.enters('chutich.suoimau');
    await page.getByRole('list', { name: 'Cần làm' }).waitFor();
    await album.takes(page, 'today-chair', 'Hôm nay của lãnh đạo');
    await page
      .getByRole('list', { name: 'Cần làm' })
      .getByRole('link', { name: /Chờ duyệt/ })
      .click();
    await user.button('Duyệt').waitFor();
    await album.takes(page, 'approval', 'Lãnh đạo đọc và duyệt');
    await user.button('Duyệt').click();
    await user.sees('Đã duyệt');
    await album.takes(page, 'approved', 'Đã duyệt');
    await page.context().close();
  });
}

/** A phone of the neighbours on a day on which nobody came yet, and a new version that waits. */
export async function neighbour(album: Album, stage: Stage): Promise<void> {
  await album.chapter('Ngày chưa có gì, có bản mới', async () => {
    const user = await stage.user();
    const { page } = user;
    await page.addInitScript({ content: NEW_VERSION });
    await user.enters('vanphong.deogio');
    await user.goesTo('Hôm nay');
    await page.getByRole('list', { name: 'Ngày tiếp dân tháng này' }).waitFor();
    await album.takes(page, 'today-nothing', 'Hôm nay chưa có gì, có bản mới');
    await user.goesTo('Thêm');
    await user.sees(/^Có bản mới/);
    await album.takes(page, 'update', 'Có bản mới');
    await page.context().close();
  });
}

/** A worker of another version, complete and waiting, as the browser shows it to the page. */
const NEW_VERSION = `
  const worker = Object.assign(new EventTarget(), {
    scriptURL: location.origin + '/service-worker.js', state: 'installed', postMessage: () => undefined,
  });
  const registration = Object.assign(new EventTarget(), { waiting: worker, update: async () => registration });
  navigator.serviceWorker.register = async () => registration;
`;

/** A phone whose rights were taken. */
export async function revoked(album: Album, stage: Stage): Promise<void> {
  await album.chapter('Máy bị thu hồi', async () => {
    const user = await stage.user();
    const { page } = user;
    await user.enters('vanphong.suoimau');
    await user.losesSignal();
    await user.records({ matter: 'Phản ánh', name: 'Hoàng Thị Khe', content: 'Đường điện vào xóm chập chờn' });
    await user.hasWaiting(1);
    const administrator = new Office(stage.server, 'quantri.suoimau');
    const devices = await administrator.devices();
    const newest = devices.toSorted((a, b) => a.enrolledAt.localeCompare(b.enrolledAt)).at(-1);
    await administrator.revokes(newest?.id ?? '');
    await user.findsSignal();
    await user.goesTo('Hôm nay');
    await user.sees(/Máy bị dừng gửi/);
    await album.takes(page, 'today-stopped', 'Hôm nay, máy bị dừng gửi');
    await user.goesTo('Đồng bộ');
    await album.takes(page, 'sync-stopped', 'Máy bị thu hồi quyền gửi');
    await page.context().close();
  });
}

const BOOK: SheetData = [
  ['SỔ TIẾP CÔNG DÂN NĂM 2025'],
  ['STT', 'Ngày tiếp', 'Họ tên - Địa chỉ', 'CMND/Hộ chiếu', 'Nội dung vụ việc', 'Phân loại đơn/Số người', 'Ghi chú'],
  ...[
    ['03/02/2025', 'Lý A Dế – xóm Trên', 'Đề nghị sửa đường vào xóm', 'KNPA'],
    ['32/13/2025', 'Nông Thị Đào – xóm Chợ', 'Xin cấp lại giấy chứng nhận bị mất', 'KNPA/2'],
    ['10/02/2025', 'Triệu Mùi Pham – xóm Giữa', 'Khiếu nại mức bồi thường khi thu hồi đất', 'KN/1'],
    ['12/02/2025', 'Giàng A Sử – xóm Bờ Suối', 'Trạm biến áp quá tải, điện yếu vào buổi tối', 'PA 7 người'],
    ['17/02/2025', 'Đàm Thị Ảnh – xóm Dưới', 'Hỏi về chế độ hỗ trợ hộ nghèo', 'Họp xóm'],
  ].map(([day = '', who = '', content = '', kind = ''], at) => [at + 1, day, who, null, content, kind, null]),
];
