import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { PROBLEMS } from '../../../src/contract/problems.ts';
import { dutyRule } from '../../../src/contract/records/duty-rule.ts';
import { officeHolding } from '../../../src/contract/records/office-holding.ts';
import { receptionVisit } from '../../../src/contract/records/reception-visit.ts';
import { unit } from '../../../src/contract/records/unit.ts';
import { startDuty } from '../../../src/domain/receptions/start-session.ts';
import { DraftsPage } from '../../../src/features/today/drafts-page.tsx';
import { TodayPage } from '../../../src/features/today/today-page.tsx';
import { SnackbarProvider } from '../../../src/ui/snackbar.tsx';
import { idNo, SPACE, USER } from '../../store/support.ts';
import { eventually } from '../../support/eventually.ts';
import { fakePhone, IDLE } from '../fake-phone.ts';
import { letDialogsOpen } from '../let-dialogs-open.ts';

/** Without a pause after each key. */
const user = userEvent.setup({ delay: null });

letDialogsOpen();

type Fake = Awaited<ReturnType<typeof fakePhone>>;

function pageOf(phone: Fake['phone'], went: string[] = []) {
  return (
    <SnackbarProvider closeLabel="Đóng">
      <TodayPage phone={phone} go={(address) => went.push(address)} />
    </SnackbarProvider>
  );
}

async function opens(fake: Fake) {
  const went: string[] = [];
  render(pageOf(fake.phone, went));
  await screen.findByRole('heading', { name: /^Lượt tiếp hôm nay/ });
  return went;
}

async function knowsItsChairman(fake: Fake) {
  const identity = { code: '01', kind: 'xa', level: 'commune', name: 'Xã Mẫu Một' };
  await fake.arrives({ rid: SPACE, kind: unit.kind, cells: { identity } });
  await fake.arrives({
    rid: idNo(70),
    kind: officeHolding.kind,
    cells: {
      unit: { id: SPACE },
      official: { id: idNo(71), name: 'Triệu Văn Ví Dụ' },
      capacity: 'committee_chair',
      period: { from: '2025-07-01' },
    },
  });
}

describe('today', () => {
  it('an empty day says so', async () => {
    await opens(await fakePhone());
    expect(screen.getByText('Thứ Hai, 23/11/2026')).toBeVisible();
    expect(screen.getByText(/Hôm nay chưa ghi lượt tiếp nào/)).toBeVisible();
  });

  it('comes as a whole: nothing moves away from under a finger', async () => {
    const fake = await fakePhone();
    await fake.phone.records.saveDraft(idNo(7), idNo(7), { title: 'Lý A Dế', left: true });
    const { drafts } = fake.phone.records;
    let read: () => void = () => undefined;
    vi.spyOn(fake.phone.records, 'drafts').mockImplementation(async () => {
      await new Promise<void>((resolve) => {
        read = resolve;
      });
      return drafts() as Promise<never>;
    });
    const opening = opens(fake);
    // The calendar's part has come long since.
    await import('../../../src/features/today/with-duties.tsx');
    await eventually(() => expect(screen.getByRole('progressbar')).toBeInTheDocument());
    await act(async () => undefined);
    expect(screen.queryByRole('heading', { level: 2 })).toBeNull();
    read();
    await opening;
    expect(screen.getByRole('list', { name: 'Bản nháp' })).toBeVisible();
  });

  it('what cannot be read takes nothing else away', async () => {
    const fake = await fakePhone();
    const told = vi.fn();
    vi.stubGlobal('reportError', told);
    vi.spyOn(fake.phone.records, 'drafts').mockRejectedValue(new Error('unreadable'));
    await fake.arrives({ rid: idNo(60), kind: dutyRule.kind, cells: {} });
    vi.spyOn(fake.phone.records, 'open').mockRejectedValue(new Error('unreadable'));
    await opens(fake);
    expect(screen.getByRole('button', { name: 'Bắt đầu buổi tiếp' })).toBeVisible();
    expect(told).toHaveBeenCalled();
    vi.unstubAllGlobals();
  });

  it('a phone that is being filled for the first time does not say that nobody came', async () => {
    const fake = await fakePhone();
    fake.sync.tell({ ...IDLE, phase: 'sending' });
    render(pageOf(fake.phone));
    expect(await screen.findByRole('progressbar', { name: /^Đang lấy dữ liệu của đơn vị/ })).toBeVisible();
    expect(screen.queryByText(/chưa ghi lượt tiếp nào/)).toBeNull();
    act(() => fake.sync.tell({ ...IDLE, lastDoneAtMs: fake.world.ms }));
    expect(screen.getByText(/Hôm nay chưa ghi lượt tiếp nào/)).toBeVisible();
  });

  it('a clock that is doubted is said before what is counted with it', async () => {
    const fake = await fakePhone();
    await opens(fake);
    expect(screen.queryByText(/Đồng hồ của máy này/)).toBeNull();
    cleanup();
    fake.doubt.now = 'ahead-of-server';
    await opens(fake);
    expect(screen.getByText(/Đồng hồ của máy này có thể sai/)).toBeVisible();
  });

  it('shows the visits of the day with where each stands', async () => {
    const fake = await fakePhone();
    const patch = {
      organ: 'committee',
      recordedBy: { userId: USER, name: 'Bàn Thị Lan' },
      matter: 'complaint',
      visited: { date: '2026-11-23' },
      headcount: { came: 1 },
      content: 'đo đất',
      [`people/${idNo(9)}/name`]: 'Lý A Dế',
    };
    await fake.phone.records.save({
      rid: idNo(1),
      kind: receptionVisit.kind,
      change: { op: 'create', patch },
      opened: null,
    });
    const yesterday = { ...patch, visited: { date: '2026-11-22' }, content: 'hôm qua' };
    await fake.arrives({ rid: idNo(2), cells: yesterday });
    const went = await opens(fake);
    const list = screen.getByRole('list', { name: 'Lượt tiếp hôm nay' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(1);
    expect(await within(list).findByText('Đã lưu trên máy')).toBeVisible();
    await user.click(within(list).getByRole('link', { name: /Lý A Dế/ }));
    expect(went).toEqual([`/tiep-dan/${idNo(1)}`]);
  });

  it('two phones that start the session of the day make one', async () => {
    const rids: string[] = [];
    for (let phone = 0; phone < 2; phone += 1) {
      const fake = await fakePhone();
      fake.world.ids += 1000 * phone;
      await knowsItsChairman(fake);
      const went = await opens(fake);
      await user.click(screen.getByRole('button', { name: 'Bắt đầu buổi tiếp' }));
      const question = await screen.findByRole('dialog', { name: 'Bắt đầu buổi tiếp' });
      expect(within(question).getByRole('radio', { name: 'Chủ tịch UBND Triệu Văn Ví Dụ' })).toBeChecked();
      await user.click(within(question).getByRole('button', { name: 'Bắt đầu' }));
      await waitFor(() => expect(went.at(-1)).toMatch(/^\/buoi-tiep\/[0-9a-f-]{36}$/));
      rids.push(went.at(-1) ?? '');
      cleanup();
    }
    expect(rids[0]).toBe(rids[1]);
  });

  it('nobody came: one tap, and the session counts', async () => {
    const fake = await fakePhone();
    await knowsItsChairman(fake);
    const went = await opens(fake);
    await user.click(screen.getByRole('button', { name: 'Bắt đầu buổi tiếp' }));
    await user.click(await screen.findByRole('button', { name: 'Không có công dân đến' }));
    await waitFor(() => expect(went).toHaveLength(1));
    const record = await fake.phone.records.open((went[0] ?? '').split('/').at(-1) ?? '');
    expect(record?.view.cells).toMatchObject({ status: { status: 'done' }, noVisitors: true });
  });

  it('“Bắt đầu buổi tiếp” and the calendar make one session, also of a duty that moved to today', async () => {
    const rids: string[] = [];
    for (const way of ['Bắt đầu buổi này', 'Thêm buổi']) {
      const fake = await fakePhone();
      await knowsItsChairman(fake);
      // 22/11/2026 is a Sunday: moved to the 23rd.
      const chair = { officialId: idNo(71), name: 'Triệu Văn Ví Dụ', capacity: 'committee_chair' };
      const hours = { part: 'afternoon' };
      const cells = { unit: { id: SPACE }, chair, days: { monthDays: [22] }, hours, period: { from: '2026-07-01' } };
      await fake.arrives({ rid: idNo(72), kind: dutyRule.kind, cells });
      const went = await opens(fake);
      await screen.findByRole('button', { name: 'Bắt đầu buổi này' });
      await user.click(screen.getByRole('button', { name: way }));
      if (way === 'Thêm buổi') {
        const question = await screen.findByRole('dialog', { name: 'Bắt đầu buổi tiếp' });
        await waitFor(() => expect(within(question).getByRole('radio', { name: 'Buổi chiều' })).toBeChecked());
        await user.click(within(question).getByRole('button', { name: 'Bắt đầu' }));
      }
      await waitFor(() => expect(went.at(-1)).toMatch(/^\/buoi-tiep\/[0-9a-f-]{36}$/));
      rids.push(went.at(-1) ?? '');
      cleanup();
    }
    expect(rids[0]).toBe(rids[1]);
  });

  it('nobody came, but for a visit that was deleted: the session is closed all the same', async () => {
    const fake = await fakePhone();
    await knowsItsChairman(fake);
    const duty = { space: SPACE, organ: 'committee', officialId: idNo(71), capacity: 'committee_chair' } as const;
    const by = { userId: USER, name: 'Bàn Thị Lan' };
    const { rid, change } = startDuty({ ...duty, date: '2026-11-23', part: 'morning' }, 'Triệu Văn Ví Dụ', by);
    await fake.arrives({ rid, kind: 'reception-session', cells: change.patch });
    const visited = { date: '2026-11-23' };
    const visit = { organ: 'committee', visited, session: { id: rid }, '@deleted': { reason: 'ghi nhầm' } };
    await fake.arrives({ rid: idNo(3), cells: visit });
    const went = await opens(fake);
    await user.click(await screen.findByRole('button', { name: 'Thêm buổi' }));
    await user.click(await screen.findByRole('button', { name: 'Không có công dân đến' }));
    await waitFor(() => expect(went).toEqual([`/buoi-tiep/${rid}`]));
    expect((await fake.phone.records.open(rid))?.view.cells).toMatchObject({ status: { status: 'done' } });
  });

  it('a draft that a crash left behind is offered first, and can be put away and taken back', async () => {
    const fake = await fakePhone();
    await fake.phone.records.saveDraft(idNo(5), idNo(5), { isNew: true, title: 'Nông Thị Đào', left: false });
    fake.world.ms += 60_000;
    const went = await opens(fake);
    expect(
      await screen.findByText(/Lần trước ứng dụng đóng đột ngột. Đã giữ lại bản nháp 08:00. \(Nông Thị Đào\)/),
    ).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Bỏ' }));
    await waitFor(async () => expect(await fake.phone.records.drafts()).toEqual([]));
    await user.click(await screen.findByRole('button', { name: 'Hoàn tác' }));
    await user.click(await screen.findByRole('button', { name: /Làm tiếp|Mở tiếp/ }));
    expect(went).toEqual([`/tiep-dan/moi?nhap=${idNo(5)}`]);
  });

  it('shows the newest two drafts; the others are one tap away, each to be opened or put away', async () => {
    const fake = await fakePhone();
    for (const [no, title] of ['Xưa', 'Cũ', 'Gần', 'Mới'].entries()) {
      await fake.phone.records.saveDraft(idNo(5 + no), idNo(5 + no), { isNew: true, title, left: true });
      fake.world.ms += 24 * 3_600_000;
    }
    const went = await opens(fake);
    const list = () => within(screen.getByRole('list', { name: 'Bản nháp' }));
    await screen.findByText('Mới');
    expect(list().getByText('Gần')).toBeVisible();
    expect(list().queryByText('Cũ')).toBeNull();
    await user.click(list().getByRole('link', { name: 'Xem cả 4 bản nháp' }));
    expect(went).toEqual(['/hom-nay/nhap']);
    cleanup();

    render(
      <SnackbarProvider closeLabel="Đóng">
        <DraftsPage phone={fake.phone} go={(address) => went.push(address)} onBack={() => undefined} />
      </SnackbarProvider>,
    );
    expect(await screen.findByText('Lượt mới, giữ lúc 08:00 ngày 23/11/2026')).toBeVisible();
    expect(list().getAllByRole('listitem')).toHaveLength(4);
    await user.click(list().getAllByRole('button', { name: 'Làm tiếp' })[3]!);
    expect(went.at(-1)).toBe(`/tiep-dan/moi?nhap=${idNo(5)}`);
    for (let left = 4; left > 0; left -= 1) {
      await user.click(list().getAllByRole('button', { name: 'Bỏ' })[0]!);
      if (left > 1) await waitFor(() => expect(list().getAllByRole('listitem')).toHaveLength(left - 1));
    }
    expect(await screen.findByText('Không có bản nháp nào trên máy này')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Hoàn tác' }));
    expect(await screen.findByText('Xưa')).toBeVisible();
  });

  it('shows the draft that a form writes as it is left, when it is written', async () => {
    const fake = await fakePhone();
    await opens(fake);
    await screen.findByText(/Hôm nay chưa ghi lượt tiếp nào/);
    await fake.phone.records.saveDraft(idNo(5), idNo(5), { isNew: true, title: 'Nông Thị Đào', left: true });
    expect(await screen.findByText('Nông Thị Đào')).toBeVisible();
    await fake.phone.records.saveDraft(idNo(5), idNo(5), { isNew: true, title: 'Nông Thị Đào Hai', left: true });
    expect(await screen.findByText('Nông Thị Đào Hai')).toBeVisible();
  });

  it('the draft of a session leads to the form of the session, a new one and an edit', async () => {
    const fake = await fakePhone();
    const head = { of: 'session', left: true };
    await fake.phone.records.saveDraft(idNo(5), idNo(5), { ...head, isNew: true, title: 'Buổi tiếp đột xuất' });
    fake.world.ms += 1_000;
    const edit = { ...head, isNew: false, title: 'Buổi tiếp định kỳ' };
    await fake.phone.records.saveDraft(`edit:${idNo(6)}`, idNo(6), edit);
    const went = await opens(fake);
    const list = within(await screen.findByRole('list', { name: 'Bản nháp' }));
    expect(list.getByText(/^Buổi mới, giữ lúc 08:00$/)).toBeVisible();
    for (const button of list.getAllByRole('button', { name: 'Làm tiếp' })) await user.click(button);
    expect(went).toEqual([`/buoi-tiep/${idNo(6)}/sua`, `/buoi-tiep/moi?nhap=${idNo(5)}`]);
  });

  it('a phone that is only read offers nothing to record', async () => {
    const { phone } = await fakePhone();
    const { rerender } = render(pageOf(phone));
    expect(screen.getByRole('button', { name: 'Ghi tiếp dân' })).toBeVisible();
    rerender(pageOf({ ...phone, withdrawn: true }));
    expect(screen.queryByRole('button', { name: /Ghi tiếp dân|Bắt đầu buổi tiếp/ })).toBeNull();
    expect(screen.queryByText(/Bấm dấu \+/)).toBeNull();
  });

  it('a phone that may send no more says so, and still records', async () => {
    const fake = await fakePhone();
    await opens(fake);
    const problem = { code: PROBLEMS.deviceRevoked.code, params: {} };
    act(() => fake.sync.tell({ ...IDLE, phase: 'stopped', problem }));
    expect(screen.getByText(/Máy này không được gửi nữa/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Ghi tiếp dân' })).toBeVisible();
  });

  it('says how much waits and since when', async () => {
    const fake = await fakePhone();
    fake.sync.tell({ ...IDLE, phase: 'offline', waiting: 7, oldestMs: fake.world.ms - 3 * 24 * 3_600_000 });
    const went = await opens(fake);
    expect(screen.getByText(/cũ nhất 3 ngày. Về nơi có mạng, mở ứng dụng để gửi./)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Xem' }));
    expect(went).toEqual(['/dong-bo']);
  });
});
