import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { DutyQuery, DutyReport } from '../../../src/contract/wire/duties.ts';
import { dutyAverages } from '../../../src/domain/duties/duty-summary.ts';
import { err, ok, type Result } from '../../../src/domain/result.ts';
import { DutiesBoard } from '../../../src/features/duties-board/duties-board.tsx';
import { dutyReportOf, dutyUnit, TODAY } from '../province/support.tsx';

const MONTHS = Array.from({ length: 11 }, (_, place) => `2026-${String(place + 1).padStart(2, '0')}`);
const months = (...last: string[]) => [...Array.from({ length: 11 - last.length }, () => '2/2 met'), ...last];
const OWN = dutyUnit('Xã Suối Mẫu', { committee_chair: months('1/2 short', '1/2 running') });
const OTHERS = ['Một', 'Hai', 'Ba', 'Bốn', 'Năm'].map((name) =>
  dutyUnit(`Xã ${name}`, { committee_chair: months('0/2 short', '2/2 met') }),
);

/** As the server answers a commune: its own row, and the averages of all. */
function ownReport(of: readonly string[] = MONTHS): DutyReport {
  const averages = dutyAverages([OWN, ...OTHERS], { months: of, today: TODAY }, ['committee_chair']);
  return dutyReportOf(of, [OWN], { ranked: false, averages });
}

function open(read: (query: DutyQuery) => Promise<Result<DutyReport, { readonly words: string }>>) {
  const onBack = vi.fn();
  render(<DutiesBoard read={read} unitId={OWN.space.id} today={TODAY} onBack={onBack} />);
  return onBack;
}

const rowOf = async (month: string) =>
  within(await screen.findByRole('row', { name: new RegExp(`^${month}`) }))
    .getAllByRole('cell')
    .map((cell) => cell.textContent);

describe('a commune’s duty days beside the province', () => {
  it('shows its own row and the average, month by month, and both over the months that are over', async () => {
    open(async () => ok(ownReport()));
    expect(await rowOf('10/2026')).toEqual(['1/2Thiếu 1 ngày', '8%0/6 đơn vị đủ']);
    expect(await rowOf('11/2026')).toEqual(['1/2Đang trong tháng, mới xếp 1/2', '92%5/6 đơn vị đủ']);
    expect(screen.getByText(/Các tháng đã qua/)).toHaveTextContent(
      'Các tháng đã qua: đã tiếp 19/20 ngày (95%). Thiếu 1 ngày. Bình quân 6 đơn vị trong tỉnh: 91%, 0 đơn vị đủ ngày.',
    );
    // No other unit is named.
    for (const { space } of OTHERS) expect(screen.queryByText(new RegExp(space.name))).toBeNull();
  });

  it('says where there are too few units for an average', async () => {
    open(async () => ok({ ...ownReport(), averages: [] }));
    expect((await rowOf('10/2026'))[1]).toBe('–');
    expect(screen.getByText(/chỉ hiện khi có từ 5 đơn vị/)).toBeInTheDocument();
  });

  it('asks for the whole of last year, and never shows one year under the other', async () => {
    const asked: DutyQuery[] = [];
    open(async (query) => {
      asked.push(query);
      return ok(ownReport());
    });
    await rowOf('10/2026');
    await userEvent.click(screen.getByRole('radio', { name: 'Năm 2025' }));
    expect(asked.at(-1)).toEqual({ from: '2025-01', to: '2025-12' });
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('says without a network what can be seen without one, and asks again', async () => {
    let reached = false;
    open(async () => (reached ? ok(ownReport()) : err({ words: 'Chưa nối được với máy chủ.' })));
    expect(await screen.findByText(/luôn có ở Lịch tiếp công dân/)).toBeInTheDocument();
    reached = true;
    await userEvent.click(screen.getByRole('button', { name: 'Thử lại' }));
    expect(await rowOf('10/2026')).toHaveLength(2);
  });
});
