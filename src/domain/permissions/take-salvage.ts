import type { Cells } from '../../contract/records/kind.ts';
import { receptionSession } from '../../contract/records/reception-session.ts';
import type { ProblemRef, SalvageItem } from '../../contract/wire/sync.ts';
import { mergeSalvage, type Salvage, type Salvaged } from '../merge/merge-salvage.ts';
import { problem } from '../merge/problem.ts';
import type { ServerRecord } from '../merge/server-record.ts';
import { DENUNCIATION, isDenunciation, mayDenunciationHold } from '../receptions/denunciation.ts';
import { contentProblem } from '../receptions/visit-rules.ts';
import { assemble } from '../records/assemble.ts';
import { err, ok, type Result } from '../result.ts';
import type { Actor } from './actor.ts';
import { organOf, targetOf } from './buckets.ts';
import { may, type Place } from './may.ts';
import { isOwned, mayEdit } from './refuse-mutation.ts';

/**
 * Why a phone may not give back this copy of a record. It may give back what it was allowed to hold, its neighbours'
 * records too; never a copy of what the province alone writes.
 */
export function refuseSalvage(
  actor: Actor,
  place: Place,
  item: SalvageItem,
  current: ServerRecord | undefined,
): ProblemRef | undefined {
  if (current !== undefined && current.kind !== item.kind) return problem('itemInvalid', { group: 'kind' });
  if (!isOwned(item.kind)) return mayEdit(actor, place, item.kind, item.cells) ? undefined : problem('forbidden');
  if (organOf(current?.cells ?? item.cells) === undefined) return problem('missingGroup', { group: 'organ' });
  const owners = [current?.cells, item.cells].filter((cells) => cells !== undefined && organOf(cells) !== undefined);
  return owners.every((cells) => may(actor, 'salvage', targetOf(place, cells as Cells)))
    ? undefined
    : problem('forbidden');
}

/**
 * Merges a copy that may be given back; `cells`: what of it was offered. What its sender could not have written
 * himself only waits beside what stands; a visit that is a denunciation afterwards takes in nothing that could tell who
 * denounced whom (Luật Tố cáo Điều 8).
 */
export function takeSalvage(
  actor: Actor,
  place: Place,
  current: ServerRecord | undefined,
  salvage: Salvage,
): Result<{ readonly cells: Cells; readonly merged: Salvaged }, ProblemRef> {
  const { item } = salvage;
  const foreign = current !== undefined && !mayEdit(actor, place, current.kind, current.cells);
  const beside = (group: string) => foreign || (group === 'approval' && !isOwnWord(actor, place, item));
  const merged = mergeSalvage(current, { ...salvage, beside });
  if (item.kind !== 'reception-visit' || merged.record.cells.matter !== DENUNCIATION)
    return ok({ cells: item.cells, merged });
  const kept = withoutContent(item);
  const without = mergeSalvage(current, { ...salvage, beside, item: kept });
  const refused = contentProblem(without.record.cells);
  return refused === undefined ? ok({ cells: kept.cells, merged: without }) : err(refused);
}

/** A chair's word is his alone (duyệt, trả lại): in another's copy it is hearsay. */
function isOwnWord(actor: Actor, place: Place, { kind, cells }: SalvageItem): boolean {
  if (kind !== receptionSession.kind) return true;
  const { approval } = assemble(receptionSession, cells);
  if (approval?.state !== 'approved' && approval?.state !== 'returned') return true;
  return approval.by.userId === actor.userId && may(actor, 'session.approve', targetOf(place, cells));
}

/** A copy as it may be kept for an administrator: of a denunciation, only what a denunciation may hold. */
export function keptForDecision(item: SalvageItem, current: ServerRecord | undefined): SalvageItem {
  const denounced = item.kind === 'reception-visit' && [item.cells, current?.cells ?? {}].some(isDenunciation);
  return denounced ? withoutContent(item) : item;
}

function withoutContent(item: SalvageItem): SalvageItem {
  return {
    ...item,
    cells: Object.fromEntries(Object.entries(item.cells).filter(([group]) => mayDenunciationHold(group))),
  };
}
