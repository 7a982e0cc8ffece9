import type { PhoneUser } from '../journeys/support/phone-user.ts';
import type { Album } from './album.ts';
import type { Stage } from './stage.ts';

/** The phone in the village hall: without signal, then with it. */
export async function hall(album: Album, stage: Stage): Promise<void> {
  const user = await stage.user();
  const { page } = user;

  await album.chapter('Hôm nay, không có mạng', async () => {
    await user.entersBy('Điện thoại cán bộ xã');
    await user.hasWaiting(3);
    await page.getByRole('list', { name: 'Ngày tiếp dân tháng này' }).waitFor();
    await album.takes(page, 'today-offline', 'Hôm nay: chưa có mạng, ba lượt chờ gửi, hai bản nháp');
    await user.goesTo('Đồng bộ');
    await album.takes(page, 'sync-offline', 'Gửi và nhận dữ liệu, chưa có mạng');
  });

  await album.chapter('Ghi tiếp dân', async () => {
    await user.startsVisit();
    await album.takes(page, 'capture', 'Ghi tiếp dân, chưa ghi gì');
    for (const [name, matter] of [
      ['capture-complaint', 'Khiếu nại'],
      ['capture-proposal', 'Kiến nghị'],
      ['capture-feedback', 'Phản ánh'],
    ] as const) {
      await user.chooses('Loại', matter);
      await album.takes(page, name, `Ghi tiếp dân: ${matter}`);
    }
    await user.button(/Lưu và mở/).click();
    await user.sees(/^Có \d mục cần sửa$/);
    await album.takes(page, 'capture-errors', 'Ghi tiếp dân, thiếu mục');
    await user.writes({
      matter: 'Kiến nghị',
      name: 'Hoàng Thị Sinh',
      content: 'Mương dẫn nước xóm Giữa sạt 20 m, ruộng cuối xóm không có nước cấy; bà con đề nghị sửa trước vụ xuân.',
      came: 4,
      phone: '0912345678',
    });
    await album.takes(page, 'capture-all', 'Ghi tiếp dân, mở hết các mục');
    await user.goesBack();
    await album.takes(page, 'capture-leave', 'Hỏi khi rời biểu mẫu');
    await user.button('Viết tiếp').click();
    await user.button(/^Lưu – tiếp người sau/).click();
    await user.seesSaved();
    await album.takes(page, 'capture-saved', 'Đã lưu, tiếp người sau');
    await user.chooses('Loại', 'Tố cáo');
    await album.takes(page, 'capture-denunciation', 'Ghi tố cáo');
    await user.button(/Lưu và mở/).click();
    await user.seesSaved();
    await album.takes(page, 'denunciation', 'Tố cáo đã lưu: chỉ có mã');
  });

  await album.chapter('Có mạng trở lại', async () => {
    await user.goesTo('Hôm nay');
    await user.cut.click();
    await user.hasSentWhatItCan();
    await album.takes(page, 'today-sent', 'Hôm nay: đã gửi, một mục cần xem lại');
    await user.goesTo('Đồng bộ');
    await album.takes(page, 'sync', 'Gửi và nhận dữ liệu');
    await page
      .getByRole('main')
      .getByRole('link', { name: /Hoàng Thị Thơm/ })
      .click();
    await user.heading('Hai bản khác nhau').waitFor();
    await album.takes(page, 'conflict', 'Hai bản khác nhau');
    await user.goesBack();
    await user.button('Xuất tệp sao lưu').click();
    await page.getByRole('dialog').waitFor();
    await album.takes(page, 'backup', 'Xuất tệp sao lưu');
    await page.keyboard.press('Escape');
    await user.button('Khôi phục từ tệp').click();
    await album.takes(page, 'restore', 'Khôi phục từ tệp');
    await page.keyboard.press('Escape');
  });

  await album.chapter('Thêm', async () => {
    await user.goesTo('Thêm');
    await album.takes(page, 'more', 'Thêm');
    await user.button('Thùng rác').click();
    await user.heading('Thùng rác').waitFor();
    await album.takes(page, 'bin-empty', 'Thùng rác, trống');
    await user.goesTo('Thêm');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await album.takes(page, 'shortcuts', 'Phím tắt');
    await page.keyboard.press('Escape');
    await user.button('Xóa dữ liệu trên máy này').click();
    await album.takes(page, 'remove', 'Xóa dữ liệu trên máy này');
    await page.keyboard.press('Escape');
    await user.button('Che nhanh').click();
    await album.takes(page, 'cover', 'Che nhanh');
  });
  await page.context().close();
}

/** Hôm nay on its other days: nothing yet, a text of the largest size, outdoors. */
export async function otherLooks(album: Album, user: PhoneUser): Promise<void> {
  const { page } = user;
  await album.chapter('Cỡ chữ lớn nhất, ngoài trời', async () => {
    await user.goesTo('Hôm nay');
    await page.evaluate(() => document.documentElement.setAttribute('data-text-size', 'largest'));
    await album.takes(page, 'today-largest', 'Hôm nay, cỡ chữ A++');
    await user.goesTo('Tiếp dân');
    await album.takes(page, 'visits-largest', 'Danh sách, cỡ chữ A++');
    await page.evaluate(() => document.documentElement.removeAttribute('data-text-size'));
  });
}
