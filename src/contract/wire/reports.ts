import * as z from 'zod/mini';
import { MatterKind, SessionKind, UnitKind } from '../records/codes.ts';
import { Line, PlainDate, Uuid } from '../scalars.ts';

/** One figure of a table: a sum over a province or a country, so without the limit of what one record may count. */
const Figure = z.number().check(z.int(), z.nonnegative());

export const ReportQuery = z.object({ from: PlainDate, to: PlainDate, organ: z.optional(z.string()) });
export type ReportQuery = z.infer<typeof ReportQuery>;

/**
 * Blocks of a reception table: the kinds of session, `regular_no_session` (a visit outside any session, a sub-row
 * of thường xuyên) and `awaiting_session` (its session has not arrived yet: "chưa có buổi").
 */
export const ReportBlock = z.union([SessionKind, z.literal('regular_no_session'), z.literal('awaiting_session')]);
export type ReportBlock = z.infer<typeof ReportBlock>;

/** cuộc, lượt, người, vụ việc (lần đầu, nhiều lần), đoàn đông người; never one for another. */
export const Figures = z.object({
  sessions: Figure,
  visits: Figure,
  people: Figure,
  cases: Figure,
  casesFirst: Figure,
  casesAgain: Figure,
  groups: Figure,
});
export type Figures = z.infer<typeof Figures>;

export const UnitFigures = z.object({
  space: z.object({ id: Uuid, code: Line, kind: UnitKind, name: Line }),
  total: Figures,
  byBlock: z.partialRecord(z.string(), Figures),
  byMatter: z.partialRecord(MatterKind, Figures),
  /** When the unit's last device spoke to the server; absent = never. */
  lastContact: z.optional(z.string()),
  /** Open conflicts, quarantined items, visits of the period that may be twins: figures that may still move. */
  waiting: z.object({ conflicts: Figure, quarantined: Figure, twins: z.optional(Figure) }),
  /** Some of its records were made by a generator out of published totals ("phân bổ giả lập"). */
  synthetic: z.optional(z.boolean()),
});
export type UnitFigures = z.infer<typeof UnitFigures>;

export const ReceptionReport = z.object({
  from: PlainDate,
  to: PlainDate,
  factsVersion: z.number(),
  units: z.array(UnitFigures),
  sum: z.object({
    total: Figures,
    byBlock: z.partialRecord(z.string(), Figures),
    byMatter: z.partialRecord(MatterKind, Figures),
  }),
  /** Whether blocks, matters and units add up to the totals. */
  checks: z.array(z.object({ what: Line, expected: Figure, got: Figure, ok: z.boolean() })),
});
export type ReceptionReport = z.infer<typeof ReceptionReport>;
