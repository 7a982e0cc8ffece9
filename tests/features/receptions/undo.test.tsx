import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { receptionSession } from '../../../src/contract/records/reception-session.ts';
import { SessionDetail } from '../../../src/features/receptions/session-detail.tsx';
import { VisitDetail } from '../../../src/features/receptions/visit-detail.tsx';
import { EditVisitPage, NewVisitPage } from '../../../src/features/receptions/visit-form-page.tsx';
import { SnackbarProvider } from '../../../src/ui/snackbar.tsx';
import { idNo, USER } from '../../store/support.ts';
import { fakePhone } from '../fake-phone.ts';
import { letDialogsOpen } from '../let-dialogs-open.ts';

letDialogsOpen();

const user = userEvent.setup({ delay: null });
const RID = idNo(1);
const COMMON = { organ: 'committee', recordedBy: { userId: USER, name: 'Bàn Thị Lan' } };
const VISIT = {
  ...COMMON,
  matter: 'feedback',
  visited: { date: '2026-11-20' },
  headcount: { came: 1 },
  content: 'cầu treo hỏng',
};
const SESSION = {
  ...COMMON,
  type: { kind: 'periodic' },
  held: { date: '2026-11-23' },
  status: { status: 'scheduled' },
};
type Fake = Awaited<ReturnType<typeof fakePhone>>;

const shows = (page: React.ReactNode) => render(<SnackbarProvider closeLabel="Đóng">{page}</SnackbarProvider>);
const press = async (name: string | RegExp) => user.click(await screen.findByRole('button', { name }));
const cellsOf = async (fake: Fake, rid = RID) => (await fake.phone.records.open(rid))?.view.cells;

describe('a session', () => {
  async function opens(status: string) {
    const fake = await fakePhone();
    await fake.arrives({ rid: RID, kind: receptionSession.kind, cells: { ...SESSION, status: { status } } });
    shows(<SessionDetail phone={fake.phone} rid={RID} go={vi.fn()} />);
    return fake;
  }

  it.each([
    ['in_progress', 'Kết thúc buổi tiếp', 'done'],
    ['scheduled', 'Bắt đầu buổi tiếp', 'in_progress'],
    ['scheduled', 'Không có công dân đến', 'done'],
    ['done', 'Mở lại buổi tiếp', 'in_progress'],
    ['cancelled', 'Xếp lịch lại', 'scheduled'],
  ])('%s → “%s” is taken back', async (status, button, becomes) => {
    const fake = await opens(status);
    await press(button);
    await waitFor(async () => expect(await cellsOf(fake)).toMatchObject({ status: { status: becomes } }));
    await press('Hoàn tác');
    expect(await screen.findByText('Đã hoàn tác.')).toBeVisible();
    const cells = await cellsOf(fake);
    expect(cells).toMatchObject({ status: { status }, held: { date: '2026-11-23' } });
    expect(cells?.noVisitors ?? null).toBeNull();
  });

  it('that cannot be put off says why in the question, which stays with what was typed', async () => {
    const fake = await opens('scheduled');
    await press('Hoãn');
    const dialog = within(screen.getByRole('dialog', { name: 'Hoãn buổi tiếp' }));
    await user.type(dialog.getByLabelText('Lý do'), 'Lãnh đạo đi họp');
    fake.trouble.now = 'full';
    await user.click(dialog.getByRole('button', { name: 'Hoãn' }));
    expect(await dialog.findByText(/^Máy đã hết chỗ/)).toBeVisible();
    expect(dialog.getByLabelText(/^Lý do/)).toHaveValue('Lãnh đạo đi họp');
    fake.trouble.now = undefined;
    await user.click(dialog.getByRole('button', { name: 'Hoãn' }));
    await waitFor(async () => expect(await cellsOf(fake)).toMatchObject({ status: { status: 'postponed' } }));
  });

  it('that was deleted says why it cannot be brought back', async () => {
    const fake = await fakePhone();
    const cells = { ...SESSION, '@deleted': { reason: 'x' } };
    await fake.arrives({ rid: RID, kind: receptionSession.kind, cells });
    shows(<SessionDetail phone={fake.phone} rid={RID} go={vi.fn()} />);
    await screen.findByRole('button', { name: 'Khôi phục' });
    fake.trouble.now = 'full';
    await press('Khôi phục');
    expect(await screen.findByRole('alert')).toHaveTextContent(/^Máy đã hết chỗ/);
  });

  it('that somebody has gone on with is not pulled back, and it is said', async () => {
    const fake = await opens('in_progress');
    await press('Kết thúc buổi tiếp');
    await screen.findByRole('button', { name: 'Hoàn tác' });
    const record = await fake.phone.records.open(RID);
    await fake.phone.records.save({
      rid: RID,
      kind: receptionSession.kind,
      change: { op: 'patch', patch: { status: { status: 'in_progress' } } },
      opened: record?.opened ?? null,
    });
    await press('Hoàn tác');
    expect(await screen.findByText(/^CHƯA hoàn tác được/)).toBeVisible();
    expect(await cellsOf(fake)).toMatchObject({ status: { status: 'in_progress' } });
  });
});

describe('a visit', () => {
  it('that was edited is as before', async () => {
    const fake = await fakePhone();
    await fake.arrives({ rid: RID, cells: VISIT });
    shows(<EditVisitPage phone={fake.phone} rid={RID} go={vi.fn()} onLeave={vi.fn()} />);
    const content = await screen.findByLabelText(/^Nội dung/);
    await user.clear(content);
    await user.type(content, 'đường sạt lở');
    await press('Lưu');
    await waitFor(async () => expect(await cellsOf(fake)).toMatchObject({ content: 'đường sạt lở' }));
    await press('Hoàn tác');
    await screen.findByText('Đã hoàn tác.');
    expect(await cellsOf(fake)).toMatchObject(VISIT);
  });

  it('that was deleted stays so when the phone is full, and that is said', async () => {
    const fake = await fakePhone();
    await fake.arrives({ rid: RID, cells: VISIT });
    shows(<VisitDetail phone={fake.phone} rid={RID} go={vi.fn()} />);
    await press('Xóa');
    await screen.findByText('Đã xóa lượt tiếp.');
    fake.trouble.now = 'full';
    await press('Hoàn tác');
    expect(await screen.findByText(/^CHƯA hoàn tác được/)).toBeVisible();
    fake.trouble.now = undefined;
    expect((await cellsOf(fake))?.['@deleted']).toBeDefined();
  });

  it('that cannot be brought back says why, where nothing was typed', async () => {
    const fake = await fakePhone();
    await fake.arrives({ rid: RID, cells: { ...VISIT, '@deleted': { reason: 'x' } } });
    shows(<VisitDetail phone={fake.phone} rid={RID} go={vi.fn()} />);
    await screen.findByRole('button', { name: 'Khôi phục' });
    fake.trouble.now = 'full';
    await press('Khôi phục');
    expect(await screen.findByRole('alert')).toHaveTextContent(/^Máy đã hết chỗ: hãy xóa bớt ảnh/);
  });

  it('that was given up half written is a draft again', async () => {
    const fake = await fakePhone();
    const onLeave = vi.fn();
    const form = <NewVisitPage phone={fake.phone} formId={RID} go={vi.fn()} onLeave={onLeave} onAnother={vi.fn()} />;
    const { rerender } = shows(form);
    await user.type(await screen.findByLabelText(/^Nội dung/), 'mất trâu');
    await user.keyboard('{Escape}');
    await press('Bỏ bản này');
    await waitFor(() => expect(onLeave).toHaveBeenCalledOnce());
    expect(await fake.phone.records.drafts()).toEqual([]);
    rerender(<SnackbarProvider closeLabel="Đóng">trang khác</SnackbarProvider>);
    await press('Hoàn tác');
    await screen.findByText(/^Đã lấy lại bản nháp/);
    expect(await fake.phone.records.drafts()).toMatchObject([{ formId: RID, body: { title: 'mất trâu', left: true } }]);
  });
});
