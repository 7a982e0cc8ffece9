import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Capacity, Role } from '../../../src/contract/records/codes.ts';
import type { Cells } from '../../../src/contract/records/kind.ts';
import { DutyRules } from '../../../src/features/duty-rules/duty-rules.tsx';
import { SnackbarProvider } from '../../../src/ui/snackbar.tsx';
import { idOf, PROVINCE, works } from '../../support/commune.ts';
import { FakeDesk } from '../fake-desk.ts';
import { letDialogsOpen } from '../let-dialogs-open.ts';

letDialogsOpen();

const UNIT = idOf('Xã A');
const holding = (name: string, capacity: Capacity, period: Cells[string] = { from: '2025-07-01' }) => ({
  rid: idOf(`${name} ${capacity}`),
  kind: 'office-holding',
  cells: { unit: { id: UNIT }, official: { id: idOf(name), name }, capacity, period },
});
const RULE = idOf('lịch của chủ tịch');
const rule = (over: Cells = {}, name = 'Triệu Văn Ví Dụ') => ({
  rid: RULE,
  kind: 'duty-rule',
  cells: {
    unit: { id: UNIT },
    chair: { officialId: idOf(name), name, capacity: 'committee_chair' },
    days: { monthDays: [10, 25] },
    hours: { part: 'morning', from: '07:30', to: '11:30' },
    place: 'Phòng tiếp công dân',
    shift: 'next_working_day',
    period: { from: '2026-07-01' },
    ...over,
  } as Cells,
});
const OFFICES = [holding('Triệu Văn Ví Dụ', 'committee_chair'), holding('Nguyễn Văn Bí Thư', 'party_secretary')];

function open(desk: FakeDesk, as: Role = 'commune_admin') {
  const actor = { ...works('Người xem', { as, at: 'Xã A' }), today: '2026-11-21' };
  render(
    <SnackbarProvider closeLabel="Đóng">
      <DutyRules
        desk={desk}
        unit={{ id: UNIT, kind: 'xa' }}
        provinceSpace={PROVINCE}
        actor={actor}
        today="2026-11-21"
      />
    </SnackbarProvider>,
  );
}

const card = async (name: string) =>
  within((await screen.findByRole('heading', { level: 3, name })).closest('div') as HTMLElement);

describe('the duty calendar of a unit', () => {
  it('says who receives when, the dates of three months, what moved and what is doubtful', async () => {
    open(new FakeDesk([...OFFICES, rule({ days: { monthDays: [24, 25] } })]));
    const chair = await card('Chủ tịch UBND Triệu Văn Ví Dụ');
    expect(chair.getByText('Ngày 24 và 25 hằng tháng')).toBeInTheDocument();
    expect(chair.getByText('Buổi sáng, 07:30–11:30 · Phòng tiếp công dân')).toBeInTheDocument();
    // 24/11 is only expected to be off: the 24th and the 25th are then one day.
    const november = within(chair.getByRole('heading', { name: 'Tháng 11/2026' }).closest('div') as HTMLElement);
    expect(november.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      '24/11 (Ngày Văn hóa Việt Nam) → 25/11Ngày nghỉ mới là dự kiến, lịch có thể đổi',
    ]);
    const january = within(chair.getByRole('heading', { name: 'Tháng 01/2027' }).closest('div') as HTMLElement);
    expect(january.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['24/01 (CN) → 25/01']);
    expect(chair.getByText(/chưa đủ ngày tối thiểu: tháng 11\/2026: 1\/2; tháng 01\/2027: 1\/2/)).toBeInTheDocument();
  });

  it('names those who owe days and have no calendar', async () => {
    open(new FakeDesk([...OFFICES, rule()]));
    const secretary = await card('Bí thư Nguyễn Văn Bí Thư');
    expect(secretary.getByText('Chưa xếp lịch')).toBeInTheDocument();
    expect(secretary.getByText('Phải tiếp ít nhất 2 ngày mỗi tháng.')).toBeInTheDocument();
    await userEvent.click(secretary.getByRole('button', { name: 'Xếp lịch' }));
    expect(screen.getByLabelText('Người chủ trì')).toHaveDisplayValue('Bí thư Nguyễn Văn Bí Thư');
  });

  it('a new rule: the dates follow while it is typed, and it is saved whole', async () => {
    const desk = new FakeDesk(OFFICES);
    open(desk);
    await userEvent.click(await screen.findByRole('button', { name: 'Thêm lịch' }));
    expect(screen.getByRole('heading', { name: 'Thêm lịch tiếp' })).toHaveFocus();
    const preview = within(screen.getByRole('region', { name: 'Xem trước ngày tiếp' }));
    expect(preview.getByText('Chọn người và ngày để xem trước.')).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText('Các ngày trong tháng'), '10');
    expect(preview.getByText('10/12 (T5)')).toBeInTheDocument();
    expect(preview.getByText('Mới xếp 1/2 ngày tối thiểu mỗi tháng')).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText('Các ngày trong tháng'), ' và 25');
    expect(preview.queryByText(/tối thiểu/)).not.toBeInTheDocument();
    await userEvent.type(screen.getByLabelText(/^Từ giờ/), '7h30');
    await userEvent.click(screen.getByRole('button', { name: 'Lưu lịch' }));
    expect(await screen.findByText(/Đã lưu lịch tiếp/)).toBeInTheDocument();
    expect(desk.changes).toMatchObject([
      {
        op: 'create',
        kind: 'duty-rule',
        on: null,
        patch: {
          unit: { id: UNIT },
          chair: { officialId: idOf('Nguyễn Văn Bí Thư'), capacity: 'party_secretary' },
          days: { monthDays: [10, 25] },
          hours: { part: 'morning', from: '07:30' },
          place: 'Địa điểm tiếp công dân của xã',
          period: { from: '2026-11-21' },
        },
      },
    ]);
    await userEvent.click(screen.getByRole('button', { name: 'Hoàn tác' }));
    await waitFor(() => expect(desk.changes.at(-1)).toMatchObject({ op: 'delete' }));
    expect(await screen.findByText('Đã hoàn tác.')).toBeInTheDocument();
  });

  it('weekdays of some weeks', async () => {
    const desk = new FakeDesk(OFFICES);
    open(desk);
    await userEvent.click(await screen.findByRole('button', { name: 'Thêm lịch' }));
    await userEvent.click(screen.getByRole('radio', { name: 'Thứ của tuần trong tháng' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Thứ Ba' }));
    await userEvent.click(screen.getByRole('button', { name: 'Lưu lịch' }));
    expect(screen.getByText('Có 1 mục cần sửa')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Tuần thứ nhất' }));
    await userEvent.click(screen.getByRole('button', { name: 'Lưu lịch' }));
    expect(await screen.findByText('Thứ Ba tuần thứ nhất hằng tháng')).toBeInTheDocument();
    expect(desk.changes[0]?.patch.days).toEqual({ weekdays: [2], weeks: [1] });
  });

  it('what cannot be read is said, and nothing is sent', async () => {
    const desk = new FakeDesk(OFFICES);
    open(desk);
    await userEvent.click(await screen.findByRole('button', { name: 'Thêm lịch' }));
    await userEvent.type(screen.getByLabelText('Các ngày trong tháng'), '32');
    await userEvent.clear(screen.getByLabelText('Áp dụng từ ngày'));
    await userEvent.type(screen.getByLabelText(/^Từ giờ/), '25');
    await userEvent.click(screen.getByRole('button', { name: 'Lưu lịch' }));
    expect(screen.getByText('Có 3 mục cần sửa')).toBeInTheDocument();
    expect(desk.changes).toEqual([]);
  });

  it('over somebody else’s change nothing is overwritten unseen: what stands there is said, what was typed stays', async () => {
    const desk = new FakeDesk([...OFFICES, rule()]);
    open(desk);
    await userEvent.click(await screen.findByRole('button', { name: 'Sửa' }));
    const days = screen.getByLabelText('Các ngày trong tháng');
    await userEvent.clear(days);
    await userEvent.type(days, '12, 27');
    desk.elsewhere(RULE, { days: { monthDays: [5, 20] } });
    await userEvent.click(screen.getByRole('button', { name: 'Lưu lịch' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Mục này vừa được Đàm Thị Thí Điểm sửa. Xem lại rồi lưu. Bản hiện nay: Ngày 5 và 20 hằng tháng.',
    );
    expect(screen.getByLabelText('Các ngày trong tháng')).toHaveValue('12, 27');
    await userEvent.click(screen.getByRole('button', { name: 'Lưu lịch' }));
    await screen.findByText('Ngày 12 và 27 hằng tháng');
    expect(desk.changes).toMatchObject([{ op: 'patch', patch: { days: { monthDays: [12, 27] } } }]);
  });

  it('a rule that somebody deleted meanwhile is saved as a new one, not brought back behind his back', async () => {
    const desk = new FakeDesk([...OFFICES, rule()]);
    open(desk);
    await userEvent.click(await screen.findByRole('button', { name: 'Sửa' }));
    await userEvent.type(screen.getByLabelText(/^Căn cứ/), 'Thông báo 12');
    desk.elsewhere(RULE, { '@deleted': { reason: 'x' } });
    await userEvent.click(screen.getByRole('button', { name: 'Lưu lịch' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('vừa bị xóa');
    await userEvent.click(screen.getByRole('button', { name: 'Lưu lịch' }));
    await screen.findByText('Thông báo 12');
    expect(desk.changes).toMatchObject([{ op: 'create' }]);
    expect(desk.changes[0]?.rid).not.toBe(RULE);
  });

  it('without a network what was typed stays', async () => {
    const desk = new FakeDesk([...OFFICES, rule()]);
    open(desk);
    await userEvent.click(await screen.findByRole('button', { name: 'Sửa' }));
    await userEvent.type(screen.getByLabelText(/^Căn cứ/), 'Thông báo 12');
    desk.trouble = { tag: 'unreachable', words: 'Chưa nối được với máy chủ. Kiểm tra mạng rồi thử lại.' };
    await userEvent.click(screen.getByRole('button', { name: 'Lưu lịch' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Chưa nối được với máy chủ');
    expect(screen.getByLabelText(/^Căn cứ/)).toHaveValue('Thông báo 12');
  });

  it('leaving the editor is taken back with what was typed', async () => {
    open(new FakeDesk([...OFFICES, rule()]));
    await userEvent.click(await screen.findByRole('button', { name: 'Sửa' }));
    await userEvent.type(screen.getByLabelText(/^Căn cứ/), 'Thông báo 12');
    await userEvent.click(screen.getByRole('button', { name: 'Thôi' }));
    await userEvent.click(screen.getByRole('button', { name: 'Mở lại' }));
    expect(screen.getByLabelText(/^Căn cứ/)).toHaveValue('Thông báo 12');
  });

  it('a rule is ended on a day, deleted, and brought back', async () => {
    const desk = new FakeDesk([...OFFICES, rule()]);
    open(desk);
    await userEvent.click(await screen.findByRole('button', { name: 'Kết thúc…' }));
    const last = screen.getByLabelText('Ngày tiếp cuối cùng của lịch này');
    await userEvent.clear(last);
    await userEvent.type(last, '1/5/2026');
    await userEvent.click(screen.getByRole('button', { name: 'Kết thúc' }));
    expect(await screen.findByText(/Lịch bắt đầu từ 01\/07\/2026/)).toBeInTheDocument();
    await userEvent.clear(last);
    await userEvent.type(last, '31/12/2026');
    await userEvent.click(screen.getByRole('button', { name: 'Kết thúc' }));
    expect(await screen.findByText('Từ 01/07/2026 đến hết 31/12/2026')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Xóa' }));
    await waitFor(() => expect(screen.queryByText('Ngày 10 và 25 hằng tháng')).not.toBeInTheDocument());
    await userEvent.click(screen.getByRole('button', { name: 'Hoàn tác' }));
    expect(await screen.findByText('Ngày 10 và 25 hằng tháng')).toBeInTheDocument();
  });

  it('whoever no longer holds the office is named; a calendar that is over is put away', async () => {
    const left = holding('Triệu Văn Ví Dụ', 'committee_chair', { to: '2026-10-31' });
    const over = { ...rule({ period: { from: '2025-07-01', to: '2026-06-30' } }), rid: idOf('cũ') };
    open(new FakeDesk([left, holding('Nguyễn Văn Bí Thư', 'party_secretary'), rule(), over]));
    expect(await screen.findByText(/Không còn giữ chức danh này/)).toBeInTheDocument();
    expect(screen.getByText('Lịch đã hết hạn (1)')).toBeInTheDocument();
  });

  it.each([
    ['commune_office', 1],
    ['front', 0],
    ['province_viewer', 0],
  ] as const)('a %s is offered only what he may change', async (role, buttons) => {
    const party = { ...rule(), rid: idOf('lịch của bí thư') };
    const cells = {
      ...party.cells,
      chair: { officialId: idOf('Nguyễn Văn Bí Thư'), name: 'Nguyễn Văn Bí Thư', capacity: 'party_secretary' },
    };
    open(new FakeDesk([...OFFICES, rule(), { ...party, cells }]), role);
    await screen.findByRole('heading', { name: 'Bí thư Nguyễn Văn Bí Thư' });
    expect(screen.queryAllByRole('button', { name: 'Sửa' })).toHaveLength(buttons);
    expect(screen.queryAllByRole('button', { name: 'Thêm lịch' })).toHaveLength(buttons);
  });

  it('without a network at the start says so, and tries again', async () => {
    const desk = new FakeDesk([...OFFICES, rule()]);
    desk.trouble = { tag: 'unreachable', words: 'Chưa nối được với máy chủ. Kiểm tra mạng rồi thử lại.' };
    open(desk);
    expect(await screen.findByText(/Xem và sửa lịch tiếp ở đây cần có mạng/)).toBeInTheDocument();
    desk.trouble = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Thử lại' }));
    expect(await screen.findByText('Ngày 10 và 25 hằng tháng')).toBeInTheDocument();
  });
});
