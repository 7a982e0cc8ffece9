import { type Cells, REDACTED } from '../../contract/records/kind.ts';
import type { BatchEffect, Change } from '../../domain/merge/apply-batch.ts';
import { memberHash } from '../../domain/merge/digest.ts';
import type { ServerRecord } from '../../domain/merge/server-record.ts';
import { homeBucket } from '../../domain/permissions/buckets.ts';
import { FACTS_VERSION, type Fact, factsOf } from '../../domain/statistics/facts.ts';
import { textsOf } from './cell-texts.ts';
import { chainHash, writtenBefore } from './chain.ts';
import type { Sql } from './database.ts';
import { uuidArray } from './database.ts';
import { factColumns, factRow } from './fact-columns.ts';
import { storedMetas } from './group-metas.ts';
import { redactedBody, redactHistory } from './redact-history.ts';
import type { StoredRecord } from './slice.ts';

/** Whose batch it is, and when it came. */
export type Arrival = {
  readonly space: string;
  readonly clientId: string | null;
  readonly userId: string;
  readonly deviceId: string | null;
  readonly appVer: string;
  readonly receivedMs: number;
  readonly deviceMs: number | null;
  /** A secret for each change, from which its salts are derived. */
  readonly salt: () => string;
};

/** What of a batch's effect is stored; a salvage and a deferred item bring the same. */
export type Storable = Pick<BatchEffect, 'ledger' | 'deferred' | 'records' | 'redactions' | 'head'> & {
  readonly changes: readonly (Omit<Change, 'op'> & { readonly op: string })[];
  /** Undefined: not a client's own row of numbers. */
  readonly lastNo: number | undefined;
  /** Buckets besides its home that a record is in from now on; those not named stay in what they were. */
  readonly otherBuckets?: ReadonlyMap<string, readonly string[]>;
};

/**
 * Stores what a batch did: one statement per table, each with one jsonb parameter, the new head last.
 * Answers the hash of the new head.
 */
export async function storeEffect(
  tx: Sql,
  arrival: Arrival,
  before: { readonly records: ReadonlyMap<string, StoredRecord>; readonly headHash: string },
  effect: Storable,
): Promise<string> {
  const { space } = arrival;
  const patchesBySeq = new Map(effect.changes.map((change) => [change.seq, change.patch]));
  const changed = [...effect.records.values()].map((record) =>
    placed(record, before.records.get(record.rid), {
      others: effect.otherBuckets?.get(record.rid),
      patch: patchesBySeq.get(record.rev),
    }),
  );
  const versionOf = (rid: string) => (effect.records.get(rid) ?? before.records.get(rid))?.schemaVer ?? 1;
  const headHash = await storeChanges(tx, arrival, { previousHash: before.headHash, versionOf }, effect.changes);
  await storeRecords(tx, space, changed);
  await storeConflicts(tx, space, changed);
  await storeFacts(tx, space, changed);
  await storeLedger(tx, arrival, effect);
  await storeDeferred(tx, arrival, before.records, effect);
  for (const { rid, policy } of effect.redactions)
    await redactHistory(tx, space, { rid, policy, seq: effect.records.get(rid)?.rev ?? effect.head });
  await storeClock(tx, arrival, { changed, head: effect.head, headHash, lastNo: effect.lastNo });
  return headHash;
}

/** A changed record with its old state and the buckets it is in from now on. */
type Placed = {
  readonly record: ServerRecord;
  readonly old: StoredRecord | undefined;
  readonly buckets: readonly string[];
  readonly left: readonly string[];
  /** Undefined: the cells are the patch of the change with the record's rev, as of every new record. */
  readonly cellsText: string | undefined;
  readonly bytes: number;
  readonly fact: Fact | undefined;
};

function placed(
  record: ServerRecord,
  old: StoredRecord | undefined,
  { others, patch }: { readonly others: readonly string[] | undefined; readonly patch: Cells | undefined },
): Placed {
  const home = homeBucket(record.kind, record.cells);
  const was = old?.buckets ?? [];
  const buckets = [home, ...(others ?? was.slice(1)).filter((bucket) => bucket !== home)];
  const left = was.filter((bucket) => !buckets.includes(bucket));
  const fact = factsOf(record.rid, record.kind, record.cells);
  const isPatch = record.cells === patch;
  const text = isPatch ? textsOf(patch).whole : JSON.stringify(record.cells);
  return { record, old, buckets, left, cellsText: isPatch ? undefined : text, bytes: text.length, fact };
}

async function storeRecords(tx: Sql, space: string, changed: readonly Placed[]): Promise<void> {
  if (changed.length === 0) return;
  const records = changed.map(({ record, buckets, cellsText, fact }) => {
    const { rid, kind, rev, schemaVer, groups } = record;
    const anchor_date = fact?.day ?? null;
    const head = JSON.stringify({
      rid,
      kind,
      rev,
      schema_ver: schemaVer,
      anchor_date,
      buckets,
      groups: storedMetas(groups),
    });
    return cellsText === undefined ? head : `${head.slice(0, -1)},"cells":${cellsText}}`;
  });
  await tx.query(
    `insert into record (space_id, rid, kind, rev, schema_ver, anchor_date, cells, groups, buckets)
     select $1, rid, kind, rev, schema_ver, anchor_date,
       coalesce(cells, (select c.patch from change c where c.space_id = $1 and c.seq = rev)), groups, buckets
     from jsonb_to_recordset($2::jsonb) as t(rid uuid, kind text, rev bigint, schema_ver integer, anchor_date date,
                                             cells jsonb, groups jsonb, buckets jsonb)
     on conflict (space_id, rid) do update set rev = excluded.rev, schema_ver = excluded.schema_ver,
       anchor_date = excluded.anchor_date, cells = excluded.cells, groups = excluded.groups,
       buckets = excluded.buckets`,
    [space, `[${records.join(',')}]`],
  );
  await storeMemberships(tx, space, changed);
}

const GONE_ROW_BYTES = 80;

async function storeMemberships(tx: Sql, space: string, changed: readonly Placed[]): Promise<void> {
  const rows = changed.flatMap(({ record: { rid, kind, rev }, buckets, left, bytes }) => [
    ...buckets.map((bucket) => ({ bucket, rid, kind, seq: rev, bytes, gone: false })),
    ...left.map((bucket) => ({ bucket, rid, kind, seq: rev, bytes: GONE_ROW_BYTES, gone: true })),
  ]);
  await tx.query(
    `insert into membership (space_id, bucket, rid, kind, seq, bytes, gone)
     select $1, bucket, rid, kind, seq, bytes, gone
     from jsonb_to_recordset($2::jsonb)
       as t(bucket text, rid uuid, kind text, seq bigint, bytes integer, gone boolean)
     on conflict (space_id, bucket, rid) do update
       set seq = excluded.seq, bytes = excluded.bytes, gone = excluded.gone`,
    [space, JSON.stringify(rows)],
  );
}

async function storeConflicts(tx: Sql, space: string, changed: readonly Placed[]): Promise<void> {
  const touched = changed.filter(({ record, old }) => record.conflicts.length > 0 || (old?.conflicts.length ?? 0) > 0);
  if (touched.length === 0) return;
  await tx.query('delete from conflict where space_id = $1 and rid = any($2::text::uuid[])', [
    space,
    uuidArray(touched.map(({ record }) => record.rid)),
  ]);
  const rows = touched.flatMap(({ record: { rid, conflicts } }) =>
    conflicts.map(({ group, ...rest }, place) => ({ rid, group_key: group, place, ...rest })),
  );
  if (rows.length === 0) return;
  await tx.query(
    `insert into conflict (space_id, rid, mid, group_key, place, offered, author, hlc)
     select $1, rid, mid, group_key, place, coalesce(offered, 'null'::jsonb), author, hlc
     from jsonb_to_recordset($2::jsonb)
       as t(rid uuid, mid uuid, group_key text, place integer, offered jsonb, author uuid, hlc text)`,
    [space, JSON.stringify(rows)],
  );
}

const FACT_COLUMNS_SQL = factColumns();

async function storeFacts(tx: Sql, space: string, changed: readonly Placed[]): Promise<void> {
  const without: string[] = [];
  const rows: object[] = [];
  for (const { record, old, fact } of changed) {
    if (fact !== undefined) rows.push(factRow(fact));
    else if (old !== undefined) without.push(record.rid);
  }
  if (without.length > 0)
    await tx.query('delete from fact where space_id = $1 and rid = any($2::text::uuid[])', [space, uuidArray(without)]);
  if (rows.length > 0) await tx.query(FACT_COLUMNS_SQL.upsert, [space, FACTS_VERSION, JSON.stringify(rows)]);
}

async function storeChanges(
  tx: Sql,
  arrival: Arrival,
  { previousHash, versionOf }: { readonly previousHash: string; readonly versionOf: (rid: string) => number },
  changes: Storable['changes'],
): Promise<string> {
  if (changes.length === 0) return previousHash;
  const receivedAt = new Date(arrival.receivedMs).toISOString();
  let hash = previousHash;
  const rows = changes.map((change) => {
    const { seq, mid, rid, kind, op, base, author, hlc, patch } = change;
    const before = writtenBefore(change.before);
    const salt = arrival.salt();
    const line = { seq, mid, rid, kind, op, author, client: arrival.clientId, receivedAt, patch, before, salt };
    hash = chainHash(hash, { ...line, redacted: null });
    const schema_ver = versionOf(rid);
    const head = JSON.stringify({ seq, mid, rid, kind, op, base, before, salt, author, hlc, hash, schema_ver });
    return `${head.slice(0, -1)},"patch":${textsOf(patch).whole}}`;
  });
  await tx.query(
    `insert into change (space_id, seq, mid, rid, kind, op, base, patch, before, salt, author, client_id, hlc,
                         device_ms, received_at, hash, schema_ver)
     select $1, seq, mid, rid, kind, op, base, patch, before, salt, author, $3, hlc, $4, $5, hash, schema_ver
     from jsonb_to_recordset($2::jsonb)
       as t(seq bigint, mid uuid, rid uuid, kind text, op text, base jsonb, patch jsonb, before jsonb, salt text,
            author uuid, hlc text, hash text, schema_ver integer)`,
    [arrival.space, `[${rows.join(',')}]`, arrival.clientId, arrival.deviceMs, receivedAt],
  );
  return hash;
}

async function storeLedger(tx: Sql, arrival: Arrival, effect: Storable): Promise<void> {
  if (effect.ledger.size === 0) return;
  const rows = [...effect.ledger].map(([mid, { bodyHash, no, st, seq, prev, problem }]) => ({
    mid,
    no: effect.lastNo === undefined ? null : no,
    body_hash: bodyHash,
    st,
    seq,
    prev,
    problem,
  }));
  await tx.query(
    `insert into mutation (space_id, mid, client_id, no, body_hash, st, seq, prev, problem, received_at)
     select $1, mid, $3, no, body_hash, st, seq, prev, problem, $4
     from jsonb_to_recordset($2::jsonb)
       as t(mid uuid, no bigint, body_hash text, st text, seq bigint, prev bigint, problem jsonb)`,
    [arrival.space, JSON.stringify(rows), arrival.clientId, new Date(arrival.receivedMs).toISOString()],
  );
}

async function storeDeferred(
  tx: Sql,
  arrival: Arrival,
  held: ReadonlyMap<string, ServerRecord>,
  effect: Storable,
): Promise<void> {
  if (effect.deferred.size === 0) return;
  const rows = [...effect.deferred].map(([mid, body]) => {
    const policy = (effect.records.get(body.rid) ?? held.get(body.rid))?.cells[REDACTED];
    return { mid, rid: body.rid, body: typeof policy === 'string' ? redactedBody(body, policy) : body };
  });
  await tx.query(
    `insert into deferred (space_id, mid, rid, client_id, user_id, body, received_at)
     select $1, mid, rid, $3, $4, body, $5 from jsonb_to_recordset($2::jsonb) as t(mid uuid, rid uuid, body jsonb)`,
    [arrival.space, JSON.stringify(rows), arrival.clientId, arrival.userId, new Date(arrival.receivedMs).toISOString()],
  );
}

type NewClock = {
  readonly changed: readonly Placed[];
  readonly head: number;
  readonly headHash: string;
  readonly lastNo: number | undefined;
};

/** The digests, the client's place in its row of numbers, and the new head: one statement. */
async function storeClock(tx: Sql, arrival: Arrival, { changed, head, headHash, lastNo }: NewClock): Promise<void> {
  const { space, clientId, userId, deviceId, appVer, deviceMs, receivedMs } = arrival;
  await tx.query(
    `with digests as (
       insert into bucket_digest (space_id, bucket, kind, count, sum)
       select $1, bucket, kind, count, sum
       from jsonb_to_recordset($2::jsonb) as t(bucket text, kind text, count bigint, sum bigint)
       on conflict (space_id, bucket, kind) do update set count = bucket_digest.count + excluded.count,
         sum = (bucket_digest.sum + excluded.sum) % 4294967296
     ), clients as (
       insert into client (space_id, client_id, user_id, device_id, last_no, app_ver, clock_ahead_ms, last_seen)
       select $1, $5::uuid, $6::uuid, $7::uuid, $8::bigint, $9::text, $10::bigint, $11::timestamptz
       where $8::bigint is not null
       on conflict (space_id, client_id) do update set last_no = excluded.last_no, device_id = excluded.device_id,
         app_ver = excluded.app_ver, clock_ahead_ms = excluded.clock_ahead_ms, last_seen = excluded.last_seen
     )
     update space_clock set head_seq = $3, head_hash = $4 where space_id = $1`,
    [
      space,
      JSON.stringify(digestChanges(changed)),
      head,
      headHash,
      clientId,
      userId,
      deviceId,
      lastNo ?? null,
      appVer,
      Math.round((deviceMs ?? receivedMs) - receivedMs),
      new Date(receivedMs).toISOString(),
    ],
  );
}

const MODULUS = 0x1_0000_0000;

/** How counts and sums per bucket and kind change: a record counts in every bucket it is in. */
function digestChanges(changed: readonly Placed[]): object[] {
  const byKey = new Map<string, { bucket: string; kind: string; count: number; sum: number }>();
  const add = (bucket: string, kind: string, count: 1 | -1, hash: number) => {
    const key = `${bucket} ${kind}`;
    const entry = byKey.get(key) ?? { bucket, kind, count: 0, sum: 0 };
    entry.count += count;
    entry.sum = (entry.sum + (count === 1 ? hash : MODULUS - hash)) % MODULUS;
    byKey.set(key, entry);
  };
  for (const { record, old, buckets } of changed) {
    if (old !== undefined) for (const bucket of old.buckets) add(bucket, old.kind, -1, memberHash(old.rid, old.rev));
    for (const bucket of buckets) add(bucket, record.kind, 1, memberHash(record.rid, record.rev));
  }
  return [...byKey.values()];
}
