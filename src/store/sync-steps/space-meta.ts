import { LIMITS } from '../../contract/limits.ts';
import type { PullAnswer, PushAnswer, SyncPoint } from '../../contract/wire/sync.ts';
import type { FeedCursor, SpaceMeta } from '../rows.ts';
import type { Tx } from '../tx.ts';

/** Where a page of a pull was asked from: after the cursor, or below `before` while filling (undefined = start). */
export type PagePosition = { readonly cursor: number } | { readonly before: number | undefined };

/** Reads one value of the phone's bookkeeping. */
export async function readMeta<T>(tx: Tx, key: string): Promise<T | undefined> {
  return (await tx.get('meta', key))?.value as T | undefined;
}

/** Writes one value of the phone's bookkeeping. */
export async function writeMeta(tx: Tx, key: string, value: unknown): Promise<void> {
  await tx.put('meta', [{ key, value }]);
}

const NEW_SPACE: SpaceMeta = { epoch: '', seen: { seq: 0, hash: '' }, marks: [], feeds: {} };

/** What this phone knows of a space's order of changes. */
export async function readSpace(tx: Tx, space: string): Promise<SpaceMeta> {
  return (await readMeta<SpaceMeta>(tx, `space:${space}`)) ?? NEW_SPACE;
}

/** Keeps what this phone knows of a space's order of changes. */
export async function writeSpace(tx: Tx, space: string, meta: SpaceMeta): Promise<void> {
  await writeMeta(tx, `space:${space}`, meta);
}

/** Remembers a point; old ones thin out so that a few reach far back. */
function withMark(marks: readonly SyncPoint[], point: SyncPoint): readonly SyncPoint[] {
  if (point.seq === 0 || marks[0]?.seq === point.seq) return marks;
  const next = [point, ...marks.filter((mark) => mark.seq < point.seq)];
  if (next.length <= LIMITS.marks) return next;
  // Drop from the older half the mark whose neighbours stand closest: what is left spreads out with age.
  const half = Math.floor(next.length / 2);
  let drop = next.length - 2;
  for (let i = half; i < next.length - 1; i += 1) if (gap(next, i) < gap(next, drop)) drop = i;
  return next.filter((_, i) => i !== drop);
}

function gap(marks: readonly SyncPoint[], i: number): number {
  return (marks[i - 1]?.seq ?? 0) - (marks[i + 1]?.seq ?? 0);
}

function withSeen(meta: SpaceMeta, point: SyncPoint): SpaceMeta {
  return point.seq > meta.seen.seq ? { ...meta, seen: point, marks: withMark(meta.marks, point) } : meta;
}

/** Where the buckets stand after a push; `allUsed` = every answer could be applied. */
export function advancedByPush(meta: SpaceMeta, answer: PushAnswer, allUsed: boolean): SpaceMeta {
  if (!allUsed) return withSeen(meta, answer.head);
  // If a bucket stood at the head before this push, all that came since is this phone's own: one request ends the cycle.
  const { headBefore, head } = answer;
  const moved = (feed: FeedCursor): FeedCursor =>
    feed.cursor === headBefore.seq ? { ...feed, cursor: head.seq } : feed;
  const feeds = Object.fromEntries(Object.entries(meta.feeds).map(([bucket, feed]) => [bucket, moved(feed)]));
  return withSeen({ ...meta, feeds }, head);
}

/** Whether a page's position is still where this feed stands. */
export function isPresent(feed: FeedCursor | undefined, from: PagePosition): boolean {
  if ('cursor' in from) return feed?.cursor === from.cursor;
  return feed === undefined ? from.before === undefined : feed.before !== undefined && feed.before === from.before;
}

/** Where a bucket stands after a page. */
export function advancedByPull(meta: SpaceMeta, bucket: string, from: PagePosition, answer: PullAnswer): SpaceMeta {
  if ('cursor' in from) {
    const feed: FeedCursor = { ...meta.feeds[bucket], cursor: Math.max(from.cursor, answer.cursor.seq) };
    return withSeen(
      { ...meta, feeds: { ...meta.feeds, [bucket]: feed } },
      answer.cursor.seq >= answer.head.seq ? answer.head : answer.cursor,
    );
  }
  // First filling: the live cursor stands at the head that the first page was read at.
  const cursor = meta.feeds[bucket]?.cursor ?? answer.head.seq;
  const feed: FeedCursor = answer.more && answer.before !== undefined ? { cursor, before: answer.before } : { cursor };
  return withSeen({ ...meta, feeds: { ...meta.feeds, [bucket]: feed } }, answer.head);
}

/** Where the buckets stand after a restore: nowhere above the last shared point. */
export function recoveredMeta(meta: SpaceMeta, epoch: string, common: SyncPoint): SpaceMeta {
  const feeds = Object.fromEntries(
    Object.entries(meta.feeds).map(([bucket, feed]) => [
      bucket,
      {
        ...feed,
        cursor: Math.min(feed.cursor, common.seq),
        ...(feed.before === undefined ? {} : { before: Math.min(feed.before, common.seq + 1) }),
      },
    ]),
  );
  return { epoch, seen: common, marks: meta.marks.filter((mark) => mark.seq <= common.seq), feeds, common: common.seq };
}
