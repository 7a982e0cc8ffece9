import type { PlainDate } from '../../contract/scalars.ts';
import { SEX_LABELS } from '../../domain/receptions/labels.ts';
import { foldedWords } from '../../domain/text/fold.ts';
import { formatDate } from '../../domain/text/format.ts';
import type { IdentityCard } from '../../domain/text/identity-card.ts';
import { identityDigits, maskIdentityNumber } from '../../domain/text/identity-number.ts';
import { offerNameCapitals } from '../../domain/text/names.ts';
import { normalizeLine } from '../../domain/text/normalize.ts';
import { parseBirth, parseDate } from '../../domain/text/parse-date.ts';
import { phoneDigits } from '../../domain/text/phone.ts';
import { OTHER_VILLAGE, type PersonValues } from './visit-values.ts';

/** What is known of a person from elsewhere, as the fields of the form would hold it; '' or absent = not known. */
export type KnownPerson = Partial<Omit<PersonValues, 'id' | 'role'>>;

/** One thing that is known of a person, beside what the form says. */
export type PersonPart = {
  readonly key: 'name' | 'birth' | 'sex' | 'document' | 'address' | 'oldAddress' | 'village' | 'phone' | 'organisation';
  readonly label: string;
  /** In words, as it is known and as the form has it; '' where the form says nothing yet. */
  readonly known: string;
  readonly onForm: string;
  /** What the fields become. */
  readonly values: KnownPerson;
};

/** `fills`: fields that were empty. `asks`: fields that hold something else: only a person may decide. */
export type PersonParts = { readonly fills: readonly PersonPart[]; readonly asks: readonly PersonPart[] };

/** What is known beside what the fields of one person hold. Of what both say alike nothing is left to do. */
export function personParts(present: PersonValues, known: KnownPerson, today: PlainDate): PersonParts {
  const parts = [
    textPart('name', 'Họ và tên', present, known, lowered),
    birthPart(present, known, today),
    sexPart(present, known),
    documentPart(present, known, today),
    textPart('address', 'Địa chỉ', present, known, folded),
    textPart('oldAddress', 'Địa chỉ cũ', present, known, folded),
    villagePart(present, known),
    textPart('phone', 'Điện thoại', present, known, phoneDigits),
    textPart('organisation', 'Cơ quan, tổ chức', present, known, folded),
  ].filter((part) => part !== undefined);
  const asks = parts.filter(({ onForm }) => onForm !== '');
  // Another name is another person, as far as we know: the two are not mixed before somebody has said who came.
  if (asks.some(({ key }) => key === 'name')) return { fills: [], asks: parts };
  return { fills: parts.filter(({ onForm }) => onForm === ''), asks };
}

const lowered = (text: string) => normalizeLine(text).toLocaleLowerCase('vi');
const folded = (text: string) => foldedWords(text).join(' ');

/** `same`: what makes two texts of this kind one. */
function textPart(
  key: 'name' | 'address' | 'oldAddress' | 'phone' | 'organisation',
  label: string,
  present: PersonValues,
  { [key]: text = '' }: KnownPerson,
  same: (text: string) => string,
): PersonPart | undefined {
  const onForm = normalizeLine(present[key]);
  if (text === '' || same(onForm) === same(text)) return undefined;
  return { key, label, known: text, onForm, values: { [key]: text } };
}

function birthPart(present: PersonValues, { birth = '' }: KnownPerson, today: PlainDate): PersonPart | undefined {
  const [known, read] = [parseBirth(birth, today), parseBirth(present.birth, today)];
  if (!known.ok) return undefined;
  if (read.ok && read.value.year === known.value.year && read.value.date === known.value.date) return undefined;
  return { key: 'birth', label: 'Năm sinh', known: birth, onForm: present.birth.trim(), values: { birth } };
}

function sexPart(present: PersonValues, { sex }: KnownPerson): PersonPart | undefined {
  if ((sex !== 'male' && sex !== 'female') || present.sex === sex) return undefined;
  const onForm = present.sex === 'male' || present.sex === 'female' ? SEX_LABELS[present.sex] : '';
  return { key: 'sex', label: 'Giới tính', known: SEX_LABELS[sex], onForm, values: { sex } };
}

/** Number and day of issue belong to one paper; and who has none has no number. */
function documentPart(present: PersonValues, known: KnownPerson, today: PlainDate): PersonPart | undefined {
  const part = { key: 'document', label: 'Giấy tờ' } as const;
  const onForm = documentWords(present);
  const { number = '', issuedOn = '', noDocument = false, confirmedBy = '' } = known;
  if (noDocument) {
    const values = { noDocument, confirmedBy };
    return onForm === '' ? { ...part, known: documentWords({ ...present, ...values }), onForm, values } : undefined;
  }
  if (number === '') return undefined;
  const values = { number, issuedOn, noDocument: false };
  const sameNumber = !present.noDocument && identityDigits(present.number) === identityDigits(number);
  if (sameNumber && isSameDay(present.issuedOn, issuedOn, today)) return undefined;
  if (sameNumber && present.issuedOn.trim() === '')
    return { ...part, known: `cấp ${issuedOn}`, onForm: '', values: { issuedOn } };
  // Nobody can choose between two numbers that are masked alike.
  const shown = onForm === '' ? maskIdentityNumber(number) : number;
  return { ...part, known: documentWords({ ...present, ...values, number: shown }), onForm, values };
}

function documentWords(person: Pick<PersonValues, 'number' | 'issuedOn' | 'noDocument' | 'confirmedBy'>): string {
  const [number, issuedOn, by] = [person.number, person.issuedOn, person.confirmedBy].map(normalizeLine);
  const said = person.noDocument
    ? ['không có giấy tờ', by === '' ? '' : `${by} xác nhận`]
    : [number === '' ? '' : `số ${number}`, issuedOn === '' ? '' : `cấp ${issuedOn}`];
  return said.filter(Boolean).join(', ');
}

function isSameDay(typed: string, known: string, today: PlainDate): boolean {
  if (known === '') return true;
  const [a, b] = [typed, known].map((text) => parseDate(text, { today, lean: 'past' }));
  return a?.ok === true && b?.ok === true && a.value === b.value;
}

function villagePart(present: PersonValues, { village = '', villageOther = '' }: KnownPerson): PersonPart | undefined {
  const [onForm, known] = [villageOf(present), villageOf({ village, villageOther })];
  if (known === '' || folded(onForm) === folded(known)) return undefined;
  return { key: 'village', label: 'Xóm, tổ dân phố', known, onForm, values: { village, villageOther } };
}

/** The village that the fields name. */
export function villageOf({ village, villageOther }: Pick<PersonValues, 'village' | 'villageOther'>): string {
  return normalizeLine(village === OTHER_VILLAGE ? villageOther : village);
}

export type Around = {
  /** The unit's name and the names of its villages; those that are shown as chips. */
  readonly unitName: string;
  readonly villages: readonly string[];
  readonly chips: readonly string[];
};

/**
 * What a card says, as the fields hold it. Cards print names in capitals, which tell nothing of how a name is written.
 * Registers write "Hoàng Văn A", and so does everybody by hand; filled in as printed, the lists would shout one name in
 * ten.
 */
export function knownOfCard(
  { name, number, birth, sex, address, issuedOn }: IdentityCard,
  around: Around,
): KnownPerson {
  return {
    name: offerNameCapitals(name) ?? name,
    number,
    birth: birth.date === undefined ? String(birth.year) : formatDate(birth.date),
    sex: sex ?? '',
    address,
    issuedOn: issuedOn === undefined ? '' : formatDate(issuedOn),
    ...villageIn(address, around),
  };
}

/**
 * The village that an address begins with, where the address is of this unit by its present name: villages of one name
 * stand in many communes, and so do those of communes that were merged.
 */
function villageIn(address: string, around: Around): KnownPerson {
  const [first = '', ...rest] = address.split(',').map(folded);
  const unit = withoutKind(around.unitName);
  if (!rest.some((part) => withoutKind(part) === unit)) return {};
  const village = around.villages.find((name) => withoutKind(name) === withoutKind(first));
  if (village === undefined) return {};
  return around.chips.includes(village)
    ? { village, villageOther: '' }
    : { village: OTHER_VILLAGE, villageOther: village };
}

const KINDS = /^(?:xom|thon|ban|to dan pho|to|xa|phuong|thi tran) /;

function withoutKind(name: string): string {
  return folded(name).replace(KINDS, '');
}
