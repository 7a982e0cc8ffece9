import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { DutyQuery, DutyReport } from '../../../src/contract/wire/duties.ts';
import { err, ok } from '../../../src/domain/result.ts';
import { dutyReportOf, dutyUnit, openProvince, provinceWith, UNREACHABLE } from './support.tsx';

// The first screen of a file pays for loading everything, on a machine that may be busy.

const MONTHS = ['2026-09', '2026-10', '2026-11'];
const UNITS = [
  dutyUnit('Xã Đèo Gió', {
    committee_chair: ['2/2 met', '3/2 met', '1/2 running'],
    party_secretary: ['2/2 met', '2/2 met', '0/2 running'],
  }),
  dutyUnit('Xã Bản Thử', { committee_chair: ['0/2 short', '1/2 short', '0/2 running'] }, { chair: 'Lý Văn Ví Dụ' }),
  dutyUnit(
    'Xã Ấm',
    { committee_chair: ['0/2 unsent', '1/2 unsent', '0/2 running'] },
    { lastContact: '2026-09-11T02:00:00Z' },
  ),
  dutyUnit('Xã Mới', { committee_chair: ['–/– undeclared', '1/2 partial', '2/2 met'] }, { lastContact: undefined }),
];

function open(report: Partial<DutyReport> = {}, address = '/tinh/ngay-tiep-dan?tu=2026-09&den=2026-11') {
  const asked: DutyQuery[] = [];
  const { api } = provinceWith([], {
    duties: async (query) => {
      asked.push(query);
      return ok(dutyReportOf(MONTHS, UNITS, report));
    },
  });
  openProvince(api, address);
  return asked;
}

const table = () => screen.findByRole('table', { name: /Ngày tiếp công dân/ });
const names = async () =>
  within(await table())
    .getAllByRole('rowheader')
    .map((cell) => cell.textContent);
const rowOf = async (name: string) =>
  within(within(await table()).getByRole('row', { name: new RegExp(`^${name}`) }))
    .getAllByRole('cell')
    .map((cell) => cell.textContent);

describe('the table of duty days', () => {
  it('says in figures and words what a cell’s colour says, and “–” where nothing is known', async () => {
    open();
    expect(await rowOf('Xã Bản Thử')).toEqual([
      '0/2, thiếu 2 ngày',
      '1/2, thiếu 1 ngày',
      '0/2, đang trong tháng, mới xếp 0/2',
      '1/4thiếu 3 ngày',
      'hôm nay 14:00',
    ]);
    expect((await rowOf('Xã Ấm')).slice(0, 2)).toEqual(['–, chưa gửi hết tháng', '1/2, chưa gửi hết tháng']);
    expect((await rowOf('Xã Mới')).slice(0, 3)).toEqual([
      '–, chưa khai chức danh',
      '1/2, chưa đủ tháng giữ chức, không xét',
      '2/2, đủ ngày',
    ]);
    expect((await rowOf('Xã Đèo Gió')).slice(0, 3)).toEqual([
      '4/4, đủ ngày',
      '5/4, đủ ngày',
      '1/4, đang trong tháng, mới xếp 1/4',
    ]);
    const legend = screen.getByRole('list', { name: 'Chú thích' });
    for (const words of ['Đủ ngày', 'Thiếu ngày', 'Đang trong tháng', 'Chưa gửi hết tháng'])
      expect(within(legend).getByText(new RegExp(words))).toBeVisible();
  });

  it('stands worst first for the supervisor, by name for who may see no ranking', async () => {
    open();
    expect(await names()).toEqual(['Xã Ấm', 'Xã Bản Thử', 'Xã Mới', 'Xã Đèo Gió', 'Bình quân']);
    expect(screen.getByLabelText('Xếp theo')).toHaveDisplayValue('Thiếu nhiều ngày trước');
    await userEvent.selectOptions(screen.getByLabelText('Xếp theo'), 'Lâu chưa gửi nhất');
    expect((await names())[0]).toBe('Xã Mới');
    expect(window.location.search).toContain('xep=lan-gui');
  });

  it('offers no ranking to a viewer', async () => {
    open({ ranked: false });
    expect(await names()).toEqual(['Xã Ấm', 'Xã Bản Thử', 'Xã Đèo Gió', 'Xã Mới', 'Bình quân']);
    expect(screen.queryByRole('option', { name: 'Thiếu nhiều ngày trước' })).not.toBeInTheDocument();
  });

  it('of one office only, in the address too, and sorted by it', async () => {
    open();
    await table();
    await userEvent.click(screen.getByRole('radio', { name: 'Bí thư' }));
    expect(window.location.search).toContain('chuc=bi-thu');
    expect((await rowOf('Xã Đèo Gió'))[0]).toBe('2/2, đủ ngày');
    expect((await rowOf('Xã Bản Thử'))[0]).toBe('–, không quy định số ngày');
    expect(screen.getByRole('heading', { level: 2 })).toHaveTextContent('Ngày tiếp công dân, tháng 9–11/2026 – Bí thư');
  });

  it('asks for the months of the address; for this year so far without any', async () => {
    const asked = open({}, '/tinh/ngay-tiep-dan');
    await table();
    expect(asked).toEqual([{ from: '2026-01', to: '2026-11' }]);
    await userEvent.selectOptions(screen.getByLabelText('Kỳ'), '12 tháng qua');
    await waitFor(() => expect(asked.at(-1)).toEqual({ from: '2025-12', to: '2026-11' }));
    await userEvent.selectOptions(screen.getByLabelText('Từ tháng'), 'tháng 2/2019');
    // No more than one table holds.
    await waitFor(() => expect(asked.at(-1)).toEqual({ from: '2019-02', to: '2025-01' }));
    await userEvent.selectOptions(screen.getByLabelText('Đến tháng'), 'tháng 11/2026');
    await waitFor(() => expect(asked.at(-1)).toEqual({ from: '2020-12', to: '2026-11' }));
  });

  it('an average of fewer units than five is not shown', async () => {
    open();
    expect(await rowOf('Bình quân')).toEqual(['–', '–', '–', '–', '']);
    expect(screen.getByText(/chỉ hiện khi có từ 5 đơn vị/)).toBeVisible();
  });

  it('an average of five says of how many it is made', async () => {
    const five = ['A', 'B', 'C', 'D'].map((name) =>
      dutyUnit(`Xã ${name}`, { committee_chair: ['2/2 met', '1/2 short', '1/2 running'] }),
    );
    const units = [...five, dutyUnit('Xã E', { committee_chair: ['0/2 short', '2/2 met', '0/2 running'] })];
    open(dutyReportOf(MONTHS, units));
    expect(await rowOf('Bình quân')).toEqual(['80%4/5 đủ', '60%1/5 đủ', '40%0/5 đủ', '70%0/5 đủ', '']);
  });

  it('says how fresh it is, and marks in words who has been silent', async () => {
    open();
    await table();
    expect(screen.getByText(/^Số liệu tới/)).toHaveTextContent(
      'Số liệu tới 14:05 ngày 21/11/2026 · 4 đơn vị · gửi trong 24 giờ: 2 · chưa gửi > 3 ngày: 1 · chưa gửi lần nào: 1',
    );
    expect((await rowOf('Xã Ấm')).at(-1)).toBe('71 ngày trước');
  });

  it('leads by keyboard to the unit’s page, in the same months', async () => {
    open();
    const link = within(await table()).getByRole('link', { name: 'Xã Bản Thử' });
    link.focus();
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByRole('heading', { level: 2, name: /Xã Bản Thử: ngày tiếp công dân/ })).toBeVisible();
    expect(window.location.search).toBe('?tu=2026-09&den=2026-11');
    const office = await screen.findByRole('table', { name: 'Chủ tịch UBND Lý Văn Ví Dụ' });
    const rows = within(office).getAllByRole('row').slice(1);
    expect(rows.map((row) => within(row).getByRole('rowheader').textContent)).toEqual([
      'tháng 11/2026',
      'tháng 10/2026',
      'tháng 9/2026',
    ]);
    expect(within(rows[1] as HTMLElement).getByText('Thiếu 1 ngày')).toBeVisible();
    const back = within(screen.getByRole('navigation', { name: 'Đường dẫn' })).getByRole('link', { name: 'Tỉnh' });
    expect(back).toHaveAttribute('href', '/tinh/ngay-tiep-dan?tu=2026-09&den=2026-11');
  });

  it('keeps what it shows when the network is gone', async () => {
    const { api } = provinceWith([], { duties: async () => err(UNREACHABLE) });
    openProvince(api, '/tinh/ngay-tiep-dan');
    expect(await screen.findByRole('alert')).toHaveTextContent('Chưa nối được với máy chủ.');
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });
});
