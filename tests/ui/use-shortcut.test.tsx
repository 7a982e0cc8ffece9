import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { ShortcutProvider, type ShortcutScope, useShortcut } from '../../src/ui/use-shortcut.ts';

function Form({ keys, action, enabled = true }: { keys: string; action: () => void; enabled?: boolean }) {
  useShortcut(keys, action, enabled);
  return <input aria-label="Ý kiến" />;
}

function press(event: KeyboardEventInit) {
  return fireEvent.keyDown(screen.getByLabelText('Ý kiến'), event);
}

describe('a shortcut', () => {
  it('works from inside a field, and the browser does nothing with it', () => {
    const action = vi.fn();
    render(<Form keys="Ctrl+Enter" action={action} />);
    expect(press({ key: 'Enter', ctrlKey: true })).toBe(false);
    press({ key: 'Enter', metaKey: true });
    expect(action).toHaveBeenCalledTimes(2);
  });

  it('waits until a syllable is composed', () => {
    const action = vi.fn();
    render(<Form keys="Ctrl+Enter" action={action} />);
    press({ key: 'Enter', ctrlKey: true, isComposing: true });
    press({ key: 'Enter', ctrlKey: true, keyCode: 229 });
    expect(action).not.toHaveBeenCalled();
  });

  it('is exactly its keys', () => {
    const action = vi.fn();
    render(<Form keys="Alt+1" action={action} />);
    press({ key: '1' });
    press({ key: '1', altKey: true, ctrlKey: true });
    press({ key: '1', altKey: true, shiftKey: true });
    press({ key: '2', altKey: true });
    expect(action).not.toHaveBeenCalled();
    press({ key: '1', altKey: true });
    expect(action).toHaveBeenCalledOnce();
  });

  it('runs the newest action, and none when it is switched off or gone', () => {
    const [first, second] = [vi.fn(), vi.fn()];
    const { rerender, unmount } = render(<Form keys="F2" action={first} />);
    rerender(<Form keys="F2" action={second} />);
    press({ key: 'F2' });
    expect(first).not.toHaveBeenCalled();
    expect(second).toHaveBeenCalledOnce();
    rerender(<Form keys="F2" action={second} enabled={false} />);
    press({ key: 'F2' });
    unmount();
    fireEvent.keyDown(document.body, { key: 'F2' });
    expect(second).toHaveBeenCalledOnce();
  });

  it('answers nothing below an open dialog', () => {
    const action = vi.fn();
    const { container } = render(<Form keys="Escape" action={action} />);
    const dialog = document.createElement('dialog');
    dialog.open = true;
    container.append(dialog);
    press({ key: 'Escape' });
    expect(action).not.toHaveBeenCalled();
    dialog.remove();
    press({ key: 'Escape' });
    expect(action).toHaveBeenCalledOnce();
  });

  it('of a digit is told by its place where Alt types something else', () => {
    const action = vi.fn();
    render(<Form keys="Alt+1" action={action} />);
    press({ key: 'ă', code: 'Digit1', altKey: true });
    press({ key: '¡', code: 'Digit1', altKey: true });
    press({ key: '¡', code: 'Digit2', altKey: true });
    expect(action).toHaveBeenCalledTimes(2);
  });

  it('of a single sign answers only where nobody types', () => {
    const action = vi.fn();
    render(<Form keys="?" action={action} />);
    press({ key: '?', shiftKey: true });
    fireEvent.keyDown(document.body, { key: '?', ctrlKey: true });
    expect(action).not.toHaveBeenCalled();
    fireEvent.keyDown(document.body, { key: '?', shiftKey: true });
    expect(action).toHaveBeenCalledOnce();
  });

  it.each<[ShortcutScope, number, number]>([
    ['all', 1, 1],
    ['escape', 0, 1],
    ['none', 0, 0],
  ])('may be switched off, and is off under a cover: %s', (scope, f2, esc) => {
    const [onF2, onEscape] = [vi.fn(), vi.fn()];
    function Both() {
      useShortcut('F2', onF2);
      useShortcut('Escape', onEscape);
      return null;
    }
    render(
      <ShortcutProvider value={scope}>
        <Both />
      </ShortcutProvider>,
    );
    fireEvent.keyDown(document.body, { key: 'F2' });
    fireEvent.keyDown(document.body, { key: 'Escape' });
    expect(onF2).toHaveBeenCalledTimes(f2);
    expect(onEscape).toHaveBeenCalledTimes(esc);
  });
});
