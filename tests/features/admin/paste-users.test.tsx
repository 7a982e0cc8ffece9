import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Space } from '../../../src/contract/wire/session.ts';
import { err, ok } from '../../../src/domain/result.ts';
import type { AdminApi, NewUser } from '../../../src/features/admin/admin-api.ts';
import { PasteUsers } from '../../../src/features/admin/paste-users.tsx';
import { idOf, PROVINCE } from '../../support/commune.ts';
import { letDialogsOpen } from '../let-dialogs-open.ts';
import { dialog, paste, pressInDialog, show } from './support.tsx';

letDialogsOpen();

const UNIT = { id: idOf('Xã A'), code: 'A', kind: 'xa', level: 'commune', name: 'Suối Mẫu' } as const;

function open(addUser: AdminApi['addUser'] = async () => ok({ id: idOf('x') }), units: readonly Space[] = [UNIT]) {
  const asked = vi.fn(addUser);
  const onClose = vi.fn();
  const onAdded = vi.fn();
  show(
    <PasteUsers
      api={{ addUser: asked } as unknown as AdminApi}
      users={[]}
      units={units}
      provinceSpace={PROVINCE}
      onClose={onClose}
      onAdded={onAdded}
    />,
  );
  return { asked, onClose, onAdded };
}
const ROWS = /Dán từ Excel/;

describe('users copied from a sheet', () => {
  it('are shown as they will be added; those that cannot are said and left out', async () => {
    const { asked, onClose } = open();
    await paste(ROWS, 'Họ và tên\tTên đăng nhập\nNông Thị Đào\nLý A\tLý A\nBàn Văn Giả\tgia.bv\tĐảng ủy\tBí thư');
    expect(dialog().getByText(/daont\.suoimau · UBND/)).toBeInTheDocument();
    expect(dialog().getByText(/dòng 3: tên đăng nhập “Lý A” phải là chữ thường/)).toBeInTheDocument();
    await pressInDialog('Thêm 2 người');
    expect(await screen.findByText(/Đã thêm 2 người/)).toBeInTheDocument();
    expect(asked.mock.calls.map(([user]) => user)).toEqual<NewUser[]>([
      {
        name: 'Nông Thị Đào',
        username: 'daont.suoimau',
        memberships: [{ space: UNIT.id, organ: 'committee', role: 'commune_office' }],
      },
      {
        name: 'Bàn Văn Giả',
        username: 'gia.bv',
        memberships: [{ space: UNIT.id, organ: 'party', role: 'commune_head' }],
      },
    ]);
    expect(onClose).toHaveBeenCalled();
  });

  it('of several units one has to be chosen; its name ends the names to sign in with', async () => {
    const other = { ...UNIT, id: idOf('Xã B'), name: 'Đèo Gió' };
    const { asked } = open(undefined, [UNIT, other]);
    await paste(ROWS, 'Nông Thị Đào');
    await pressInDialog('Thêm 1 người');
    expect(dialog().getAllByText('Chọn đơn vị').length).toBeGreaterThan(1);
    expect(asked).not.toHaveBeenCalled();
    await userEvent.selectOptions(dialog().getByLabelText('Đơn vị'), 'Xã Đèo Gió');
    expect(dialog().getByText(/daont\.deogio · UBND/)).toBeInTheDocument();
    await pressInDialog('Thêm 1 người');
    expect(asked.mock.calls[0]?.[0].memberships[0]?.space).toBe(other.id);
  });

  it('what the server refuses stays with its reason; what was added is not added again', async () => {
    let first = true;
    const { asked, onAdded } = open(async ({ username }) => {
      if (username !== 'b.suoimau' || !first) return ok({ id: idOf(username) });
      first = false;
      return err({ tag: 'refused', words: 'Tên đăng nhập này đã có người dùng.' });
    });
    await paste(ROWS, 'A\nB\nC');
    await pressInDialog('Thêm 3 người');
    expect(await dialog().findByRole('alert')).toHaveTextContent('Đã thêm 2 người; 1 dòng chưa thêm được.');
    expect(dialog().getByText(/dòng 2: Tên đăng nhập này đã có người dùng/)).toBeInTheDocument();
    expect(onAdded).toHaveBeenCalledTimes(1);
    await pressInDialog('Thêm 1 người');
    expect(asked.mock.calls.map(([{ username }]) => username)).toEqual([
      'a.suoimau',
      'b.suoimau',
      'c.suoimau',
      'b.suoimau',
    ]);
  });

  it('without a network it stops and says how far it came', async () => {
    const words = 'Chưa nối được với máy chủ. Kiểm tra mạng rồi thử lại.';
    const { asked } = open(async ({ name }) =>
      name === 'B' ? err({ tag: 'unreachable', words }) : ok({ id: idOf(name) }),
    );
    await paste(ROWS, 'A\nB\nC');
    await pressInDialog('Thêm 3 người');
    expect(await dialog().findByRole('alert')).toHaveTextContent(`Đã thêm 1 người rồi dừng. ${words}`);
    expect(asked).toHaveBeenCalledTimes(2);
    expect(dialog().getByLabelText(ROWS)).toHaveValue('A\nB\nC');
  });

  it('nothing that can be added is said', async () => {
    const { asked } = open();
    await userEvent.click(dialog().getByRole('button', { name: 'Thêm' }));
    expect(dialog().getAllByText('Chưa có dòng nào thêm được')).not.toHaveLength(0);
    expect(asked).not.toHaveBeenCalled();
  });
});
