import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { PinPad, type PinPadProps } from '../../src/ui/pin-pad.tsx';

const texts = {
  label: 'Nhập mã PIN',
  eraseLabel: 'Xóa một số',
  progressText: (entered: number, length: number) => `Đã nhập ${entered} trên ${length} số`,
};

function renderPad(props: Partial<PinPadProps> = {}) {
  const onComplete = vi.fn<(pin: string) => Promise<void> | void>();
  render(<PinPad {...texts} onComplete={onComplete} {...props} />);
  return onComplete;
}

const input = () => screen.getByLabelText('Nhập mã PIN');
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));

describe('a PIN pad', () => {
  it('takes taps on its keys', async () => {
    const onComplete = renderPad();
    for (const digit of '120590') await press(digit);
    expect(onComplete).toHaveBeenCalledExactlyOnceWith('120590');
  });

  it('takes a keyboard at once, and wherever in it the focus is', async () => {
    const onComplete = renderPad();
    expect(input()).toHaveFocus();
    await userEvent.keyboard('12');
    await press('3');
    await userEvent.keyboard('44{Backspace}');
    await press('Xóa một số');
    await userEvent.keyboard('456');
    expect(onComplete).toHaveBeenCalledExactlyOnceWith('123456');
  });

  it('takes what is pasted, as far as it is digits', async () => {
    const onComplete = renderPad();
    await userEvent.click(input());
    await userEvent.paste(' 12-34 567');
    expect(onComplete).toHaveBeenCalledExactlyOnceWith('123456');
  });

  it('takes nothing but digits', async () => {
    renderPad();
    await userEvent.keyboard('a1b');
    expect(input()).toHaveValue('1');
  });

  it('never shows the digits, offers no browser to keep them, and says how many there are', async () => {
    renderPad();
    await userEvent.keyboard('123');
    expect(input()).toHaveAttribute('type', 'password');
    expect(input()).toHaveAttribute('autocomplete', 'one-time-code');
    expect(screen.getByText('Đã nhập 3 trên 6 số')).toBeInTheDocument();
  });

  it('waits while a PIN is checked, and is empty afterwards', async () => {
    let finish: () => void = vi.fn();
    const onComplete = renderPad({
      length: 4,
      onComplete: vi.fn(() => new Promise<void>((resolve) => (finish = resolve))),
    });
    expect(onComplete).not.toHaveBeenCalled();
    await userEvent.keyboard('1234');
    await press('5');
    await userEvent.keyboard('{Backspace}');
    expect(input()).toHaveValue('1234');
    await act(async () => finish());
    expect(input()).toHaveValue('');
    await press('5');
    expect(input()).toHaveValue('5');
  });

  it('takes nothing while it is switched off', async () => {
    renderPad({ disabled: true });
    await press('1');
    await userEvent.keyboard('2');
    expect(input()).toHaveValue('');
  });

  it('says aloud what went wrong', () => {
    renderPad({ error: 'Sai mã. Còn 4 lần.' });
    expect(screen.getByRole('alert')).toHaveTextContent('Sai mã. Còn 4 lần.');
    expect(input()).toBeInvalid();
    expect(input()).toHaveAccessibleDescription('Sai mã. Còn 4 lần.');
  });

  it('has room for another way in', async () => {
    const onPress = vi.fn();
    renderPad({ extraKey: { label: 'Mở bằng vân tay', icon: null, onPress } });
    await press('Mở bằng vân tay');
    expect(onPress).toHaveBeenCalledOnce();
  });
});
