import type { PlainDate } from '../../contract/scalars.ts';
import { dateOf } from '../../domain/calendar/plain-date.ts';
import type { ImportedForm } from '../../domain/receptions/imported-visit.ts';
import { PERSON_ROLE_LABELS } from '../../domain/receptions/labels.ts';
import { foldedWords, foldForSearch } from '../../domain/text/fold.ts';
import { normalizeLine, normalizeText } from '../../domain/text/normalize.ts';
import { checkPhone } from '../../domain/text/phone.ts';
import { PHRASES } from '../register/phrases.ts';
import type { CellValue } from '../spreadsheet/workbook.ts';

type Person = NonNullable<ImportedForm['people']>[number];
type Identity = NonNullable<Person['document']>;

// What an address begins with.
const PLACE = String.raw`(?:xóm|thôn|bản|làng|ấp|khu|tổ|khối|phố|số nhà|xã|phường|thị trấn|huyện|tỉnh|trú tại|ở|địa chỉ|đ\/c|thường trú|hktt)`;
const BEGINS_AS_PLACE = new RegExp(`^(?:${PLACE})(?![\\p{L}])`, 'iu');
const SPOKEN_OF = /^(?:địa chỉ|đ\/c|trú tại|thường trú tại|thường trú|hktt|ở)\s*:?\s*/iu;
const DASH = /\s+[–—-]\s+/;
const TIGHT_DASH = new RegExp(`\\s*[–—-]\\s*(?=${PLACE}(?![\\p{L}]))`, 'iu');
const COMMA = new RegExp(`\\s*[,;(]\\s*(?=${PLACE}(?![\\p{L}]))`, 'iu');
const NUMBERED = /^\s*\d{1,3}\s*[.)/]\s+/;
const VILLAGE = /^(?:xóm|thôn|bản|làng|ấp|khu phố|khối|tổ dân phố|tổ|tdp)(?![\p{L}])/iu;

/** The people of a row. `together`: name and address in one cell; or each in its own. */
export type PeopleCells = {
  readonly together: string;
  readonly name: string;
  readonly address: string;
  readonly identity: CellValue;
  readonly phone: CellValue;
};

export type ReadPeople = {
  readonly people: readonly Person[];
  /** Numbers that lost the zeros at their beginning, which were put back. */
  readonly mended: number;
  /** Numbers that stand hidden in the file and were not taken. */
  readonly hidden: number;
};

/** Each line of a cell that has a name is a person; a line that is a place belongs to the one above. */
export function readPeople(cells: PeopleCells): ReadPeople {
  const named = cells.together === '' ? apart(cells) : cells.together.split('\n').reduce(withLine, []);
  const documents = identityOf(cells.identity);
  const called = phoneOf(cells.phone);
  const count = Math.max(named.length, documents.list.length);
  const people = Array.from({ length: count }, (_, at) => {
    const document = documents.list[at];
    const phone = at === 0 && called.number !== '' ? { phone: called.number } : {};
    return { ...named[at], ...(document === undefined ? {} : { document }), ...phone };
  });
  const lone: Person = { phone: called.number };
  return {
    people: people.length === 0 && called.number !== '' ? [lone] : withoutEmptyTail(people),
    mended: documents.mended + (called.mended ? 1 : 0),
    hidden: documents.hidden,
  };
}

function apart({ name, address }: PeopleCells): readonly Person[] {
  const names = name.split('\n').filter((line) => line !== '');
  const places = address.split('\n').filter((line) => line !== '');
  // As many addresses as names: each its own; else they are lines of one.
  if (names.length > 1 && places.length === names.length) {
    return names.map((line, at) => ({ ...personOf(line), ...placeOf(places[at] ?? '') }));
  }
  if (names.length === 0 && address === '') return [];
  const [first = '', ...others] = names;
  return [{ ...personOf(first), ...placeOf(address) }, ...others.map(personOf)];
}

function withLine(people: readonly Person[], written: string): readonly Person[] {
  const line = written.replace(NUMBERED, '').trim();
  if (line === '') return people;
  const last = people.at(-1);
  if (last !== undefined && BEGINS_AS_PLACE.test(line) && last.address === undefined && last.village === undefined) {
    return [...people.slice(0, -1), { ...last, ...placeOf(line) }];
  }
  const [name, place] = parted(line);
  return [...people, { ...personOf(name), ...placeOf(place) }];
}

/** Name and place of `Nông Thị Đào – Xóm Nà Pháo, xã …`; the first separator that is one parts them. */
function parted(line: string): readonly [name: string, place: string] {
  for (const separator of [DASH, TIGHT_DASH, COMMA]) {
    const match = separator.exec(line);
    if (match === null || match.index === 0) continue;
    const place = line.slice(match.index + match[0].length);
    return [line.slice(0, match.index), match[0].includes('(') ? place.replace(/\)\s*$/, '') : place];
  }
  return [line, ''];
}

const ROLES = Object.entries(PERSON_ROLE_LABELS).map(([role, label]) => [foldForSearch(label), role] as const);

function personOf(written: string): Person {
  const bracket = /\s*\(([^()]+)\)\s*$/.exec(written);
  const role = bracket === null ? undefined : ROLES.find(([label]) => label === foldForSearch(bracket[1] ?? ''))?.[1];
  const name = normalizeLine(role === undefined ? written : written.slice(0, bracket?.index));
  const known = name === '' || foldForSearch(name) === foldForSearch(PHRASES.noName) ? {} : { name };
  return role === undefined ? known : { ...known, role: role as NonNullable<Person['role']> };
}

/** A village at the beginning of an address is one of its own. */
function placeOf(written: string): Pick<Person, 'village' | 'address'> {
  const place = normalizeLine(written).replace(SPOKEN_OF, '');
  if (place === '') return {};
  const [first = '', ...rest] = place.split(', ');
  if (!VILLAGE.test(first)) return { address: place };
  const address = rest.join(', ');
  return { village: { name: first }, ...(address === '' ? {} : { address }) };
}

const HIDDEN = '•';
/** Digits of a number that a spreadsheet kept as a number: with its zeros it has twelve (Luật Căn cước, Điều 12). */
const CITIZEN_DIGITS = 12;
const SHORT_BY_AT_MOST = 2;

type Identities = {
  readonly list: readonly (Identity | undefined)[];
  readonly mended: number;
  readonly hidden: number;
};

function identityOf(cell: CellValue): Identities {
  if (typeof cell === 'number' && Number.isInteger(cell) && cell > 0) {
    const digits = String(cell);
    const lost = digits.length < CITIZEN_DIGITS && digits.length >= CITIZEN_DIGITS - SHORT_BY_AT_MOST;
    return {
      list: [{ number: lost ? digits.padStart(CITIZEN_DIGITS, '0') : digits }],
      mended: lost ? 1 : 0,
      hidden: 0,
    };
  }
  const text = typeof cell === 'string' ? normalizeText(cell) : '';
  const lines = text.split('\n').filter((line) => line !== '');
  const shown = lines.filter((line) => !line.includes(HIDDEN)).length;
  return { list: lines.map(identityLine), mended: 0, hidden: lines.length - shown };
}

/** A phone number; one that a spreadsheet kept as a number has lost its zero, and would make another record. */
function phoneOf(cell: CellValue): { readonly number: string; readonly mended: boolean } {
  if (typeof cell !== 'number') return { number: typeof cell === 'string' ? normalizeLine(cell) : '', mended: false };
  const whole = `0${cell}`;
  const lost = checkPhone(whole).tag !== 'unusual';
  return { number: lost ? whole : String(cell), mended: lost };
}

const ISSUED = /[,;]?\s*\(?\s*(?:ngày\s+)?cấp(?:\s+ngày)?\s*:?\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*\)?\s*$/iu;

function identityLine(line: string): Identity | undefined {
  const folded = foldedWords(line).join(' ');
  if (folded === '' || line === PHRASES.none) return undefined;
  if (/^khong (?:co )?giay to/.test(folded)) return withoutPapers(line);
  const issued = ISSUED.exec(line);
  const issuedOn = issued === null ? undefined : dayOf(issued);
  const number = issuedOn === undefined ? line : line.slice(0, issued?.index);
  const said = number.includes(HIDDEN) || number === '' ? {} : { number };
  const document = { ...said, ...(issuedOn === undefined ? {} : { issuedOn }) };
  return Object.keys(document).length === 0 ? undefined : document;
}

/** `Không có giấy tờ; Trưởng xóm Nà Pháo xác nhận` */
function withoutPapers(line: string): Identity {
  const confirmed = /[;,(]\s*(.+?)\s+xác nhận\)?\s*$/iu.exec(line)?.[1];
  return confirmed === undefined ? { none: true } : { none: true, confirmedBy: confirmed };
}

function dayOf([, day, month, year]: RegExpExecArray): PlainDate | undefined {
  return dateOf(Number(year), Number(month), Number(day));
}

function withoutEmptyTail(people: readonly Person[]): readonly Person[] {
  const last = people.findLastIndex((person) => Object.keys(person).length > 0);
  return people.slice(0, last + 1);
}
