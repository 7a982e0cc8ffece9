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
