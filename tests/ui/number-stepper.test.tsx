import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useForm, useWatch } from 'react-hook-form';
import { describe, expect, it } from 'vitest';
import { NumberStepper } from '../../src/ui/number-stepper.tsx';

function CountForm({ initial = '1' }: { initial?: string }) {
  const { register, control } = useForm({ defaultValues: { count: initial } });
  const count = useWatch({ control, name: 'count' });
  return (
    <>
      <NumberStepper
        label="Số người"
        min={1}
        max={3}
        decreaseLabel="Bớt một người"
        increaseLabel="Thêm một người"
        {...register('count')}
      />
      <output>{count}</output>
    </>
  );
}

const more = () => screen.getByRole('button', { name: 'Thêm một người' });
const less = () => screen.getByRole('button', { name: 'Bớt một người' });
const input = () => screen.getByLabelText('Số người');

describe('a number stepper', () => {
  it('steps between its bounds, and the form hears of it', async () => {
    render(<CountForm />);
    await userEvent.click(more());
    expect(input()).toHaveValue('2');
    expect(screen.getByRole('status')).toHaveTextContent('2');
    await userEvent.click(more());
    await userEvent.click(more());
    expect(input()).toHaveValue('3');
    for (let press = 0; press < 4; press++) await userEvent.click(less());
    expect(input()).toHaveValue('1');
    expect(screen.getByRole('status')).toHaveTextContent('1');
  });

  it('steps by the arrow keys', async () => {
    render(<CountForm />);
    await userEvent.click(input());
    await userEvent.keyboard('{ArrowUp}');
    expect(screen.getByRole('status')).toHaveTextContent('2');
    await userEvent.keyboard('{ArrowDown}');
    expect(screen.getByRole('status')).toHaveTextContent('1');
  });

  it('keeps what is typed, right or wrong', async () => {
    render(<CountForm initial="" />);
    await userEvent.type(input(), '12x');
    expect(input()).toHaveValue('12x');
    expect(screen.getByRole('status')).toHaveTextContent('12x');
  });

  it('steps from anything else to the smallest', async () => {
    render(<CountForm initial="khoảng 5" />);
    await userEvent.click(more());
    expect(input()).toHaveValue('1');
  });

  it('is one stop of the tab key', async () => {
    render(<CountForm />);
    await userEvent.tab();
    expect(input()).toHaveFocus();
    await userEvent.tab();
    expect(document.body).toHaveFocus();
  });
});
