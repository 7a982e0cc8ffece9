import { type Cells, DELETED, type KindDefinition, REDACTED, RESOLVES } from '../../contract/records/kind.ts';
import type { Json } from '../../contract/scalars.ts';

/** The last part of a key that marks an element of a map as removed: `people/<id>/removed`. */
const REMOVED = 'removed';

/** Canonical JSON: keys sorted, no spaces. Two equal values have one text (used for hashes and comparison). */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const object = value as { readonly [key: string]: unknown };
  let text = '';
  // One string, no list of pairs: this runs for every value of every mutation on the server's busiest path.
  for (const key of Object.keys(object).sort()) {
    const item = object[key];
    if (item !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonical(item)}`;
  }
  return `{${text}}`;
}

/** Whether two cells hold the same value; a cell never written equals a cleared one. */
export function sameValue(a: Json | undefined, b: Json | undefined): boolean {
  return a === b || canonical(a ?? null) === canonical(b ?? null);
}

/** Whether a key belongs to the record's life (deletion, redaction), not to its content. */
export function isControlKey(key: string): boolean {
  return key === DELETED || key === RESOLVES || key === REDACTED;
}

/** `people/<id>` of `people/<id>/name`; undefined for a plain group. */
export function elementOf(key: string): string | undefined {
  const end = key.lastIndexOf('/');
  return end < 0 ? undefined : key.slice(0, end);
}

/** The key that marks an element as removed. */
export function removedKey(element: string): string {
  return `${element}/${REMOVED}`;
}

/** Whether a key marks an element as removed. */
export function isRemovedKey(key: string): boolean {
  return key.endsWith(`/${REMOVED}`);
}

/** Whether a record stands under a tombstone. */
export function isDeleted(cells: Cells): boolean {
  return (cells[DELETED] ?? null) !== null;
}

/** Applies a patch to cells: what the author of the patch sees on the screen. */
export function patched(cells: Cells, patch: Cells): Cells {
  const next: { [key: string]: Json } = { ...cells };
  for (const [key, value] of Object.entries(patch)) if (key !== RESOLVES) next[key] = value;
  return next;
}

/** The groups whose value differs, with the value of `after`: the patch that leads from one to the other. */
export function difference(before: Cells, after: Cells): Cells {
  const patch: { [key: string]: Json } = {};
  for (const [key, value] of Object.entries(after)) if (!sameValue(before[key], value)) patch[key] = value;
  for (const key of Object.keys(before)) if (!(key in after) && before[key] !== null) patch[key] = null;
  return patch;
}

/** Whether a redaction policy lets a cell stay. */
export function staysUnder(definition: KindDefinition | undefined, policy: string, key: string): boolean {
  if (isControlKey(key)) return true;
  const rule = definition?.redactions[policy];
  if (rule === undefined) return false; // an unknown policy hides everything rather than show too much
  const map = key.split('/', 1)[0] ?? '';
  return key.includes('/') ? rule.keepMaps.includes(map) : rule.keep.includes(key);
}

/** Cells without what a redaction removes. */
export function redactedCells(definition: KindDefinition | undefined, policy: string, cells: Cells): Cells {
  return Object.fromEntries(Object.entries(cells).filter(([key]) => staysUnder(definition, policy, key)));
}
