import type { Cells, KindDefinition, RecordOf } from '../../contract/records/kind.ts';
import type { Json } from '../../contract/scalars.ts';
import type { Op, ProblemRef } from '../../contract/wire/sync.ts';
import { elementOf, isControlKey, isRemovedKey, removedKey } from '../merge/cells.ts';
import { checkMutation } from '../merge/check-mutation.ts';
import { normalizeLine, normalizeText } from '../text/normalize.ts';

type OrUndefined<T> = { readonly [K in keyof T]?: T[K] | undefined };
type ElementsOf<T> = T extends { readonly [id: string]: infer Element } ? OrUndefined<Element> : never;

/**
 * Values of a form for one kind of record. What is absent or undefined, a group or a field inside one, was not on the
 * form and stays as it is; null or an empty text was emptied. A map is a list in the order shown; elements missing
 * from it are removed.
 */
export type FormOf<D extends KindDefinition> = OrUndefined<Pick<RecordOf<D>, keyof D['groups']>> & {
  readonly [M in keyof D['maps']]?: readonly (ElementsOf<RecordOf<D>[M]> & { readonly id: string })[] | undefined;
};

type Tidying = { readonly freeText: ReadonlySet<string>; readonly keepFalse: ReadonlySet<string> };

/**
 * Cells as they are stored: texts in NFC and trimmed, what is empty as null, an unticked box as null (so that a form
 * which merely shows it changes nothing). `freeText` names groups (or `group.field`) with several lines; `keepFalse`
 * those in which "no" says more than nothing.
 */
export function formCells<D extends KindDefinition>(
  definition: D,
  form: FormOf<D>,
  tidying: Tidying,
  opened: Cells = {},
): Cells {
  const source = form as { readonly [property: string]: unknown };
  const cells: { [key: string]: Json } = {};
  const put = (key: string, value: unknown, path: string) => {
    if (value !== undefined) cells[key] = tidy(withUnshown(value, opened[key]), path, tidying) ?? null;
  };
  for (const group of Object.keys(definition.groups)) put(group, source[group], group);
  for (const [map, groups] of Object.entries(definition.maps)) {
    for (const element of listOf(source[map])) {
      for (const group of Object.keys(groups)) put(`${map}/${element.id}/${group}`, element[group], `${map}.${group}`);
    }
  }
  return cells;
}

/** A group is written whole: fields of it that the form does not show keep their opened values. */
function withUnshown(value: unknown, opened: Json | undefined): unknown {
  if (!isObject(value) || !isObject(opened)) return value;
  const shown = Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined));
  return { ...opened, ...shown };
}

function isObject(value: unknown): value is { readonly [field: string]: unknown } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

type ElementForm = { readonly id: string; readonly [group: string]: unknown };

function listOf(value: unknown): readonly ElementForm[] {
  return Array.isArray(value) ? (value as readonly ElementForm[]) : [];
}

/** What a form that was opened on `opened` leaves: its values over the old ones, elements taken off it marked removed. */
export function overlaid<D extends KindDefinition>(
  definition: D,
  opened: Cells,
  form: FormOf<D>,
  tidying: Tidying,
): Cells {
  const source = form as { readonly [property: string]: unknown };
  const cells: { [key: string]: Json } = { ...opened, ...formCells(definition, form, tidying, opened) };
  for (const map of Object.keys(definition.maps)) {
    if (source[map] === undefined) continue;
    const shown = new Set(listOf(source[map]).map((element) => `${map}/${element.id}`));
    for (const key of Object.keys(opened)) {
      const element = elementOf(key);
      if (element?.startsWith(`${map}/`) && !isRemovedKey(key) && !shown.has(element))
        cells[removedKey(element)] = true;
    }
    for (const element of shown) if (opened[removedKey(element)] === true) cells[removedKey(element)] = false;
  }
  return cells;
}

/** Cells of a new record: without what was left empty. */
export function filled(cells: Cells): Cells {
  return Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== null));
}

/** Cells without those about the record's life. */
export function contentOf(cells: Cells): Cells {
  return Object.fromEntries(Object.entries(cells).filter(([key]) => !isControlKey(key)));
}

function tidy(value: unknown, path: string, tidying: Tidying): Json | undefined {
  if (typeof value === 'string') {
    const text = tidying.freeText.has(path) ? normalizeText(value) : normalizeLine(value);
    return text === '' ? undefined : text;
  }
  if (typeof value === 'number') return Number.isNaN(value) ? undefined : value;
  if (typeof value === 'boolean') return value || tidying.keepFalse.has(path) ? value : undefined;
  if (Array.isArray(value)) return value.map((item) => tidy(item, path, tidying)).filter((item) => item !== undefined);
  if (!isObject(value)) return undefined;
  const entries = Object.entries(value).flatMap(([key, item]): [string, Json][] => {
    const tidied = tidy(item, `${path}.${key}`, tidying);
    return tidied === undefined ? [] : [[key, tidied]];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

const NO_ID = '00000000-0000-4000-8000-000000000000';

/** What the server's border would say to this change of this kind: the phone asks first, so that nobody waits for it. */
export function borderProblem(definition: KindDefinition, op: Op, patch: Cells): ProblemRef | undefined {
  return checkMutation(definition, {
    mid: NO_ID,
    no: 1,
    rid: NO_ID,
    kind: definition.kind,
    op,
    base: { rev: 0 },
    patch,
    schemaVer: definition.version,
    hlc: '',
    author: NO_ID,
  });
}
