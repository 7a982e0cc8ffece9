import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { List, ListRow } from '../../src/ui/list-row.tsx';
import { SplitView } from '../../src/ui/split-view.tsx';

const user = userEvent.setup({ delay: null });
afterEach(() => vi.unstubAllGlobals());

/** A window whose width a test changes. */
function windowIs(wide: boolean) {
  const listeners = new Set<() => void>();
  const list = {
    matches: wide,
    addEventListener: (_: string, listener: () => void) => listeners.add(listener),
    removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
  };
  vi.stubGlobal('matchMedia', () => list);
  return (next: boolean) =>
    act(() => {
      list.matches = next;
      for (const listener of listeners) listener();
    });
}

function Records() {
  const [open, setOpen] = useState<string>();
  const [names, setNames] = useState(['An', 'Bình']);
  return (
    <SplitView
      openKey={open}
      detailLabel="Lượt tiếp"
      list={
        <List>
          {names.map((name) => (
            // In a phone's layout the style sheet takes the list away; in jsdom, this.
            <span key={name} hidden={open !== undefined && !window.matchMedia('').matches}>
              <ListRow
                title={name}
                href={`/${name}`}
                onOpen={() => setOpen(name)}
                current={name === open}
                tabIndex={0}
              />
            </span>
          ))}
        </List>
      }
      detail={
        open === undefined ? (
          'Chọn một lượt'
        ) : (
          <>
            <h2>{open} đây</h2>
            <button type="button" onClick={() => setOpen(undefined)}>
              Về
            </button>
            <button
              type="button"
              onClick={() => {
                setNames(names.filter((name) => name !== open));
                setOpen(undefined);
              }}
            >
              Xóa
            </button>
          </>
        )
      }
    />
  );
}

const detail = () => screen.getByRole('region', { name: 'Lượt tiếp' });
const row = (name: string) => screen.getByRole('link', { name });
const press = (name: string) => user.click(screen.getByRole('button', { name }));

describe('on a phone', () => {
  it('the focus goes where the screen goes: into the detail, and back into the list', async () => {
    windowIs(false);
    render(<Records />);
    await user.click(row('An'));
    expect(detail()).toHaveFocus();
    await press('Về');
    expect(row('An')).toHaveFocus();
  });

  it('and back by the browser’s own button', async () => {
    windowIs(false);
    render(<Records />);
    await user.click(row('An'));
    // The frame that had the focus is hidden, not gone: the browser moves the focus only later.
    expect(detail()).toHaveFocus();
    fireEvent.click(screen.getByRole('button', { name: 'Về' }));
    expect(row('An')).toHaveFocus();
  });
});

describe('on a PC', () => {
  it('a click opens beside the list and leaves the focus there', async () => {
    windowIs(true);
    render(<Records />);
    await user.click(row('Bình'));
    expect(detail()).toHaveTextContent('Bình đây');
    expect(row('Bình')).toHaveFocus();
    expect(row('Bình')).toHaveAttribute('aria-current', 'true');
  });

  it('Enter goes into what it opens, Escape back to its row', async () => {
    windowIs(true);
    render(<Records />);
    row('Bình').focus();
    await user.keyboard('{Enter}');
    expect(detail()).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(row('Bình')).toHaveFocus();
  });

  it('after the open one is deleted the focus is on another row', async () => {
    windowIs(true);
    render(<Records />);
    await user.click(row('An'));
    await press('Xóa');
    expect(row('Bình')).toHaveFocus();
  });

  it('made narrow and wide again, it keeps what is open', async () => {
    const becomes = windowIs(true);
    render(<Records />);
    await user.click(row('An'));
    becomes(false);
    expect(detail()).toHaveTextContent('An đây');
    becomes(true);
    expect(detail()).toHaveTextContent('An đây');
    expect(row('An')).toHaveAttribute('aria-current', 'true');
  });
});
