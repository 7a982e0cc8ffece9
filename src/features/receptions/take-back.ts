import type { Cells } from '../../contract/records/kind.ts';
import { stepsBack } from '../../domain/receptions/take-back.ts';
import type { Phone } from '../../store/phone.ts';

/**
 * "Hoàn tác" of a patch that was saved over `before`, by ordinary changes. False = nothing was done: somebody has changed
 * it since, or two values of it wait for a decision.
 */
export async function takeBackSaved(phone: Phone, rid: string, patch: Cells, before: Cells): Promise<boolean> {
  const saved = await phone.records.open(rid);
  if (saved === undefined || saved.view.conflicts.length > 0) return false;
  const steps = stepsBack(patch, before, saved.view.cells);
  if (steps === undefined) return false;
  for (const change of steps) {
    const record = await phone.records.open(rid);
    if (record === undefined) return false;
    const { kind, opened } = record;
    const done = await phone.records.save({ rid, kind, change, opened });
    if (!done.ok) return false;
  }
  return true;
}
