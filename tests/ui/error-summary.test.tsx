import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { ChipGroup } from '../../src/ui/chip-group.tsx';
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

  it('puts the label before a message that does not name its field', () => {
    render(
      <fieldset>
        <legend>Người thứ {2}</legend>
        <ErrorSummary
          title="Có 2 mục cần sửa"
          errors={[
            { fieldId: 'people.1.address', message: 'Rút gọn còn 300 chữ cái', bare: true },
            { fieldId: 'kind', message: 'Xem lại mục này', bare: true },
          ]}
        />
        <TextField label="Địa chỉ" note="(không bắt buộc)" name="people.1.address" />
        <ChipGroup label="Loại" name="kind" chips={[{ value: 'a', label: 'Kiến nghị' }]} />
      </fieldset>,
    );
    expect(screen.getByRole('link', { name: 'Người thứ 2, Địa chỉ: rút gọn còn 300 chữ cái' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Loại: xem lại mục này' })).toBeVisible();
  });

  it('leads to the field, and leaves the address alone', async () => {
    render(<VisitForm attempt={1} />);
    await userEvent.click(screen.getByRole('link', { name: 'Chọn xóm' }));
    expect(screen.getByLabelText('Xóm')).toHaveFocus();
    expect(location.hash).toBe('');
  });
});
