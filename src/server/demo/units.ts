import type { Space } from '../../contract/wire/session.ts';

/** The invented province. Nothing invented is ever said of a real unit. */
export const DEMO_PROVINCE = '0d0a0000-0000-4000-8000-000000000000';

/** Id of the invented commune number `place`, from 1. */
export function demoCommuneId(place: number): string {
  return `0d0b0000-0000-4000-8000-${String(place).padStart(12, '0')}`;
}

const NAMES: readonly (readonly [kind: 'xa' | 'phuong', name: string])[] = [
  ['xa', 'Suối Mẫu'],
  ['xa', 'Đèo Gió'],
  ['xa', 'Bản Thử'],
  ['xa', 'Nà Ví Dụ'],
  ['xa', 'Khuổi Giả'],
  ['xa', 'Lũng Minh Họa'],
  ['xa', 'Phiêng Tập'],
  ['xa', 'Pác Thí'],
  ['xa', 'Tả Điểm'],
  ['xa', 'Cốc Nháp'],
  ['phuong', 'Tân Thử'],
  ['phuong', 'Hòa Mẫu'],
];

export const DEMO_PROVINCE_SPACE: Space = {
  id: DEMO_PROVINCE,
  code: 'TM',
  kind: 'tinh',
  level: 'province',
  name: 'Tỉnh Mẫu (giả lập)',
};

export const DEMO_SPACES: readonly Space[] = [
  DEMO_PROVINCE_SPACE,
  ...NAMES.map(
    ([kind, name], place): Space => ({
      id: demoCommuneId(place + 1),
      code: `TM${String(place + 1).padStart(2, '0')}`,
      kind,
      level: 'commune',
      name: `${kind === 'xa' ? 'Xã' : 'Phường'} ${name} (giả lập)`,
      parent: DEMO_PROVINCE,
    }),
  ),
];
