import { LIMITS } from '../../contract/limits.ts';
import { PROTO, type PullAnswer, PullQuery } from '../../contract/wire/sync.ts';
import { ok } from '../../domain/result.ts';
import { hashAt, type Page, readPage } from '../storage/pull-rows.ts';
import { type Answer, refuse, refuseBucket, type SyncDeps, type SyncSession } from './sync-session.ts';

/**
 * One page of a bucket: what is new above a cursor, or, for an empty phone, what lies below `before`, newest first.
 * Where a page ends at the head, its cursor is the head of the same snapshot (sync rules 8, 9, 18).
 */
export async function pull(deps: SyncDeps, session: SyncSession, raw: unknown): Promise<Answer<PullAnswer>> {
  const parsed = PullQuery.safeParse(raw);
  if (!parsed.success) return refuse('malformed');
  const query = parsed.data;
  if (Number(query.proto) < PROTO.min || Number(query.proto) > PROTO.max) return refuse('protoUnsupported');
  const refused = refuseBucket(deps, session, query.space, query.bucket);
  if (refused !== undefined) return refused;
  const { space, bucket } = query;
  const seen = Number(query.seen ?? 0);
  const page = await readPage(deps.database, {
    space,
    bucket,
    seen,
    ...(query.before === undefined ? { after: Number(query.cursor ?? 0) } : { before: Number(query.before) }),
    rows: Math.min(Math.max(Number(query.limit ?? LIMITS.pageRows), 1), LIMITS.pageRows),
    bytes: LIMITS.pageBytes,
  });
  if (page === undefined) return refuse('notFound');
  const { epoch } = page;
  if (query.epoch !== undefined && query.epoch !== epoch) return refuse('epoch', { epoch });
  const hash = query.hash ?? '';
  if (seen === 0 ? hash !== '' : page.seenHash !== hash) return refuse('forked', { epoch });
  if (query.before === undefined && Number(query.cursor ?? 0) < page.floor) return refuse('cursorTooOld', { epoch });
  return ok(await answerOf(deps, query, page));
}

async function answerOf(deps: SyncDeps, query: PullQuery, page: Page): Promise<PullAnswer> {
  const forward = query.before === undefined;
  const last = page.rows.at(-1)?.seq;
  const cursor =
    forward && page.more && last !== undefined
      ? { seq: last, hash: await hashAt(deps.database, query.space, last) }
      : page.head;
  return {
    epoch: page.epoch,
    now: deps.ports.nowMs(),
    serverVer: deps.serverVer,
    rows: page.rows.map(({ row }) => row),
    cursor,
    more: page.more,
    head: page.head,
    ...(!forward && page.more && last !== undefined ? { before: last } : {}),
    ...(forward && !page.more ? { digest: page.digest } : {}),
  };
}
