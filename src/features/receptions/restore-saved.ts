import { type Cells, DELETED } from '../../contract/records/kind.ts';
import { difference, sameValue } from '../../domain/merge/cells.ts';
import type { Change } from '../../domain/records/change.ts';
import { restoreRecord } from '../../domain/records/lifecycle.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Phone } from '../../store/phone.ts';
import type { SaveProblem } from '../../store/record-store.ts';

/** `undo`: false = it did not happen, somebody has changed the record since. */
export type Restored = { readonly undo: () => Promise<boolean> };

/** Takes a deletion back, on the record as it stands. Undefined = there was none. */
export async function restoreSaved(phone: Phone, rid: string): Promise<Result<Restored | undefined, SaveProblem>> {
  const record = await phone.records.open(rid);
  const change = record && restoreRecord(record.view.cells);
  if (record === undefined || !change?.ok) return ok(undefined);
  const { kind, opened } = record;
  const saved = await phone.records.save({ rid, kind, change: change.value, opened });
  if (!saved.ok) return saved;
  const { [DELETED]: gone = null, ...cells } = record.view.cells;
  // Of a twin it says again into which record it was joined.
  const op = typeof gone === 'object' && gone !== null && 'into' in gone ? 'join' : 'delete';
  return ok({ undo: () => putAway(phone, rid, cells, { op, patch: { [DELETED]: gone } }) });
}

/** "Hoàn tác" of the deletion that was just saved here. False = it did not happen: it is deleted otherwise by now. */
export async function undoDelete(phone: Phone, rid: string, deleted: Cells): Promise<boolean> {
  const record = await phone.records.open(rid);
  if (record === undefined || !sameValue(record.view.cells[DELETED], deleted[DELETED])) return false;
  const restored = await restoreSaved(phone, rid);
  return restored.ok && restored.value !== undefined;
}

/** "Hoàn tác" of a record that was just made here, as `made`: a tombstone, restorable like any other. */
export function deleteMade(phone: Phone, rid: string, made: Cells): Promise<boolean> {
  return putAway(phone, rid, made, { op: 'delete', patch: { [DELETED]: { reason: 'Hoàn tác ngay sau khi ghi' } } });
}

/** Only as long as nobody has written anything since: a tombstone would hide it. */
async function putAway(phone: Phone, rid: string, as: Cells, change: Change): Promise<boolean> {
  const record = await phone.records.open(rid);
  if (record === undefined || record.view.conflicts.length > 0) return false;
  const { [DELETED]: gone = null, ...cells } = record.view.cells;
  if (gone !== null || Object.keys(difference(as, cells)).length > 0) return false;
  return (await phone.records.save({ rid, kind: record.kind, change, opened: record.opened })).ok;
}
