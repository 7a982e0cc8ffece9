import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { DoorPage, type DoorPageProps } from '../../../src/features/door/door-page.tsx';

const PEOPLE = [
  { username: 'vanphong', name: 'Nông Thị Mẫu', what: 'Công chức', device: true },
  { username: 'tinh.giamsat', name: 'Vi Thị Giám Sát', what: 'Giám sát', device: false },
];

function opens(props: Partial<DoorPageProps>) {
  const told = {
    onUnlock: vi.fn(),
    onDemoPhone: vi.fn(async () => undefined),
    onDemoSignIn: vi.fn(async () => undefined),
    onEnrol: vi.fn(),
    onProvince: vi.fn(),
  };
  render(<DoorPage demo={undefined} hindrance={undefined} users={[]} {...told} {...props} />);
  return told;
}

describe('the door', () => {
  it('of the demo: one tap enrols a phone, one tap shows the figures', async () => {
    const told = opens({ demo: PEOPLE });
    await userEvent.click(screen.getByRole('button', { name: /^Điện thoại cán bộ xã/ }));
    expect(told.onDemoPhone).toHaveBeenCalledWith('vanphong');
    await userEvent.click(screen.getByRole('button', { name: /^Tỉnh xem số liệu/ }));
    expect(told.onDemoSignIn).toHaveBeenCalledWith('tinh.giamsat', 'province');
  });

  it('says what went wrong instead of doing nothing', async () => {
    opens({ demo: PEOPLE, onDemoPhone: async () => 'Chưa nối được với máy chủ.' });
    await userEvent.click(screen.getByRole('button', { name: /^Điện thoại cán bộ xã/ }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Chưa nối được với máy chủ.');
  });

  it('of a real server offers no invented people', () => {
    opens({});
    expect(screen.getByRole('button', { name: /^Cấp máy này bằng mã/ })).toBeVisible();
    expect(screen.queryByText(/giả lập/)).toBeNull();
  });

  it('at an insecure address explains why nothing can be kept, and how to reach it rightly', () => {
    opens({ hindrance: 'insecure-context' });
    expect(screen.getByText(/Địa chỉ này không an toàn/)).toBeVisible();
    expect(screen.getByText('https://')).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Cấp máy này bằng mã/ })).toBeNull();
    expect(screen.getByRole('button', { name: /^Tỉnh xem số liệu/ })).toBeVisible();
    expect(screen.getByText('adb reverse tcp:3000 tcp:3000')).toBeVisible();
    expect(screen.getAllByText('http://localhost:3000').length).toBeGreaterThan(1);
  });

  it('of a real server lets nobody begin on an iPhone before it is installed', () => {
    opens({ mustInstall: true, install: <p>Cài vào máy này</p> });
    expect(screen.queryByRole('button', { name: /^Cấp máy này bằng mã/ })).toBeNull();
    expect(screen.getByText('Cài vào máy này')).toBeVisible();
  });

  it('of the demo only says so', () => {
    opens({ demo: PEOPLE, install: <p>Cài vào máy này</p> });
    expect(screen.getByRole('button', { name: /^Điện thoại cán bộ xã/ })).toBeVisible();
    expect(screen.getByText('Cài vào máy này')).toBeVisible();
  });
});
