import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { receptionSession } from '../../../src/contract/records/reception-session.ts';
import { TrashPage } from '../../../src/features/receptions/trash-page.tsx';
import { SnackbarProvider } from '../../../src/ui/snackbar.tsx';
import { idNo, USER } from '../../store/support.ts';
import { fakePhone } from '../fake-phone.ts';

const user = userEvent.setup({ delay: null });
const COMMON = { organ: 'committee', recordedBy: { userId: USER, name: 'Bàn Thị Lan' } };
const VISIT = { ...COMMON, matter: 'feedback', visited: { date: '2026-11-20' }, headcount: { came: 1 } };
const DELETED = { '@deleted': { reason: 'Người ghi xóa trên máy' } };
const DAO = `people/${idNo(9)}`;

async function opens() {
  const fake = await fakePhone();
  await fake.arrives({ rid: idNo(1), cells: { ...VISIT, [`${DAO}/name`]: 'Nông Thị Đào', ...DELETED } });
  await fake.arrives({
    rid: idNo(2),
    kind: receptionSession.kind,
    cells: {
      ...COMMON,
      type: { kind: 'periodic' },
      held: { date: '2026-11-19' },
      status: { status: 'done' },
      ...DELETED,
    },
  });
  await fake.arrives({ rid: idNo(3), cells: { ...VISIT, content: 'không xóa' } });
  await fake.arrives({
    rid: idNo(4),
    cells: { ...VISIT, matter: 'denunciation', localCode: 'TC-7K2M', '@deleted': { reason: 'twin', into: idNo(3) } },
  });
  const go = vi.fn();
  render(
    <SnackbarProvider closeLabel="Đóng">
      <TrashPage phone={fake.phone} go={go} onBack={vi.fn()} />
    </SnackbarProvider>,
  );
  await screen.findAllByRole('button', { name: /^Khôi phục:/ });
  return { fake, go };
}

const items = () => within(screen.getByRole('list', { name: 'Đã xóa' })).getAllByRole('listitem');

it('lists what was deleted and why; of a denunciation its code only', async () => {
  await opens();
  const texts = items().map((item) => item.textContent);
  expect(texts).toHaveLength(3);
  expect(texts.join()).toContain('Nông Thị Đào20/11/2026 · Người ghi xóa trên máy');
  expect(texts.join()).toContain('Tố cáo TC-7K2M20/11/2026 · đã gộp vào lượt khác');
  expect(texts.join()).toContain('Tiếp định kỳ');
  expect(texts.join()).not.toContain('không xóa');
});

it('brings a visit back, with the focus on the next one, and takes that back too', async () => {
  const { fake } = await opens();
  await user.click(screen.getByRole('button', { name: 'Khôi phục: Nông Thị Đào' }));
  await waitFor(() => expect(items()).toHaveLength(2));
  expect((await fake.phone.records.open(idNo(1)))?.view.cells['@deleted'] ?? null).toBeNull();
  expect(document.body).not.toHaveFocus();
  await user.click(screen.getByRole('button', { name: 'Hoàn tác' }));
  await waitFor(() => expect(items()).toHaveLength(3));
  expect(document.body).not.toHaveFocus();
});

it('that is taken back, a joined twin is a joined twin again', async () => {
  const { fake } = await opens();
  const gone = async () => (await fake.phone.records.open(idNo(4)))?.view.cells['@deleted'] ?? null;
  await user.click(screen.getByRole('button', { name: 'Khôi phục: Tố cáo TC-7K2M' }));
  await waitFor(async () => expect(await gone()).toBeNull());
  await user.click(screen.getByRole('button', { name: 'Hoàn tác' }));
  await waitFor(async () => expect(await gone()).toEqual({ reason: 'twin', into: idNo(3) }));
});

it('what somebody has written since is not put away again', async () => {
  const { fake } = await opens();
  await user.click(screen.getByRole('button', { name: 'Khôi phục: Nông Thị Đào' }));
  await screen.findByRole('button', { name: 'Hoàn tác' });
  const record = await fake.phone.records.open(idNo(1));
  await fake.phone.records.save({
    rid: idNo(1),
    kind: 'reception-visit',
    change: { op: 'patch', patch: { content: 'viết sau' } },
    opened: record?.opened ?? null,
  });
  await user.click(screen.getByRole('button', { name: 'Hoàn tác' }));
  expect(await screen.findByText(/^CHƯA hoàn tác được/)).toBeVisible();
  expect((await fake.phone.records.open(idNo(1)))?.view.cells['@deleted'] ?? null).toBeNull();
});

it('says so when nothing is in it', async () => {
  const fake = await fakePhone();
  render(
    <SnackbarProvider closeLabel="Đóng">
      <TrashPage phone={fake.phone} go={vi.fn()} onBack={vi.fn()} />
    </SnackbarProvider>,
  );
  expect(screen.getByText('Không có gì trong thùng rác')).toBeVisible();
});
