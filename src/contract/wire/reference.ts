import * as z from 'zod/mini';
import { JsonValue, Seq, Uuid } from '../scalars.ts';
import { Epoch, WireRow } from './sync.ts';

/**
 * Reference records (units, offices, duty calendars, days off) changed by people at a desk: administrators without a
 * phone, and phones while they have a network. Everywhere else they travel with the bucket `reference` (wire/sync.ts).
 */
export const ReferenceRecord = z.pick(WireRow, { rid: true, kind: true, rev: true, schemaVer: true, cells: true });
export type ReferenceRecord = z.infer<typeof ReferenceRecord>;

/** `unit`: only what concerns this one; left out: whatever the asker sees. */
export const ReferenceQuery = z.object({ unit: z.optional(Uuid) });

/** With deleted records, for who wants them back. Days off come with every answer. */
export const ReferenceAnswer = z.object({ epoch: Epoch, records: z.array(ReferenceRecord) });
export type ReferenceAnswer = z.infer<typeof ReferenceAnswer>;

export const ReferenceOp = z.enum(['create', 'patch', 'delete', 'restore']);

/**
 * One change by whoever is signed in. `mid` makes it once only: sent again, it gets its first answer. `epoch` and `rev` =
 * the record that was on the screen, rev 0 for a new one; over any other it is refused (`changedMeanwhile`), so no phone
 * ever has to choose between two versions of a calendar.
 */
export const ReferenceChangeRequest = z.object({
  mid: Uuid,
  rid: Uuid,
  kind: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,63}$/)),
  op: ReferenceOp,
  epoch: Epoch,
  rev: Seq,
  patch: z.record(z.string().check(z.maxLength(200)), JsonValue),
  schemaVer: z.number().check(z.int(), z.positive()),
});
export type ReferenceChangeRequest = z.infer<typeof ReferenceChangeRequest>;

/** The record as it stands now. */
export const ReferenceChangeAnswer = z.object({ epoch: Epoch, record: ReferenceRecord });
export type ReferenceChangeAnswer = z.infer<typeof ReferenceChangeAnswer>;

/** Beside the numbered problem `changedMeanwhile`: what stands there now. */
export const ChangedMeanwhile = z.object({ epoch: Epoch, present: ReferenceRecord });
