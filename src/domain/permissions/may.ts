import type { Organ, Role } from '../../contract/records/codes.ts';
import type { Membership } from '../../contract/wire/session.ts';
import { type Actor, activeMemberships } from './actor.ts';

/** A unit's space, and the space of the province it belongs to (its own, for the province itself). */
export type Place = { readonly space: string; readonly provinceSpace: string };

/** What an intent is about. `organ` absent = "any of his own": asked before there is a record. */
export type Target = Place & { readonly organ?: Organ; readonly assignedTo?: readonly string[] };

/**
 * How far a right reaches:
 * - `organ`: records of his own organ in his own unit
 * - `organs`: also those of the unit's other organs, while the switch for sharing is on
 * - `assigned`: records of his unit that are assigned to him
 * - `unit`: his own unit, whatever the organ
 * - `province`: every unit of his province
 * - `province_space`: the province's own space only
 * - `everywhere`: wherever he works
 */
export type Scope = 'organ' | 'organs' | 'assigned' | 'unit' | 'province' | 'province_space' | 'everywhere';

type Row = { readonly [R in Role]?: Scope };

// Whoever receives citizens: the clerk types, the head may do so himself in a village hall without signal (issue 2).
const RECEIVERS_WRITE: Row = { commune_head: 'organ', commune_office: 'organ' };
const ADMINISTRATORS: Row = { commune_admin: 'unit', province_admin: 'province' };

/** Who may do what (security.md §1). A role that is not named in a row may not. */
export const RIGHTS = {
  'reception.read': { commune_head: 'organs', commune_office: 'organs', assigned: 'assigned' },
  'session.create': RECEIVERS_WRITE,
  'session.edit': RECEIVERS_WRITE,
  'session.start': RECEIVERS_WRITE,
  'session.finish': RECEIVERS_WRITE,
  'session.postpone': RECEIVERS_WRITE,
  'session.cancel': RECEIVERS_WRITE,
  'session.delete': RECEIVERS_WRITE,
  'session.restore': RECEIVERS_WRITE,
  // Trình; a head may also take his own step back.
  'session.submit': RECEIVERS_WRITE,
  // Duyệt, trả lại: the chair's own word.
  'session.approve': { commune_head: 'organ' },
  'session.join': RECEIVERS_WRITE,
  'session.resolve': RECEIVERS_WRITE,
  'visit.create': RECEIVERS_WRITE,
  'visit.edit': RECEIVERS_WRITE,
  'visit.delete': RECEIVERS_WRITE,
  'visit.restore': RECEIVERS_WRITE,
  'visit.join': RECEIVERS_WRITE,
  'visit.resolve': RECEIVERS_WRITE,
  'visit.redact': RECEIVERS_WRITE,
  // A phone gives back to a restored server whatever it was allowed to hold, its neighbours' records too.
  salvage: { commune_head: 'organs', commune_office: 'organs', assigned: 'assigned' },
  'reference.read': {
    commune_head: 'everywhere',
    commune_office: 'everywhere',
    front: 'everywhere',
    assigned: 'everywhere',
    commune_admin: 'everywhere',
    province_viewer: 'everywhere',
    province_supervisor: 'everywhere',
    province_admin: 'everywhere',
  },
  // Units and the days off; the villages, offices and duty calendar of a unit are its own affair.
  'reference.write': { province_admin: 'province_space' },
  'village.write': ADMINISTRATORS,
  'office.write': ADMINISTRATORS,
  'duty.write': { ...RECEIVERS_WRITE, ...ADMINISTRATORS },
  // Sums without content; the sums of another organ may tell an accused head that somebody has come.
  'report.read': {
    commune_head: 'organs',
    commune_office: 'organs',
    province_viewer: 'province',
    province_supervisor: 'province',
  },
  // The records behind a number: coded fields only, free text is personal data …
  'drilldown.coded': {
    commune_head: 'organs',
    commune_office: 'organs',
    province_viewer: 'province',
    province_supervisor: 'province',
  },
  // … or whole, which is logged.
  drilldown: { commune_head: 'organs', commune_office: 'organs', province_supervisor: 'province' },
  // Units in the order of their figures; the others read them by name (records-and-counting §9).
  'ranking.read': { province_supervisor: 'province' },
  'user.manage': ADMINISTRATORS,
  'device.manage': ADMINISTRATORS,
  'enrolment.issue': ADMINISTRATORS,
  'quarantine.manage': ADMINISTRATORS,
  'audit.read': ADMINISTRATORS,
  'policy.write': { province_admin: 'province' },
} as const satisfies { readonly [intent: string]: Row };

export type Intent = keyof typeof RIGHTS;
export const INTENTS = Object.keys(RIGHTS) as readonly Intent[];

/** The organs between which records may be shared. MTTQ reads no receptions (security.md §1). */
export const SHARING_ORGANS: readonly Organ[] = ['party', 'council', 'committee'];

/** Whether the actor may do this to that. The server asks it of itself and trusts no scope that a client sends. */
export function may(actor: Actor, intent: Intent, target: Target): boolean {
  const row: Row = RIGHTS[intent];
  return activeMemberships(actor).some((membership) => {
    const scope = row[membership.role];
    return scope !== undefined && reaches(actor, membership, scope, target);
  });
}

function reaches(actor: Actor, membership: Membership, scope: Scope, target: Target): boolean {
  const ownUnit = membership.space === target.space;
  switch (scope) {
    case 'organ':
      return ownUnit && (target.organ ?? membership.organ) === membership.organ;
    case 'organs':
      return ownUnit && readsOrgan(actor, membership.organ, target.organ ?? membership.organ);
    case 'assigned':
      return ownUnit && (target.assignedTo ?? []).includes(actor.userId);
    case 'unit':
      return ownUnit;
    case 'province':
      return membership.space === target.provinceSpace;
    case 'province_space':
      return ownUnit && target.space === target.provinceSpace;
    case 'everywhere':
      return true;
    default:
      return scope satisfies never;
  }
}

function readsOrgan(actor: Actor, own: Organ, other: Organ): boolean {
  if (own === other) return true;
  return actor.shareBetweenOrgans && SHARING_ORGANS.includes(own) && SHARING_ORGANS.includes(other);
}

/** Whether the actor may give somebody this membership: an administrator of a commune hands out no rights over others. */
export function mayGrant(actor: Actor, grant: Membership, place: Place): boolean {
  if (grant.space !== place.space || !may(actor, 'user.manage', place)) return false;
  return !isProvinceRole(grant.role) || (place.space === place.provinceSpace && may(actor, 'policy.write', place));
}

function isProvinceRole(role: Role): boolean {
  return role === 'province_viewer' || role === 'province_supervisor' || role === 'province_admin';
}
