import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { err, ok } from '../../../src/domain/result.ts';
import { UnlockPage } from '../../../src/features/unlock/unlock-page.tsx';
import type { LockedPhone } from '../../../src/store/phone-gate.ts';
import type { SlotOverview } from '../../../src/store/vault/slots.ts';
import { ChromeProvider } from '../../../src/ui/screen.tsx';
import { MONDAY_MS } from '../../store/support.ts';
import { fakePhone } from '../fake-phone.ts';

/** Without a pause after each key. */
const user = userEvent.setup({ delay: null });

const WITH_PIN: SlotOverview = { passphrase: true, passkey: false, recovery: true, pinUntilMs: MONDAY_MS + 1000 };

function closedPhone(parts: Partial<LockedPhone>, slots: SlotOverview = WITH_PIN): LockedPhone {
  const never = async () => err({ tag: 'closed' as const });
  return {
    user: { id: 'a', username: 'lan', name: 'Bàn Thị Lan', unitName: 'Xã Mẫu', demo: true, lastOpenedAtMs: 0 },
    slots: async () => ok(slots),
    openWithPin: never,
    openWithPasskey: never,
    openWithPassphrase: never,
    requestRecovery: async () => err({ tag: 'recovery-missing' }),
    openWithRecovery: never,
    ...parts,
  };
}

const opens = (locked: LockedPhone, nowMs = () => MONDAY_MS, onRecovering = vi.fn()) => {
  const onOpened = vi.fn();
  render(
    <ChromeProvider value={{ appName: 'Gần Dân', backLabel: 'Quay lại' }}>
      <UnlockPage locked={locked} onOpened={onOpened} onOther={vi.fn()} nowMs={nowMs} onRecovering={onRecovering} />
    </ChromeProvider>,
  );
  return onOpened;
};

describe('unlocking', () => {
  it('opens with the PIN typed on the keyboard', async () => {
    const { phone } = await fakePhone();
    const openWithPin = vi.fn(async () => ok(phone));
    const onOpened = opens(closedPhone({ openWithPin }));
    await user.type(await screen.findByLabelText('Mã PIN'), '271845');
    await waitFor(() => expect(onOpened).toHaveBeenCalledWith(phone));
    expect(openWithPin).toHaveBeenCalledWith('271845');
  });

  it('a wrong PIN says how many tries are left', async () => {
    const openWithPin = async () => err({ tag: 'wrong-secret' as const, slot: 'pin' as const, wrongTries: 2 });
    opens(closedPhone({ openWithPin }));
    await user.type(await screen.findByLabelText('Mã PIN'), '111222');
    expect(await screen.findByText('Mã PIN không đúng. Còn 3 lần thử.')).toBeVisible();
  });

  it('after many wrong ones it counts the seconds, and takes no digit meanwhile', async () => {
    const openWithPin = vi.fn(async () => err({ tag: 'wait' as const, untilMs: MONDAY_MS + 10_000 }));
    opens(closedPhone({ openWithPin }));
    const pin = await screen.findByLabelText('Mã PIN');
    await user.type(pin, '111222');
    expect(await screen.findByText(/Chờ đến 08:00:10 rồi thử lại. \(còn 10 giây\)/)).toBeVisible();
    await user.type(pin, '111222');
    expect(openWithPin).toHaveBeenCalledTimes(1);
  });

  it('without a usable PIN it asks for the passphrase and offers a new PIN in the same step', async () => {
    const { phone } = await fakePhone();
    const openWithPassphrase = vi.fn(async () => ok(phone));
    const onOpened = opens(closedPhone({ openWithPassphrase }, { passphrase: true, passkey: false, recovery: false }));
    const words = await screen.findByLabelText('Cụm từ khôi phục');
    // Nothing typed is no wrong try: those make one wait.
    await user.click(screen.getByRole('button', { name: 'Mở khóa' }));
    expect(screen.getByText('Nhập cụm từ khôi phục')).toBeVisible();
    expect(openWithPassphrase).not.toHaveBeenCalled();
    await user.type(words, 'bat vuong tom tim');
    await user.type(screen.getByLabelText(/Mã PIN mới/), '271845');
    await user.click(screen.getByRole('button', { name: 'Mở khóa' }));
    await waitFor(() => expect(onOpened).toHaveBeenCalled());
    expect(openWithPassphrase).toHaveBeenCalledWith('bat vuong tom tim', '271845');
    expect(screen.queryByRole('button', { name: /Quên cả/ })).toBeNull();
  });

  it('who has forgotten both asks the administrator, by one request however often he looks', async () => {
    const pending = { request: 'GDYC1.abc', checkCode: 'ABCD-EFGH-JKMN' } as never;
    const requestRecovery = vi.fn(async () => ok(pending));
    opens(closedPhone({ requestRecovery }));
    await user.click(await screen.findByRole('button', { name: 'Quên cả mã PIN và cụm từ' }));
    expect(await screen.findByText('ABCD-EFGH-JKMN')).toBeVisible();
    expect(screen.getByText('GDYC1.abc')).toBeVisible();
    expect(screen.getByRole('img', { name: 'Mã QR của yêu cầu' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Quay lại' }));
    await user.click(await screen.findByRole('button', { name: 'Quên cả mã PIN và cụm từ' }));
    expect(await screen.findByText('ABCD-EFGH-JKMN')).toBeVisible();
    expect(requestRecovery).toHaveBeenCalledTimes(1);
  });

  it('with the answer he sets new words, proposed or his own, and a new PIN', async () => {
    const { phone } = await fakePhone();
    const pending = { request: 'GDYC1.abc', checkCode: 'ABCD-EFGH-JKMN' } as never;
    let wrong = true;
    const openWithRecovery = vi.fn(async () => (wrong ? err({ tag: 'other-request' as const }) : ok(phone)));
    const onRecovering = vi.fn();
    const onOpened = opens(
      closedPhone({ requestRecovery: async () => ok(pending), openWithRecovery }),
      () => MONDAY_MS,
      onRecovering,
    );
    await user.click(await screen.findByRole('button', { name: 'Quên cả mã PIN và cụm từ' }));
    await user.type(await screen.findByLabelText('Mã trả lời'), 'GDTL1.ABCD');
    await user.click(screen.getByRole('button', { name: 'Gợi ý cụm từ' }));
    const words = screen.getByLabelText<HTMLInputElement>('Cụm từ khôi phục mới').value;
    expect(words.split(' ').length).toBeGreaterThanOrEqual(4);
    await user.type(screen.getByLabelText(/Mã PIN mới/), '271845');
    await user.click(screen.getByRole('button', { name: 'Mở khóa' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('dành cho một yêu cầu khác');
    wrong = false;
    await user.click(screen.getByRole('button', { name: 'Mở khóa' }));
    await waitFor(() => expect(onOpened).toHaveBeenCalledWith(phone));
    expect(openWithRecovery).toHaveBeenLastCalledWith(pending, 'GDTL1.ABCD', words, '271845');
    // A new version of the app must not take the page, and with it the request, away: nor from who went back.
    expect(onRecovering).toHaveBeenLastCalledWith(true);
    await user.click(screen.getByRole('button', { name: 'Quay lại' }));
    await screen.findByRole('button', { name: 'Quên cả mã PIN và cụm từ' });
    expect(onRecovering).toHaveBeenLastCalledWith(true);
  });
});
