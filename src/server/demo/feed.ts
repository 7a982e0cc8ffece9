import type { Cells } from '../../contract/records/kind.ts';
import type { Membership } from '../../contract/wire/session.ts';
import { type Base, type Op, PROTO } from '../../contract/wire/sync.ts';
import { dateAt } from '../../domain/calendar/plain-date.ts';
import { hlcText, newHlc, ticked } from '../../domain/merge/hlc.ts';
import type { Actor } from '../../domain/permissions/actor.ts';
import { readClock } from '../storage/clock.ts';
import { uuidArray } from '../storage/database.ts';
import { push } from '../sync/push.ts';
import type { SyncDeps } from '../sync/sync-session.ts';
import { demoId } from './communes.ts';

/** One thing that an invented clerk writes. */
export type FeedItem = {
  /** When, by his clock. */
  readonly atMs: number;
  readonly rid: string;
  readonly kind: string;
  readonly op: Op;
  readonly patch: Cells;
  /** Told apart from other items of the same record; absent = the one that makes it. */
  readonly step?: string;
  /** What its author had on the screen; absent = everything of this feed before it. */
  readonly saw?: readonly string[];
  /** Not where somebody has written these groups meanwhile: what he wrote stays. */
  readonly gently?: true;
};

/** What one invented machine sends, in order: the numbers of its items are their places, at every start of the demo. */
export type Feed = {
  readonly name: string;
  readonly space: string;
  readonly author: { readonly userId: string; readonly memberships: readonly Membership[] };
  readonly items: readonly FeedItem[];
  /** When the machine was in contact for the last time. */
  readonly contactMs: number;
};

/** Stops between two batches; answers false when the server is being stopped. */
export type Pace = { readonly batch: number; readonly rest: () => Promise<boolean> };

/** The id of the mutation that an item becomes. */
export function itemId({ rid, step = 'create' }: Pick<FeedItem, 'rid' | 'step'>): string {
  return demoId(`mutation ${rid} ${step}`);
}

/**
 * Pushes what the server has not had yet of a feed, as a phone would: ledger, merge, change chain and facts are real.
 * The server's clock is set to the time at which each batch would have come. Answers whether it came to the end.
 */
export async function pushFeed(deps: SyncDeps, feed: Feed, pace: Pace): Promise<boolean> {
  const clientId = demoId(`client ${feed.name}`);
  const mutations = mutationsOf(feed, clientId);
  for (let from = await lastNo(deps, feed.space, clientId); from < mutations.length; from += pace.batch) {
    if (!(await pace.rest())) return false;
    const batch = mutations.slice(from, from + pace.batch);
    const isLast = from + pace.batch >= mutations.length;
    const arrivedMs = isLast ? feed.contactMs : Math.min((batch.at(-1)?.atMs ?? 0) + ON_THE_WAY_MS, feed.contactMs);
    await pushBatch(deps, feed, clientId, await withoutTouched(deps, feed.space, batch), arrivedMs);
  }
  return true;
}

/** From the clerk's phone to the server: that long after the last of a batch was written. */
const ON_THE_WAY_MS = 45 * 60_000;

async function lastNo({ database }: SyncDeps, space: string, clientId: string): Promise<number> {
  const rows = await database.query<{ last_no: number }>(
    'select last_no from client where space_id = $1 and client_id = $2',
    [space, clientId],
  );
  return rows[0]?.last_no ?? 0;
}

type Numbered = Omit<FeedItem, 'saw' | 'step'> & {
  readonly mid: string;
  readonly no: number;
  readonly base: Base;
  readonly hlc: string;
};

function mutationsOf({ items }: Feed, clientId: string): readonly Numbered[] {
  const midsByRecord = new Map<string, string[]>();
  let clock = newHlc(clientId.slice(-12));
  return items.map((item, place) => {
    const mid = itemId(item);
    const before = midsByRecord.get(item.rid) ?? [];
    midsByRecord.set(item.rid, [...before, mid]);
    clock = ticked(clock, item.atMs);
    const saw = item.saw ?? before;
    const { atMs, rid, kind, op, patch, gently } = item;
    const base = saw.length === 0 ? { rev: 0 } : { rev: 0, saw: [...saw] };
    const whole = { atMs, rid, kind, op, patch, mid, no: place + 1, base, hlc: hlcText(clock) };
    return gently ? { ...whole, gently } : whole;
  });
}

/** What somebody has written meanwhile stays: such an item keeps its number and changes nothing. */
async function withoutTouched(
  { database }: SyncDeps,
  space: string,
  batch: readonly Numbered[],
): Promise<readonly Numbered[]> {
  const asked = batch.filter(({ gently }) => gently).map(({ rid }) => rid);
  if (asked.length === 0) return batch;
  const rows = await database.query<{ rid: string; cells: Cells }>(
    'select rid, cells from record where space_id = $1 and rid = any($2::text::uuid[])',
    [space, uuidArray(asked)],
  );
  const cellsById = new Map(rows.map(({ rid, cells }) => [rid, cells]));
  return batch.map((item) => {
    const cells = cellsById.get(item.rid);
    const touched = item.gently && cells !== undefined && Object.keys(item.patch).some((key) => key in cells);
    return touched ? { ...item, patch: {} } : item;
  });
}

async function pushBatch(
  deps: SyncDeps,
  { space, author }: Feed,
  clientId: string,
  batch: readonly Numbered[],
  arrivedMs: number,
): Promise<void> {
  const clock = await readClock(deps.database, space);
  if (clock === undefined) throw new Error(`the demo has no space ${space}`);
  const { userId, memberships } = author;
  const actor: Actor = { userId, memberships, today: dateAt(deps.ports.nowMs()), shareBetweenOrgans: false };
  const session = { actor, standing: 'active', deviceId: null, spaces: [space] } as const;
  const past: SyncDeps = { ...deps, ports: { ...deps.ports, nowMs: () => arrivedMs } };
  const answer = await push(past, session, {
    proto: PROTO.max,
    appVer: deps.serverVer,
    clientId,
    space,
    epoch: clock.epoch,
    seen: { seq: 0, hash: '' },
    cursorOf: {},
    now: arrivedMs,
    muts: batch.map(({ atMs: _at, gently: _gently, ...mutation }) => ({ ...mutation, schemaVer: 1, author: userId })),
  });
  // What somebody has made a denunciation, or what never was, needs no notice.
  const gentle = new Set(batch.filter(({ gently }) => gently).map(({ mid }) => mid));
  const refused = answer.ok
    ? answer.value.results.find(({ st, mid }) => st === 'rejected' && !gentle.has(mid))
    : answer.error;
  if (refused !== undefined) throw new Error(`the demo's records were refused: ${JSON.stringify(refused)}`);
}
