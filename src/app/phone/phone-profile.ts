import type { Profile, Space } from '../../contract/wire/session.ts';
import { canonical } from '../../domain/merge/cells.ts';
import { type Actor, activeMemberships } from '../../domain/permissions/actor.ts';
import { REFERENCE, readableBuckets } from '../../domain/permissions/buckets.ts';
import type { DirectoryRow } from '../../store/directory.ts';
import { type PhoneMeta, readSealedProfile, writeProfile } from '../../store/phone-meta.ts';
import { type SealerPort, StoreClosedError, type StorePort } from '../../store/tx.ts';
import { sweepSlots, type VaultContext } from '../../store/vault/slots.ts';
import type { Feed } from '../../sync/ports.ts';
import type { Environment } from './environment.ts';

type Sealed = { readonly port: StorePort; readonly sealer: SealerPort };

export function sealProfile({ sealer }: Pick<Sealed, 'sealer'>, profile: Profile): Promise<Uint8Array> {
  return sealer.seal('meta', 'profile', profile);
}

/** The profile as it was last told. */
export async function openProfile({ port, sealer }: Sealed): Promise<Profile> {
  const sealed = await readSealedProfile(port);
  if (sealed === undefined) throw new StoreClosedError('no profile in this database');
  return sealer.open<Profile>('meta', 'profile', sealed);
}

/** Keeps what the server says of its user now: rights, names, whether a PIN is allowed. */
export async function keepProfile(
  env: Pick<Environment, 'directory' | 'world'>,
  phone: Sealed & { readonly meta: PhoneMeta; readonly vault: VaultContext },
  before: Profile,
  next: Profile,
): Promise<void> {
  if (canonical(next) === canonical(before)) return;
  const { meta } = phone;
  const user = directoryUser(meta.user.id, meta.identity.space, next);
  await writeProfile(phone.port, await sealProfile(phone, next), user);
  await env.directory.put({ ...user, lastOpenedAtMs: env.world.nowMs() });
  await sweepSlots({ ...phone.vault, policy: next.policy.unlock });
}

/** What the greeting may know of a profile. */
export function directoryUser(id: string, space: string, profile: Profile): Omit<DirectoryRow, 'lastOpenedAtMs'> {
  const { user, demo, policy } = profile;
  return {
    id,
    username: user.username,
    name: user.name,
    unitName: unitOf(profile, space)?.name ?? '',
    demo,
    strict: policy.unlock === 'strict',
  };
}

export function unitOf(profile: Profile, space: string): Space | undefined {
  return profile.spaces.find((one) => one.id === space);
}

/** The user's own unit, and what every phone of the province holds. */
export function feedsOf(actor: Actor, space: string, provinceSpace: string): readonly Feed[] {
  const own = readableBuckets(actor, space, provinceSpace).map((bucket) => ({ space, bucket }));
  if (space === provinceSpace) return own;
  const reference = readableBuckets(actor, provinceSpace, provinceSpace).filter((bucket) => bucket === REFERENCE);
  return [...own, ...reference.map((bucket) => ({ space: provinceSpace, bucket }))];
}

/** The unit whose records this user keeps on a phone; undefined = none (province, administrators). */
export function recordSpaceOf(actor: Actor, provinceSpace: string): string | undefined {
  return activeMemberships(actor)
    .map((membership) => membership.space)
    .find((space) => readableBuckets(actor, space, provinceSpace).some((bucket) => bucket !== REFERENCE));
}
