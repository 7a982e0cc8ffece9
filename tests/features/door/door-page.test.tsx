import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { DoorPage } from '../../../src/features/door/door-page.tsx';
import type { DoorPageProps } from '../../../src/features/door/door-props.ts';

const PEOPLE = [
  { username: 'vanphong.suoimau', name: 'Nông Thị Mẫu', what: 'Công chức', device: true },
  { username: 'vanphong2.suoimau', name: 'Hoàng Văn Thử', what: 'Văn thư', device: true },
  { username: 'tinh.giamsat', name: 'Vi Thị Giám Sát', what: 'Giám sát', device: false },
];

function opens(props: Partial<DoorPageProps>) {
  const told = {
    onUnlock: vi.fn(),
    onDemoDoor: vi.fn(async () => undefined),
    onDemoPhone: vi.fn(async () => undefined),
    onDemoSignIn: vi.fn(async () => undefined),
    onEnrol: vi.fn(),
    onProvince: vi.fn(),
  };
  render(<DoorPage demo={undefined} hindrance={undefined} users={[]} {...told} {...props} />);
  return told;
}

describe('the door', () => {
  it('of the demo: three doors, one tap each', async () => {
    const told = opens({ demo: PEOPLE });
    const doors = within(await screen.findByRole('list', { name: 'Thử ngay' })).getAllByRole('button');
    expect(doors.map((door) => door.textContent)).toEqual([
      expect.stringMatching(/^Điện thoại cán bộ xãNông Thị Mẫu/),
      expect.stringMatching(/^Máy tính văn phòng xãHoàng Văn Thử/),
      expect.stringMatching(/^Tỉnh xem số liệuVi Thị Giám Sát/),
    ]);
    for (const door of doors) await userEvent.click(door);
    expect(told.onDemoDoor).toHaveBeenCalledWith(
      expect.objectContaining({ username: 'vanphong.suoimau', place: 'hall' }),
    );
    expect(told.onDemoDoor).toHaveBeenCalledWith(
      expect.objectContaining({ username: 'vanphong2.suoimau', place: 'office' }),
    );
    expect(told.onDemoSignIn).toHaveBeenCalledWith('tinh.giamsat', 'province');
    expect(told.onDemoPhone).not.toHaveBeenCalled();
  });

  it('leads everybody else the way of a real phone', async () => {
    const told = opens({ demo: PEOPLE });
    await userEvent.click(await screen.findByRole('button', { name: 'Chọn người khác' }));
    const list = screen.getByRole('list', { name: 'Người khác trong bản dùng thử' });
    await userEvent.click(within(list).getByRole('button', { name: /^Nông Thị Mẫu/ }));
    expect(told.onDemoPhone).toHaveBeenCalledWith('vanphong.suoimau');
  });

  it('says what went wrong instead of doing nothing', async () => {
    opens({ demo: PEOPLE, onDemoDoor: async () => 'Chưa nối được với máy chủ.' });
    await userEvent.click(await screen.findByRole('button', { name: /^Điện thoại cán bộ xã/ }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Chưa nối được với máy chủ.');
  });

  it('of a real server offers no invented people', () => {
    opens({});
    expect(screen.getByRole('button', { name: /^Cấp máy này bằng mã/ })).toBeVisible();
    expect(screen.queryByText(/giả lập/)).toBeNull();
  });

  it('at an insecure address explains why nothing can be kept, and how to reach it rightly', async () => {
    opens({ hindrance: 'insecure-context' });
    expect(await screen.findByText(/Địa chỉ này không an toàn/)).toBeVisible();
    expect(screen.getByText('https://')).toBeVisible();
    // Neither a phone nor a password: both would travel in clear.
    expect(screen.queryByRole('button', { name: /^(Cấp máy này bằng mã|Tỉnh xem số liệu)/ })).toBeNull();
    expect(screen.getByText('adb reverse tcp:3000 tcp:3000')).toBeVisible();
    expect(screen.getAllByText('http://localhost:3000').length).toBeGreaterThan(1);
  });

  it('at an insecure address opens no door of the demo either', async () => {
    opens({ hindrance: 'insecure-context', demo: PEOPLE });
    expect(await screen.findByText(/Địa chỉ này không an toàn/)).toBeVisible();
    expect(screen.queryByRole('list', { name: 'Thử ngay' })).toBeNull();
  });

  it('where the browser keeps nothing, still shows the figures', async () => {
    opens({ hindrance: 'no-storage' });
    expect(await screen.findByText(/đang tắt bộ nhớ/)).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Cấp máy này bằng mã/ })).toBeNull();
    expect(screen.getByRole('button', { name: /^Tỉnh xem số liệu/ })).toBeVisible();
  });

  it('of a real server lets nobody begin on an iPhone before it is installed', () => {
    opens({ mustInstall: true, install: <p>Cài vào máy này</p> });
    expect(screen.queryByRole('button', { name: /^Cấp máy này bằng mã/ })).toBeNull();
    expect(screen.getByText('Cài vào máy này')).toBeVisible();
  });

  it('of the demo only says so', async () => {
    opens({ demo: PEOPLE, install: <p>Cài vào máy này</p> });
    expect(await screen.findByRole('button', { name: /^Điện thoại cán bộ xã/ })).toBeVisible();
    expect(screen.getByText('Cài vào máy này')).toBeVisible();
  });
});
