import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerpt, highlighted, unmet } from '../../../src/domain/search/highlight.ts';
import { readQuestion } from '../../../src/domain/search/question.ts';
import { foldForSearch } from '../../../src/domain/text/fold.ts';

const asked = (typed: string) => readQuestion(typed).readings[0] ?? [];
const shown = (text: string, typed: string) =>
  highlighted(text, asked(typed))
    .map((piece) => (piece.hit ? `[${piece.text}]` : piece.text))
    .join('');

describe('what was looked for, in the text', () => {
  it.each([
    ['Nông Thị Đào', 'dao thi', 'Nông [Thị] [Đào]'],
    ['Nông Thị Đào', 'da', 'Nông Thị [Đào]'],
    ['Nguyễn Quyết', 'nguyê', '[Nguyễn] Quyết'],
    ['Xóm Suối, ở xóm', 'xom o', '[Xóm] Suối, [ở] [xóm]'],
    ['Bé Đào'.normalize('NFD'), 'da', `${'Bé'.normalize('NFD')} [${'Đào'.normalize('NFD')}]`],
    ['Nông Thị Đào', '', 'Nông Thị Đào'],
    ['', 'dao', ''],
  ])('%s by %s', (text, typed, marked) => expect(shown(text, typed)).toBe(marked));

  it('changes no letter of the text', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'aàãăđĐơƠ ê,.nNgh\u0303\u0301') });
    fc.assert(
      fc.property(letters, letters, (text, typed) => {
        const pieces = highlighted(text, asked(typed));
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        for (const { text: part, hit } of pieces) {
          if (hit) expect(asked(typed).some(({ word }) => foldForSearch(part).startsWith(word))).toBe(true);
        }
      }),
    );
  });

  it('names the words that the text lacks', () => {
    expect(unmet(asked('dao na phao'), 'Nông Thị Đào').map(({ word }) => word)).toEqual(['na', 'phao']);
  });
});

describe('an excerpt', () => {
  const text = 'Bà con đề nghị sửa đường điện vào xóm vì cột gỗ đã mục,\nmùa mưa rất nguy hiểm cho trẻ em đi học';

  it('is the part around the hit, cut between words', () => {
    expect(excerpt(text, asked('muc'))).toBe('…điện vào xóm vì cột gỗ đã mục, mùa mưa rất nguy hiểm cho…');
    expect(excerpt(text, asked('ba con'))).toBe('Bà con đề nghị sửa đường điện…');
    expect(excerpt(text, asked('hoc'))).toBe('…rất nguy hiểm cho trẻ em đi học');
  });

  it('of a text without the hit there is none', () => {
    expect(excerpt(text, asked('trâu'))).toBeUndefined();
  });

  it('always shows the hit', () => {
    const words = fc.array(fc.constantFrom('đường', 'điện', 'x'.repeat(70), 'ô'), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(words, fc.constantFrom('đường', 'ô', 'x'), (said, typed) => {
        const part = excerpt(said.join(' '), asked(typed));
        if (part === undefined) expect(unmet(asked(typed), said.join(' '))).not.toEqual([]);
        else expect(unmet(asked(typed), part)).toEqual([]);
      }),
    );
  });
});
