import * as z from 'zod/mini';
import { Count, Line, PlainDate, Text, TimeOfDay, Uuid } from '../scalars.ts';
import {
  AdhocGround,
  ApprovalState,
  Capacity,
  MeetingForm,
  Organ,
  PartOfDay,
  SessionKind,
  SessionStatus,
} from './codes.ts';
import { defineKind, type RecordOf } from './kind.ts';

/** A reception session (buổi tiếp), counted as cuộc / kỳ (records-and-counting §2). */
export const receptionSession = defineKind({
  kind: 'reception-session',
  version: 1,
  groups: {
    organ: Organ,
    recordedBy: z.object({ userId: Uuid, name: Line }),
    /** The legal date as scheduled; absent for sessions that no calendar asked for. */
    scheduled: z.object({ date: PlainDate, part: PartOfDay }),
    /** The legal date as held; figures other than duty days use it. */
    held: z.object({
      date: PlainDate,
      part: z.optional(PartOfDay),
      from: z.optional(TimeOfDay),
      to: z.optional(TimeOfDay),
      dateSource: z.optional(z.enum(['entered', 'device'])),
    }),
    type: z.object({ kind: SessionKind, ground: z.optional(AdhocGround) }),
    form: MeetingForm,
    place: z.object({ kind: z.enum(['office', 'mobile']), villageId: z.optional(Uuid), text: z.optional(Line) }),
    attendees: Text,
    status: z.object({ status: SessionStatus, reason: z.optional(Text), noticeNo: z.optional(Line) }),
    madeUpFor: z.object({ date: PlainDate }),
    conclusion: z.object({ text: z.optional(Text), documentNo: z.optional(Line), date: z.optional(PlainDate) }),
    noVisitors: z.boolean(),
    /**
     * Trình – duyệt – trả lại (records-and-counting §9): the last step, by whom and when; `seen` = a digest of the
     * session as it stood on his screen, so that a later change shows.
     */
    approval: z.object({
      state: ApprovalState,
      by: z.object({ userId: Uuid, name: Line }),
      at: z.object({ date: PlainDate, time: TimeOfDay }),
      seen: z.string().check(z.maxLength(64)),
      comment: z.optional(Text),
    }),
    /** A generator made this record to replay published totals; never set by a form. */
    synthetic: z.object({ source: Line, order: z.optional(Count) }),
    note: Text,
  },
  maps: {
    chairs: {
      holding: z.object({ officialId: Uuid, name: Line, capacity: Capacity, order: z.optional(Count) }),
      delegation: z.object({ by: Line, documentNo: z.optional(Line) }),
    },
  },
  required: ['organ', 'recordedBy', 'type', 'status', 'held'],
  firstWins: ['recordedBy'],
  redactions: {},
  upConverters: {},
});

export type ReceptionSession = RecordOf<typeof receptionSession>;
