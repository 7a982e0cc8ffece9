import type { DefaultValues } from 'react-hook-form';
import type { Cells } from '../../contract/records/kind.ts';
import { type ReceptionVisit, receptionVisit } from '../../contract/records/reception-visit.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { THEMES } from '../../domain/receptions/labels.ts';
import { peopleInOrder } from '../../domain/receptions/people.ts';
import { assemble } from '../../domain/records/assemble.ts';
import { formatDate } from '../../domain/text/format.ts';

/** What the inputs of one person hold: texts as typed. */
export type PersonValues = {
  id: string;
  name: string;
  village: string;
  villageOther: string;
  birth: string;
  sex: string;
  role: string;
  phone: string;
  number: string;
  issuedOn: string;
  noDocument: boolean;
  confirmedBy: string;
  address: string;
  oldAddress: string;
  organisation: string;
};

export type ReceiverValues = { id: string; officialId: string; name: string; capacity: string };

/** What the inputs of the form of a visit hold. Nothing here is tidied: that happens when it is saved. */
export type VisitValues = {
  matter: string;
  /** Of a new visit of somebody who works for several organs; '' = not said. */
  organ: string;
  session: string;
  date: string;
  time: string;
  people: PersonValues[];
  receivers: ReceiverValues[];
  came: string;
  representatives: string;
  largeGroup: string;
  earlierTimes: string;
  caseKnown: string;
  caseId: string;
  theme: string;
  level1: string;
  level2: string;
  content: string;
  request: string;
  petition: boolean;
  documentsText: string;
  documentsSheets: string;
  settledBody: string;
  settledNo: string;
  settledDate: string;
  direction: string;
  directionTo: string;
  directionNo: string;
  directionDate: string;
  chairOpinion: string;
  citizenView: string;
  noticeComplex: boolean;
  noticeOn: string;
  noticeNo: string;
  followText: string;
  followDate: string;
  refusalGround: string;
  refusalText: string;
  interpreter: string;
  fingerprint: boolean;
  nationalCode: string;
  localCode: string;
  progress: string;
  note: string;
};

/** The chip of a theme that is none of the offered ones: the two lists are shown. */
export const OTHER_THEME = 'other';
/** The chip of a village that is not among the offered ones: the text field is shown. */
export const OTHER_VILLAGE = '*';

export function emptyPerson(id: string, village = ''): PersonValues {
  const empty = { name: '', villageOther: '', birth: '', sex: '', role: '', phone: '', number: '', issuedOn: '' };
  return {
    id,
    ...empty,
    village,
    noDocument: false,
    confirmedBy: '',
    address: '',
    oldAddress: '',
    organisation: '',
  };
}

const NOTHING: Omit<VisitValues, 'people' | 'receivers' | 'date' | 'time' | 'session' | 'matter'> = {
  organ: '',
  came: '1',
  representatives: '',
  largeGroup: '',
  earlierTimes: '',
  caseKnown: '',
  caseId: '',
  theme: '',
  level1: '',
  level2: '',
  content: '',
  request: '',
  petition: false,
  documentsText: '',
  documentsSheets: '',
  settledBody: '',
  settledNo: '',
  settledDate: '',
  direction: '',
  directionTo: '',
  directionNo: '',
  directionDate: '',
  chairOpinion: '',
  citizenView: '',
  noticeComplex: false,
  noticeOn: '',
  noticeNo: '',
  followText: '',
  followDate: '',
  refusalGround: '',
  refusalText: '',
  interpreter: '',
  fingerprint: false,
  nationalCode: '',
  localCode: '',
  progress: '',
  note: '',
};

/** A blank form. `date` is '' where the device's date is doubted: then a person must say it. */
export function blankVisit(start: {
  readonly personId: string;
  readonly date: string;
  readonly time: string;
  readonly session: string;
  readonly village: string;
  readonly organ: string;
}): VisitValues {
  const { personId, date, time, session, village, organ } = start;
  return {
    ...NOTHING,
    matter: 'unclassified',
    organ,
    date,
    time,
    session,
    people: [emptyPerson(personId, village)],
    receivers: [],
  };
}

/** The same people come again: who they are and how one speaks with them; what they say is written anew. */
export function likePeople(blank: VisitValues, earlier: VisitValues, newId: () => string): VisitValues {
  const { came, representatives, largeGroup, interpreter } = earlier;
  const people = earlier.people.map((person) => ({ ...person, id: newId() }));
  return { ...blank, people, came, representatives, largeGroup, interpreter };
}

/** Other people come for the same thing: what was said and answered, and the village, which neighbours share. */
export function likeMatter(blank: VisitValues, earlier: VisitValues): VisitValues {
  const { matter, theme, level1, level2, content, request, direction, directionTo } = earlier;
  const { village = '', villageOther = '' } = earlier.people[0] ?? {};
  const people = blank.people.map((person) => ({ ...person, village, villageOther }));
  return { ...blank, people, matter, theme, level1, level2, content, request, direction, directionTo };
}

/** What stays of the inputs when the visit is a denunciation: nothing that tells who came or what was said. */
export function denunciationValues(values: VisitValues, personId: string): VisitValues {
  const { organ, session, date, came, theme, level1, level2, localCode, progress, receivers } = values;
  return {
    ...NOTHING,
    matter: 'denunciation',
    people: [emptyPerson(personId)],
    organ,
    session,
    date,
    time: '',
    came,
    theme,
    level1,
    level2,
    localCode,
    progress: progress === '' ? 'received' : progress,
    receivers,
  };
}

/** Whether something was typed that a denunciation may not hold. */
export function holdsIdentity(values: VisitValues): boolean {
  const person = values.people.some(({ id: _id, village: _village, ...texts }) =>
    Object.values(texts).some((text) => text !== '' && text !== false),
  );
  const staying = denunciationValues(values, '');
  return person || (Object.keys(NOTHING) as (keyof typeof NOTHING)[]).some((name) => lost(values, staying, name));
}

function lost(values: VisitValues, staying: VisitValues, name: keyof typeof NOTHING): boolean {
  return values[name] !== NOTHING[name] && values[name] !== staying[name];
}

/** The inputs for a record as it was opened. */
export function visitValues(
  cells: Cells,
  fresh: { readonly personId: string; readonly villages: readonly string[] },
): VisitValues {
  const visit = assemble(receptionVisit, cells);
  const people = peopleInOrder(visit.people).map(([id, person]) => personValues(id, person, fresh.villages));
  const receivers = Object.entries(visit.receivers).flatMap(([id, { holding }]) =>
    holding ? [{ id, officialId: holding.officialId ?? '', name: holding.name, capacity: holding.capacity }] : [],
  );
  return {
    ...NOTHING,
    ...plainValues(visit),
    ...fieldValues(visit.field),
    people: people.length > 0 ? people : [emptyPerson(fresh.personId)],
    receivers,
  };
}

function plainValues(visit: ReceptionVisit) {
  const { visited, headcount, documents, settledBefore, direction, notice, followUp, refusal } = visit;
  return {
    matter: visit.matter ?? 'unclassified',
    session: visit.session?.id ?? '',
    date: dateText(visited?.date),
    time: visit.time ?? '',
    came: numberText(headcount?.came),
    representatives: numberText(headcount?.representatives),
    largeGroup: visit.largeGroup === true ? 'yes' : visit.largeGroup === false ? 'no' : '',
    earlierTimes: numberText(visit.earlier?.times),
    caseKnown: visit.case?.known ?? '',
    caseId: visit.case?.id ?? '',
    content: visit.content ?? '',
    request: visit.request ?? '',
    petition: visit.petitionHandedIn ?? false,
    documentsText: documents?.text ?? '',
    documentsSheets: numberText(documents?.sheets),
    settledBody: settledBefore?.body ?? '',
    settledNo: settledBefore?.documentNo ?? '',
    settledDate: dateText(settledBefore?.date),
    direction: direction?.kind ?? '',
    directionTo: direction?.to ?? '',
    directionNo: direction?.documentNo ?? '',
    directionDate: dateText(direction?.date),
    chairOpinion: visit.chairOpinion ?? '',
    citizenView: visit.citizenView ?? '',
    noticeComplex: notice?.complex ?? false,
    noticeOn: dateText(notice?.givenOn),
    noticeNo: notice?.documentNo ?? '',
    followText: followUp?.text ?? '',
    followDate: dateText(followUp?.date),
    refusalGround: refusal?.ground ?? '',
    refusalText: refusal?.text ?? '',
    interpreter: visit.interpreter ?? '',
    fingerprint: visit.fingerprint ?? false,
    nationalCode: visit.nationalCode ?? '',
    localCode: visit.localCode ?? '',
    progress: visit.progress ?? '',
    note: visit.note ?? '',
  };
}

type Person = ReceptionVisit['people'][string];

function personValues(id: string, person: Person, villages: readonly string[]): PersonValues {
  const { birth, document } = person;
  const village = person.village?.name ?? '';
  const offered = village === '' || villages.includes(village);
  return {
    id,
    name: person.name ?? '',
    village: offered ? village : OTHER_VILLAGE,
    villageOther: offered ? '' : village,
    birth: birth?.date ? formatDate(birth.date) : numberText(birth?.year),
    sex: person.sex ?? '',
    role: person.role ?? '',
    phone: person.phone ?? '',
    number: document?.number ?? '',
    issuedOn: dateText(document?.issuedOn),
    noDocument: document?.none ?? false,
    confirmedBy: document?.confirmedBy ?? '',
    address: person.address ?? '',
    oldAddress: person.oldAddress ?? '',
    organisation: person.organisation ?? '',
  };
}

function fieldValues(field: ReceptionVisit['field']): Pick<VisitValues, 'theme' | 'level1' | 'level2'> {
  if (!field) return { theme: '', level1: '', level2: '' };
  const theme = THEMES.find(({ field: offered }) => {
    const level2 = 'level2' in offered ? offered.level2 : undefined;
    return offered.level1 === field.level1 && level2 === field.level2;
  });
  return theme
    ? { theme: theme.key, level1: '', level2: '' }
    : { theme: OTHER_THEME, level1: field.level1, level2: field.level2 ?? '' };
}

function dateText(date: PlainDate | undefined): string {
  return date === undefined ? '' : formatDate(date);
}

function numberText(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}

/** What a draft kept, of this version of the form or an older one. */
export function fromDraft(kept: DefaultValues<VisitValues>, blank: VisitValues): VisitValues {
  const people = (kept.people ?? []) as readonly Partial<PersonValues>[];
  return {
    ...blank,
    ...(kept as Partial<VisitValues>),
    people: people.length > 0 ? people.map((person) => ({ ...emptyPerson(''), ...person })) : blank.people,
    receivers: ((kept.receivers ?? []) as ReceiverValues[]).map((receiver) => ({ ...receiver })),
  };
}
