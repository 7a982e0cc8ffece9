import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useForm, useWatch } from 'react-hook-form';
import { describe, expect, it, vi } from 'vitest';
import { DateField, type DateReadBack } from '../../src/ui/date-field.tsx';

const readBack = vi.fn((typed: string): DateReadBack => {
  if (typed === '') return { tag: 'empty' };
  if (typed === '5/7' || typed === '08/07/2026') return { tag: 'date', iso: '2026-07-05', text: `Chủ nhật: ${typed}` };
  return { tag: 'problem', text: 'Không có ngày này' };
});

function ReceiptForm({ error }: { error?: string }) {
  const { register, control, formState } = useForm({ defaultValues: { date: '' } });
  const date = useWatch({ control, name: 'date' });
  return (
    <>
      <DateField
        label="Ngày nhận đơn"
        pickLabel="Chọn ngày"
        readBack={readBack}
        writePicked={(iso) => iso.split('-').reverse().join('/')}
        max="2026-07-31"
        error={error}
        {...register('date')}
      />
      <p data-testid="form">{date}</p>
      <p>{formState.touchedFields.date ? 'đã rời' : 'chưa rời'}</p>
    </>
  );
}

const input = () => screen.getByLabelText('Ngày nhận đơn');
const picker = () => document.querySelector<HTMLInputElement>('input[type=date]');

describe('a date field', () => {
  it('says how it understood a date when it is left, and keeps it as typed', async () => {
    render(<ReceiptForm />);
    readBack.mockClear();
    await userEvent.type(input(), '5/7');
    expect(readBack).not.toHaveBeenCalled();
    await userEvent.tab();
    expect(screen.getByText('Chủ nhật: 5/7')).toBeVisible();
    expect(input()).toHaveValue('5/7');
    expect(screen.getByTestId('form')).toHaveTextContent('5/7');
    expect(screen.getByText('đã rời')).toBeVisible();
  });

  it('says what is wrong, without refusing it', async () => {
    render(<ReceiptForm />);
    await userEvent.type(input(), '31/2');
    await userEvent.tab();
    expect(input()).toHaveAccessibleDescription('Không có ngày này');
    expect(input()).toBeValid();
    expect(screen.getByTestId('form')).toHaveTextContent('31/2');
  });

  it('shows the error of the form before its own remark', async () => {
    const { rerender } = render(<ReceiptForm />);
    await userEvent.type(input(), '5/7');
    await userEvent.tab();
    rerender(<ReceiptForm error="Ngày nhận đơn phải là hôm nay hoặc trước đó" />);
    expect(input()).toHaveAccessibleDescription('Ngày nhận đơn phải là hôm nay hoặc trước đó');
    expect(screen.queryByText('Chủ nhật: 5/7')).toBeNull();
  });

  it('writes a picked day into the field, and the form hears of it', async () => {
    render(<ReceiptForm />);
    fireEvent.change(picker() as HTMLInputElement, { target: { value: '2026-07-08' } });
    expect(input()).toHaveValue('08/07/2026');
    expect(screen.getByTestId('form')).toHaveTextContent('08/07/2026');
    expect(await screen.findByText('Chủ nhật: 08/07/2026')).toBeVisible();
    expect(input()).toHaveFocus();
  });

  it('keeps what was typed when the picker is emptied', async () => {
    render(<ReceiptForm />);
    fireEvent.change(picker() as HTMLInputElement, { target: { value: '2026-07-08' } });
    fireEvent.change(picker() as HTMLInputElement, { target: { value: '' } });
    expect(input()).toHaveValue('08/07/2026');
  });

  it('opens the picker at the typed day', async () => {
    render(<ReceiptForm />);
    const showPicker = vi.fn();
    Object.assign(picker() as HTMLInputElement, { showPicker });
    await userEvent.type(input(), '5/7');
    await userEvent.click(screen.getByRole('button', { name: 'Chọn ngày' }));
    expect(showPicker).toHaveBeenCalledOnce();
    expect(picker()).toHaveValue('2026-07-05');
    expect(picker()).toHaveAttribute('max', '2026-07-31');
  });
});
