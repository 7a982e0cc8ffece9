import type { Organ } from '../../contract/records/codes.ts';
import type { Cells } from '../../contract/records/kind.ts';
import { receptionSession } from '../../contract/records/reception-session.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { isDenunciation } from '../../domain/receptions/denunciation.ts';
import { factsOf, type SessionFact, type VisitFact } from '../../domain/statistics/facts.ts';
import { receptionFigures } from '../../domain/statistics/sum-facts.ts';
import { formatDate, formatNumber } from '../../domain/text/format.ts';
import type { RegisterColumn } from './columns.ts';
import { VISIT_KIND } from './phrases.ts';
import { denunciationTexts, type RowTexts, visitTexts } from './row-texts.ts';

/** A record with its id. */
export type Held = { readonly rid: string; readonly cells: Cells };

/** What the register of one organ for one period is made from. */
export type RegisterSource = {
  readonly organ: Organ;
  /** First and last day, both included. */
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** At least every visit whose day, or whose session's day, lies in the period; others are left out. */
  readonly visits: readonly Held[];
  /** The sessions that these visits name, as far as this phone holds them. */
  readonly sessions: readonly Held[];
};

/** One line of the register: one visit. */
export type RegisterRow = {
  readonly rid: string;
  readonly ordinal: number;
  readonly day: PlainDate;
  readonly denunciation: boolean;
  readonly texts: RowTexts;
};

export type RegisterTotals = {
  readonly visits: number;
  readonly people: number;
  readonly cases: number;
  readonly groups: number;
};

export type Register = Pick<RegisterSource, 'organ' | 'from' | 'to'> & {
  readonly rows: readonly RegisterRow[];
  readonly totals: RegisterTotals;
};

/** How identity numbers are shown: `0041••••••99`, or whole after somebody asked for it. */
export type Numbers = 'masked' | 'whole';

/**
 * Sổ tiếp công dân (Mẫu số 03, TT 04/2021/TT-TTCP): one line for each visit of the organ in the period, by day, time and
 * record. The day of a visit is that of its session where the session is known, so that the sums at the end are those of
 * the statistics (records-and-counting §2). What is not yet complete stands in it, without a kind.
 */
export function receptionRegister(source: RegisterSource): Register {
  const { organ, from, to } = source;
  const sessions = new Map(source.sessions.map((session) => [session.rid, session.cells]));
  const sessionFacts = source.sessions.flatMap(({ rid, cells }) => {
    const fact = factsOf(rid, receptionSession.kind, cells);
    return fact?.type === 'session' ? [fact] : [];
  });
  const daysById = new Map(sessionFacts.map((fact) => [fact.rid, fact.day]));
  const placed = source.visits
    .flatMap((visit) => placedOf(visit, daysById))
    .filter(({ fact, day }) => fact.organ === organ && from <= day && day <= to)
    .sort(inTurn);
  return {
    organ,
    from,
    to,
    rows: placed.map((visit, index) => rowOf(visit, index + 1, sessions)),
    totals: totalsOf(placed, sessionFacts, { organ, from, to }),
  };
}

type Placed = Held & { readonly fact: VisitFact; readonly day: PlainDate; readonly turn: string };

function placedOf(visit: Held, daysById: ReadonlyMap<string, PlainDate>): readonly Placed[] {
  const fact = factsOf(visit.rid, VISIT_KIND, visit.cells);
  if (fact?.type !== 'visit') return [];
  const lent = fact.sessionId === null ? undefined : daysById.get(fact.sessionId);
  const day = lent ?? fact.day;
  // A visit whose hour nobody wrote down stands before those of the day that have one.
  return [{ ...visit, fact, day, turn: `${day} ${timeOf(visit.cells)} ${visit.rid}` }];
}

function inTurn(a: Placed, b: Placed): number {
  return a.turn < b.turn ? -1 : 1;
}

function timeOf(cells: Cells): string {
  return typeof cells.time === 'string' ? cells.time : '';
}

/** The texts are made when they are first asked for: a screen shows fifty lines of thousands. */
function rowOf({ rid, cells, day }: Placed, ordinal: number, sessions: ReadonlyMap<string, Cells>): RegisterRow {
  const denunciation = isDenunciation(cells);
  let made: RowTexts | undefined;
  return {
    rid,
    ordinal,
    day,
    denunciation,
    get texts() {
      made ??= denunciation ? denunciationTexts(cells) : visitTexts(cells, sessions);
      return made;
    },
  };
}

function totalsOf(
  placed: readonly Placed[],
  sessions: readonly SessionFact[],
  period: Parameters<typeof receptionFigures>[1],
): RegisterTotals {
  const facts = [...sessions, ...placed.map(({ fact }) => fact)];
  const { visits, people, cases, groups } = receptionFigures(facts, period).total;
  return { visits, people, cases, groups };
}

/** What stands in one column of a line. */
export function registerText(row: RegisterRow, column: RegisterColumn, numbers: Numbers): string {
  switch (column) {
    case 'ordinal':
      return formatNumber(row.ordinal);
    case 'day':
      return formatDate(row.day);
    case 'identity':
      return numbers === 'whole' ? row.texts.identity : row.texts.identityMasked;
    default:
      return row.texts[column];
  }
}

/** `Cộng: 12 lượt, 15 người, 12 vụ việc, 1 đoàn đông người` */
export function totalsText({ visits, people, cases, groups }: RegisterTotals): string {
  const parts = [`${formatNumber(visits)} lượt`, `${formatNumber(people)} người`, `${formatNumber(cases)} vụ việc`];
  return `Cộng: ${parts.join(', ')}, ${formatNumber(groups)} đoàn đông người`;
}
