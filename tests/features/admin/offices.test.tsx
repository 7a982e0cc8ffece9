import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Capacity } from '../../../src/contract/records/codes.ts';
import { holdingPeriod, newHolding, officialsOf } from '../../../src/domain/reference/offices.ts';
import { Offices } from '../../../src/features/admin/offices.tsx';
import { idOf } from '../../support/commune.ts';
import { FakeDesk } from '../fake-desk.ts';
import { letDialogsOpen } from '../let-dialogs-open.ts';
import { dialog, press, pressInDialog, show, write } from './support.tsx';

letDialogsOpen();

const UNIT = idOf('Xã A');
const TODAY = '2026-11-21';
const holding = (name: string, capacity: Capacity, from = '2025-07-01', to?: string) => ({
  rid: idOf(`${name} ${capacity}`),
  kind: 'office-holding',
  cells: { ...newHolding(UNIT, { id: idOf(name), name }, capacity, from), ...holdingPeriod(from, to) },
});
const RULE = {
  rid: idOf('lịch'),
  kind: 'duty-rule',
  cells: {
    unit: { id: UNIT },
    chair: { officialId: idOf('Triệu Văn Ví Dụ'), name: 'Triệu Văn Ví Dụ', capacity: 'committee_chair' },
    days: { monthDays: [10, 25] },
    hours: { part: 'morning' },
    period: { from: '2026-01-01' },
  },
};
const OFFICES = [
  holding('Nguyễn Văn Bí Thư', 'party_secretary'),
  holding('Nguyễn Văn Bí Thư', 'council_standing'),
  holding('Triệu Văn Ví Dụ', 'committee_chair'),
];

function open(records: readonly (ReturnType<typeof holding> | typeof RULE)[]): FakeDesk {
  const desk = new FakeDesk(records);
  show(<Offices desk={desk} unit={{ id: UNIT, level: 'commune' }} today={TODAY} />);
  return desk;
}
const held = (desk: FakeDesk, day = TODAY) =>
  officialsOf([...desk.of('office-holding'), ...desk.of('duty-rule')], UNIT, day).flatMap(({ name, present }) =>
    present.map(({ capacity }) => `${name}: ${capacity}`),
  );

describe('offices', () => {
  it('one person with several at once; offices that owe duty days and have nobody are named', async () => {
    open([holding('Nguyễn Văn Bí Thư', 'party_secretary'), holding('Nguyễn Văn Bí Thư', 'council_standing')]);
    expect(await screen.findAllByRole('heading', { level: 3 })).toHaveLength(1);
    expect(screen.getByText(/Chưa khai ai giữ chức danh Chủ tịch UBND/)).toBeInTheDocument();
    await press('Khai Chủ tịch UBND');
    expect(dialog().getByRole('checkbox', { name: 'Chủ tịch UBND' })).toBeChecked();
  });

  it('two who hold an office that is held by one are named', async () => {
    open([...OFFICES, holding('Lý A', 'committee_chair')]);
    expect(await screen.findByText(/Chủ tịch UBND đang có 2 người: Lý A, Triệu Văn Ví Dụ/)).toBeInTheDocument();
  });

  it('a new person takes up two offices: one person, two records', async () => {
    const desk = open(OFFICES);
    await press('Thêm');
    await write('Họ và tên', 'Bàn Văn Mới');
    await pressInDialog('Thêm');
    expect(dialog().getAllByText('Chọn chức danh')).not.toHaveLength(0);
    await userEvent.click(dialog().getByRole('checkbox', { name: 'Phó Bí thư' }));
    await userEvent.click(dialog().getByRole('checkbox', { name: 'Phó Chủ tịch UBND' }));
    await pressInDialog('Thêm');
    await waitFor(() => expect(held(desk)).toHaveLength(5));
    const made = desk.changes.map(({ patch }) => patch.official as { id: string });
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    await press('Hoàn tác');
    await waitFor(() => expect(held(desk)).toHaveLength(3));
  });

  it('a new name that is known is asked about once; the known person is chosen instead', async () => {
    const desk = open(OFFICES);
    await press('Thêm');
    await write('Họ và tên', 'trieu van vi du');
    await userEvent.click(dialog().getByRole('checkbox', { name: 'Phó Bí thư' }));
    await pressInDialog('Thêm');
    expect(dialog().getAllByText(/Đã có Triệu Văn Ví Dụ/)).not.toHaveLength(0);
    await userEvent.selectOptions(dialog().getByLabelText('Người'), idOf('Triệu Văn Ví Dụ'));
    await pressInDialog('Thêm');
    await waitFor(() => expect(held(desk)).toContain('Triệu Văn Ví Dụ: party_deputy_secretary'));
    expect(desk.changes[0]?.patch.official).toEqual({ id: idOf('Triệu Văn Ví Dụ'), name: 'Triệu Văn Ví Dụ' });
  });

  it('an office that somebody has already is not given to him twice', async () => {
    const desk = open(OFFICES);
    await press('Thêm');
    await userEvent.selectOptions(dialog().getByLabelText('Người'), idOf('Triệu Văn Ví Dụ'));
    await userEvent.click(dialog().getByRole('checkbox', { name: 'Chủ tịch UBND' }));
    await pressInDialog('Thêm');
    expect(dialog().getAllByText('Triệu Văn Ví Dụ đang giữ Chủ tịch UBND rồi')).not.toHaveLength(0);
    expect(desk.changes).toEqual([]);
  });

  it('ends on a day, and is history from then on', async () => {
    const desk = open(OFFICES);
    await userEvent.click((await screen.findAllByRole('button', { name: 'Kết thúc…' }))[2] as HTMLElement);
    await write('Ngày giữ chức danh cuối cùng', '1/1/2020');
    await pressInDialog('Kết thúc');
    expect(dialog().getAllByText(/Giữ chức danh từ 01\/07\/2025/)).not.toHaveLength(0);
    await write('Ngày giữ chức danh cuối cùng', '31/10/2026');
    await pressInDialog('Kết thúc');
    expect(await screen.findByText('Trước đây (1)')).toBeInTheDocument();
    expect(held(desk)).not.toContain('Triệu Văn Ví Dụ: committee_chair');
  });

  it('is handed over with the duty calendar, in one act that is taken back as one', async () => {
    const desk = open([...OFFICES, RULE]);
    await userEvent.click((await screen.findAllByRole('button', { name: 'Bàn giao…' }))[2] as HTMLElement);
    await write('Họ và tên', 'Bàn Văn Mới');
    await write('Người nhận giữ từ ngày', '1/12/2026');
    expect(dialog().getByLabelText('Chuyển cả lịch tiếp (1)')).toBeChecked();
    await pressInDialog('Bàn giao');
    expect(await screen.findByText('Bàn Văn Mới giữ Chủ tịch UBND từ 01/12/2026.')).toBeInTheDocument();
    expect(held(desk, '2026-12-05')).toContain('Bàn Văn Mới: committee_chair');
    expect(held(desk, '2026-12-05')).not.toContain('Triệu Văn Ví Dụ: committee_chair');
    expect(desk.of('duty-rule')).toHaveLength(2);
    await press('Hoàn tác');
    await screen.findByText('Đã hoàn tác.');
    expect(held(desk, '2026-12-05')).toContain('Triệu Văn Ví Dụ: committee_chair');
    expect(desk.record(RULE.rid)?.cells.period).toEqual({ from: '2026-01-01' });
  });

  it('half of a hand over that stopped is not done twice', async () => {
    const desk = open([...OFFICES, RULE]);
    await userEvent.click((await screen.findAllByRole('button', { name: 'Bàn giao…' }))[2] as HTMLElement);
    await write('Họ và tên', 'Bàn Văn Mới');
    await write('Người nhận giữ từ ngày', '1/12/2026');
    desk.troubleAfter = 2;
    await pressInDialog('Bàn giao');
    expect(await dialog().findByRole('alert')).toHaveTextContent('Chưa nối được');
    expect(desk.changes).toHaveLength(2);
    desk.troubleAfter = undefined;
    await pressInDialog('Bàn giao');
    await screen.findByText('Bàn Văn Mới giữ Chủ tịch UBND từ 01/12/2026.');
    expect(held(desk, '2026-12-05').filter((one) => one === 'Bàn Văn Mới: committee_chair')).toHaveLength(1);
    expect(desk.of('duty-rule')).toHaveLength(2);
  });

  it('a name that was entered wrongly is corrected everywhere at once', async () => {
    const desk = open([...OFFICES, RULE]);
    await press('Sửa Triệu Văn Ví Dụ, Chủ tịch UBND');
    await write('Họ và tên', 'Triệu Văn Ví Dự');
    await write('Giữ từ ngày', '15/7/2025');
    await pressInDialog('Lưu');
    await screen.findByRole('heading', { name: 'Triệu Văn Ví Dự' });
    expect(desk.record(RULE.rid)?.cells.chair).toMatchObject({ name: 'Triệu Văn Ví Dự' });
    expect(desk.record(idOf('Triệu Văn Ví Dụ committee_chair'))?.cells.period).toEqual({ from: '2025-07-15' });
    expect(desk.changes).toHaveLength(2);
  });

  it('what was declared by mistake is taken away', async () => {
    const desk = open(OFFICES);
    await press('Sửa Triệu Văn Ví Dụ, Chủ tịch UBND');
    await pressInDialog('Xóa vì khai nhầm');
    await waitFor(() => expect(held(desk)).toHaveLength(2));
    await press('Hoàn tác');
    await waitFor(() => expect(held(desk)).toHaveLength(3));
  });
});
