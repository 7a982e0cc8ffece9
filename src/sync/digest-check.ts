import type { Digest } from '../contract/wire/sync.ts';
import { PROTO } from '../contract/wire/sync.ts';
import { addHash, memberHash, partOf } from '../domain/merge/digest.ts';
import type { Member } from '../store/sync-steps/upkeep.ts';
import type { Feed, NetPort } from './ports.ts';

/** What the server counted in a bucket, in the same snapshot as the end of a pull. */
export type FeedDigest = { readonly feed: Feed; readonly epoch: string; readonly digest: Digest };

type Sum = { readonly count: number; readonly sum: number };

/**
 * Compares the phone's copy of a bucket with the server's digest (rule 27); bisects what differs by the last two
 * digits of the ids. Answers the ids of the records that differ, here or there.
 */
export async function findDifferences(
  net: NetPort,
  at: FeedDigest,
  all: readonly Member[],
): Promise<readonly string[] | 'unreachable'> {
  const { space, bucket } = at.feed;
  const members = all.filter((member) => member.space === space && member.buckets.includes(bucket));
  const suspects = new Set<string>();
  for (const kind of new Set([...Object.keys(at.digest), ...members.map((member) => member.kind)])) {
    const own = members.filter((member) => member.kind === kind);
    if (sameSum(at.digest[kind] ?? ZERO, sumOf(own))) continue;
    const found = await bisect(net, { space, bucket, epoch: at.epoch, kind }, own);
    if (found === 'unreachable') return 'unreachable';
    for (const rid of found) suspects.add(rid);
  }
  return [...suspects];
}

const ZERO: Sum = { count: 0, sum: 0 };

function sumOf(members: readonly Member[]): Sum {
  return members.reduce<Sum>(
    (total, member) => ({ count: total.count + 1, sum: addHash(total.sum, memberHash(member.rid, member.rev)) }),
    ZERO,
  );
}

function sameSum(a: Sum, b: Sum): boolean {
  return a.count === b.count && a.sum === b.sum;
}

async function bisect(
  net: NetPort,
  scope: { readonly space: string; readonly bucket: string; readonly epoch: string; readonly kind: string },
  own: readonly Member[],
): Promise<readonly string[] | 'unreachable'> {
  const sums = await net.digest({ proto: PROTO.max, ...scope });
  if (sums.tag !== 'ok') return 'unreachable';
  const theirs = sums.value.parts ?? {};
  const ownByPart = new Map<string, Member[]>();
  for (const member of own) ownByPart.set(partOf(member.rid), [...(ownByPart.get(partOf(member.rid)) ?? []), member]);
  const parts = [...new Set([...Object.keys(theirs), ...ownByPart.keys()])].filter(
    (part) => !sameSum(theirs[part] ?? ZERO, sumOf(ownByPart.get(part) ?? [])),
  );
  if (parts.length === 0) return [];
  const listed = await net.digest({ proto: PROTO.max, ...scope, parts });
  if (listed.tag !== 'ok') return 'unreachable';
  const revByRid = new Map((listed.value.members ?? []).map((member) => [member.rid, member.rev]));
  const differing = new Set<string>();
  for (const [rid, rev] of revByRid) if (own.find((member) => member.rid === rid)?.rev !== rev) differing.add(rid);
  for (const part of parts)
    for (const member of ownByPart.get(part) ?? [])
      if (revByRid.get(member.rid) !== member.rev) differing.add(member.rid);
  return [...differing];
}
