const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/**
 * A word with its marks, as it is compared with another: lower case, the tone at the end, whichever vowel carries it.
 * "Hòa" and "hoà" are one word; "hoa", "đo" and "đò" are others.
 */
export function markedKey(word: string): string {
  const letters = word.normalize('NFD').toLowerCase();
  const tones = letters.match(TONES)?.join('') ?? '';
  return letters.replace(TONES, '') + tones;
}
