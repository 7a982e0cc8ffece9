import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesWords } from '../../../src/domain/receptions/list-words.ts';
import type { Summary } from '../../../src/domain/receptions/summary.ts';
import type { Place } from '../../../src/domain/search/places.ts';
import { readQuestion } from '../../../src/domain/search/question.ts';
import { SearchIndex, scan } from '../../../src/domain/search/search-index.ts';
import { foldedWords } from '../../../src/domain/text/fold.ts';

const VISIT = 'reception-visit';

function line(title: string, more: Partial<Summary> & { readonly said?: string } = {}): Summary {
  const { said = '', ...rest } = more;
  const words = [...new Set(foldedWords(`${title} ${said}`))].join(' ');
  return { rid: title, kind: VISIT, day: '2026-07-06', status: 'complete', title, sub: said, words, ...rest };
}

function run<T>(steps: Generator<undefined, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function built(lines: readonly Summary[]): SearchIndex {
  const index = run(SearchIndex.build(lines));
  run(index.learnMarks());
  return index;
}

const titlesFor = (lines: readonly Summary[], typed: string, places: readonly Place[] = []) =>
  built(lines)
    .find(readQuestion(typed, places))
    .map(({ title }) => title);

describe('what a search finds', () => {
  const lines = [
    line('Nông Thị Đào', { said: 'Nà Pháo, đường điện hỏng', day: '2026-07-06' }),
    line('Đỗ Văn Thị', { said: 'ở xóm Lũng Rì, ô nhiễm', day: '2026-05-12' }),
    line('Nguyễn Văn Dao', { said: '0912345678', day: '2025-05-12' }),
  ];

  it.each([
    ['dao nong', ['Nông Thị Đào']],
    ['nong thi dao na phao', ['Nông Thị Đào']],
    ['DUONG D', ['Nông Thị Đào']],
    ['o n', ['Đỗ Văn Thị']],
    ['dao', ['Nông Thị Đào', 'Nguyễn Văn Dao']],
    ['van thi', ['Đỗ Văn Thị']],
    ['ong', []],
    ['', []],
    ['!?', []],
  ])('%s', (typed, found) => expect(titlesFor(lines, typed)).toEqual(found));

  it.each([
    ['0912 345 678', ['Nguyễn Văn Dao']],
    ['dao 0912 345 678', ['Nguyễn Văn Dao']],
    ['0912', ['Nguyễn Văn Dao']],
  ])('a telephone number, however it is grouped: %s', (typed, found) => expect(titlesFor(lines, typed)).toEqual(found));

  it.each([
    ['12/05', ['Đỗ Văn Thị', 'Nguyễn Văn Dao']],
    ['12/5/2026', ['Đỗ Văn Thị']],
    ['12.05.26', ['Đỗ Văn Thị']],
    ['05/2025', ['Nguyễn Văn Dao']],
    ['dao 5/2025', ['Nguyễn Văn Dao']],
    ['dao 07/2026 van', []],
    ['12/13', []],
  ])('a day or a month chooses: %s', (typed, found) => expect(titlesFor(lines, typed)).toEqual(found));

  it('what has the typed marks stands before what has not; then the newest', () => {
    const some = [
      line('Do Thị Lan', { day: '2026-07-06' }),
      line('Đỗ Thị Mai', { day: '2026-07-05' }),
      line('Dỗ Thị Nga', { day: '2026-07-04' }),
      line('Đỗ Thị Oanh', { day: '2026-07-03' }),
    ];
    expect(titlesFor(some, 'đỗ thị')).toEqual(['Đỗ Thị Mai', 'Đỗ Thị Oanh', 'Do Thị Lan', 'Dỗ Thị Nga']);
    expect(titlesFor(some, 'do thi')).toEqual(some.map(({ title }) => title));
  });

  it('the tone may stand on either vowel', () => {
    const some = [line('Hoa', { day: '2026-07-06' }), line('Hoà', { day: '2026-07-05' })];
    expect(titlesFor(some, 'hòa')).toEqual(['Hoà', 'Hoa']);
  });

  it('neither what was deleted nor what is no record of people', () => {
    const others = [line('Páo', { status: 'deleted' }), line('Páo Pháo', { kind: 'office-holding' })];
    expect(titlesFor(others, 'pao')).toEqual([]);
    const session = line('Hoàng Văn Páo', { kind: 'reception-session', status: 'done' });
    expect(titlesFor([session], 'pao')).toEqual(['Hoàng Văn Páo']);
  });
});

describe('old names', () => {
  const places: Place[] = [
    { id: 'a', kind: 'village', name: 'Xóm Suối Trong', oldNames: ['Nà Lạ', 'Tổ 3'] },
    { id: 'u', kind: 'unit', name: 'Xã Suối Mẫu', oldNames: ['Huyện Ví Dụ'] },
  ];
  const now = line('Nông Thị Đào', { said: 'Xóm Suối Trong', day: '2026-07-06' });
  const before = line('Nông Văn Páo', { said: 'Nà Lạ', day: '2025-01-06' });
  const elsewhere = line('Nông Thị Xa', { said: 'Xóm Chợ', day: '2024-01-06' });
  const lines = [now, before, elsewhere];
  const [Dao, Pao] = [now.title, before.title];

  it.each([
    ['nà lạ', [Pao, Dao]],
    ['na la', [Dao, Pao]],
    ['na la cu', [Dao, Pao]],
    ['xóm Nà Lạ cũ nông', [Dao, Pao]],
    ['dao na l', [Dao]],
    ['suoi trong', [Dao, Pao]],
    ['tổ 3', [Dao, Pao]],
    ['huyện Ví Dụ cũ đào', [Dao]],
    ['xa suoi mau xom cho', ['Nông Thị Xa']],
    ['huyen vi du', []],
  ])('%s', (typed, found) => expect(titlesFor(lines, typed, places)).toEqual(found));
});

// Few syllables, so that questions meet records.
const syllable = fc.constantFrom(
  'o',
  'ở',
  'đỗ',
  'do',
  'Đỗ',
  'thị',
  'thi',
  'na',
  'nà',
  'nam',
  'nông',
  'nóng',
  '0912',
  '12',
);
const someLine = fc
  .record({
    said: fc.array(syllable, { minLength: 1, maxLength: 5 }),
    day: fc.constantFrom('2026-07-06', '2026-07-05', '2025-01-31'),
    status: fc.constantFrom('complete', 'deleted'),
  })
  .map(({ said, day, status }) => line(said.join(' '), { day, status }));
/** As the phone keeps them: newest day first. */
const phone = fc
  .array(someLine, { maxLength: 25 })
  .map((lines) =>
    lines
      .map((each, no) => ({ ...each, rid: String(no) }))
      .sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0)),
  );
const typed = fc.array(syllable, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));

/** The same without any index. */
function scanned(lines: readonly Summary[], question: string): readonly string[] {
  return lines
    .filter(({ status, words }) => status !== 'deleted' && matchesWords(words, foldedWords(question)))
    .map(({ rid }) => rid);
}

const ids = (lines: readonly Summary[]) => lines.map(({ rid }) => rid);

describe('the index', () => {
  it('finds what a scan of all records finds', () => {
    fc.assert(
      fc.property(phone, typed, (lines, question) => {
        expect(ids(built(lines).find(readQuestion(question))).sort()).toEqual([...scanned(lines, question)].sort());
      }),
    );
  });

  it('is not needed to find the same, in the order of the list', () => {
    fc.assert(
      fc.property(phone, fc.oneof(typed, fc.constantFrom('01/2025', '6/7 do', '12 05/07/2026', '')), (lines, words) => {
        const question = readQuestion(words);
        const found = scan(lines, question);
        expect(ids(found).sort()).toEqual(ids(built(lines).find(question)).sort());
        expect(found).toEqual(lines.filter((each) => found.includes(each)));
      }),
    );
  });

  it('without marks in the question keeps the order of the list', () => {
    fc.assert(
      fc.property(phone, fc.constantFrom('o', 'do', 'thi', 'na', 'n', '0', 'na t'), (lines, question) => {
        expect(ids(built(lines).find(readQuestion(question)))).toEqual(scanned(lines, question));
      }),
    );
  });

  it('that followed changes is the index of what is there now', () => {
    fc.assert(
      fc.property(phone, phone, fc.array(fc.boolean(), { maxLength: 25 }), typed, (before, after, kept, question) => {
        // Some of the old lines stay the same objects, as the phone's list leaves them.
        const now = [...before.filter((_, i) => kept[i]), ...after.map((each) => ({ ...each, rid: `n${each.rid}` }))];
        now.sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
        const index = built(before);
        index.follow(now);
        expect(ids(index.find(readQuestion(question)))).toEqual(ids(built(now).find(readQuestion(question))));
        index.follow(before);
        expect(ids(index.find(readQuestion(question)))).toEqual(ids(built(before).find(readQuestion(question))));
      }),
    );
  });

  it('answers before it knows the marks, and changes meanwhile are not lost', () => {
    const many = Array.from({ length: 250 }, (_, no) => line(no % 2 === 0 ? 'Đỗ' : 'Dỗ', { rid: String(no) }));
    const index = run(SearchIndex.build(many));
    expect(index.find(readQuestion('dỗ'))).toEqual(many);
    const learning = index.learnMarks();
    expect(learning.next().done).toBe(false);
    const [first, ...others] = many;
    const changed = { ...(first as Summary), title: 'Dỗ' };
    index.follow([changed, ...others]);
    run(learning);
    const found = index.find(readQuestion('dỗ'));
    expect(found[0]).toBe(changed);
    expect(ids(found)).toEqual(ids(built([changed, ...others]).find(readQuestion('dỗ'))));
  });

  it('does not find a record by words that a redaction took', () => {
    const named = line('Nông Thị Đào', { said: 'Nà Pháo' });
    const index = built([named]);
    const redacted: Summary = { ...named, matter: 'denunciation', title: 'TC-7K2M', sub: '', words: 'tc 7k2m' };
    index.follow([redacted]);
    for (const word of ['dao', 'đào', 'phao', 'n']) expect(index.find(readQuestion(word))).toEqual([]);
    expect(index.find(readQuestion('7k2m'))).toEqual([redacted]);
  });
});
