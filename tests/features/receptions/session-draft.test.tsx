import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Cells } from '../../../src/contract/records/kind.ts';
import { receptionSession } from '../../../src/contract/records/reception-session.ts';
import { SessionFormPage } from '../../../src/features/receptions/session-form-page.tsx';
import { EditVisitPage } from '../../../src/features/receptions/visit-form-page.tsx';
import { ChromeProvider } from '../../../src/ui/screen.tsx';
import { SnackbarProvider } from '../../../src/ui/snackbar.tsx';
import { idNo, USER } from '../../store/support.ts';
import { fakePhone } from '../fake-phone.ts';
import { letDialogsOpen } from '../let-dialogs-open.ts';

letDialogsOpen();

/** Without a pause after each key. */
const user = userEvent.setup({ delay: null });
const RID = idNo(1);
type Fake = Awaited<ReturnType<typeof fakePhone>>;

const held: Cells = {
  organ: 'committee',
  recordedBy: { userId: USER, name: 'Bàn Thị Lan' },
  type: { kind: 'periodic' },
  held: { date: '2026-11-23', part: 'day' },
  status: { status: 'in_progress' },
};

async function opens(fake: Fake, isNew: boolean) {
  const went: string[] = [];
  const left = vi.fn();
  const view = render(
    <ChromeProvider value={{ appName: 'Gần Dân', backLabel: 'Quay lại' }}>
      <SnackbarProvider closeLabel="Đóng">
        <SessionFormPage phone={fake.phone} rid={RID} isNew={isNew} go={(to) => went.push(to)} onLeave={left} />
      </SnackbarProvider>
    </ChromeProvider>,
  );
  await screen.findByLabelText('Nội dung kết luận');
  return { ...view, went, left };
}

async function opensEdit(fake: Fake) {
  await fake.arrives({ rid: RID, kind: receptionSession.kind, cells: held });
  return opens(fake, false);
}

const conclusion = () => screen.getByLabelText<HTMLTextAreaElement>('Nội dung kết luận');
const back = () => user.click(screen.getByRole('button', { name: 'Quay lại' }));

type Kept = { of: string; title: string; isNew: boolean; left: boolean; values: { conclusionText: string } };
const drafts = async (fake: Fake) => (await fake.phone.records.drafts<Kept>()).map(({ body }) => body);
const isKept = (fake: Fake, text: string) =>
  waitFor(async () => expect((await drafts(fake))[0]?.values.conclusionText).toBe(text));

describe('the draft of a session', () => {
  it('is kept within half a second, and found again with every value', async () => {
    const fake = await fakePhone();
    const { unmount } = await opens(fake, true);
    await user.click(screen.getByRole('button', { name: 'Thêm người chủ trì' }));
    await user.type(screen.getByLabelText('Họ và tên'), 'Triệu Văn Ví Dụ');
    await user.type(conclusion(), 'giao địa chính đo lại');
    await isKept(fake, 'giao địa chính đo lại');
    expect(await drafts(fake)).toMatchObject([
      { of: 'session', title: 'Buổi tiếp đột xuất 23/11/2026', isNew: true, left: false },
    ]);
    unmount();
    await opens(fake, true);
    expect(conclusion()).toHaveValue('giao địa chính đo lại');
    expect(screen.getByLabelText('Họ và tên')).toHaveValue('Triệu Văn Ví Dụ');
    // Whoever goes elsewhere in the app has left the form: nothing closed suddenly.
    expect(screen.queryByText(/đóng đột ngột/)).toBeNull();
  });

  it('is written at once when the page is hidden', async () => {
    const fake = await fakePhone();
    await opensEdit(fake);
    const writing = vi.spyOn(fake.phone.records, 'saveDraft');
    fireEvent.input(conclusion(), { target: { value: 'vừa gõ' } });
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    fireEvent(document, new Event('visibilitychange'));
    // One microtask later: no timer has run.
    await Promise.resolve();
    expect(writing).toHaveBeenCalledOnce();
    await isKept(fake, 'vừa gõ');
  });

  it('keeps the base that its form was opened on: what came meanwhile is not overwritten unseen', async () => {
    const fake = await fakePhone();
    const { unmount } = await opensEdit(fake);
    await user.type(conclusion(), 'giao đo lại');
    await isKept(fake, 'giao đo lại');
    unmount();
    const more = { ...held, note: 'của máy khác', conclusion: { text: 'kết luận của máy khác' } };
    await act(() => fake.arrives({ rid: RID, kind: receptionSession.kind, cells: more }));
    const { went } = await opens(fake, false);
    expect(conclusion()).toHaveValue('giao đo lại');
    await user.click(screen.getByRole('button', { name: 'Lưu' }));
    await waitFor(() => expect(went).toEqual([`/buoi-tiep/${RID}`]));
    const [sent] = (await fake.phone.records.queue()).waiting;
    expect(sent?.body).toMatchObject({ op: 'patch', patch: { conclusion: { text: 'giao đo lại' } }, base: { rev: 7 } });
    expect(Object.keys(sent?.body?.patch ?? {})).toEqual(['conclusion']);
    expect(await drafts(fake)).toEqual([]);
  });

  it('goes in the transaction of the save; a full disk keeps both form and draft', async () => {
    const fake = await fakePhone();
    const { went } = await opensEdit(fake);
    await user.type(conclusion(), 'giao đo lại');
    await isKept(fake, 'giao đo lại');
    fake.trouble.now = 'full';
    await user.click(screen.getByRole('button', { name: 'Lưu' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Máy đã hết chỗ nên CHƯA LƯU được');
    expect(conclusion()).toHaveValue('giao đo lại');
    fake.trouble.now = undefined;
    expect(await drafts(fake)).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Lưu' }));
    await waitFor(() => expect(went).toHaveLength(1));
    expect(await drafts(fake)).toEqual([]);
  });

  it('stays when the form is left so, and goes when it is discarded', async () => {
    const fake = await fakePhone();
    const { left, unmount } = await opensEdit(fake);
    await user.type(conclusion(), 'giao đo lại');
    await back();
    const question = await screen.findByRole('dialog', { name: 'Bản này chưa lưu' });
    await user.click(within(question).getByRole('button', { name: 'Viết tiếp' }));
    expect(left).not.toHaveBeenCalled();
    await back();
    await user.click(await screen.findByRole('button', { name: 'Lưu nháp' }));
    await waitFor(() => expect(left).toHaveBeenCalled());
    expect(await drafts(fake)).toMatchObject([{ left: true, title: 'Buổi tiếp định kỳ 23/11/2026' }]);
    unmount();
    const again = await opens(fake, false);
    expect(conclusion()).toHaveValue('giao đo lại');
    expect(screen.queryByText(/đóng đột ngột/)).toBeNull();
    await user.type(conclusion(), ', rồi thôi');
    fireEvent.keyDown(conclusion(), { key: 'Escape' });
    await user.click(await screen.findByRole('button', { name: 'Bỏ bản này' }));
    await waitFor(() => expect(again.left).toHaveBeenCalled());
    expect(await drafts(fake)).toEqual([]);
  });

  it('is not asked about when nothing was written', async () => {
    const fake = await fakePhone();
    const { left } = await opensEdit(fake);
    await back();
    await waitFor(() => expect(left).toHaveBeenCalled());
    expect(await drafts(fake)).toEqual([]);
  });

  it('is held by one tab: the other says so, and takes over when it is free', async () => {
    const fake = await fakePhone();
    const release = await fake.phone.holdDraft(RID);
    render(
      <SnackbarProvider closeLabel="Đóng">
        <SessionFormPage phone={fake.phone} rid={RID} isNew go={vi.fn()} onLeave={vi.fn()} />
      </SnackbarProvider>,
    );
    expect(await screen.findByText('Bản này đang mở ở một thẻ khác trên máy này')).toBeVisible();
    release?.();
    expect(await screen.findByLabelText('Nội dung kết luận')).toBeVisible();
  });
});

it('a session that left this phone cannot be edited any more', async () => {
  const fake = await fakePhone();
  render(
    <SnackbarProvider closeLabel="Đóng">
      <SessionFormPage phone={fake.phone} rid={RID} isNew={false} go={vi.fn()} onLeave={vi.fn()} />
    </SnackbarProvider>,
  );
  expect(await screen.findByText('Máy này không còn giữ hồ sơ này')).toBeVisible();
});

it('a save of nothing makes no draft: neither of a session nor of a visit', async () => {
  const fake = await fakePhone();
  const { unmount } = await opensEdit(fake);
  await user.click(screen.getByRole('button', { name: 'Lưu' }));
  expect(await screen.findByRole('link', { name: /Chưa sửa gì/ })).toBeVisible();
  unmount();
  const visit = {
    organ: 'committee',
    recordedBy: { userId: USER, name: 'Bàn Thị Lan' },
    matter: 'proposal',
    visited: { date: '2026-11-20' },
    headcount: { came: 1 },
    content: 'đường vào xóm',
  };
  await fake.arrives({ rid: idNo(2), cells: visit });
  render(
    <SnackbarProvider closeLabel="Đóng">
      <EditVisitPage phone={fake.phone} rid={idNo(2)} go={vi.fn()} onLeave={vi.fn()} />
    </SnackbarProvider>,
  );
  await screen.findByLabelText('Nội dung trình bày');
  await user.click(screen.getByRole('button', { name: 'Lưu' }));
  expect(await screen.findByRole('link', { name: /Chưa sửa gì/ })).toBeVisible();
  expect(await drafts(fake)).toEqual([]);
});
