import type { MatterKind } from '../../contract/records/codes.ts';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { isDeleted } from '../../domain/merge/cells.ts';
import { isDenunciation } from '../../domain/receptions/denunciation.ts';
import { type Likeness, likenessOf, mayBeVisitsOf, type Visitor } from '../../domain/receptions/earlier-visits.ts';
import { DIRECTION_LABELS, MATTER_LABELS } from '../../domain/receptions/labels.ts';
import { assemble } from '../../domain/records/assemble.ts';
import { foldedWords } from '../../domain/text/fold.ts';
import { formatDate } from '../../domain/text/format.ts';
import type { Phone } from '../../store/phone.ts';
import type { OpenRecord } from '../../store/record-store.ts';
import { villageOf } from './person-parts.ts';
import { type PersonValues, visitValues } from './visit-values.ts';

/** So many earlier visits are opened; whoever came more often is known to everybody. */
const MOST_EARLIER = 30;
/** So many people are offered as the last ones. */
const MOST_RECENT = 8;
/** Visits opened to find them: some are the same person's, some nobody's. */
const MOST_OPENED = 24;

/** A visit that was recorded before, as far as it is told again. */
export type EarlierVisit = {
  readonly rid: string;
  readonly day: PlainDate | '';
  readonly matter: MatterKind;
  /** What was said, and what was answered. */
  readonly said: string;
  readonly answer: string;
  readonly caseId?: string | undefined;
  readonly person: PersonValues;
  readonly record: OpenRecord;
};

/** Earlier visits of one person, newest first. `sure` = there is more than a name to say so. */
export type Earlier = { readonly visits: readonly EarlierVisit[]; readonly sure: boolean };

/** Visits on this phone that may have been this person's; those that are sure, or else those of the same name. */
export async function findEarlier(
  phone: Pick<Phone, 'records' | 'summary'>,
  visitor: Visitor,
  except: string,
  chips: readonly string[] = [],
): Promise<Earlier> {
  const lines = mayBeVisitsOf(phone.summary.getSnapshot().newestFirst, visitor).filter(({ rid }) => rid !== except);
  const opened = await Promise.all(lines.slice(0, MOST_EARLIER).map(({ rid }) => phone.records.open(rid)));
  const found: { readonly likeness: Likeness; readonly record: OpenRecord }[] = opened.flatMap((record) => {
    const likeness = record && likenessOf(record.view.cells, visitor);
    return record === undefined || likeness === undefined ? [] : [{ likeness, record }];
  });
  const sure = found.filter(({ likeness }) => likeness !== 'name');
  const shown = sure.length > 0 ? sure : found;
  return {
    sure: sure.length > 0,
    visits: shown.map(({ record }) => earlierVisitOf(record, chips, visitor)),
  };
}

/** The people of the last visits on this phone, each once, with the visit they last came to. Never of a denunciation. */
export async function recentVisitors(
  phone: Pick<Phone, 'records' | 'summary'>,
  chips: readonly string[],
): Promise<readonly EarlierVisit[]> {
  const lines = phone.summary
    .getSnapshot()
    .newestFirst.filter(
      ({ kind, status, matter }) => kind === receptionVisit.kind && status !== 'deleted' && matter !== 'denunciation',
    );
  const opened = await Promise.all(lines.slice(0, MOST_OPENED).map(({ rid }) => phone.records.open(rid)));
  const byPerson = new Map<string, EarlierVisit>();
  for (const record of opened) {
    if (record === undefined || isDenunciation(record.view.cells) || isDeleted(record.view.cells)) continue;
    const { people } = visitValues(record.view.cells, { personId: '', villages: chips });
    for (const person of people) {
      const key = foldedWords(`${person.name} ${villageOf(person)}`).join(' ');
      if (person.name !== '' && !byPerson.has(key)) byPerson.set(key, { ...earlierVisitOf(record, chips), person });
    }
  }
  return [...byPerson.values()].slice(0, MOST_RECENT);
}

function earlierVisitOf(record: OpenRecord, chips: readonly string[], visitor?: Visitor): EarlierVisit {
  const { rid } = record;
  const {
    visited,
    matter,
    content,
    request,
    direction,
    chairOpinion,
    case: of,
  } = assemble(receptionVisit, record.view.cells);
  const { people } = visitValues(record.view.cells, { personId: '', villages: chips });
  const person = people.find(({ name }) => visitor && foldedWords(name).join() === foldedWords(visitor.name).join());
  return {
    rid,
    day: visited?.date ?? '',
    matter: matter ?? 'unclassified',
    said: content ?? request ?? '',
    answer: [direction ? DIRECTION_LABELS[direction.kind] : '', direction?.to, chairOpinion].filter(Boolean).join(', '),
    caseId: of?.id,
    person: person ?? (people[0] as PersonValues),
    record,
  };
}

/** `12/05/2026 – Kiến nghị – đường vào xóm hỏng…` */
export function sayEarlier({ day, matter, said }: EarlierVisit): string {
  return [day === '' ? '' : formatDate(day), MATTER_LABELS[matter], excerptOf(said)].filter(Boolean).join(' – ');
}

const EXCERPT = 70;

function excerptOf(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  if (line.length <= EXCERPT) return line;
  const cut = line.lastIndexOf(' ', EXCERPT);
  return `${line.slice(0, cut > 0 ? cut : EXCERPT)}…`;
}
