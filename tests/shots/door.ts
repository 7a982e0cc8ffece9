import type { Album } from './album.ts';
import type { Stage } from './stage.ts';

const ANDROID =
  'Mozilla/5.0 (Linux; Android 14; SM-A245F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';

/** The door, enrolling, unlocking, and where the address or the browser is wrong. */
export async function doors(album: Album, stage: Stage): Promise<void> {
  await album.chapter('Cửa vào', async () => {
    const user = await stage.user();
    const { page } = user;
    await user.visits();
    await user.button(/^Điện thoại cán bộ xã/).waitFor();
    await album.takes(page, 'door-demo', 'Cửa vào của bản dùng thử');
    await user.button('Chọn người khác').click();
    await album.takes(page, 'door-demo-people', 'Chọn người khác');
    const real = await stage.context();
    await real.route('**/api/demo/accounts', (route) => route.fulfill({ status: 404, body: '' }));
    const realPage = await real.newPage();
    await realPage.goto(stage.server.origin);
    await realPage.getByRole('button', { name: /^Cấp máy này bằng mã/ }).waitFor();
    await album.takes(realPage, 'door-real', 'Cửa vào của máy thật');
    await real.close();
  });

  await album.chapter('Cấp máy, mở khóa', async () => {
    const user = await stage.user();
    const { page } = user;
    await user.visits();
    await user.button('Cấp máy bằng mã 8 số').click();
    await user.button('Tiếp tục').waitFor();
    await album.takes(page, 'enrol', 'Cấp máy');
    await user.button('Tiếp tục').click();
    await user.sees(/^Có \d mục cần sửa$/);
    await album.takes(page, 'enrol-errors', 'Cấp máy, thiếu tên và mã');
    await user.goesBack();
    await user.choosesAtDoor('vanphong.suoimau');
    await page.getByRole('status', { name: 'Cụm từ khôi phục' }).waitFor();
    await album.takes(page, 'enrol-words', 'Cụm từ khôi phục');
    await user.button('Đặt thêm mã PIN 6 số').click();
    await album.takes(page, 'enrol-pin', 'Đặt mã PIN');
    await user.goesBack();
    await user.setsSecrets('words and PIN');
    await user.isOpen();
    await user.locks();
    await album.takes(page, 'unlock', 'Mở khóa bằng mã PIN');
    await user.typesPin('000000');
    await user.sees(/Mã PIN không đúng/);
    await album.takes(page, 'unlock-wrong', 'Mã PIN sai');
    await user.button('Dùng cụm từ khôi phục').click();
    await album.takes(page, 'unlock-words', 'Mở khóa bằng cụm từ');
    await page.context().close();
  });

  await album.chapter('Cài đặt, địa chỉ không an toàn', async () => {
    const real = { status: 404, body: '' };
    const looks = [
      ['install-android', 'Cài trên Android', ANDROID],
      ['install-iphone', 'Cài trên iPhone', IPHONE],
      ['install-zalo', 'Mở trong Zalo', `${ANDROID} Zalo android/12.3`],
    ] as const;
    for (const [name, words, userAgent] of looks) {
      const context = await stage.context({ userAgent });
      await context.route('**/api/demo/accounts', (route) => route.fulfill(real));
      const page = await context.newPage();
      await page.goto(stage.server.origin);
      await page.getByRole('heading', { name: 'Cài vào máy này' }).waitFor();
      await album.takes(page, name, words);
      await context.close();
    }
    const link = await stage.context({ userAgent: IPHONE });
    await link.route('**/api/demo/accounts', (route) => route.fulfill(real));
    const given = Buffer.from(JSON.stringify({ u: 'vanphong.suoimau', c: '48213907' })).toString('base64url');
    const first = await link.newPage();
    await first.goto(`${stage.server.origin}/#enrol=${given}`);
    await first.getByRole('heading', { name: 'Cài trước, cấp máy sau' }).waitFor();
    await album.takes(first, 'install-first', 'iPhone mở liên kết cấp máy');
    await link.close();

    for (const [name, words, hidden] of [
      ['insecure', 'Địa chỉ không an toàn', 'isSecureContext'],
      ['no-storage', 'Trình duyệt tắt bộ nhớ', 'indexedDB'],
    ] as const) {
      const context = await stage.context();
      await context.route('**/api/demo/accounts', (route) => route.fulfill(real));
      await context.addInitScript({
        content: `Object.defineProperty(globalThis, '${hidden}', { value: ${hidden === 'indexedDB' ? 'undefined' : 'false'} })`,
      });
      const page = await context.newPage();
      await page.goto(stage.server.origin);
      await page
        .getByText(/không an toàn|tắt bộ nhớ/)
        .first()
        .waitFor();
      await album.takes(page, name, words);
      await context.close();
    }
    const wrong = await stage.page('/', { baseURL: stage.server.origin });
    await wrong.goto(stage.server.origin.replace('localhost', 'sai.localhost'));
    await album.takes(wrong, 'wrong-address', 'Mở dưới tên không phải của máy chủ');
    await wrong.context().close();
  });
}

/** The one-time page of a new server. */
export async function firstAdministrator(album: Album, stage: Stage): Promise<void> {
  await album.chapter('Quản trị viên đầu tiên', async () => {
    const page = await stage.page('/quan-tri/lan-dau#0000');
    await page.getByRole('heading', { name: 'Quản trị viên đầu tiên' }).waitFor();
    await album.takes(page, 'first-administrator', 'Đặt mật khẩu quản trị viên đầu tiên');
    await page.context().close();
  });
}
