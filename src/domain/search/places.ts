import { foldedWords } from '../text/fold.ts';
import type { AskedWord } from './asked-word.ts';

/** A village, or the unit itself, with the names it bore before. */
export type Place = {
  readonly id: string;
  readonly kind: 'unit' | 'village';
  readonly name: string;
  readonly oldNames: readonly string[];
};

/** The words before a name that say what kind of place it is; people leave them out or use the old ones. */
const KIND_WORDS: readonly (readonly string[])[] = [
  ['to', 'dan', 'pho'],
  ['thi', 'tran'],
  ['tinh'],
  ['huyen'],
  ['phuong'],
  ['xa'],
  ['xom'],
  ['thon'],
  ['ban'],
  ['to'],
];
/** "huyện cũ Bảo Lâm", "xóm Nà Pháo cũ". */
const FORMER = 'cu';
const MOST_READINGS = 6;

/**
 * Other ways to say a question that names a place: an old name for the name of today and back; the names of the own
 * unit say nothing, because every record on this phone is of that unit.
 */
export function otherNamesOf(words: readonly AskedWord[], places: readonly Place[]): readonly (readonly AskedWord[])[] {
  const readings: (readonly AskedWord[])[] = [];
  for (const { kind, name, oldNames } of places) {
    const names = [name, ...oldNames].map(coreOf);
    const core = names.find((one) => spanOf(words, one) !== undefined);
    const span = core && spanOf(words, core);
    if (span === undefined) continue;
    for (const other of kind === 'unit' ? [[]] : names) {
      const said = other.map((word) => ({ word }));
      const reading = [...words.slice(0, span.from), ...said, ...words.slice(span.to)];
      // Nothing but the unit's name: that is no question for records.
      if (reading.length > 0) readings.push(reading);
    }
  }
  return readings.slice(0, MOST_READINGS);
}

/** The places that a question may mean: each of its words begins a word of one of the place's names. */
export function placesNamed(words: readonly AskedWord[], places: readonly Place[]): readonly Place[] {
  if (words.length === 0) return [];
  return places.filter(({ name, oldNames }) => {
    const known = [name, ...oldNames].flatMap(foldedWords);
    return words.every(({ word }) => word === FORMER || known.some((one) => one.startsWith(word)));
  });
}

/** The name without what kind of place it is. */
function coreOf(name: string): readonly string[] {
  const words = foldedWords(name);
  const kind = KIND_WORDS.find((one) => one.length < words.length && one.every((word, i) => words[i] === word));
  return words.slice(kind?.length ?? 0);
}

/** Where a name stands in a question, with the words of its kind and "cũ" around it; its last word may be unfinished. */
function spanOf(
  words: readonly AskedWord[],
  core: readonly string[],
): { readonly from: number; readonly to: number } | undefined {
  if (core.length === 0) return undefined;
  const isHere = (at: number): boolean =>
    core.every((word, i) => {
      const asked = words[at + i]?.word;
      if (asked === undefined || asked === word) return asked === word;
      const unfinished = i > 0 && i === core.length - 1 && at + i === words.length - 1;
      return unfinished && word.startsWith(asked);
    });
  const at = words.findIndex((_, place) => isHere(place));
  if (at < 0) return undefined;
  const isFormer = (place: number) => words[place]?.word === FORMER;
  let from = isFormer(at - 1) ? at - 1 : at;
  const kind = KIND_WORDS.find((one) => one.every((word, i) => words[from - one.length + i]?.word === word));
  from -= kind?.length ?? 0;
  const end = at + core.length;
  return { from, to: isFormer(end) ? end + 1 : end };
}
