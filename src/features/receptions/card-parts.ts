import type { PlainDate } from '../../contract/scalars.ts';
import { SEX_LABELS } from '../../domain/receptions/labels.ts';
import { foldedWords } from '../../domain/text/fold.ts';
import { formatDate } from '../../domain/text/format.ts';
import type { IdentityCard } from '../../domain/text/identity-card.ts';
import { identityDigits, maskIdentityNumber } from '../../domain/text/identity-number.ts';
import { offerNameCapitals } from '../../domain/text/names.ts';
import { normalizeLine } from '../../domain/text/normalize.ts';
import { parseBirth, parseDate } from '../../domain/text/parse-date.ts';
import { OTHER_VILLAGE, type PersonValues } from './visit-values.ts';

/** One thing that a card says of a person, beside what the form says. */
export type CardPart = {
  readonly key: 'name' | 'document' | 'birth' | 'sex' | 'address' | 'village';
  readonly label: string;
  /** In words, as the card has it and as the form has it; '' where the form says nothing yet. */
  readonly onCard: string;
  readonly onForm: string;
  /** What the fields become. */
  readonly values: Partial<PersonValues>;
};

/** `fills`: fields that were empty. `asks`: fields that hold something else: only a person may decide. */
export type CardParts = { readonly fills: readonly CardPart[]; readonly asks: readonly CardPart[] };

export type Around = {
  readonly today: PlainDate;
  /** The unit's name and the names of its villages; those that are shown as chips. */
  readonly unitName: string;
  readonly villages: readonly string[];
  readonly chips: readonly string[];
};

/** What a card would put into the fields of one person. Of what both say alike nothing is left to do. */
export function cardParts(present: PersonValues, card: IdentityCard, around: Around): CardParts {
  const parts = [
    namePart(present, card),
    birthPart(present, card, around.today),
    sexPart(present, card),
    documentPart(present, card, around.today),
    addressPart(present, card),
    villagePart(present, card, around),
  ].filter((part) => part !== undefined);
  const asks = parts.filter(({ onForm }) => onForm !== '');
  // Another name is another person, as far as we know: the two are not mixed before somebody has said who came.
  if (asks.some(({ key }) => key === 'name')) return { fills: [], asks: parts };
  return { fills: parts.filter(({ onForm }) => onForm === ''), asks };
}

/**
 * Cards print names in capitals, which tell nothing of how a name is written. Registers write "Hoàng Văn A", and so does
 * everybody by hand; filled in as printed, the lists would shout one name in ten.
 */
function namePart(present: PersonValues, card: IdentityCard): CardPart | undefined {
  const name = offerNameCapitals(card.name) ?? card.name;
  const onForm = normalizeLine(present.name);
  if (onForm.toLocaleLowerCase('vi') === name.toLocaleLowerCase('vi')) return undefined;
  return { key: 'name', label: 'Họ và tên', onCard: name, onForm, values: { name } };
}

function birthPart(present: PersonValues, { birth }: IdentityCard, today: PlainDate): CardPart | undefined {
  const text = birth.date === undefined ? String(birth.year) : formatDate(birth.date);
  const read = parseBirth(present.birth, today);
  if (read.ok && read.value.year === birth.year && read.value.date === birth.date) return undefined;
  return { key: 'birth', label: 'Năm sinh', onCard: text, onForm: present.birth.trim(), values: { birth: text } };
}

function sexPart(present: PersonValues, { sex }: IdentityCard): CardPart | undefined {
  if (sex === undefined || present.sex === sex) return undefined;
  const onForm = present.sex === 'male' || present.sex === 'female' ? SEX_LABELS[present.sex] : '';
  return { key: 'sex', label: 'Giới tính', onCard: SEX_LABELS[sex], onForm, values: { sex } };
}

/** Number and day of issue belong to one card. */
function documentPart(present: PersonValues, card: IdentityCard, today: PlainDate): CardPart | undefined {
  const issued = card.issuedOn === undefined ? '' : formatDate(card.issuedOn);
  const part = { key: 'document', label: 'Giấy tờ' } as const;
  const values = { number: card.number, issuedOn: issued, noDocument: false };
  if (present.noDocument) {
    const onForm = ['không có giấy tờ', normalizeLine(present.confirmedBy)].filter(Boolean).join(', ');
    return { ...part, onCard: documentWords(card.number, issued), onForm, values };
  }
  const sameNumber = identityDigits(present.number) === card.number;
  const read = parseDate(present.issuedOn, { today, lean: 'past' });
  const sameDay = issued === '' || (read.ok && read.value === card.issuedOn);
  if (sameNumber && sameDay) return undefined;
  if (sameNumber && present.issuedOn.trim() === '')
    return { ...part, onCard: documentWords('', issued), onForm: '', values: { issuedOn: issued } };
  const empty = present.number.trim() === '' && present.issuedOn.trim() === '';
  // Nobody can choose between two numbers that are masked alike.
  const number = empty ? maskIdentityNumber(card.number) : card.number;
  const onForm = documentWords(present.number.trim(), present.issuedOn.trim());
  return { ...part, onCard: documentWords(number, issued), onForm, values };
}

function documentWords(number: string, issued: string): string {
  return [number === '' ? '' : `số ${number}`, issued === '' ? '' : `cấp ${issued}`].filter(Boolean).join(', ');
}

function addressPart(present: PersonValues, { address }: IdentityCard): CardPart | undefined {
  const onForm = normalizeLine(present.address);
  if (address === '' || foldedWords(onForm).join(' ') === foldedWords(address).join(' ')) return undefined;
  return { key: 'address', label: 'Địa chỉ', onCard: address, onForm, values: { address } };
}

/**
 * The village that the address begins with, where the address is of this unit by its present name: villages of one name
 * stand in many communes, and so do those of communes that were merged.
 */
function villagePart(present: PersonValues, { address }: IdentityCard, around: Around): CardPart | undefined {
  const [first = '', ...rest] = address.split(',').map((part) => foldedWords(part).join(' '));
  const unit = withoutKind(around.unitName);
  if (!rest.some((part) => withoutKind(part) === unit)) return undefined;
  const village = around.villages.find((name) => withoutKind(name) === withoutKind(first));
  if (village === undefined) return undefined;
  const onForm = present.village === OTHER_VILLAGE ? normalizeLine(present.villageOther) : present.village;
  if (onForm === village) return undefined;
  const values = around.chips.includes(village)
    ? { village, villageOther: '' }
    : { village: OTHER_VILLAGE, villageOther: village };
  return { key: 'village', label: 'Xóm, tổ dân phố', onCard: village, onForm, values };
}

const KINDS = /^(?:xom|thon|ban|to dan pho|to|xa|phuong|thi tran) /;

function withoutKind(name: string): string {
  return foldedWords(name).join(' ').replace(KINDS, '');
}
