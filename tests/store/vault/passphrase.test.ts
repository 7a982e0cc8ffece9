import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemRandom } from '../../../src/store/vault/bytes.ts';
import {
  checkPassphrase,
  foldPassphrase,
  PROPOSAL_WORD_COUNT,
  proposePassphrase,
} from '../../../src/store/vault/passphrase.ts';
import { QUALITIES, THINGS } from '../../../src/store/vault/passphrase-words.ts';
import { successOf } from './support.ts';

const vietnameseWord = fc.constantFrom(...THINGS, ...QUALITIES, 'Đượm', 'Nguyễn', 'hòa', 'quỳnh', 'ƯỚC');
const vietnameseText = fc.array(vietnameseWord, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));

describe('folding a passphrase', () => {
  it.each([
    ['Đèn Đỏ', 'den do'],
    ['  trâu \t xanh\u00a0mây\n', 'trau xanh may'],
    ['hoà', foldPassphrase('hòa')],
    ['Ðào (with the Icelandic letter)', 'dao (with the icelandic letter)'],
    ['it’s – “so”', `it's - "so"`],
    ['a\u200bb\ufeff', 'ab'],
    ['ＴＲÂＵ ℍồ', 'trau ho'],
  ])('%s becomes %s', (text, folded) => {
    expect(foldPassphrase(text)).toBe(folded);
  });

  it('makes what different keyboards give for the same words equal', () => {
    const spelling = fc.tuple(
      vietnameseText,
      fc.constantFrom('NFC', 'NFD', 'NFKC', 'NFKD'),
      fc.constantFrom<(text: string) => string>(
        (text) => text,
        (text) => text.toUpperCase(),
        (text) => text.charAt(0).toUpperCase() + text.slice(1),
        (text) =>
          text
            .normalize('NFD')
            .replace(/[\u0300-\u036f]/g, '')
            .replace(/đ/g, 'd')
            .replace(/Đ/g, 'D'),
        (text) => `${text} `,
        (text) => text.replaceAll(' ', '  '),
        (text) => text.replaceAll(' ', '\u00a0'),
      ),
    );
    fc.assert(
      fc.property(spelling, ([text, form, type]) => {
        expect(foldPassphrase(type(text.normalize(form)))).toBe(foldPassphrase(text));
      }),
    );
  });

  it('is stable and keeps apart what differs in more than marks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(foldPassphrase(foldPassphrase(text))).toBe(foldPassphrase(text));
      }),
    );
    expect(foldPassphrase('trau xanh')).not.toBe(foldPassphrase('trauxanh'));
  });
});

describe('the word list', () => {
  const folded = [...THINGS, ...QUALITIES].map(foldPassphrase);

  it('has no two words that fold to the same', () => {
    expect(folded.filter((word, index) => folded.indexOf(word) !== index)).toEqual([]);
  });

  it('gives at least 2,048 different words', () => {
    expect(PROPOSAL_WORD_COUNT).toBeGreaterThanOrEqual(2048);
    expect(new Set(THINGS.flatMap((thing) => QUALITIES.map((quality) => `${thing} ${quality}`))).size).toBe(
      PROPOSAL_WORD_COUNT,
    );
  });

  it('holds plain NFC syllables of at least two letters, none with a vulgar or loaded homograph', () => {
    const refused =
      'lon cac buoi dit deo cut cho di ngu cu vu bu ia dai mong chim buom hang phan ma mau tu gay dam co sao dan sung bom dang toi giac dm';
    for (const word of [...THINGS, ...QUALITIES]) expect(word).toMatch(/^\p{Ll}{2,7}$/u);
    expect([...THINGS, ...QUALITIES].join()).toBe([...THINGS, ...QUALITIES].join().normalize('NFC'));
    expect(folded.filter((word) => refused.split(' ').includes(word))).toEqual([]);
  });
});

describe('proposing a passphrase', () => {
  it('gives four words of two syllables that pass the rule', () => {
    for (let round = 0; round < 200; round += 1) {
      const proposal = proposePassphrase(systemRandom);
      expect(proposal.split(' ')).toHaveLength(8);
      // Words may repeat by chance; ten characters are always there.
      expect(successOf(checkPassphrase(proposal))).toBe(foldPassphrase(proposal));
    }
  });

  it('draws every thing and every quality about equally often', () => {
    const counts = new Map<string, number>();
    const rounds = 20_000;
    for (let round = 0; round < rounds; round += 1) {
      for (const word of proposePassphrase(systemRandom).split(' ')) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const least = (words: readonly string[]) => Math.min(...words.map((word) => counts.get(word) ?? 0));
    expect(least(THINGS)).toBeGreaterThan(((rounds * 4) / THINGS.length) * 0.7);
    expect(least(QUALITIES)).toBeGreaterThan(((rounds * 4) / QUALITIES.length) * 0.7);
  });

  it('throws away draws that would favour the first words', () => {
    const draws = [0xff, 0xff, 0, 0];
    const proposal = proposePassphrase((length) => {
      const bytes = new Uint8Array(length);
      bytes.set(draws.splice(0, length));
      return bytes;
    });
    expect(proposal.startsWith(`${THINGS[0]} ${QUALITIES[0]}`)).toBe(true);
    expect(draws).toEqual([]);
  });
});

describe('the strength rule', () => {
  it.each(['an ba cá dê', 'motmatkhaudai', 'Trâu xanh mây vuông'])('accepts %s', (text) => {
    expect(checkPassphrase(text).ok).toBe(true);
  });

  it.each([
    ['', 'too-short'],
    ['ba từ thôi', 'too-short'],
    ['an an an an', 'too-short'],
    ['a b c d e', 'too-short'],
    ['123456789', 'too-short'],
    ['0912345678', 'too-simple'],
    ['0912 345 678 901', 'too-simple'],
    ['aaaaaaaaaaaa', 'too-simple'],
    ['con con con con', 'too-simple'],
  ])('refuses %s: %s', (text, reason) => {
    expect(checkPassphrase(text)).toEqual({ ok: false, error: { tag: 'passphrase-weak', reason } });
  });
});
