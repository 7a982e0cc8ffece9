import { PROTO, type ProblemRef, type PushAnswer, PushRequest } from '../../contract/wire/sync.ts';
import {
  applyBatch,
  type BatchEffect,
  type BatchItem,
  type BatchRules,
  type BatchState,
} from '../../domain/merge/apply-batch.ts';
import { problem } from '../../domain/merge/problem.ts';
import type { ServerRecord } from '../../domain/merge/server-record.ts';
import { homeBucket, readableBuckets } from '../../domain/permissions/buckets.ts';
import { refuseMutation } from '../../domain/permissions/refuse-mutation.ts';
import { ok } from '../../domain/result.ts';
import { lockClock, type SpaceClock } from '../storage/clock.ts';
import { isDataError, type Sql } from '../storage/database.ts';
import { loadClient, loadLedger, loadRecords, type StoredRecord } from '../storage/slice.ts';
import { type Arrival, storeEffect } from '../storage/store-effect.ts';
import { wireRows } from '../storage/wire-rows.ts';
import { definitionOf } from './definitions.ts';
import { divert } from './divert.ts';
import { parseBatch } from './parse-batch.ts';
import { redactJoined } from './redact-joined.ts';
import { saltsFrom } from './salts.ts';
import { type Answer, refuse, type SyncDeps, type SyncSession, worksIn } from './sync-session.ts';

type Request = PushRequest;
type Attempt = { readonly deps: SyncDeps; readonly session: SyncSession; readonly request: Request };

/**
 * Takes a batch in: parsed before the transaction, applied in one, answered item by item. If the database refuses a
 * value all the same, the batch is taken again one by one and only the culprit is refused (sync rule 6).
 */
export async function push(deps: SyncDeps, session: SyncSession, body: unknown): Promise<Answer<PushAnswer>> {
  const parsed = PushRequest.safeParse(body);
  if (!parsed.success) return refuse(isOtherProto(body) ? 'protoUnsupported' : 'malformed');
  const request = parsed.data;
  if (request.proto < PROTO.min || request.proto > PROTO.max) return refuse('protoUnsupported');
  const { userId } = session.actor;
  const authors = new Set(request.muts.map((raw) => (raw as { author?: unknown }).author));
  // Another person's session in this browser: nothing is wrong with the batch, it must come under its author's own.
  if (authors.size === 1 && !authors.has(userId) && typeof [...authors][0] === 'string') return refuse('noSession');
  if (!worksIn(session, request.space)) return refuse('notFound');
  if (session.standing !== 'active') return divert(deps, session, request);
  const items = parseBatch(request.muts, userId);
  const attempt = { deps, session, request };
  try {
    return await deps.database.transaction((tx) => applyAtOnce(tx, attempt, items));
  } catch (error) {
    if (!isDataError(error)) throw error;
    return await deps.database.transaction((tx) => applyOneByOne(tx, attempt, items));
  }
}

/** Whether a body that this program cannot read says that it speaks another protocol version. */
export function isOtherProto(body: unknown): boolean {
  const { proto } = (body ?? {}) as { proto?: unknown };
  return typeof proto === 'number' && (proto < PROTO.min || proto > PROTO.max);
}

type Opened = {
  readonly clock: SpaceClock;
  readonly state: Omit<BatchState, 'records'> & { readonly records: ReadonlyMap<string, StoredRecord> };
  readonly rules: BatchRules;
  readonly arrival: Arrival;
};

async function applyAtOnce(tx: Sql, attempt: Attempt, items: readonly BatchItem[]): Promise<Answer<PushAnswer>> {
  const opened = await open(tx, attempt, items);
  if (!opened.ok) return opened;
  const { clock, state, rules, arrival } = opened.value;
  const effect = applyBatch(state, items, rules);
  if (effect === 'gap') return refuse('gap');
  const headHash = await storeEffect(tx, arrival, { records: state.records, headHash: clock.head.hash }, effect);
  await redactJoined(tx, attempt.deps, arrival, [effect]);
  return ok(await answerOf(tx, attempt, clock, { ...effect, headHash, held: state.records }));
}

/** Locks the space, then reads the slice of it that the batch touches. */
async function open(tx: Sql, attempt: Attempt, items: readonly BatchItem[]): Promise<Answer<Opened>> {
  const { deps, session, request } = attempt;
  const { space, clientId, seen, epoch } = request;
  const clock = await lockClock(tx, space);
  if (clock === undefined) return refuse('notFound');
  if (clock.epoch !== epoch) return refuse('epoch', { epoch: clock.epoch });
  const client = await loadClient(tx, space, clientId, seen);
  if (seen.seq === 0 ? seen.hash !== '' : client.seenHash !== seen.hash)
    return refuse('forked', { epoch: clock.epoch });
  if (client.userId !== null && client.userId !== session.actor.userId) return refuse('noSession');
  const ledger = await loadLedger(tx, space, new Set(items.map((item) => item.mid)));
  const rids = new Set(items.flatMap((item) => item.mutation?.rid ?? []));
  const records = rids.size === 0 ? new Map<string, StoredRecord>() : await loadRecords(tx, space, rids);
  const receivedMs = deps.ports.nowMs();
  return ok({
    clock,
    state: { head: clock.head.seq, lastNo: client.lastNo, ledger, records },
    rules: rulesOf(attempt),
    arrival: {
      space,
      clientId,
      userId: session.actor.userId,
      deviceId: session.deviceId,
      appVer: request.appVer,
      receivedMs,
      deviceMs: Math.round(request.now),
      salt: saltsFrom(deps, items.length),
    },
  });
}

function rulesOf({ deps, session, request }: Attempt): BatchRules {
  const place = { space: request.space, provinceSpace: deps.root };
  return {
    definitionOf,
    refuse: (mutation, record) => refuseMutation(session.actor, place, mutation, record),
    pulledUpTo: (record) => request.cursorOf[homeBucket(record.kind, record.cells)] ?? 0,
    ...(deps.faults === undefined ? {} : { faults: deps.faults }),
  };
}

type Applied = Pick<BatchEffect, 'results' | 'rowsWanted' | 'records' | 'head'> & {
  readonly headHash: string;
  readonly held: ReadonlyMap<string, StoredRecord>;
};

async function answerOf(
  tx: Sql,
  { deps, session, request }: Attempt,
  clock: SpaceClock,
  applied: Applied,
): Promise<PushAnswer> {
  const readable = readableBuckets(session.actor, request.space, deps.root);
  const shown = [...applied.rowsWanted].flatMap((rid) => {
    const held = applied.held.get(rid);
    const record = applied.records.get(rid) ?? held;
    return record !== undefined && isReadable(readable, record, held) ? [record] : [];
  });
  return {
    epoch: clock.epoch,
    now: deps.ports.nowMs(),
    serverVer: deps.serverVer,
    results: [...applied.results],
    rows: await wireRows(tx, request.space, shown),
    headBefore: clock.head,
    head: { seq: applied.head, hash: applied.headHash },
  };
}

/** Whether one of the buckets a record is in now may be read: its home, or another it was given to. */
export function isReadable(readable: readonly string[], record: ServerRecord, held: StoredRecord | undefined): boolean {
  const buckets = [homeBucket(record.kind, record.cells), ...(held?.buckets ?? []).slice(1)];
  return buckets.some((bucket) => readable.includes(bucket));
}

/** The slow way, after the database refused a value: each item under a savepoint of its own. */
async function applyOneByOne(tx: Sql, attempt: Attempt, items: readonly BatchItem[]): Promise<Answer<PushAnswer>> {
  const opened = await open(tx, attempt, items);
  if (!opened.ok) return opened;
  const { clock, rules, arrival } = opened.value;
  let { state } = opened.value;
  if (applyBatch(state, items, rules) === 'gap') return refuse('gap');
  const all: BatchEffect[] = [];
  let headHash = clock.head.hash;
  for (const item of items) {
    const salted = { ...arrival, salt: saltsFrom(attempt.deps, 2) };
    const done = await applyItem(tx, { state, rules, arrival: salted, headHash }, item);
    all.push(done.effect);
    headHash = done.headHash;
    state = advanced(state, done.effect);
  }
  await redactJoined(tx, attempt.deps, arrival, all);
  return ok(
    await answerOf(tx, attempt, clock, {
      results: all.flatMap((effect) => effect.results),
      rowsWanted: new Set(all.flatMap((effect) => [...effect.rowsWanted])),
      records: state.records,
      head: state.head,
      headHash,
      held: state.records,
    }),
  );
}

type Step = {
  readonly state: Opened['state'];
  readonly rules: BatchRules;
  readonly arrival: Arrival;
  readonly headHash: string;
};

async function applyItem(
  tx: Sql,
  { state, rules, arrival, headHash }: Step,
  item: BatchItem,
): Promise<{ effect: BatchEffect; headHash: string }> {
  const store = async (tried: BatchItem) => {
    const effect = applyBatch(state, [tried], rules);
    if (effect === 'gap') throw new Error('a batch without a gap has an item with one');
    return { effect, headHash: await storeEffect(tx, arrival, { records: state.records, headHash }, effect) };
  };
  await tx.script('savepoint item');
  try {
    const done = await store(item);
    await tx.script('release savepoint item');
    return done;
  } catch (error) {
    if (!isDataError(error)) throw error;
    await tx.script('rollback to savepoint item');
    const { mid, no, bodyHash } = item;
    return store({ mid, no, bodyHash, refused: unstorable() });
  }
}

function unstorable(): ProblemRef {
  return problem('itemInvalid', { group: '' });
}

function advanced(state: Opened['state'], effect: BatchEffect): Opened['state'] {
  const records = new Map(state.records);
  for (const [rid, record] of effect.records) {
    const home = homeBucket(record.kind, record.cells);
    const others = (state.records.get(rid)?.buckets ?? []).slice(1).filter((bucket) => bucket !== home);
    records.set(rid, { ...record, buckets: [home, ...others] });
  }
  return {
    head: effect.head,
    lastNo: effect.lastNo,
    ledger: new Map([...state.ledger, ...effect.ledger]),
    records,
  };
}
