import { type Cells, DELETED } from '../../contract/records/kind.ts';
import { KINDS } from '../../contract/records/registry.ts';
import type { ReferenceRecord } from '../../contract/wire/reference.ts';
import { isDeleted } from '../merge/cells.ts';
import { reversed } from '../records/take-back.ts';
import type { Result } from '../result.ts';

/** A reference record as it was read: what a form is opened on. */
export type OpenedReference = Pick<ReferenceRecord, 'rid' | 'kind' | 'rev'> & {
  /** Revs mean something within one epoch of the server only. */
  readonly epoch: string;
  readonly cells: Cells;
};

/** What somebody wants changed, over what he had on the screen (`on`; null for a new record). */
export type ReferenceChange = {
  readonly rid: string;
  readonly kind: string;
  readonly op: 'create' | 'patch' | 'delete' | 'restore';
  readonly patch: Cells;
  readonly on: Pick<OpenedReference, 'epoch' | 'rev'> | null;
};

/**
 * Why there is no answer: the sentence to show. `present`: somebody has changed the record meanwhile; nothing was saved,
 * and this is what stands there now.
 */
export type DeskRefusal = {
  readonly tag: 'signed-out' | 'refused' | 'unreachable';
  readonly words: string;
  readonly present?: OpenedReference;
};

/** Reference records at the server: read and changed there and then, by administrators and by phones with a network. */
export type ReferenceDesk = {
  /** Those of one unit, or of all that the user sees; the days off each time. Deleted ones too. */
  readonly read: (unit?: string) => Promise<Result<readonly OpenedReference[], DeskRefusal>>;
  /** Asked again after `unreachable`, the same change is made once only. */
  readonly save: (change: ReferenceChange) => Promise<Result<OpenedReference, DeskRefusal>>;
  readonly newId: () => string;
};

/** A new record. */
export function newReference(rid: string, kind: string, patch: Cells): ReferenceChange {
  return { rid, kind, op: 'create', patch, on: null };
}

/** A change of what was read. */
export function patchOf(record: OpenedReference, patch: Cells): ReferenceChange {
  return { rid: record.rid, kind: record.kind, op: 'patch', patch, on: record };
}

/** Takes a record away; it can be brought back. */
export function removalOf(record: OpenedReference, reason: string): ReferenceChange {
  return { rid: record.rid, kind: record.kind, op: 'delete', patch: { [DELETED]: { reason } }, on: record };
}

/**
 * The change that takes another one back ("Hoàn tác"): `before` = the record before it (null: it was made), `after` = the
 * answer. Only over that very version: what somebody changed since stays.
 */
export function undoOf(
  change: ReferenceChange,
  before: OpenedReference | null,
  after: OpenedReference,
): ReferenceChange {
  const { rid, kind } = change;
  switch (change.op) {
    case 'create':
      return removalOf(after, 'Hoàn tác');
    case 'delete':
      return { rid, kind, op: 'restore', patch: { [DELETED]: null }, on: after };
    case 'restore':
      return removalOf(after, 'Hoàn tác');
    case 'patch':
      return { rid, kind, op: 'patch', patch: reversed(change.patch, before?.cells ?? {}), on: after };
  }
}

/** The records of a kind that are not deleted. */
export function livingOf(records: readonly OpenedReference[], kind: string): readonly OpenedReference[] {
  return records.filter((record) => record.kind === kind && !isDeleted(record.cells));
}

/** The schema version that this program writes of a kind. */
export function versionOf(kind: string): number {
  return KINDS[kind]?.version ?? 1;
}
