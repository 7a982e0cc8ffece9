import * as z from 'zod/mini';
import { Count, Line, PlainDate, Text, TimeOfDay, Uuid } from '../scalars.ts';
import {
  Capacity,
  DenunciationProgress,
  DirectionKind,
  FieldLevel1,
  FieldLevel2,
  MatterKind,
  Organ,
  PersonRole,
  RefusalGround,
} from './codes.ts';
import { defineKind, type RecordOf } from './kind.ts';

/** A reception visit (lượt tiếp), records-and-counting §3. */
export const receptionVisit = defineKind({
  kind: 'reception-visit',
  version: 1,
  groups: {
    organ: Organ,
    recordedBy: z.object({ userId: Uuid, name: Line }),
    /** Kind of matter: it stands first on every form (§4). */
    matter: MatterKind,
    /** The session it belongs to; absent = received outside any session (counted as thường xuyên, own row). */
    session: z.object({ id: Uuid }),
    visited: z.object({
      date: PlainDate,
      dateSource: z.optional(z.enum(['entered', 'device'])),
    }),
    /** A group of its own: a denunciation keeps the day, not the hour at which its citizen was seen (§4). */
    time: TimeOfDay,
    headcount: z.object({ came: Count.check(z.minimum(1)), representatives: z.optional(Count) }),
    /** Overrides the derived đoàn đông người. */
    largeGroup: z.boolean(),
    /** Earlier visits for the same case, as stated (they may be in the paper book only). */
    earlier: z.object({ times: Count }),
    /** The case (vụ việc); absent = the visit is its own case. */
    case: z.object({ id: Uuid, known: z.enum(['new', 'old']) }),
    field: z.object({ level1: FieldLevel1, level2: z.optional(FieldLevel2) }),
    content: Text,
    request: Text,
    documents: z.object({ text: z.optional(Text), sheets: z.optional(Count) }),
    petitionHandedIn: z.boolean(),
    settledBefore: z.object({ body: z.optional(Line), documentNo: z.optional(Line), date: z.optional(PlainDate) }),
    direction: z.object({
      kind: DirectionKind,
      to: z.optional(Line),
      documentNo: z.optional(Line),
      date: z.optional(PlainDate),
    }),
    chairOpinion: Text,
    citizenView: Text,
    /** Notice of the result: 10 working days, 15 when complex. */
    notice: z.object({
      complex: z.optional(z.boolean()),
      givenOn: z.optional(PlainDate),
      documentNo: z.optional(Line),
    }),
    followUp: z.object({ text: z.optional(Text), date: z.optional(PlainDate) }),
    refusal: z.object({ ground: RefusalGround, text: z.optional(Text) }),
    interpreter: Line,
    fingerprint: z.boolean(),
    nationalCode: Line,
    /** Random code with a check letter for a denunciation, to be copied into the paper book (§4). */
    localCode: Line,
    progress: DenunciationProgress,
    /** A generator made this record to replay published totals; never set by a form. */
    synthetic: z.object({ source: Line, order: z.optional(Count) }),
    note: Text,
  },
  maps: {
    people: {
      name: Line,
      birth: z.object({
        year: z.number().check(z.int(), z.minimum(1880), z.maximum(2100)),
        date: z.optional(PlainDate),
      }),
      sex: z.enum(['male', 'female']),
      address: Line,
      oldAddress: Line,
      village: z.object({ id: z.optional(Uuid), name: Line }),
      document: z.object({
        number: z.optional(Line),
        issuedOn: z.optional(PlainDate),
        none: z.optional(z.boolean()),
        confirmedBy: z.optional(Line),
      }),
      phone: Line,
      organisation: Line,
      role: PersonRole,
      order: Count,
    },
    /** Decisions (a random id each) of a person who told this visit from others of one name; they bear the same id. */
    notTwins: { checked: z.boolean() },
    receivers: {
      holding: z.object({ officialId: z.optional(Uuid), name: Line, capacity: Capacity }),
    },
  },
  required: ['organ', 'recordedBy', 'matter', 'visited', 'headcount'],
  firstWins: ['recordedBy'],
  redactions: {
    /** Luật Tố cáo Điều 8: what may stay when a visit turns out to be a denunciation (records-and-counting §4). */
    denunciation: {
      keep: [
        'organ',
        'recordedBy',
        'matter',
        'session',
        'visited',
        'headcount',
        'field',
        'localCode',
        'progress',
        'synthetic',
      ],
      keepMaps: ['receivers'],
      force: ['matter', 'localCode'],
    },
  },
  upConverters: {},
});

export type ReceptionVisit = RecordOf<typeof receptionVisit>;
