import type { Membership } from '../../contract/wire/session.ts';
import { DEMO_PROVINCE, demoCommuneId } from './units.ts';

export type DemoAccount = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  /** What he is, in words for the page that offers him. */
  readonly what: string;
  /** Whether he works on a phone of his own, or signs in where nothing is kept. */
  readonly device: boolean;
  readonly memberships: readonly Membership[];
};

const id = (place: number) => `0d000000-0000-4000-8000-${String(place).padStart(12, '0')}`;
const at = (commune: number, role: Membership['role'], organ: Membership['organ']): Membership => ({
  space: demoCommuneId(commune),
  organ,
  role,
});
const province = (role: Membership['role']): Membership => ({ space: DEMO_PROVINCE, organ: 'committee', role });

/** People of the demo: invented names, nobody's. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  {
    id: id(1),
    username: 'vanphong.suoimau',
    name: 'Nông Thị Mẫu',
    what: 'Công chức tiếp công dân, xã Suối Mẫu (giả lập)',
    device: true,
    memberships: [at(1, 'commune_office', 'committee')],
  },
  {
    id: id(2),
    username: 'vanphong2.suoimau',
    name: 'Hoàng Văn Thử',
    what: 'Văn thư, xã Suối Mẫu (giả lập)',
    device: true,
    memberships: [at(1, 'commune_office', 'committee')],
  },
  {
    id: id(3),
    username: 'chutich.suoimau',
    name: 'Triệu Văn Ví Dụ',
    what: 'Chủ tịch UBND xã Suối Mẫu (giả lập)',
    device: true,
    memberships: [at(1, 'commune_head', 'committee')],
  },
  {
    id: id(4),
    username: 'danguy.suoimau',
    name: 'Lý Thị Minh Họa',
    what: 'Văn phòng đảng ủy xã Suối Mẫu (giả lập)',
    device: true,
    memberships: [at(1, 'commune_office', 'party')],
  },
  {
    id: id(5),
    username: 'vanphong.deogio',
    name: 'Bàn Văn Giả Định',
    what: 'Công chức tiếp công dân, xã Đèo Gió (giả lập)',
    device: true,
    memberships: [at(2, 'commune_office', 'committee')],
  },
  {
    id: id(6),
    username: 'quantri.suoimau',
    name: 'Đàm Thị Thí Điểm',
    what: 'Quản trị viên xã Suối Mẫu (giả lập)',
    device: false,
    memberships: [at(1, 'commune_admin', 'committee')],
  },
  {
    id: id(7),
    username: 'tinh.xem',
    name: 'Hà Văn Số Liệu',
    what: 'Xem báo cáo toàn tỉnh (giả lập)',
    device: false,
    memberships: [province('province_viewer')],
  },
  {
    id: id(8),
    username: 'tinh.giamsat',
    name: 'Vi Thị Giám Sát',
    what: 'Giám sát của tỉnh (giả lập)',
    device: false,
    memberships: [province('province_supervisor')],
  },
  {
    id: id(9),
    username: 'tinh.quantri',
    name: 'Phan Văn Quản Trị',
    what: 'Quản trị viên tỉnh (giả lập)',
    device: false,
    memberships: [province('province_admin')],
  },
];
