import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useForm, useWatch } from 'react-hook-form';
import { describe, expect, it } from 'vitest';
import { CheckboxField } from '../../src/ui/checkbox-field.tsx';
import { SelectField } from '../../src/ui/select-field.tsx';

function PlaceForm() {
  const { register, control } = useForm({ defaultValues: { largeGroup: false, village: 'b' } });
  const values = useWatch({ control });
  return (
    <>
      <CheckboxField label="Đoàn đông người" hint="Từ 5 người trở lên" error="Xem lại" {...register('largeGroup')} />
      <SelectField
        label="Xóm"
        emptyChoice="Chọn xóm"
        choices={[
          { value: 'a', label: 'Nà Pháo' },
          { value: 'b', label: 'Lũng Rì' },
        ]}
        {...register('village')}
      />
      <output>{JSON.stringify(values)}</output>
    </>
  );
}

describe('a checkbox', () => {
  it('is ticked by its words and tells the form', async () => {
    render(<PlaceForm />);
    await userEvent.click(screen.getByText('Đoàn đông người'));
    expect(screen.getByRole('checkbox')).toBeChecked();
    expect(screen.getByRole('checkbox')).toHaveAccessibleDescription('Từ 5 người trở lên Xem lại');
    expect(screen.getByRole('status')).toHaveTextContent('"largeGroup":true');
  });
});

describe('a long list of choices', () => {
  it('starts with what the form holds, can choose nothing, and tells the form', async () => {
    render(<PlaceForm />);
    expect(screen.getByLabelText('Xóm')).toHaveDisplayValue('Lũng Rì');
    await userEvent.selectOptions(screen.getByLabelText('Xóm'), 'Nà Pháo');
    expect(screen.getByRole('status')).toHaveTextContent('"village":"a"');
    await userEvent.selectOptions(screen.getByLabelText('Xóm'), 'Chọn xóm');
    expect(screen.getByRole('status')).toHaveTextContent('"village":""');
  });
});
