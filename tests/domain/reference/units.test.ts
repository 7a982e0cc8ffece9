import { describe, expect, it } from 'vitest';
import { unit } from '../../../src/contract/records/unit.ts';
import { patched } from '../../../src/domain/merge/cells.ts';
import { borderProblem } from '../../../src/domain/records/form-cells.ts';
import type { OpenedReference } from '../../../src/domain/reference/desk.ts';
import {
  closeUnit,
  findUnits,
  hasEnded,
  newUnit,
  renameUnit,
  succeed,
  unitsOf,
} from '../../../src/domain/reference/units.ts';
import { idOf, PROVINCE } from '../../support/commune.ts';

const record = (code: string, name: string, kind: 'xa' | 'phuong' = 'xa'): OpenedReference => ({
  rid: idOf(name),
  kind: 'unit',
  rev: 1,
  epoch: 'e',
  cells: newUnit({ code, kind, name }, PROVINCE, '2025-07-01'),
});
const shown = (one: OpenedReference) => {
  const [found] = unitsOf([one]);
  if (found === undefined) throw new Error('no unit');
  return found;
};

describe('units', () => {
  it('a new one holds what its kind asks for', () => {
    const { cells } = record('01290', 'Bảo Lâm');
    expect(borderProblem(unit, 'create', cells)).toBeUndefined();
    expect(cells.identity).toEqual({ code: '01290', kind: 'xa', level: 'commune', name: 'Bảo Lâm' });
    expect(shown(record('01290', 'Bảo Lâm'))).toMatchObject({ name: 'Xã Bảo Lâm', from: '2025-07-01', villages: 0 });
  });

  it('renamed, it is still found by what it was called, without marks and in any order', () => {
    const before = record('01290', 'Bảo Lâm');
    const patch = renameUnit(shown(before), { code: '01290', kind: 'phuong', name: 'Pác Miầu' });
    const after = shown({ ...before, cells: patched(before.cells, patch) });
    expect(after).toMatchObject({ name: 'Phường Pác Miầu', oldNames: ['Xã Bảo Lâm'] });
    const all = [after, shown(record('01294', 'Lý Bôn'))];
    expect(findUnits(all, 'lam bao').map(({ code }) => code)).toEqual(['01290']);
    expect(findUnits(all, '01294').map(({ code }) => code)).toEqual(['01294']);
    expect(findUnits(all, '')).toHaveLength(2);
    // A mere correction of the code leaves no old name.
    expect(renameUnit(shown(before), { code: '01291', kind: 'xa', name: 'Bảo Lâm' })).not.toHaveProperty('oldNames');
  });

  it('ended, it names those that go on, and they are found by its name', () => {
    const [a, b] = [record('1', 'Bảo Lâm'), record('2', 'Lý Bôn')];
    const closed = shown({ ...a, cells: patched(a.cells, closeUnit(shown(a), '2026-12-31', [b.rid])) });
    expect(closed).toMatchObject({ from: '2025-07-01', to: '2026-12-31', successors: [b.rid] });
    expect([hasEnded(closed, '2026-12-31'), hasEnded(closed, '2027-01-01')]).toEqual([false, true]);
    const patch = succeed(shown(b), closed);
    expect(patch).toEqual({ oldNames: ['Xã Bảo Lâm'] });
    expect(succeed(shown({ ...b, cells: patched(b.cells, patch ?? {}) }), closed)).toBeUndefined();
  });
});
