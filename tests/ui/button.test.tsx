import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { Button, IconButton } from '../../src/ui/button.tsx';
import { IconBack } from '../../src/ui/icons.tsx';

describe('a button', () => {
  it('does not send a form unless it is meant to', async () => {
    const onSubmit = vi.fn((event: React.SyntheticEvent) => event.preventDefault());
    render(
      <form onSubmit={onSubmit}>
        <Button>Chụp đơn</Button>
        <Button type="submit">Lưu</Button>
      </form>,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Chụp đơn' }));
    expect(onSubmit).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Lưu' }));
    expect(onSubmit).toHaveBeenCalledOnce();
  });

  it('that is busy keeps the focus and takes no second press', async () => {
    const onClick = vi.fn();
    const onSubmit = vi.fn((event: React.SyntheticEvent) => event.preventDefault());
    const form = (busy: boolean) => (
      <form onSubmit={onSubmit}>
        <Button type="submit" busy={busy} onClick={onClick}>
          Lưu
        </Button>
      </form>
    );
    const { rerender } = render(form(false));
    const button = screen.getByRole('button', { name: 'Lưu' });
    await userEvent.click(button);
    rerender(form(true));
    await userEvent.click(button);
    await userEvent.keyboard('{Enter}');
    expect(onClick).toHaveBeenCalledOnce();
    expect(onSubmit).toHaveBeenCalledOnce();
    expect(button).toHaveFocus();
    expect(button).toHaveAttribute('aria-busy', 'true');
  });

  it('with an icon only has its words for those who do not see it', () => {
    render(<IconButton label="Quay lại" icon={<IconBack />} />);
    expect(screen.getByRole('button', { name: 'Quay lại' })).toHaveAttribute('aria-label', 'Quay lại');
  });
});
