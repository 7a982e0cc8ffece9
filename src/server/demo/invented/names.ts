import type { Chance } from './chance.ts';

/** Peoples of the region in about the shares of 2019. It decides names and interpreters only and is never recorded. */
export type People = 'tay' | 'nung' | 'mong' | 'dao' | 'kinh';
const SHARES = { tay: 41, nung: 31, mong: 12, dao: 11, kinh: 5 } as const;

export type Sex = 'male' | 'female';
export type Named = { readonly name: string; readonly sex: Sex; readonly people: People };

const TAY_NUNG_MALE = [
  'Sơn',
  'Hùng',
  'Thắng',
  'Tuấn',
  'Dũng',
  'Hải',
  'Quyết',
  'Tiến',
  'Thiện',
  'Nghĩa',
  'Đoàn',
  'Bảo',
  'Vinh',
  'Khánh',
  'Toàn',
  'Lợi',
  'Phúc',
  'Ích',
  'Kiên',
  'Đường',
  'Thượng',
  'Quân',
  'Ngọc',
  'Điệp',
];
const TAY_NUNG_FEMALE = [
  'Lan',
  'Hằng',
  'Nhung',
  'Huyền',
  'Thơm',
  'Hồng',
  'Thủy',
  'Liễu',
  'Nga',
  'Bích',
  'Mai',
  'Đào',
  'Hiền',
  'Hoa',
  'Thu',
  'Tuyết',
  'Yến',
  'Len',
  'Nhuần',
  'Chuyên',
  'Phượng',
  'Viện',
  'Én',
  'Điểm',
];

type Stock = {
  readonly families: readonly string[];
  readonly middle: { readonly [S in Sex]: readonly string[] };
  readonly given: { readonly [S in Sex]: readonly string[] };
};

const STOCK: { readonly [P in People]: Stock } = {
  tay: {
    families: ['Nông', 'Hoàng', 'Bế', 'Đàm', 'Lương', 'Ma', 'La', 'Dương', 'Phan', 'Hà', 'Vi', 'Ngọc', 'Sầm', 'Tô'],
    middle: {
      male: ['Văn', 'Văn', 'Ngọc', 'Đức', 'Ích', 'Quốc', 'Minh'],
      female: ['Thị', 'Thị', 'Thị Thu', 'Thị Bích', 'Thúy'],
    },
    given: { male: TAY_NUNG_MALE, female: TAY_NUNG_FEMALE },
  },
  nung: {
    families: [
      'Nông',
      'Hoàng',
      'Lý',
      'Lục',
      'Mã',
      'Linh',
      'Hứa',
      'Đinh',
      'Long',
      'Triệu',
      'Chu',
      'Mông',
      'Lâm',
      'Thẩm',
    ],
    middle: { male: ['Văn', 'Văn', 'Văn', 'Thanh', 'Quang'], female: ['Thị', 'Thị', 'Thị', 'Thị Kim'] },
    given: { male: TAY_NUNG_MALE, female: TAY_NUNG_FEMALE },
  },
  mong: {
    families: ['Vàng', 'Giàng', 'Sùng', 'Lầu', 'Dương', 'Hầu', 'Thào', 'Đào', 'Lý', 'Ngô', 'Hoàng', 'Vừ'],
    middle: { male: ['A', 'Mí', 'Văn', 'Seo'], female: ['Thị', 'Thị', 'Mỷ'] },
    given: {
      male: ['Páo', 'Sình', 'Dình', 'Chá', 'Lử', 'Sính', 'Tủa', 'Pó', 'Vừ', 'Nù', 'Súng', 'Chứ', 'Dê', 'Lềnh'],
      female: ['Mỷ', 'Dở', 'Máy', 'Súa', 'Chở', 'Pà', 'Sài', 'Lía', 'Mái', 'Dợ', 'Chía', 'Vá'],
    },
  },
  dao: {
    families: ['Bàn', 'Đặng', 'Triệu', 'Phùng', 'Chảo', 'Tẩn', 'Lý', 'Dương', 'Phượng'],
    middle: { male: ['Văn', 'Dào', 'Chòi', 'Tòn', 'Sành', 'Văn'], female: ['Mùi', 'Thị', 'Mùi', 'Sao', 'Thị'] },
    given: {
      male: ['Sính', 'Phấu', 'Pu', 'Chiêm', 'Kinh', 'Quyên', 'Phú', 'Hín', 'Liều', 'Siệu', 'Khách', 'Vạng'],
      female: ['Nái', 'Pham', 'Coi', 'Ghến', 'Mản', 'Chài', 'Ton', 'Phin', 'Khé', 'Liều', 'Nhậy'],
    },
  },
  kinh: {
    families: ['Nguyễn', 'Trần', 'Phạm', 'Lê', 'Đỗ', 'Vũ', 'Bùi', 'Ngô'],
    middle: { male: ['Văn', 'Đình', 'Hữu', 'Xuân', 'Quang'], female: ['Thị', 'Thị', 'Thị Thanh', 'Thị Ngọc'] },
    given: { male: TAY_NUNG_MALE, female: TAY_NUNG_FEMALE },
  },
};

/** A name as it is heard in the region. Nobody's: put together by chance. */
export function nameOf(chance: Chance, fixed: { readonly sex?: Sex; readonly people?: People } = {}): Named {
  const people = fixed.people ?? chance.weighted(SHARES);
  const sex = fixed.sex ?? (chance.chance(0.62) ? 'male' : 'female');
  const { families, middle, given } = STOCK[people];
  const family = chance.pick(families);
  const between = chance.pick(middle[sex]);
  const last = notTwice(chance.pick(given[sex]), between, given[sex]);
  return { name: `${family} ${between} ${last}`, sex, people };
}

/** No "Thị Thu Thu": then the next of the list, so that chance goes on as before. */
function notTwice(name: string, between: string, names: readonly string[]): string {
  return between.endsWith(name) ? (names[(names.indexOf(name) + 1) % names.length] as string) : name;
}

const INTERPRETED: { readonly [P in People]?: string } = { mong: 'Tiếng Mông', dao: 'Tiếng Dao' };

/** The language that somebody had to interpret, for a few. */
export function interpreterOf(chance: Chance, { people }: Named): string | undefined {
  const language = INTERPRETED[people];
  return language !== undefined && chance.chance(0.3) ? language : undefined;
}

const VILLAGE_HEADS = [
  'Nà',
  'Lũng',
  'Khuổi',
  'Pác',
  'Cốc',
  'Bản',
  'Phia',
  'Kéo',
  'Thôm',
  'Nặm',
  'Đông',
  'Phiêng',
  'Lũng',
  'Nà',
];
const VILLAGE_TAILS = [
  'Pài',
  'Luông',
  'Mạ',
  'Đuốc',
  'Sâu',
  'Chang',
  'Toàn',
  'Lòa',
  'Thẳm',
  'Mòn',
  'Rì',
  'Tấu',
  'Vài',
  'Phạ',
  'Dường',
  'Gà',
  'Én',
  'Cải',
  'Nhùng',
  'Lác',
  'Muồng',
  'Điếng',
  'Ngần',
  'Tao',
  'Khoang',
  'Vẻn',
  'Hẩu',
  'Sliếng',
];

/** Names of the villages of one commune, each once. */
export function villageNames(chance: Chance, count: number): string[] {
  const names = new Set<string>();
  while (names.size < count) names.add(`Xóm ${chance.pick(VILLAGE_HEADS)} ${chance.pick(VILLAGE_TAILS)}`);
  return [...names];
}
