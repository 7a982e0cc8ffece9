/** Bytes of the world's randomness; the caller brings them. */
export type RandomBytes = (count: number) => Uint8Array;

// Read aloud in a village hall and copied into a paper book by hand: no 0/O, 1/I/L, U/V, 2/Z among them. 29 is a prime,
// which the check letter below rests on.
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXY';
const PREFIX_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const MODULUS = ALPHABET.length;
const RANDOM_LENGTH = 3;
const SHAPE = /^([A-Z]{1,4})-([2-9A-HJKMNP-TV-Y]{4})$/;
// Any value would do; with this one the TC-7K2M of the handbook is a valid code.
const REMAINDER = 10;

/**
 * A code given without network, to be copied into the paper book: `TC-7K2M`, three random letters and a check letter.
 * It is no number of any official document, and no key: there are only 24,389 codes per prefix. The caller names those
 * it knows; two phones without network may still give the same one, so records are told apart by their id alone.
 */
export function makeLocalCode(
  prefix: string,
  randomBytes: RandomBytes,
  isTaken: (code: string) => boolean = () => false,
): string {
  if (!/^[A-Z]{1,4}$/.test(prefix)) throw new RangeError(`not a prefix of a local code: ${prefix}`);
  for (;;) {
    const body = randomLetters(RANDOM_LENGTH, randomBytes);
    const code = `${prefix}-${body}${checkLetter(prefix, body)}`;
    if (!isTaken(code)) return code;
  }
}

/** Whether a code is as it was given: one wrong character, or two neighbours swapped, is always noticed. */
export function isLocalCode(text: string): boolean {
  const match = SHAPE.exec(text);
  const [prefix, letters] = [match?.[1], match?.[2]];
  if (prefix === undefined || letters === undefined) return false;
  return checkLetter(prefix, letters.slice(0, RANDOM_LENGTH)) === letters.slice(RANDOM_LENGTH);
}

/**
 * Each place has a weight of its own between 1 and 28; the weighted sum with the check letter (weight 1) is `REMAINDER`
 * modulo 29. Modulo a prime, neither a change in one place nor an exchange of two places can keep that sum.
 */
function checkLetter(prefix: string, body: string): string {
  const values = [
    ...Array.from(prefix, (letter) => PREFIX_ALPHABET.indexOf(letter)),
    ...Array.from(body, (letter) => ALPHABET.indexOf(letter)),
  ];
  const sum = values.reduce((total, value, place) => total + value * (values.length + 1 - place), 0);
  return ALPHABET.charAt((((REMAINDER - sum) % MODULUS) + MODULUS) % MODULUS);
}

/** Bytes beyond the last whole multiple of 29 are thrown away: every letter is equally likely. */
function randomLetters(count: number, randomBytes: RandomBytes): string {
  const usableBelow = 256 - (256 % MODULUS);
  let letters = '';
  while (letters.length < count) {
    for (const byte of randomBytes(count)) {
      if (byte < usableBelow && letters.length < count) letters += ALPHABET.charAt(byte % MODULUS);
    }
  }
  return letters;
}
