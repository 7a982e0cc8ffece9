import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { ErrorSummary } from '../../src/ui/error-summary.tsx';
import { TextField } from '../../src/ui/text-field.tsx';

// jsdom lays nothing out.
beforeAll(() => {
  Element.prototype.scrollIntoView = vi.fn();
});

const errors = [
  { fieldId: 'content', message: 'Nhập nội dung trình bày' },
  { fieldId: 'village', message: 'Chọn xóm' },
];

function VisitForm({ attempt, found = errors }: { attempt: number; found?: typeof errors }) {
  return (
    <form>
      <ErrorSummary title="Có 2 mục cần sửa" errors={found} attempt={attempt} />
      <TextField label="Nội dung" name="content" />
      <TextField label="Xóm" name="village" />
    </form>
  );
}

describe('an error summary', () => {
  it('is not there without errors', () => {
    render(<VisitForm attempt={0} found={[]} />);
    expect(screen.queryByRole('region')).toBeNull();
  });

  it('takes the focus at every attempt to save', async () => {
    const { rerender } = render(<VisitForm attempt={0} found={[]} />);
    rerender(<VisitForm attempt={1} />);
    const summary = screen.getByRole('region', { name: 'Có 2 mục cần sửa' });
    expect(summary).toHaveFocus();
    await userEvent.click(screen.getByLabelText('Xóm'));
    rerender(<VisitForm attempt={1} />);
    expect(summary).not.toHaveFocus();
    rerender(<VisitForm attempt={2} />);
    expect(summary).toHaveFocus();
  });

  it('leads to the field, and leaves the address alone', async () => {
    render(<VisitForm attempt={1} />);
    await userEvent.click(screen.getByRole('link', { name: 'Chọn xóm' }));
    expect(screen.getByLabelText('Xóm')).toHaveFocus();
    expect(location.hash).toBe('');
  });
});
