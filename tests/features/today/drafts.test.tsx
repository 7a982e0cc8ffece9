import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { DraftsPage } from '../../../src/features/today/drafts-page.tsx';
import { TodayPage } from '../../../src/features/today/today-page.tsx';
import { SnackbarProvider } from '../../../src/ui/snackbar.tsx';
import { idNo } from '../../store/support.ts';
import { fakePhone } from '../fake-phone.ts';

/** Without a pause after each key. */
const user = userEvent.setup({ delay: null });

type Fake = Awaited<ReturnType<typeof fakePhone>>;

/** The first is the oldest; a name with "!" was lost in a crash. */
async function withDrafts(...names: string[]) {
  const fake = await fakePhone();
  for (const [no, name] of names.entries()) {
    const body = { isNew: true, title: name.replace('!', ''), left: !name.endsWith('!') };
    await fake.phone.records.saveDraft(idNo(5 + no), idNo(5 + no), body);
    fake.world.ms += 60_000;
  }
  return fake;
}

function opens({ phone }: Fake, page: 'today' | 'drafts') {
  render(
    <SnackbarProvider closeLabel="Đóng">
      {page === 'today' ? (
        <TodayPage phone={phone} go={() => undefined} />
      ) : (
        <DraftsPage phone={phone} go={() => undefined} onBack={() => undefined} />
      )}
    </SnackbarProvider>,
  );
}

const rowOf = (title: string) => within(screen.getByText(title).closest('li') as HTMLElement);

async function putsAway(title: string) {
  await screen.findByText(title);
  await user.click(rowOf(title).getByRole('button', { name: 'Bỏ' }));
  await waitFor(() => expect(screen.queryByText(title)).toBeNull());
}

it('what a crash left behind is never hidden behind newer drafts', async () => {
  opens(await withDrafts('Một!', 'Hai!', 'Ba!', 'Bốn', 'Năm', 'Sáu'), 'today');
  for (const title of ['Một', 'Hai', 'Ba'])
    expect(await screen.findByText(new RegExp(`Đã giữ lại bản nháp .* \\(${title}\\)`))).toBeVisible();
  const list = within(screen.getByRole('list', { name: 'Bản nháp' }));
  expect(list.getAllByRole('listitem')).toHaveLength(1);
  expect(list.getByRole('link', { name: 'Xem cả 6 bản nháp' })).toBeVisible();
});

it('one lost draft leaves room for the newest other one', async () => {
  opens(await withDrafts('Một!', 'Hai', 'Ba', 'Bốn'), 'today');
  expect(await screen.findByText(/\(Một\)/)).toBeVisible();
  expect(screen.getByText('Bốn')).toBeVisible();
  expect(screen.queryByText('Ba')).toBeNull();
});

it('says which draft a button belongs to', async () => {
  opens(await withDrafts('Một!', 'Hai'), 'today');
  await screen.findByText('Hai');
  const row = rowOf('Hai');
  for (const name of ['Làm tiếp', 'Bỏ']) expect(row.getByRole('button', { name })).toHaveAccessibleDescription('Hai');
  expect(screen.getByRole('button', { name: 'Mở tiếp' })).toHaveAccessibleDescription(/\(Một\)/);
});

it('hands the focus to the next row, and to the heading when none is left', async () => {
  opens(await withDrafts('Một', 'Hai', 'Ba'), 'drafts');
  const firstOf = (title: string) => rowOf(title).getByRole('button', { name: 'Làm tiếp' });
  await putsAway('Hai');
  expect(firstOf('Một')).toHaveFocus();
  await putsAway('Một');
  expect(firstOf('Ba')).toHaveFocus();
  await putsAway('Ba');
  expect(screen.getByRole('heading', { level: 1, name: 'Bản nháp' })).toHaveFocus();
});

it('hands the focus on Hôm nay to what comes into the place, a lost draft or another', async () => {
  opens(await withDrafts('Một', 'Hai', 'Ba!'), 'today');
  await screen.findByText('Hai');
  await user.click(screen.getAllByRole('button', { name: 'Bỏ' })[0] as HTMLElement);
  await waitFor(() => expect(screen.queryByText(/\(Ba\)/)).toBeNull());
  expect(rowOf('Hai').getByRole('button', { name: 'Làm tiếp' })).toHaveFocus();
  await putsAway('Hai');
  expect(rowOf('Một').getByRole('button', { name: 'Làm tiếp' })).toHaveFocus();
  await putsAway('Một');
  expect(screen.getByRole('heading', { level: 1, name: 'Hôm nay' })).toHaveFocus();
});

it.each([
  { trouble: 'full', words: /^Chưa bỏ được bản nháp\. Máy đã hết chỗ/ },
  { trouble: 'closed', words: /^Chưa bỏ được bản nháp\. Kho dữ liệu trên máy vừa bị đóng/ },
] as const)('a draft that could not be put away stays, and that is said ($trouble)', async ({ trouble, words }) => {
  const fake = await withDrafts('Một');
  opens(fake, 'drafts');
  await screen.findByText('Một');
  fake.trouble.now = trouble;
  await user.click(screen.getByRole('button', { name: 'Bỏ' }));
  expect(await screen.findByText(words)).toBeVisible();
  expect(screen.getByText('Một')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Hoàn tác' })).toBeNull();
  fake.trouble.now = undefined;
  await user.click(screen.getByRole('button', { name: 'Thử lại' }));
  expect(await screen.findByText('Đã bỏ bản nháp.')).toBeVisible();
  expect(await fake.phone.records.drafts()).toEqual([]);
  await waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toHaveFocus());
});

it('an undo that fails says so, and can be tried again until it is done', async () => {
  const reported = vi.fn();
  vi.stubGlobal('reportError', reported);
  const fake = await withDrafts('Một');
  opens(fake, 'drafts');
  await putsAway('Một');
  fake.trouble.now = 'full';
  await user.click(screen.getByRole('button', { name: 'Hoàn tác' }));
  expect(await screen.findByText(/^Chưa lấy lại được bản nháp\. Máy đã hết chỗ/)).toBeVisible();
  fake.trouble.now = undefined;
  const bug = new TypeError('a bug');
  vi.spyOn(fake.phone.records, 'saveDraft').mockRejectedValueOnce(bug);
  await user.click(screen.getByRole('button', { name: 'Thử lại' }));
  expect(await screen.findByText(/^Chưa lấy lại được bản nháp\. Có lỗi trong ứng dụng/)).toBeVisible();
  expect(reported).toHaveBeenCalledWith(bug);
  await user.click(screen.getByRole('button', { name: 'Thử lại' }));
  expect(await screen.findByText('Một')).toBeVisible();
});

it('an undo that can never be done offers no further try', async () => {
  const fake = await withDrafts('Một');
  opens(fake, 'drafts');
  await putsAway('Một');
  vi.spyOn(fake.phone.records, 'saveDraft').mockResolvedValue({ ok: false, error: { tag: 'withdrawn' } });
  await user.click(screen.getByRole('button', { name: 'Hoàn tác' }));
  expect(await screen.findByText(/^Chưa lấy lại được bản nháp\. Máy này đã bị thu hồi/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Thử lại' })).toBeNull();
});
