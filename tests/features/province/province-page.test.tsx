import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { err, ok } from '../../../src/domain/result.ts';
import { letDialogsOpen } from '../let-dialogs-open.ts';
import { commune, openProvince, provinceWith, reportOf, SIGNED_OUT, UNREACHABLE, viewer } from './support.tsx';

// The first screen of a file pays for loading everything, on a machine that may be busy.

letDialogsOpen();

const two = [
  commune('Xã Đèo Gió', {
    regular: { visits: 3, people: 4, cases: 3, casesFirst: 2, casesAgain: 1 },
    regular_no_session: { visits: 2, people: 2, cases: 2, casesFirst: 2 },
    periodic: { sessions: 2, visits: 1200, people: 1300, cases: 1100, casesFirst: 1000, casesAgain: 100, groups: 4 },
  }),
  commune('Xã Bản Thử', {}, { lastContact: '2026-11-17T02:00:00Z', conflicts: 2, quarantined: 1 }),
  commune('Xã Ấm', {}, { lastContact: undefined }),
];

const table = () => screen.findByRole('table', { name: /Tiếp công dân/ });
const rowOf = async (name: string) => within(await table()).getByRole('row', { name: new RegExp(name) });
const textOf = (row: HTMLElement) =>
  within(row)
    .getAllByRole('cell')
    .map((cell) => cell.textContent);
const headings = async () =>
  within(await table())
    .getAllByRole('columnheader')
    .map((cell) => cell.textContent);
const names = async () =>
  within(await table())
    .getAllByRole('rowheader')
    .map((cell) => cell.textContent);

describe('the province’s table', () => {
  it('by kind of session: thường xuyên has no cuộc and holds what came outside a session', async () => {
    const { api } = provinceWith(two);
    openProvince(api);
    const row = textOf(await rowOf('Đèo Gió'));
    expect(row).toEqual([
      ...['2', '1.205', '1.306', '1.105'],
      ...['–', '5', '6', '5'],
      ...['2', '2', '2'],
      ...['2', '1.200', '1.300', '1.100'],
      ...['0', '0', '0', '0'],
      'hôm nay 14:00',
    ]);
    expect((await headings()).slice(0, 6)).toEqual([
      'Đơn vị',
      'Tổng số',
      'Thường xuyên',
      'Trong đó ngoài buổi tiếp',
      'Định kỳ',
      'Đột xuất',
    ]);
  });

  it('by matter, in the address too; what nobody has is left out and said', async () => {
    const { api } = provinceWith(two);
    openProvince(api);
    expect(await screen.findByText(/Không có lượt, cuộc nào: Không nêu, Chưa có buổi/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('radio', { name: 'Theo loại vụ việc' }));
    expect((await headings()).slice(0, 7)).toEqual([
      'Đơn vị',
      'Tổng số',
      'Kiến nghị',
      'Phản ánh',
      'Khiếu nại',
      'Tố cáo',
      'Chưa phân loại',
    ]);
    expect(window.location.search).toContain('xem=vu-viec');
  });

  it('nothing heard is not zero', async () => {
    const { api } = provinceWith(two);
    openProvince(api);
    expect(textOf(await rowOf('Ấm')).slice(0, 4)).toEqual(Array(4).fill('Không có số liệu'));
    expect(textOf(await rowOf('Ấm')).at(-1)).toBe('chưa bao giờ');
    expect(textOf(await rowOf('Bản Thử')).slice(0, 4)).toEqual(['0', '0', '0', '0']);
  });

  it('says when each unit spoke last and what waits there', async () => {
    const { api } = provinceWith(two);
    openProvince(api);
    expect(textOf(await rowOf('Bản Thử')).at(-1)).toBe('4 ngày trước2 cần xem lại1 chờ xử lý');
    expect(screen.getByText(/^Số liệu tới/)).toHaveTextContent(
      'Số liệu tới 14:05 ngày 21/11/2026 · 3 đơn vị · gửi trong 24 giờ: 1 · chưa gửi > 3 ngày: 1 · chưa gửi lần nào: 1 · 3 mục chờ xem lại',
    );
  });

  it('shows who has figures first, or sorts by name as Vietnamese does, or the longest silent first', async () => {
    const { api } = provinceWith(two);
    openProvince(api);
    const shown = async () => (await names()).map((name) => name?.replace('Không có số liệu', ''));
    expect(await shown()).toEqual(['Xã Đèo Gió', 'Xã Bản Thử', 'Xã Ấm', 'Cộng']);
    expect(screen.getByLabelText('Xếp theo')).toHaveDisplayValue('Có số liệu trước');
    await userEvent.selectOptions(screen.getByLabelText('Xếp theo'), 'Tên đơn vị');
    expect(await shown()).toEqual(['Xã Ấm', 'Xã Bản Thử', 'Xã Đèo Gió', 'Cộng']);
    expect(window.location.search).toContain('xep=ten');
    await userEvent.selectOptions(screen.getByLabelText('Xếp theo'), 'Lâu chưa gửi nhất');
    expect((await names())[1]).toBe('Xã Bản Thử');
    expect((await headings())[1]).toBe('Lần gửi cuối');
    expect(window.location.search).toContain('xep=lan-gui');
  });

  it('the sum row, and whether it adds up', async () => {
    const { api } = provinceWith(two);
    openProvince(api);
    expect(textOf(await rowOf('Cộng')).slice(0, 4)).toEqual(['2', '1.205', '1.306', '1.105']);
    expect(screen.getByText(/Kiểm tra phép cộng/)).toHaveTextContent('Khớp cả 18 tổng');
  });

  it('a sum that does not add up is said with its difference', async () => {
    const { api } = provinceWith([], {
      report: async (query) => {
        const report = reportOf(two, query);
        const checks = [{ what: 'Số lượt: cộng các đơn vị', expected: 1205, got: 1200, ok: false }];
        return ok({ ...report, checks });
      },
    });
    openProvince(api);
    expect(await screen.findByText(/Đừng dùng số liệu này/)).toHaveTextContent('Lệch ở 1 trên 1 tổng');
    expect(screen.getByText('1.205 ≠ 1.200 · Lệch 5')).toBeVisible();
  });

  it('opens a unit’s figures in full by keyboard: vụ việc first and repeated', async () => {
    const { api } = provinceWith(two);
    openProvince(api);
    const button = within(await table()).getByRole('button', { name: 'Xã Đèo Gió' });
    button.focus();
    await userEvent.keyboard('{Enter}');
    const dialog = screen.getByRole('dialog', { name: 'Xã Đèo Gió' });
    const row = within(dialog).getByRole('row', { name: /Định kỳ/ });
    expect(textOf(row)).toEqual(['2', '1.200', '1.300', '1.100', '1.000', '100', '4']);
  });
});

describe('the period', () => {
  it('is this year at first, and stands in the address', async () => {
    const { api, asked } = provinceWith(two);
    openProvince(api);
    await table();
    expect(asked).toEqual([{ from: '2026-01-01', to: '2026-12-31' }]);
    await userEvent.selectOptions(screen.getByLabelText('Kỳ'), '02/2019–06/2024');
    await waitFor(() => expect(asked.at(-1)).toEqual({ from: '2019-02-01', to: '2024-06-30' }));
    expect(window.location.search).toBe('?tu=2019-02-01&den=2024-06-30');
    expect(screen.getByLabelText('Từ ngày')).toHaveValue('01/02/2019');
  });

  it('is read from the address', async () => {
    const { api, asked } = provinceWith(two);
    openProvince(api, '/tinh?tu=2026-07-01&den=2026-07-31&xem=vu-viec&co-quan=party');
    await table();
    expect(asked).toEqual([{ from: '2026-07-01', to: '2026-07-31', organ: 'party' }]);
    expect(screen.getByRole('radio', { name: 'Theo loại vụ việc' })).toBeChecked();
    expect(screen.getByRole('heading', { level: 2 })).toHaveTextContent(
      'Tiếp công dân theo loại vụ việc, 01/07/2026 – 31/07/2026 – Đảng ủy',
    );
  });

  it('an address that makes no sense is this year', async () => {
    const { api, asked } = provinceWith(two);
    openProvince(api, '/tinh?tu=2026-07-31&den=2026-07-01&co-quan=x');
    await table();
    expect(asked).toEqual([{ from: '2026-01-01', to: '2026-12-31' }]);
  });

  it('is typed as people write dates', async () => {
    const { api, asked } = provinceWith(two);
    openProvince(api);
    await table();
    await userEvent.clear(screen.getByLabelText('Từ ngày'));
    await userEvent.type(screen.getByLabelText('Từ ngày'), '1/7/26');
    await userEvent.clear(screen.getByLabelText('Đến ngày'));
    await userEvent.type(screen.getByLabelText('Đến ngày'), '31.07.2026{Enter}');
    await waitFor(() => expect(asked.at(-1)).toEqual({ from: '2026-07-01', to: '2026-07-31' }));
    expect(screen.getByLabelText('Từ ngày')).toHaveValue('01/07/2026');
  });

  it('that ends before it begins, or is no date, is refused in a sentence', async () => {
    const { api, asked } = provinceWith(two);
    openProvince(api);
    await table();
    await userEvent.clear(screen.getByLabelText('Đến ngày'));
    await userEvent.type(screen.getByLabelText('Đến ngày'), '1/1/2020{Enter}');
    expect(screen.getByText('Ngày cuối phải bằng hoặc sau ngày đầu')).toBeInTheDocument();
    await userEvent.clear(screen.getByLabelText('Đến ngày'));
    await userEvent.type(screen.getByLabelText('Đến ngày'), '31/2/2026{Enter}');
    expect(screen.getAllByText('Nhập ngày như 05/07/2026').length).toBeGreaterThan(0);
    expect(screen.getByLabelText('Đến ngày')).toHaveFocus();
    expect(asked).toHaveLength(1);
  });

  it('of the state is marked as not yet checked', async () => {
    const { api } = provinceWith(two);
    openProvince(api);
    await table();
    await userEvent.selectOptions(screen.getByLabelText('Kỳ'), 'Tháng nhà nước (15→14)');
    expect(await screen.findByText('chưa kiểm chứng theo TT 06/2025')).toBeInTheDocument();
  });
});

describe('when things go wrong', () => {
  it('without a network the last figures stay, and say of when they are', async () => {
    let reached = true;
    const { api } = provinceWith(two);
    openProvince({ ...api, report: async (query) => (reached ? api.report(query) : err(UNREACHABLE)) });
    await table();
    reached = false;
    await userEvent.click(screen.getByRole('button', { name: 'Làm mới' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Chưa nối được với máy chủ. Đang xem số liệu lúc 14:05 ngày 21/11/2026.',
    );
    expect(await table()).toBeInTheDocument();
    reached = true;
    act(() => void window.dispatchEvent(new Event('online')));
    await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument());
  });

  it('figures of another period are never shown under this one’s heading', async () => {
    let reached = true;
    const { api } = provinceWith(two);
    openProvince({ ...api, report: async (query) => (reached ? api.report(query) : err(UNREACHABLE)) });
    await table();
    reached = false;
    await userEvent.selectOptions(screen.getByLabelText('Kỳ'), 'Năm trước');
    expect(await screen.findByRole('alert')).toHaveTextContent('Chưa nối được');
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('a session that ended leads to the door and back to the same period', async () => {
    let ended = true;
    const { api, asked } = provinceWith(two);
    openProvince(
      {
        ...api,
        report: async (query) => (ended ? err(SIGNED_OUT) : api.report(query)),
        signIn: async () => ok(viewer()),
      },
      '/tinh?tu=2026-07-01&den=2026-07-31',
    );
    expect(await screen.findByText(/Phiên làm việc đã hết hạn/)).toBeInTheDocument();
    ended = false;
    await userEvent.type(screen.getByLabelText('Tên đăng nhập'), 'Tinh.xem');
    await userEvent.type(screen.getByLabelText('Mật khẩu'), 'dung-roi-1234{Enter}');
    await table();
    expect(asked).toEqual([{ from: '2026-07-01', to: '2026-07-31' }]);
  });

  it('no unit in reach is said, with what to do', async () => {
    const { api } = provinceWith([]);
    openProvince(api);
    expect(await screen.findByText(/Chưa có đơn vị nào/)).toBeInTheDocument();
  });

  it('an administrator sees no figures, but his own page', async () => {
    const { api, asked } = provinceWith(two, { profile: async () => ok(viewer('province_admin')) });
    const { onAdmin } = openProvince(api);
    await userEvent.click(await screen.findByRole('button', { name: 'Mở trang quản trị' }));
    expect(onAdmin).toHaveBeenCalled();
    expect(asked).toEqual([]);
  });
});

describe('signing in', () => {
  const signedOut = { profile: async () => err(SIGNED_OUT) };

  it('asks for both, and says what is wrong in the catalogue’s words', async () => {
    const signIn = vi.fn(async () =>
      err({ tag: 'refused', words: 'Tên đăng nhập hoặc mật khẩu không đúng.' } as const),
    );
    const { api } = provinceWith(two, { ...signedOut, signIn });
    openProvince(api);
    await userEvent.click(await screen.findByRole('button', { name: 'Đăng nhập' }));
    expect(screen.getByText('Có 2 mục cần sửa')).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText('Tên đăng nhập'), ' Tinh.Xem ');
    await userEvent.type(screen.getByLabelText('Mật khẩu'), 'sai{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('Tên đăng nhập hoặc mật khẩu không đúng.');
    expect(signIn).toHaveBeenCalledWith('tinh.xem', 'sai');
  });

  it('in the demo takes one tap, and offers only who works without a phone', async () => {
    let signed = false;
    const { api } = provinceWith(two, {
      profile: async () => (signed ? ok(viewer()) : err(SIGNED_OUT)),
      demoAccounts: async () => [
        { username: 'tinh.xem', name: 'Hà Văn Số Liệu', what: 'Xem báo cáo', device: false },
        { username: 'vanphong', name: 'Nông Thị Mẫu', what: 'Công chức', device: true },
      ],
      demoSignIn: async () => {
        signed = true;
        return ok(undefined);
      },
    });
    openProvince(api);
    expect(await screen.findByRole('button', { name: /Hà Văn Số Liệu/ })).toBeInTheDocument();
    expect(screen.queryByText('Nông Thị Mẫu')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: /Hà Văn Số Liệu/ }));
    expect(await table()).toBeInTheDocument();
  });
});
