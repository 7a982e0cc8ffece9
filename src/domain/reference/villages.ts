import type { Cells } from '../../contract/records/kind.ts';
import type { Json } from '../../contract/scalars.ts';
import { isRemovedKey } from '../merge/cells.ts';
import { foldedWords } from '../text/fold.ts';
import { normalizeLine } from '../text/normalize.ts';

/** A xóm or tổ dân phố of a unit. `removed`: off the lists, kept for what was recorded before. */
export type ShownVillage = {
  readonly id: string;
  readonly name: string;
  readonly oldNames: readonly string[];
  readonly removed: boolean;
};

const MAP = 'villages';

// Making a collator costs far more than using it. Villages, unlike people, are not sorted by their last word.
const byName = new Intl.Collator('vi', { numeric: true });

/** All villages of a unit's cells, removed ones too, by name. */
export function villagesOf(cells: Cells): readonly ShownVillage[] {
  const byId = new Map<string, { name: string; oldNames: readonly string[]; removed: boolean }>();
  for (const [key, value] of Object.entries(cells)) {
    const [map, id = '', group] = key.split('/');
    if (map !== MAP) continue;
    const village = byId.get(id) ?? { name: '', oldNames: [], removed: false };
    if (isRemovedKey(key)) village.removed = value === true;
    else if (group === 'name') village.name = typeof value === 'string' ? value : '';
    else if (group === 'oldNames') village.oldNames = (value as readonly string[] | null) ?? [];
    byId.set(id, village);
  }
  return [...byId.entries()]
    .map(([id, village]) => ({ id, ...village }))
    .filter(({ name }) => name !== '')
    .sort((a, b) => byName.compare(a.name, b.name));
}

/** The patch that adds villages; each gets an id of its own. */
export function addVillages(names: readonly string[], newId: () => string): Cells {
  return Object.fromEntries(names.map((name) => [`${MAP}/${newId()}/name`, name]));
}

/** The patch that renames one; search and older papers still find it by its old name. */
export function renameVillage({ id, name, oldNames }: ShownVillage, next: string): Cells {
  return { [`${MAP}/${id}/name`]: next, [`${MAP}/${id}/oldNames`]: withOld(oldNames, [name], next) };
}

/** The patch that merges one into another: the other bears its names as old ones. */
export function mergeVillage(from: ShownVillage, into: ShownVillage): Cells {
  const old = withOld(into.oldNames, [...from.oldNames, from.name], into.name);
  return { [`${MAP}/${into.id}/oldNames`]: old, [`${MAP}/${from.id}/removed`]: true };
}

/** The patch that takes one off the lists, or puts it back. */
export function setVillageRemoved({ id }: ShownVillage, removed: boolean): Cells {
  return { [`${MAP}/${id}/removed`]: removed };
}

function withOld(present: readonly string[], more: readonly string[], name: string): Json {
  return [...new Set([...present, ...more])].filter((old) => old !== name);
}

// What stands before the name itself; people write it or leave it out.
const PREFIXES: readonly (readonly string[])[] = [['to', 'dan', 'pho'], ['tdp'], ['xom'], ['thon'], ['ban'], ['to']];

/** What two names are compared by: without marks, case and the word for the kind of place. */
export function villageKey(name: string): string {
  const words = foldedWords(name);
  const prefix = PREFIXES.find((one) => one.length < words.length && one.every((word, at) => words[at] === word));
  return words.slice(prefix?.length ?? 0).join(' ');
}

/** One line that somebody pasted. */
export type PastedVillage = {
  readonly line: number;
  readonly name: string;
  /** Not taken: why. */
  readonly problem?: 'twice' | 'exists' | 'was' | 'too-long';
  /** With `exists` and `was`: the village that bears, or bore, this name. */
  readonly known?: string;
};

const LONGEST_NAME = 300;

/**
 * Names out of pasted lines (a column of a sheet, a list with numbers before it). One that is there already, also by other
 * marks or as an old name, is not taken twice.
 */
export function readPastedVillages(text: string, known: readonly ShownVillage[]): readonly PastedVillage[] {
  const present = new Map(known.filter(({ removed }) => !removed).map(({ name }) => [villageKey(name), name]));
  const earlier = new Map(
    known.flatMap(({ name, oldNames }) => oldNames.map((old) => [villageKey(old), name] as const)),
  );
  const seen = new Set<string>();
  return text.split(/\r\n|\r|\n/).flatMap((raw, at): PastedVillage[] => {
    const name = normalizeLine(
      raw.split('\t').find((cell) => /\p{L}|^\s*\d+\s*$/u.test(cell) && !isNumbering(cell, raw)) ?? '',
    ).replace(/^(?:\d+\s*[.)]|[-–•*])\s+/, '');
    if (name === '') return [];
    const key = villageKey(name);
    const line = at + 1;
    if (name.length > LONGEST_NAME) return [{ line, name, problem: 'too-long' }];
    if (seen.has(key)) return [{ line, name, problem: 'twice' }];
    seen.add(key);
    const same = present.get(key);
    if (same !== undefined) return [{ line, name, problem: 'exists', known: same }];
    const was = earlier.get(key);
    return was === undefined ? [{ line, name }] : [{ line, name, problem: 'was', known: was }];
  });
}

/** A number in a cell of its own, before other cells: the sheet's STT. */
function isNumbering(cell: string, row: string): boolean {
  return /^\s*\d+\s*$/.test(cell) && row.includes('\t');
}
