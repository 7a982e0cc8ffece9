import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { KnownUnits } from '../../../src/contract/wire/administration.ts';
import { newUnit } from '../../../src/domain/reference/units.ts';
import { err, ok } from '../../../src/domain/result.ts';
import type { AdminApi } from '../../../src/features/admin/admin-api.ts';
import { Units } from '../../../src/features/admin/units.tsx';
import { idOf, PROVINCE } from '../../support/commune.ts';
import { FakeDesk } from '../fake-desk.ts';
import { letDialogsOpen } from '../let-dialogs-open.ts';
import { dialog, paste, press, pressInDialog, show, write } from './support.tsx';

letDialogsOpen();

const unit = (code: string, name: string, more: object = {}) => ({
  rid: idOf(name),
  kind: 'unit',
  cells: { ...newUnit({ code, kind: 'xa', name }, PROVINCE, '2025-07-01'), ...more },
});

function open(records: readonly ReturnType<typeof unit>[], known?: KnownUnits) {
  const desk = new FakeDesk(records);
  const addKnownUnits = vi.fn(async () => ok({ added: 2 }));
  const onGo = vi.fn();
  const onChanged = vi.fn();
  const knownUnits = vi.fn(async () => (known ? ok(known) : err({ tag: 'refused', words: 'Không có.' } as const)));
  const api = { desk, addKnownUnits, knownUnits } as unknown as AdminApi;
  show(<Units {...{ api, onGo, onChanged }} provinceSpace={PROVINCE} demo={known === undefined} today="2026-11-21" />);
  return { desk, addKnownUnits, knownUnits, onGo, onChanged };
}
const names = () => screen.getAllByRole('button', { name: /^Xã/ }).map(({ textContent }) => textContent);
const MANY = ['Bảo Lâm', 'Lý Bôn', 'C', 'D', 'E', 'F', 'G', 'H'].map((name, at) => unit(`0129${at}`, name));

describe('units', () => {
  it('are found without marks, by code, or by what they were called', async () => {
    open([...MANY.slice(1), unit('01290', 'Bảo Lâm', { oldNames: ['Xã Mông Ân'] })]);
    const search = await screen.findByLabelText('Tìm theo tên, mã, tên cũ');
    await userEvent.type(search, 'lam bao');
    expect(names()).toHaveLength(1);
    await userEvent.clear(search);
    await userEvent.type(search, 'mong an');
    expect(names()[0]).toContain('tên cũ: Xã Mông Ân');
    await userEvent.clear(search);
    await userEvent.type(search, '01293');
    expect(names()[0]).toContain('Xã D');
    await userEvent.type(search, 'x');
    expect(screen.getByText('Không có đơn vị nào khớp với từ tìm')).toBeInTheDocument();
  });

  it('a new one is added; a code that is taken is not', async () => {
    const { desk, onChanged } = open(MANY);
    await press('Thêm');
    await write('Tên', 'Cốc Pàng');
    await write('Mã đơn vị', '01290');
    await pressInDialog('Thêm');
    expect(dialog().getAllByText('Mã này là của Xã Bảo Lâm')).not.toHaveLength(0);
    await write('Mã đơn vị', '01324');
    await write(/Hoạt động từ ngày/, '1/7/2025');
    await pressInDialog('Thêm');
    expect(await screen.findByText('Đã thêm Cốc Pàng.')).toBeInTheDocument();
    expect(desk.changes).toMatchObject([
      {
        op: 'create',
        patch: {
          identity: { code: '01324', kind: 'xa', level: 'commune', name: 'Cốc Pàng' },
          parent: { id: PROVINCE },
          validity: { from: '2025-07-01' },
        },
      },
    ]);
    expect(onChanged).toHaveBeenCalled();
  });

  it('renamed, the old name stays; it leads to the parts about this unit', async () => {
    const { desk, onGo } = open(MANY);
    await press(/^Xã Bảo Lâm/);
    await pressInDialog('Chức danh');
    expect(onGo).toHaveBeenCalledWith('chuc-danh', idOf('Bảo Lâm'));
    await pressInDialog('Sửa tên, mã, tên cũ');
    await write('Tên', 'Pác Miầu');
    await userEvent.click(dialog().getByRole('radio', { name: 'Phường' }));
    await pressInDialog('Lưu');
    expect(await screen.findByText(/tên cũ: Xã Bảo Lâm/)).toBeInTheDocument();
    expect(desk.changes[0]?.patch).toMatchObject({ identity: { kind: 'phuong', name: 'Pác Miầu' } });
    await press('Hoàn tác');
    expect(await screen.findByRole('button', { name: /^Xã Bảo Lâm/ })).toBeInTheDocument();
  });

  it('the province of a new server is named first; it is of its own kind and level', async () => {
    const { desk, onChanged } = open(MANY);
    await press('Ghi tên tỉnh');
    expect(dialog().queryByRole('radio')).not.toBeInTheDocument();
    await write('Tên', 'Ví Dụ');
    await write('Mã đơn vị', '99');
    await pressInDialog('Lưu');
    expect(await screen.findByRole('button', { name: /^Tỉnh Ví Dụ/ })).toBeInTheDocument();
    const identity = { code: '99', kind: 'tinh', level: 'province', name: 'Ví Dụ' };
    expect(desk.record(PROVINCE)?.cells).toEqual({ identity });
    expect(screen.queryByRole('button', { name: 'Ghi tên tỉnh' })).not.toBeInTheDocument();
    expect(onChanged).toHaveBeenCalled();
  });

  it('names of units that went into it before are entered, and it is found by them', async () => {
    const { desk } = open(MANY);
    await press(/^Xã Bảo Lâm/);
    await pressInDialog('Sửa tên, mã, tên cũ');
    await paste(/^Tên cũ, đơn vị đã nhập vào/, 'Thị trấn Ví Dụ\n\n  Xã  Giả Định ');
    await pressInDialog('Lưu');
    expect(await screen.findByText(/tên cũ: Thị trấn Ví Dụ, Xã Giả Định/)).toBeInTheDocument();
    expect(desk.changes[0]?.patch).toMatchObject({ oldNames: ['Thị trấn Ví Dụ', 'Xã Giả Định'] });
    await userEvent.type(screen.getByLabelText('Tìm theo tên, mã, tên cũ'), 'gia dinh');
    expect(screen.getAllByRole('button', { name: /^Xã / })).toHaveLength(1);
  });

  it('ended and merged into others, they bear its name; all of it is taken back at once', async () => {
    const { desk } = open(MANY);
    await press(/^Xã Bảo Lâm/);
    await pressInDialog('Kết thúc, sáp nhập…');
    await pressInDialog('Kết thúc đơn vị');
    expect(dialog().getAllByText('Nhập ngày')).not.toHaveLength(0);
    await write('Ngày hoạt động cuối cùng', '30/6/2026');
    await userEvent.selectOptions(dialog().getByLabelText(/^Sáp nhập vào/), 'Xã Lý Bôn');
    await userEvent.selectOptions(dialog().getByLabelText('và'), 'Xã C');
    await pressInDialog('Kết thúc đơn vị');
    expect(await screen.findByText('Đã kết thúc (1)')).toBeInTheDocument();
    expect(desk.record(idOf('Bảo Lâm'))?.cells).toMatchObject({
      validity: { from: '2025-07-01', to: '2026-06-30' },
      successors: [idOf('Lý Bôn'), idOf('C')],
    });
    expect(desk.record(idOf('C'))?.cells.oldNames).toEqual(['Xã Bảo Lâm']);
    await press('Hoàn tác');
    await waitFor(() => expect(screen.queryByText('Đã kết thúc (1)')).not.toBeInTheDocument());
    expect(desk.record(idOf('C'))?.cells.oldNames).toBeNull();
  });

  it('the list of a real province is taken over in one act, after saying what is there', async () => {
    const known: KnownUnits = {
      title: '3 xã của tỉnh Mẫu',
      from: '2025-07-01',
      source: 'Nghị quyết',
      units: [
        { code: '01290', kind: 'xa', name: 'Bảo Lâm', present: true },
        { code: '01294', kind: 'xa', name: 'Lý Bôn', present: false },
        { code: '01297', kind: 'xa', name: 'Nam Quang', present: false },
      ],
    };
    const { addKnownUnits } = open([unit('01290', 'Bảo Lâm')], known);
    expect(await screen.findByText('Đã có 1/3; những đơn vị đã có giữ nguyên.')).toBeInTheDocument();
    await press('Xem danh sách');
    expect(screen.getByText('01290 Xã Bảo Lâm').textContent).toContain('đã có');
    await press('Nạp 2 đơn vị');
    expect(await screen.findByText('Đã nạp 2 đơn vị.')).toBeInTheDocument();
    expect(addKnownUnits).toHaveBeenCalledTimes(1);
  });

  it('in the demo no such list is even asked for', async () => {
    const { knownUnits } = open([]);
    expect(await screen.findByText('Chưa có đơn vị nào')).toBeInTheDocument();
    expect(knownUnits).not.toHaveBeenCalled();
  });
});
