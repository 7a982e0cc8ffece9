import * as z from 'zod/mini';
import { Line, PlainDate, Uuid } from '../scalars.ts';
import { Capacity } from './codes.ts';
import { defineKind } from './kind.ts';

/** One official in one capacity for a time; a person may hold several at once (records-and-counting §1). */
export const officeHolding = defineKind({
  kind: 'office-holding',
  version: 1,
  groups: {
    unit: z.object({ id: Uuid }),
    official: z.object({ id: Uuid, name: Line }),
    capacity: Capacity,
    period: z.object({ from: z.optional(PlainDate), to: z.optional(PlainDate) }),
  },
  maps: {},
  required: ['unit', 'official', 'capacity'],
  firstWins: [],
  redactions: {},
  upConverters: {},
});
