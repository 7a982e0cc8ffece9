import type { Cells } from '../../contract/records/kind.ts';
import { type ReceptionSession, receptionSession } from '../../contract/records/reception-session.ts';
import { type ReceptionVisit, receptionVisit } from '../../contract/records/reception-visit.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { isDeleted } from '../../domain/merge/cells.ts';
import { chairsInOrder } from '../../domain/receptions/chairs.ts';
import { denunciationCells } from '../../domain/receptions/denunciation.ts';
import { isFromBook } from '../../domain/receptions/from-book.ts';
import {
  CAPACITY_LABELS,
  FIELD1_LABELS,
  FIELD2_LABELS,
  MATTER_LABELS,
  PERSON_ROLE_LABELS,
  PROGRESS_LABELS,
  REFUSAL_LABELS,
  SESSION_KIND_LABELS,
} from '../../domain/receptions/labels.ts';
import { headcountOf, isLargeGroup, LARGE_GROUP_FROM } from '../../domain/receptions/large-group.ts';
import { peopleInOrder } from '../../domain/receptions/people.ts';
import { assemble } from '../../domain/records/assemble.ts';
import { formatDate, formatNumber } from '../../domain/text/format.ts';
import { maskIdentityNumber } from '../../domain/text/identity-number.ts';
import { PHRASES } from './phrases.ts';

/** What stands in columns 3 to 12 of a line, lines of one cell parted by line feeds; '' where there is nothing to say. */
export type RowTexts = {
  readonly people: string;
  readonly identity: string;
  /** The same with every number hidden but its ends. */
  readonly identityMasked: string;
  readonly content: string;
  readonly kind: string;
  readonly settled: string;
  readonly accept: string;
  readonly returnGuide: string;
  readonly forward: string;
  readonly followUp: string;
  readonly note: string;
};

/**
 * A denunciation: code, date, number who came, field, progress, and nothing else (Luật Tố cáo Điều 8): the rest stands in
 * the paper book.
 */
export function denunciationTexts(cells: Cells): RowTexts {
  const visit = assemble(receptionVisit, denunciationCells(cells));
  const { localCode, field, progress, matter } = visit;
  return {
    people: joined(' – ', localCode, PHRASES.paperBook),
    identity: PHRASES.paperBook,
    identityMasked: PHRASES.paperBook,
    content: joined('\n', PHRASES.paperBook, field && `${PHRASES.field}: ${fieldLabel(field)}`),
    kind: joined('; ', MATTER_LABELS[matter === 'denunciation' ? matter : 'denunciation'], countWords(visit)),
    settled: PHRASES.paperBook,
    accept: '',
    returnGuide: '',
    forward: '',
    followUp: progress ? PROGRESS_LABELS[progress] : '',
    note: '',
  };
}

/** Every other visit. `sessions`: those that this phone holds, by id. */
export function visitTexts(cells: Cells, sessions: ReadonlyMap<string, Cells>): RowTexts {
  const visit = assemble(receptionVisit, cells);
  const people = peopleOf(visit);
  const identity = people.map(({ document }) => identityLine(document, (number) => number));
  const masked = people.map(({ document }) => identityLine(document, maskIdentityNumber));
  return {
    people: people.length === 0 ? PHRASES.noName : people.map(personLine).join('\n'),
    identity: identityLines(identity),
    identityMasked: identityLines(masked),
    content: contentText(visit),
    kind: joined('; ', MATTER_LABELS[visit.matter ?? 'unclassified'], countWords(visit, cells)),
    settled: settledText(visit.settledBefore),
    ...directionTexts(visit.direction),
    followUp: followUpText(visit),
    note: noteText(visit, sessions),
  };
}

type Person = ReceptionVisit['people'][string];

function peopleOf({ people }: ReceptionVisit): readonly Person[] {
  return peopleInOrder(people).map(([, person]) => person);
}

/** `Nông Thị Đào (người đại diện) – Xóm Nà Pháo, xã …` */
function personLine({ name, role, organisation, village, address }: Person): string {
  const label = role && role !== 'petitioner' ? ` (${PERSON_ROLE_LABELS[role].toLocaleLowerCase('vi')})` : '';
  const place = joined(', ', organisation, village?.name, address);
  return joined(' – ', `${name || PHRASES.noName}${label}`, place);
}

function identityLine(document: Person['document'], shown: (number: string) => string): string {
  const { number, issuedOn, none, confirmedBy } = document ?? {};
  if (none) return joined('; ', PHRASES.noPapers, confirmedBy && `${confirmedBy} ${PHRASES.confirmed}`);
  const issued = issuedOn && `${PHRASES.issued} ${formatDate(issuedOn)}`;
  return joined(', ', number && shown(number), issued);
}

/** One line for each of the people, in their order; nothing where nobody has any. */
function identityLines(lines: readonly string[]): string {
  if (lines.every((line) => line === '')) return '';
  return lines.map((line) => line || PHRASES.none).join('\n');
}

function contentText({ content, request, documents, petitionHandedIn }: ReceptionVisit): string {
  const sheets = documents?.sheets ? `${formatNumber(documents.sheets)} tờ` : '';
  const brought = joined(', ', documents?.text, sheets);
  return joined(
    '\n',
    content,
    request && `${PHRASES.request}: ${request}`,
    brought && `${PHRASES.documents}: ${brought}`,
    petitionHandedIn && PHRASES.petition,
  );
}

/** `7 người, 2 người đại diện – đoàn đông người`; whoever was said to be no large group although they are many, too. */
function countWords(visit: ReceptionVisit, cells?: Cells): string {
  const came = visit.headcount?.came ?? 1;
  const representatives = visit.headcount?.representatives;
  const count = joined(
    ', ',
    `${formatNumber(came)} ${PHRASES.people}`,
    representatives && `${formatNumber(representatives)} ${PHRASES.representatives}`,
  );
  const judged = cells ?? { headcount: { came } };
  const isGroup = isLargeGroup(judged);
  const denied = !isGroup && headcountOf(judged) >= LARGE_GROUP_FROM;
  return joined(' – ', count, isGroup && PHRASES.largeGroup, denied && PHRASES.notLargeGroup);
}

function settledText(settled: ReceptionVisit['settledBefore']): string {
  return joined(', ', settled?.body, numberWords(settled?.documentNo), dayWords(settled?.date));
}

/** Giải thích tại chỗ fills none of columns 8 to 10: its text stands in column 12. */
function directionTexts(direction: ReceptionVisit['direction']) {
  const of = (kind: NonNullable<typeof direction>['kind']) =>
    direction?.kind === kind ? directionDetail(direction) || PHRASES.mark : '';
  return { accept: of('accept'), returnGuide: of('return_guide'), forward: of('forward') };
}

function directionDetail(direction: NonNullable<ReceptionVisit['direction']>): string {
  return joined(', ', direction.to, numberWords(direction.documentNo), dayWords(direction.date));
}

function followUpText({ followUp, notice }: ReceptionVisit): string {
  const given = joined(', ', numberWords(notice?.documentNo), dayWords(notice?.givenOn));
  return joined('\n', joined(', ', followUp?.text, dayWords(followUp?.date)), given && `${PHRASES.notice} ${given}`);
}

/** What a file that is read back is searched for stands first, in a fixed order (read-note.ts). */
function noteText(visit: ReceptionVisit, sessions: ReadonlyMap<string, Cells>): string {
  const { direction, refusal, earlier, chairOpinion, citizenView, interpreter, fingerprint, nationalCode, note } =
    visit;
  const explained = direction?.kind === 'explain' && joined(': ', PHRASES.explained, directionDetail(direction));
  const refused = refusal && joined(' – ', REFUSAL_LABELS[refusal.ground], refusal.text?.replaceAll('\n', ' '));
  return joined(
    '\n',
    explained,
    sessionText(visit, sessions),
    refused && `${PHRASES.refused}: ${refused}`,
    earlier?.times && earlierWords(earlier.times),
    chairOpinion && `Ý kiến người chủ trì: ${chairOpinion}`,
    citizenView && `Ý kiến công dân: ${citizenView}`,
    interpreter && `Phiên dịch: ${interpreter}`,
    fingerprint && 'Đã điểm chỉ',
    nationalCode && `Mã CSDL quốc gia: ${nationalCode}`,
    note,
  );
}

/** `Đã đến 2 lần trước` */
export function earlierWords(times: number): string {
  return `Đã đến ${formatNumber(times)} lần trước`;
}

/** A visit that was read from a book had its session there, if it had one: nothing is said of it. */
function sessionText({ session, note }: ReceptionVisit, sessions: ReadonlyMap<string, Cells>): string {
  if (!session) return isFromBook(note) ? '' : PHRASES.noSession;
  const cells = sessions.get(session.id);
  if (cells === undefined || isDeleted(cells)) return PHRASES.sessionAwaited;
  const { type, chairs } = assemble(receptionSession, cells);
  const kind = SESSION_KIND_LABELS[type?.kind ?? 'unstated'].toLocaleLowerCase('vi');
  return joined(' – ', `${PHRASES.session} ${kind}`, chairWords(chairs));
}

/** `Bí thư Nông Văn An`: the lead chair. */
function chairWords(chairs: ReceptionSession['chairs']): string {
  const holding = chairsInOrder(chairs).find(([, chair]) => chair.holding)?.[1].holding;
  if (!holding) return '';
  return joined(' ', holding.capacity === 'other' ? '' : CAPACITY_LABELS[holding.capacity], holding.name);
}

/** `Đất đai, nhà cửa (Tranh chấp đất đai)` */
function fieldLabel({ level1, level2 }: NonNullable<ReceptionVisit['field']>): string {
  return level2 === undefined ? FIELD1_LABELS[level1] : `${FIELD1_LABELS[level1]} (${FIELD2_LABELS[level2]})`;
}

function numberWords(documentNo: string | undefined): string {
  return documentNo ? `số ${documentNo}` : '';
}

function dayWords(date: PlainDate | undefined): string {
  return date ? `ngày ${formatDate(date)}` : '';
}

type Part = string | number | false | null | undefined;

function joined(by: string, ...parts: readonly Part[]): string {
  return parts.filter(Boolean).join(by);
}
