import * as z from 'zod/mini';
import { Line, PlainDate, TimeOfDay, Uuid } from '../scalars.ts';
import { Capacity, DutyShift, PartOfDay } from './codes.ts';
import { defineKind, type RecordOf } from './kind.ts';

const DayOfMonth = z.number().check(z.int(), z.minimum(1), z.maximum(31));
const Weekday = z.number().check(z.int(), z.minimum(1), z.maximum(7));
const WeekOfMonth = z.number().check(z.int(), z.minimum(1), z.maximum(5));

/**
 * When a chair receives periodically, as his yearly notice says (rules-and-forms §2.2, §5): "ngày 10 và 25 hằng tháng",
 * "thứ Năm hằng tuần", "thứ Ba tuần thứ nhất". It asks for duty sessions; it is none itself. Public: it is posted.
 */
export const dutyRule = defineKind({
  kind: 'duty-rule',
  version: 1,
  groups: {
    unit: z.object({ id: Uuid }),
    chair: z.object({ officialId: Uuid, name: Line, capacity: Capacity }),
    /** Days of the month, or weekdays (1 = Monday; of some weeks of the month only, or of all); whole, for one merges. */
    days: z.object({
      monthDays: z.optional(z.array(DayOfMonth).check(z.minLength(1), z.maxLength(31))),
      weekdays: z.optional(z.array(Weekday).check(z.minLength(1), z.maxLength(7))),
      weeks: z.optional(z.array(WeekOfMonth).check(z.minLength(1), z.maxLength(5))),
    }),
    hours: z.object({ part: PartOfDay, from: z.optional(TimeOfDay), to: z.optional(TimeOfDay) }),
    place: Line,
    /** Where a day off moves the duty. */
    shift: DutyShift,
    period: z.object({ from: PlainDate, to: z.optional(PlainDate) }),
    note: Line,
  },
  maps: {},
  required: ['unit', 'chair', 'days', 'hours', 'period'],
  firstWins: [],
  redactions: {},
  upConverters: {},
});

export type DutyRule = RecordOf<typeof dutyRule>;
