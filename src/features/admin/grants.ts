import { Role } from '../../contract/records/codes.ts';
import type { Profile, Space } from '../../contract/wire/session.ts';

const PROVINCE_ROLES: ReadonlySet<Role> = new Set(['province_viewer', 'province_supervisor', 'province_admin']);

/** The roles that can be given in a unit: the province's in its own space, the communes' in theirs. */
export function rolesAt(space: string, provinceSpace: string): readonly Role[] {
  return Role.options.filter((role) => PROVINCE_ROLES.has(role) === (space === provinceSpace));
}

/** The units in which an administrator may add users. The server decides; this only leaves out what it would refuse. */
export function grantable({ memberships }: Profile, units: readonly Space[]): readonly Space[] {
  if (memberships.some(({ role }) => role === 'province_admin')) return units;
  const own = new Set(memberships.flatMap(({ space, role }) => (role === 'commune_admin' ? [space] : [])));
  return units.filter(({ id }) => own.has(id));
}

/** The unit that need not be chosen because there is no other; nobody is added to a unit that happens to come first. */
export function onlyOne(units: readonly Space[]): string {
  return units.length === 1 ? (units[0]?.id ?? '') : '';
}

/** The role that most of those who are added in such a unit have. */
export function usualRole(roles: readonly Role[]): Role {
  return roles.includes('commune_office') ? 'commune_office' : 'province_viewer';
}
