import { type Cells, DELETED, type KindDefinition, REDACTED, RESOLVES } from '../../contract/records/kind.ts';
import type { Json } from '../../contract/scalars.ts';
import type { Base, Mutation, WireConflict } from '../../contract/wire/sync.ts';
import { elementOf, isRemovedKey, redactedCells, removedKey, sameValue, staysUnder } from './cells.ts';
import type { GroupMeta, ServerRecord } from './server-record.ts';

/** Test-only faults, by name: a simulator that cannot find them proves nothing. Empty in the product. */
export type MergeFaults = ReadonlySet<string>;
const NO_FAULTS: MergeFaults = new Set();

/** Mutations that offered one value are remembered up to this many. */
const WRITERS_KEPT = 16;

/** What a mutation did. `exact` = the record is now what the author had on the screen (his shadow plus his patch). */
export type MergeOutcome = {
  readonly record: ServerRecord;
  readonly status: 'applied' | 'conflict';
  readonly exact: boolean;
  /** Values before, of the groups that changed: for the change log. */
  readonly before: Cells;
  /** The patch as it may be logged: without groups that a redaction forbids. */
  readonly logged: Cells;
  /** A redaction policy that came into force with this mutation: earlier changes and ledgers must be cleaned. */
  readonly redaction?: string;
};

type Draft = {
  cells: { [group: string]: Json };
  groups: { [group: string]: GroupMeta };
  conflicts: WireConflict[];
  before: { [group: string]: Json };
  exact: boolean;
  clashed: boolean;
};

/**
 * The merge rule (sync rule 10): a group's new value applies if nobody changed the group since the state that the
 * author had on the screen; equal values are no change; else the server's value stays and the offered one waits
 * as a conflict until a person decides. A tombstone guards all it covers, and is guarded by it.
 * `seq` becomes the record's rev. The record is undefined only for `create` and `redact`.
 */
export function mergeMutation(
  definition: KindDefinition | undefined,
  current: ServerRecord | undefined,
  mutation: Mutation,
  seq: number,
  faults: MergeFaults = NO_FAULTS,
): MergeOutcome {
  if (current === undefined && mutation.op === 'create') return created(mutation, seq);
  const policy = policyOf(current, mutation);
  const logged = policy === undefined ? mutation.patch : redactedCells(definition, policy, mutation.patch);
  const draft = openDraft(current);
  if (Object.keys(logged).length < Object.keys(mutation.patch).length) draft.exact = false;
  const redaction = mutation.op === 'redact' && policy !== undefined ? policy : undefined;
  if (redaction !== undefined) redactDraft(draft, definition, redaction);
  closeDecided(draft, mutation);
  // A second redaction forces nothing: its local code may differ from the one that stands in the first paper book.
  const isFirst = redaction !== undefined && current?.cells[REDACTED] !== redaction;
  const forced = isFirst ? [REDACTED, ...(definition?.redactions[redaction]?.force ?? [])] : [];
  for (const [group, value] of Object.entries(logged)) {
    if (group === RESOLVES) continue;
    writeGroup(draft, {
      group,
      value,
      mutation,
      seq,
      forced: forced.includes(group),
      definition,
      isNew: current === undefined,
      faults,
    });
  }
  return {
    record: {
      rid: mutation.rid,
      kind: current?.kind ?? mutation.kind,
      rev: seq,
      schemaVer: Math.max(current?.schemaVer ?? 1, mutation.schemaVer),
      cells: draft.cells,
      groups: draft.groups,
      conflicts: draft.conflicts,
    },
    status: draft.clashed ? 'conflict' : 'applied',
    exact: draft.exact && !draft.clashed,
    before: draft.before,
    logged,
    ...(redaction === undefined ? {} : { redaction }),
  };
}

/** Nothing stood there, so nothing can differ: the record is the patch. */
function created(mutation: Mutation, seq: number): MergeOutcome {
  const { rid, kind, schemaVer, mid, patch } = mutation;
  const meta: GroupMeta = { rev: seq, by: [mid] };
  const groups: { [group: string]: GroupMeta } = {};
  for (const group of Object.keys(patch)) groups[group] = meta;
  return {
    record: { rid, kind, rev: seq, schemaVer, cells: patch, groups, conflicts: [] },
    status: 'applied',
    exact: true,
    before: {},
    logged: patch,
  };
}

function policyOf(current: ServerRecord | undefined, mutation: Mutation): string | undefined {
  const standing = current?.cells[REDACTED];
  if (typeof standing === 'string') return standing;
  const asked = mutation.op === 'redact' ? mutation.patch[REDACTED] : undefined;
  return typeof asked === 'string' ? asked : undefined;
}

function openDraft(current: ServerRecord | undefined): Draft {
  return {
    cells: { ...current?.cells },
    groups: { ...current?.groups },
    conflicts: [...(current?.conflicts ?? [])],
    before: {},
    exact: true,
    clashed: false,
  };
}

function redactDraft(draft: Draft, definition: KindDefinition | undefined, policy: string): void {
  draft.cells = { ...redactedCells(definition, policy, draft.cells) };
  for (const group of Object.keys(draft.groups)) if (!staysUnder(definition, policy, group)) delete draft.groups[group];
  draft.conflicts = draft.conflicts.filter((conflict) => staysUnder(definition, policy, conflict.group));
}

function closeDecided(draft: Draft, mutation: Mutation): void {
  const decided = mutation.patch[RESOLVES];
  if (!Array.isArray(decided)) return;
  const keys = new Set(decided.map((item) => conflictKey(item as { mid: string; group: string })));
  draft.conflicts = draft.conflicts.filter((conflict) => !keys.has(conflictKey(conflict)));
}

function conflictKey(conflict: { readonly mid: string; readonly group: string }): string {
  return `${conflict.mid}#${conflict.group}`;
}

type Write = {
  readonly group: string;
  readonly value: Json;
  readonly mutation: Mutation;
  readonly seq: number;
  readonly forced: boolean;
  readonly definition: KindDefinition | undefined;
  readonly isNew: boolean;
  readonly faults: MergeFaults;
};

function writeGroup(draft: Draft, write: Write): void {
  const { group, value, mutation, seq } = write;
  const held = draft.cells[group];
  const meta = draft.groups[group];
  const saw = mutation.base.saw ?? [];
  // A value that its own author has since replaced need not be decided by anybody.
  draft.conflicts = draft.conflicts.filter((conflict) => conflict.group !== group || !saw.includes(conflict.mid));
  if (meta !== undefined && sameValue(held, value) && mutation.op !== 'resolve') {
    draft.groups[group] = { ...meta, by: [...meta.by, mutation.mid].slice(-WRITERS_KEPT) };
    return;
  }
  if (
    write.forced ||
    write.isNew ||
    write.faults.has('lww') ||
    wasSeen(draft.groups, draft.cells, group, mutation.base, write.faults)
  ) {
    draft.before[group] = held ?? null;
    draft.cells[group] = value;
    draft.groups[group] = { rev: seq, by: [mutation.mid] };
    return;
  }
  draft.exact = false;
  if (mutation.op === 'create' && write.definition?.firstWins.includes(group)) return;
  draft.clashed = true;
  if (write.faults.has('dropConflict')) return;
  draft.conflicts.push({ mid: mutation.mid, group, offered: value, author: mutation.author, hlc: mutation.hlc });
}

/** Whether the author had on the screen whatever now stands in this group and in what covers it. */
function wasSeen(groups: Draft['groups'], cells: Cells, group: string, base: Base, faults: MergeFaults): boolean {
  return guardsOf(groups, cells, group, faults).every((guard) => {
    const meta = groups[guard];
    return (
      meta === undefined || metaSeen(meta, base.low?.[guard] ?? base.low?.[group] ?? base.rev, base.saw ?? [], faults)
    );
  });
}

function metaSeen(meta: GroupMeta, rev: number, saw: readonly string[], faults: MergeFaults): boolean {
  if (meta.rev <= rev) return true;
  return !faults.has('noSaw') && meta.by.some((mid) => saw.includes(mid));
}

/** The groups whose change since the author's view makes his write unsafe. */
export function guardsOf(
  groups: { readonly [group: string]: GroupMeta },
  cells: Cells,
  group: string,
  faults: MergeFaults = NO_FAULTS,
): readonly string[] {
  if (group === DELETED) return cells[DELETED] || faults.has('blindDelete') ? [DELETED] : Object.keys(groups);
  const guards = [group];
  if (cells[DELETED] && !faults.has('editDeleted')) guards.push(DELETED);
  const element = elementOf(group);
  if (element === undefined) return guards;
  if (isRemovedKey(group)) return [...guards, ...Object.keys(groups).filter((key) => elementOf(key) === element)];
  const removed = removedKey(element);
  return cells[removed] === true ? [...guards, removed] : guards;
}
