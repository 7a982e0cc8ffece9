import type { Locator, Page } from '@playwright/test';
import { test } from './support/journey.ts';
import { expect } from './support/patience.ts';
import { expectWellMade } from './support/well-made.ts';

test('before and behind the door: nothing serious, nothing cut off', async ({ running, phone }) => {
  const user = await phone(running);
  const { page } = user;
  await user.visits();
  await user.button('Chọn người khác').click();
  await expectWellMade(page, 'cửa vào');
  await user.visits();
  await user.button('Cấp máy bằng mã 8 số').click();
  await user.button('Tiếp tục').click();
  await user.sees('Có 1 mục cần sửa').catch(() => user.sees('Có 2 mục cần sửa'));
  await expectWellMade(page, 'cấp máy');
  await user.goesBack();
  await user.choosesAtDoor('vanphong.suoimau');
  await expect(page.getByRole('status', { name: 'Cụm từ khôi phục' })).toHaveText(/\S+ \S+ \S+ \S+/);
  await expectWellMade(page, 'cụm từ khôi phục');
  await user.button('Đặt thêm mã PIN 6 số').click();
  await expectWellMade(page, 'đặt mã PIN');
  await user.goesBack();
  await user.setsSecrets('words and PIN');
  await user.hasSentAll();
  await expectWellMade(page, 'hôm nay, trống');

  await user.button('Bắt đầu buổi tiếp').click();
  await expectWellMade(page, 'bắt đầu buổi tiếp');
  await page.keyboard.press('Escape');
  await user.startsDuty('Buổi sáng');
  await expectWellMade(page, 'buổi tiếp');
  await user.button('Sửa thông tin, kết luận').click();
  await user.button('Thêm người chủ trì').click();
  await expectWellMade(page, 'sửa buổi tiếp');
  await user.goesBack();
  await expectWellMade(page, 'hỏi khi rời buổi tiếp');
  await user.button('Bỏ bản này').click();

  await user.startsVisit();
  await expectWellMade(page, 'ghi tiếp dân');
  await user.button(/Lưu và mở/).click();
  await user.sees(/^Có \d mục cần sửa$/);
  await expectWellMade(page, 'ghi tiếp dân, có lỗi');
  await user.writes({
    matter: 'Khiếu nại',
    name: 'Hoàng Thị Một Cái Tên Rất Là Dài Không Có Chỗ Xuống Dòng',
    content: 'Nội dung dài '.repeat(30),
    village: 'Xóm Tên Dài Không Tưởng Tượng Nổi Ở Cuối Con Đường',
    address: 'Nhàsốmộttrămhaimươibangõbốnmươilămđườngkhôngdấucáchnàohếtcả',
  });
  await user.button('Thêm người').first().click();
  await user.button('Thêm người tiếp').click();
  await expectWellMade(page, 'ghi tiếp dân, mọi mục');
  await user.goesBack();
  await expectWellMade(page, 'hỏi khi rời biểu mẫu');
  await user.button('Viết tiếp').click();
  await user.button(/Lưu và mở/).click();
  await user.seesSaved();
  await expectWellMade(page, 'lượt tiếp');
  await user.button('Chuyển thành tố cáo').click();
  await expectWellMade(page, 'hỏi trước khi chuyển thành tố cáo');
  await page.getByRole('dialog').getByRole('button', { name: 'Thôi', exact: true }).click();

  await user.startsVisit();
  await user.chooses('Loại', 'Tố cáo');
  await expectWellMade(page, 'ghi tố cáo');
  await user.goesBack();
  await user.button('Lưu nháp').click();
  await user.goesTo('Hôm nay');
  await expectWellMade(page, 'hôm nay');
  await user.goesTo('Tiếp dân');
  await expectWellMade(page, 'danh sách');
  await user.searches('không có ai');
  await expectWellMade(page, 'tìm không thấy');
  await user.button('Buổi tiếp').click();
  await expectWellMade(page, 'các buổi tiếp');
  await user.button('Tìm trên máy này').click();
  await expectWellMade(page, 'tìm, chưa gõ');
  const box = page.getByRole('searchbox', { name: 'Tìm trên máy này' });
  await box.fill('hoang dai ten');
  await expect(page.getByRole('link', { name: /Hoàng Thị Một Cái Tên Rất Là Dài/ })).toBeVisible();
  await expectWellMade(page, 'tìm thấy');
  await box.fill('na vi du');
  await user.sees('Tên cũ: Nà Ví Dụ, Khuổi Giả');
  await expectWellMade(page, 'tìm theo tên cũ');
  await box.fill('không có ai');
  await user.sees('Không thấy “không có ai” trên máy này');
  await expectWellMade(page, 'tìm không thấy gì');
  await user.goesTo('Đồng bộ');
  await expectWellMade(page, 'gửi và nhận');
  await user.button('Khôi phục từ tệp').click();
  await expectWellMade(page, 'khôi phục từ tệp');
  await page.keyboard.press('Escape');
  await user.goesTo('Thêm');
  await user.button('Đặt mã PIN mới').click();
  await expectWellMade(page, 'thêm');
  for (const look of ['Tối', 'Ngoài trời']) {
    await user.chooses('Nền', look);
    await expectWellMade(page, `thêm, nền ${look}`);
  }
  await user.chooses('Cỡ chữ', 'A++');
  // The form of the PIN stands open: whoever leaves it is asked.
  await user.goesTo('Hôm nay');
  await expectWellMade(page, 'rời trang, chữ to nhất');
  await user.button('Rời trang').click();
  for (const place of ['Hôm nay', 'Tiếp dân', 'Đồng bộ', 'Thêm'] as const) {
    await user.goesTo(place);
    await expectWellMade(page, `${place}, chữ to nhất`);
  }
  await user.chooses('Cỡ chữ', 'A');
  await user.chooses('Nền', 'Sáng');
  await user.button('Che nhanh').click();
  await expectWellMade(page, 'che');
  await user.button(/^Khóa hẳn/).click();
  await user.button('Dùng cụm từ khôi phục').click();
  await expectWellMade(page, 'mở khóa');
});

test('the province and the administrator on a small screen', async ({ running, phone }) => {
  const user = await phone(running);
  const { page } = user;
  await user.visits('/tinh');
  await user.sees(/Tên đăng nhập/);
  await expectWellMade(page, 'đăng nhập của tỉnh');
  await user.visits();
  await user.choosesAtDoor('tinh.giamsat');
  await expect(page.getByRole('table')).toBeVisible();
  await expectWellMade(page, 'số liệu của tỉnh');
  await user.visits();
  await user.choosesAtDoor('quantri.suoimau');
  const parts = page.getByRole('navigation', { name: 'Các mục quản trị' }).getByRole('link');
  await expect(parts.first()).toBeVisible();
  await expectWellMade(page, 'quản trị');
  for (const part of await parts.allTextContents()) {
    await parts.filter({ hasText: part }).click();
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    await expectWellMade(page, `quản trị: ${part}`);
    await user.button('Quay lại').click();
  }
});

test('every dialog of the administration on a small screen', async ({ running, phone }) => {
  const user = await phone(running);
  const { page } = user;
  const dialog = page.getByRole('dialog');
  const escapes = async () => {
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  };
  /** Opens a dialog by the first button of this name, inside the dialog that is open if there is one. */
  const asks = async (...names: (string | RegExp)[]) => {
    for (const name of names) {
      const where = (await dialog.count()) > 0 ? dialog : page.getByRole('main');
      await where
        .getByRole('button', { name, exact: typeof name === 'string' })
        .first()
        .click();
    }
    await expect(dialog).toBeVisible();
    await expectWellMade(page, `quản trị, hỏi: ${names.join(', ')}`);
  };
  await user.visits();
  await user.choosesAtDoor('tinh.quantri');
  const part = async (name: string) => {
    await page.getByRole('navigation', { name: 'Các mục quản trị' }).getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    await expectWellMade(page, `quản trị tỉnh: ${name}`);
  };
  const back = () => user.button('Quay lại').click();
  await expectWellMade(page, 'quản trị tỉnh');

  await part('Người dùng');
  await asks('Thêm', 'Thêm');
  await escapes();
  await asks('Dán danh sách từ Excel');
  await dialog.getByLabel('Dán từ Excel, mỗi dòng một người').fill('Nông Thị Đào\tĐào\nLý Văn Ví Dụ');
  await expectWellMade(page, 'dán người dùng');
  await escapes();
  await user.button('Cấp mã cho máy').first().click();
  await expect(page.getByRole('timer')).toBeVisible();
  await expectWellMade(page, 'mã cấp máy');
  await user.button('Xong').click();
  await back();
  await part('Đơn vị');
  await asks('Thêm', 'Thêm');
  await escapes();
  await asks(/^Xã Suối Mẫu/);
  await asks('Sửa tên, mã, tên cũ');
  await escapes();
  await asks(/^Xã Suối Mẫu/, 'Kết thúc, sáp nhập…', 'Kết thúc đơn vị');
  await escapes();
  await back();
  await part('Xóm, tổ dân phố');
  await asks('Thêm', 'Thêm');
  await escapes();
  await asks('Dán nhiều tên');
  await dialog.getByRole('textbox').fill('Lũng Giả\nlũng giả');
  await expectWellMade(page, 'dán xóm');
  await escapes();
  await asks(/^Xóm Bờ Suối/);
  await asks('Gộp vào…');
  await escapes();
  await back();
  await part('Chức danh');
  for (const act of ['Thêm', 'Bàn giao…', 'Kết thúc…', /^Sửa /]) {
    await asks(act);
    await escapes();
  }
  await back();
  await part('Ngày nghỉ');
  await asks('Thêm ngày', 'Thêm');
  await escapes();
  await asks('Dán nhiều ngày');
  await dialog.getByRole('textbox').fill('02/12/2026 Nghỉ bù\nabc');
  await expectWellMade(page, 'dán ngày nghỉ');
  await escapes();
  await asks('Bỏ…');
  await escapes();
  await asks(/căn cứ$/);
  await escapes();
  await back();
  await part('Nhật ký');
  await page.getByText(/^Lọc: /).click();
  await expectWellMade(page, 'lọc nhật ký');
});

/** Presses Tab until the control has the focus, as somebody without a mouse does. */
async function tabsTo(page: Page, control: Locator): Promise<void> {
  for (let pressed = 0; pressed < 80; pressed += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${control}`);
}

test('a visit is captured with the keyboard alone', async ({ running, phone }) => {
  const user = await phone(running);
  const { page } = user;
  const { keyboard } = page;
  await user.visits();
  await tabsTo(page, user.button('Điện thoại cán bộ xã'));
  await keyboard.press('Enter');
  // The phone of the demo stands in a village hall: its network is cut until somebody connects it.
  await user.hasWaiting(3);
  await tabsTo(page, user.cut);
  await keyboard.press('Space');
  await user.hasSentAll();

  await tabsTo(page, user.button('Ghi tiếp dân').first());
  await keyboard.press('Enter');
  // Tab comes to the chosen one of a group, the arrows go round.
  const matter = user.chips('Loại').getByRole('radio', { checked: true });
  await expect(matter).toBeVisible();
  await tabsTo(page, matter);
  await keyboard.press('ArrowRight');
  await keyboard.press('ArrowRight');
  await expect(user.chips('Loại').getByRole('radio', { name: 'Phản ánh' })).toBeChecked();
  await tabsTo(page, page.getByLabel('Họ và tên công dân'));
  await keyboard.insertText('Đinh Thị Bàn Phím');
  await tabsTo(page, page.getByLabel('Nội dung trình bày'));
  await keyboard.insertText('Ghi không cần chuột');
  await tabsTo(page, user.button(/Lưu – tiếp/));
  await keyboard.press('Enter');
  await user.seesSaved();

  // The next citizen, and out again by Escape; the keys that save need no way to a button.
  await tabsTo(page, matter);
  await keyboard.press('ArrowRight');
  await tabsTo(page, page.getByLabel('Họ và tên công dân'));
  await keyboard.insertText('Người Thứ Hai');
  await keyboard.press('Control+Enter');
  await user.sees(/Đã lưu trên máy này ✓ \d\d:\d\d – Người Thứ Hai/);
  await tabsTo(page, page.getByLabel('Họ và tên công dân'));
  await keyboard.press('Escape');
  await user.isOpen();
  for (const name of ['Đinh Thị Bàn Phím', 'Người Thứ Hai']) await user.sees(name);
  await keyboard.press('F2');
  await expect(user.chips('Loại')).toBeVisible();
});
