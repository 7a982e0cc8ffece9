import { test } from './support/journey.ts';
import { expect } from './support/patience.ts';
import type { PhoneUser } from './support/phone-user.ts';

const CITIZEN = 'Nông Thị Đào';

/** What the open record says beside a term of its list. */
const saysOf = (user: PhoneUser, words: string) => user.page.getByRole('main').getByText(words, { exact: true });

test('two phones edit one visit without a server: both edits stay, a person decides where they differ', async ({
  server,
  phone,
}) => {
  const mau = await phone(server);
  const thu = await phone(server);
  await mau.enrols('vanphong.suoimau');
  await thu.enrols('vanphong2.suoimau');
  const both = [mau, thu];
  await mau.records({ matter: 'Kiến nghị', name: CITIZEN, content: 'Đường vào xóm lầy' });
  await mau.hasSentAll();
  await thu.comesIntoSignalAgain();
  await thu.opensVisit(CITIZEN);

  await test.step('different parts: both stay', async () => {
    await server.stop();
    await mau.edits(CITIZEN, { content: 'Đường vào xóm lầy từ tháng bảy' });
    await thu.edits(CITIZEN, { came: 3 });
    for (const user of both) await user.hasWaiting(1);
    await server.start();
    for (const user of both) await user.sendsAgain();
    for (const user of both) {
      await user.comesIntoSignalAgain();
      await user.opensVisit(CITIZEN);
      await expect(saysOf(user, 'Đường vào xóm lầy từ tháng bảy')).toBeVisible();
      await expect(saysOf(user, '3 người')).toBeVisible();
    }
  });

  await test.step('the same part: both values, until somebody chooses', async () => {
    await server.stop();
    await mau.edits(CITIZEN, { content: 'Xin đổ bê tông đường' });
    await thu.edits(CITIZEN, { content: 'Xin làm cống thoát nước' });
    for (const user of both) await user.hasWaiting(1);
    await server.start();
    for (const user of both) await user.sendsAgain();
    for (const user of both) {
      await user.comesIntoSignalAgain();
      await user.opensVisit(CITIZEN);
      await user.button('Xem hai bản').click();
      await user.sees('Xin đổ bê tông đường');
      await user.sees('Xin làm cống thoát nước');
      await user.sees(/^Bạn, \d\d:\d\d ngày \d\d\/\d\d\/\d{4}, máy này$/);
    }
    // Whose it is, where some record on the phone tells the name.
    await thu.sees(/^Nông Thị Mẫu, \d\d:\d\d ngày \d\d\/\d\d\/\d{4}, máy khác$/);
    await mau.sees(/^Một cán bộ khác, \d\d:\d\d ngày \d\d\/\d\d\/\d{4}, máy khác$/);
    await choose(thu, 'Xin đổ bê tông đường');
    await thu.hasSentAll();
    await mau.comesIntoSignalAgain();
    for (const user of both) {
      await user.opensVisit(CITIZEN);
      await expect(saysOf(user, 'Xin đổ bê tông đường')).toBeVisible();
      await expect(user.button('Xem hai bản')).toHaveCount(0);
    }
  });

  await test.step('a form held open while another edit arrives overwrites nothing', async () => {
    await mau.opensEdit(CITIZEN);
    await thu.edits(CITIZEN, { content: 'Xin đổ bê tông và làm cống' });
    await thu.hasSentAll();
    await mau.comesIntoSignalAgain();
    await expect(mau.page.getByLabel('Nội dung trình bày'), 'nothing changes under the pen').toHaveValue(
      'Xin đổ bê tông đường',
    );
    await mau.writes({ came: 4 });
    await mau.saves();
    await expect(saysOf(mau, 'Xin đổ bê tông và làm cống'), 'an untouched part is not written').toBeVisible();
    await mau.hasSentAll();

    await thu.comesIntoSignalAgain();
    await mau.opensEdit(CITIZEN);
    await thu.edits(CITIZEN, { content: 'Bản của Thử, viết trong lúc Mẫu đang sửa' });
    await thu.hasSentAll();
    await mau.comesIntoSignalAgain();
    await mau.writes({ content: 'Bản của Mẫu, viết trên nền cũ' });
    await mau.saves();
    await mau.hasSentWhatItCan();
    await mau.button('Xem hai bản').click();
    await mau.sees('Bản của Thử, viết trong lúc Mẫu đang sửa');
    await mau.sees('Bản của Mẫu, viết trên nền cũ');
  });
});

/** On the page with both values: keeps the one that says this. */
async function choose(user: PhoneUser, value: string): Promise<void> {
  const box = user.page.getByText(value, { exact: true }).locator('..');
  await box.getByRole('button', { name: /^Giữ bản/ }).click();
  await user.sees('Không còn mục nào khác nhau');
}

test('both phones start the same duty session without a server: one session is counted', async ({
  server,
  phone,
  office,
}) => {
  const mau = await phone(server);
  const thu = await phone(server);
  await mau.enrols('vanphong.suoimau');
  await thu.enrols('vanphong2.suoimau');
  await server.stop();
  for (const [user, citizen] of [
    [mau, 'Lương Văn Sách'],
    [thu, 'Hà Thị Mận'],
  ] as const) {
    await user.startsDuty('Buổi sáng');
    await user.button('Ghi lượt tiếp').click();
    await user.writes({ matter: 'Phản ánh', name: citizen });
    await user.button(/Lưu và mở/).click();
    await user.seesSaved();
    await user.hasWaiting(2);
  }
  await server.start();
  for (const user of [mau, thu]) await user.sendsAgain();
  const { sum } = await office(server, 'tinh.giamsat').report();
  expect(sum.total).toMatchObject({ sessions: 1, visits: 2 });
  await mau.comesIntoSignalAgain();
  await mau.goesTo('Hôm nay');
  await expect(mau.page.getByRole('list', { name: 'Buổi tiếp hôm nay' }).getByRole('listitem')).toHaveCount(1);
  for (const citizen of ['Lương Văn Sách', 'Hà Thị Mận']) await mau.sees(citizen);
});
