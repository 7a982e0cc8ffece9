import type { ProblemParams } from '../contract/problems.ts';
import type { Cells } from '../contract/records/kind.ts';
import type { Base, Op, SyncPoint, WireConflict } from '../contract/wire/sync.ts';

/** Ciphertext of one row (AES-256-GCM, AAD = space | table | id). What it holds is named at each use. */
export type Sealed = Uint8Array;

/** Plaintext of `rec.shadow` and `rec.view`: the cells and the values that wait for a person. */
export type RecordState = { readonly cells: Cells; readonly conflicts: readonly WireConflict[] };

/**
 * A record on the phone. `shadow` = the server's state at `rev`; `view` = shadow plus the patches of pending and
 * refused rows, present only while there are any. `ver` grows with every write to the record or its queued rows:
 * whoever sealed something outside a transaction compares it before he writes.
 */
export type RecRow = {
  readonly id: string;
  readonly space: string;
  readonly kind: string;
  readonly rev: number;
  readonly schemaVer: number;
  readonly ver: number;
  readonly buckets: readonly string[];
  /** Mutations in the outbox, in quarantine, and values waiting for a decision. */
  readonly pending: number;
  readonly refused: number;
  readonly conflicts: number;
  /** 1 = the server was restored to before `rev`: ask for the record again before trusting the shadow. */
  readonly refetch: 0 | 1;
  /** With `refetch`: the last point that phone and server shared; what the copy holds beyond it may be salvaged. */
  readonly shared: number;
  readonly shadow: Sealed | null;
  readonly view: Sealed | null;
};

/** Plaintext of an outbox, sent or quarantine row. `saved` = device time of saving, epoch ms, for display only. */
export type MutationBody = {
  readonly op: Op;
  readonly patch: Cells;
  readonly base: Base;
  readonly author: string;
  readonly schemaVer: number;
  readonly hlc: string;
};

/**
 * A mutation that waits to be acknowledged. `no` is given when it enters a batch, anew after a recovery. Once
 * `attempted` the server may hold its hash: then it is immutable, but for a redaction that empties it.
 */
export type OutboxRow = {
  readonly key: number;
  readonly mid: string;
  readonly rid: string;
  readonly kind: string;
  readonly no: number | null;
  readonly attempted: boolean;
  readonly state: 'waiting' | 'deferred';
  readonly savedAtMs: number;
  /** Null once a redaction has emptied it: then `bodyHash` and `author` go out in place of the body. */
  readonly ct: Sealed | null;
  readonly bodyHash?: string;
  readonly author?: string;
};

/** An acknowledged mutation, kept with its body for a server that is restored (rule 13). */
export type SentRow = {
  readonly mid: string;
  readonly key: number;
  readonly rid: string;
  readonly kind: string;
  readonly seq: number;
  readonly savedAtMs: number;
  readonly sentAtMs: number;
  readonly ct: Sealed | null;
  readonly bodyHash?: string;
  readonly author?: string;
};

/** A mutation that the server refused: kept, shown, fixable, exportable; still part of the view. */
export type QuarantRow = {
  readonly mid: string;
  readonly key: number;
  readonly rid: string;
  readonly kind: string;
  readonly code: string;
  readonly params: ProblemParams;
  readonly savedAtMs: number;
  readonly ct: Sealed | null;
};

/** An unfinished form. Plaintext: `DraftBody`. */
export type DraftRow = {
  readonly formId: string;
  readonly rid: string;
  readonly savedAtMs: number;
  readonly ct: Sealed;
};

/** A piece of the sealed summary: an array of entries; of several entries of one record the last row counts. */
export type SummaryRow = { readonly key: number; readonly count: number; readonly ct: Sealed };

/** What this phone holds from before a restore and the server lacks. Plaintext: `SalvageBody`. */
export type SalvageRow = { readonly rid: string; readonly ct: Sealed };

/** How far one bucket is pulled. `before`: the first filling goes on below it; absent = filled. */
export type FeedCursor = { readonly cursor: number; readonly before?: number };

/** What the phone knows of one space's change order. */
export type SpaceMeta = {
  readonly epoch: string;
  readonly seen: SyncPoint;
  /** Past points, newest first, thinning out: to find the last one a restored server shares. */
  readonly marks: readonly SyncPoint[];
  readonly feeds: { readonly [bucket: string]: FeedCursor };
  /** After a recovery: the last shared point. */
  readonly common?: number;
};

export type ClientMeta = { readonly clientId: string; readonly nextNo: number };
export type LeaseMeta = { readonly fence: number };

export type MetaRow = { readonly key: string; readonly value: unknown };

export type Tables = {
  rec: RecRow;
  outbox: OutboxRow;
  sent: SentRow;
  quarant: QuarantRow;
  draft: DraftRow;
  summary: SummaryRow;
  salvage: SalvageRow;
  meta: MetaRow;
};
export type TableName = keyof Tables;

/** The key property of each table. `key` of outbox and summary is given by the store, ascending. */
export const KEY_OF = {
  rec: 'id',
  outbox: 'key',
  sent: 'mid',
  quarant: 'mid',
  draft: 'formId',
  summary: 'key',
  salvage: 'rid',
  meta: 'key',
} as const satisfies { readonly [T in TableName]: string };

/** Tables whose rows can be found by record id. */
export type RidTable = 'outbox' | 'sent' | 'quarant' | 'draft';
