import type * as z from 'zod/mini';
import {
  Capacity,
  DenunciationProgress,
  DirectionKind,
  FieldLevel1,
  FieldLevel2,
  MatterKind,
  PersonRole,
  RefusalGround,
} from '../../contract/records/codes.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { THEMES } from '../../domain/receptions/labels.ts';
import type { VisitError, VisitForm } from '../../domain/receptions/visit-form.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { parseBirth } from '../../domain/text/parse-date.ts';
import { WORDS } from '../../domain/text/wording.ts';
import { sayDateError, VISIT_DATES } from './dates.ts';
import { type FieldProblem, groupOf, groupWith, Typed } from './typed.ts';
import { OTHER_THEME, OTHER_VILLAGE, type PersonValues, type VisitValues } from './visit-values.ts';

/** A code that was taken away; `undefined` would mean "not on this form" and keep the old one. */
const EMPTIED = '' as never;

export type FormContext = {
  readonly today: PlainDate;
  /** The date that the device proposed; typed unchanged, it is the device's word, not a person's. */
  readonly proposedDate: string;
  /** The hour that it proposed with it: of another day it says nothing. */
  readonly proposedTime?: string;
  readonly villageIds: ReadonlyMap<string, string>;
  /** New visits must say at least who or what; an edit may leave them out. */
  readonly isNew: boolean;
};

/** What the inputs say, in the terms of the domain; or every field that cannot be read. */
export function visitFormOf(values: VisitValues, context: FormContext): Result<VisitForm, readonly FieldProblem[]> {
  const typed = new Typed(context.today);
  const denunciation = values.matter === 'denunciation';
  const common = commonGroups(values, typed, context);
  const form: VisitForm = denunciation
    ? { ...common, localCode: values.localCode, progress: codeOf(DenunciationProgress, values.progress) }
    : { ...common, ...citizenGroups(values, typed, context) };
  return typed.problems.length === 0 ? ok(form) : err(typed.problems);
}

/** The hour of writing, still in its field although the visit was on another day. */
function isInventedTime({ date, time }: VisitValues, { proposedDate, proposedTime }: FormContext): boolean {
  return proposedDate !== '' && date !== proposedDate && time === proposedTime;
}

/** What every visit holds, a denunciation too. */
function commonGroups(values: VisitValues, typed: Typed, context: FormContext): VisitForm {
  const date = typed.date('date', values.date, VISIT_DATES.date);
  if (values.date.trim() === '') typed.say('date', 'Nhập ngày tiếp');
  const device = context.proposedDate !== '' && values.date === context.proposedDate;
  const came = typed.count('came', values.came, 1);
  if (values.came.trim() === '') typed.say('came', 'Nhập số người đến');
  return {
    matter: codeOf(MatterKind, values.matter) ?? 'unclassified',
    session: values.session === '' ? null : { id: values.session },
    visited: { date, ...(device && context.isNew ? { dateSource: 'device' as const } : {}) },
    headcount: { came, representatives: typed.count('representatives', values.representatives) },
    field: fieldOf(values, typed),
    receivers: values.receivers
      .filter(({ name }) => name.trim() !== '')
      .map(({ id, officialId, name, capacity }, index) => ({
        id,
        holding: {
          officialId,
          name: typed.line(`receivers.${index}.name`, name),
          capacity: codeOf(Capacity, capacity) ?? 'assigned_officer',
        },
      })),
  };
}

function citizenGroups(values: VisitValues, typed: Typed, context: FormContext): VisitForm {
  const people = values.people.filter(isFilled);
  const said = [values.content, values.request].some((text) => text.trim() !== '') || people.length > 0;
  if (context.isNew && !said) typed.say('content', 'Nhập nội dung trình bày hoặc họ tên công dân');
  return {
    people: people.map((person, order) =>
      personOf(person, values.people.indexOf(person), order, typed, context.villageIds),
    ),
    largeGroup: values.largeGroup === '' ? null : values.largeGroup === 'yes',
    earlier: groupWith('times', { times: typed.count('earlierTimes', values.earlierTimes) }),
    case: caseOf(values),
    content: typed.text('content', values.content),
    request: typed.text('request', values.request),
    petitionHandedIn: values.petition,
    documents: groupOf({
      text: values.documentsText,
      sheets: typed.count('documentsSheets', values.documentsSheets),
    }),
    settledBefore: groupOf({
      body: typed.line('settledBody', values.settledBody),
      documentNo: typed.line('settledNo', values.settledNo),
      date: typed.date('settledDate', values.settledDate, VISIT_DATES.settledDate),
    }),
    direction: groupWith('kind', {
      kind: codeOf(DirectionKind, values.direction),
      to: typed.line('directionTo', values.directionTo),
      documentNo: typed.line('directionNo', values.directionNo),
      date: typed.date('directionDate', values.directionDate, VISIT_DATES.directionDate),
    }),
    chairOpinion: typed.text('chairOpinion', values.chairOpinion),
    citizenView: typed.text('citizenView', values.citizenView),
    notice: groupOf({
      complex: values.noticeComplex,
      givenOn: typed.date('noticeOn', values.noticeOn, VISIT_DATES.noticeOn),
      documentNo: typed.line('noticeNo', values.noticeNo),
    }),
    followUp: groupOf({
      text: typed.text('followText', values.followText),
      date: typed.date('followDate', values.followDate, VISIT_DATES.followDate),
    }),
    refusal: groupWith('ground', {
      ground: codeOf(RefusalGround, values.refusalGround),
      text: typed.text('refusalText', values.refusalText),
    }),
    time: isInventedTime(values, context) ? null : typed.time('time', values.time),
    interpreter: typed.line('interpreter', values.interpreter),
    fingerprint: values.fingerprint,
    nationalCode: typed.line('nationalCode', values.nationalCode),
    note: typed.text('note', values.note),
  };
}

/** A person who is more than a proposed village. */
function isFilled({ id: _id, village, villageOther, ...texts }: PersonValues): boolean {
  const typed = village === OTHER_VILLAGE && villageOther !== '';
  return typed || Object.values(texts).some((text) => text !== '' && text !== false);
}

type PersonForm = NonNullable<VisitForm['people']>[number];

function personOf(
  person: PersonValues,
  index: number,
  order: number,
  typed: Typed,
  villageIds: ReadonlyMap<string, string>,
): PersonForm {
  const at = `people.${index}`;
  const village =
    person.village === OTHER_VILLAGE ? typed.line(`${at}.villageOther`, person.villageOther) : person.village;
  const villageId = villageIds.get(village.normalize('NFC').trim());
  return {
    id: person.id,
    order,
    name: typed.line(`${at}.name`, person.name),
    village: village.trim() === '' ? null : { id: villageId ?? '', name: village },
    birth: birthOf(`${at}.birth`, person.birth, typed),
    sex: person.sex === 'male' || person.sex === 'female' ? person.sex : null,
    role: codeOf(PersonRole, person.role) ?? null,
    phone: typed.line(`${at}.phone`, person.phone),
    document: groupOf({
      number: typed.line(`${at}.number`, person.noDocument ? '' : person.number),
      issuedOn: person.noDocument ? '' : typed.date(`${at}.issuedOn`, person.issuedOn, VISIT_DATES.issuedOn),
      none: person.noDocument,
      confirmedBy: person.noDocument ? typed.line(`${at}.confirmedBy`, person.confirmedBy) : '',
    }),
    address: typed.line(`${at}.address`, person.address),
    oldAddress: typed.line(`${at}.oldAddress`, person.oldAddress),
    organisation: typed.line(`${at}.organisation`, person.organisation),
  };
}

function birthOf(field: string, text: string, typed: Typed): PersonForm['birth'] {
  if (text.trim() === '') return null;
  const parsed = parseBirth(text, typed.today);
  if (parsed.ok) return { date: '', ...parsed.value };
  typed.sayBare(
    field,
    parsed.error.tag === 'unreadable' ? 'Nhập năm sinh như 1957, hoặc ngày' : sayDateError(parsed.error),
  );
  return undefined;
}

function caseOf(values: VisitValues): VisitForm['case'] {
  if (values.caseId === '' || (values.caseKnown !== 'new' && values.caseKnown !== 'old')) return null;
  return { id: values.caseId, known: values.caseKnown };
}

function fieldOf(values: VisitValues, typed: Typed): VisitForm['field'] {
  if (values.theme === OTHER_THEME) {
    const level1 = codeOf(FieldLevel1, values.level1);
    const level2 = codeOf(FieldLevel2, values.level2);
    if (level1 !== undefined) return { level1, level2: level2 ?? EMPTIED };
    if (level2 !== undefined) typed.say('level1', 'Chọn nhóm lĩnh vực');
    return null;
  }
  const theme = THEMES.find(({ key }) => key === values.theme);
  return theme ? { level2: EMPTIED, ...theme.field } : null;
}

function codeOf<T>(schema: z.ZodMiniType<T>, text: string): T | undefined {
  const parsed = schema.safeParse(text);
  return parsed.success ? parsed.data : undefined;
}

const FIELD_OF_GROUP: { readonly [group: string]: string } = {
  visited: 'date',
  time: 'time',
  headcount: 'came',
  field: 'theme',
  documents: 'documentsText',
  settledBefore: 'settledBody',
  notice: 'noticeNo',
  followUp: 'followText',
  refusal: 'refusalText',
  earlier: 'earlierTimes',
  people: 'people.0.name',
  receivers: 'receivers.0.name',
};

/** The sentence for what the domain refuses. */
export function sayVisitError(error: VisitError): FieldProblem {
  switch (error.tag) {
    case 'futureDate':
      return { field: 'date', message: WORDS.dateInFuture };
    case 'localCodeMissing':
      return { field: 'localCode', message: 'Hồ sơ tố cáo cần mã để chép vào sổ giấy' };
    case 'matterFixed':
      return { field: 'matter', message: 'Hồ sơ đã chuyển thành tố cáo nên không đổi loại được nữa' };
    case 'unchanged':
      return { field: 'matter', message: 'Chưa sửa gì nên chưa có gì để lưu' };
    case 'missing':
    case 'invalid': {
      const group = error.group.split('/', 1)[0] ?? error.group;
      const field = FIELD_OF_GROUP[group] ?? group;
      if (group === 'headcount') return { field, message: 'Số người đến phải từ 1 và không ít hơn số người đại diện' };
      return { field, message: error.tag === 'missing' ? 'Mục này còn thiếu' : 'Xem lại mục này', bare: true };
    }
    default:
      return error satisfies never;
  }
}
