import type { ApprovalState, MatterKind, Organ, SessionKind } from '../../contract/records/codes.ts';
import { dutyRule } from '../../contract/records/duty-rule.ts';
import { holidayYear } from '../../contract/records/holiday-year.ts';
import type { Cells } from '../../contract/records/kind.ts';
import { officeHolding } from '../../contract/records/office-holding.ts';
import { type ReceptionSession, receptionSession } from '../../contract/records/reception-session.ts';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import { unit } from '../../contract/records/unit.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { isDeleted } from '../merge/cells.ts';
import { assemble } from '../records/assemble.ts';
import { factsOf } from '../statistics/facts.ts';
import { foldedWords } from '../text/fold.ts';
import { formatNumber } from '../text/format.ts';
import { identityDigits } from '../text/identity-number.ts';
import { phoneDigits } from '../text/phone.ts';
import { chairsInOrder } from './chairs.ts';
import { isDenunciation } from './denunciation.ts';
import { missingOf } from './incomplete.ts';
import { type OwedNotice, owedNotice } from './notice-due.ts';
import { peopleInOrder } from './people.ts';
import { apartOf, joinedInto, twinKey } from './twins.ts';

/**
 * What lists and search know of a record without opening it, about 200 bytes, sealed on the phone. Of a denunciation
 * nothing but its local code: no name, no place, no word of its content (security.md §1).
 */
export type Summary = {
  readonly rid: string;
  readonly kind: string;
  /** The legal day; '' for what has none. */
  readonly day: PlainDate | '';
  /** `deleted`, a session's status, or of a visit `complete` | `incomplete`. */
  readonly status: string;
  readonly matter?: MatterKind;
  readonly sessionKind?: SessionKind;
  readonly sessionId?: string;
  /** Of a visit: by what its twins are found (domain/receptions/twins). */
  readonly twin?: string;
  /** With `twin`: the decisions that told it from others. */
  readonly apart?: string;
  /** Of a visit that was joined: the one it was joined into. */
  readonly into?: string;
  /** Of a visit: the case (vụ việc) that it was tied to. */
  readonly caseId?: string;
  /** Of a periodic session: what duty days are counted from (SessionFact). */
  readonly duty?: SummaryDuty;
  /** Of a session: the half day and hours at which it is held, as far as they are known. */
  readonly hours?: Pick<NonNullable<ReceptionSession['held']>, 'part' | 'from' | 'to'>;
  /** Of a visit: the notice of its result that is still owed. */
  readonly owed?: OwedNotice;
  readonly approval?: ApprovalState;
  /** Of an office holding or a duty rule: the unit it is about. */
  readonly unitId?: string;
  /** Words to show in the first and second line, as they were written; '' where there is nothing to say. */
  readonly title: string;
  readonly sub: string;
  /** Folded words to search by, each once, parted by spaces. */
  readonly words: string;
  /** Two values of one group wait for a person's decision. */
  readonly undecided?: true;
};

/** Of a session: what is needed to count it among the duty days, without opening it. */
export type SummaryDuty = {
  readonly organ: Organ;
  /** The date that it counts for. */
  readonly on: PlainDate;
  /** `official:capacity` of its chairs, parted by spaces. */
  readonly keys: string;
  readonly madeUp?: true;
  readonly delegated?: true;
};

const SHOWN = 60;
const SEARCHED = 140;

/** The summary of a record; undefined for a kind that this program does not know. */
export function summaryOf(rid: string, kind: string, cells: Cells): Summary | undefined {
  const make = SUMMARIES[kind];
  if (make === undefined) return undefined;
  const { search, ...rest } = make(cells);
  return { rid, kind, ...rest, ...(isDeleted(cells) ? { status: 'deleted' } : {}), words: searchWords(search) };
}

/**
 * The texts of a record by which search finds it, whole: the summary keeps only the first words of them. Of a denunciation
 * its local code.
 */
export function searchedTexts(kind: string, cells: Cells): readonly string[] {
  return (SUMMARIES[kind]?.(cells).search ?? []).filter((text) => text !== undefined && text !== '') as string[];
}

/** The lines of one day in a list that begins with the newest; looks no further than that day. */
export function linesOf(day: PlainDate, newestFirst: readonly Summary[]): readonly Summary[] {
  const found: Summary[] = [];
  for (const line of newestFirst) {
    if (line.day < day) break;
    if (line.day === day) found.push(line);
  }
  return found;
}

type Draft = Omit<Summary, 'rid' | 'kind' | 'words' | 'undecided'> & {
  readonly search: readonly (string | undefined)[];
};

const SUMMARIES: { readonly [kind: string]: (cells: Cells) => Draft } = {
  [receptionVisit.kind]: (cells) => (isDenunciation(cells) ? ofDenunciation(cells) : ofVisit(cells)),
  [receptionSession.kind]: ofSession,
  [unit.kind]: ofUnit,
  [officeHolding.kind]: ofOfficeHolding,
  [dutyRule.kind]: ofDutyRule,
  [holidayYear.kind]: ofHolidayYear,
};

function ofDenunciation(cells: Cells): Draft {
  const visit = assemble(receptionVisit, cells);
  const code = visit.localCode ?? '';
  return {
    day: visit.visited?.date ?? '',
    status: missingOf(cells).length === 0 ? 'complete' : 'incomplete',
    matter: 'denunciation',
    ...(visit.session ? { sessionId: visit.session.id } : {}),
    title: code,
    sub: '',
    search: [code],
  };
}

function ofVisit(cells: Cells): Draft {
  const visit = assemble(receptionVisit, cells);
  const people = peopleInOrder(visit.people).map(([, person]) => person);
  const named = people.flatMap((person) => person.name ?? []);
  const villages = [...new Set(people.flatMap((person) => person.village?.name ?? []))];
  const said = visit.content ?? visit.request ?? '';
  const title = named[0] ?? firstOf(said);
  const came = visit.headcount?.came ?? 1;
  // Only visits of one session are compared.
  const twin = visit.session ? twinKey(cells) : null;
  const apart = twin === null ? '' : apartOf(cells);
  const into = joinedInto(cells);
  const owed = owedNotice(cells);
  return {
    day: visit.visited?.date ?? '',
    status: missingOf(cells).length === 0 ? 'complete' : 'incomplete',
    matter: visit.matter ?? 'unclassified',
    ...(visit.session ? { sessionId: visit.session.id } : {}),
    ...(twin === null ? {} : { twin }),
    ...(apart === '' ? {} : { apart }),
    ...(into === undefined ? {} : { into }),
    ...(owed === undefined ? {} : { owed }),
    ...(visit.case ? { caseId: visit.case.id } : {}),
    title: came > 1 && named[0] !== undefined ? `${title} (${formatNumber(came)} người)` : title,
    sub: [villages[0], named[0] === undefined ? undefined : firstOf(said)].filter(Boolean).join(' · '),
    search: [
      ...named,
      ...villages,
      ...people.flatMap(({ document, phone, organisation }) => [
        identityDigits(document?.number ?? ''),
        phoneDigits(phone ?? ''),
        organisation ?? '',
      ]),
      said,
    ],
  };
}

function ofSession(cells: Cells): Draft {
  const session = assemble(receptionSession, cells);
  const chairs = chairsInOrder(session.chairs).flatMap(([, chair]) => chair.holding?.name ?? []);
  return {
    day: session.held?.date ?? session.scheduled?.date ?? '',
    status: session.status?.status ?? 'scheduled',
    ...(session.type ? { sessionKind: session.type.kind } : {}),
    ...dutyOf(cells),
    ...hoursOf(session),
    ...(session.approval ? { approval: session.approval.state } : {}),
    title: chairs.join(', '),
    sub: session.place?.text ?? '',
    search: [...chairs, session.place?.text],
  };
}

function hoursOf({ held, scheduled }: ReceptionSession): Pick<Draft, 'hours'> {
  const part = held?.part ?? scheduled?.part;
  const hours = {
    ...(part === undefined ? {} : { part }),
    ...(held?.from === undefined ? {} : { from: held.from }),
    ...(held?.to === undefined ? {} : { to: held.to }),
  };
  return Object.keys(hours).length === 0 ? {} : { hours };
}

function dutyOf(cells: Cells): { readonly duty?: SummaryDuty } {
  const fact = factsOf('', receptionSession.kind, cells);
  if (fact?.type !== 'session' || fact.dutyDay === null) return {};
  const { organ, dutyDay: on, dutyKeys: keys, madeUp, delegated } = fact;
  return { duty: { organ, on, keys, ...(madeUp ? { madeUp } : {}), ...(delegated ? { delegated } : {}) } };
}

function ofDutyRule(cells: Cells): Draft {
  const { unit: of, chair, period } = assemble(dutyRule, cells);
  return {
    day: period?.from ?? '',
    status: chair?.capacity ?? '',
    ...(of ? { unitId: of.id } : {}),
    title: chair?.name ?? '',
    sub: '',
    search: [],
  };
}

function ofHolidayYear(cells: Cells): Draft {
  const { year } = assemble(holidayYear, cells);
  return { day: '', status: year?.status ?? '', title: String(year?.year ?? ''), sub: '', search: [] };
}

function ofUnit(cells: Cells): Draft {
  const { identity, validity, oldNames, villages } = assemble(unit, cells);
  const names = Object.values(villages).flatMap((village) => village.name ?? []);
  return {
    day: validity?.from ?? '',
    status: identity?.kind ?? '',
    title: identity?.name ?? '',
    sub: identity?.code ?? '',
    search: [identity?.name, identity?.code, ...(oldNames ?? []), ...names],
  };
}

function ofOfficeHolding(cells: Cells): Draft {
  const { unit: of, official, capacity, period } = assemble(officeHolding, cells);
  return {
    day: period?.from ?? '',
    status: capacity ?? '',
    ...(of ? { unitId: of.id } : {}),
    title: official?.name ?? '',
    sub: '',
    search: [official?.name],
  };
}

/** The beginning of a text, cut at a word. */
function firstOf(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  if (line.length <= SHOWN) return line;
  const cut = line.lastIndexOf(' ', SHOWN);
  return `${line.slice(0, cut > 0 ? cut : SHOWN)}…`;
}

function searchWords(texts: readonly (string | undefined)[]): string {
  const words = new Set<string>();
  let length = 0;
  for (const word of texts.flatMap((text) => foldedWords(text ?? ''))) {
    if (words.has(word)) continue;
    length += word.length + 1;
    if (length > SEARCHED) break;
    words.add(word);
  }
  return [...words].join(' ');
}
