import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { villagesOf } from '../../../src/domain/reference/villages.ts';
import { Villages } from '../../../src/features/admin/villages.tsx';
import { idOf } from '../../support/commune.ts';
import { FakeDesk } from '../fake-desk.ts';
import { letDialogsOpen } from '../let-dialogs-open.ts';
import { dialog, paste, press, pressInDialog, show, write } from './support.tsx';

letDialogsOpen();

const UNIT = idOf('Xã A');

function open(names: readonly string[], kind: 'xa' | 'phuong' = 'xa'): FakeDesk {
  const villages = Object.fromEntries(names.map((name) => [`villages/${idOf(name)}/name`, name]));
  const identity = { code: 'A', kind, level: 'commune', name: 'Mẫu' };
  const desk = new FakeDesk([{ rid: UNIT, kind: 'unit', cells: { identity, ...villages } }]);
  show(<Villages desk={desk} unit={{ id: UNIT, kind }} />);
  return desk;
}
const present = (desk: FakeDesk) =>
  villagesOf(desk.record(UNIT)?.cells ?? {}).flatMap(({ name, removed }) => (removed ? [] : [name]));

describe('villages', () => {
  it('in a phường they are tổ dân phố', async () => {
    open([], 'phuong');
    expect(await screen.findByText('Chưa có tổ dân phố nào')).toBeInTheDocument();
  });

  it('one is added; one that sounds the same is asked about once', async () => {
    const desk = open(['Xóm Nà Pháo']);
    await press('Thêm');
    await write('Tên xóm', '  na   phao ');
    await pressInDialog('Thêm');
    expect(dialog().getAllByText(/Đã có “Xóm Nà Pháo”/)).not.toHaveLength(0);
    expect(desk.changes).toEqual([]);
    await write('Tên xóm', 'Lũng Rì');
    await pressInDialog('Thêm');
    expect(await screen.findByText('Đã thêm Lũng Rì.')).toBeInTheDocument();
    expect(present(desk)).toEqual(['Lũng Rì', 'Xóm Nà Pháo']);
    await press('Hoàn tác');
    await waitFor(() => expect(present(desk)).toEqual(['Xóm Nà Pháo']));
  });

  it('many are pasted: what is there or comes twice is said and left out', async () => {
    const desk = open(['Xóm Nà Pháo']);
    await press('Dán nhiều tên');
    await paste(/Tên các xóm/, '1. Lũng Rì\nNà Pháo\nPác Nặm\nlũng rì');
    expect(dialog().getByText(/dòng 2: đã có “Xóm Nà Pháo”, bỏ qua/)).toBeInTheDocument();
    expect(dialog().getByText(/dòng 4: trùng với dòng trên, bỏ qua/)).toBeInTheDocument();
    await pressInDialog('Thêm 2 xóm');
    expect(await screen.findByText('Đã thêm 2 xóm.')).toBeInTheDocument();
    expect(present(desk)).toEqual(['Lũng Rì', 'Pác Nặm', 'Xóm Nà Pháo']);
    expect(desk.changes).toHaveLength(1);
  });

  it('renamed, merged, removed and brought back; old names stay and are found', async () => {
    const desk = open(['Nà Pháo', 'Lũng Rì', 'C', 'D', 'E', 'F', 'G', 'H']);
    await press(/^Nà Pháo/);
    await write('Tên xóm', 'Tân Lập');
    await pressInDialog('Lưu tên');
    expect(await screen.findByText('Tên cũ: Nà Pháo')).toBeInTheDocument();
    await press(/^Lũng Rì/);
    await pressInDialog('Gộp vào…');
    await userEvent.selectOptions(dialog().getByLabelText('Gộp vào'), 'Tân Lập');
    await pressInDialog('Gộp');
    expect(await screen.findByText('Tên cũ: Nà Pháo, Lũng Rì')).toBeInTheDocument();
    expect(present(desk)).not.toContain('Lũng Rì');
    await userEvent.type(screen.getByLabelText('Tìm theo tên, tên cũ'), 'lung ri');
    expect(screen.getAllByRole('button', { name: /Tân Lập/ })).toHaveLength(1);
    await userEvent.click(screen.getByText('Đã bỏ khỏi danh sách (1)'));
    await press('Khôi phục');
    await waitFor(() => expect(present(desk)).toContain('Lũng Rì'));
  });

  it('over somebody else’s change nothing is saved, what was typed stays, and what is there now is shown', async () => {
    const desk = open(['Nà Pháo']);
    await press('Thêm');
    await write('Tên xóm', 'Lũng Rì');
    desk.elsewhere(UNIT, { [`villages/${idOf('x')}/name`]: 'Pác Nặm' });
    await pressInDialog('Thêm');
    expect(await dialog().findByRole('alert')).toHaveTextContent('vừa được Đàm Thị Thí Điểm sửa');
    expect(dialog().getByLabelText('Tên xóm')).toHaveValue('Lũng Rì');
    expect(screen.getByText('Pác Nặm')).toBeInTheDocument();
    await pressInDialog('Thêm');
    await waitFor(() => expect(present(desk)).toEqual(['Lũng Rì', 'Nà Pháo', 'Pác Nặm']));
  });

  it('a try whose answer never came and the next one make one village', async () => {
    const desk = open(['Nà Pháo']);
    await press('Thêm');
    await write('Tên xóm', 'Lũng Rì');
    desk.trouble = { tag: 'unreachable', words: 'Chưa nối được với máy chủ. Kiểm tra mạng rồi thử lại.' };
    await pressInDialog('Thêm');
    expect(await dialog().findByRole('alert')).toHaveTextContent('Chưa nối được');
    expect(desk.tried).toHaveLength(1);
    desk.trouble = undefined;
    await pressInDialog('Thêm');
    await waitFor(() => expect(present(desk)).toContain('Lũng Rì'));
    expect(desk.tried[1]).toEqual(desk.tried[0]);
  });

  it('a unit that is not in the catalogue yet says so', async () => {
    show(<Villages desk={new FakeDesk([])} unit={{ id: UNIT, kind: 'xa' }} />);
    expect(await screen.findByText(/chưa có trong danh mục/)).toBeInTheDocument();
  });
});
