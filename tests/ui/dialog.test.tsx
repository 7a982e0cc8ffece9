import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { StrictMode, useState } from 'react';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { Button } from '../../src/ui/button.tsx';
import { Dialog } from '../../src/ui/dialog.tsx';
import { ShortcutProvider } from '../../src/ui/use-shortcut.ts';
import { eventually } from '../support/eventually.ts';

// jsdom knows the element but not how to open it.
beforeAll(() => {
  HTMLDialogElement.prototype.showModal = vi.fn(function (this: HTMLDialogElement) {
    this.open = true;
  });
  HTMLDialogElement.prototype.close = vi.fn(function (this: HTMLDialogElement) {
    this.open = false;
    queueMicrotask(() => this.dispatchEvent(new Event('close')));
  });
});

function Draft({ closesOnVeil = false, onClose = vi.fn() }: { closesOnVeil?: boolean; onClose?: () => void }) {
  const [isAsking, setIsAsking] = useState(false);
  const close = () => {
    onClose();
    setIsAsking(false);
  };
  return (
    <StrictMode>
      <Button onClick={() => setIsAsking(true)}>Rời khỏi</Button>
      {isAsking ? (
        <Dialog
          title="Bỏ bản này?"
          closeLabel="Đóng"
          onClose={close}
          closesOnVeil={closesOnVeil}
          actions={<Button>Bỏ</Button>}
        >
          <p>Khôi phục được trong 30 ngày.</p>
        </Dialog>
      ) : null}
    </StrictMode>
  );
}

async function ask(props: Parameters<typeof Draft>[0] = {}) {
  render(<Draft {...props} />);
  await userEvent.click(screen.getByRole('button', { name: 'Rời khỏi' }));
  return screen.getByRole('dialog', { name: 'Bỏ bản này?' });
}

describe('a dialog', () => {
  it('opens as a modal one and puts the focus on its title', async () => {
    const dialog = await ask();
    expect(dialog).toHaveAttribute('open');
    expect(HTMLDialogElement.prototype.showModal).toHaveBeenCalled();
    expect(screen.getByRole('heading', { name: 'Bỏ bản này?' })).toHaveFocus();
  });

  it('that is asked for below a cover waits for it to go; one that is open stays', () => {
    const screenOf = (covered: boolean) => (
      <ShortcutProvider value={covered ? 'none' : 'all'}>
        <Dialog title="Bỏ bản này?" closeLabel="Đóng" onClose={vi.fn()} />
      </ShortcutProvider>
    );
    const { rerender } = render(screenOf(true));
    const dialog = screen.getByRole('dialog', { hidden: true });
    expect(dialog).not.toHaveAttribute('open');
    rerender(screenOf(false));
    expect(dialog).toHaveAttribute('open');
    expect(screen.getByRole('heading', { name: 'Bỏ bản này?' })).toHaveFocus();
    rerender(screenOf(true));
    expect(dialog).toHaveAttribute('open');
  });

  it('puts the focus where it is asked to', () => {
    render(
      <Dialog title="Đổi tên" closeLabel="Đóng" onClose={vi.fn()}>
        <input aria-label="Tên mới" data-autofocus />
      </Dialog>,
    );
    expect(screen.getByLabelText('Tên mới')).toHaveFocus();
  });

  it('gives the focus back when it closes', async () => {
    await ask();
    await userEvent.click(screen.getByRole('button', { name: 'Đóng' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByRole('button', { name: 'Rời khỏi' })).toHaveFocus();
  });

  it('asks to be closed on Esc, once', async () => {
    const onClose = vi.fn();
    const dialog = await ask({ onClose });
    fireEvent(dialog, new Event('cancel', { cancelable: true }));
    await Promise.resolve();
    expect(onClose).toHaveBeenCalledOnce();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('tells of a browser that closed it by itself', async () => {
    const onClose = vi.fn();
    const dialog = await ask({ onClose });
    (dialog as HTMLDialogElement).close();
    await eventually(() => expect(onClose).toHaveBeenCalledOnce());
  });

  it('closes by a tap beside it only where that loses nothing', async () => {
    const onClose = vi.fn();
    const dialog = await ask({ onClose, closesOnVeil: true });
    await userEvent.click(screen.getByText('Khôi phục được trong 30 ngày.'));
    expect(onClose).not.toHaveBeenCalled();
    fireEvent.click(dialog);
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('that holds something typed stays at a tap beside it', async () => {
    const onClose = vi.fn();
    fireEvent.click(await ask({ onClose }));
    expect(onClose).not.toHaveBeenCalled();
  });
});
