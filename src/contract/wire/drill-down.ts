import * as z from 'zod/mini';
import {
  Capacity,
  DenunciationProgress,
  DirectionKind,
  FieldLevel1,
  FieldLevel2,
  MatterKind,
  Organ,
  SessionKind,
  SessionStatus,
} from '../records/codes.ts';
import { JsonValue, Line, PlainDate, Uuid } from '../scalars.ts';
import { ReportBlock } from './reports.ts';

const Figure = z.number().check(z.int(), z.nonnegative());
/** Where a list goes on; made by the server, and says nothing. */
const Cursor = z.string().check(z.maxLength(100));
const Yes = z.literal('1');

/** The visits behind a figure: the same words as the report's, narrowed to one of its cells. */
export const VisitsQuery = z.object({
  from: PlainDate,
  to: PlainDate,
  unit: z.optional(Uuid),
  organ: z.optional(Organ),
  /** Of one session. */
  session: z.optional(Uuid),
  /** Blocks of the report, parted by commas; absent = all. */
  blocks: z.optional(z.string().check(z.regex(/^[a-z_]+(,[a-z_]+)*$/), z.maxLength(200))),
  matter: z.optional(MatterKind),
  turn: z.optional(z.enum(['first', 'again'])),
  /** Only đoàn đông người. */
  large: z.optional(Yes),
  /** Only those that may be twins of another. */
  twins: z.optional(Yes),
  cursor: z.optional(Cursor),
});
export type VisitsQuery = z.infer<typeof VisitsQuery>;

/**
 * A visit in coded fields: no name, no place, no word that was said. Of a denunciation only local code, day, number who
 * came, field and progress (records-and-counting §4); it has no id, for ids tell the hour at which they were made.
 */
export const VisitLine = z.object({
  unit: Uuid,
  day: PlainDate,
  matter: MatterKind,
  people: Figure,
  field: z.optional(z.object({ level1: FieldLevel1, level2: z.optional(FieldLevel2) })),
  id: z.optional(Uuid),
  organ: z.optional(Organ),
  block: z.optional(ReportBlock),
  turn: z.optional(z.enum(['first', 'again'])),
  largeGroup: z.optional(z.boolean()),
  /** May be the same as another of its session. */
  twin: z.optional(z.boolean()),
  direction: z.optional(DirectionKind),
  /** The written notice of the result: until when it is owed, or when it was given. A day off may not be announced yet. */
  notice: z.optional(
    z.object({ due: z.optional(PlainDate), mayBeLater: z.optional(z.literal(true)), given: z.optional(PlainDate) }),
  ),
  localCode: z.optional(Line),
  progress: z.optional(DenunciationProgress),
  synthetic: z.optional(z.boolean()),
});
export type VisitLine = z.infer<typeof VisitLine>;

export const VisitsAnswer = z.object({
  /** Of the whole list, not of this page. */
  visits: Figure,
  people: Figure,
  lines: z.array(VisitLine),
  next: z.optional(Cursor),
});
export type VisitsAnswer = z.infer<typeof VisitsAnswer>;

/** The sessions behind a figure. */
export const SessionsQuery = z.object({
  from: PlainDate,
  to: PlainDate,
  /** `day`: held, or to be held, in the period, as cuộc are counted; `duty`: duty days that count for it. */
  by: z.enum(['day', 'duty']),
  unit: z.optional(Uuid),
  organ: z.optional(Organ),
  kind: z.optional(SessionKind),
  /** Of `duty`: sessions of this capacity, a delegate's too. */
  capacity: z.optional(Capacity),
  /** Only those that took place. */
  held: z.optional(Yes),
  cursor: z.optional(Cursor),
});
export type SessionsQuery = z.infer<typeof SessionsQuery>;

export const SessionLine = z.object({
  id: Uuid,
  unit: Uuid,
  organ: Organ,
  day: PlainDate,
  kind: SessionKind,
  status: SessionStatus,
  /** Of a periodic session: the day that it counts for. */
  dutyDay: z.optional(PlainDate),
  madeUp: z.optional(z.boolean()),
  delegated: z.optional(z.boolean()),
  /** Names for who may open the records only. */
  chairs: z.array(z.object({ capacity: Capacity, name: z.optional(Line), delegated: z.optional(z.boolean()) })),
  visits: Figure,
  noVisitors: z.optional(z.boolean()),
  synthetic: z.optional(z.boolean()),
});
export type SessionLine = z.infer<typeof SessionLine>;

export const SessionsAnswer = z.object({
  sessions: Figure,
  /** Of those that took place: half days of one chair on one date are one. */
  counted: Figure,
  lines: z.array(SessionLine),
  next: z.optional(Cursor),
});
export type SessionsAnswer = z.infer<typeof SessionsAnswer>;

/** Characters of a reason that says anything. */
export const LEAST_REASON = 5;

/** Opening a whole visit: why, for the log. */
export const OpenVisitRequest = z.object({
  unit: Uuid,
  reason: Line.check(z.refine((text) => text.trim().length >= LEAST_REASON)),
});
export type OpenVisitRequest = z.infer<typeof OpenVisitRequest>;

/** A visit as it is recorded; of a denunciation the cells that its line shows. */
export const OpenVisitAnswer = z.object({
  unit: Uuid,
  cells: z.record(z.string(), JsonValue),
  session: z.optional(z.object({ day: PlainDate, kind: SessionKind })),
});
export type OpenVisitAnswer = z.infer<typeof OpenVisitAnswer>;
