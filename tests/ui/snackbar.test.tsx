import { act, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type SnackbarMessage, SnackbarProvider, useSnackbar } from '../../src/ui/snackbar.tsx';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function Deleter({ message }: { message: SnackbarMessage }) {
  const showSnackbar = useSnackbar();
  return (
    <button type="button" onClick={() => showSnackbar(message)}>
      Xóa
    </button>
  );
}

function show(message: SnackbarMessage) {
  render(
    <SnackbarProvider closeLabel="Đóng thông báo">
      <Deleter message={message} />
    </SnackbarProvider>,
  );
  const trigger = screen.getByRole('button', { name: 'Xóa' });
  act(() => {
    trigger.focus();
  });
  fireEvent.click(trigger);
  return trigger;
}

const pass = (ms: number): void => {
  act(() => {
    vi.advanceTimersByTime(ms);
  });
};
const text = () => screen.queryByText('Đã xóa.');

describe('a snackbar', () => {
  it('is said politely, in a place that was there before', () => {
    render(<SnackbarProvider closeLabel="Đóng thông báo">trang</SnackbarProvider>);
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
  });

  it('stays seven seconds', () => {
    show({ text: 'Đã xóa.' });
    expect(screen.getByRole('status')).toHaveTextContent('Đã xóa.');
    pass(6_999);
    expect(text()).not.toBeNull();
    pass(1);
    expect(text()).toBeNull();
  });

  it('stays neither shorter than five seconds nor longer than ten', () => {
    const trigger = show({ text: 'Đã xóa.', durationMs: 1 });
    pass(4_999);
    expect(text()).not.toBeNull();
    pass(1);
    expect(text()).toBeNull();
    fireEvent.click(trigger);
    expect(text()).not.toBeNull();
  });

  it('does not stay for ever', () => {
    show({ text: 'Đã xóa.', durationMs: 3_600_000 });
    pass(10_000);
    expect(text()).toBeNull();
  });

  it('waits while a mouse or the focus is on it', () => {
    show({ text: 'Đã xóa.', action: { label: 'Hoàn tác', run: vi.fn() } });
    const bar = text()?.parentElement as HTMLElement;
    fireEvent.pointerEnter(bar);
    pass(60_000);
    act(() => {
      screen.getByRole('button', { name: 'Hoàn tác' }).focus();
    });
    fireEvent.pointerLeave(bar);
    pass(60_000);
    expect(text()).not.toBeNull();
    act(() => {
      screen.getByRole('button', { name: 'Xóa' }).focus();
    });
    pass(7_000);
    expect(text()).toBeNull();
  });

  it('undoes once, leaves, and gives the focus back', () => {
    const run = vi.fn();
    const trigger = show({ text: 'Đã xóa.', action: { label: 'Hoàn tác', run } });
    const undo = screen.getByRole('button', { name: 'Hoàn tác' });
    act(() => {
      undo.focus();
    });
    fireEvent.click(undo);
    expect(run).toHaveBeenCalledOnce();
    expect(text()).toBeNull();
    expect(trigger).toHaveFocus();
  });

  it('gives the focus to the title where the button that was pressed is gone', () => {
    function Record() {
      const showSnackbar = useSnackbar();
      const [isDeleted, setDeleted] = useState(false);
      const remove = () => {
        setDeleted(true);
        showSnackbar({ text: 'Đã xóa.', action: { label: 'Hoàn tác', run: () => setDeleted(false) } });
      };
      return (
        <>
          <h1 tabIndex={-1}>Tiếp dân</h1>
          {isDeleted ? null : (
            <button type="button" onClick={remove}>
              Xóa
            </button>
          )}
        </>
      );
    }
    render(
      <SnackbarProvider closeLabel="Đóng thông báo">
        <Record />
      </SnackbarProvider>,
    );
    const press = (name: string) => {
      act(() => screen.getByRole('button', { name }).focus());
      fireEvent.click(screen.getByRole('button', { name }));
    };
    press('Xóa');
    press('Hoàn tác');
    expect(screen.getByRole('heading')).toHaveFocus();
    press('Xóa');
    press('Đóng thông báo');
    expect(screen.getByRole('heading')).toHaveFocus();
  });

  it('gives the focus back too when a newer one takes its place', () => {
    const trigger = show({ text: 'Đã xóa.', action: { label: 'Hoàn tác', run: vi.fn() } });
    act(() => screen.getByRole('button', { name: 'Hoàn tác' }).focus());
    fireEvent.click(trigger);
    expect(trigger).toHaveFocus();
    pass(10_000);
    expect(trigger).toHaveFocus();
  });

  it('can be sent away', () => {
    show({ text: 'Đã xóa.' });
    fireEvent.click(screen.getByRole('button', { name: 'Đóng thông báo' }));
    expect(text()).toBeNull();
  });

  it('gives way to a newer one, which has its whole time', () => {
    const trigger = show({ text: 'Đã xóa.' });
    pass(6_000);
    fireEvent.click(trigger);
    pass(6_000);
    expect(screen.getAllByText('Đã xóa.')).toHaveLength(1);
    pass(1_000);
    expect(text()).toBeNull();
  });

  it('has room of its own while it stands, so that it covers nothing', () => {
    const height = vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(64);
    const room = () => document.documentElement.style.getPropertyValue('--snackbar-height');
    show({ text: 'Đã xóa.' });
    expect(room()).toBe('64px');
    // Another size of text, a turned phone: more lines.
    height.mockReturnValue(90);
    fireEvent(window, new Event('resize'));
    expect(room()).toBe('90px');
    pass(7_000);
    expect(text()).toBeNull();
    expect(room()).toBe('');
    height.mockRestore();
  });
});
