// Word's soft line break (VT), form feed, the typewriter's carriage return and Unicode's own separators all end a line.
const LINE_ENDS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
// They come along when text is copied from Zalo, Word or a web page; two texts that look alike would differ by them.
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;
const CONTROL_CHARACTERS_AND_LONE_SURROGATES = /(?![\n\t])[\p{Cc}\p{Cs}]/gu;
const SPACES_IN_LINE = /[^\S\n]+/g;
const SPACES_AROUND_LINE_END = / ?\n ?/g;
const MANY_EMPTY_LINES = /\n{3,}/g;

/**
 * One line as it is stored: NFC, trimmed, single spaces. Call it when a value is saved, imported or searched for;
 * never while someone types, which destroys Vietnamese input.
 */
export function normalizeLine(text: string): string {
  return normalizeText(text).replace(/\s+/g, ' ');
}

/**
 * Free text as it is stored: NFC, trimmed, single spaces, lines and one empty line between them kept. The result
 * always passes the contract's `isStorableText`.
 */
export function normalizeText(text: string): string {
  return text
    .replace(LINE_ENDS, '\n')
    .replace(INVISIBLE, '')
    .replace(CONTROL_CHARACTERS_AND_LONE_SURROGATES, '')
    .normalize('NFC')
    .replace(SPACES_IN_LINE, ' ')
    .replace(SPACES_AROUND_LINE_END, '\n')
    .replace(MANY_EMPTY_LINES, '\n\n')
    .trim();
}
