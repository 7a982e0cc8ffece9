import type { PlainDate } from '../../contract/scalars.ts';
import { dateOf } from '../calendar/plain-date.ts';
import { err, ok, type Result } from '../result.ts';
import type { CodedSex } from './identity-number.ts';
import { normalizeLine } from './normalize.ts';
import type { TypedBirth } from './parse-date.ts';

/**
 * What the QR code of an identity card says of its holder. Plain, unsigned text: a help with typing, no proof of who
 * somebody is.
 */
export type IdentityCard = {
  /** Twelve digits. */
  readonly number: string;
  /** The number of the card (CMND) before it, nine digits or twelve. */
  readonly oldNumber?: string;
  /** As the card prints it: in capitals. */
  readonly name: string;
  readonly birth: TypedBirth;
  /** Absent where the card says something else than Nam or Nữ. */
  readonly sex?: CodedSex;
  /** Nơi thường trú (card of 2021) or nơi cư trú (2024), as it was on the day of issue; '' where the card has none. */
  readonly address: string;
  readonly issuedOn?: PlainDate;
};

export type IdentityCardError =
  | { readonly tag: 'empty' }
  /** A code of something else: a web address, a bank account, anything. */
  | { readonly tag: 'not-a-card'; readonly looksLike: 'link' | 'payment' | 'other' }
  /** Letters were lost on the way (U+FFFD): a name with holes must not be filled in. */
  | { readonly tag: 'damaged' }
  | { readonly tag: 'too-few-fields'; readonly count: number }
  | { readonly tag: 'bad-number' }
  | { readonly tag: 'no-name' }
  | { readonly tag: 'bad-birth' };

const LEAST_FIELDS = 6;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2099;
const LINK = /^(?:https?:|www\.)/i;
/** EMVCo's merchant code, which VietQR and the banks' apps use. */
const PAYMENT = /^0002\d\d/;

/**
 * The text of the QR code of a căn cước công dân with chip (from 2021, TT 06/2021/TT-BCA) or of a thẻ căn cước (from
 * 2024-07-01, TT 16/2024/TT-BCA), parted by `|`: number, number of the old CMND or nothing, name, birth `ddMMyyyy`, sex,
 * address, day of issue `ddMMyyyy`. The new card says more behind these, which is nobody's business here: parents, spouse.
 * Tolerant in what does not matter; never throws.
 */
export function parseIdentityCard(text: string): Result<IdentityCard, IdentityCardError> {
  const whole = mendEncoding(text).replaceAll('\ufeff', '').trim();
  if (whole === '') return err({ tag: 'empty' });
  if (whole.includes('\ufffd')) return err({ tag: 'damaged' });
  const fields = whole.split('|').map(normalizeLine);
  const [number = '', oldNumber = '', name = '', birthText = '', sexText = '', address = '', issued = ''] = fields;
  const digits = digitsOf(number);
  if (fields.length < LEAST_FIELDS) {
    const begins = fields.length > 1 && /^\d{9,12}$/.test(digits);
    return err(
      begins ? { tag: 'too-few-fields', count: fields.length } : { tag: 'not-a-card', looksLike: kindOf(whole) },
    );
  }
  if (!/^\d{12}$/.test(digits)) return err({ tag: 'bad-number' });
  if (!/\p{L}/u.test(name)) return err({ tag: 'no-name' });
  const birth = birthOf(birthText);
  if (birth === undefined) return err({ tag: 'bad-birth' });
  const sex = SEXES.get(sexText.toLocaleLowerCase('vi'));
  // Without its day of issue a card is still worth filling in; nobody is given a wrong one.
  const issuedOn = dateIn(issued);
  return ok({
    number: digits,
    ...(/^(?:\d{9}|\d{12})$/.test(digitsOf(oldNumber)) ? { oldNumber: digitsOf(oldNumber) } : {}),
    name,
    birth,
    ...(sex === undefined ? {} : { sex }),
    address,
    ...(issuedOn === undefined ? {} : { issuedOn }),
  });
}

/** What to do when a code is not filled in; typing by hand is always open beside it. */
export function sayIdentityCardError(error: IdentityCardError): string {
  switch (error.tag) {
    case 'empty':
      return 'Mã QR này không có chữ nào. Quét lại, hoặc nhập bằng tay.';
    case 'not-a-card':
      return NOT_A_CARD[error.looksLike];
    case 'damaged':
      return 'Chữ trong mã QR bị hỏng nên không điền, tránh sai họ tên. Quét lại cho rõ, hoặc nhập bằng tay.';
    case 'too-few-fields':
      return 'Mã QR của thẻ không đủ thông tin. Quét lại cả mã, hoặc nhập bằng tay.';
    case 'bad-number':
      return 'Số trong mã QR không phải số định danh 12 chữ số. Xem lại thẻ, hoặc nhập bằng tay.';
    case 'no-name':
      return 'Mã QR không có họ tên. Xem lại thẻ, hoặc nhập bằng tay.';
    case 'bad-birth':
      return 'Ngày sinh trong mã QR không đọc được. Xem lại thẻ, hoặc nhập bằng tay.';
    default:
      return error satisfies never;
  }
}

const NOT_A_CARD = {
  link: 'Đây là mã QR của một trang web, không phải của thẻ căn cước. Quét mã in trên thẻ.',
  payment: 'Đây là mã QR chuyển tiền, không phải của thẻ căn cước. Quét mã in trên thẻ.',
  other: 'Đây không phải mã QR của thẻ căn cước. Quét mã in trên thẻ: thẻ cũ ở mặt trước, thẻ mới ở mặt sau.',
} as const;

const SEXES: ReadonlyMap<string, CodedSex> = new Map([
  ['nam', 'male'],
  ['nữ', 'female'],
]);

function kindOf(whole: string): 'link' | 'payment' | 'other' {
  if (LINK.test(whole)) return 'link';
  return PAYMENT.test(whole) ? 'payment' : 'other';
}

function digitsOf(field: string): string {
  return field.replace(/[\s.\-/]/g, '');
}

/** `05031990`; the year alone of people whose day nobody wrote down: `00001957` or `1957`. */
function birthOf(field: string): TypedBirth | undefined {
  const digits = digitsOf(field);
  const yearOnly = /^(?:00\d\d|\d\d00)?(\d{4})$/.exec(digits);
  if (yearOnly) return isInRange(Number(yearOnly[1])) ? { year: Number(yearOnly[1]) } : undefined;
  const date = dateIn(field);
  return date === undefined ? undefined : { year: Number(date.slice(0, 4)), date };
}

function dateIn(field: string): PlainDate | undefined {
  const match = /^(\d\d)(\d\d)(\d{4})$/.exec(digitsOf(field));
  if (!match || !isInRange(Number(match[3]))) return undefined;
  return dateOf(Number(match[3]), Number(match[2]), Number(match[1]));
}

function isInRange(year: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/** Some readers take the bytes of UTF-8 for letters of their own: "HoÃ ng". Text that was read well stays as it is. */
function mendEncoding(text: string): string {
  if (!/[\u0080-\u00ff]/.test(text) || /[\u0100-\uffff]/.test(text)) return text;
  const bytes = [...text].map((letter) => `%${(letter.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`);
  try {
    return decodeURIComponent(bytes.join(''));
  } catch {
    return text;
  }
}
