import type { Cells, KindDefinition } from '../../contract/records/kind.ts';
import type { Mutation, ProblemRef, PushResult } from '../../contract/wire/sync.ts';
import { type MergeFaults, mergeMutation } from './merge-mutation.ts';
import { problem } from './problem.ts';
import type { ServerRecord } from './server-record.ts';

/** The first answer that a mutation got; a replay gets the same one. */
export type LedgerEntry = {
  readonly bodyHash: string;
  readonly st: PushResult['st'];
  readonly seq?: number;
  readonly prev?: number;
  readonly problem?: ProblemRef;
};

/** One item of a batch, already parsed (`mutation`) or already refused (`refused`). */
export type BatchItem = {
  readonly mid: string;
  readonly no: number;
  readonly bodyHash: string;
  readonly mutation?: Mutation;
  readonly refused?: ProblemRef;
};

/** What the server knows when a batch arrives: only the slice that the batch touches. */
export type BatchState = {
  readonly head: number;
  readonly lastNo: number;
  readonly ledger: ReadonlyMap<string, LedgerEntry>;
  readonly records: ReadonlyMap<string, ServerRecord>;
};

/** The rules of the world around the merge, passed in. */
export type BatchRules = {
  readonly definitionOf: (kind: string) => KindDefinition | undefined;
  /** Permission, transitions and cross-group rules of the intent; undefined = allowed. */
  readonly refuse: (mutation: Mutation, record: ServerRecord | undefined) => ProblemRef | undefined;
  /** How far the sender has pulled the record's bucket. */
  readonly pulledUpTo: (record: ServerRecord) => number;
  readonly faults?: MergeFaults;
};

/** One line of the change log, before hashing. */
export type Change = {
  readonly seq: number;
  readonly mid: string;
  readonly rid: string;
  readonly kind: string;
  readonly op: Mutation['op'] | 'salvage';
  readonly patch: Cells;
  readonly before: Cells;
  readonly base: Mutation['base'];
  readonly author: string;
  readonly hlc: string;
};

export type BatchEffect = {
  readonly results: readonly PushResult[];
  /** Ids of records whose rows the answer must bring. */
  readonly rowsWanted: ReadonlySet<string>;
  readonly ledger: ReadonlyMap<string, LedgerEntry & { readonly no: number }>;
  /** Bodies of deferred items, kept until a newer server understands them. */
  readonly deferred: ReadonlyMap<string, Mutation>;
  readonly changes: readonly Change[];
  readonly records: ReadonlyMap<string, ServerRecord>;
  readonly redactions: readonly { readonly rid: string; readonly policy: string }[];
  readonly head: number;
  readonly lastNo: number;
};

/**
 * Applies one push to the slice of state it touches, in the order of the sender's numbers: ledger, checks, merge.
 * Pure: the caller loads the slice, and stores the effect in the same transaction. `gap` = the sender's numbers do
 * not continue the ones the server knows; nothing was applied.
 */
export function applyBatch(state: BatchState, items: readonly BatchItem[], rules: BatchRules): BatchEffect | 'gap' {
  if (!numbersContinue(state, items)) return 'gap';
  const work = new Work(state, rules);
  for (const item of items) work.take(item);
  return work.effect();
}

function numbersContinue(state: BatchState, items: readonly BatchItem[]): boolean {
  let next = state.lastNo + 1;
  for (const item of items) {
    if (state.ledger.has(item.mid)) {
      // A replay, or a mutation re-offered under a new client id: only its place in the row must not jump.
      if (item.no > next) return false;
      if (item.no === next) next += 1;
    } else if (item.no === next) next += 1;
    else return false;
  }
  return true;
}

class Work {
  readonly #state: BatchState;
  readonly #rules: BatchRules;
  readonly #results: PushResult[] = [];
  readonly #rowsWanted = new Set<string>();
  readonly #ledger = new Map<string, LedgerEntry & { no: number }>();
  readonly #deferred = new Map<string, Mutation>();
  readonly #changes: Change[] = [];
  readonly #records = new Map<string, ServerRecord>();
  readonly #redactions: { rid: string; policy: string }[] = [];
  /** Revs that the sender can compute himself, because each step of the chain was his own and exact. */
  readonly #ownRevs = new Map<string, number>();
  #head: number;
  #lastNo: number;

  constructor(state: BatchState, rules: BatchRules) {
    this.#state = state;
    this.#rules = rules;
    this.#head = state.head;
    this.#lastNo = state.lastNo;
  }

  take(item: BatchItem): void {
    this.#lastNo = Math.max(this.#lastNo, item.no);
    const known = this.#rules.faults?.has('noLedger')
      ? undefined
      : (this.#state.ledger.get(item.mid) ?? this.#ledger.get(item.mid));
    if (known !== undefined) this.#replay(item, known);
    else if (item.mutation === undefined) this.#refuse(item, item.refused ?? problem('malformed'));
    else this.#apply(item, item.mutation);
  }

  effect(): BatchEffect {
    return {
      results: this.#results,
      rowsWanted: this.#rowsWanted,
      ledger: this.#ledger,
      deferred: this.#deferred,
      changes: this.#changes,
      records: this.#records,
      redactions: this.#redactions,
      head: this.#head,
      lastNo: this.#lastNo,
    };
  }

  #record(rid: string): ServerRecord | undefined {
    return this.#records.get(rid) ?? this.#state.records.get(rid);
  }

  #replay(item: BatchItem, known: LedgerEntry): void {
    if (known.bodyHash !== item.bodyHash) {
      this.#results.push({ mid: item.mid, st: 'rejected', problem: problem('midReused') });
      return;
    }
    const { bodyHash: _hash, ...answer } = known;
    this.#results.push({ mid: item.mid, ...pick(answer), replay: true });
    if (item.mutation !== undefined) this.#rowsWanted.add(item.mutation.rid);
  }

  #apply(item: BatchItem, mutation: Mutation): void {
    const definition = this.#rules.definitionOf(mutation.kind);
    if (mutation.op !== 'tombstone' && (definition === undefined || mutation.schemaVer > definition.version)) {
      this.#deferred.set(item.mid, mutation);
      this.#answer(item, { st: 'deferred' });
      return;
    }
    const current = this.#record(mutation.rid);
    const refused = this.#refusal(mutation, current);
    if (refused !== undefined) this.#refuse(item, refused);
    else if (mutation.op === 'tombstone') this.#tombstone(item, mutation, current);
    else this.#merge(item, mutation, definition, current);
  }

  #refusal(mutation: Mutation, current: ServerRecord | undefined): ProblemRef | undefined {
    const makes = mutation.op === 'create' || mutation.op === 'redact' || mutation.op === 'tombstone';
    if (current === undefined && !makes) return problem('dependsOn');
    if (current !== undefined && current.kind !== mutation.kind) return problem('itemInvalid', { group: 'kind' });
    return this.#rules.refuse(mutation, current);
  }

  // The body was emptied by a redaction on the phone before the server acknowledged it: it only keeps its number.
  #tombstone(item: BatchItem, mutation: Mutation, current: ServerRecord | undefined): void {
    this.#head += 1;
    this.#log(mutation, this.#head, {}, {});
    this.#answer(item, { st: 'applied', seq: this.#head, prev: current?.rev ?? 0 });
    if (current !== undefined) this.#rowsWanted.add(mutation.rid);
  }

  #merge(
    item: BatchItem,
    mutation: Mutation,
    definition: KindDefinition | undefined,
    current: ServerRecord | undefined,
  ): void {
    this.#head += 1;
    const seq = this.#head;
    const outcome = mergeMutation(definition, current, mutation, seq, this.#rules.faults);
    this.#records.set(mutation.rid, outcome.record);
    this.#log(mutation, seq, outcome.logged, outcome.before);
    if (outcome.redaction !== undefined) this.#redactions.push({ rid: mutation.rid, policy: outcome.redaction });
    const prev = current?.rev ?? 0;
    if (outcome.exact && this.#senderHolds(mutation.rid, current)) this.#ownRevs.set(mutation.rid, seq);
    else this.#rowsWanted.add(mutation.rid);
    this.#answer(item, { st: outcome.status, seq, prev });
  }

  #senderHolds(rid: string, current: ServerRecord | undefined): boolean {
    return (
      current === undefined || this.#ownRevs.get(rid) === current.rev || current.rev <= this.#rules.pulledUpTo(current)
    );
  }

  #log(mutation: Mutation, seq: number, patch: Cells, before: Cells): void {
    const { mid, rid, kind, op, base, author, hlc } = mutation;
    this.#changes.push({ seq, mid, rid, kind, op, patch, before, base, author, hlc });
  }

  #refuse(item: BatchItem, refused: ProblemRef): void {
    this.#answer(item, { st: 'rejected', problem: refused });
  }

  #answer(item: BatchItem, answer: Omit<LedgerEntry, 'bodyHash'>): void {
    this.#results.push({ mid: item.mid, ...answer });
    this.#ledger.set(item.mid, { ...answer, bodyHash: item.bodyHash, no: item.no });
  }
}

function pick(answer: Omit<LedgerEntry, 'bodyHash'>): Omit<LedgerEntry, 'bodyHash'> {
  return {
    st: answer.st,
    ...(answer.seq === undefined ? {} : { seq: answer.seq }),
    ...(answer.prev === undefined ? {} : { prev: answer.prev }),
    ...(answer.problem === undefined ? {} : { problem: answer.problem }),
  };
}

/** The text whose SHA-256 is a mutation's body hash: what the author wrote, never number, base or transport. */
export function bodyToHash(
  mutation: Pick<Mutation, 'mid' | 'rid' | 'kind' | 'op' | 'patch' | 'schemaVer' | 'author'>,
): unknown {
  const { mid, rid, kind, op, patch, schemaVer, author } = mutation;
  return { mid, rid, kind, op, patch, schemaVer, author };
}
