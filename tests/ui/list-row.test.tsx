import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { List, ListRow } from '../../src/ui/list-row.tsx';

describe('a row', () => {
  it('with an address is a link that the router may follow', () => {
    const onOpen = vi.fn();
    render(<ListRow title="KHN-012" detail="Đất đai" href="/don/12" onOpen={onOpen} current />);
    const link = screen.getByRole('link', { name: /KHN-012/ });
    expect(link).toHaveAttribute('href', '/don/12');
    expect(link).toHaveAttribute('aria-current', 'true');
    expect(fireEvent.click(link)).toBe(false);
    expect(onOpen).toHaveBeenCalledOnce();
  });

  it('without one is a button', () => {
    const onOpen = vi.fn();
    render(<ListRow title="Nông Thị Đào" onOpen={onOpen} />);
    fireEvent.click(screen.getByRole('button', { name: 'Nông Thị Đào' }));
    expect(onOpen).toHaveBeenCalledOnce();
  });

  it('that leads nowhere is neither', () => {
    render(<ListRow title="Chỉ để xem" trailing="06/07" />);
    expect(screen.queryByRole('button')).toBeNull();
    expect(screen.queryByRole('link')).toBeNull();
    expect(screen.getByText('Chỉ để xem')).toBeVisible();
  });

  it('stands in a list that is counted', () => {
    render(
      <List label="Cần làm">
        <ListRow title="một" />
        {null}
        <ListRow title="hai" />
      </List>,
    );
    expect(screen.getByRole('list', { name: 'Cần làm' })).toBeInTheDocument();
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
  });
});
