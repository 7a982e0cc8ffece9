import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useForm } from 'react-hook-form';
import { describe, expect, it, vi } from 'vitest';
import { Field } from '../../src/ui/field.tsx';
import { TextAreaField } from '../../src/ui/text-area-field.tsx';
import { TextField } from '../../src/ui/text-field.tsx';

describe('a text field', () => {
  it('belongs to its label, its hint and its error', () => {
    render(
      <TextField
        label="Họ và tên"
        note="(không bắt buộc)"
        hint="Như trên căn cước"
        error="Nhập họ và tên"
        name="name"
      />,
    );
    const input = screen.getByLabelText('Họ và tên (không bắt buộc)');
    expect(input).toHaveAccessibleDescription('Như trên căn cước Nhập họ và tên');
    expect(input).toBeInvalid();
    expect(input).toHaveAttribute('id', 'name');
  });

  it('with a warning is still valid', () => {
    render(<TextField label="Số điện thoại" warning="Vẫn lưu được." />);
    expect(screen.getByLabelText('Số điện thoại')).toHaveAccessibleDescription('Vẫn lưu được.');
    expect(screen.getByLabelText('Số điện thoại')).toBeValid();
  });

  it('without any message is described by nothing', () => {
    render(<TextField label="Xóm" />);
    expect(screen.getByLabelText('Xóm')).not.toHaveAttribute('aria-describedby');
  });

  it('leaves names as they are typed', () => {
    render(<TextField label="Họ và tên" purpose="name" />);
    const input = screen.getByLabelText('Họ và tên');
    expect(input).toHaveAttribute('autocapitalize', 'words');
    expect(input).toHaveAttribute('spellcheck', 'false');
    expect(input).toHaveAttribute('autocomplete', 'off');
  });

  it('takes what a form library registers, and changes nothing of what is typed', async () => {
    const onSubmit = vi.fn();
    function VisitForm() {
      const { register, handleSubmit } = useForm({ defaultValues: { name: 'Nông', content: '' } });
      return (
        <form onSubmit={handleSubmit((values) => onSubmit(values))}>
          <TextField label="Công dân" purpose="name" {...register('name')} />
          <TextAreaField label="Nội dung" {...register('content')} />
          <button type="submit">Lưu</button>
        </form>
      );
    }
    render(<VisitForm />);
    expect(screen.getByLabelText('Công dân')).toHaveValue('Nông');
    await userEvent.type(screen.getByLabelText('Công dân'), '  thị  ĐÀO ');
    const decomposed = 'Đường điện'.normalize('NFD');
    fireEvent.change(screen.getByLabelText('Nội dung'), { target: { value: decomposed } });
    await userEvent.click(screen.getByRole('button'));
    expect(onSubmit).toHaveBeenCalledWith({ name: 'Nông  thị  ĐÀO ', content: decomposed });
  });

  it('keeps the form back while Enter only ends a syllable', () => {
    render(<TextField label="Họ và tên" />);
    const input = screen.getByLabelText('Họ và tên');
    // fireEvent answers false where the default was prevented.
    expect(fireEvent.keyDown(input, { key: 'Enter', isComposing: true })).toBe(false);
    expect(fireEvent.keyDown(input, { key: 'Enter', keyCode: 229 })).toBe(false);
    expect(fireEvent.keyDown(input, { key: 'Enter', keyCode: 13 })).toBe(true);
    expect(fireEvent.keyDown(input, { key: 'a', isComposing: true })).toBe(true);
  });

  it('hands the key on to who asked for it', () => {
    const onKeyDown = vi.fn();
    render(<TextField label="Tìm" onKeyDown={onKeyDown} />);
    fireEvent.keyDown(screen.getByLabelText('Tìm'), { key: 'Enter' });
    expect(onKeyDown).toHaveBeenCalledOnce();
  });
});

describe('a field of one’s own', () => {
  it('gives its control what belongs together', () => {
    render(
      <Field label="Ghi âm" labelHidden hint="Tối đa 3 phút">
        {(control) => <input {...control} type="range" />}
      </Field>,
    );
    expect(screen.getByLabelText('Ghi âm')).toHaveAccessibleDescription('Tối đa 3 phút');
  });
});
