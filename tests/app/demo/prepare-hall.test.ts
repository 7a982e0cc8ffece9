import { expect, it } from 'vitest';
import { prepareHall } from '../../../src/app/demo/prepare-hall.ts';
import { fakePhone } from '../../features/fake-phone.ts';

it('leaves three visits that wait, and two drafts, as a hand would have made them', async () => {
  const { phone } = await fakePhone();
  await prepareHall(phone);
  const { waiting } = await phone.records.queue();
  expect(waiting.map(({ kind }) => kind)).toEqual(['reception-visit', 'reception-visit', 'reception-visit']);
  const today = phone.today().date;
  const rows = phone.summary.getSnapshot().newestFirst;
  expect(rows.map(({ day }) => day)).toEqual([today, today, today]);
  const drafts = await phone.records.drafts<{ of: string; title: string; left: boolean; isNew: boolean }>();
  expect(drafts.map(({ body }) => [body.of, body.title, body.left, body.isNew])).toEqual(
    expect.arrayContaining([
      ['visit', 'Giàng A Súng', true, true],
      ['session', expect.stringMatching(/^Buổi tiếp đột xuất /), true, true],
    ]),
  );
});

it('a second phone of the same person makes the same visits, and none where they have come already', async () => {
  const first = await fakePhone();
  await prepareHall(first.phone);
  const made = async ({ phone }: typeof first) => {
    const rids = (await phone.records.queue()).waiting.map(({ rid }) => rid);
    const kept = await Promise.all(rids.map((rid) => phone.records.open(rid)));
    return kept.map((record, place) => ({ rid: rids[place], cells: record?.view.cells }));
  };
  // Its ids by chance go on where the first one's ended, and it is opened an hour later.
  const second = await fakePhone();
  second.world.ids = 0x5000;
  second.world.ms += 3_600_000;
  await prepareHall(second.phone);
  const [firsts, seconds] = [await made(first), await made(second)];
  expect(firsts).toHaveLength(3);
  expect(firsts.map(({ rid }) => rid)).toEqual(seconds.map(({ rid }) => rid));
  // Values that one of them says and the other says too are the same: there is nothing to decide.
  for (const [place, { cells }] of firsts.entries()) expect(seconds[place]?.cells).toMatchObject(cells ?? {});
  await prepareHall(first.phone);
  expect((await first.phone.records.queue()).waiting).toHaveLength(3);
});
