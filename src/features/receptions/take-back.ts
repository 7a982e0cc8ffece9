import type { Cells } from '../../contract/records/kind.ts';
import { sameValue } from '../../domain/merge/cells.ts';
import { isDenunciation } from '../../domain/receptions/denunciation.ts';
import { stepsBack } from '../../domain/receptions/take-back.ts';
import type { Phone } from '../../store/phone.ts';

/**
 * "Hoàn tác" of a patch that was saved over `before` (the whole record), by ordinary changes. False = nothing was done:
 * somebody has changed it since, or two values of it wait for a decision.
 */
export async function takeBackSaved(phone: Phone, rid: string, patch: Cells, before: Cells): Promise<boolean> {
  let record = await phone.records.open(rid);
  let standing = record?.view.cells ?? {};
  // What a redaction has taken away comes back in no way.
  if (isDenunciation(standing) && !isDenunciation(before)) return false;
  const groups = Object.keys(patch);
  for (const change of stepsBack(patch, before, standing) ?? [undefined]) {
    // The base of each step is the very opening that it is judged on: what a pull brings between two is not overwritten.
    const present = record?.view;
    const stands = groups.every((group) => sameValue(present?.cells[group], standing[group]));
    if (record === undefined || change === undefined || !stands || record.view.conflicts.length > 0) return false;
    const { kind, opened } = record;
    if (!(await phone.records.save({ rid, kind, change, opened })).ok) return false;
    standing = { ...standing, ...change.patch };
    record = await phone.records.open(rid);
  }
  return true;
}
