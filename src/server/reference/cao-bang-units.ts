import type { Space } from '../../contract/wire/session.ts';

/** A unit as the State lists it. */
export type KnownUnit = { readonly code: string; readonly kind: Space['kind']; readonly name: string };

/** A list of units that a real province may take over in one act. */
export type UnitCatalogue = {
  readonly title: string;
  /** Since when these units are there. */
  readonly from: string;
  /** Where codes and names stand. */
  readonly source: string;
  readonly units: readonly KnownUnit[];
};

// 53 xã and 3 phường; spelt as the resolution spells them.
const UNITS: readonly (readonly [code: string, kind: 'xa' | 'phuong', name: string])[] = [
  ['01273', 'phuong', 'Thục Phán'],
  ['01279', 'phuong', 'Nùng Trí Cao'],
  ['01288', 'phuong', 'Tân Giang'],
  ['01290', 'xa', 'Bảo Lâm'],
  ['01294', 'xa', 'Lý Bôn'],
  ['01297', 'xa', 'Nam Quang'],
  ['01304', 'xa', 'Quảng Lâm'],
  ['01318', 'xa', 'Yên Thổ'],
  ['01321', 'xa', 'Bảo Lạc'],
  ['01324', 'xa', 'Cốc Pàng'],
  ['01327', 'xa', 'Cô Ba'],
  ['01336', 'xa', 'Khánh Xuân'],
  ['01339', 'xa', 'Xuân Trường'],
  ['01351', 'xa', 'Hưng Đạo'],
  ['01354', 'xa', 'Huy Giáp'],
  ['01360', 'xa', 'Sơn Lộ'],
  ['01363', 'xa', 'Thông Nông'],
  ['01366', 'xa', 'Cần Yên'],
  ['01387', 'xa', 'Thanh Long'],
  ['01392', 'xa', 'Trường Hà'],
  ['01393', 'xa', 'Lũng Nặm'],
  ['01414', 'xa', 'Tổng Cọt'],
  ['01438', 'xa', 'Hà Quảng'],
  ['01447', 'xa', 'Trà Lĩnh'],
  ['01456', 'xa', 'Quang Hán'],
  ['01465', 'xa', 'Quang Trung'],
  ['01477', 'xa', 'Trùng Khánh'],
  ['01489', 'xa', 'Đình Phong'],
  ['01501', 'xa', 'Đàm Thủy'],
  ['01525', 'xa', 'Đoài Dương'],
  ['01537', 'xa', 'Lý Quốc'],
  ['01552', 'xa', 'Quang Long'],
  ['01558', 'xa', 'Hạ Lang'],
  ['01561', 'xa', 'Vinh Quý'],
  ['01576', 'xa', 'Quảng Uyên'],
  ['01594', 'xa', 'Độc Lập'],
  ['01618', 'xa', 'Hạnh Phúc'],
  ['01636', 'xa', 'Bế Văn Đàn'],
  ['01648', 'xa', 'Phục Hòa'],
  ['01654', 'xa', 'Hòa An'],
  ['01660', 'xa', 'Nam Tuấn'],
  ['01699', 'xa', 'Nguyễn Huệ'],
  ['01708', 'xa', 'Bạch Đằng'],
  ['01726', 'xa', 'Nguyên Bình'],
  ['01729', 'xa', 'Tĩnh Túc'],
  ['01738', 'xa', 'Ca Thành'],
  ['01747', 'xa', 'Minh Tâm'],
  ['01768', 'xa', 'Phan Thanh'],
  ['01774', 'xa', 'Tam Kim'],
  ['01777', 'xa', 'Thành Công'],
  ['01786', 'xa', 'Đông Khê'],
  ['01789', 'xa', 'Canh Tân'],
  ['01792', 'xa', 'Kim Đồng'],
  ['01795', 'xa', 'Minh Khai'],
  ['01807', 'xa', 'Thạch An'],
  ['01822', 'xa', 'Đức Long'],
];

/** The commune-level units of Cao Bằng since the second level of government was done away with. */
export const CAO_BANG: UnitCatalogue = {
  title: '56 xã, phường của tỉnh Cao Bằng',
  from: '2025-07-01',
  source: 'Nghị quyết 1657/NQ-UBTVQH15; mã theo Quyết định 19/2025/QĐ-TTg',
  units: UNITS.map(([code, kind, name]) => ({ code, kind, name })),
};
