import type { Capacity, MatterKind, Organ, SessionKind, SessionStatus } from '../../contract/records/codes.ts';
import type { Cells } from '../../contract/records/kind.ts';
import { type ReceptionSession, receptionSession } from '../../contract/records/reception-session.ts';
import { type ReceptionVisit, receptionVisit } from '../../contract/records/reception-visit.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { canonical, isDeleted } from '../merge/cells.ts';
import { chairKey, chairsInOrder } from '../receptions/chairs.ts';
import { headcountOf, isLargeGroup, LARGE_GROUP_FROM } from '../receptions/large-group.ts';
import { apartOf, twinKey } from '../receptions/twins.ts';
import { assemble } from '../records/assemble.ts';

/** Grows with every change of what a fact says; stored beside each fact, and named in every report. */
export const FACTS_VERSION = 4;

/** What is countable of one session. Everything from this record alone; what joins records happens in the sums. */
export type SessionFact = {
  readonly type: 'session';
  readonly rid: string;
  readonly organ: Organ;
  /** The actual date (`held`): all figures but duty days use it. */
  readonly day: PlainDate;
  readonly sessionKind: SessionKind;
  readonly status: SessionStatus;
  /** Whether it took place: đang tiếp or đã tiếp. Only then is it a cuộc. */
  readonly held: boolean;
  /**
   * Sessions with one key are one cuộc. Định kỳ: one per lead chair, capacity and actual date, in however many half
   * days. Other kinds: half days (morning, afternoon) of one lead chair, capacity and date are one cuộc; a session
   * whose part of the day is not said is its own. Without a chair: its own.
   */
  readonly cuocKey: string;
  /** The lead chair: the lowest `order`, then the lowest element id. */
  readonly chair: string | null;
  readonly capacity: Capacity | null;
  /** Whether the lead chair received as somebody's delegate: apart from the duty days of either. */
  readonly delegated: boolean;
  /** Of a periodic session: the date whose month it counts for (made up for, else scheduled, else held). */
  readonly dutyDay: PlainDate | null;
  /** Held on another day than its own, for a duty that was missed there (tiếp bù). */
  readonly madeUp: boolean;
  /** Of a periodic session: `official:capacity` of each chair who was not a delegate, sorted, parted by spaces. */
  readonly dutyKeys: string;
  readonly synthetic: boolean;
};

/** What is countable of one visit. */
export type VisitFact = {
  readonly type: 'visit';
  readonly rid: string;
  readonly organ: Organ;
  /** The visit's own day; a session that is known lends it its own. */
  readonly day: PlainDate;
  readonly sessionId: string | null;
  readonly matter: MatterKind;
  /** Người: the number who came. */
  readonly people: number;
  /** Vụ việc: the case it is tied to, else the visit itself. */
  readonly caseKey: string;
  /** Earlier visits for the same case, as it states them: those recorded here, and those of the paper book. */
  readonly earlierTimes: number;
  readonly largeGroup: boolean;
  readonly field: NonNullable<ReceptionVisit['field']>['level1'] | null;
  /** By what twins are found ("có thể trùng"); null where nothing is to be compared. Never leaves the server. */
  readonly twin: string | null;
  /** The decisions that told it from others of its name; '' = none. */
  readonly apart: string;
  readonly synthetic: boolean;
};

export type Fact = SessionFact | VisitFact;

type Column = {
  readonly name: string;
  readonly sql: 'text' | 'date' | 'integer' | 'boolean';
  readonly of: readonly Fact['type'][];
};

const BOTH = ['session', 'visit'] as const;

/** Every column of a fact. A fact has exactly those of its type; the others are null in the table. */
export const FACT_COLUMNS = [
  { name: 'type', sql: 'text', of: BOTH },
  { name: 'rid', sql: 'text', of: BOTH },
  { name: 'organ', sql: 'text', of: BOTH },
  { name: 'day', sql: 'date', of: BOTH },
  { name: 'synthetic', sql: 'boolean', of: BOTH },
  { name: 'sessionKind', sql: 'text', of: ['session'] },
  { name: 'status', sql: 'text', of: ['session'] },
  { name: 'held', sql: 'boolean', of: ['session'] },
  { name: 'cuocKey', sql: 'text', of: ['session'] },
  { name: 'chair', sql: 'text', of: ['session'] },
  { name: 'capacity', sql: 'text', of: ['session'] },
  { name: 'delegated', sql: 'boolean', of: ['session'] },
  { name: 'dutyDay', sql: 'date', of: ['session'] },
  { name: 'madeUp', sql: 'boolean', of: ['session'] },
  { name: 'dutyKeys', sql: 'text', of: ['session'] },
  { name: 'sessionId', sql: 'text', of: ['visit'] },
  { name: 'matter', sql: 'text', of: ['visit'] },
  { name: 'people', sql: 'integer', of: ['visit'] },
  { name: 'caseKey', sql: 'text', of: ['visit'] },
  { name: 'earlierTimes', sql: 'integer', of: ['visit'] },
  { name: 'largeGroup', sql: 'boolean', of: ['visit'] },
  { name: 'field', sql: 'text', of: ['visit'] },
  { name: 'twin', sql: 'text', of: ['visit'] },
  { name: 'apart', sql: 'text', of: ['visit'] },
] as const satisfies readonly Column[];

/**
 * The countable fact of a record, the same on the phone and on the server. Undefined: deleted, of a kind that is not
 * counted, or without the day and organ that no record passes the border without.
 */
export function factsOf(
  rid: string,
  kind: string,
  cells: Cells,
  largeGroupFrom: number = LARGE_GROUP_FROM,
): Fact | undefined {
  if (isDeleted(cells)) return undefined;
  if (kind === receptionSession.kind) return sessionFact(rid, cells);
  if (kind === receptionVisit.kind) return visitFact(rid, cells, largeGroupFrom);
  return undefined;
}

function sessionFact(rid: string, cells: Cells): SessionFact | undefined {
  const session = assemble(receptionSession, cells);
  const { organ, held: when, type, status } = session;
  if (!organ || !when) return undefined;
  const sessionKind = type?.kind ?? 'unstated';
  const lead = leadChair(session);
  const periodic = sessionKind === 'periodic';
  return {
    type: 'session',
    rid,
    organ,
    day: when.date,
    synthetic: Boolean(session.synthetic),
    sessionKind,
    status: status?.status ?? 'scheduled',
    held: status?.status === 'in_progress' || status?.status === 'done',
    cuocKey: cuocKey(rid, session, lead),
    chair: lead?.holding?.officialId ?? null,
    capacity: lead?.holding?.capacity ?? null,
    delegated: Boolean(lead?.delegation),
    dutyDay: periodic ? (session.madeUpFor?.date ?? session.scheduled?.date ?? when.date) : null,
    madeUp: periodic && Boolean(session.madeUpFor),
    dutyKeys: periodic ? dutyKeys(session) : '',
  };
}

type Chair = ReceptionSession['chairs'][string];

function leadChair(session: ReceptionSession): Chair | undefined {
  return chairsInOrder(session.chairs).find(([, chair]) => chair.holding)?.[1];
}

function cuocKey(rid: string, session: ReceptionSession, lead: Chair | undefined): string {
  const { organ, held, type, scheduled } = session;
  const part = held?.part ?? scheduled?.part;
  const halfDay = part === 'morning' || part === 'afternoon';
  if (!lead?.holding || !held || !(type?.kind === 'periodic' || halfDay)) return rid;
  const { officialId, capacity } = lead.holding;
  return canonical([organ ?? null, type?.kind ?? 'unstated', officialId, capacity, held.date]);
}

function dutyKeys(session: ReceptionSession): string {
  const keys = Object.values(session.chairs).flatMap(({ holding, delegation }) =>
    holding && !delegation ? [chairKey(holding)] : [],
  );
  return [...new Set(keys)].sort().join(' ');
}

function visitFact(rid: string, cells: Cells, largeGroupFrom: number): VisitFact | undefined {
  // Plain groups count, and their cells bear their names.
  const visit = cells as Omit<ReceptionVisit, 'people' | 'receivers'>;
  if (!visit.organ || !visit.visited) return undefined;
  return {
    type: 'visit',
    rid,
    organ: visit.organ,
    day: visit.visited.date,
    synthetic: Boolean(visit.synthetic),
    sessionId: visit.session?.id ?? null,
    matter: visit.matter ?? 'unclassified',
    people: headcountOf(cells),
    caseKey: visit.case?.id ?? rid,
    earlierTimes: visit.earlier?.times ?? 0,
    largeGroup: isLargeGroup(cells, largeGroupFrom),
    field: visit.field?.level1 ?? null,
    twin: twinKey(cells),
    apart: apartOf(cells),
  };
}
