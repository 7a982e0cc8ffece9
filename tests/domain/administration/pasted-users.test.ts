import { describe, expect, it } from 'vitest';
import { type PasteSetting, readPastedUsers } from '../../../src/domain/administration/pasted-users.ts';

const SETTING: PasteSetting = {
  organ: 'committee',
  role: 'commune_office',
  roles: ['commune_head', 'commune_office', 'front', 'assigned', 'commune_admin'],
  unit: 'Xã Suối Mẫu (giả lập)',
  taken: new Set(['vanphong.suoimau']),
};
const read = (text: string) => readPastedUsers(text, SETTING);

describe('users copied from a sheet', () => {
  it('a name alone is enough: the name to sign in with is proposed, each once', () => {
    expect(read('Nông Thị Đào\nNguyễn Thị Đào\nNông Thị Đào').map(({ username }) => username)).toEqual([
      'daont.suoimau',
      'daont2.suoimau',
      'daont3.suoimau',
    ]);
    expect(read('Đào')[0]).toEqual({
      line: 1,
      name: 'Đào',
      username: 'dao.suoimau',
      organ: 'committee',
      role: 'commune_office',
    });
  });

  it('columns say more; numbers and headings are left out', () => {
    const sheet = [
      'STT\tHọ và tên\tTên đăng nhập\tCơ quan\tVai trò',
      '1\tLý A Dế\tde.la\tĐảng ủy\tBí thư Đảng ủy',
      '',
      '2\t Bàn  Văn Giả \tgia.bv\tMặt trận\tMặt trận Tổ quốc',
      '3\tVi Thị Quản\tquan.vt\tUBND xã\tQuản trị',
    ].join('\r\n');
    expect(read(sheet)).toEqual([
      { line: 2, name: 'Lý A Dế', username: 'de.la', organ: 'party', role: 'commune_head' },
      { line: 4, name: 'Bàn Văn Giả', username: 'gia.bv', organ: 'front', role: 'front' },
      { line: 5, name: 'Vi Thị Quản', username: 'quan.vt', organ: 'committee', role: 'commune_admin' },
    ]);
  });

  it.each([
    ['Lý A\tVăn Phòng', 'tên đăng nhập “Văn Phòng” phải là chữ thường không dấu, từ 3 ký tự'],
    ['Lý A\tvanphong.suoimau', 'tên đăng nhập “vanphong.suoimau” đã có'],
    ['Lý A\tly.a\tSở Nội vụ', 'không hiểu cơ quan “Sở Nội vụ” (Đảng ủy, HĐND, UBND, MTTQ)'],
    ['Lý A\tly.a\tUBND\tThợ điện', 'không hiểu vai trò “Thợ điện”'],
    [`${'a'.repeat(301)}\tly.a`, 'họ tên quá dài'],
  ])('%s', (row, problem) => expect(read(row)[0]?.problem).toBe(problem));

  it('a role that may not be given here is said', () => {
    const rows = readPastedUsers('Lý A\tly.a\tUBND\tQuản trị', { ...SETTING, roles: ['commune_office'] });
    expect(rows[0]?.problem).toBe('không được cấp vai trò này ở đơn vị');
  });

  it('the second of two rows with one name to sign in with is not taken', () => {
    expect(read('Lý A\tly.a\nLý B\tly.a').map(({ problem }) => problem)).toEqual([
      undefined,
      'tên đăng nhập “ly.a” đã có',
    ]);
  });
});
