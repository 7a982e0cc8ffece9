import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { SegmentedTabs } from '../../src/ui/segmented-tabs.tsx';
import { TabBar } from '../../src/ui/tab-bar.tsx';

describe('the main tabs', () => {
  const tabs = [
    { href: '/', label: 'Hôm nay', icon: null, current: true, count: { value: 120, label: '120 việc cần làm' } },
    { href: '/tiep-dan', label: 'Tiếp dân', icon: null },
  ];

  it('say where one is and what waits', () => {
    render(<TabBar label="Chính" tabs={tabs} onNavigate={vi.fn()} />);
    const today = screen.getByRole('link', { name: /Hôm nay/ });
    expect(today).toHaveAttribute('aria-current', 'page');
    expect(today).toHaveAccessibleName('Hôm nay120 việc cần làm');
    expect(today).toHaveTextContent('99+');
    expect(screen.getByRole('link', { name: 'Tiếp dân' })).not.toHaveAttribute('aria-current');
  });

  it('lead there without loading anything; a new window stays the browser’s', async () => {
    const onNavigate = vi.fn();
    render(<TabBar label="Chính" tabs={tabs} onNavigate={onNavigate} />);
    const link = screen.getByRole('link', { name: 'Tiếp dân' });
    expect(fireEvent.click(link)).toBe(false);
    expect(onNavigate).toHaveBeenCalledExactlyOnceWith('/tiep-dan');
    // Left to the browser means: still to be done when the event has gone all the way up.
    const leftToBrowser = vi.fn((event: Event) => {
      const isLeft = !event.defaultPrevented;
      // jsdom would complain of a navigation it cannot do.
      event.preventDefault();
      return isLeft;
    });
    window.addEventListener('click', leftToBrowser);
    for (const modifier of ['ctrlKey', 'metaKey', 'shiftKey', 'altKey']) fireEvent.click(link, { [modifier]: true });
    fireEvent.click(link, { button: 1 });
    window.removeEventListener('click', leftToBrowser);
    expect(leftToBrowser.mock.results.map((result) => result.value)).toEqual([true, true, true, true, true]);
    expect(onNavigate).toHaveBeenCalledOnce();
  });
});

describe('the parts of a screen', () => {
  function Card() {
    const [part, setPart] = useState('summary');
    return (
      <SegmentedTabs
        label="Hồ sơ"
        value={part}
        onChange={setPart}
        segments={[
          { value: 'summary', label: 'Tóm tắt', content: 'Đất đai' },
          { value: 'papers', label: 'Tài liệu', content: 'Ba trang' },
          { value: 'history', label: 'Dòng thời gian', content: 'Hôm qua' },
        ]}
      />
    );
  }

  it('are shown one at a time', async () => {
    render(<Card />);
    expect(screen.getByRole('tabpanel', { name: 'Tóm tắt' })).toHaveTextContent('Đất đai');
    await userEvent.click(screen.getByRole('tab', { name: 'Tài liệu' }));
    expect(screen.getByRole('tabpanel', { name: 'Tài liệu' })).toHaveTextContent('Ba trang');
    expect(screen.getByRole('tab', { name: 'Tài liệu' })).toHaveAttribute('aria-selected', 'true');
  });

  it('are walked by the keys, round and round', async () => {
    render(<Card />);
    await userEvent.tab();
    await userEvent.keyboard('{ArrowLeft}');
    expect(screen.getByRole('tab', { name: 'Dòng thời gian' })).toHaveFocus();
    expect(screen.getByRole('tabpanel')).toHaveTextContent('Hôm qua');
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(screen.getByRole('tab', { name: 'Tài liệu' })).toHaveFocus();
    await userEvent.keyboard('{End}{Home}');
    expect(screen.getByRole('tab', { name: 'Tóm tắt' })).toHaveFocus();
  });
});
