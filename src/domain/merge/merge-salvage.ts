import { type KindDefinition, REDACTED } from '../../contract/records/kind.ts';
import type { Json } from '../../contract/scalars.ts';
import type { SalvageItem, WireConflict } from '../../contract/wire/sync.ts';
import { redactedCells, sameValue, staysUnder } from './cells.ts';
import { guardsOf } from './merge-mutation.ts';
import type { GroupMeta, ServerRecord } from './server-record.ts';

/** One copy that a phone gives back. */
export type Salvage = {
  readonly definition: KindDefinition | undefined;
  readonly item: SalvageItem;
  readonly mid: string;
  readonly author: string;
  readonly seq: number;
  /** What the sender could not have written himself: it takes no value's place, it may only wait beside it. */
  readonly beside?: (group: string) => boolean;
};

/** `redaction`: a policy that came into force with the copy; the history must be cleaned. */
export type Salvaged = { readonly record: ServerRecord; readonly changed: boolean; readonly redaction?: string };

/**
 * Takes in what a phone still held from before a restore (sync rule 13). A group that nobody has written since
 * the restore takes the phone's value; of several phones' copies the one with the higher old rev wins; a value
 * written since then stays, and the salvaged one waits as a conflict. Nothing is ever deleted by a salvage.
 */
export function mergeSalvage(current: ServerRecord | undefined, salvage: Salvage): Salvaged {
  const { definition, item, mid, author, seq, beside } = salvage;
  const { common } = item;
  const cells: { [group: string]: Json } = { ...current?.cells };
  const groups: { [group: string]: GroupMeta } = { ...current?.groups };
  let conflicts: WireConflict[] = [...(current?.conflicts ?? [])];
  let changed = current === undefined;
  for (const [group, value] of Object.entries(item.cells)) {
    const meta = groups[group];
    if (meta !== undefined && sameValue(cells[group], value)) continue;
    // About the making of the record the first stays, silently, here as in the merge.
    if (meta !== undefined && definition?.firstWins.includes(group)) continue;
    const standing = cells[REDACTED];
    if (typeof standing === 'string' && !staysUnder(definition, standing, group)) continue;
    // A tombstone set since then covers only what its author saw, and a salvaged one nothing written since then.
    const free = guardsOf(groups, cells, group).every((guard) => guard === group || untouched(groups[guard], common));
    if (!beside?.(group) && free && untouched(meta, common) && (meta?.salvaged ?? 0) < item.rev) {
      cells[group] = value;
      groups[group] = { rev: seq, by: [mid], salvaged: item.rev };
      changed = true;
    } else if ((meta?.salvaged ?? -1) < item.rev) {
      conflicts.push({ mid, group, offered: value, author, hlc: '' });
      changed = true;
    }
  }
  const policy = cells[REDACTED];
  const newly = typeof policy === 'string' && current?.cells[REDACTED] !== policy ? policy : undefined;
  if (newly !== undefined) conflicts = conflicts.filter((conflict) => staysUnder(definition, newly, conflict.group));
  if (newly !== undefined)
    for (const group of Object.keys(groups)) if (!staysUnder(definition, newly, group)) delete groups[group];
  const kept = newly === undefined ? cells : redactedCells(definition, newly, cells);
  const record: ServerRecord = {
    rid: item.rid,
    kind: current?.kind ?? item.kind,
    rev: changed ? seq : (current?.rev ?? seq),
    schemaVer: Math.max(current?.schemaVer ?? 1, item.schemaVer),
    cells: kept,
    groups,
    conflicts,
  };
  return newly === undefined ? { record, changed } : { record, changed, redaction: newly };
}

/** Whether nobody has written a group since the shared point, but for salvage. */
function untouched(meta: GroupMeta | undefined, common: number): boolean {
  return meta === undefined || meta.rev <= common || meta.salvaged !== undefined;
}
