import * as crypto from 'node:crypto';
import type { Cells } from '../../contract/records/kind.ts';
import type { Json } from '../../contract/scalars.ts';
import { textsOf } from './cell-texts.ts';

const SALT_BYTES = 16;
const SALT_HEX = SALT_BYTES * 2;

/** What the chain remembers of a change without its values: a salted commitment for each group. */
export type Commitments = { readonly [group: string]: string };

/** Values that a redaction took away: what is left are their commitments, and the single salts of what stayed. */
export type RedactedParts = {
  readonly patch: Commitments;
  readonly before: Commitments;
  readonly salts: { readonly patch: Commitments; readonly before: Commitments };
};

/** One line of the change log, as the chain sees it. */
export type ChainLine = {
  readonly seq: number;
  readonly mid: string;
  readonly rid: string;
  readonly kind: string;
  readonly op: string;
  readonly author: string;
  readonly client: string | null;
  readonly receivedAt: string;
  readonly patch: Cells;
  readonly before: Cells;
  /** The secret all salts of this line are derived from; '' after a redaction. */
  readonly salt: string;
  readonly redacted: RedactedParts | null;
};

/** SHA-256 as hexadecimal text. */
export const sha256: (text: string) => string =
  typeof crypto.hash === 'function'
    ? (text) => crypto.hash('sha256', text, 'hex')
    : (text) => crypto.createHash('sha256').update(text).digest('hex');

/** The hash of a change: of the hash before it, its head, and the commitments to its values. */
export function chainHash(previous: string, line: ChainLine): string {
  const { seq, mid, rid, kind, op, author, client, receivedAt } = line;
  // Canonical JSON: the keys stand in the order of the alphabet.
  const head = JSON.stringify({ author, client, kind, mid, op, receivedAt, rid, seq });
  if (line.redacted === null) return sha256(`${previous}${head}${freshlyCommitted(line)}`);
  const commitments = commitmentsOf(line);
  return sha256(`${previous}${head}${listed(commitments.patch)}\n${listed(commitments.before)}`);
}

/** What `listed` says of both parts of a line that holds all its values, without a map in between: the busiest path. */
function freshlyCommitted(line: ChainLine): string {
  const patch = textsOf(line.patch).byGroup;
  const before = textsOf(line.before).byGroup;
  const salts = stretched(line.salt, patch.size + before.size);
  let start = 0;
  let text = '';
  const add = (value: string, group: string) => {
    text += `\n${group}:${sha256(salts.slice(start, start + SALT_HEX) + value)}`;
    start += SALT_HEX;
  };
  for (const [group, value] of patch) add(value, group);
  text += '\n';
  for (const [group, value] of before) add(value, group);
  return text;
}

/** Takes the values of some groups out of a line; their commitments stay, so that the chain still verifies. */
export function redactLine(line: ChainLine, stays: (group: string) => boolean): ChainLine {
  const salts = saltsOf(line);
  const commitments = commitmentsOf(line);
  const patch = only(line.patch, stays);
  const before = only(line.before, stays);
  return {
    ...line,
    patch,
    before,
    salt: '',
    redacted: {
      patch: only(commitments.patch, (group) => !(group in patch)),
      before: only(commitments.before, (group) => !(group in before)),
      salts: {
        patch: only(salts.patch, (group) => group in patch),
        before: only(salts.before, (group) => group in before),
      },
    },
  };
}

function only<T>(map: { readonly [group: string]: T }, wanted: (group: string) => boolean): { [group: string]: T } {
  return Object.fromEntries(Object.entries(map).filter(([group]) => wanted(group)));
}

/** Values before a change, without those that were never written: they need no commitment. */
export function writtenBefore(before: Cells): Cells {
  const written: { [group: string]: Json } = {};
  for (const [group, value] of Object.entries(before)) if (value !== null) written[group] = value;
  return written;
}

function commitmentsOf(line: ChainLine): { patch: Commitments; before: Commitments } {
  const salts = saltsOf(line);
  return {
    patch: { ...line.redacted?.patch, ...committed(line.patch, salts.patch) },
    before: { ...line.redacted?.before, ...committed(line.before, salts.before) },
  };
}

function committed(cells: Cells, salts: Commitments): Commitments {
  const commitments: { [group: string]: string } = {};
  for (const [group, text] of textsOf(cells).byGroup) commitments[group] = sha256(`${salts[group] ?? ''}${text}`);
  return commitments;
}

/** The single salts of a line: of what a redaction left, those it kept; else all of them. */
function saltsOf(line: ChainLine): { patch: Commitments; before: Commitments } {
  if (line.redacted !== null) return line.redacted.salts;
  const patchGroups = Object.keys(line.patch).sort();
  const beforeGroups = Object.keys(line.before).sort();
  const salts = stretched(line.salt, patchGroups.length + beforeGroups.length);
  const saltAt = (place: number) => salts.slice(place * SALT_HEX, (place + 1) * SALT_HEX);
  return {
    patch: Object.fromEntries(patchGroups.map((group, place) => [group, saltAt(place)])),
    before: Object.fromEntries(beforeGroups.map((group, place) => [group, saltAt(patchGroups.length + place)])),
  };
}

/**
 * One secret per line, stretched to one salt per group in the order of their names: what is stored stays small, and
 * a redaction keeps the single salts of what stays and forgets the secret, so that nobody can guess what went.
 */
function stretched(secret: string, count: number): string {
  if (count === 0) return '';
  return crypto
    .createHash('shake256', { outputLength: count * SALT_BYTES })
    .update(secret)
    .digest('hex');
}

function listed(commitments: Commitments): string {
  let text = '';
  for (const group of Object.keys(commitments).sort()) text += `\n${group}:${commitments[group]}`;
  return text;
}
