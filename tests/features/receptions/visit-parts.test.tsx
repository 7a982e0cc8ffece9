import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { EditVisitPage, NewVisitPage } from '../../../src/features/receptions/visit-form-page.tsx';
import { SECTIONS } from '../../../src/features/receptions/visit-sections.ts';
import { SnackbarProvider } from '../../../src/ui/snackbar.tsx';
import { idNo, USER } from '../../store/support.ts';
import { fakePhone } from '../fake-phone.ts';
import { letDialogsOpen } from '../let-dialogs-open.ts';

letDialogsOpen();

const user = userEvent.setup({ delay: null });
const RID = idNo(1);
const VISIT = {
  organ: 'committee',
  recordedBy: { userId: USER, name: 'Bàn Thị Lan' },
  matter: 'feedback',
  visited: { date: '2026-11-20' },
  headcount: { came: 1 },
  content: 'cầu treo',
  [`people/${idNo(9)}/name`]: 'Nông Thị Đào',
  [`people/${idNo(9)}/phone`]: '0912345678',
};

async function opens(page: 'new' | 'edit', at?: string, cells: object = VISIT) {
  const fake = await fakePhone();
  if (page === 'edit') await fake.arrives({ rid: RID, cells: { ...cells } as never });
  const saved = vi.fn();
  const common = { phone: fake.phone, onLeave: vi.fn() };
  render(
    <SnackbarProvider closeLabel="Đóng">
      {page === 'new' ? (
        <NewVisitPage {...common} formId={RID} go={vi.fn()} onAnother={saved} />
      ) : (
        <EditVisitPage {...common} rid={RID} at={at} go={saved} />
      )}
    </SnackbarProvider>,
  );
  await screen.findByRole('radiogroup', { name: 'Loại' });
  const save = async () => {
    await user.click(screen.getByRole('button', { name: page === 'new' ? 'Lưu – tiếp người sau' : 'Lưu' }));
    await waitFor(() => expect(saved).toHaveBeenCalled());
    return (await fake.phone.records.open(RID))?.view.cells ?? {};
  };
  return { ...fake, save };
}

const part = (title: string) => screen.getByRole('button', { name: new RegExp(`^${title}`) });
const types = (label: string | RegExp, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });

describe('the parts of the form', () => {
  it('are closed until they are asked for, and say what is written in them', async () => {
    await opens('edit');
    expect(screen.queryByLabelText('Điện thoại')).toBeNull();
    expect(part(SECTIONS.identity)).toHaveTextContent('Đã ghi 1 mục');
    expect(part(SECTIONS.settled)).not.toHaveTextContent('Đã ghi');
    await user.click(part(SECTIONS.identity));
    expect(screen.getByLabelText('Điện thoại')).toHaveValue('0912345678');
  });

  it('keep what was typed when they are closed again', async () => {
    const { save } = await opens('new');
    await user.click(part(SECTIONS.settled));
    types('Cơ quan đã giải quyết', 'UBND xã');
    await user.click(part(SECTIONS.settled));
    expect(screen.queryByLabelText('Cơ quan đã giải quyết')).toBeNull();
    expect(part(SECTIONS.settled)).toHaveTextContent('Đã ghi 1 mục');
    types(/^Họ và tên công dân/, 'Lý A Dế');
    expect((await save()).settledBefore).toEqual({ body: 'UBND xã' });
  });

  it('open where something in them cannot be saved', async () => {
    await opens('new');
    types(/^Họ và tên công dân/, 'Lý A Dế');
    await user.click(part(SECTIONS.identity));
    types('Năm sinh', 'xưa');
    await user.click(part(SECTIONS.identity));
    await user.click(screen.getByRole('button', { name: 'Lưu – tiếp người sau' }));
    expect(await screen.findByLabelText('Năm sinh')).toBeInvalid();
    const summary = screen.getByRole('region', { name: 'Có 1 mục cần sửa' });
    expect(within(summary).getByRole('link')).toHaveTextContent('Người thứ nhất, Năm sinh');
  });

  it.each([
    ['identity', 'Số căn cước, định danh (không bắt buộc)'],
    ['content', 'Nội dung trình bày'],
    ['person', /^Họ và tên công dân/],
  ])('that "Cần bổ sung" leads to has the focus: %s', async (what, label) => {
    await opens('edit', what);
    await waitFor(() => expect(screen.getByLabelText(label)).toHaveFocus());
  });

  it('of chips too', async () => {
    await opens('edit', 'direction');
    const chips = screen.getByRole('radiogroup', { name: 'Trả lời ngay' });
    await waitFor(() => expect(chips).toContainElement(document.activeElement as HTMLElement));
  });
});

describe('a large group', () => {
  const comes = (came: string) => types('Số người đến', came);

  it('is asked about its representatives as soon as it is one', async () => {
    const { save } = await opens('new');
    expect(screen.queryByLabelText(/^Số người đại diện/)).toBeNull();
    comes('5');
    types(/^Số người đại diện/, '2');
    expect(screen.queryByText(/văn bản cử/)).toBeNull();
    types(/^Họ và tên công dân/, 'Lý A Dế');
    const cells = await save();
    expect(cells.headcount).toEqual({ came: 5, representatives: 2 });
    expect(cells.largeGroup).toBeUndefined();
  });

  it.each([
    ['7', '3', 'Đoàn 7 người cử 1–2 người đại diện'],
    ['30', '6', 'Đoàn 30 người cử 1–5 người đại diện'],
    ['30', '0', 'Đoàn 30 người cử 1–5 người đại diện'],
  ])('of %s with %s representatives is remarked upon, and saved all the same', async (came, reps, words) => {
    const { save } = await opens('new');
    comes(came);
    types(/^Số người đại diện/, reps);
    expect(screen.getByText(new RegExp(words))).toBeVisible();
    types(/^Họ và tên công dân/, 'Lý A Dế');
    expect((await save()).headcount).toEqual({ came: Number(came), representatives: Number(reps) });
  });

  it('may be said to be none, and the question stays', async () => {
    const { save } = await opens('new');
    comes('6');
    const chips = screen.getByRole('radiogroup', { name: 'Đoàn đông người' });
    await user.click(within(chips).getByRole('radio', { name: 'Không' }));
    expect(chips).toBeVisible();
    types(/^Họ và tên công dân/, 'Lý A Dế');
    expect((await save()).largeGroup).toBe(false);
  });

  it('of fewer than are named is remarked upon', async () => {
    const { save } = await opens('new');
    await user.click(part(SECTIONS.people));
    await user.click(screen.getByRole('button', { name: 'Thêm người' }));
    types(/^Họ và tên công dân/, 'Lý A Dế');
    types('Họ và tên', 'Giàng Thị Mỷ');
    await user.click(screen.getByRole('button', { name: 'Đã ghi tên 2 người. Sửa số người thành 2' }));
    expect(screen.getByLabelText('Số người đến')).toHaveValue('2');
    expect((await save()).headcount).toEqual({ came: 2 });
  });
});

it('to whom a petition goes is asked as soon as it goes somewhere, and may be chosen', async () => {
  const { save } = await opens('new');
  expect(screen.queryByLabelText(/đến cơ quan$/)).toBeNull();
  await user.click(screen.getByRole('radio', { name: 'Chuyển' }));
  const to = screen.getByLabelText('Chuyển đến cơ quan');
  const offered = [...document.querySelectorAll<HTMLOptionElement>(`#${to.getAttribute('list')} option`)];
  expect(offered.map(({ value }) => value)).toContain('Công an xã');
  types('Chuyển đến cơ quan', 'Thanh tra tỉnh');
  types(/^Họ và tên công dân/, 'Lý A Dế');
  expect((await save()).direction).toEqual({ kind: 'forward', to: 'Thanh tra tỉnh' });
});
