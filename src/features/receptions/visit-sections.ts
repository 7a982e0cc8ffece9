import type { Missing } from '../../domain/receptions/incomplete.ts';
import type { VisitValues } from './visit-values.ts';

/** The parts of the form that open on demand, in the order of the paper register. */
export const SECTIONS = {
  identity: 'Năm sinh, giấy tờ, điện thoại, địa chỉ',
  people: 'Người cùng đến, đoàn đông người',
  case: 'Lần đến, vụ việc, yêu cầu, tài liệu',
  settled: 'Đã giải quyết trước đây',
  answer: 'Kết luận, thông báo, theo dõi kết quả',
  other: 'Người tiếp, từ chối, phiên dịch, ghi chú',
} as const;
export type SectionKey = keyof typeof SECTIONS;
export const SECTION_KEYS = Object.keys(SECTIONS) as readonly SectionKey[];

const FIELDS = {
  case: ['earlierTimes', 'request', 'documentsText', 'documentsSheets'],
  settled: ['settledBody', 'settledNo', 'settledDate'],
  answer: [
    'directionNo',
    'directionDate',
    'chairOpinion',
    'citizenView',
    'noticeComplex',
    'noticeOn',
    'noticeNo',
    'followText',
    'followDate',
  ],
  other: ['receivers', 'refusalGround', 'refusalText', 'interpreter', 'fingerprint', 'nationalCode', 'note'],
} as const satisfies { readonly [key: string]: readonly (keyof VisitValues)[] };

/** Of a person, what stands in the quick part of the form, or is no field. */
const QUICK = new Set(['id', 'name', 'village', 'villageOther']);

/** In which part of the form a field stands; undefined = it is always shown. */
export function sectionOf(field: string): SectionKey | undefined {
  const [name = '', index, key = ''] = field.split('.');
  if (name === 'people') {
    if (index !== '0') return 'people';
    return QUICK.has(key) ? undefined : 'identity';
  }
  if (name === 'representatives' || name === 'largeGroup') return 'people';
  const found = Object.entries(FIELDS).find(([, fields]) => (fields as readonly string[]).includes(name));
  return found?.[0] as SectionKey | undefined;
}

/** How many things are written in a part. */
export function filledIn(values: VisitValues, section: SectionKey): number {
  if (section === 'identity') {
    return Object.entries(values.people[0] ?? {}).filter(([key, value]) => !QUICK.has(key) && isFilled(value)).length;
  }
  if (section === 'people') {
    return values.people.length - 1 + [values.representatives, values.largeGroup].filter(isFilled).length;
  }
  return FIELDS[section].filter((field) => isFilled(values[field])).length;
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== '' && value !== false && value !== undefined;
}

/** Where each thing that is missing is written; the first of these controls that is shown. */
const MISSING_FIELDS: { readonly [what in Missing]: readonly string[] } = {
  matter: ['matter'],
  person: ['people.0.name'],
  // Chips where there are any; a village is an address enough.
  address: ['people.0.village', 'people.0.villageOther'],
  identity: ['people.0.number', 'people.0.confirmedBy'],
  content: ['content'],
  field: ['theme'],
  direction: ['direction'],
  localCode: ['progress'],
  progress: ['progress'],
};

export function fieldsOfMissing(what: string | undefined): readonly string[] {
  return what !== undefined && Object.hasOwn(MISSING_FIELDS, what) ? MISSING_FIELDS[what as Missing] : [];
}
