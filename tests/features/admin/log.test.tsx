import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { LogEntry, LogPage, LogQuery } from '../../../src/contract/wire/administration.ts';
import { err, ok, type Result } from '../../../src/domain/result.ts';
import type { AdminApi, NoAnswer } from '../../../src/features/admin/admin-api.ts';
import { Log } from '../../../src/features/admin/log.tsx';
import { idOf } from '../../support/commune.ts';
import { press, show } from './support.tsx';

const UNITS = ['Xã A', 'Xã B'].map((name) => ({
  id: idOf(name),
  code: name,
  kind: 'xa' as const,
  level: 'commune' as const,
  name,
}));
const entry = (id: string, over: Partial<LogEntry>): LogEntry => ({
  id,
  at: '2026-11-21T02:14:00Z',
  actor: { id: idOf('Lan'), name: 'Nông Thị Mẫu' },
  what: 'record.patch',
  kind: 'reception-visit',
  unit: idOf('Xã A'),
  ...over,
});

function open(log: (query: LogQuery) => Promise<Result<LogPage, NoAnswer>>, units = UNITS) {
  const asked = vi.fn(log);
  const users = async () =>
    ok({
      users: [
        {
          user: { id: idOf('Lan'), username: 'lan', name: 'Nông Thị Mẫu' },
          memberships: [],
          locked: false,
          signsInBy: { password: false, devices: 0 },
        },
      ],
    });
  show(<Log api={{ log: asked, users } as Pick<AdminApi, 'log' | 'users'>} units={units} today="2026-11-21" />);
  return asked;
}

describe('the log', () => {
  it('says day by day who did what, where and on which device', async () => {
    open(async () =>
      ok({
        entries: [
          entry('2', { groups: ['content'], device: 'Máy 1' }),
          entry('1', { at: '2026-11-20T17:30:00Z', what: 'record.redact' }),
        ],
      }),
    );
    expect(await screen.findByRole('heading', { name: 'Thứ Bảy, 21/11/2026' })).toBeInTheDocument();
    expect(screen.getByText('09:14')).toBeInTheDocument();
    const [line] = await screen.findAllByText('Nông Thị Mẫu', { selector: 'strong' });
    expect(line?.closest('p')).toHaveTextContent('Nông Thị Mẫu sửa lượt tiếp: Nội dung');
    expect(screen.getByText('Xã A · Máy 1')).toBeInTheDocument();
    expect(screen.getByText(/chuyển một bản ghi thành tố cáo/)).toBeInTheDocument();
  });

  it('asks for days, a person, a unit; what cannot be read is said', async () => {
    const asked = open(async () => ok({ entries: [] }));
    expect(await screen.findByText('Không có việc nào được ghi')).toBeInTheDocument();
    expect(asked).toHaveBeenLastCalledWith({ from: '2026-10-22', to: '2026-11-21' });
    const from = screen.getByLabelText('Từ ngày');
    await userEvent.clear(from);
    await userEvent.type(from, 'hôm qua');
    await userEvent.click(screen.getByText('Lọc: từ 22/10/2026 đến 21/11/2026'));
    await press('Xem');
    expect(screen.getAllByText('Nhập ngày như 05/07/2026').length).toBeGreaterThan(0);
    await userEvent.clear(from);
    await userEvent.type(from, '1/11/2026');
    await userEvent.selectOptions(await screen.findByLabelText('Người làm'), 'Nông Thị Mẫu');
    await userEvent.selectOptions(screen.getByLabelText('Đơn vị'), 'Xã B');
    await userEvent.selectOptions(screen.getByLabelText('Việc'), 'Người dùng');
    await press('Xem');
    expect(asked).toHaveBeenLastCalledWith({
      from: '2026-11-01',
      to: '2026-11-21',
      person: idOf('Lan'),
      unit: idOf('Xã B'),
      act: 'users',
    });
    expect(screen.getByText('Lọc: từ 01/11/2026 đến 21/11/2026, Người dùng, Nông Thị Mẫu, Xã B')).toBeInTheDocument();
  });

  it('goes on page by page, and a page that fails loses none before it', async () => {
    let reached = true;
    const asked = open(
      async ({ cursor }) => {
        if (!reached) return err({ tag: 'unreachable', words: 'Chưa nối được với máy chủ.' });
        return ok(cursor === undefined ? { entries: [entry('2', {})], cursor: 'c' } : { entries: [entry('1', {})] });
      },
      UNITS.slice(0, 1),
    );
    expect(await screen.findByText('09:14')).toBeInTheDocument();
    reached = false;
    await press('Xem thêm');
    expect(await screen.findByRole('alert')).toHaveTextContent('Chưa nối được');
    expect(screen.getAllByText('09:14')).toHaveLength(1);
    reached = true;
    await press('Thử lại');
    expect(await screen.findAllByText('09:14')).toHaveLength(2);
    expect(asked).toHaveBeenLastCalledWith(expect.objectContaining({ cursor: 'c' }));
    expect(screen.queryByRole('button', { name: 'Xem thêm' })).not.toBeInTheDocument();
  });
});
