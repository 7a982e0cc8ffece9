import * as z from 'zod/mini';
import { Line, PlainDate, Uuid } from '../scalars.ts';
import { UnitKind, UnitLevel } from './codes.ts';
import { defineKind } from './kind.ts';

/** A unit of administration, dated: records of earlier dates keep their old unit (records-and-counting §1). */
export const unit = defineKind({
  kind: 'unit',
  version: 1,
  groups: {
    identity: z.object({ code: Line, kind: UnitKind, level: UnitLevel, name: Line }),
    parent: z.object({ id: Uuid }),
    validity: z.object({ from: z.optional(PlainDate), to: z.optional(PlainDate) }),
    successors: z.array(Uuid),
    oldNames: z.array(Line),
  },
  maps: {
    /** Xóm; tổ dân phố in a phường. */
    villages: { name: Line, oldNames: z.array(Line) },
  },
  required: ['identity'],
  firstWins: [],
  redactions: {},
  upConverters: {},
});
