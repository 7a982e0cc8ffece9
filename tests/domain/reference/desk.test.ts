import { describe, expect, it } from 'vitest';
import type { Cells } from '../../../src/contract/records/kind.ts';
import { patched } from '../../../src/domain/merge/cells.ts';
import { newReference, type OpenedReference, patchOf, removalOf, undoOf } from '../../../src/domain/reference/desk.ts';

const VILLAGE = 'villages/01981f2a-0000-7000-8000-000000000018';
const opened = (cells: Cells, rev = 4): OpenedReference => ({ rid: 'r', kind: 'unit', rev, epoch: 'e', cells });
const answered = (before: OpenedReference, change: { readonly patch: Cells }) =>
  opened(patched(before.cells, change.patch), before.rev + 1);

describe('taking a change back', () => {
  const before = opened({ identity: { name: 'Xã Mẫu' }, [`${VILLAGE}/name`]: 'Nà Pháo' });

  it('brings the earlier values back, over that very version only', () => {
    const change = patchOf(before, { [`${VILLAGE}/name`]: 'Nà Mới', [`${VILLAGE}/oldNames`]: ['Nà Pháo'] });
    const now = answered(before, change);
    const undo = undoOf(change, before, now);
    expect(undo).toMatchObject({ op: 'patch', on: { epoch: 'e', rev: 5 } });
    expect(patched(now.cells, undo.patch)).toEqual({ ...before.cells, [`${VILLAGE}/oldNames`]: null });
  });

  it('an element that was added goes as a whole; one that was removed comes back', () => {
    const added = patchOf(before, { 'villages/x/name': 'Lũng Rì' });
    expect(undoOf(added, before, answered(before, added)).patch).toEqual({ 'villages/x/removed': true });
    const removed = patchOf(before, { [`${VILLAGE}/removed`]: true });
    expect(undoOf(removed, before, answered(before, removed)).patch).toEqual({ [`${VILLAGE}/removed`]: false });
  });

  it('what was made is deleted, what was deleted is made again', () => {
    const made = newReference('r', 'duty-rule', { place: 'Trụ sở' });
    expect(undoOf(made, null, opened(made.patch, 1))).toMatchObject({ op: 'delete', on: { rev: 1 } });
    const deleted = removalOf(before, 'Xếp nhầm');
    const undo = undoOf(deleted, before, answered(before, deleted));
    expect(undo).toMatchObject({ op: 'restore', patch: { '@deleted': null }, on: { rev: 5 } });
  });
});
