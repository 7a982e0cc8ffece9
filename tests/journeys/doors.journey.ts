import { demoCommuneId } from '../../src/server/demo/units.ts';
import { test } from './support/journey.ts';
import { expect } from './support/patience.ts';
import type { PhoneUser } from './support/phone-user.ts';
import { demoCode } from './support/province.ts';

const triesCode = async (user: PhoneUser, username: string, code: string) => {
  await user.page.getByLabel('Tên đăng nhập').fill(username);
  await user.page.getByLabel('Mã cấp máy (8 số)').fill(code);
  await user.button('Tiếp tục').click();
};
const opensCodeForm = async (user: PhoneUser) => {
  await user.visits();
  await user.button(/Cấp máy bằng mã|Cấp máy này bằng mã/).click();
};
const DEAD = 'Mã cấp máy đã dùng, đã hết hạn hoặc bị khóa vì nhập sai nhiều lần. Hãy xin quản trị viên mã mới.';

test('a user nobody knows, and a form that is not filled', async ({ running, phone }) => {
  const stranger = await phone(running);
  await opensCodeForm(stranger);
  await triesCode(stranger, '', '123');
  await stranger.sees('Có 2 mục cần sửa');
  await triesCode(stranger, 'khong.co.nguoi.nay', '12345678');
  await expect(stranger.page.getByRole('alert')).toContainText('Tên hoặc mã cấp máy không đúng.');
});

test('a wrong code five times: the code is dead, the right one too, a fresh one works', async ({ running, phone }) => {
  const official = await phone(running);
  const { username, code } = await demoCode(running, 'danguy.suoimau');
  await opensCodeForm(official);
  for (const left of [4, 3, 2, 1, 0]) {
    await triesCode(official, username, code === '00000000' ? '00000001' : '00000000');
    await expect(official.page.getByRole('alert')).toContainText(
      left > 0 ? `Mã này còn ${left} lần thử.` : /Mã này còn 0 lần thử\.|Mã cấp máy đã dùng/,
    );
  }
  await triesCode(official, username, code);
  await expect(official.page.getByRole('alert')).toContainText(DEAD);

  const fresh = await demoCode(running, 'danguy.suoimau');
  await triesCode(official, fresh.username, fresh.code);
  await official.setsSecrets();
  await official.hasSentAll();
  // Used once, it opens nothing a second time.
  const thief = await phone(running);
  await opensCodeForm(thief);
  await triesCode(thief, fresh.username, fresh.code);
  await expect(thief.page.getByRole('alert')).toContainText(DEAD);
});

test('a record of another unit is answered as if it did not exist', async ({ running, phone }) => {
  const mau = await phone(running);
  const neighbour = await phone(running);
  await mau.enrols('vanphong.suoimau');
  await neighbour.enrols('vanphong.deogio');
  await mau.records({ matter: 'Kiến nghị', name: 'Người Suối Mẫu' });
  await mau.hasSentAll();
  const address = new URL(mau.page.url()).pathname;

  await neighbour.comesIntoSignalAgain();
  await neighbour.searches('Người Suối Mẫu');
  await neighbour.doesNotSee('Người Suối Mẫu · ');
  await neighbour.visits(address);
  await neighbour.unlocksWithWords();
  await neighbour.sees('Máy này không còn giữ hồ sơ này');

  const asked = async (space: string) =>
    neighbour.page.evaluate(
      (query) =>
        fetch(`/sync/v1/pull?${query}`).then(async (answer) => ({ status: answer.status, text: await answer.text() })),
      String(new URLSearchParams({ proto: '1', space, bucket: `unit:${space}`, cursor: '0', limit: '10' })),
    );
  const foreign = await asked(demoCommuneId(1));
  const none = await asked('0d0b0000-0000-4000-8000-00000000ffff');
  expect(foreign.status).toBeGreaterThanOrEqual(400);
  expect(foreign.status).toBeLessThan(500);
  expect(foreign.text).toContain('GD-');
  expect(foreign.text.replaceAll(demoCommuneId(1), '')).toBe(
    none.text.replaceAll('0d0b0000-0000-4000-8000-00000000ffff', ''),
  );
});

test('a revoked phone is told so, keeps everything, and what it sends waits for the administrator', async ({
  server,
  phone,
  office,
}) => {
  const admin = office(server, 'quantri.suoimau');
  const mau = await phone(server);
  await mau.enrols('vanphong.suoimau');
  await mau.records({ matter: 'Kiến nghị', name: 'Đã Gửi Trước' });
  await mau.hasSentAll();
  await mau.losesSignal();
  await mau.records({ matter: 'Phản ánh', name: 'Ghi Lúc Bị Thu Hồi' });
  await mau.hasWaiting(1);
  const [device] = await admin.devices();
  await admin.revokes(device?.id ?? '');
  await mau.findsSignal();

  await expect(mau.pill).toContainText('Máy bị dừng gửi');
  await mau.goesTo('Đồng bộ');
  await mau.sees('Máy này không được gửi nữa. Hãy liên hệ quản trị viên; dữ liệu chưa gửi vẫn giữ trên máy.');
  await mau.sees('Máy này đã bị quản trị viên thu hồi quyền gửi dữ liệu. Hãy liên hệ quản trị viên.');
  await expect.poll(async () => (await admin.waiting()).length, { message: 'kept apart on the server' }).toBe(1);
  expect((await office(server, 'tinh.giamsat').figures()).visits).toBe(1);
  for (const name of ['Đã Gửi Trước', 'Ghi Lúc Bị Thu Hồi'])
    await mau.opensVisit(name).then(() => mau.goesTo('Hôm nay'));
  await mau.records({ matter: 'Kiến nghị', name: 'Vẫn Ghi Được' });
  await mau.locks();
  await mau.unlocksWithWords();
  await mau.goesTo('Hôm nay');
  for (const name of ['Đã Gửi Trước', 'Ghi Lúc Bị Thu Hồi', 'Vẫn Ghi Được']) await mau.sees(name);
});
