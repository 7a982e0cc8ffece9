import fc from 'fast-check';
import type { Cells } from '../../../src/contract/records/kind.ts';
import type { Held } from '../../../src/documents/register/register.ts';
import { newVisit } from '../../../src/domain/receptions/new-visit.ts';
import type { VisitForm } from '../../../src/domain/receptions/visit-form.ts';
import { idNo, successOf, USER } from '../../store/support.ts';

const RECORDER = { organ: 'committee', recordedBy: { userId: USER, name: 'Bàn Thị Lan' } } as const;

/** A session that took place. */
export function sessionCells(session: {
  readonly kind: string;
  readonly date: string;
  readonly chair?: string;
}): Cells {
  const { kind, date, chair } = session;
  const holding = { officialId: idNo(0xc1), name: chair ?? '', capacity: 'committee_chair', order: 0 };
  return {
    ...RECORDER,
    type: { kind },
    held: { date },
    status: { status: 'done' },
    ...(chair === undefined ? {} : { [`chairs/${idNo(0xc2)}/holding`]: holding }),
  };
}

const DAYS = ['2026-06-30', '2026-07-01', '2026-07-06', '2026-07-31', '2026-08-01'];

// Words with every mark, and what spreadsheets and XML take for something else.
const WORDS = [
  ...[
    'Nông',
    'Thị',
    'Đào',
    'Lý',
    'A',
    'Dế',
    'Hoàng',
    'Ẳnh',
    'sửa',
    'đường',
    'vào',
    'xóm',
    'cấp',
    'giấy',
    'chứng',
    'nhận',
  ],
  ...[
    'đề',
    'nghị',
    'hỗ',
    'trợ',
    '<b>',
    '&',
    '"50%"',
    "'",
    '=SUM(A1)',
    '+84',
    '@x',
    '_x000D_',
    '₫',
    '12/QĐ-UBND',
    '1.200',
  ],
];

/** Text of some words, as it is stored. */
const words = (most: number) =>
  fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: most }).map((list) => list.join(' '));

const NAMES = ['Nông Thị Đào', 'Lý A Dế', 'Hoàng Văn Páo', 'Triệu Mùi', 'Đàm Thị Ảnh', 'Giàng A Sử'];
const PLACES = ['Xóm Nà Pháo', 'Xóm Lũng Rì', 'Tổ dân phố 3', 'Xóm Trên'];

const person = fc.record(
  {
    name: fc.constantFrom(...NAMES),
    village: fc.constantFrom(...PLACES).map((name) => ({ name })),
    address: fc.constantFrom('xã Mẫu Một, tỉnh Mẫu', 'xã Đèo Gió – giáp biên, tỉnh Mẫu', 'số 12, đường 3/2'),
    role: fc.constantFrom('petitioner' as const, 'representative' as const, 'authorised' as const, 'lawyer' as const),
    document: fc.oneof(
      fc.record(
        {
          number: fc.constantFrom('004190000001', '036090123456', '080123456', 'C1234567'),
          issuedOn: fc.constantFrom('2021-05-12', '2024-12-31'),
        },
        { requiredKeys: ['number'] },
      ),
      fc.constant({ none: true }),
      fc.constant({ none: true, confirmedBy: 'Trưởng xóm Nà Pháo' }),
    ),
  },
  { requiredKeys: ['name'] },
);

const direction = fc.record(
  {
    kind: fc.constantFrom('accept' as const, 'return_guide' as const, 'forward' as const, 'explain' as const),
    to: words(4),
    documentNo: fc.constantFrom('12/PC-UBND', '5/TB-UBND'),
    date: fc.constantFrom('2026-07-07', '2026-07-20'),
  },
  { requiredKeys: ['kind'] },
);

/** What a form may say of a visit; also of one that is not complete. */
export const someForm: fc.Arbitrary<VisitForm> = fc
  .record(
    {
      matter: fc.constantFrom(
        'proposal' as const,
        'feedback' as const,
        'complaint' as const,
        'denunciation' as const,
        'unclassified' as const,
      ),
      visited: fc.constantFrom(...DAYS).map((date) => ({ date })),
      came: fc.constantFrom(1, 2, 5, 7, 1200),
      representatives: fc.constantFrom(undefined, 1),
      largeGroup: fc.boolean(),
      earlier: fc.constantFrom({ times: 1 }, { times: 12 }),
      content: words(12),
      request: words(5),
      settledBefore: fc.record({ body: words(4), documentNo: fc.constant('8/QĐ-UBND') }),
      direction,
      chairOpinion: words(6),
      followUp: fc.record({ text: words(5), date: fc.constant('2026-08-02') }),
      refusal: fc.record({ ground: fc.constantFrom('disorder' as const, 'finally_resolved' as const), text: words(3) }),
      note: fc.tuple(words(4), words(4)).map((lines) => lines.join('\n')),
      localCode: fc.constantFrom('TC-7K2M'),
      progress: fc.constantFrom('received' as const, 'forwarded' as const),
      field: fc.constantFrom({ level1: 'land_housing' as const }, { level1: 'policy' as const }),
      people: fc.array(person, { minLength: 0, maxLength: 3 }),
    },
    { requiredKeys: ['matter', 'visited', 'came', 'localCode'] },
  )
  .map(({ came, representatives, people = [], ...form }) => ({
    ...form,
    headcount: { came, ...(representatives === undefined ? {} : { representatives }) },
    people: people.map((one, order) => ({ ...one, order, id: idNo(0xa0 + order) })),
  }));

/** The cells of a new visit that says this. */
export function cellsOfForm(form: VisitForm): Cells {
  return successOf(newVisit(form, RECORDER)).patch;
}

type SomeRecords = { readonly visits: readonly Held[]; readonly sessions: readonly Held[] };

/** Records of a unit around one month: visits with and without a session, of two organs, tied cases, deleted ones. */
export const someRecords: fc.Arbitrary<SomeRecords> = fc
  .record({
    forms: fc.array(
      fc.record({
        form: someForm,
        session: fc.constantFrom(undefined, 0, 1, 9),
        caseNo: fc.constantFrom(undefined, 1, 2),
        organ: fc.constantFrom('committee', 'committee', 'party'),
        deleted: fc.constantFrom(false, false, true),
      }),
      { maxLength: 12 },
    ),
    days: fc.tuple(fc.constantFrom(...DAYS), fc.constantFrom(...DAYS)),
    kinds: fc.tuple(fc.constantFrom('periodic', 'regular', 'adhoc'), fc.constantFrom('periodic', 'regular')),
    gone: fc.boolean(),
  })
  .map(({ forms, days, kinds, gone }) => ({
    sessions: days.map((date, at) => ({
      rid: idNo(900 + at),
      cells: {
        ...sessionCells({ kind: kinds[at] ?? 'regular', date }),
        ...(gone && at === 1 ? { '@deleted': { reason: 'nhầm' } } : {}),
      },
    })),
    visits: forms.map(({ form, session, caseNo, organ, deleted }, at) => ({
      rid: idNo(at + 1),
      cells: {
        ...cellsOfForm(form),
        organ,
        ...(session === undefined ? {} : { session: { id: idNo(900 + session) } }),
        ...(caseNo === undefined || form.matter === 'denunciation'
          ? {}
          : { case: { id: idNo(700 + caseNo), known: 'old' } }),
        ...(deleted ? { '@deleted': { reason: 'nhầm' } } : {}),
      },
    })),
  }));
