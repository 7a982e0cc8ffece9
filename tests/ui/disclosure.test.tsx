import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { Disclosure } from '../../src/ui/disclosure.tsx';

function Part() {
  const [open, setOpen] = useState(false);
  return (
    <Disclosure title="Giấy tờ" note="Đã ghi 2 mục" open={open} onToggle={() => setOpen(!open)}>
      <input aria-label="Số" />
    </Disclosure>
  );
}

it('opens and closes by mouse and by keyboard, and says so', async () => {
  render(<Part />);
  const toggle = screen.getByRole('button', { name: /^Giấy tờ/ });
  expect(toggle).toHaveAttribute('aria-expanded', 'false');
  expect(toggle).toHaveTextContent('Đã ghi 2 mục');
  expect(screen.queryByLabelText('Số')).toBeNull();
  await userEvent.click(toggle);
  expect(toggle).toHaveAttribute('aria-expanded', 'true');
  expect(screen.getByLabelText('Số')).toBeVisible();
  expect(document.getElementById(toggle.getAttribute('aria-controls') ?? '')).toContainElement(
    screen.getByLabelText('Số'),
  );
  await userEvent.keyboard('{Enter}');
  expect(toggle).toHaveAttribute('aria-expanded', 'false');
});
