import type { Membership, Profile, Space, User } from '../../contract/wire/session.ts';
import { dateAt } from '../../domain/calendar/plain-date.ts';
import { type Actor, actorOf } from '../../domain/permissions/actor.ts';
import type { Sql } from '../storage/database.ts';
import { readSetting } from '../storage/settings.ts';
import { listSpaces } from '../storage/spaces.ts';
import type { AuthDeps } from './context.ts';

/** Switches of the province. */
export type Policy = Profile['policy'];

const POLICY: Policy = { unlock: 'normal', shareBetweenOrgans: false, denouncerIdentity: 'paper' };

export async function readPolicy(sql: Sql, root: string): Promise<Policy> {
  return { ...POLICY, ...(await readSetting<Partial<Policy>>(sql, root, 'policy')) };
}

/** A membership as its row holds it, in the order of the contract. */
export type MembershipRow = {
  member_space: string;
  organ: Membership['organ'];
  role: Membership['role'];
  valid_from: string | null;
  valid_to: string | null;
};

export function membershipOf(row: MembershipRow): Membership {
  return {
    space: row.member_space,
    organ: row.organ,
    role: row.role,
    ...(row.valid_from === null ? {} : { from: row.valid_from }),
    ...(row.valid_to === null ? {} : { to: row.valid_to }),
  };
}

/** Who acts, on this day. */
export function actorAt(
  deps: Pick<AuthDeps, 'ports'>,
  user: Pick<User, 'id'>,
  memberships: readonly Membership[],
  policy: Policy,
): Actor {
  return actorOf(
    { user: { ...user, username: '', name: '' }, memberships: [...memberships], policy },
    dateAt(deps.ports.nowMs()),
  );
}

/** What a user's phone needs to know to work for weeks without asking again. */
export async function profileOf(
  deps: Pick<AuthDeps, 'database' | 'root' | 'demo'>,
  user: User,
  memberships: readonly Membership[],
): Promise<Profile> {
  const all = await listSpaces(deps.database, deps.root);
  const provinceWide = memberships.some((membership) => membership.space === deps.root);
  const own = new Set([deps.root, ...memberships.map((membership) => membership.space)]);
  const spaces: Space[] = provinceWide ? all : all.filter((space) => own.has(space.id));
  return {
    user,
    memberships: [...memberships],
    spaces: memberships.length === 0 ? [] : spaces,
    provinceSpace: deps.root,
    policy: await readPolicy(deps.database, deps.root),
    demo: deps.demo,
  };
}
