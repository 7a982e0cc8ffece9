const COMBINING_MARKS = /[\u0300-\u036f]/g;
// đ has no decomposition. Eth (ð, Ð) is its look-alike from Icelandic keyboards and old fonts.
const CROSSED_D = /[đĐðÐ]/g;
const NOT_OF_A_WORD = /[^\p{L}\p{N}]+/u;

/** Text without tone marks, hooks, horns and case: what a search compares. "Nông Thị Đào" → "nong thi dao". */
export function foldForSearch(text: string): string {
  return text.normalize('NFD').replace(COMBINING_MARKS, '').replace(CROSSED_D, 'd').toLowerCase();
}

/** The folded words of a text, in its order: letters and digits, everything else parts them. */
export function foldedWords(text: string): string[] {
  return foldForSearch(text)
    .split(NOT_OF_A_WORD)
    .filter((word) => word !== '');
}
