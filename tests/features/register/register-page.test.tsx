import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Cells } from '../../../src/contract/records/kind.ts';
import { readWorkbook } from '../../../src/documents/spreadsheet/read-workbook.ts';
import { err, ok } from '../../../src/domain/result.ts';
import { RegisterPage } from '../../../src/features/register/register-page.tsx';
import { saveFile } from '../../../src/ui/save-file.ts';
import { idNo, successOf, USER } from '../../store/support.ts';
import { fakePhone, IDLE } from '../fake-phone.ts';
import { letBytesBeOfOneRealm } from '../let-bytes-be-of-one-realm.ts';
import { letDialogsOpen } from '../let-dialogs-open.ts';
import { letFilesBeRead } from './support.ts';

vi.mock('../../../src/ui/save-file.ts', () => ({ saveFile: vi.fn() }));

/** Without a pause after each key. */
const user = userEvent.setup({ delay: null });

letBytesBeOfOneRealm();
letDialogsOpen();
letFilesBeRead();

type Fake = Awaited<ReturnType<typeof fakePhone>>;

const NUMBER = '004190000001';

function visit(name: string, cells: Cells = {}): Cells {
  return {
    organ: 'committee',
    recordedBy: { userId: USER, name: 'Bàn Thị Lan' },
    matter: 'proposal',
    visited: { date: '2026-11-20' },
    headcount: { came: 1 },
    content: `${name} đề nghị sửa đường`,
    [`people/${idNo(9)}/name`]: name,
    [`people/${idNo(9)}/document`]: { number: NUMBER },
    ...cells,
  };
}

async function opens(fake: Fake) {
  window.history.replaceState(null, '', '/so-tiep-cong-dan');
  const go = vi.fn();
  render(<RegisterPage phone={fake.phone} go={go} onBack={vi.fn()} />);
  return go;
}

async function withVisits(count: number, cells?: Cells): Promise<Fake> {
  const fake = await fakePhone();
  for (let n = 1; n <= count; n += 1) await fake.arrives({ rid: idNo(n), cells: visit(`Nông Thị Số ${n}`, cells) });
  return fake;
}

async function asks(action: 'In' | 'Xuất Excel') {
  await user.click(await screen.findByRole('button', { name: action }));
  return within(screen.getByRole('dialog'));
}

describe('the register on the screen', () => {
  it('shows this month, adds it up, and hides the ends of no number', async () => {
    const fake = await withVisits(2);
    await fake.arrives({ rid: idNo(8), cells: visit('Tháng Trước', { visited: { date: '2026-10-31' } }) });
    fake.sync.tell({ ...IDLE, lastDoneAtMs: Date.UTC(2026, 10, 23, 7, 5) });
    await opens(fake);
    expect(await screen.findByText('Cộng: 2 lượt, 2 người, 2 vụ việc, 0 đoàn đông người')).toBeVisible();
    expect(screen.getByText('Số liệu tới 14:05 ngày 23/11/2026.')).toBeVisible();
    expect(screen.getByText('Nông Thị Số 1')).toBeVisible();
    expect(screen.getAllByText(/0041••••••01/)).toHaveLength(2);
    expect(document.body).not.toHaveTextContent(NUMBER);
    expect(document.body).not.toHaveTextContent('Tháng Trước');
  });

  it('opens the visit of a line', async () => {
    const go = await opens(await withVisits(1));
    await user.click(await screen.findByRole('link', { name: /Nông Thị Số 1/ }));
    expect(go).toHaveBeenCalledWith(`/tiep-dan/${idNo(1)}`);
  });

  it('says what the server does not have yet, and what may be missing', async () => {
    const fake = await withVisits(0);
    const change = { op: 'create', patch: visit('Nông Thị Đào') } as const;
    await fake.phone.records.save({ rid: idNo(1), kind: 'reception-visit', change, opened: null });
    fake.sync.tell({ ...IDLE, phase: 'offline', waiting: 1, lastDoneAtMs: Date.UTC(2026, 10, 21, 1, 0) });
    await opens(fake);
    const since = '08:00 ngày 21/11/2026';
    expect(
      await screen.findByText(
        `Số liệu tới ${since}. 1 lượt chưa gửi. Có thể thiếu lượt ghi ở máy khác (chưa có mạng từ ${since}).`,
      ),
    ).toBeVisible();
  });

  it('of a period without visits says so, and comes with dates of one’s own', async () => {
    await opens(await withVisits(1));
    await screen.findByText(/^Cộng: 1 lượt/);
    await user.selectOptions(screen.getByLabelText('Kỳ'), 'Tháng trước');
    expect(await screen.findByText('Kỳ này chưa có lượt tiếp nào trên máy này')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'In' })).toBeNull();
    await user.selectOptions(screen.getByLabelText('Kỳ'), 'Ngày tự chọn');
    const from = screen.getByLabelText('Từ ngày');
    await user.clear(from);
    await user.type(from, '1/11/2026');
    await user.clear(screen.getByLabelText('Đến ngày'));
    await user.type(screen.getByLabelText('Đến ngày'), '1/10/2026{Enter}');
    expect(await screen.findByText('Ngày cuối phải bằng hoặc sau ngày đầu')).toBeVisible();
    await user.clear(screen.getByLabelText('Đến ngày'));
    await user.type(screen.getByLabelText('Đến ngày'), '20/11/2026{Enter}');
    expect(await screen.findByText(/^Cộng: 1 lượt/)).toBeVisible();
    expect(screen.getByLabelText('Kỳ')).toHaveDisplayValue('01/11/2026 – 20/11/2026');
  });

  it('draws fifty lines, and more on demand', async () => {
    await opens(await withVisits(53));
    expect(await screen.findByText('Đang hiện 50/53 lượt')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Hiện thêm 3 lượt' }));
    expect(screen.getAllByRole('listitem')).toHaveLength(53);
  });

  it('follows what changes while it is open', async () => {
    const fake = await withVisits(1);
    await opens(fake);
    await screen.findByText(/^Cộng: 1 lượt/);
    await fake.arrives({ rid: idNo(30), cells: visit('Vừa Đến') });
    expect(await screen.findByText(/^Cộng: 2 lượt/)).toBeVisible();
  });

  it('can be stopped while it is opened, and opened on', async () => {
    const held = await withVisits(1);
    const { open } = held.phone.records;
    const records = { ...held.phone.records, open: () => new Promise<never>(() => undefined) };
    Object.assign(held.phone, { records });
    await opens(held);
    await user.click(await screen.findByRole('button', { name: 'Dừng' }));
    expect(screen.getByText(/^Đã dừng mở sổ/)).toBeVisible();
    Object.assign(records, { open });
    await user.click(screen.getByRole('button', { name: 'Mở tiếp' }));
    expect(await screen.findByText(/^Cộng: 1 lượt/)).toBeVisible();
  });

  it('names no denouncer', async () => {
    await opens(await withVisits(1, { matter: 'denunciation', localCode: 'TC-7K2M' }));
    expect(await screen.findByText('TC-7K2M – Ghi ở sổ giấy')).toBeVisible();
    expect(document.body).not.toHaveTextContent(/Nông Thị|sửa đường/);
  });
});

describe('what leaves the phone', () => {
  const rowsOf = async (file: Blob) => successOf(await readWorkbook(await file.arrayBuffer()))[0]?.rows ?? [];

  it('asks for the secret again, and nothing leaves without it', async () => {
    const fake = await withVisits(1);
    Object.assign(fake.phone.lock, { uncoverWithPassphrase: async () => err({ tag: 'wrong-secret' }) });
    await opens(fake);
    const dialog = await asks('Xuất Excel');
    await user.click(dialog.getByRole('button', { name: 'Xuất tệp' }));
    expect(dialog.getByText('Nhập cụm từ khôi phục')).toBeVisible();
    await user.type(dialog.getByLabelText('Cụm từ khôi phục'), 'sai');
    await user.click(dialog.getByRole('button', { name: 'Xuất tệp' }));
    expect(await dialog.findByText(/^Cụm từ khôi phục không đúng/)).toBeVisible();
    expect(saveFile).not.toHaveBeenCalled();
  });

  it('takes the PIN where one may be used', async () => {
    const fake = await withVisits(1);
    const uncoverWithPin = vi.fn(async () => ok(undefined));
    Object.assign(fake.phone.lock, { uncoverWithPin });
    Object.assign(fake.phone, {
      slots: async () => ({ passphrase: true, passkey: false, recovery: true, pinUntilMs: 1 }),
    });
    await opens(fake);
    const dialog = await asks('Xuất Excel');
    await user.type(await dialog.findByLabelText('Mã PIN hoặc cụm từ khôi phục'), '271845');
    await user.click(dialog.getByRole('button', { name: 'Xuất tệp' }));
    expect(
      await screen.findByText(/^Đã xuất 1 lượt ra tệp so-tiep-cong-dan-2026-11-01-2026-11-30\.xlsx/),
    ).toBeVisible();
    expect(uncoverWithPin).toHaveBeenCalledWith('271845');
  });

  it.each([
    [false, '0041••••••01'],
    [true, NUMBER],
  ])('as a file bears whole numbers only when asked for: %s', async (whole, shown) => {
    vi.mocked(saveFile).mockClear();
    await opens(await withVisits(2));
    const dialog = await asks('Xuất Excel');
    if (whole) await user.click(dialog.getByLabelText('Xuất đủ số định danh'));
    await user.type(dialog.getByLabelText('Cụm từ khôi phục'), 'bốn từ khác nhau');
    await user.click(dialog.getByRole('button', { name: 'Xuất tệp' }));
    await waitFor(() => expect(saveFile).toHaveBeenCalled());
    const rows = await rowsOf(vi.mocked(saveFile).mock.calls[0]?.[1] as Blob);
    expect(rows.map((row) => row[3]).filter((cell) => String(cell).startsWith('0041'))).toEqual([shown, shown]);
  });

  it('on paper is every line under its twelve columns, whole, and gone from the page afterwards', async () => {
    const print = vi.fn();
    vi.stubGlobal('print', print);
    await opens(await withVisits(52));
    const dialog = await asks('In');
    await user.click(dialog.getByLabelText('In đủ số định danh'));
    await user.click(dialog.getByRole('radio', { name: 'A3 ngang' }));
    await user.type(dialog.getByLabelText(/^Quyển số/), '3');
    await user.type(dialog.getByLabelText('Cụm từ khôi phục'), 'bốn từ khác nhau');
    await user.click(dialog.getByRole('button', { name: 'In' }));
    await waitFor(() => expect(print).toHaveBeenCalledOnce());
    const [sheet] = document.querySelectorAll('.sheet');
    expect(sheet?.querySelectorAll('tbody tr')).toHaveLength(53);
    expect(sheet).toHaveTextContent('(1)(2)(3)(4)(5)(6)(7)(8)(9)(10)(11)(12)');
    expect(sheet).toHaveTextContent('ỦY BAN NHÂN DÂNXÃ MẪU MỘT');
    expect(sheet).toHaveTextContent('Quyển số: 3');
    expect(sheet).toHaveTextContent(NUMBER);
    expect(sheet).toHaveTextContent('BẢN DÙNG THỬ – DỮ LIỆU GIẢ LẬP');
    window.dispatchEvent(new Event('afterprint'));
    await waitFor(() => expect(document.querySelector('.sheet')).toBeNull());
  });
});

describe('what fails', () => {
  beforeEach(() => vi.stubGlobal('reportError', vi.fn()));
  afterEach(() => vi.unstubAllGlobals());

  it('is said, and tried again: a book that cannot be opened is not opened for ever', async () => {
    const fake = await withVisits(1);
    const open = vi.spyOn(fake.phone.records, 'open');
    open.mockRejectedValue(new Error('unreadable'));
    await opens(fake);
    expect(await screen.findByText(/^Chưa mở được sổ/)).toBeVisible();
    open.mockRestore();
    await user.click(screen.getByRole('button', { name: 'Thử lại' }));
    expect(await screen.findByRole('button', { name: 'Xuất Excel' })).toBeVisible();
  });

  it('is said in the question: a file that cannot be written leaves no button busy', async () => {
    await opens(await withVisits(1));
    vi.mocked(saveFile).mockImplementationOnce(() => {
      throw new Error('no room');
    });
    const dialog = await asks('Xuất Excel');
    await user.type(dialog.getByLabelText(/Cụm từ khôi phục$/), 'mo cua bien xanh');
    await user.click(dialog.getByRole('button', { name: 'Xuất tệp' }));
    expect(await dialog.findByText(/^Chưa xuất được tệp/)).toBeVisible();
  });
});
