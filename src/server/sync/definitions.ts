import type { KindDefinition } from '../../contract/records/kind.ts';
import { KINDS } from '../../contract/records/registry.ts';

/** The definition of a kind of record; undefined for one that only a newer program knows. */
export function definitionOf(kind: string): KindDefinition | undefined {
  return Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
}
