import { type Cells, DELETED } from '../../contract/records/kind.ts';
import { isDeleted } from '../merge/cells.ts';
import { err, ok, type Result } from '../result.ts';
import { normalizeText } from '../text/normalize.ts';
import type { Change } from './change.ts';

export type LifeError = { readonly tag: 'reasonMissing' | 'alreadyDeleted' | 'notDeleted' | 'sameRecord' };

/** Deletes a record: a tombstone with the reason; everything stays restorable (sync rule 12). */
export function deleteRecord(cells: Cells, reason: string): Result<Change<'delete'>, LifeError> {
  const said = normalizeText(reason);
  if (isDeleted(cells)) return err({ tag: 'alreadyDeleted' });
  if (said === '') return err({ tag: 'reasonMissing' });
  return ok({ op: 'delete', patch: { [DELETED]: { reason: said } } });
}

/** Takes a deletion back. */
export function restoreRecord(cells: Cells): Result<Change<'restore'>, LifeError> {
  return isDeleted(cells) ? ok({ op: 'restore', patch: { [DELETED]: null } }) : err({ tag: 'notDeleted' });
}

/** Declares a record the twin of another, entered twice: a tombstone that says where to look. */
export function joinRecord(rid: string, cells: Cells, into: string): Result<Change<'join'>, LifeError> {
  if (rid === into) return err({ tag: 'sameRecord' });
  if (isDeleted(cells)) return err({ tag: 'alreadyDeleted' });
  return ok({ op: 'join', patch: { [DELETED]: { reason: 'twin', into } } });
}
