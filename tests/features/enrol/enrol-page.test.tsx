import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { PROBLEMS } from '../../../src/contract/problems.ts';
import { err, ok } from '../../../src/domain/result.ts';
import { EnrolPage } from '../../../src/features/enrol/enrol-page.tsx';
import type { Enrolment, PhoneGate } from '../../../src/store/phone-gate.ts';
import { LAN } from '../../app/phone/support.ts';
import { fakePhone } from '../fake-phone.ts';

/** Without a pause after each key. */
const user = userEvent.setup({ delay: null });

function enrolment(finish: Enrolment['finish'], demo = false): Enrolment {
  return {
    profile: { ...LAN, demo },
    unit: LAN.spaces[0] as Enrolment['unit'],
    proposePassphrase: async () => 'bát vuông tôm tím',
    canUsePasskey: async () => false,
    mayUsePin: true,
    finish,
  };
}

function opens(enrol: PhoneGate['enrol'], given?: { username: string; code: string }) {
  const gate = { enrol } as PhoneGate;
  const told = { onOpened: vi.fn(), onAlreadyHere: vi.fn(), onProvince: vi.fn(), onBack: vi.fn() };
  render(<EnrolPage gate={gate} given={given} dateText="23/11/2026" {...told} />);
  return told;
}

const next = () => user.click(screen.getByRole('button', { name: 'Tiếp tục' }));

describe('enrolling a phone', () => {
  it('says at once what is missing, and asks nobody', async () => {
    const enrol = vi.fn();
    opens(enrol);
    expect(screen.getByRole('heading', { name: 'Bước 1/3 · Nhập mã cấp máy' })).toBeVisible();
    await next();
    expect(screen.getByRole('region', { name: 'Có 2 mục cần sửa' })).toHaveFocus();
    expect(screen.getByRole('link', { name: 'Nhập mã cấp máy gồm 8 chữ số' })).toBeVisible();
    expect(enrol).not.toHaveBeenCalled();
  });

  it('a wrong code says how many tries are left', async () => {
    const enrol = async () => err({ tag: 'refused' as const, code: PROBLEMS.wrongCode.code, params: { left: 3 } });
    opens(enrol, { username: 'lan', code: '12345678' });
    await next();
    expect(await screen.findByRole('alert')).toHaveTextContent('Mã này còn 3 lần thử');
  });

  it('takes what the QR gave, shows the passphrase, asks for the PIN twice and opens', async () => {
    const { phone } = await fakePhone();
    const finish = vi.fn(async () => ok({ phone }));
    const enrol = vi.fn(async () => ok(enrolment(finish)));
    const { onOpened } = opens(enrol, { username: 'lan', code: '1234 5678' });
    await next();
    expect(enrol).toHaveBeenCalledWith(expect.objectContaining({ username: 'lan', code: '12345678' }));
    const words = await screen.findByRole('status', { name: 'Cụm từ khôi phục' });
    await within(words).findByText('bát vuông');
    // Each word by itself; copied, they are what is typed to unlock.
    expect(within(words).getByText('tôm tím')).toBeVisible();
    expect(words).toHaveTextContent(/^bát vuông tôm tím$/);
    expect(screen.getByRole('heading', { name: 'Bước 2/3 · Cất cụm từ khôi phục' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Đã chép, đặt mã PIN' }));
    expect(screen.getByRole('heading', { name: 'Bước 3/3 · Chọn mã PIN' })).toBeVisible();
    await user.type(screen.getByLabelText('Mã PIN mới'), '271845');
    await user.type(await screen.findByLabelText('Nhập lại mã PIN'), '271846');
    expect(await screen.findByText('Hai lần nhập không giống nhau. Chọn lại mã PIN.')).toBeVisible();
    await user.type(await screen.findByLabelText('Mã PIN mới'), '271845');
    await user.type(await screen.findByLabelText('Nhập lại mã PIN'), '271845');
    await waitFor(() => expect(onOpened).toHaveBeenCalledWith(phone));
    expect(finish).toHaveBeenCalledWith({ passphrase: 'bát vuông tôm tím', passkey: false, pin: '271845' });
  });

  it('another proposal leaves nothing of one that held a word twice', async () => {
    const proposals = ['bát vuông bát vuông tôm tím tôm tím', 'núi cao núi cao lúa thơm cá vui'];
    const proposePassphrase = async () => proposals.shift() ?? '';
    opens(async () => ok({ ...enrolment(vi.fn()), proposePassphrase }), { username: 'lan', code: '12345678' });
    await next();
    const words = await screen.findByRole('status', { name: 'Cụm từ khôi phục' });
    await waitFor(() => expect(words).toHaveTextContent(/^bát vuông bát vuông tôm tím tôm tím$/));
    await user.click(screen.getByRole('button', { name: 'Đổi cụm khác' }));
    await within(words).findByText('lúa thơm');
    expect(words).toHaveTextContent(/^núi cao núi cao lúa thơm cá vui$/);
  });

  it('a PIN that is too simple is refused at once, and another one goes on', async () => {
    const { phone } = await fakePhone();
    const finish = vi.fn(async () => ok({ phone }));
    opens(async () => ok(enrolment(finish)), { username: 'lan', code: '12345678' });
    await next();
    await screen.findAllByText('tôm tím');
    await user.click(screen.getByRole('button', { name: 'Đã chép, đặt mã PIN' }));
    await user.type(screen.getByLabelText('Mã PIN mới'), '123456');
    expect(await screen.findByText(/Mã PIN quá dễ đoán/)).toBeVisible();
    expect(finish).not.toHaveBeenCalled();
    await user.type(screen.getByLabelText('Mã PIN mới'), '271845');
    expect(await screen.findByLabelText('Nhập lại mã PIN')).toBeVisible();
    expect(screen.queryByText(/Mã PIN quá dễ đoán/)).toBeNull();
  });

  it('a phone that was made without its PIN says so before it opens', async () => {
    const { phone } = await fakePhone();
    const finish = async () => ok({ phone, pinProblem: { tag: 'pin-unsupported' as const } });
    const { onOpened } = opens(async () => ok(enrolment(finish)), { username: 'lan', code: '12345678' });
    await next();
    await screen.findAllByText('tôm tím');
    await user.click(screen.getByRole('button', { name: 'Đã chép, đặt mã PIN' }));
    await user.type(screen.getByLabelText('Mã PIN mới'), '271845');
    await user.type(await screen.findByLabelText('Nhập lại mã PIN'), '271845');
    expect(await screen.findByText(/Trình duyệt này không giữ được mã PIN/)).toBeVisible();
    expect(onOpened).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Bắt đầu' }));
    expect(onOpened).toHaveBeenCalledWith(phone);
  });

  it('the demo needs one more tap after the passphrase, and no PIN', async () => {
    const { phone } = await fakePhone();
    const finish = vi.fn(async () => ok({ phone }));
    const { onOpened } = opens(async () => ok(enrolment(finish, true)), { username: 'lan', code: '12345678' });
    await next();
    await screen.findAllByText('tôm tím');
    await user.click(screen.getByRole('button', { name: 'Tự đặt cụm từ' }));
    expect(screen.getByText(/Cụm từ này mở dữ liệu trên máy/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Dùng cụm từ gợi ý' }));
    expect(screen.getByText(/Bốn từ này, mỗi từ hai tiếng, mở dữ liệu/)).toBeVisible();
    // Its one tap has no steps to count.
    expect(screen.queryByText(/Bước/)).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Đã chép, bắt đầu' }));
    await waitFor(() => expect(onOpened).toHaveBeenCalledWith(phone));
  });

  it('an account without records is led to the password page', async () => {
    const first = opens(async () => err({ tag: 'no-records-here' as const, profile: LAN }), {
      username: 'tinh',
      code: '12345678',
    });
    await next();
    await user.click(await screen.findByRole('button', { name: 'Đăng nhập bằng mật khẩu' }));
    expect(first.onProvince).toHaveBeenCalled();
  });
});
