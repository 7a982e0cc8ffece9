import { type Cells, DELETED, type KindDefinition, REDACTED, RESOLVES } from '../../contract/records/kind.ts';
import { isStorableText, type Json } from '../../contract/scalars.ts';
import type { Mutation, ProblemRef } from '../../contract/wire/sync.ts';
import { isControlKey, isRemovedKey } from './cells.ts';
import { problem } from './problem.ts';

const ELEMENT_ID = /^[0-9a-f-]{36}$/;

/**
 * Checks one mutation against the contract of its kind: every group known and well-formed, nothing that the
 * operation does not allow. Undefined = fine. The record's present state is not looked at.
 */
export function checkMutation(definition: KindDefinition, mutation: Mutation): ProblemRef | undefined {
  const bad = badGroup(definition, mutation.patch);
  if (bad !== undefined) return bad;
  const control = Object.keys(mutation.patch).filter(isControlKey);
  const allowed = CONTROL_BY_OP[mutation.op] ?? [];
  const stray = control.find((key) => !allowed.includes(key));
  if (stray !== undefined) return problem('itemInvalid', { group: stray });
  if (mutation.op === 'create' || mutation.op === 'redact') return missingGroup(definition, mutation.patch);
  return undefined;
}

const CONTROL_BY_OP: { readonly [op: string]: readonly string[] } = {
  delete: [DELETED],
  restore: [DELETED],
  join: [DELETED],
  resolve: [RESOLVES, DELETED],
  redact: [REDACTED],
};

function missingGroup(definition: KindDefinition, patch: Cells): ProblemRef | undefined {
  const missing = definition.required.find((group) => (patch[group] ?? null) === null);
  return missing === undefined ? undefined : problem('missingGroup', { group: missing });
}

function badGroup(definition: KindDefinition, patch: Cells): ProblemRef | undefined {
  for (const [group, value] of Object.entries(patch)) {
    if (isControlKey(group)) {
      if (!isControlValue(group, value)) return problem('itemInvalid', { group });
    } else {
      const schema = schemaOf(definition, group);
      if (schema === undefined) return problem('itemInvalid', { group: group.slice(0, 80) });
      if (value === null) continue;
      const parsed = schema.safeParse(value);
      if (!parsed.success) return problem(holdsBadText(value) ? 'badText' : 'itemInvalid', { group });
      // A field that no version knows could hold words that a redaction believes gone.
      if (holdsUnknownField(value, parsed.data)) return problem('itemInvalid', { group });
    }
  }
  return undefined;
}

/** Whether a value has fields that its schema did not take over (it leaves out what it does not know). */
function holdsUnknownField(value: unknown, parsed: unknown): boolean {
  if (value === null || typeof value !== 'object' || parsed === null || typeof parsed !== 'object') return false;
  const known = parsed as { readonly [field: string]: unknown };
  return Object.entries(value).some(
    ([field, item]) => !Object.hasOwn(known, field) || holdsUnknownField(item, known[field]),
  );
}

type Schema = { safeParse(value: unknown): { success: boolean; data?: unknown } };

const REMOVED_SCHEMA: Schema = { safeParse: (value) => ({ success: typeof value === 'boolean', data: value }) };

function schemaOf(definition: KindDefinition, key: string): Schema | undefined {
  if (!key.includes('/')) return own(definition.groups, key);
  const parts = key.split('/');
  const [map, id, group] = parts;
  if (parts.length !== 3 || map === undefined || id === undefined || group === undefined || !ELEMENT_ID.test(id))
    return undefined;
  const groups = own(definition.maps, map);
  if (groups === undefined) return undefined;
  return isRemovedKey(key) ? REMOVED_SCHEMA : own(groups, group);
}

function own<T>(map: { readonly [key: string]: T }, key: string): T | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function isControlValue(key: string, value: Json): boolean {
  if (key === REDACTED) return typeof value === 'string' && value.length <= 40;
  if (key === RESOLVES) return Array.isArray(value) && value.length <= 200 && value.every(isConflictName);
  return (
    value === null ||
    (typeof value === 'object' && !Array.isArray(value) && !holdsBadText(value) && canonicalLength(value) <= 4000)
  );
}

function isConflictName(item: unknown): boolean {
  if (item === null || typeof item !== 'object') return false;
  const { mid, group } = item as { mid?: unknown; group?: unknown };
  return typeof mid === 'string' && typeof group === 'string' && mid.length <= 36 && group.length <= 200;
}

function canonicalLength(value: Json): number {
  return JSON.stringify(value).length;
}

/** Whether any text inside a value cannot be stored (NUL, lone surrogates, stray control characters). */
export function holdsBadText(value: unknown): boolean {
  if (typeof value === 'string') return !isStorableText(value);
  if (Array.isArray(value)) return value.some(holdsBadText);
  if (value !== null && typeof value === 'object')
    return Object.entries(value).some(([key, item]) => !isStorableText(key) || holdsBadText(item));
  return false;
}
