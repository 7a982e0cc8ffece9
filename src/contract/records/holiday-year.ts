import * as z from 'zod/mini';
import { Line, PlainDate } from '../scalars.ts';
import { DayCertainty, DayKind } from './codes.ts';
import { defineKind } from './kind.ts';

/**
 * What the province says of the days off of one year, laid over the year that the app ships (domain/calendar): a day
 * named here replaces the shipped one, all others stay. Data, because the Government announces it year by year.
 */
export const holidayYear = defineKind({
  kind: 'holiday-year',
  version: 1,
  groups: {
    year: z.object({ year: z.number().check(z.int(), z.minimum(2000), z.maximum(2100)), status: DayCertainty }),
    /** Where it was announced. */
    source: Line,
  },
  maps: {
    days: {
      /** `work`: worked, though the shipped year or the weekend says otherwise (ngày làm bù). */
      day: z.object({ date: PlainDate, kind: DayKind, name: z.optional(Line), status: z.optional(DayCertainty) }),
    },
  },
  required: ['year'],
  firstWins: [],
  redactions: {},
  upConverters: {},
});
