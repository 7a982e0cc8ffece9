import type { PlainDate } from '../../contract/scalars.ts';
import type { Membership, Profile } from '../../contract/wire/session.ts';

/** Who acts: the same on the phone (what is shown) and on the server (what is accepted). */
export type Actor = {
  readonly userId: string;
  readonly memberships: readonly Membership[];
  /** The day on which the rights are asked for; memberships are dated. */
  readonly today: PlainDate;
  /** Whether the organs of one commune read each other's records. */
  readonly shareBetweenOrgans: boolean;
};

export function actorOf(profile: Pick<Profile, 'user' | 'memberships' | 'policy'>, today: PlainDate): Actor {
  const { user, memberships, policy } = profile;
  return { userId: user.id, memberships, today, shareBetweenOrgans: policy.shareBetweenOrgans };
}

/** The memberships that hold today; first and last day included. */
export function activeMemberships(actor: Actor): readonly Membership[] {
  const { today } = actor;
  return actor.memberships.filter(({ from, to }) => (from ?? today) <= today && today <= (to ?? today));
}
