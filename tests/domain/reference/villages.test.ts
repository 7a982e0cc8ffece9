import { describe, expect, it } from 'vitest';
import type { Cells } from '../../../src/contract/records/kind.ts';
import { patched } from '../../../src/domain/merge/cells.ts';
import {
  addVillages,
  mergeVillage,
  readPastedVillages,
  renameVillage,
  type ShownVillage,
  setVillageRemoved,
  villageKey,
  villagesOf,
} from '../../../src/domain/reference/villages.ts';
import { idOf } from '../../support/commune.ts';

const unit = (...names: readonly string[]): Cells => addVillages(names, ids(...names));
function ids(...names: readonly string[]): () => string {
  const left = [...names];
  return () => idOf(left.shift() ?? '');
}
const named = (cells: Cells, name: string): ShownVillage => {
  const found = villagesOf(cells).find((village) => village.name === name);
  if (found === undefined) throw new Error(`no village ${name}`);
  return found;
};

describe('villages of a unit', () => {
  it('stand in the order of Vietnamese and of numbers', () => {
    const cells = unit('Tổ dân phố 10', 'Tổ dân phố 2', 'Đầu Cầu', 'Chợ', 'Ảnh');
    expect(villagesOf(cells).map(({ name }) => name)).toEqual([
      'Ảnh',
      'Chợ',
      'Đầu Cầu',
      'Tổ dân phố 2',
      'Tổ dân phố 10',
    ]);
  });

  it('renamed, one keeps its old names; named back, it is no old name of itself', () => {
    let cells = unit('Nà Pháo');
    cells = patched(cells, renameVillage(named(cells, 'Nà Pháo'), 'Tân Lập'));
    expect(named(cells, 'Tân Lập').oldNames).toEqual(['Nà Pháo']);
    cells = patched(cells, renameVillage(named(cells, 'Tân Lập'), 'Nà Pháo'));
    expect(named(cells, 'Nà Pháo').oldNames).toEqual(['Tân Lập']);
  });

  it('merged, the other bears its names; removed, it comes back', () => {
    let cells = unit('Nà Pháo', 'Lũng Rì');
    cells = patched(cells, renameVillage(named(cells, 'Lũng Rì'), 'Lũng Mới'));
    cells = patched(cells, mergeVillage(named(cells, 'Lũng Mới'), named(cells, 'Nà Pháo')));
    expect(named(cells, 'Nà Pháo').oldNames).toEqual(['Lũng Rì', 'Lũng Mới']);
    expect(named(cells, 'Lũng Mới').removed).toBe(true);
    cells = patched(cells, setVillageRemoved(named(cells, 'Lũng Mới'), false));
    expect(named(cells, 'Lũng Mới').removed).toBe(false);
  });

  it.each([
    ['Xóm Nà Pháo', 'na phao'],
    ['NÀ PHÁO', 'na phao'],
    ['Tổ dân phố 1', '1'],
    ['TDP 1', '1'],
    ['Tổ 1', '1'],
    ['Bản Giả', 'gia'],
    ['Bản', 'ban'],
  ])('%s is compared as “%s”', (name, key) => expect(villageKey(name)).toBe(key));
});

describe('pasted villages', () => {
  const known = villagesOf(patched(unit('Xóm Nà Pháo', 'Chợ'), {}));

  it('one a line, with or without numbers and columns, each once', () => {
    const pasted = readPastedVillages('1. Lũng Rì\r\n\n- Pác Nặm\n3\tTân Lập\t120 hộ\nlũng rì', known);
    expect(pasted).toEqual([
      { line: 1, name: 'Lũng Rì' },
      { line: 3, name: 'Pác Nặm' },
      { line: 4, name: 'Tân Lập' },
      { line: 5, name: 'lũng rì', problem: 'twice' },
    ]);
  });

  it('what is there already is not taken twice, by whatever marks; an old name is named', () => {
    const cells = patched(unit('Xóm Nà Pháo'), {});
    const renamed = patched(cells, renameVillage(named(cells, 'Xóm Nà Pháo'), 'Tân Lập'));
    expect(readPastedVillages('na phao\nTân Lập', villagesOf(renamed))).toEqual([
      { line: 1, name: 'na phao', problem: 'was', known: 'Tân Lập' },
      { line: 2, name: 'Tân Lập', problem: 'exists', known: 'Tân Lập' },
    ]);
    const removed = patched(renamed, setVillageRemoved(named(renamed, 'Tân Lập'), true));
    expect(readPastedVillages('Tân Lập', villagesOf(removed))).toEqual([{ line: 1, name: 'Tân Lập' }]);
  });

  it('a list of mere numbers is a list of names; a too long one is said', () => {
    expect(readPastedVillages('1\n2', []).map(({ name }) => name)).toEqual(['1', '2']);
    expect(readPastedVillages('a'.repeat(301), [])[0]?.problem).toBe('too-long');
  });
});
