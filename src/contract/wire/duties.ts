import * as z from 'zod/mini';
import { Capacity, UnitKind } from '../records/codes.ts';
import { Line, PlainDate, Uuid } from '../scalars.ts';

/** A calendar month, `yyyy-MM`. */
export const Month = z.string().check(z.regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/));
export type Month = z.infer<typeof Month>;

/** Duty days of the months from … to, both included. */
export const DutyQuery = z.object({ from: Month, to: Month });
export type DutyQuery = z.infer<typeof DutyQuery>;

const Days = z.number().check(z.int(), z.nonnegative());

/**
 * What may be said of the duty days of one month:
 * - `met`, `short`: the month is over (or the days are done already) and known
 * - `running`: the month is not over yet, so nobody has failed
 * - `unsent`: the month is over, but the unit has not been heard of since: days may be on a phone
 * - `partial`: the office was not held for the whole month, so the law's number is not held against anybody
 * - `ahead`: a month to come
 * - `undeclared`: nobody is declared to hold the office
 * - `none`: the law asks for no number, or the unit did not exist
 */
export const DutyState = z.enum(['met', 'short', 'running', 'unsent', 'partial', 'ahead', 'undeclared', 'none']);
export type DutyState = z.infer<typeof DutyState>;

/** Duty days of one month (records-and-counting §2). */
export const DutyDays = z.object({
  /** By law; absent = no number is set, or nobody is declared. */
  required: z.optional(Days),
  /** Days received in person, made-up ones included. */
  done: Days,
  madeUp: Days,
  /** Postponed or cancelled and not made up yet. */
  missed: Days,
  /** Sessions held by a delegate: nobody's duty days. */
  delegated: Days,
  /** Of the running month: duty dates still to come. */
  planned: Days,
});
export type DutyDays = z.infer<typeof DutyDays>;

/** One official in one capacity. Months stand in the order of the report's. */
export const DutyChair = z.object({
  /** What tells chairs of a unit apart; names nobody. */
  key: Line,
  /** For who may see names only. */
  name: z.optional(Line),
  /** Received in this capacity without being declared in it. */
  undeclared: z.optional(z.boolean()),
  months: z.array(
    z.extend(DutyDays, {
      /** The day within the month on which he took or left the office. */
      tookOffice: z.optional(PlainDate),
      leftOffice: z.optional(PlainDate),
      /** Whether he held it at all in this month. */
      holds: z.boolean(),
    }),
  ),
});
export type DutyChair = z.infer<typeof DutyChair>;

/** An office that owes duty days, whoever holds it. */
export const DutyOffice = z.object({
  capacity: Capacity,
  months: z.array(z.extend(DutyDays, { state: DutyState })),
  chairs: z.array(DutyChair),
});
export type DutyOffice = z.infer<typeof DutyOffice>;

export const DutyUnit = z.object({
  space: z.object({ id: Uuid, code: Line, kind: UnitKind, name: Line }),
  offices: z.array(DutyOffice),
  /** When the unit's last device spoke to the server; absent = never. */
  lastContact: z.optional(z.string()),
  waiting: z.object({ conflicts: Days, quarantined: Days }),
  /** Some of its sessions were made by a generator out of published totals. */
  synthetic: z.optional(z.boolean()),
});
export type DutyUnit = z.infer<typeof DutyUnit>;

/** Σ done ÷ Σ required over units, never a mean of percentages. */
export const DutyShare = z.object({
  /** How many units it is made of, and how many of them have met it. */
  units: Days,
  met: Days,
  required: Days,
  done: Days,
});
export type DutyShare = z.infer<typeof DutyShare>;

/** The province's average, of one capacity or of all that are shown; a part made of too few units is absent. */
export const DutyAverage = z.object({
  capacity: z.optional(Capacity),
  total: z.optional(DutyShare),
  /** In the order of the report's months; null = too few units. */
  months: z.array(z.nullable(DutyShare)),
});
export type DutyAverage = z.infer<typeof DutyAverage>;

export const DutyReport = z.object({
  months: z.array(Month),
  /** The day on which it was counted. */
  today: PlainDate,
  /** Whether the reader may see a ranking; then units come worst first, else by name. */
  ranked: z.boolean(),
  units: z.array(DutyUnit),
  averages: z.array(DutyAverage),
});
export type DutyReport = z.infer<typeof DutyReport>;
