import { test } from './support/journey.ts';
import { expect } from './support/patience.ts';

test('a server restored from an earlier snapshot ends with the same totals', async ({ server, phone, office }) => {
  const province = office(server, 'tinh.giamsat');
  const mau = await phone(server);
  const lost = await phone(server);
  await mau.enrols('vanphong.suoimau');
  await lost.enrols('vanphong2.suoimau');
  await mau.records({ matter: 'Kiến nghị', name: 'Người Của Hôm Qua' });
  await mau.hasSentAll();

  await server.stop();
  const snapshot = await server.command('snapshot');
  await server.start();

  // Since the snapshot: another phone, work of three phones, and one of them never comes back.
  const late = await phone(server);
  await late.enrols('chutich.suoimau');
  await mau.comesIntoSignalAgain();
  await mau.edits('Người Của Hôm Qua', { came: 5 });
  await mau.records({ matter: 'Phản ánh', name: 'Người Của Hôm Nay' });
  await mau.hasSentAll();
  await lost.comesIntoSignalAgain();
  await lost.records({ matter: 'Khiếu nại', name: 'Người Do Máy Mất Ghi', came: 2 });
  await lost.hasSentAll();
  await late.comesIntoSignalAgain();
  await late.records({ matter: 'Kiến nghị', name: 'Người Do Máy Mới Ghi' });
  await late.hasSentAll();
  await mau.comesIntoSignalAgain();
  await mau.opensVisit('Người Do Máy Mất Ghi');
  await lost.context.close();
  const before = await province.report();
  expect(before.sum.total).toMatchObject({ visits: 4, people: 9 });

  await server.stop();
  await server.command('restore', snapshot);
  await server.start();
  expect((await province.figures()).visits, 'the restored server knows less').toBe(1);

  for (const user of [mau, late]) await user.comesIntoSignalAgain();
  await expect
    .poll(async () => (await province.report()).sum, { timeout: 60_000, message: 'totals after the restore' })
    .toEqual(before.sum);
  for (const user of [mau, late]) {
    await user.comesIntoSignalAgain();
    await user.hasSentAll();
    for (const name of ['Người Của Hôm Qua', 'Người Của Hôm Nay', 'Người Do Máy Mất Ghi', 'Người Do Máy Mới Ghi'])
      await user.opensVisit(name).then(() => user.goesTo('Hôm nay'));
  }
  await late.records({ matter: 'Kiến nghị', name: 'Người Sau Khôi Phục' });
  await late.hasSentAll();
  expect((await province.figures()).visits).toBe(5);
});
