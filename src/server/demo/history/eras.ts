import type { PlainDate } from '../../../contract/scalars.ts';
import type { Space } from '../../../contract/wire/session.ts';
import type { Words } from '../invented/slots.ts';

/** Since this day a province has communes and no districts (Luật TCCQĐP 72/2025). */
export const TWO_TIERS_FROM: PlainDate = '2025-07-01';

const STREAMS = ['suối Nặm Mẫu', 'suối Khuổi Thử', 'khe Lũng Ví', 'suối Nà Giả', 'khe Khuổi Lầy', 'suối Bó Lải'];

const NOW: Words = {
  stream: STREAMS,
  office: ['UBND xã', 'Phòng Kinh tế xã'],
  'land-officer': ['Phòng Kinh tế xã'],
  'social-officer': ['Phòng Văn hóa – Xã hội xã'],
  'one-stop': ['Trung tâm Phục vụ hành chính công xã'],
  upper: ['UBND tỉnh'],
  'upper-land': ['Sở Nông nghiệp và Môi trường'],
  power: ['điện lực khu vực'],
};

const BEFORE: Words = {
  stream: STREAMS,
  office: ['UBND xã'],
  'land-officer': ['công chức địa chính xã'],
  'social-officer': ['công chức Văn hóa – Xã hội xã'],
  'one-stop': ['bộ phận một cửa xã'],
  upper: ['UBND huyện'],
  'upper-land': ['UBND huyện'],
  power: ['điện lực huyện'],
};

/** The offices as they were called on a day. */
export function wordsOn(day: PlainDate): Words {
  return day < TWO_TIERS_FROM ? BEFORE : NOW;
}

/** Where a visit about this theme is forwarded to. */
export function bodyFor(
  field: { readonly level1: string; readonly level2?: string | undefined },
  day: PlainDate,
): string {
  const theme = field.level2 ?? field.level1;
  const after = BODIES[theme] ?? BODIES[field.level1] ?? 'UBND tỉnh';
  return day < TWO_TIERS_FROM ? (BODIES_BEFORE[theme] ?? 'UBND huyện') : after;
}

const BODIES: { readonly [theme: string]: string } = {
  land_housing: 'Chi nhánh Văn phòng đăng ký đất đai',
  site_clearance: 'Hội đồng bồi thường, hỗ trợ và tái định cư',
  infrastructure: 'Điện lực khu vực',
  environment: 'Sở Nông nghiệp và Môi trường',
  forest: 'Hạt Kiểm lâm',
  border: 'Đồn Biên phòng',
  policy: 'Ngân hàng Chính sách xã hội',
  social_security: 'Bảo hiểm xã hội cơ sở',
};

const BODIES_BEFORE: { readonly [theme: string]: string } = {
  infrastructure: 'Điện lực huyện',
  forest: 'Hạt Kiểm lâm huyện',
  border: 'Đồn Biên phòng',
  social_security: 'Bảo hiểm xã hội huyện',
};

/** A ward has tổ dân phố in the place of xóm, and is no xã. */
export function asOf(unit: Pick<Space, 'kind'>, text: string): string {
  if (unit.kind !== 'phuong') return text;
  return text
    .replace(/(?<!\p{L})trưởng xóm(?!\p{L})/gu, 'tổ trưởng')
    .replace(/(?<!\p{L})Trưởng xóm(?!\p{L})/gu, 'Tổ trưởng')
    .replace(/(?<!\p{L})thôn, xóm(?!\p{L})/gu, 'tổ dân phố')
    .replace(/(?<!\p{L})xóm(?!\p{L})/gu, 'tổ dân phố')
    .replace(/(?<!\p{L})Xóm(?!\p{L})/gu, 'Tổ dân phố')
    .replace(/(?<!hợp tác )(?<!\p{L})xã(?! hội)(?!\p{L})/gu, 'phường');
}
