import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { Cells } from '../../../src/contract/records/kind.ts';
import type { Op } from '../../../src/contract/wire/sync.ts';
import { EditVisitPage } from '../../../src/features/receptions/visit-form-page.tsx';
import { SnackbarProvider } from '../../../src/ui/snackbar.tsx';
import { idNo, successOf, USER } from '../../store/support.ts';
import { fakePhone } from '../fake-phone.ts';
import { letDialogsOpen } from '../let-dialogs-open.ts';

letDialogsOpen();

const user = userEvent.setup({ delay: null });
const RID = idNo(1);
const CELLS = {
  organ: 'committee',
  recordedBy: { userId: USER, name: 'Bàn Thị Lan' },
  matter: 'proposal',
  visited: { date: '2026-11-20' },
  headcount: { came: 1 },
  content: 'đường vào xóm',
};
type Fake = Awaited<ReturnType<typeof fakePhone>>;

/** Saves a change, and the server refuses it. */
async function refuses(fake: Fake, op: Op, patch: Cells): Promise<string> {
  const opened = (await fake.phone.records.open(RID))?.opened ?? null;
  const change = { op: op as 'patch', patch };
  const { mid } = successOf(await fake.phone.records.save({ rid: RID, kind: 'reception-visit', change, opened }));
  await fake.port.write(['outbox', 'quarant', 'rec'], async (tx) => {
    const row = (await tx.all('outbox')).find((one) => one.mid === mid);
    const rec = await tx.get('rec', RID);
    if (row === undefined || rec === undefined) throw new Error('nothing was saved');
    const { key, rid, kind, savedAtMs, ct } = row;
    await tx.delete('outbox', [key]);
    await tx.put('quarant', [{ mid, key, rid, kind, savedAtMs, ct, code: 'GD-4003', params: {} }]);
    await tx.put('rec', [{ ...rec, pending: 0, refused: 1 }]);
  });
  return mid;
}

/** Opens "Sửa và gửi lại" of a refused change. */
async function corrects(fake: Fake, mid: string) {
  const went: string[] = [];
  render(
    <SnackbarProvider closeLabel="Đóng">
      <EditVisitPage phone={fake.phone} rid={RID} refusedMid={mid} go={(to) => went.push(to)} onLeave={vi.fn()} />
    </SnackbarProvider>,
  );
  const content = await screen.findByLabelText<HTMLTextAreaElement>('Nội dung trình bày');
  return { went, content, save: () => user.click(screen.getByRole('button', { name: 'Lưu' })) };
}

it('a refused visit that another tab gave up meanwhile is saved anew, with all that the form shows', async () => {
  const fake = await fakePhone();
  const mid = await refuses(fake, 'create', CELLS);
  const { went, content, save } = await corrects(fake, mid);
  await user.type(content, ' và cầu');
  successOf(await fake.phone.records.discardRefused(mid));
  await save();
  await waitFor(() => expect(went).toHaveLength(1));
  const [waits] = (await fake.phone.records.queue()).waiting;
  expect(waits?.body).toMatchObject({ op: 'create', patch: { ...CELLS, content: 'đường vào xóm và cầu' } });
  expect((await fake.phone.records.open(RID))?.view.cells).toMatchObject({ content: 'đường vào xóm và cầu' });
});

it('a refused edit that another tab sent again meanwhile is saved beside it, on the base that was on the screen', async () => {
  const fake = await fakePhone();
  await fake.arrives({ rid: RID, cells: CELLS });
  const mid = await refuses(fake, 'patch', { content: 'đường và cầu' });
  const { went, content, save } = await corrects(fake, mid);
  successOf(await fake.phone.records.fixRefused(mid, { content: 'của thẻ kia' }));
  await user.type(content, ' treo');
  await save();
  await waitFor(() => expect(went).toHaveLength(1));
  const { waiting } = await fake.phone.records.queue();
  expect(waiting.map(({ body }) => body?.patch)).toEqual([
    { content: 'của thẻ kia' },
    { content: 'đường và cầu treo' },
  ]);
  // It had not seen the other tab's text: neither covers the other without a person.
  expect(waiting[1]?.body?.base.saw ?? []).not.toContain(waiting[0]?.mid);
});

it('a correction of a record that has left this phone is not said to be saved', async () => {
  const fake = await fakePhone();
  await fake.arrives({ rid: RID, cells: CELLS });
  const mid = await refuses(fake, 'patch', { content: 'đường và cầu' });
  const { went, content, save } = await corrects(fake, mid);
  await user.type(content, ' treo');
  await fake.port.write(['rec', 'quarant'], async (tx) => {
    await tx.delete('rec', [RID]);
    await tx.delete('quarant', [mid]);
  });
  await save();
  expect(await screen.findByRole('alert')).toHaveTextContent('không còn trên máy nên CHƯA LƯU được');
  expect(content).toHaveValue('đường và cầu treo');
  expect(went).toEqual([]);
  expect(await fake.phone.records.drafts()).toHaveLength(1);
});
