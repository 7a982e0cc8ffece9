import { test } from './support/journey.ts';
import { expect } from './support/patience.ts';

test('three visits without a server survive a killed browser and reach the province by themselves', async ({
  server,
  killablePhone,
  office,
}) => {
  const province = office(server, 'tinh.giamsat');
  const before = await province.figures();
  const phone = await killablePhone(server);
  await phone.user.enrols('vanphong.suoimau', 'words and PIN');

  await server.stop();
  const came = ['Nông Thị Đào', 'Lương Văn Sách', 'Hà Thị Mận'];
  for (const name of came) {
    await phone.user.records({ matter: 'Kiến nghị', name, content: `${name} đề nghị sửa đường vào xóm` });
  }
  await phone.user.goesTo('Hôm nay');
  await phone.user.hasWaiting(3);

  await phone.diesAndReopens();
  await phone.user.unlocks();
  for (const name of came) await phone.user.sees(name);
  await phone.user.hasWaiting(3);

  await server.start();
  await phone.user.hasSentAll();
  const after = await province.figures();
  expect(after.visits).toBe(before.visits + 3);
  expect(after.people).toBe(before.people + 3);
});
