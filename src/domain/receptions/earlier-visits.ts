import type { Cells } from '../../contract/records/kind.ts';
import { type ReceptionVisit, receptionVisit } from '../../contract/records/reception-visit.ts';
import { isDeleted } from '../merge/cells.ts';
import { assemble } from '../records/assemble.ts';
import { foldedWords } from '../text/fold.ts';
import { identityDigits } from '../text/identity-number.ts';
import { phoneDigits } from '../text/phone.ts';
import { isDenunciation } from './denunciation.ts';
import type { Summary } from './summary.ts';

/** What is known of somebody who has come, as it was written; '' = not known. */
export type Visitor = {
  readonly name: string;
  readonly village: string;
  readonly number: string;
  readonly phone: string;
};

/**
 * Why an earlier visit may be the same person's: `sure` by identity number, or name and village; `phone`: families share
 * one; `name`: the village of one of them is not known. It only suggests (records-and-counting §1).
 */
export type Likeness = 'sure' | 'phone' | 'name';

/** Fewer digits are no number that could tell people apart. */
const LEAST_DIGITS = 9;
/** A name that has just been begun would fit half the village. */
const LEAST_LETTERS = 3;

/**
 * Lines of lists that may be visits of this person, in their order; to be opened and asked `likenessOf`. A denunciation
 * is never among them: a name beside it would tell who denounced (Luật Tố cáo Điều 8).
 */
export function mayBeVisitsOf(lines: readonly Summary[], visitor: Visitor): readonly Summary[] {
  const name = foldedWords(visitor.name);
  const numbers = [identityDigits(visitor.number), phoneDigits(visitor.phone)].filter(isNumber);
  const named = name.join('').length >= LEAST_LETTERS;
  if (!named && numbers.length === 0) return [];
  return lines.filter((line) => {
    if (line.kind !== receptionVisit.kind || line.status === 'deleted' || line.matter === 'denunciation') return false;
    const has = (word: string) => hasWord(line.words, word);
    return (named && name.every(has)) || numbers.some(has);
  });
}

function hasWord(words: string, word: string): boolean {
  // Most lines fall at the first look: parting the words of ten thousand would be felt.
  return words.includes(word) && ` ${words} `.includes(` ${word} `);
}

/** Whether a visit may have been this person's; undefined = not, or a denunciation. */
export function likenessOf(cells: Cells, visitor: Visitor): Likeness | undefined {
  if (isDeleted(cells) || isDenunciation(cells)) return undefined;
  const found = Object.values(assemble(receptionVisit, cells).people).map((person) => alike(person, visitor));
  return (['sure', 'phone', 'name'] as const).find((likeness) => found.includes(likeness));
}

function alike(person: ReceptionVisit['people'][string], visitor: Visitor): Likeness | undefined {
  const numbers = [identityDigits(person.document?.number ?? ''), identityDigits(visitor.number)].filter(isNumber);
  if (numbers.length === 2) {
    if (numbers[0] === numbers[1]) return 'sure';
    // Whoever had a CMND of nine digits has a number of twelve by now: of two kinds nothing follows.
    if (numbers[0]?.length === numbers[1]?.length) return undefined;
  }
  const [name, village] = [sameWords(person.name, visitor.name), sameWords(person.village?.name, visitor.village)];
  if (name === 'same' && village === 'same') return 'sure';
  if (
    phoneDigits(visitor.phone).length >= LEAST_DIGITS &&
    phoneDigits(person.phone ?? '') === phoneDigits(visitor.phone)
  )
    return 'phone';
  return name === 'same' && village === 'unknown' ? 'name' : undefined;
}

function sameWords(a: string | null | undefined, b: string): 'same' | 'different' | 'unknown' {
  const [known, asked] = [foldedWords(a ?? '').join(' '), foldedWords(b).join(' ')];
  if (known === '' || asked === '') return 'unknown';
  return known === asked ? 'same' : 'different';
}

function isNumber(digits: string): boolean {
  return digits.length >= LEAST_DIGITS && /^\d+$/.test(digits);
}

/** Earlier visits by the case (vụ việc) they belong to, in their order; a visit tied to none is its own. */
export function byCase<V extends { readonly rid: string; readonly caseId?: string | undefined }>(
  visits: readonly V[],
): readonly (readonly [V, ...V[]])[] {
  const cases = new Map<string, [V, ...V[]]>();
  for (const visit of visits) {
    const key = visit.caseId ?? visit.rid;
    const known = cases.get(key);
    if (known === undefined) cases.set(key, [visit]);
    else known.push(visit);
  }
  return [...cases.values()];
}
