import type * as z from 'zod/mini';
import type { Json } from '../scalars.ts';

/**
 * A record is a map of **cells**: one value for each merge group. A group holds fields that are legal only
 * together, is written whole and merges alone. The key of a plain group is its name (`content`); of a group of
 * one element of a map, `people/<id>/name`. `…/removed` marks an element as removed; `@deleted` the record.
 */
export type Cells = { readonly [group: string]: Json };

/** What stays of a record when it is redacted; `force` names the groups that the redaction itself overwrites. */
export type RedactionPolicy = {
  readonly keep: readonly string[];
  readonly keepMaps: readonly string[];
  readonly force: readonly string[];
};

/** How one kind of record is built: everything the merge, the border and the forms need to know of it. */
export type KindDefinition = {
  readonly kind: string;
  /** The schema version that this program writes. Older ones are brought up by `upConverters`. */
  readonly version: number;
  readonly groups: { readonly [group: string]: z.ZodMiniType };
  readonly maps: { readonly [map: string]: { readonly [group: string]: z.ZodMiniType } };
  /** Groups without which a new record is refused. */
  readonly required: readonly string[];
  /** Groups about the making of the record: when two phones make the same one, the first stays, silently. */
  readonly firstWins: readonly string[];
  /** Redaction policies: what may stay of a record. Everything not named is removed everywhere. */
  readonly redactions: { readonly [policy: string]: RedactionPolicy };
  /** `upConverters[v]` brings cells of version v to v + 1. */
  readonly upConverters: { readonly [fromVersion: number]: (cells: Cells) => Cells };
};

/** The typed record of a definition: each group a property (absent when never written), each map by element id. */
export type RecordOf<D extends KindDefinition> = {
  readonly [G in keyof D['groups']]?: z.infer<D['groups'][G]> | null;
} & {
  readonly [M in keyof D['maps']]: {
    readonly [id: string]: { readonly [G in keyof D['maps'][M]]?: z.infer<D['maps'][M][G]> | null };
  };
};

/** Keeps literal types of a definition. */
export function defineKind<const D extends KindDefinition>(definition: D): D {
  return definition;
}

/** The cell of a record that marks it deleted, with the reason; `null` or absent = alive. */
export const DELETED = '@deleted';
/** In a patch: the conflicts that this mutation decides. */
export const RESOLVES = '@resolves';
/** The redaction policy that a record stands under; written by a `redact` mutation. */
export const REDACTED = '@redacted';
