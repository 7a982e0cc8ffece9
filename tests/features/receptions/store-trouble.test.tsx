import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { EditVisitPage, NewVisitPage } from '../../../src/features/receptions/visit-form-page.tsx';
import { StoreClosedError } from '../../../src/store/tx.ts';
import { ChromeProvider } from '../../../src/ui/screen.tsx';
import { SnackbarProvider } from '../../../src/ui/snackbar.tsx';
import { idNo, USER } from '../../store/support.ts';
import { fakePhone } from '../fake-phone.ts';
import { letDialogsOpen } from '../let-dialogs-open.ts';

letDialogsOpen();

const user = userEvent.setup({ delay: null });
const RID = idNo(1);
const CELLS = {
  organ: 'committee',
  recordedBy: { userId: USER, name: 'Bàn Thị Lan' },
  matter: 'feedback',
  visited: { date: '2026-11-20' },
  headcount: { came: 1 },
  content: 'cầu',
};
type Fake = Awaited<ReturnType<typeof fakePhone>>;

async function opensForm(fake: Fake, isNew = true) {
  const [saved, left] = [vi.fn(), vi.fn()];
  render(
    <ChromeProvider value={{ appName: 'Gần Dân', backLabel: 'Quay lại' }}>
      <SnackbarProvider closeLabel="Đóng">
        {isNew ? (
          <NewVisitPage phone={fake.phone} formId={RID} go={saved} onLeave={left} onAnother={saved} />
        ) : (
          <EditVisitPage phone={fake.phone} rid={RID} go={saved} onLeave={left} />
        )}
      </SnackbarProvider>
    </ChromeProvider>,
  );
  return { saved, left, content: await screen.findByLabelText<HTMLTextAreaElement>('Nội dung trình bày') };
}

const press = (name: string) => user.click(screen.getByRole('button', { name }));

it('a draft that threw is said not to be kept, and the next one is written again', async () => {
  const reported = vi.fn();
  vi.stubGlobal('reportError', reported);
  const fake = await fakePhone();
  const { content, saved } = await opensForm(fake);
  const bug = new TypeError('a bug');
  vi.spyOn(fake.phone.records, 'saveDraft').mockRejectedValueOnce(bug);
  await user.type(content, 'cầu');
  expect(await screen.findByText(/Có lỗi trong ứng dụng nên CHƯA LƯU được/)).toBeVisible();
  expect(reported).toHaveBeenCalledWith(bug);
  await user.type(content, ' treo');
  expect(await screen.findByText(/^Bản nháp đã giữ/)).toBeVisible();
  await press('Lưu – tiếp người sau');
  await waitFor(() => expect(saved).toHaveBeenCalled());
});

it('a store that closes in the middle of a save leaves text and button alive', async () => {
  const fake = await fakePhone();
  await fake.arrives({ rid: RID, cells: CELLS });
  const { content, saved } = await opensForm(fake, false);
  await user.type(content, ' treo');
  await screen.findByText(/^Bản nháp đã giữ/);
  const closed = vi.spyOn(fake.phone.records, 'open').mockRejectedValue(new StoreClosedError('closed'));
  await press('Lưu');
  expect(await screen.findByRole('alert')).toHaveTextContent('vừa bị đóng nên CHƯA LƯU được');
  expect(content).toHaveValue('cầu treo');
  closed.mockRestore();
  await press('Lưu');
  await waitFor(() => expect(saved).toHaveBeenCalled());
  expect((await fake.phone.records.open(RID))?.view.cells.content).toBe('cầu treo');
});

it('nobody leaves with "Lưu nháp" while the draft could not be kept', async () => {
  const fake = await fakePhone();
  const { content, left } = await opensForm(fake);
  await user.type(content, 'cầu');
  fake.trouble.now = 'full';
  await press('Quay lại');
  await user.click(await screen.findByRole('button', { name: 'Lưu nháp' }));
  expect(await screen.findByText(/Máy đã hết chỗ nên CHƯA LƯU được/)).toBeVisible();
  expect(left).not.toHaveBeenCalled();
  fake.trouble.now = undefined;
  await press('Quay lại');
  await user.click(await screen.findByRole('button', { name: 'Lưu nháp' }));
  await waitFor(() => expect(left).toHaveBeenCalled());
  expect(await fake.phone.records.drafts()).toHaveLength(1);
});
