import { Organ, type Role } from '../../contract/records/codes.ts';
import type { Cells } from '../../contract/records/kind.ts';
import { type Actor, activeMemberships } from './actor.ts';
import { may, type Place, type Target } from './may.ts';

/** The bucket of what every phone of the province holds: units, officials. */
export const REFERENCE = 'reference';

const REFERENCE_KINDS: ReadonlySet<string> = new Set(['unit', 'office-holding', 'duty-rule', 'holiday-year']);

/** Whether records of this kind belong to the whole province, and lie in its own space. */
export function isReference(kind: string): boolean {
  return REFERENCE_KINDS.has(kind);
}

// Roles to which records may be assigned; administrators and the province's readers hold no record content.
const ASSIGNABLE: ReadonlySet<Role> = new Set(['commune_head', 'commune_office', 'front', 'assigned']);

/** The bucket in which a record lives. Without a known organ: one that nobody reads, rather than one too many. */
export function homeBucket(kind: string, cells: Cells): string {
  return isReference(kind) ? REFERENCE : baseBucket(organOf(cells) ?? 'none');
}

/** The bucket of the records assigned to one user. */
export function assignedBucket(userId: string): string {
  return `assigned:${userId}`;
}

/** The buckets of one space that the actor may pull, fetch and compare; sorted, without doubles. */
export function readableBuckets(actor: Actor, space: string, provinceSpace: string): string[] {
  const place: Place = { space, provinceSpace };
  const buckets = readableOrgans(actor, place).map(baseBucket);
  const works = activeMemberships(actor).some((member) => member.space === space && ASSIGNABLE.has(member.role));
  if (works) buckets.push(assignedBucket(actor.userId));
  if (space === provinceSpace && may(actor, 'reference.read', place)) buckets.push(REFERENCE);
  return buckets.sort();
}

/** The organs of a unit whose receptions the actor reads. */
export function readableOrgans(actor: Actor, place: Place): readonly Organ[] {
  return Organ.options.filter((organ) => may(actor, 'reception.read', { ...place, organ }));
}

/** What an intent on a record of this kind and these cells is about. */
export function targetOf(place: Place, cells: Cells): Target {
  const organ = organOf(cells);
  const { space, provinceSpace } = place;
  return organ === undefined ? { space, provinceSpace } : { space, provinceSpace, organ };
}

/** The organ that owns a record; undefined for kinds that have none. */
export function organOf(cells: Cells): Organ | undefined {
  const parsed = Organ.safeParse(cells.organ);
  return parsed.success ? parsed.data : undefined;
}

function baseBucket(organ: Organ | 'none'): string {
  return `unit-base:${organ}`;
}
