import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeviceList, QuarantineList, UserList } from '../../../src/contract/wire/administration.ts';
import type { Membership, Profile } from '../../../src/contract/wire/session.ts';
import { err, ok } from '../../../src/domain/result.ts';
import type { AdminApi, NewUser } from '../../../src/features/admin/admin-api.ts';
import { AdminPage } from '../../../src/features/admin/admin-page.tsx';
import { FakeDesk } from '../fake-desk.ts';
import { letDialogsOpen } from '../let-dialogs-open.ts';
import { press, show } from './support.tsx';

// The first screen of a file pays for loading everything, on a machine that may be busy.

letDialogsOpen();
beforeEach(() => history.replaceState(null, '', '/quan-tri'));
afterEach(() => vi.useRealTimers());

const NOW_MS = Date.parse('2026-11-21T07:05:00Z');
const PROVINCE = '0d0a0000-0000-4000-8000-000000000000';
const COMMUNE = '0d0b0000-0000-4000-8000-000000000001';
const SPACES = [
  { id: PROVINCE, code: 'TM', kind: 'tinh', level: 'province', name: 'Tỉnh Mẫu' },
  { id: COMMUNE, code: 'TM01', kind: 'xa', level: 'commune', name: 'Xã Suối Mẫu' },
] as const;
const id = (place: number) => `0d000000-0000-4000-8000-${String(place).padStart(12, '0')}`;

function administrator(role: 'commune_admin' | 'province_admin'): Profile {
  const space = role === 'province_admin' ? PROVINCE : COMMUNE;
  return {
    user: { id: id(6), username: 'quantri', name: 'Đàm Thị Thí Điểm' },
    memberships: [{ space, organ: 'committee', role }],
    spaces: [...SPACES],
    provinceSpace: PROVINCE,
    policy: { unlock: 'normal', shareBetweenOrgans: false, denouncerIdentity: 'paper' },
    demo: false,
  };
}

const user = (place: number, name: string, username: string): UserList['users'][number] => ({
  user: { id: id(place), username, name },
  memberships: [{ space: COMMUNE, organ: 'committee', role: 'commune_office' } as Membership],
  locked: false,
  signsInBy: { password: false, devices: 1 },
});
const PHONE: DeviceList['devices'][number] = {
  id: id(50),
  user: { id: id(1), username: 'vanphong.suoimau', known: true },
  name: 'Điện thoại Android',
  enrolledAt: '2026-11-01T02:00:00Z',
  lastSeen: '2026-11-21T07:00:00Z',
  appVersion: '0.1.0',
  locked: false,
};
const WAITS: QuarantineList['items'][number] = {
  id: id(90),
  space: COMMUNE,
  kind: 'reception-visit',
  what: 'mutation',
  userId: id(1),
  code: 'GD-4010',
  receivedAt: '2026-11-21T06:00:00Z',
};

function office(changes: Partial<AdminApi> = {}) {
  const done = async () => ok({ done: true });
  const api: AdminApi = {
    profile: async () => ok(administrator('commune_admin')),
    signOut: async () => undefined,
    spaces: async () => ok({ spaces: SPACES }),
    users: async () => ok({ users: [user(1, 'Nông Thị Mẫu', 'vanphong.suoimau')] }),
    addUser: vi.fn(async () => ok({ id: id(2) })),
    changeGrants: vi.fn(done),
    lockUser: vi.fn(done),
    issueCode: vi.fn(async () =>
      ok({ username: 'vanphong.suoimau', code: '12345678', expiresAt: new Date(NOW_MS + 30 * 60_000).toISOString() }),
    ),
    devices: async () => ok({ devices: [PHONE] }),
    lockDevice: vi.fn(done),
    revokeDevice: vi.fn(done),
    quarantine: async () => ok({ items: [WAITS] }),
    decide: vi.fn(done),
    recoveryKey: async () => ok({ publicKey: 'BA' }),
    noteRecoveryAnswer: vi.fn(done),
    firstRecoveryKey: async () => ok({}),
    replaceRecoveryKey: async (publicKey) => ok({ publicKey }),
    desk: new FakeDesk([]),
    knownUnits: async () => err({ tag: 'refused', words: 'Không tìm thấy nội dung này.' }),
    addKnownUnits: vi.fn(async () => ok({ added: 0 })),
    log: async () => ok({ entries: [] }),
    enrolAddress: ({ code }) => `https://gan-dan.example/#enrol=${code}`,
    ...changes,
  };
  return api;
}

function open(api: AdminApi, nowMs = () => NOW_MS) {
  show(
    <AdminPage
      api={api}
      today="2026-11-21"
      nowMs={nowMs}
      dutyRules={({ unit }) => <p>Lịch của {unit.name}</p>}
      onLeave={vi.fn()}
      onSignIn={vi.fn()}
    />,
  );
}

describe('users', () => {
  it('are listed with their office and how they sign in', async () => {
    open(office());
    expect(await screen.findByRole('heading', { name: 'Nông Thị Mẫu' })).toBeInTheDocument();
    expect(await screen.findByText('Văn phòng, công chức tiếp công dân – UBND, Xã Suối Mẫu')).toBeInTheDocument();
    expect(screen.getByText('vanphong.suoimau · 1 máy')).toBeInTheDocument();
  });

  it('are found without marks, by name or by unit', async () => {
    const many = Array.from({ length: 9 }, (_, i) => user(i + 1, i === 4 ? 'Triệu Văn Ví Dụ' : `Lý ${i}`, `u.${i}x`));
    open(office({ users: async () => ok({ users: many }) }));
    await userEvent.type(await screen.findByLabelText('Tìm theo tên, đơn vị'), 'vi du suoi');
    expect(screen.getAllByRole('heading', { level: 3 }).map((name) => name.textContent)).toEqual(['Triệu Văn Ví Dụ']);
  });

  it('a new one: a commune’s administrator offers his own unit and its roles only', async () => {
    const api = office();
    open(api);
    await userEvent.click(await screen.findByRole('button', { name: 'Thêm' }));
    const dialog = within(screen.getByRole('dialog', { name: 'Thêm người dùng' }));
    expect(within(dialog.getByLabelText('Đơn vị')).getAllByRole('option')).toHaveLength(1);
    expect(dialog.queryByText('Tỉnh: quản trị')).not.toBeInTheDocument();
    await userEvent.type(dialog.getByLabelText('Tên đăng nhập'), 'Văn Phòng');
    await userEvent.click(dialog.getByRole('button', { name: 'Thêm' }));
    expect(dialog.getByText('Có 2 mục cần sửa')).toBeInTheDocument();
    await userEvent.type(dialog.getByLabelText('Họ và tên'), ' Bàn  Văn Giả ');
    await userEvent.clear(dialog.getByLabelText('Tên đăng nhập'));
    await userEvent.type(dialog.getByLabelText('Tên đăng nhập'), 'banvan.gia');
    await userEvent.click(dialog.getByRole('button', { name: 'Thêm' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    const expected: NewUser = {
      username: 'banvan.gia',
      name: 'Bàn Văn Giả',
      memberships: [{ space: COMMUNE, organ: 'committee', role: 'commune_office' }],
    };
    expect(api.addUser).toHaveBeenCalledWith(expected);
  });

  it('a taken name is said in the dialog, and what was typed stays', async () => {
    open(office({ addUser: async () => err({ tag: 'refused', words: 'Tên đăng nhập này đã có người dùng.' }) }));
    await userEvent.click(await screen.findByRole('button', { name: 'Thêm' }));
    const dialog = within(screen.getByRole('dialog'));
    await userEvent.type(dialog.getByLabelText('Họ và tên'), 'Lý A');
    await userEvent.type(dialog.getByLabelText('Tên đăng nhập'), 'ly.a');
    await userEvent.click(dialog.getByRole('button', { name: 'Thêm' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent('đã có người dùng');
    expect(dialog.getByLabelText('Họ và tên')).toHaveValue('Lý A');
  });
});

describe('a code for a phone', () => {
  it('is shown large, as QR, with the time it has left, and dies on the screen', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    let now = NOW_MS;
    const api = office();
    open(api, () => now);
    await userEvent.click(await screen.findByRole('button', { name: 'Cấp mã cho máy' }));
    expect(await screen.findByText('1234 5678')).toBeInTheDocument();
    expect(screen.getByRole('img', { name: 'Mã QR cấp máy' })).toBeInTheDocument();
    expect(screen.getByRole('timer')).toHaveTextContent('Còn 30:00');
    now += 61_000;
    await act(() => vi.advanceTimersByTimeAsync(1000));
    expect(screen.getByRole('timer')).toHaveTextContent('Còn 28:59');
    now += 30 * 60_000;
    await act(() => vi.advanceTimersByTimeAsync(1000));
    expect(screen.queryByText('1234 5678')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Cấp mã mới' }));
    expect(api.issueCode).toHaveBeenCalledTimes(2);
  });
});

describe('devices', () => {
  const toDevices = async () => userEvent.click(await screen.findByRole('link', { name: 'Thiết bị' }));

  it('say whose they are, when they spoke last, and which version they run', async () => {
    const api = office();
    open(api);
    await toDevices();
    expect(await screen.findByText('Gửi, nhận lần cuối 14:00 ngày 21/11/2026')).toBeInTheDocument();
    expect(screen.getByText(/phiên bản 0.1.0/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Khóa' }));
    expect(api.lockDevice).toHaveBeenCalledWith(PHONE.id, true);
  });

  it('are withdrawn only after it was typed; marks do not matter', async () => {
    const api = office();
    open(api);
    await toDevices();
    await userEvent.click(await screen.findByRole('button', { name: 'Thu hồi…' }));
    const dialog = within(screen.getByRole('dialog', { name: 'Thu hồi Điện thoại Android?' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Thu hồi' }));
    expect(api.revokeDevice).not.toHaveBeenCalled();
    expect(dialog.getByText('Gõ THU HỒI để xác nhận', { selector: '[id$=message] *' })).toBeInTheDocument();
    await userEvent.click(dialog.getByLabelText('Xóa dữ liệu trên máy khi máy có mạng'));
    await userEvent.type(dialog.getByLabelText('Gõ THU HỒI để xác nhận'), 'thu hoi{Enter}');
    expect(api.revokeDevice).toHaveBeenCalledWith(PHONE.id, true);
  });
});

describe('another role', () => {
  it('is given in the same unit, said and undone', async () => {
    const api = office();
    open(api);
    await press('Đổi vai trò');
    expect(screen.getByRole('dialog', { name: 'Vai trò của Nông Thị Mẫu' })).toBeInTheDocument();
    const role = screen.getByLabelText('Vai trò');
    expect(role).toHaveValue('commune_office');
    await userEvent.selectOptions(role, 'commune_head');
    await userEvent.selectOptions(screen.getByLabelText('Cơ quan'), 'party');
    await press('Lưu');
    expect(await screen.findByText('Đã đổi vai trò của Nông Thị Mẫu.')).toBeInTheDocument();
    expect(api.changeGrants).toHaveBeenLastCalledWith(id(1), [
      { space: COMMUNE, organ: 'party', role: 'commune_head' },
    ]);
    await press('Hoàn tác');
    const before = [{ space: COMMUNE, organ: 'committee', role: 'commune_office' }];
    await waitFor(() => expect(api.changeGrants).toHaveBeenLastCalledWith(id(1), before));
  });

  it('is refused in words, and the choice stays', async () => {
    const refused = { tag: 'refused', words: 'Tài khoản này không có quyền làm việc này.' } as const;
    open(office({ changeGrants: async () => err(refused) }));
    await press('Đổi vai trò');
    await userEvent.selectOptions(screen.getByLabelText('Vai trò'), 'commune_head');
    await press('Lưu');
    expect(await screen.findByText(refused.words)).toBeInTheDocument();
    expect(screen.getByLabelText('Vai trò')).toHaveValue('commune_head');
  });
});

describe('locking', () => {
  it('a device is said and undone', async () => {
    const api = office();
    open(api);
    await userEvent.click(await screen.findByRole('link', { name: 'Thiết bị' }));
    await press('Khóa');
    expect(await screen.findByText('Đã khóa Điện thoại Android.')).toBeInTheDocument();
    expect(api.lockDevice).toHaveBeenLastCalledWith(PHONE.id, true);
    await press('Hoàn tác');
    await waitFor(() => expect(api.lockDevice).toHaveBeenLastCalledWith(PHONE.id, false));
  });

  it('an account is said and undone', async () => {
    const api = office();
    open(api);
    await press('Khóa tài khoản');
    expect(await screen.findByText('Đã khóa tài khoản Nông Thị Mẫu.')).toBeInTheDocument();
    await press('Hoàn tác');
    await waitFor(() => expect(api.lockUser).toHaveBeenLastCalledWith(id(1), false));
  });

  it('a new device begins with choosing who will hold it', async () => {
    open(office());
    await userEvent.click(await screen.findByRole('link', { name: 'Thiết bị' }));
    await press('Cấp máy');
    expect(await screen.findByRole('button', { name: 'Cấp mã cho máy' })).toBeInTheDocument();
  });
});

describe('what waits', () => {
  it('is shown without content, accepted at once, discarded after a question', async () => {
    const api = office();
    open(api);
    await userEvent.click(await screen.findByRole('link', { name: 'Chờ xử lý' }));
    expect(await screen.findByText('Lượt tiếp – Xã Suối Mẫu')).toBeInTheDocument();
    expect(screen.getByText('Người ghi: Nông Thị Mẫu')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Nhận vào số liệu' }));
    expect(api.decide).toHaveBeenCalledWith({ space: WAITS.space, id: WAITS.id }, 'accept');
    await userEvent.click(screen.getByRole('button', { name: 'Bỏ…' }));
    expect(api.decide).toHaveBeenCalledTimes(1);
    await userEvent.click(screen.getByRole('button', { name: 'Bỏ hẳn' }));
    expect(api.decide).toHaveBeenLastCalledWith({ space: WAITS.space, id: WAITS.id }, 'discard');
  });
});

describe('who may', () => {
  it('the recovery key is the province’s', async () => {
    open(office());
    await screen.findByRole('link', { name: 'Thiết bị' });
    expect(screen.queryByRole('link', { name: 'Khóa khôi phục' })).not.toBeInTheDocument();
  });

  it('units and their list are the province’s; whose unit it is has to be chosen for a new user', async () => {
    const api = office({ profile: async () => ok(administrator('province_admin')) });
    open(api);
    expect(await screen.findByRole('link', { name: 'Đơn vị' })).toBeInTheDocument();
    await press('Thêm');
    const dialog = within(screen.getByRole('dialog', { name: 'Thêm người dùng' }));
    await userEvent.type(dialog.getByLabelText('Họ và tên'), 'Bàn Văn Giả');
    await userEvent.type(dialog.getByLabelText('Tên đăng nhập'), 'banvan.gia');
    await userEvent.click(dialog.getByRole('button', { name: 'Thêm' }));
    expect(dialog.getAllByText('Chọn đơn vị').length).toBeGreaterThan(1);
    expect(api.addUser).not.toHaveBeenCalled();
    await userEvent.selectOptions(dialog.getByLabelText('Đơn vị'), 'Tỉnh Mẫu');
    expect(dialog.getByLabelText('Vai trò')).toHaveValue('province_viewer');
  });

  it('without a session the way to sign in is shown', async () => {
    open(office({ profile: async () => err({ tag: 'signed-out', words: 'Hãy đăng nhập để xem.' }) }));
    expect(await screen.findByRole('button', { name: 'Đăng nhập' })).toBeInTheDocument();
  });
});
