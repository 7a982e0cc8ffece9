import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ok } from '../../../src/domain/result.ts';
import { phoneAddress } from '../../../src/features/province/beside.tsx';
import { changedFigures } from '../../../src/features/province/changed-figures.ts';
import { commune, openProvince, provinceWith, reportOf, viewer } from './support.tsx';

/** The table looks again after some seconds; nobody waits for them here. */
beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const clicks = (element: Element) =>
  userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) }).click(element);
const later = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const suoiMau = (visits: number, people = visits) =>
  commune('Xã Suối Mẫu', { periodic: { sessions: 2, visits, people, cases: visits } });
const deoGio = commune('Xã Đèo Gió', { periodic: { sessions: 1, visits: 3, people: 4, cases: 3 } });

/** A window as wide as a PC's. */
const onPC = () =>
  vi.stubGlobal('matchMedia', () => ({
    matches: true,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));

describe('the table of the demo, while somebody records beside it', () => {
  it('lights up the cells that have changed, says so, and leaves the others', async () => {
    let units = [suoiMau(12, 15), deoGio];
    const { api, asked } = provinceWith([], { report: async (query) => ok(reportOf(units, query)) });
    openProvince(api);
    const row = await screen.findByRole('row', { name: /Suối Mẫu/ });
    expect(within(row).queryAllByRole('strong')).toEqual([]);
    expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).not.toContain(
      expect.stringContaining('Vừa cập nhật'),
    );
    units = [suoiMau(13, 16), deoGio];
    await later(4_000);
    expect(
      await screen.findByText('Vừa cập nhật – Xã Suối Mẫu: lượt 12 → 13, người 15 → 16, vụ việc 12 → 13'),
    ).toHaveAttribute('role', 'status');
    const lit = (name: RegExp) =>
      [...screen.getByRole('row', { name }).querySelectorAll('strong')].map(({ textContent }) => textContent);
    expect(lit(/Suối Mẫu/)).toEqual(['13', '16', '13', '13', '16', '13']);
    expect(lit(/Đèo Gió/)).toEqual([]);
    expect(screen.getByRole('row', { name: /Suối Mẫu/ }).querySelectorAll('strong svg')).toHaveLength(6);
    expect(asked).toEqual([]);
  });

  it('is not looked at again on a real server', async () => {
    const profile = { ...viewer(), demo: false };
    const { api, asked } = provinceWith([deoGio], { profile: async () => ok(profile) });
    openProvince(api);
    await screen.findByRole('row', { name: /Đèo Gió/ });
    await later(30_000);
    expect(asked).toHaveLength(1);
    expect(screen.queryByRole('button', { name: 'Xem cùng lúc' })).toBeNull();
  });

  it('tells which figures differ, of units and of their sum', () => {
    const before = reportOf([suoiMau(12), deoGio], YEAR);
    const { cells, said } = changedFigures(before, reportOf([suoiMau(13), deoGio], YEAR));
    expect(said).toBe('Xã Suối Mẫu: lượt 12 → 13, người 12 → 13, vụ việc 12 → 13');
    expect([...cells].filter((name) => name.startsWith('sum'))).toEqual(
      expect.arrayContaining(['sum total visits', 'sum periodic visits', 'sum proposal visits']),
    );
    expect([...cells].some((name) => name.includes('adhoc'))).toBe(false);
    expect(changedFigures(before, before).cells.size).toBe(0);
  });
});

describe('Xem cùng lúc', () => {
  it('opens the phone through its door on the other name of this machine', async () => {
    onPC();
    const open = vi.spyOn(window, 'open').mockReturnValue({} as Window);
    const { api } = provinceWith([deoGio]);
    openProvince(api);
    await clicks(await screen.findByRole('button', { name: 'Xem cùng lúc' }));
    expect(open).toHaveBeenCalledWith(
      phoneAddress(window.location),
      'gan-dan-dien-thoai',
      expect.stringMatching(/^popup,width=360,height=800,left=\d+,top=\d+$/),
    );
    expect(screen.queryByText(/đã chặn cửa sổ mới/)).toBeNull();
  });

  it('says so and offers a link when the browser blocks the window', async () => {
    onPC();
    vi.spyOn(window, 'open').mockReturnValue(null);
    const { api } = provinceWith([deoGio]);
    openProvince(api);
    await clicks(await screen.findByRole('button', { name: 'Xem cùng lúc' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Trình duyệt đã chặn cửa sổ mới.');
    const link = screen.getByRole('link', { name: 'mở điện thoại trong thẻ khác' });
    expect(link).toHaveAttribute('href', phoneAddress(window.location));
  });

  it('knows two names of this machine, and no other name of another', () => {
    const at = (hostname: string, protocol = 'http:') => phoneAddress({ protocol, hostname, port: '8080' });
    expect(at('localhost')).toBe('http://127.0.0.1:8080/?cua=dien-thoai');
    expect(at('127.0.0.1')).toBe('http://localhost:8080/?cua=dien-thoai');
    expect(at('[::1]')).toBe('http://localhost:8080/?cua=dien-thoai');
    expect(at('192.168.1.7')).toBeUndefined();
    expect(at('localhost', 'https:')).toBeUndefined();
  });

  it('is not offered on a narrow screen', async () => {
    const { api } = provinceWith([deoGio]);
    openProvince(api);
    await screen.findByRole('row', { name: /Đèo Gió/ });
    expect(screen.queryByRole('button', { name: 'Xem cùng lúc' })).toBeNull();
  });
});

describe('the published figures in the demo', () => {
  const progress = (done: number) => ({ history: { done: 12, total: 12 }, replay: { done, total: 71 } });
  const period = async (name: string | RegExp) => screen.findByRole('option', { name });

  it('can be chosen when all of them are there, not before', async () => {
    let done = 23;
    const { api } = provinceWith([deoGio], { demoProgress: async () => progress(done) });
    openProvince(api);
    expect(await period('2019–2024 (đang nạp 23/71)')).toBeDisabled();
    done = 71;
    await later(3_000);
    expect(await period('2019–2024 (phát lại từ số liệu công bố)')).toBeEnabled();
  });

  it('stand beside what is counted from single visits; every split is called generated', async () => {
    const { api } = provinceWith([deoGio], { demoProgress: async () => progress(71) });
    openProvince(api, '/tinh?tu=2019-02-01&den=2024-06-30');
    const table = await screen.findByRole('table', { name: 'Số liệu công bố và số tính từ từng lượt' });
    const total = within(table).getByRole('row', { name: /^Tổng/ });
    expect(
      within(total)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    ).toEqual([...['4.581', '1', 'Lệch'], ...['5.412', '3', 'Lệch']]);
    expect(screen.getByText('phân bổ giả lập')).toBeVisible();
    expect(screen.getByText('Phân bổ giả lập theo đơn vị')).toBeVisible();
  });
});
