import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { RESOLVES } from '../../../src/contract/records/kind.ts';
import { ConflictPage } from '../../../src/features/sync-centre/conflict-page.tsx';
import { SnackbarProvider } from '../../../src/ui/snackbar.tsx';
import { idNo, USER } from '../../store/support.ts';
import { fakePhone } from '../fake-phone.ts';

/** Without a pause after each key. */
const user = userEvent.setup({ delay: null });

const RID = idNo(1);
const OFFER = idNo(2);
const OTHER = '0b000000-0000-5000-8000-000000000002';
const THIRD = '0b000000-0000-5000-8000-000000000003';
const STRANGER = '0b000000-0000-5000-8000-000000000004';

const cells = {
  organ: 'committee',
  recordedBy: { userId: OTHER, name: 'Hoàng Văn Thử' },
  matter: 'proposal',
  visited: { date: '2026-11-20' },
  headcount: { came: 2 },
  content: 'đường vào xóm',
};

async function opens() {
  const fake = await fakePhone();
  const conflicts = [
    {
      mid: OFFER,
      group: 'content',
      offered: 'cầu treo',
      author: OTHER,
      hlc: '001795395600000-0000-x',
      standing: { author: THIRD, hlc: '001795309200000-0000-y' },
    },
    { mid: idNo(3), group: 'headcount', offered: { came: 5 }, author: USER, hlc: '001795399200000-0000-test' },
    { mid: idNo(4), group: 'headcount', offered: { came: 6 }, author: STRANGER, hlc: '' },
  ];
  // Whoever began some other record on this phone has a name here.
  await fake.arrives({ rid: idNo(9), cells: { ...cells, recordedBy: { userId: THIRD, name: 'Nông Thị Mẫu' } } });
  await fake.arrives({ rid: RID, cells, conflicts });
  render(
    <SnackbarProvider closeLabel="Đóng">
      <ConflictPage phone={fake.phone} rid={RID} go={vi.fn()} onBack={vi.fn()} />
    </SnackbarProvider>,
  );
  return { fake, content: await screen.findByRole('region', { name: 'Nội dung' }) };
}

it('shows both values of each group: who wrote each, when, and on which device', async () => {
  const { content } = await opens();
  expect(content).toHaveTextContent('Bản đang dùngNông Thị Mẫu, 08:00 ngày 22/11/2026, máy khácđường vào xóm');
  expect(content).toHaveTextContent('Bản kiaHoàng Văn Thử, 08:00 ngày 23/11/2026, máy kháccầu treo');
  const count = screen.getByRole('region', { name: 'Số người' });
  expect(count).toHaveTextContent('Bản đang dùngChưa rõ người ghisố người: 2');
  expect(count).toHaveTextContent('Bản kia 1Bạn, 09:00 ngày 23/11/2026, máy nàysố người: 5');
  expect(count).toHaveTextContent('Bản kia 2Một cán bộ khácsố người: 6');
  expect(within(count).queryByRole('button', { name: 'Viết lại' })).toBeNull();
});

it('what was written here since then is said to be of this phone', async () => {
  const { fake } = await opens();
  const record = await fake.phone.records.open(RID);
  const change = { op: 'patch' as const, patch: { content: 'đường, viết lại ở đây' } };
  await fake.phone.records.save({
    rid: RID,
    kind: 'reception-visit',
    change,
    opened: record?.opened ?? null,
  });
  cleanup();
  render(
    <SnackbarProvider closeLabel="Đóng">
      <ConflictPage phone={fake.phone} rid={RID} go={vi.fn()} onBack={vi.fn()} />
    </SnackbarProvider>,
  );
  const content = await screen.findByRole('region', { name: 'Nội dung' });
  expect(content).toHaveTextContent(/Bản đang dùngBạn, \d\d:\d\d ngày 23\/11\/2026, máy nàyđường, viết lại ở đây/);
});

it('keeps the one that is chosen and closes only this difference', async () => {
  const { fake, content } = await opens();
  await user.click(within(content).getByRole('button', { name: 'Giữ bản kia' }));
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Nội dung' })).toBeNull());
  expect(screen.getByRole('region', { name: 'Số người' })).toBeVisible();
  const [sent] = (await fake.phone.records.queue()).waiting;
  expect(sent?.body).toMatchObject({
    op: 'resolve',
    patch: { content: 'cầu treo', [RESOLVES]: [{ mid: OFFER, group: 'content' }] },
  });
});

it('may be written anew, from both', async () => {
  const { fake, content } = await opens();
  await user.click(within(content).getByRole('button', { name: 'Viết lại' }));
  const area = screen.getByLabelText('Nội dung, viết lại');
  expect(area).toHaveValue('đường vào xóm\ncầu treo');
  await user.clear(area);
  await user.type(area, 'đường vào xóm và cầu treo');
  await user.click(screen.getByRole('button', { name: 'Dùng bản viết lại' }));
  await waitFor(async () => expect((await fake.phone.records.queue()).waiting).toHaveLength(1));
  expect((await fake.phone.records.queue()).waiting[0]?.body?.patch.content).toBe('đường vào xóm và cầu treo');
});

it('a choice made by mistake is exchanged for the other one', async () => {
  const { fake, content } = await opens();
  await user.click(within(content).getByRole('button', { name: 'Giữ bản này' }));
  await user.click(await screen.findByRole('button', { name: 'Đổi sang bản kia' }));
  await screen.findByText('Đã đổi sang bản kia.');
  expect((await fake.phone.records.open(RID))?.view.cells.content).toBe('cầu treo');
});

it('and back', async () => {
  const { fake, content } = await opens();
  await user.click(within(content).getByRole('button', { name: 'Giữ bản kia' }));
  await user.click(await screen.findByRole('button', { name: 'Đổi sang bản kia' }));
  await screen.findByText('Đã đổi sang bản kia.');
  expect((await fake.phone.records.open(RID))?.view.cells.content).toBe('đường vào xóm');
});
