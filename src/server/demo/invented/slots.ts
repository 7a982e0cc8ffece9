import type { PlainDate } from '../../../contract/scalars.ts';
import { monthStart, partsOf } from '../../../domain/calendar/plain-date.ts';
import { capitalised, uncapitalised } from '../../../domain/text/format.ts';
import type { Level } from './affair.ts';
import type { Chance } from './chance.ts';

/** Where and when something is said: what the slots of a sentence are filled from. */
export type Setting = {
  readonly chance: Chance;
  readonly day: PlainDate;
  readonly level: Level;
  readonly village: string;
  /** Words that take the place of the slots of that name: other offices, other streams. */
  readonly words?: Words;
};

export type Words = { readonly [slot: string]: readonly string[] };

const PLOTS = [
  'đất rẫy',
  'đất ruộng',
  'đất vườn',
  'đất ở',
  'đất nương',
  'đất soi bãi',
  'đất trồng ngô',
  'đất rừng sản xuất',
];
const PLACES = [
  'khu Nà Lẹng',
  'khu Khau Cút',
  'cánh đồng Nà Cáp',
  'khu Lũng Tẳng',
  'đồi sau trường',
  'khu bờ suối',
  'khu đầu cầu',
  'khu Thôm Lùng',
  'đồi Phia Đén',
  'khu Cốc Lùng',
  'bãi Nà Tềnh',
  'khu chân đèo',
];
const STREAMS = [
  'khe Khuổi Lầy',
  'suối Nặm Tấu',
  'suối Khuổi Khoang',
  'khe Lũng Moong',
  'suối Nà Rược',
  'sông đoạn qua xóm',
  'mỏ nước Bó Lải',
];
const PROJECTS = [
  'đường liên xã',
  'kè suối',
  'đường tuần tra',
  'trường tiểu học',
  'trạm y tế',
  'hồ chứa nước',
  'đường tỉnh',
  'nhà văn hóa',
  'chợ trung tâm',
  'đường dây điện 35 kV',
  'trụ sở mới',
];
const CROPS = ['cây hồi', 'cây ăn quả', 'bụi tre', 'cây mác mật', 'hoa màu', 'chuồng trại', 'cây lát', 'cây dẻ'];
const CROP_ACTS = ['trồng mía', 'trồng ngô', 'phát cỏ trồng keo', 'đào móng', 'trồng thuốc lá', 'rào lại'];
const HARVESTS = ['ngô', 'mía', 'gỗ keo', 'thuốc lá', 'phân bón', 'lúa', 'gừng'];
const HOLIDAYS = ['Tết Nguyên đán', 'mùa mưa', 'vụ cấy', 'năm học mới', 'cuối năm'];
const NUMBERS = ['hai', 'ba', 'bốn', 'năm'];
const OFFICES: { readonly [L in Level]: readonly string[] } = {
  commune: ['UBND xã', 'UBND xã', 'công chức địa chính xã'],
  district: ['UBND huyện', 'phòng Tài nguyên và Môi trường huyện', 'UBND xã và phòng chuyên môn của huyện'],
  province: ['UBND tỉnh', 'Sở Tài nguyên và Môi trường', 'UBND huyện và các sở liên quan'],
};
const LAND_OFFICERS: { readonly [L in Level]: string } = {
  commune: 'công chức Địa chính – Nông nghiệp – Xây dựng và Môi trường',
  district: 'phòng Tài nguyên và Môi trường',
  province: 'Sở Tài nguyên và Môi trường',
};

const SLOTS: { readonly [slot: string]: (setting: Setting) => string } = {
  plot: ({ chance }) => chance.pick(PLOTS),
  place: ({ chance }) => chance.pick(PLACES),
  stream: ({ chance }) => chance.pick(STREAMS),
  project: ({ chance }) => chance.pick(PROJECTS),
  crop: ({ chance }) => chance.pick(CROPS),
  'crop-act': ({ chance }) => chance.pick(CROP_ACTS),
  harvest: ({ chance }) => chance.pick(HARVESTS),
  holiday: ({ chance }) => chance.pick(HOLIDAYS),
  times: ({ chance }) => chance.pick(NUMBERS),
  few: ({ chance }) => String(chance.between(2, 14)),
  days: ({ chance }) => chance.pick(['05', '07', '10', '15']),
  area: ({ chance }) => String(chance.between(3, 90) * 10),
  members: ({ chance }) => String(chance.between(3, 8)),
  money: ({ chance }) => `${chance.between(2, 9)}00.000`,
  village: ({ village }) => uncapitalised(village),
  office: ({ chance, level }) => chance.pick(OFFICES[level]),
  'land-officer': ({ level }) => LAND_OFFICERS[level],
  month: ({ chance, day }) => monthBefore(day, chance.between(1, 14)),
  'rain-month': ({ chance, day }) => rainMonthBefore(day, chance.below(4)),
  'old-year': ({ chance }) => String(chance.between(1983, 2012)),
  'last-year': ({ day }) => String(partsOf(day).year - 1),
  'next-year': ({ day }) => String(partsOf(day).year + 1),
};

/** Fills a sentence: `[a|b]` by chance, `{slot}` from the setting, `{slot^}` with a capital; the first letter is one. */
export function say(sentence: string, setting: Setting): string {
  const chosen = sentence.replace(/\[([^\]]+)\]/g, (_, choices: string) => setting.chance.pick(choices.split('|')));
  const filled = chosen.replace(/\{([a-z-]+)(\^?)\}/g, (_, slot: string, capital: string) => {
    const filling = fillingOf(slot, setting);
    return capital === '' ? filling : capitalised(filling);
  });
  return filled.replace(
    /(^|[.?!] )(\p{Ll})/gu,
    (_, before: string, letter: string) => before + letter.toLocaleUpperCase('vi'),
  );
}

function fillingOf(slot: string, setting: Setting): string {
  const words = setting.words?.[slot];
  if (words !== undefined) return setting.chance.pick(words);
  const fill = SLOTS[slot];
  if (fill === undefined) throw new RangeError(`no slot {${slot}}`);
  return fill(setting);
}

/** A month of the last rainy season, June to September, before a day. */
function rainMonthBefore(day: PlainDate, place: number): string {
  const { year, month } = partsOf(day);
  const rainy = 6 + place;
  return `tháng ${rainy}/${rainy < month ? year : year - 1}`;
}

/** `tháng 7/2021`, so many months before a day. */
function monthBefore(day: PlainDate, months: number): string {
  const { year, month } = partsOf(monthStart(day));
  const at = year * 12 + (month - 1) - months;
  return `tháng ${(at % 12) + 1}/${Math.floor(at / 12)}`;
}
