import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Organ } from '../../../src/contract/records/codes.ts';
import type { Cells } from '../../../src/contract/records/kind.ts';
import { receptionSession } from '../../../src/contract/records/reception-session.ts';
import { SessionDetail } from '../../../src/features/receptions/session-detail.tsx';
import { SessionFormPage } from '../../../src/features/receptions/session-form-page.tsx';
import { NewVisitPage } from '../../../src/features/receptions/visit-form-page.tsx';
import { SnackbarProvider } from '../../../src/ui/snackbar.tsx';
import { idNo, USER } from '../../store/support.ts';
import { fakePhone } from '../fake-phone.ts';
import { letDialogsOpen } from '../let-dialogs-open.ts';

letDialogsOpen();

const user = userEvent.setup({ delay: null });
const RID = idNo(1);
const JULY_10 = Date.UTC(2026, 6, 10, 2);
type Fake = Awaited<ReturnType<typeof fakePhone>>;

async function phoneOn(ms: number, organs: readonly Organ[] = ['committee']) {
  const fake = await fakePhone();
  fake.world.ms = ms;
  return { ...fake, phone: { ...fake.phone, organs: () => organs } };
}

const session = (status: string, more: Cells = {}): Cells => ({
  organ: 'committee',
  recordedBy: { userId: USER, name: 'Bàn Thị Lan' },
  type: { kind: 'periodic' },
  scheduled: { date: '2026-06-28', part: 'day' },
  held: { date: '2026-06-28', part: 'day' },
  status: { status },
  ...more,
});

async function opens(page: React.ReactNode) {
  render(<SnackbarProvider closeLabel="Đóng">{page}</SnackbarProvider>);
}

/** The values of one group that wait to be sent. */
async function waiting(fake: Fake, group: string) {
  return (await fake.phone.records.queue()).waiting.map(({ body }) => body?.patch[group]);
}

describe('the form of a session', () => {
  const press = (name: string) => user.click(screen.getByRole('button', { name }));
  const opensForm = async (fake: Fake, isNew = true) => {
    const went: string[] = [];
    await opens(
      <SessionFormPage phone={fake.phone} rid={RID} isNew={isNew} go={(to) => went.push(to)} onLeave={vi.fn()} />,
    );
    return { went, day: await screen.findByLabelText<HTMLInputElement>('Ngày tiếp') };
  };

  it('stores the very date that it shows', async () => {
    const fake = await phoneOn(JULY_10);
    await fake.arrives({ rid: RID, kind: receptionSession.kind, cells: session('scheduled') });
    const { went, day } = await opensForm(fake, false);
    await user.clear(day);
    await user.type(day, '28-12');
    const conclusion = screen.getByLabelText('Ngày thông báo kết luận');
    await user.type(conclusion, '28-12');
    await user.tab();
    expect(screen.getByText(/28\/12\/2026/)).toBeVisible();
    expect(screen.getByText(/28\/12\/2025/)).toBeVisible();
    await press('Lưu');
    await waitFor(() => expect(went).toHaveLength(1));
    expect(await waiting(fake, 'held')).toEqual([{ date: '2026-12-28', part: 'day' }]);
    expect(await waiting(fake, 'conclusion')).toEqual([{ date: '2025-12-28' }]);
  });

  it('keeps no place without its kind: it is asked for, what was typed stays', async () => {
    const fake = await phoneOn(JULY_10);
    await fake.arrives({ rid: RID, kind: receptionSession.kind, cells: session('scheduled') });
    const { went } = await opensForm(fake, false);
    await user.type(screen.getByLabelText('Nơi tiếp cụ thể'), 'nhà ông Lý A Dế');
    await press('Lưu');
    expect(await screen.findByRole('link', { name: /Chọn địa điểm/ })).toBeVisible();
    expect(went).toEqual([]);
    await user.click(screen.getByRole('radio', { name: 'Lưu động tại xóm' }));
    await press('Lưu');
    await waitFor(() => expect(went).toHaveLength(1));
    expect(await waiting(fake, 'place')).toEqual([{ kind: 'mobile', text: 'nhà ông Lý A Dế' }]);
  });

  it('leaves those who chair it in their order', async () => {
    const fake = await phoneOn(JULY_10);
    const holding = (name: string, order: number) => ({ officialId: idNo(order + 40), name, capacity: 'other', order });
    await fake.arrives({
      rid: RID,
      kind: receptionSession.kind,
      cells: session('scheduled', {
        [`chairs/${idNo(8)}/holding`]: holding('Người thứ hai', 1),
        [`chairs/${idNo(9)}/holding`]: holding('Người thứ nhất', 0),
      }),
    });
    const { went } = await opensForm(fake, false);
    await user.type(screen.getByLabelText('Ghi chú'), 'mang sổ');
    await press('Lưu');
    await waitFor(() => expect(went).toHaveLength(1));
    expect((await fake.phone.records.queue()).waiting.map(({ body }) => body?.patch)).toEqual([{ note: 'mang sổ' }]);
  });

  it('takes neither a day ahead for a session that begins, nor a year of another century', async () => {
    const fake = await phoneOn(JULY_10);
    const { went, day } = await opensForm(fake);
    await user.clear(day);
    await user.type(day, '28-12');
    await press('Lưu và bắt đầu');
    expect(await screen.findByRole('link', { name: 'Ngày tiếp phải là hôm nay hoặc trước đó' })).toBeVisible();
    await user.clear(day);
    await user.type(day, '5/7/62');
    await press('Lưu và bắt đầu');
    expect(await screen.findByRole('link', { name: /05\/07\/1962 là quá xa/ })).toBeVisible();
    expect(went).toEqual([]);
  });

  it('asks for the day where the clock is doubted, and for the organ where there are several', async () => {
    const fake = await phoneOn(JULY_10, ['party', 'council']);
    fake.doubt.now = 'before-build';
    const { went, day } = await opensForm(fake);
    expect(day).toHaveValue('');
    await press('Lưu và bắt đầu');
    expect(await screen.findByRole('link', { name: 'Chọn cơ quan tiếp' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Nhập ngày tiếp' })).toBeVisible();
    await user.type(day, '5/7/26');
    await user.click(screen.getByRole('radio', { name: 'HĐND' }));
    await press('Lưu và bắt đầu');
    await waitFor(() => expect(went).toHaveLength(1));
    expect(await waiting(fake, 'organ')).toEqual(['council']);
  });
});

describe('a session that was put off', () => {
  const opensSession = async (fake: Fake, cells: Cells) => {
    await fake.arrives({ rid: RID, kind: receptionSession.kind, cells });
    await opens(<SessionDetail phone={fake.phone} rid={RID} go={vi.fn()} />);
  };
  const press = async (name: string) => user.click(await screen.findByRole('button', { name }));

  it('is held on the day on which it is started', async () => {
    const fake = await phoneOn(JULY_10);
    await opensSession(fake, session('postponed'));
    await press('Bắt đầu buổi tiếp');
    await waitFor(async () =>
      expect(await waiting(fake, 'held')).toEqual([{ date: '2026-07-10', part: 'day', dateSource: 'device' }]),
    );
  });

  it('is started on the day that a person says where the clock is doubted', async () => {
    const fake = await phoneOn(JULY_10);
    fake.doubt.now = 'before-build';
    await opensSession(fake, session('postponed'));
    await press('Bắt đầu buổi tiếp');
    const day = await screen.findByLabelText<HTMLInputElement>('Ngày tiếp');
    expect(day).toHaveValue('');
    await press('Ghi ngày này');
    expect(await screen.findByText('Nhập ngày tiếp')).toBeVisible();
    expect(await waiting(fake, 'held')).toEqual([]);
    await user.type(day, '5/7/26');
    await press('Ghi ngày này');
    await waitFor(async () =>
      expect(await waiting(fake, 'held')).toEqual([{ date: '2026-07-05', part: 'day', dateSource: 'entered' }]),
    );
  });

  it('without visitors, asks whether it was held then or today', async () => {
    const fake = await phoneOn(JULY_10);
    await opensSession(fake, session('scheduled'));
    await press('Không có công dân đến');
    expect(await screen.findByLabelText('Ngày tiếp')).toHaveValue('28/06/2026');
    await press('Ghi ngày này');
    await waitFor(async () => expect(await waiting(fake, 'noVisitors')).toEqual([true]));
    expect(await waiting(fake, 'held')).toEqual([undefined]);
  });
});

describe('a visit of somebody who works for several organs', () => {
  const opensVisit = async (fake: Fake, sessionId?: string) => {
    const saved = vi.fn();
    await opens(
      <NewVisitPage
        phone={fake.phone}
        formId={idNo(2)}
        sessionId={sessionId}
        go={vi.fn()}
        onLeave={vi.fn()}
        onAnother={saved}
      />,
    );
    await user.type(await screen.findByLabelText('Nội dung trình bày'), 'cầu treo');
    return { saved, save: () => user.click(screen.getByRole('button', { name: 'Lưu – tiếp người sau' })) };
  };

  it('belongs to the organ of its session', async () => {
    const fake = await phoneOn(JULY_10, ['party', 'council']);
    const held = { held: { date: '2026-07-10' }, organ: 'council' };
    await fake.arrives({ rid: RID, kind: receptionSession.kind, cells: session('in_progress', held) });
    const { saved, save } = await opensVisit(fake, RID);
    expect(screen.queryByRole('radio', { name: 'HĐND' })).toBeNull();
    await save();
    await waitFor(() => expect(saved).toHaveBeenCalled());
    expect(await waiting(fake, 'organ')).toEqual(['council']);
  });

  it('outside any session is asked for its organ, which the next form proposes', async () => {
    const fake = await phoneOn(JULY_10, ['party', 'council']);
    const { saved, save } = await opensVisit(fake);
    await save();
    expect(await screen.findByRole('link', { name: 'Chọn cơ quan tiếp' })).toBeVisible();
    await user.click(screen.getByRole('radio', { name: 'HĐND' }));
    await save();
    await waitFor(() => expect(saved).toHaveBeenCalledWith(expect.objectContaining({ organ: 'council' })));
    expect(await waiting(fake, 'organ')).toEqual(['council']);
  });
});
