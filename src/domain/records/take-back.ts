import type { Cells } from '../../contract/records/kind.ts';
import type { Json } from '../../contract/scalars.ts';
import { elementOf, isControlKey, isRemovedKey, removedKey, sameValue } from '../merge/cells.ts';

/** The values of before. An element that was not there goes as a whole: without its name alone it would be nameless. */
export function reversed(patch: Cells, before: Cells): Cells {
  const known = new Set(Object.keys(before).map(elementOf));
  const back: { [group: string]: Json } = {};
  for (const group of Object.keys(patch)) {
    const element = elementOf(group);
    if (element !== undefined && !known.has(element)) back[removedKey(element)] = true;
    else back[group] = before[group] ?? (isRemovedKey(group) ? false : null);
  }
  return back;
}

/**
 * "Hoàn tác": the patch that brings back what stood `before` a patch was saved. Undefined where something of it does not
 * stand any more: what somebody has changed since is never overwritten.
 */
export function takenBack(patch: Cells, before: Cells, present: Cells): Cells | undefined {
  const groups = Object.keys(patch);
  const stands = groups.every((group) => !isControlKey(group) && sameValue(present[group], patch[group]));
  return stands ? reversed(patch, before) : undefined;
}
