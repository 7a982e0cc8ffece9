import * as z from 'zod/mini';
import { LIMITS } from '../limits.ts';
import { JsonValue, Seq, Uuid } from '../scalars.ts';

/** Protocol versions this program speaks. A message outside the other side's range is answered with 426. */
export const PROTO = { min: 1, max: 1 } as const;

/** An epoch of one space: changes whenever its server may have forgotten something (restore, unclean start). */
export const Epoch = z.string().check(z.minLength(1), z.maxLength(64));

/** A point in the change order: the sequence number and the chain hash of the change there ('' at 0). */
export const SyncPoint = z.object({ seq: Seq, hash: z.string().check(z.maxLength(64)) });
export type SyncPoint = z.infer<typeof SyncPoint>;

/** Name of a bucket: `unit-base:<organ>`, `assigned:<user>`, `reference`. */
export const Bucket = z.string().check(z.regex(/^[a-z-]+(:[a-z0-9-]+)?$/), z.maxLength(80));

/**
 * What the author had on the screen: the record's rev when the form was opened, the mutations still pending in
 * that view (`saw`), and, for groups that pending mutations masked, the lowest base among those (`low`).
 */
export const Base = z.object({
  rev: Seq,
  saw: z.optional(z.array(Uuid).check(z.maxLength(1000))),
  low: z.optional(z.record(z.string(), Seq)),
});
export type Base = z.infer<typeof Base>;

export const Op = z.enum(['create', 'patch', 'delete', 'restore', 'join', 'resolve', 'redact', 'tombstone']);
export type Op = z.infer<typeof Op>;

/** The part of a mutation without which a request makes no sense as a whole. */
export const MutationHead = z.looseObject({ mid: Uuid, no: Seq.check(z.minimum(1)) });

/** One intent of one person on one record. `patch` maps merge groups to their new values. */
export const Mutation = z.object({
  mid: Uuid,
  no: Seq.check(z.minimum(1)),
  rid: Uuid,
  kind: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,63}$/)),
  op: Op,
  base: Base,
  patch: z.record(z.string().check(z.maxLength(200)), JsonValue),
  schemaVer: z.number().check(z.int(), z.positive()),
  /** Hybrid logical clock of the author's device: display and audit only, never order. */
  hlc: z.string().check(z.maxLength(64)),
  author: Uuid,
  /** Only with `op: 'tombstone'`: the hash of the body that a redaction has emptied. */
  bodyHash: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
});
export type Mutation = z.infer<typeof Mutation>;

export const Cursors = z.record(Bucket, Seq);

export const PushRequest = z.object({
  proto: z.number(),
  appVer: z.string().check(z.maxLength(40)),
  clientId: Uuid,
  space: Uuid,
  epoch: Epoch,
  /** The highest point of the change order that this phone ever saw: a server without it was restored (rule 13). */
  seen: SyncPoint,
  /** How far each bucket is pulled: decides which rows the answer must bring. */
  cursorOf: Cursors,
  /** Device clock, epoch milliseconds; shown beside the server's, never used for order. */
  now: z.number(),
  muts: z.array(MutationHead).check(z.minLength(1), z.maxLength(LIMITS.pushMutations)),
});
export type PushRequest = z.infer<typeof PushRequest>;

export const ProblemRef = z.object({
  code: z.string(),
  params: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
});
export type ProblemRef = z.infer<typeof ProblemRef>;

export const MutationState = z.enum(['applied', 'conflict', 'rejected', 'deferred']);

/**
 * `prev` is the record's rev before this mutation: a phone whose shadow stands there may promote its own view.
 * `replay`: the server had it already; if no row comes with a replay, the sender may no longer read the record.
 */
export const PushResult = z.object({
  mid: Uuid,
  st: MutationState,
  seq: z.optional(Seq),
  prev: z.optional(Seq),
  replay: z.optional(z.literal(true)),
  problem: z.optional(ProblemRef),
});
export type PushResult = z.infer<typeof PushResult>;

/** Who wrote a value, and when by his device. */
export const Writer = z.object({ author: Uuid, hlc: z.string() });
export type Writer = z.infer<typeof Writer>;

/**
 * A value that lost a merge and waits for a person: `offered` by mutation `mid` for `group`. `standing`: who wrote the
 * value that stands there now, for the person who must choose; left out where the change log does not tell.
 */
export const WireConflict = z.object({
  mid: Uuid,
  group: z.string(),
  offered: JsonValue,
  author: Uuid,
  hlc: z.string(),
  standing: z.optional(Writer),
});
export type WireConflict = z.infer<typeof WireConflict>;

/** The state of a record as the server holds it. */
export const WireRow = z.object({
  rid: Uuid,
  kind: z.string(),
  rev: Seq,
  schemaVer: z.number(),
  cells: z.record(z.string(), JsonValue),
  conflicts: z.optional(z.array(WireConflict)),
});
export type WireRow = z.infer<typeof WireRow>;

/**
 * The record has left this bucket (another unit, another organ, another person's task). When it is redacted later,
 * whoever once held it is told so (`redacted` = the policy), because words of it may still wait on his phone.
 */
export const GoneRow = z.object({
  rid: Uuid,
  rev: Seq,
  gone: z.literal(true),
  redacted: z.optional(z.string().check(z.maxLength(40))),
});
export type GoneRow = z.infer<typeof GoneRow>;

export const Digest = z.record(z.string(), z.object({ count: Seq, sum: Seq }));
export type Digest = z.infer<typeof Digest>;

export const PushAnswer = z.object({
  epoch: Epoch,
  now: z.number(),
  serverVer: z.string(),
  results: z.array(PushResult),
  /** Rows whose state is not simply the sender's view: merged with somebody's work, in conflict, replayed. */
  rows: z.array(WireRow),
  headBefore: SyncPoint,
  head: SyncPoint,
});
export type PushAnswer = z.infer<typeof PushAnswer>;

/**
 * Query of a pull. `cursor`: everything up to it is here already. `seen`/`hash`: as in a push. `before` instead of
 * `cursor`: the first filling of an empty phone, newest first, rows below `before` (0 = start at the head).
 */
export const PullQuery = z.object({
  proto: z.string().check(z.regex(/^\d+$/)),
  space: Uuid,
  bucket: Bucket,
  epoch: z.optional(Epoch),
  cursor: z.optional(z.string().check(z.regex(/^\d{1,15}$/))),
  seen: z.optional(z.string().check(z.regex(/^\d{1,15}$/))),
  hash: z.optional(z.string().check(z.maxLength(64))),
  before: z.optional(z.string().check(z.regex(/^\d{1,15}$/))),
  limit: z.optional(z.string().check(z.regex(/^\d{1,4}$/))),
});
export type PullQuery = z.infer<typeof PullQuery>;

export const PullAnswer = z.object({
  epoch: Epoch,
  now: z.number(),
  serverVer: z.string(),
  rows: z.array(z.union([WireRow, GoneRow])),
  cursor: SyncPoint,
  more: z.boolean(),
  /** While filling an empty phone: continue below this sequence number. */
  before: z.optional(Seq),
  head: SyncPoint,
  /** At the end of a pull: count and sum per kind of what the bucket holds. */
  digest: z.optional(Digest),
});
export type PullAnswer = z.infer<typeof PullAnswer>;

/** After 409 `epoch` or `forked`: the phone shows its past points, the server names the last one both share. */
export const RecoverRequest = z.object({
  proto: z.number(),
  space: Uuid,
  epoch: Epoch,
  marks: z.array(SyncPoint).check(z.maxLength(200)),
});
export type RecoverRequest = z.infer<typeof RecoverRequest>;
export const RecoverAnswer = z.object({ epoch: Epoch, now: z.number(), common: SyncPoint });
export type RecoverAnswer = z.infer<typeof RecoverAnswer>;

export const FetchRequest = z.object({
  proto: z.number(),
  space: Uuid,
  bucket: Bucket,
  epoch: Epoch,
  rids: z.array(Uuid).check(z.maxLength(LIMITS.pageRows)),
});
export type FetchRequest = z.infer<typeof FetchRequest>;
/** `missing`: the space holds no such record (after a restore); `gone`: it is no longer in this bucket. */
export const FetchAnswer = z.object({
  epoch: Epoch,
  now: z.number(),
  rows: z.array(WireRow),
  missing: z.array(Uuid),
  gone: z.array(Uuid),
});
export type FetchAnswer = z.infer<typeof FetchAnswer>;

/** What a phone held from before a restore and the server lacks. `fromEpoch`/`rev` rank several phones' copies. */
export const SalvageItem = z.object({
  rid: Uuid,
  kind: z.string(),
  schemaVer: z.number(),
  fromEpoch: Epoch,
  rev: Seq,
  /** The last point that phone and server shared when the copy was set aside. */
  common: Seq,
  cells: z.record(z.string(), JsonValue),
});
export type SalvageItem = z.infer<typeof SalvageItem>;
export const SalvageRequest = z.object({
  proto: z.number(),
  clientId: Uuid,
  space: Uuid,
  epoch: Epoch,
  items: z.array(SalvageItem).check(z.maxLength(LIMITS.pageRows)),
});
export type SalvageRequest = z.infer<typeof SalvageRequest>;
/** `done`: taken in. Rows come back for what the sender may still read; the rest leaves his phone. */
export const SalvageAnswer = z.object({ epoch: Epoch, now: z.number(), done: z.array(Uuid), rows: z.array(WireRow) });
export type SalvageAnswer = z.infer<typeof SalvageAnswer>;

/** Bisecting a digest that differs: without `parts`, 256 sums by the last two hex digits; with, ids and revs. */
export const DigestRequest = z.object({
  proto: z.number(),
  space: Uuid,
  bucket: Bucket,
  epoch: Epoch,
  kind: z.string(),
  parts: z.optional(z.array(z.string().check(z.regex(/^[0-9a-f]{2}$/)))),
});
export type DigestRequest = z.infer<typeof DigestRequest>;
export const DigestAnswer = z.object({
  epoch: Epoch,
  now: z.number(),
  parts: z.optional(z.record(z.string(), z.object({ count: Seq, sum: Seq }))),
  members: z.optional(z.array(z.object({ rid: Uuid, rev: Seq }))),
});
export type DigestAnswer = z.infer<typeof DigestAnswer>;

/** Answer of every refusal, RFC 9457 (`application/problem+json`). `detail` is a Vietnamese sentence. */
export const ProblemBody = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.string(),
  params: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
  /** With 409 `epoch` and `forked`: the server's present epoch. */
  epoch: z.optional(Epoch),
});
export type ProblemBody = z.infer<typeof ProblemBody>;
