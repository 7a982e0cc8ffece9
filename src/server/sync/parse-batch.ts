import * as z from 'zod/mini';
import { LIMITS } from '../../contract/limits.ts';
import type { Json } from '../../contract/scalars.ts';
import { Mutation, type ProblemRef } from '../../contract/wire/sync.ts';
import { type BatchItem, bodyToHash } from '../../domain/merge/apply-batch.ts';
import { canonical } from '../../domain/merge/cells.ts';
import { checkMutation, holdsBadText } from '../../domain/merge/check-mutation.ts';
import { problem } from '../../domain/merge/problem.ts';
import { upConvert } from '../../domain/records/up-convert.ts';
import { textsOf } from '../storage/cell-texts.ts';
import { sha256 } from '../storage/chain.ts';
import { definitionOf } from './definitions.ts';

/** Deeper JSON than any record's: refused before anything walks into it. */
const MAX_DEPTH = 12;

/** Hash of a body that is too deep to be read: any replay of it is as unreadable. */
const UNREADABLE = '0'.repeat(64);

const KEY_LENGTH = 200;

/** The contract's mutation; its groups are looked at one by one later, so they need not be copied here. */
const ParsedMutation = z.extend(Mutation, {
  patch: z.custom((value) => isPlainObject(value) && Object.keys(value).every((key) => key.length <= KEY_LENGTH)),
});

type Head = { readonly mid: string; readonly no: number };

/**
 * Parses each item of a batch alone, so that a bad one is refused and the rest goes on (sync rule 6). Everything that
 * can be judged without the database is judged here, before the transaction begins.
 */
export function parseBatch(muts: readonly Head[], userId: string): BatchItem[] {
  return muts.map((raw) => parseItem(raw, userId));
}

function parseItem(raw: Head, userId: string): BatchItem {
  const { mid, no } = raw;
  if (!isWithinDepth(raw, MAX_DEPTH)) return { mid, no, bodyHash: UNREADABLE, refused: invalid('patch') };
  const text = bodyText(raw as Mutation);
  const bodyHash = sha256(text);
  const parsed = ParsedMutation.safeParse(raw);
  if (!parsed.success) {
    const group = String(parsed.error.issues[0]?.path[0] ?? '').slice(0, 80);
    return { mid, no, bodyHash, refused: holdsBadText(raw) ? problem('badText', { group }) : invalid(group) };
  }
  const mutation = parsed.data as Mutation;
  if (mutation.op === 'tombstone') return parseTombstone(mutation, userId);
  const refused = refuseItem(mutation, text, userId);
  if (refused !== undefined) return { mid, no, bodyHash, refused };
  return { mid, no, bodyHash, mutation: stored(mutation) };
}

/** Canonical JSON of what the author wrote (`bodyToHash`), with the texts of its groups remembered. */
function bodyText(raw: Mutation): string {
  if (!isPlainObject(raw.patch)) return canonical(bodyToHash(raw));
  const { patch, ...rest } = bodyToHash(raw) as Pick<Mutation, 'patch'>;
  // `patch` stands between `op` and `rid`: the keys of canonical JSON are sorted.
  const text = canonical({ ...rest, patch: 0 });
  return text.replace('"patch":0', () => `"patch":${textsOf(patch).whole}`);
}

function isPlainObject(value: unknown): value is { readonly [key: string]: unknown } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** The body was emptied on the phone by a redaction: it vouches for the hash that it had. */
function parseTombstone(mutation: Mutation, userId: string): BatchItem {
  const { mid, no, bodyHash } = mutation;
  if (bodyHash === undefined) return { mid, no, bodyHash: UNREADABLE, refused: invalid('bodyHash') };
  if (mutation.author !== userId) return { mid, no, bodyHash, refused: problem('wrongAuthor') };
  return { mid, no, bodyHash, mutation: { ...mutation, patch: {} } };
}

function refuseItem(mutation: Mutation, text: string, userId: string): ProblemRef | undefined {
  if (mutation.author !== userId) return problem('wrongAuthor');
  if (text.length > LIMITS.mutationBytes / 4 && Buffer.byteLength(text) > LIMITS.mutationBytes)
    return problem('itemTooLarge');
  if (Object.keys(mutation.patch).length > LIMITS.mutationGroups) return problem('itemTooLarge');
  const definition = definitionOf(mutation.kind);
  // What only a newer program understands is kept whole, if it can be kept at all.
  if (definition === undefined || mutation.schemaVer > definition.version)
    return holdsBadText(mutation) ? problem('badText', { group: '' }) : undefined;
  if (holdsBadText(mutation.hlc)) return problem('badText', { group: 'hlc' });
  return checkMutation(definition, upConverted(mutation));
}

function stored(mutation: Mutation): Mutation {
  const current = upConverted(mutation);
  return { ...current, patch: nfc(current.patch as Json) as Mutation['patch'] };
}

/** A mutation in the words of this program's schema version. */
function upConverted(mutation: Mutation): Mutation {
  const definition = definitionOf(mutation.kind);
  if (definition === undefined || mutation.schemaVer >= definition.version) return mutation;
  return {
    ...mutation,
    patch: upConvert(definition, mutation.patch, mutation.schemaVer) as Mutation['patch'],
    schemaVer: definition.version,
  };
}

/** Texts as they are stored: NFC (sync rule 31). What needs no change is handed back as it is, not copied. */
export function nfc(value: Json): Json {
  if (typeof value === 'string') return value.normalize('NFC');
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(nfc);
  const given = value as { readonly [key: string]: Json };
  let copy: { [key: string]: Json } | undefined;
  for (const key of Object.keys(given)) {
    const item = given[key] as Json;
    const stored = nfc(item);
    if (stored === item) continue;
    copy ??= { ...given };
    copy[key] = stored;
  }
  return copy ?? value;
}

/** Whether JSON is no deeper than `depth`; walks no further than that. */
export function isWithinDepth(value: unknown, depth: number): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (depth === 0) return false;
  for (const item of Object.values(value)) if (!isWithinDepth(item, depth - 1)) return false;
  return true;
}

function invalid(group: string): ProblemRef {
  return problem('itemInvalid', { group });
}
