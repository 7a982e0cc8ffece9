import { foldForSearch } from '../text/fold.ts';
import type { AskedWord } from './asked-word.ts';
import type { Question } from './question.ts';

/** A piece of a text; `hit` = it is what was looked for. */
export type Piece = { readonly text: string; readonly hit: boolean };

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** The text in pieces, each word that was looked for marked, whole, with the accents that it has. */
export function highlighted(text: string, words: readonly AskedWord[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const { 0: written, index } of text.matchAll(WORD)) {
    if (!isAsked(written, words)) continue;
    if (index > done) pieces.push({ text: text.slice(done, index), hit: false });
    pieces.push({ text: written, hit: true });
    done = index + written.length;
  }
  if (done < text.length) pieces.push({ text: text.slice(done), hit: false });
  return pieces;
}

/** The reading of a question of which the text shows most: what has to be marked in it. */
export function closestReading({ readings }: Question, text: string): readonly AskedWord[] {
  const [first = [], ...others] = readings;
  return others.reduce((best, words) => (unmet(words, text).length < unmet(best, text).length ? words : best), first);
}

/** The words that begin no word of the text. */
export function unmet(words: readonly AskedWord[], text: string): readonly AskedWord[] {
  const present = (text.match(WORD) ?? []).map(foldForSearch);
  return words.filter(({ word }) => !present.some((one) => one.startsWith(word)));
}

/**
 * The part of a long text around the first of the words that it has, some `around` letters to each side, cut between
 * words; undefined where it has none.
 */
export function excerpt(text: string, words: readonly AskedWord[], around = 30): string | undefined {
  const line = text.replace(/\s+/g, ' ');
  for (const match of line.matchAll(WORD)) {
    if (!isAsked(match[0], words)) continue;
    const start = match.index <= around ? 0 : line.indexOf(' ', match.index - around) + 1;
    const wanted = match.index + match[0].length + around;
    const end = wanted >= line.length ? line.length : line.lastIndexOf(' ', wanted);
    const last = Math.max(end, match.index + match[0].length);
    return `${start > 0 ? '…' : ''}${line.slice(Math.min(start, match.index), last)}${last < line.length ? '…' : ''}`;
  }
  return undefined;
}

function isAsked(written: string, words: readonly AskedWord[]): boolean {
  const folded = foldForSearch(written);
  return words.some(({ word }) => folded.startsWith(word));
}
