import { type Cells, DELETED, type KindDefinition, REDACTED, RESOLVES } from '../contract/records/kind.ts';
import type { Base, WireConflict } from '../contract/wire/sync.ts';
import { isRemovedKey, patched, redactedCells } from '../domain/merge/cells.ts';
import type { MutationBody, OutboxRow, QuarantRow, RecordState, RecRow, Sealed } from './rows.ts';
import type { SealerPort, StorePort, StoreWorld, Tx } from './tx.ts';

/** What lists and search show of one record: about 200 bytes, made by the domain. */
export type SummaryEntry = { readonly id: string; readonly gone?: true } & { readonly [field: string]: unknown };

/** Test-only faults by name, for the simulator's planted bugs. Empty in the product. */
export type StoreFaults = ReadonlySet<string>;

/** Everything the transitions of the store need. */
export type StoreDeps = {
  readonly port: StorePort;
  readonly sealer: SealerPort;
  readonly world: StoreWorld;
  readonly definitionOf: (kind: string) => KindDefinition | undefined;
  readonly summarize: (rid: string, kind: string, state: RecordState) => SummaryEntry;
  readonly faults?: StoreFaults;
};

/** A queued mutation with its opened body; a redacted one has none. */
export type Queued = { readonly row: OutboxRow | QuarantRow; readonly body: MutationBody | null };

/** A record with everything that makes its view. */
export type Loaded = {
  readonly rec: RecRow | undefined;
  readonly shadow: RecordState;
  readonly queued: readonly Queued[];
};

export const EMPTY_STATE: RecordState = { cells: {}, conflicts: [] };

/** What a form had on the screen: the base of everything it will save (rule 10). */
export type Opened = {
  readonly rev: number;
  /** Mutations pending in the view. */
  readonly saw: readonly string[];
  /** For groups masked by pending or refused rows: the lowest base among those. */
  readonly low: { readonly [group: string]: number };
};

/** Reads a record and opens what its view is made of. Called outside a transaction; compare `rec.ver` before writing. */
export async function loadRecord(deps: StoreDeps, rid: string): Promise<Loaded> {
  const raw = await deps.port.read(['rec', 'outbox', 'quarant'], (tx) => readRaw(tx, rid));
  return openRaw(deps, raw);
}

type Raw = { readonly rec: RecRow | undefined; readonly rows: readonly (OutboxRow | QuarantRow)[] };

/** Reads the rows of one record inside a transaction. */
export async function readRaw(tx: Tx, rid: string): Promise<Raw> {
  const rec = await tx.get('rec', rid);
  const outbox = await tx.byRid('outbox', [rid]);
  const quarant = await tx.byRid('quarant', [rid]);
  return { rec, rows: sortedByKey([...outbox, ...quarant]) };
}

/** Opens the ciphertexts of one record. */
export async function openRaw(deps: StoreDeps, raw: Raw): Promise<Loaded> {
  const shadow = raw.rec?.shadow ? await deps.sealer.open<RecordState>('rec', raw.rec.id, raw.rec.shadow) : EMPTY_STATE;
  const queued: Queued[] = [];
  for (const row of raw.rows) queued.push({ row, body: await openBody(deps.sealer, row) });
  return { rec: raw.rec, shadow, queued };
}

/** Opens the body of a queued mutation; null when a redaction emptied it. */
export async function openBody(
  sealer: SealerPort,
  row: { readonly mid: string; readonly ct: Sealed | null },
): Promise<MutationBody | null> {
  // One context for outbox, sent and quarantine: a row moves between them without being sealed again.
  return row.ct === null ? null : sealer.open<MutationBody>('outbox', row.mid, row.ct);
}

export function sealBody(sealer: SealerPort, mid: string, body: MutationBody): Promise<Sealed> {
  return sealer.seal('outbox', mid, body);
}

export function sortedByKey<T extends { readonly key: number }>(rows: readonly T[]): T[] {
  return [...rows].sort((a, b) => a.key - b.key);
}

/** The view rule: shadow plus the patches of queued rows, in order. */
export function viewOf(
  definition: KindDefinition | undefined,
  shadow: RecordState,
  queued: readonly Queued[],
): RecordState {
  let { cells } = shadow;
  const decided = new Set<string>();
  for (const { body } of queued) {
    if (body === null) continue;
    cells = withRedaction(definition, patched(cells, body.patch));
    for (const name of decidedBy(body.patch)) decided.add(name);
  }
  return { cells, conflicts: shadow.conflicts.filter((conflict) => !decided.has(conflictName(conflict))) };
}

/** Cells without what their own redaction forbids. */
export function withRedaction(definition: KindDefinition | undefined, cells: Cells): Cells {
  const policy = cells[REDACTED];
  return typeof policy === 'string' ? redactedCells(definition, policy, cells) : cells;
}

/** The patch without what a redaction of the record forbids: such words must not even be stored. */
export function allowedPatch(deps: StoreDeps, kind: string, cells: Cells, patch: Cells): Cells {
  const policy = patch[REDACTED] ?? cells[REDACTED];
  return typeof policy === 'string' ? redactedCells(deps.definitionOf(kind), policy, patch) : patch;
}

/** Name of a conflict: the mutation that offered, and the group. */
export function conflictName(conflict: Pick<WireConflict, 'mid' | 'group'>): string {
  return `${conflict.mid}#${conflict.group}`;
}

function decidedBy(patch: Cells): readonly string[] {
  const decided = patch[RESOLVES];
  return Array.isArray(decided) ? decided.map((item) => conflictName(item as { mid: string; group: string })) : [];
}

/** What a form that is opened on this state will have on the screen. */
export function openedOf(loaded: Loaded): Opened {
  const low: { [group: string]: number } = {};
  for (const { body } of loaded.queued) {
    if (body === null) continue;
    for (const group of Object.keys(body.patch))
      low[group] = Math.min(low[group] ?? Number.POSITIVE_INFINITY, body.base.low?.[group] ?? body.base.rev);
  }
  return { rev: loaded.rec?.rev ?? 0, saw: seenAmong(loaded.queued), low };
}

/**
 * The queued mutations whose values stand on the screen. One that a later row covered without having seen it (two
 * tabs that made the same session) was on nobody's screen, and may not be overwritten in its author's name.
 */
function seenAmong(queued: readonly Queued[]): readonly string[] {
  const seen = queued.filter(({ row, body }, i) =>
    queued
      .slice(i + 1)
      .every(
        (later) => later.body === null || (later.body.base.saw ?? []).includes(row.mid) || !overlap(body, later.body),
      ),
  );
  return seen.map(({ row }) => row.mid);
}

function overlap(a: MutationBody | null, b: MutationBody): boolean {
  return a !== null && Object.keys(a.patch).some((group) => group in b.patch);
}

/** The base that goes with a patch made on this view. */
export function baseFor(opened: Opened, patch: Cells): Base {
  // A tombstone is guarded by all that it covers, so it tells of every group that was masked.
  const covers = Object.keys(patch).some((group) => group === DELETED || isRemovedKey(group));
  const low = Object.entries(opened.low).filter(([group, rev]) => (covers || group in patch) && rev !== opened.rev);
  return {
    rev: opened.rev,
    ...(opened.saw.length === 0 ? {} : { saw: [...opened.saw] }),
    ...(low.length === 0 ? {} : { low: Object.fromEntries(low) }),
  };
}

/** Where a record stands, in one word for the screen (sync.md §1.5). */
export function syncStateOf(
  rec: Pick<RecRow, 'pending' | 'refused' | 'conflicts'>,
): 'refused' | 'decide' | 'local' | 'sent' {
  if (rec.refused > 0) return 'refused';
  if (rec.conflicts > 0) return 'decide';
  return rec.pending > 0 ? 'local' : 'sent';
}

/** How often a transition is planned anew because somebody else wrote between its plan and its transaction. */
const REPLAN_LIMIT = 100;

/** Repeats a planned write until it met the state it was planned on. */
export async function untilUnmoved<T>(attempt: () => Promise<T | 'moved'>): Promise<T> {
  for (let i = 0; i < REPLAN_LIMIT; i += 1) {
    const result = await attempt();
    if (result !== 'moved') return result;
  }
  throw new Error('a write could not be planned: the record kept changing');
}
