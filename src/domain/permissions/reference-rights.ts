import { Capacity } from '../../contract/records/codes.ts';
import type { Cells } from '../../contract/records/kind.ts';
import type { Mutation } from '../../contract/wire/sync.ts';
import { organOfCapacity } from '../duties/duty-minimum.ts';
import { type Actor, activeMemberships } from './actor.ts';
import type { Intent, Place, Target } from './may.ts';

/** What must be allowed for one change, and where. */
export type Asked = { readonly intent: Intent; readonly target: Target };

/**
 * Reference records lie in the province's space, but villages, offices and the duty calendar are the affair of the unit
 * they are about: so the target is that unit. A record moved to another unit concerns both.
 */
export function askedOfReference(
  place: Place,
  mutation: Pick<Mutation, 'kind' | 'op' | 'rid' | 'patch'>,
  cells: Cells | undefined,
): readonly Asked[] {
  const { kind, op, rid, patch } = mutation;
  if (op === 'redact') return [];
  if (kind === 'unit' && op === 'patch' && isOfVillages(patch))
    return [{ intent: 'village.write', target: at(place, rid) }];
  const intent = kind === 'office-holding' ? 'office.write' : kind === 'duty-rule' ? 'duty.write' : undefined;
  if (intent === undefined) return [{ intent: 'reference.write', target: place }];
  const versions = [cells, { ...cells, ...patch }].filter((one) => one !== undefined);
  return versions.flatMap((one): Asked[] => {
    const unit = unitConcerned(kind, rid, one);
    // A record about no unit would be nobody's: its kind requires one, and the border says so.
    return unit === undefined
      ? [{ intent: 'reference.write', target: place }]
      : [{ intent, target: ofChair(place, unit, one) }];
  });
}

/** The unit that a reference record is about; undefined = the whole province. */
export function unitConcerned(kind: string, rid: string, cells: Cells): string | undefined {
  if (kind === 'unit') return rid;
  return (cells.unit as { readonly id?: string } | null | undefined)?.id;
}

/**
 * Whether somebody at a desk is shown the reference records of a unit: his own, and for people of the province all. Every
 * phone holds all of them; who asks for another unit's at a desk is told as little as of its other records.
 */
export function seesUnit(actor: Actor, { space, provinceSpace }: Place): boolean {
  return activeMemberships(actor).some((member) => member.space === space || member.space === provinceSpace);
}

function isOfVillages(patch: Cells): boolean {
  const keys = Object.keys(patch);
  return keys.length > 0 && keys.every((key) => key.startsWith('villages/'));
}

function at(place: Place, unit: string): Target {
  return { space: unit, provinceSpace: place.provinceSpace };
}

/** A duty calendar is the organ's that holds the sessions. */
function ofChair(place: Place, unit: string, cells: Cells): Target {
  const capacity = Capacity.safeParse((cells.chair as { readonly capacity?: unknown } | null | undefined)?.capacity);
  return capacity.success ? { ...at(place, unit), organ: organOfCapacity(capacity.data) } : at(place, unit);
}
