import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { dutyRule } from '../../../src/contract/records/duty-rule.ts';
import { holidayYear } from '../../../src/contract/records/holiday-year.ts';
import type { Cells } from '../../../src/contract/records/kind.ts';
import { officeHolding } from '../../../src/contract/records/office-holding.ts';
import { SchedulePage } from '../../../src/features/receptions/schedule-page.tsx';
import { SnackbarProvider } from '../../../src/ui/snackbar.tsx';
import { idNo, SPACE } from '../../store/support.ts';
import { fakePhone, IDLE } from '../fake-phone.ts';
import { letDialogsOpen } from '../let-dialogs-open.ts';

letDialogsOpen();

const user = userEvent.setup({ delay: null });
type Fake = Awaited<ReturnType<typeof fakePhone>>;

const RULE: Cells = {
  unit: { id: SPACE },
  chair: { officialId: idNo(71), name: 'Triệu Văn Ví Dụ', capacity: 'committee_chair' },
  days: { monthDays: [10, 25] },
  hours: { part: 'morning', from: '07:30', to: '11:30' },
  place: 'Phòng tiếp công dân',
  period: { from: '2026-07-01' },
};

/** A phone on Monday 23/11/2026 whose unit has a chairman and, unless told, his duty rule. */
async function phoneWith(rule: Cells | undefined = RULE): Promise<Fake> {
  const fake = await fakePhone();
  const capacity = 'committee_chair';
  const official = { id: idNo(71), name: 'Triệu Văn Ví Dụ' };
  await fake.arrives({
    rid: idNo(70),
    kind: officeHolding.kind,
    cells: { unit: { id: SPACE }, official, capacity, period: { from: '2025-07-01' } },
  });
  if (rule !== undefined) await fake.arrives({ rid: idNo(72), kind: dutyRule.kind, cells: rule });
  return fake;
}

async function opens({ phone }: Fake, month?: string) {
  const went: string[] = [];
  render(
    <SnackbarProvider closeLabel="Đóng">
      <SchedulePage phone={phone} go={(to) => went.push(to)} month={month} />
    </SnackbarProvider>,
  );
  await screen.findByRole('heading', { name: /^Tháng / });
  return went;
}

const month = () => screen.findByRole('list', { name: 'Các buổi trong tháng' });
const line = async (name: RegExp) => within(await month()).findByRole('button', { name });
const press = async (name: string) => user.click(await screen.findByRole('button', { name }));

async function sessions({ phone }: Fake): Promise<readonly Cells[]> {
  const rows = phone.summary.getSnapshot().newestFirst.filter(({ kind }) => kind === 'reception-session');
  const records = await Promise.all(rows.map(({ rid }) => phone.records.open(rid)));
  return records.flatMap((record) => (record === undefined ? [] : [record.view.cells]));
}

describe('the duty calendar', () => {
  it('shows the duties of the month, what became of them, and how many days the law still asks for', async () => {
    await opens(await phoneWith());
    expect(await line(/Thứ Ba, 10\/11\/2026 – Chủ tịch UBND Triệu Văn Ví Dụ.*Phòng tiếp công dân/)).toBeVisible();
    expect(within(await line(/10\/11\/2026/)).getByText('Chưa ghi')).toBeVisible();
    expect(within(await line(/25\/11\/2026/)).getByText('Theo lịch')).toBeVisible();
    const days = within(screen.getByRole('list', { name: 'Ngày tiếp dân trong tháng' }));
    expect(days.getByText(/Đã tiếp 0\/2 ngày · ngày tới 25\/11\/2026 · theo Luật 136\/2025\/QH15/)).toBeVisible();
    expect(days.getByText('Mới xếp 1/2')).toBeVisible();
  });

  it('says of each month who held the office then, and judges no office that was taken within it', async () => {
    const fake = await phoneWith({ ...RULE, period: { from: '2026-07-01', to: '2026-10-14' } });
    const [old, next] = [idNo(71), idNo(75)];
    const holding = (id: string, name: string, period: { from: string; to?: string }) => ({
      unit: { id: SPACE },
      official: { id, name },
      capacity: 'committee_chair',
      period,
    });
    await fake.arrives({
      rid: idNo(70),
      kind: officeHolding.kind,
      cells: holding(old, 'Triệu Văn Ví Dụ', { from: '2025-07-01', to: '2026-10-14' }),
    });
    await fake.arrives({
      rid: idNo(76),
      kind: officeHolding.kind,
      cells: holding(next, 'Lò Thị Kế', { from: '2026-10-20' }),
    });
    // Declared by mistake, and taken back at the desk.
    await fake.arrives({
      rid: idNo(77),
      kind: officeHolding.kind,
      cells: { ...holding(idNo(78), 'Khai Nhầm', { from: '2025-07-01' }), '@deleted': { reason: 'Khai nhầm' } },
    });
    fake.sync.tell({ ...IDLE, lastDoneAtMs: fake.world.ms });
    const list = async () => within(await screen.findByRole('list', { name: 'Ngày tiếp dân trong tháng' }));
    const view = await opens(fake);
    expect(view).toEqual([]);
    const november = await list();
    expect(await november.findByText(/Lò Thị Kế/)).toBeVisible();
    expect(november.queryByText(/Triệu Văn Ví Dụ|Khai Nhầm/)).toBeNull();
    cleanup();
    await opens(fake, '2026-10-01');
    const october = await list();
    expect(await october.findByText(/Triệu Văn Ví Dụ/)).toBeVisible();
    expect(october.getByText(/thôi chức 14\/10/)).toBeVisible();
    expect(october.getAllByText(/không xét/)).toHaveLength(2);
    expect(october.queryByText(/^Thiếu/)).toBeNull();
    cleanup();
    await opens(fake, '2026-09-01');
    const september = await list();
    expect(await september.findByText('Thiếu 2 ngày')).toBeVisible();
    expect(september.queryByText(/Lò Thị Kế/)).toBeNull();
  });

  it('says what moved a day, and when the day off is not announced yet', async () => {
    const fake = await phoneWith({ ...RULE, days: { monthDays: [22, 24] } });
    await opens(fake);
    expect(await line(/23\/11\/2026.*22\/11 \(CN\) → 23\/11/)).toBeVisible();
    expect(await line(/25\/11\/2026.*24\/11 \(Ngày Văn hóa Việt Nam\) → 25\/11.*mới là dự kiến/)).toBeVisible();
  });

  it('follows what the province says of the days off', async () => {
    const fake = await phoneWith({ ...RULE, days: { monthDays: [24] } });
    await fake.arrives({
      rid: idNo(73),
      kind: holidayYear.kind,
      cells: {
        year: { year: 2026, status: 'official' },
        [`days/${idNo(74)}/day`]: { date: '2026-11-24', kind: 'work' },
      },
    });
    await opens(fake);
    expect(await line(/Thứ Ba, 24\/11\/2026/)).toBeVisible();
  });

  it('without a rule it says so, and still shows other months', async () => {
    const went = await opens(await phoneWith({ ...RULE, unit: { id: idNo(99) } }));
    expect(await screen.findByText(/chưa khai lịch tiếp công dân/)).toBeVisible();
    expect(screen.getByText('Không có buổi tiếp nào trong tháng này.')).toBeVisible();
    await press('Tháng trước');
    expect(went).toEqual(['/lich-tiep?thang=2026-10']);
  });

  it('a day that is over is written down for that day, wherever it is entered', async () => {
    const fake = await phoneWith();
    const went = await opens(fake);
    await user.click(await line(/10\/11\/2026/));
    await press('Ghi buổi đã tiếp');
    const held = await screen.findByLabelText<HTMLInputElement>('Ngày tiếp');
    expect(held.value).toBe('10/11/2026');
    await press('Ghi ngày này');
    await waitFor(() => expect(went.at(-1)).toMatch(/^\/buoi-tiep\//));
    expect(await sessions(fake)).toMatchObject([
      {
        status: { status: 'in_progress' },
        scheduled: { date: '2026-11-10', part: 'morning' },
        held: { date: '2026-11-10' },
      },
    ]);
  });

  it('today’s duty begins in two taps, and two phones make one and the same session', async () => {
    const made: string[] = [];
    for (const offset of [0, 5_000]) {
      const fake = await phoneWith({ ...RULE, days: { monthDays: [22] } });
      fake.world.ids += offset;
      const went = await opens(fake);
      await user.click(await line(/23\/11\/2026/));
      await press('Bắt đầu buổi tiếp');
      await waitFor(() => expect(went.at(-1)).toMatch(/^\/buoi-tiep\//));
      const [cells] = await sessions(fake);
      made.push(JSON.stringify([went.at(-1), { ...cells, recordedBy: null }]));
      cleanup();
    }
    expect(made[0]).toBe(made[1]);
    expect(made[0]).toContain('"scheduled":{"date":"2026-11-22"');
    expect(made[0]).toContain('"held":{"date":"2026-11-23"');
  });

  it('busy: postponed with a reason, made up on the next working day, and the day counts for its own month', async () => {
    const fake = await phoneWith();
    await opens(fake);
    await user.click(await line(/25\/11\/2026/));
    await press('Báo bận, hoãn');
    await press('Hoãn');
    expect(await screen.findByText('Nhập lý do')).toBeVisible();
    await user.type(screen.getByLabelText('Lý do'), 'Họp đột xuất tại tỉnh');
    await press('Hoãn');
    await press('Xếp ngày tiếp bù');
    const day = await screen.findByLabelText<HTMLInputElement>('Ngày tiếp bù');
    expect(day.value).toBe('26/11/2026');
    await user.clear(day);
    await user.type(day, '1/12/2026');
    await press('Xếp ngày này');
    expect(await within(await month()).findByText(/tiếp bù ngày 01\/12/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Xếp ngày tiếp bù' })).toBeNull();
    const [makeUp, postponed] = await sessions(fake);
    expect(postponed).toMatchObject({ status: { status: 'postponed', reason: 'Họp đột xuất tại tỉnh' } });
    expect(makeUp).toMatchObject({
      status: { status: 'scheduled' },
      held: { date: '2026-12-01' },
      madeUpFor: { date: '2026-11-25' },
    });
    await press('Hoàn tác');
    expect(await screen.findByRole('button', { name: 'Xếp ngày tiếp bù' })).toBeVisible();
  });

  it('a day made up is posted with hours and place, whichever chair is chosen; a date that counts already is warned of', async () => {
    const fake = await phoneWith({ ...RULE, days: { monthDays: [25, 26] } });
    await fake.arrives({
      rid: idNo(79),
      kind: dutyRule.kind,
      cells: {
        ...RULE,
        chair: { officialId: idNo(80), name: 'Hoàng Thị Bí', capacity: 'committee_vice_chair' },
        days: { monthDays: [30] },
      },
    });
    await opens(fake);
    await user.click(await line(/25\/11\/2026/));
    await press('Báo bận, hoãn');
    await user.type(screen.getByLabelText('Lý do'), 'Họp đột xuất');
    await press('Hoãn');
    await press('Xếp ngày tiếp bù');
    const day = await screen.findByLabelText<HTMLInputElement>('Ngày tiếp bù');
    // The 26th is a duty day of his.
    expect(day.value).toBe('27/11/2026');
    await user.clear(day);
    await user.type(day, '26/11/2026');
    await press('Xếp ngày này');
    expect(await screen.findByText(/chỉ tính một ngày/)).toBeVisible();
    expect(await sessions(fake)).toHaveLength(1);
    await user.clear(day);
    await user.type(day, '27/11/2026');
    await press('Xếp ngày này');
    await waitFor(async () => expect(await sessions(fake)).toHaveLength(2));
    await user.click(screen.getByRole('radio', { name: /Hoàng Thị Bí/ }));
    const posted = await screen.findByRole('row', { name: /Tiếp bù cho ngày 25\/11\/2026/, hidden: true });
    expect(posted).toHaveTextContent(/27\/11\/2026.*07:30–11:30.*Phòng tiếp công dân/);
  });

  it('two half days of one date are two duties: what is done with the morning leaves the afternoon', async () => {
    const fake = await phoneWith({ ...RULE, days: { monthDays: [23] } });
    const afternoon: Cells = {
      ...RULE,
      days: { monthDays: [23] },
      hours: { part: 'afternoon', from: '13:30', to: '17:00' },
    };
    await fake.arrives({ rid: idNo(79), kind: dutyRule.kind, cells: afternoon });
    await opens(fake);
    await user.click(await line(/23\/11\/2026.*07:30–11:30/));
    await press('Không có công dân đến');
    await waitFor(async () => expect(await sessions(fake)).toMatchObject([{ status: { status: 'done' } }]));
    await user.click(await line(/23\/11\/2026.*13:30–17:00/));
    await press('Bắt đầu buổi tiếp');
    await waitFor(async () => expect(await sessions(fake)).toHaveLength(2));
    const parts = (await sessions(fake)).map(({ scheduled }) => (scheduled as { part: string }).part);
    expect(parts.sort()).toEqual(['afternoon', 'morning']);
  });

  it('asks for the day where the clock is not to be believed', async () => {
    const fake = await phoneWith({ ...RULE, days: { monthDays: [22] } });
    fake.doubt.now = 'before-server';
    await opens(fake);
    await user.click(await line(/23\/11\/2026/));
    await press('Bắt đầu buổi tiếp');
    expect((await screen.findByLabelText<HTMLInputElement>('Ngày tiếp')).value).toBe('');
    expect(await sessions(fake)).toEqual([]);
  });

  it('a phone that is full says so and makes nothing', async () => {
    const fake = await phoneWith({ ...RULE, days: { monthDays: [22] } });
    const went = await opens(fake);
    fake.trouble.now = 'full';
    await user.click(await line(/23\/11\/2026/));
    await press('Bắt đầu buổi tiếp');
    expect(await screen.findByText(/^Máy đã hết chỗ: hãy xóa bớt/)).toBeVisible();
    expect(went).toEqual([]);
  });
});
