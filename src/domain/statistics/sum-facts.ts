import { MatterKind, type Organ, SessionKind } from '../../contract/records/codes.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import type { Figures, ReportBlock } from '../../contract/wire/reports.ts';
import type { Fact, SessionFact, VisitFact } from './facts.ts';

export type ReceptionPeriod = { readonly from: PlainDate; readonly to: PlainDate; readonly organ?: Organ };

/** Every block and every matter is always there, zeros included, so that two counts can be compared as they are. */
export type ReceptionFigures = {
  readonly total: Figures;
  readonly byBlock: { readonly [B in ReportBlock]: Figures };
  readonly byMatter: { readonly [M in MatterKind]: Figures };
};

export const REPORT_BLOCKS: readonly ReportBlock[] = [...SessionKind.options, 'regular_no_session', 'awaiting_session'];

export const NO_FIGURES: Figures = {
  sessions: 0,
  visits: 0,
  people: 0,
  cases: 0,
  casesFirst: 0,
  casesAgain: 0,
  groups: 0,
};

/**
 * The figures of one unit in one period: the slow count that is obviously right, and the phone's own.
 * `facts` = all facts of the unit, of any date; one per record.
 *
 * - The **block** and the **day** of a visit are those of its session (its kind, its actual date) while that session
 *   is known and not deleted, whatever its status; else its own day, and `awaiting_session` where a session is named,
 *   `regular_no_session` where none is. So each visit has exactly one block and one day.
 * - The **organ** asked for selects visits and sessions each by their own organ, before anything is counted; a visit
 *   finds its session whatever the session's organ.
 * - **Cuộc** (`sessions`): distinct `cuocKey` of sessions that took place (`held`) with their actual date in the period,
 *   per kind; thường xuyên has none ("–"), nor have the two blocks without a session.
 * - **Lượt** (`visits`): visits. **Người** (`people`): their sum of people. **Đoàn đông người** (`groups`): visits marked.
 * - **Vụ việc** (`cases`): distinct `caseKey` of the visits of a block. A case seen in two blocks counts in both.
 * - **Lần đầu** (`casesFirst`): a case whose first visit lies in the period: no known visit (of the organ asked for) has
 *   a day before it, and no visit up to its end states more earlier ones than are known, which then stand in the paper
 *   book only. Known visits of a case follow each other by day, then by record id. **Nhiều lần** (`casesAgain`): the
 *   other cases.
 * - **total** = the sum over the blocks, of every figure.
 * - **byMatter**: the same of the visits of one matter, over all blocks, without cuộc. Lượt, người and đoàn add up to the
 *   total; vụ việc need not: a case whose matter was changed between visits, or seen in two blocks, counts differently.
 */
export function receptionFigures(facts: Iterable<Fact>, period: ReceptionPeriod): ReceptionFigures {
  const all = [...facts];
  const sessions = all.filter((fact) => fact.type === 'session');
  const sessionsById = new Map(sessions.map((session) => [session.rid, session]));
  const placed = all
    .filter((fact) => fact.type === 'visit')
    .filter((visit) => isOf(visit, period))
    .map((visit) => place(visit, sessionsById));
  const first = firstCases(placed, period);
  const visits = placed.filter(({ day }) => isIn(day, period));
  const byBlock = fromKeys(REPORT_BLOCKS, (block) => ({
    ...countVisits(
      visits.filter((visit) => visit.block === block),
      first,
    ),
    sessions: countSessions(sessions, block, period),
  }));
  const byMatter = fromKeys(MatterKind.options, (matter) =>
    countVisits(
      visits.filter(({ visit }) => visit.matter === matter),
      first,
    ),
  );
  return { total: sumFigures(Object.values(byBlock)), byBlock, byMatter };
}

type PlacedVisit = { readonly visit: VisitFact; readonly day: PlainDate; readonly block: ReportBlock };

function place(visit: VisitFact, sessionsById: ReadonlyMap<string, SessionFact>): PlacedVisit {
  if (visit.sessionId === null) return { visit, day: visit.day, block: 'regular_no_session' };
  const session = sessionsById.get(visit.sessionId);
  if (session === undefined) return { visit, day: visit.day, block: 'awaiting_session' };
  return { visit, day: session.day, block: session.sessionKind };
}

/** The cases that are seen for the first time in this period. */
function firstCases(placed: readonly PlacedVisit[], period: ReceptionPeriod): ReadonlySet<string> {
  const knownByCase = new Map<string, number>();
  const again = new Set<string>();
  for (const { visit, day } of [...placed].sort(inTurn)) {
    const known = knownByCase.get(visit.caseKey) ?? 0;
    knownByCase.set(visit.caseKey, known + 1);
    if (day < period.from || (day <= period.to && visit.earlierTimes > known)) again.add(visit.caseKey);
  }
  return new Set([...knownByCase.keys()].filter((key) => !again.has(key)));
}

function inTurn(a: PlacedVisit, b: PlacedVisit): number {
  return a.day < b.day || (a.day === b.day && a.visit.rid < b.visit.rid) ? -1 : 1;
}

function countVisits(visits: readonly PlacedVisit[], first: ReadonlySet<string>): Figures {
  const cases = [...new Set(visits.map(({ visit }) => visit.caseKey))];
  const casesFirst = cases.filter((key) => first.has(key)).length;
  return {
    sessions: 0,
    visits: visits.length,
    people: visits.reduce((sum, { visit }) => sum + visit.people, 0),
    cases: cases.length,
    casesFirst,
    casesAgain: cases.length - casesFirst,
    groups: visits.filter(({ visit }) => visit.largeGroup).length,
  };
}

function countSessions(sessions: readonly SessionFact[], block: ReportBlock, period: ReceptionPeriod): number {
  if (block === 'regular') return 0;
  const counted = sessions.filter(
    (session) => session.held && session.sessionKind === block && isOf(session, period) && isIn(session.day, period),
  );
  return new Set(counted.map((session) => session.cuocKey)).size;
}

function isIn(day: PlainDate, { from, to }: ReceptionPeriod): boolean {
  return from <= day && day <= to;
}

function isOf(fact: Fact, { organ }: ReceptionPeriod): boolean {
  return organ === undefined || fact.organ === organ;
}

function fromKeys<K extends string>(keys: readonly K[], make: (key: K) => Figures): { readonly [key in K]: Figures } {
  return Object.fromEntries(keys.map((key) => [key, make(key)])) as { [key in K]: Figures };
}

/** Figures added up, each kind for itself. */
export function sumFigures(parts: Iterable<Figures>): Figures {
  const sum = { ...NO_FIGURES };
  for (const part of parts) {
    for (const name of Object.keys(sum) as (keyof Figures)[]) sum[name] += part[name];
  }
  return sum;
}

/** The figures of several units together: a case or a cuộc belongs to one unit, so units simply add up. */
export function sumUnits(units: Iterable<ReceptionFigures>): ReceptionFigures {
  const list = [...units];
  return {
    total: sumFigures(list.map((unit) => unit.total)),
    byBlock: fromKeys(REPORT_BLOCKS, (block) => sumFigures(list.map((unit) => unit.byBlock[block]))),
    byMatter: fromKeys(MatterKind.options, (matter) => sumFigures(list.map((unit) => unit.byMatter[matter]))),
  };
}
