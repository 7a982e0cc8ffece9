import { err, ok, type Result } from '../../domain/result.ts';
import type { RandomBytes } from './bytes.ts';
import { QUALITIES, THINGS } from './passphrase-words.ts';

/** Invisible characters that keyboards and copied text leave behind. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
/** The tone and vowel marks of Vietnamese, decomposed. A fixed range: `\p{M}` would change with the browser's Unicode. */
const MARKS = /[\u0300-\u036f]/g;

/**
 * What is really hashed. Telex, VNI, iOS (NFD, capital at the start, smart quotes and dashes) and a keyboard without
 * Vietnamese must all open the same vault, so everything in which they differ is dropped. Frozen: changing it locks people out.
 */
export function foldPassphrase(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(/[đð]/g, 'd')
    .replace(INVISIBLE, '')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/\u2014/g, '--')
    .replace(/[\u2010-\u2013]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What a hand writes between the words of a slip, and types again. */
const SEPARATORS = /[\s·•.,;:/|_-]+/g;

/** What a typed passphrase may mean, best first: as it stands; and with spaces for whatever else parts its words. */
export function readingsOf(typed: string): readonly string[] {
  const folded = foldPassphrase(typed);
  const spaced = folded.replace(SEPARATORS, ' ').trim();
  return [...new Set([folded, spaced])].filter(Boolean);
}

const PROPOSED_WORDS = 4;
const LEAST_WORDS = 4;
const LEAST_CHARACTERS = 10;
const LEAST_DISTINCT_CHARACTERS = 5;

/** How many different words a proposal draws from: 4 words are worth 4 × log2 of this, about 51 bit. */
export const PROPOSAL_WORD_COUNT = THINGS.length * QUALITIES.length;

/** Four words, each a thing with a quality: "trâu xanh mây vuông đèn ngọt cá vui". */
export function proposePassphrase(random: RandomBytes): string {
  return Array.from({ length: PROPOSED_WORDS }, () => `${pick(THINGS, random)} ${pick(QUALITIES, random)}`).join(' ');
}

/** One element, each equally likely: draws that would favour the first ones are thrown away. */
function pick(words: readonly string[], random: RandomBytes): string {
  const fair = 65_536 - (65_536 % words.length);
  for (;;) {
    const [high = 0, low = 0] = random(2);
    const draw = high * 256 + low;
    if (draw < fair) return words[draw % words.length] as string;
  }
}

/** `too-short`: neither four words nor ten characters. `too-simple`: only digits (a phone or identity number) or few different characters. */
export interface WeakPassphrase {
  readonly tag: 'passphrase-weak';
  readonly reason: 'too-short' | 'too-simple';
}

/** The folded passphrase when it is strong enough: four different words, or ten characters of one's own. */
export function checkPassphrase(text: string): Result<string, WeakPassphrase> {
  const folded = foldPassphrase(text);
  const words = new Set(folded.split(' ').filter((word) => word.length >= 2));
  const characters = [...folded.replaceAll(' ', '')];
  if (words.size < LEAST_WORDS && characters.length < LEAST_CHARACTERS) {
    return err({ tag: 'passphrase-weak', reason: 'too-short' });
  }
  const onlyDigits = characters.every((character) => character >= '0' && character <= '9');
  if (onlyDigits || new Set(characters).size < LEAST_DISTINCT_CHARACTERS) {
    return err({ tag: 'passphrase-weak', reason: 'too-simple' });
  }
  return ok(folded);
}
