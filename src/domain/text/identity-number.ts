/** `male`/`female` as the identity number codes them; what a person says of themselves is another matter. */
export type CodedSex = 'male' | 'female';

/** What a number of 12 digits says of its holder (NĐ 137/2015, Điều 13; TT 59/2021). It has no check digit. */
export interface IdentityFacts {
  readonly sex: CodedSex;
  readonly birthYear: number;
}

export type IdentityWarning =
  /** Not the same birth year as the one entered. */
  | { readonly tag: 'birth-year-differs'; readonly codedYear: number }
  /** Not the same sex as the one entered. */
  | { readonly tag: 'sex-differs'; readonly codedSex: CodedSex }
  /** Born after today, by its digits. */
  | { readonly tag: 'born-in-future'; readonly codedYear: number };

/** What a typed identity number looks like. Only a remark: every number can be saved as it was typed. */
export type IdentityCheck =
  | { readonly tag: 'empty' }
  | {
      readonly tag: 'twelve-digits';
      readonly digits: string;
      readonly facts: IdentityFacts;
      readonly warnings: readonly IdentityWarning[];
    }
  /** The older identity card (CMND). */
  | { readonly tag: 'nine-digits'; readonly digits: string }
  | { readonly tag: 'not-digits' }
  | { readonly tag: 'wrong-length'; readonly length: number };

export interface KnownOfHolder {
  readonly thisYear: number;
  readonly birthYear?: number | undefined;
  readonly sex?: CodedSex | undefined;
}

const SHOWN_AT_START = 4;
const SHOWN_AT_END = 2;

export function checkIdentityNumber(typed: string, known: KnownOfHolder): IdentityCheck {
  const digits = identityDigits(typed);
  if (digits === '') return { tag: 'empty' };
  if (!/^\d+$/.test(digits)) return { tag: 'not-digits' };
  if (digits.length === 9) return { tag: 'nine-digits', digits };
  if (digits.length !== 12) return { tag: 'wrong-length', length: digits.length };
  const facts = factsInDigits(digits);
  return { tag: 'twelve-digits', digits, facts, warnings: warningsOf(facts, known) };
}

/** The number without the spaces and dots it was typed with: what is compared. */
export function identityDigits(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s.\-–]/g, '');
}

/** `0041••••••99`: what a screen shows until someone asks for the whole. Short or odd numbers show nothing at all. */
export function maskIdentityNumber(typed: string): string {
  const digits = identityDigits(typed);
  const hidden = digits.length - SHOWN_AT_START - SHOWN_AT_END;
  if (hidden < SHOWN_AT_START) {
    // Of nine digits, six shown would nearly be the number.
    const start = digits.length === 9 ? digits.slice(0, 2) : '';
    const end = digits.length === 9 ? digits.slice(-SHOWN_AT_END) : '';
    return start + '•'.repeat(digits.length - start.length - end.length) + end;
  }
  return digits.slice(0, SHOWN_AT_START) + '•'.repeat(hidden) + digits.slice(-SHOWN_AT_END);
}

/** Digits 1–3 province of birth registration, 4 century and sex (0/1: 19xx, 2/3: 20xx …), 5–6 year, 7–12 random. */
function factsInDigits(digits: string): IdentityFacts {
  const centuryAndSex = Number(digits[3]);
  return {
    sex: centuryAndSex % 2 === 0 ? 'male' : 'female',
    birthYear: 1900 + Math.floor(centuryAndSex / 2) * 100 + Number(digits.slice(4, 6)),
  };
}

function warningsOf(facts: IdentityFacts, known: KnownOfHolder): IdentityWarning[] {
  const warnings: IdentityWarning[] = [];
  if (facts.birthYear > known.thisYear) warnings.push({ tag: 'born-in-future', codedYear: facts.birthYear });
  else if (known.birthYear !== undefined && known.birthYear !== facts.birthYear) {
    warnings.push({ tag: 'birth-year-differs', codedYear: facts.birthYear });
  }
  if (known.sex !== undefined && known.sex !== facts.sex) warnings.push({ tag: 'sex-differs', codedSex: facts.sex });
  return warnings;
}
