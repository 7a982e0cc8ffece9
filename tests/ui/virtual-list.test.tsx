import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { VirtualList } from '../../src/ui/virtual-list.tsx';

interface Visit {
  readonly id: string;
  readonly name: string;
}

const visitsOf = (count: number, from = 1): Visit[] =>
  Array.from({ length: count }, (_, index) => ({ id: `v${from + index}`, name: `Lượt ${from + index}` }));

// In jsdom nothing has a height, so that a row is taken to be 4.5 × 16 px high.
const ROW_PX = 72;

function list(visits: readonly Visit[], onOpen: (id: string) => void = vi.fn(), scrollMemory?: { current: number }) {
  return (
    <VirtualList
      label="Lượt tiếp"
      items={visits}
      keyOf={(visit) => visit.id}
      rowOf={(visit) => ({ title: visit.name, onOpen: () => onOpen(visit.id) })}
      {...(scrollMemory ? { scrollMemory } : {})}
    />
  );
}

const row = (name: string) => screen.getByRole('button', { name });
const scroller = () => screen.getByRole('list').parentElement as HTMLElement;

describe('a list of ten thousand', () => {
  it('draws only the rows in sight, and says where each stands', () => {
    render(list(visitsOf(10_000)));
    const rows = screen.getAllByRole('listitem');
    expect(rows.length).toBeLessThan(60);
    expect(rows[2]).toHaveAttribute('aria-posinset', '3');
    expect(rows[2]).toHaveAttribute('aria-setsize', '10000');
    expect(screen.getByRole('list', { name: 'Lượt tiếp' })).toHaveStyle({ height: `${10_000 * ROW_PX}px` });
  });

  it('draws others when it is scrolled', () => {
    render(list(visitsOf(10_000)));
    fireEvent.scroll(scroller(), { target: { scrollTop: 5_000 * ROW_PX } });
    expect(row('Lượt 5001')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Lượt 40' })).toBeNull();
  });

  it('is one stop of the tab key', async () => {
    render(list(visitsOf(10_000)));
    await userEvent.tab();
    expect(row('Lượt 1')).toHaveFocus();
    await userEvent.tab();
    expect(document.body).toHaveFocus();
  });

  it('is walked by the keys', async () => {
    render(list(visitsOf(10_000)));
    await userEvent.tab();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
    expect(row('Lượt 2')).toHaveFocus();
    await userEvent.keyboard('{End}');
    expect(row('Lượt 10000')).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}{ArrowUp}');
    expect(row('Lượt 9999')).toHaveFocus();
    await userEvent.keyboard('{Home}{ArrowUp}');
    expect(row('Lượt 1')).toHaveFocus();
    await userEvent.keyboard('{PageDown}');
    expect(row('Lượt 12')).toHaveFocus();
  });

  it('scrolls at its end past the last row, out from under a floating button', async () => {
    render(list(visitsOf(100)));
    Object.defineProperty(scroller(), 'scrollHeight', { value: 100 * ROW_PX + 80 });
    await userEvent.tab();
    await userEvent.keyboard('{End}');
    expect(scroller().scrollTop).toBe(100 * ROW_PX + 80);
    await userEvent.keyboard('{Home}');
    expect(scroller().scrollTop).toBe(0);
  });

  it('leaves keys with Alt or Ctrl to the browser', async () => {
    render(list(visitsOf(10)));
    await userEvent.tab();
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}{Control>}{End}{/Control}');
    expect(row('Lượt 1')).toHaveFocus();
  });

  it('opens the row on Enter and on a tap', async () => {
    const onOpen = vi.fn();
    render(list(visitsOf(10_000), onOpen));
    await userEvent.tab();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await userEvent.click(row('Lượt 4'));
    expect(onOpen.mock.calls).toEqual([['v2'], ['v4']]);
  });

  it('keeps the focused row when it is scrolled out of sight', async () => {
    render(list(visitsOf(10_000)));
    await userEvent.tab();
    fireEvent.scroll(scroller(), { target: { scrollTop: 5_000 * ROW_PX } });
    expect(row('Lượt 1')).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}');
    expect(row('Lượt 2')).toHaveFocus();
  });

  it('keeps the focus on its record when others arrive above', async () => {
    const { rerender } = render(list(visitsOf(10, 100)));
    await userEvent.tab();
    await userEvent.keyboard('{ArrowDown}');
    rerender(list([...visitsOf(3), ...visitsOf(10, 100)]));
    expect(row('Lượt 101')).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}');
    expect(row('Lượt 102')).toHaveFocus();
  });

  it('survives a filter that leaves little or nothing', () => {
    const { rerender } = render(list(visitsOf(10_000)));
    fireEvent.scroll(scroller(), { target: { scrollTop: 9_000 * ROW_PX } });
    rerender(list(visitsOf(2)));
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
    expect(row('Lượt 2')).toHaveAttribute('tabindex', '0');
    rerender(list([]));
    expect(screen.queryAllByRole('listitem')).toHaveLength(0);
  });

  it('comes back to where it was left', () => {
    const scrollMemory = { current: 0 };
    const { unmount } = render(list(visitsOf(10_000), undefined, scrollMemory));
    fireEvent.scroll(scroller(), { target: { scrollTop: 700 * ROW_PX } });
    unmount();
    render(list(visitsOf(10_000), undefined, scrollMemory));
    expect(scroller().scrollTop).toBe(700 * ROW_PX);
  });

  it('brings into sight what was opened from elsewhere, and leaves alone what is in sight', () => {
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(10 * ROW_PX);
    const opened = (openKey: string) => (
      <VirtualList
        label="Lượt tiếp"
        items={visitsOf(10_000)}
        keyOf={(visit) => visit.id}
        rowOf={(visit) => ({ title: visit.name, onOpen: vi.fn(), current: visit.id === openKey })}
        openKey={openKey}
      />
    );
    const { rerender } = render(opened('v5000'));
    expect(row('Lượt 5000')).toHaveAttribute('tabindex', '0');
    const placed = scroller().scrollTop;
    expect(placed).toBe(4_999 * ROW_PX - 4.5 * ROW_PX);
    rerender(opened('v5002'));
    expect(scroller().scrollTop).toBe(placed);
    expect(row('Lượt 5002')).toHaveAttribute('tabindex', '0');
    vi.restoreAllMocks();
  });
});
