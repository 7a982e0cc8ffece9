import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { describe, expect, it } from 'vitest';
import { ChipGroup } from '../../src/ui/chip-group.tsx';

const kinds = [
  { value: 'proposal', label: 'Kiến nghị' },
  { value: 'feedback', label: 'Phản ánh' },
  { value: 'complaint', label: 'Khiếu nại' },
];

function KindForm({ kind }: { kind: string }) {
  const { register, control } = useForm({ defaultValues: { kind, fields: ['complaint'] } });
  const values = useWatch({ control });
  return (
    <>
      <ChipGroup label="Loại" chips={kinds} error="Chọn loại" {...register('kind')} />
      <ChipGroup label="Lĩnh vực" multiple chips={kinds} {...register('fields')} />
      <output>{JSON.stringify(values)}</output>
    </>
  );
}

const values = () => JSON.parse(screen.getByRole('status').textContent);

describe('a choice of one', () => {
  it('starts with what the form holds, and tells it of a choice', async () => {
    render(<KindForm kind="feedback" />);
    expect(screen.getByRole('radio', { name: 'Phản ánh' })).toBeChecked();
    await userEvent.click(screen.getByText('Khiếu nại', { selector: '[role=radiogroup] *' }));
    expect(values().kind).toBe('complaint');
    expect(screen.getByRole('radio', { name: 'Phản ánh' })).not.toBeChecked();
  });

  it('is one stop of the tab key, the arrows choose', async () => {
    render(<KindForm kind="feedback" />);
    await userEvent.tab();
    expect(screen.getByRole('radio', { name: 'Phản ánh' })).toHaveFocus();
    await userEvent.keyboard('{ArrowRight}');
    expect(values().kind).toBe('complaint');
    await userEvent.tab();
    expect(screen.getByRole('checkbox', { name: 'Kiến nghị' })).toHaveFocus();
  });

  it('has a name, an error, and a place for the error summary to lead to', () => {
    render(<KindForm kind="" />);
    expect(screen.getByRole('radiogroup', { name: 'Loại' })).toHaveAccessibleDescription('Chọn loại');
    expect(document.getElementById('kind')).toBe(screen.getByRole('radio', { name: 'Kiến nghị' }));
  });
});

describe('a choice of several', () => {
  it('starts with what the form holds, and tells it of each', async () => {
    render(<KindForm kind="" />);
    expect(screen.getByRole('checkbox', { name: 'Khiếu nại' })).toBeChecked();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Kiến nghị' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Khiếu nại' }));
    expect(values().fields).toEqual(['proposal']);
  });
});

describe('a filter', () => {
  it('is held by who shows it', async () => {
    function Filter() {
      const [kind, setKind] = useState('proposal');
      return <ChipGroup label="Loại" chips={kinds} value={kind} onChange={(event) => setKind(event.target.value)} />;
    }
    render(<Filter />);
    expect(screen.getByRole('radio', { name: 'Kiến nghị' })).toBeChecked();
    await userEvent.click(screen.getByRole('radio', { name: 'Phản ánh' }));
    expect(screen.getByRole('radio', { name: 'Phản ánh' })).toBeChecked();
  });

  it('may start chosen without being held', () => {
    render(<ChipGroup label="Loại" multiple chips={kinds} defaultValue={['feedback', 'complaint']} />);
    expect(screen.getAllByRole('checkbox', { checked: true })).toHaveLength(2);
  });
});
