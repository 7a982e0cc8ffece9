import { PROBLEMS, type ProblemName } from '../../src/contract/problems.ts';
import type { Cells, KindDefinition } from '../../src/contract/records/kind.ts';
import { REDACTED } from '../../src/contract/records/kind.ts';
import type {
  DigestRequest,
  FetchRequest,
  GoneRow,
  Mutation,
  ProblemBody,
  PullQuery,
  RecoverRequest,
  SalvageRequest,
  SyncPoint,
  WireRow,
} from '../../src/contract/wire/sync.ts';
import { applyBatch, type BatchItem, type Change, type LedgerEntry } from '../../src/domain/merge/apply-batch.ts';
import { canonical, redactedCells } from '../../src/domain/merge/cells.ts';
import { addHash, memberHash, partOf } from '../../src/domain/merge/digest.ts';
import { mergeMutation } from '../../src/domain/merge/merge-mutation.ts';
import { mergeSalvage } from '../../src/domain/merge/merge-salvage.ts';
import { problem } from '../../src/domain/merge/problem.ts';
import type { ServerRecord } from '../../src/domain/merge/server-record.ts';
import type { NetResult } from '../../src/sync/ports.ts';
import { note, noteKind } from './note-kind.ts';

const BUCKET = noteKind.bucket;

type Member = { readonly seq: number; readonly gone: boolean };

type State = {
  epoch: string;
  version: number;
  changes: (Change & { hash: string })[];
  ledger: Map<string, LedgerEntry>;
  lastNoByClient: Map<string, number>;
  records: Map<string, ServerRecord>;
  buckets: Map<string, Map<string, Member>>;
  deferred: Map<string, Mutation>;
  /** What was deferred and then turned out not to be allowed: it waits for an administrator, as on the real server. */
  aside: { readonly rid: string; readonly cells: Cells }[];
};

function copyOf(state: State): State {
  return {
    ...state,
    changes: [...state.changes],
    ledger: new Map(state.ledger),
    lastNoByClient: new Map(state.lastNoByClient),
    records: new Map(state.records),
    buckets: new Map([...state.buckets].map(([name, members]) => [name, new Map(members)])),
    deferred: new Map(state.deferred),
    aside: [...state.aside],
  };
}

/** What a session may read and write. */
export type Session = { readonly user: string; readonly buckets: readonly string[] };

/**
 * The server of the simulation: the real batch decision and merge over plain maps. Storage is the only thing it
 * replaces; the same schedules run against the real server on PGlite too.
 */
export class ModelServer {
  #state: State;
  #epochCount = 1;
  /** Lines ever written, in all timelines: the real chain's salts make each hash unlike any other, too. */
  #logged = 0;
  readonly #faults: ReadonlySet<string>;
  readonly #hashOf: (mutation: Mutation) => string;
  /** Every mutation ever acknowledged, in any timeline: what "sent" on a screen may rest on (I15). */
  readonly everAcknowledged = new Set<string>();
  /** Problems noticed while serving: scope leaks, revs that shrink, authors that do not match. */
  readonly violations: string[] = [];

  constructor(options: {
    readonly faults: ReadonlySet<string>;
    readonly hashOf: (mutation: Mutation) => string;
    readonly version: number;
  }) {
    this.#faults = options.faults;
    this.#hashOf = options.hashOf;
    this.#state = {
      epoch: 'e1',
      version: options.version,
      changes: [],
      ledger: new Map(),
      lastNoByClient: new Map(),
      records: new Map(),
      buckets: new Map([[BUCKET, new Map()]]),
      deferred: new Map(),
      aside: [],
    };
  }

  get state(): Readonly<State> {
    return this.#state;
  }

  get head(): number {
    return this.#state.changes.length;
  }

  snapshot(): State {
    return copyOf(this.#state);
  }

  /** Puts an older state back. Announced = with a new epoch. */
  restore(state: State, announced: boolean): void {
    const { version } = this.#state;
    this.#state = { ...copyOf(state), version };
    if (!announced) return;
    this.#epochCount += 1;
    this.#state.epoch = `e${this.#epochCount}`;
  }

  /** A newer program: understands what it had deferred, and applies it in order. */
  upgrade(): void {
    this.#state.version = note.version;
    for (const [mid, mutation] of [...this.#state.deferred]) {
      this.#state.deferred.delete(mid);
      const entry = this.#state.ledger.get(mid);
      if (entry !== undefined) this.#state.ledger.delete(mid);
      const item: BatchItem = { mid, no: 1, bodyHash: this.#hashOf(mutation), mutation };
      const effect = this.#applyItems([item], 0, () => 0);
      if (effect === 'gap' || effect.results[0]?.st !== 'rejected') continue;
      const policy = this.#state.records.get(mutation.rid)?.cells[REDACTED];
      const cells =
        typeof policy === 'string'
          ? redactedCells(definitionOf(mutation.kind), policy, mutation.patch)
          : mutation.patch;
      this.#state.aside.push({ rid: mutation.rid, cells });
    }
  }

  /** An administrator gives a record to another person's bucket, or takes it away. */
  assign(rid: string, bucket: string, given: boolean): void {
    const record = this.#state.records.get(rid);
    if (record === undefined) return;
    const members = this.#members(bucket);
    const present = members.get(rid);
    if ((present !== undefined && !present.gone) === given) return;
    const mid = `assign-${this.head + 1}`;
    this.#log([
      {
        seq: this.head + 1,
        mid,
        rid,
        kind: record.kind,
        op: 'patch',
        patch: {},
        before: {},
        base: { rev: 0 },
        author: 'admin',
        hlc: '',
      },
    ]);
    const next = { ...record, rev: this.head };
    this.#state.records.set(rid, next);
    this.#bump(next);
    members.set(rid, { seq: this.head, gone: !given });
  }

  // ---- requests ------------------------------------------------------------------------------------------

  push(
    session: Session,
    request: {
      clientId: string;
      epoch: string;
      seen: SyncPoint;
      cursorOf: { readonly [bucket: string]: number };
      muts: readonly unknown[];
    },
  ): NetResult<never> | { tag: 'ok'; value: never } {
    const refused = this.#guard(request.epoch, request.seen);
    if (refused !== undefined) return refused;
    const muts = request.muts as Mutation[];
    for (const mutation of muts)
      if (mutation.author !== session.user)
        this.violations.push(`I13 author ${mutation.author} in a session of ${session.user}`);
    const items = muts.map(
      (mutation): BatchItem => ({
        mid: mutation.mid,
        no: mutation.no,
        bodyHash: mutation.bodyHash ?? this.#hashOf(mutation),
        mutation,
      }),
    );
    const headBefore = this.#point();
    const effect = this.#applyItems(
      items,
      this.#state.lastNoByClient.get(request.clientId) ?? 0,
      (record) => this.#pulledUpTo(record, request.cursorOf),
      session,
    );
    if (effect === 'gap') return this.#refuse('gap');
    this.#state.lastNoByClient.set(request.clientId, effect.lastNo);
    for (const result of effect.results) if (result.st !== 'rejected') this.everAcknowledged.add(result.mid);
    const rows = [...effect.rowsWanted].flatMap((rid) => this.#row(rid, session));
    const value = {
      epoch: this.#state.epoch,
      now: 0,
      serverVer: String(this.#state.version),
      results: effect.results,
      rows,
      headBefore,
      head: this.#point(),
    };
    return { tag: 'ok', value: value as never };
  }

  pull(session: Session, query: PullQuery): NetResult<never> {
    if (!session.buckets.includes(query.bucket)) return this.#refuse('forbidden');
    const refused =
      query.epoch === undefined
        ? undefined
        : this.#guard(query.epoch, { seq: Number(query.seen ?? 0), hash: query.hash ?? '' });
    if (refused !== undefined) return refused;
    const members = [...this.#members(query.bucket)].map(([rid, member]) => ({ rid, ...member }));
    const limit = Number(query.limit ?? 2);
    const filling = query.before !== undefined;
    const before = Number(query.before ?? 0);
    const wanted = filling
      ? members.filter((member) => !member.gone && (before === 0 || member.seq < before)).sort((a, b) => b.seq - a.seq)
      : members.filter((member) => member.seq > Number(query.cursor)).sort((a, b) => a.seq - b.seq);
    const page = wanted.slice(0, limit);
    const more = wanted.length > page.length;
    const rows = page.flatMap((member): (WireRow | GoneRow)[] =>
      member.gone ? [this.#goneRow(member.rid, member.seq)] : this.#row(member.rid, session),
    );
    const last = page.at(-1)?.seq ?? 0;
    const value = {
      epoch: this.#state.epoch,
      now: 0,
      serverVer: String(this.#state.version),
      rows,
      cursor: more && !filling ? this.#point(last) : this.#point(),
      more,
      ...(filling && more ? { before: last } : {}),
      head: this.#point(),
      ...(more ? {} : { digest: this.#digest(query.bucket) }),
    };
    return { tag: 'ok', value: value as never };
  }

  recover(_session: Session, request: RecoverRequest): NetResult<never> {
    const common = request.marks.filter((mark) => this.#holds(mark)).sort((a, b) => b.seq - a.seq)[0] ?? {
      seq: 0,
      hash: '',
    };
    return { tag: 'ok', value: { epoch: this.#state.epoch, now: 0, common } as never };
  }

  fetch(session: Session, request: FetchRequest): NetResult<never> {
    const refused = this.#guard(request.epoch, { seq: 0, hash: '' });
    if (refused !== undefined) return refused;
    const members = this.#members(request.bucket);
    const readable = (rid: string): boolean =>
      session.buckets.includes(request.bucket) && members.get(rid)?.gone === false;
    const rows = request.rids.filter(readable).flatMap((rid) => this.#row(rid, session));
    const missing = request.rids.filter((rid) => !this.#state.records.has(rid));
    const gone = request.rids.filter((rid) => this.#state.records.has(rid) && !readable(rid));
    return { tag: 'ok', value: { epoch: this.#state.epoch, now: 0, rows, missing, gone } as never };
  }

  salvage(session: Session, request: SalvageRequest): NetResult<never> {
    const refused = this.#guard(request.epoch, { seq: 0, hash: '' });
    if (refused !== undefined) return refused;
    for (const item of request.items) {
      const mid = `salvage ${item.rid} ${item.rev} ${memberHash(canonical(item.cells), 0)}`;
      if (this.#state.ledger.has(mid)) continue;
      const seq = this.head + 1;
      const current = this.#state.records.get(item.rid);
      const merged = mergeSalvage(current, {
        definition: definitionOf(item.kind),
        item: this.#faults.has('salvageOverwrites') ? { ...item, common: this.head } : item,
        mid,
        author: session.user,
        seq,
      });
      const policy = merged.record.cells[REDACTED];
      const patch =
        typeof policy === 'string' ? redactedCells(definitionOf(item.kind), policy, item.cells) : item.cells;
      if (merged.changed) {
        this.#log([
          {
            seq,
            mid,
            rid: item.rid,
            kind: item.kind,
            op: 'salvage',
            patch,
            before: {},
            base: { rev: 0 },
            author: session.user,
            hlc: '',
          },
        ]);
        this.#state.records.set(item.rid, merged.record);
        this.#bump(merged.record);
        if (merged.redaction !== undefined) this.#redact(item.rid, merged.redaction);
      }
      this.#state.ledger.set(mid, { bodyHash: mid, st: 'applied', seq });
    }
    const done = request.items.map((item) => item.rid);
    return {
      tag: 'ok',
      value: { epoch: this.#state.epoch, now: 0, done, rows: done.flatMap((rid) => this.#row(rid, session)) } as never,
    };
  }

  digest(session: Session, request: DigestRequest): NetResult<never> {
    if (!session.buckets.includes(request.bucket)) return this.#refuse('forbidden');
    const live = [...this.#members(request.bucket)].filter(
      ([rid, member]) => !member.gone && this.#state.records.get(rid)?.kind === request.kind,
    );
    const members = live.map(([rid]) => ({ rid, rev: this.#state.records.get(rid)?.rev ?? 0 }));
    if (request.parts !== undefined)
      return {
        tag: 'ok',
        value: {
          epoch: this.#state.epoch,
          now: 0,
          members: members.filter((member) => request.parts?.includes(partOf(member.rid))),
        } as never,
      };
    const parts: { [part: string]: { count: number; sum: number } } = {};
    for (const member of members) {
      const sum = parts[partOf(member.rid)] ?? { count: 0, sum: 0 };
      parts[partOf(member.rid)] = { count: sum.count + 1, sum: addHash(sum.sum, memberHash(member.rid, member.rev)) };
    }
    return { tag: 'ok', value: { epoch: this.#state.epoch, now: 0, parts } as never };
  }

  // ---- inside --------------------------------------------------------------------------------------------

  #applyItems(
    items: readonly BatchItem[],
    lastNo: number,
    pulledUpTo: (record: ServerRecord) => number,
    session?: Session,
  ) {
    const effect = applyBatch(
      { head: this.head, lastNo, ledger: this.#state.ledger, records: this.#state.records },
      items,
      {
        definitionOf: (kind) =>
          this.#state.version >= note.version ? definitionOf(kind) : { ...note, version: this.#state.version },
        refuse: (mutation, record) => this.#refuseItem(mutation, record, session),
        pulledUpTo,
        faults: this.#faults,
      },
    );
    if (effect === 'gap') return 'gap';
    for (const record of effect.records.values()) {
      const before = this.#state.records.get(record.rid);
      if (before !== undefined && record.rev <= before.rev)
        this.violations.push(`I4 rev of ${record.rid} went from ${before.rev} to ${record.rev}`);
      this.#checkConflictsKept(before, record, items);
      this.#state.records.set(record.rid, record);
    }
    this.#log(effect.changes);
    for (const record of effect.records.values()) this.#bump(record);
    for (const [mid, entry] of effect.ledger) {
      const { no: _no, ...kept } = entry;
      this.#state.ledger.set(mid, kept);
    }
    for (const [mid, mutation] of effect.deferred) this.#state.deferred.set(mid, mutation);
    for (const { rid, policy } of effect.redactions) this.#redact(rid, policy);
    return effect;
  }

  #refuseItem(mutation: Mutation, record: ServerRecord | undefined, session: Session | undefined) {
    if (
      session !== undefined &&
      record !== undefined &&
      !session.buckets.some((bucket) => this.#members(bucket).get(record.rid)?.gone === false)
    )
      return problem('unknownRecord');
    return Object.values(mutation.patch).some((value) => typeof value === 'string' && value.startsWith('bad'))
      ? problem('itemInvalid', { group: 'a' })
      : undefined;
  }

  // I12 on the server: a conflict goes only when a person decided it, wrote over his own offer, or by redaction.
  #checkConflictsKept(before: ServerRecord | undefined, after: ServerRecord, items: readonly BatchItem[]): void {
    for (const conflict of before?.conflicts ?? []) {
      if (after.conflicts.some((kept) => kept.mid === conflict.mid && kept.group === conflict.group)) continue;
      const acts = items.flatMap((item) => (item.mutation?.rid === after.rid ? [item.mutation] : []));
      const decided = acts.some(
        (mutation) =>
          mutation.op === 'resolve' || mutation.op === 'redact' || (mutation.base.saw ?? []).includes(conflict.mid),
      );
      if (!decided) this.violations.push(`I12 conflict ${conflict.mid}#${conflict.group} vanished`);
    }
  }

  #redact(rid: string, policy: string): void {
    const record = this.#state.records.get(rid);
    const definition = definitionOf(record?.kind ?? note.kind);
    // Whoever once held it must hear of it too.
    for (const members of this.#state.buckets.values())
      if (members.get(rid)?.gone) members.set(rid, { seq: this.head, gone: true });
    if (this.#faults.has('redactKeepsLog')) return;
    this.#state.changes = this.#state.changes.map((change) =>
      change.rid === rid
        ? {
            ...change,
            patch: redactedCells(definition, policy, change.patch),
            before: redactedCells(definition, policy, change.before),
          }
        : change,
    );
    this.#state.aside = this.#state.aside.map((item) =>
      item.rid === rid ? { rid, cells: redactedCells(definition, policy, item.cells) } : item,
    );
    for (const [mid, mutation] of this.#state.deferred) {
      if (mutation.rid === rid)
        this.#state.deferred.set(mid, { ...mutation, patch: redactedCells(definition, policy, mutation.patch) });
    }
  }

  #log(changes: readonly Change[]): void {
    for (const change of changes) {
      const prev = this.#state.changes.at(-1)?.hash ?? '';
      this.#logged += 1;
      if (change.seq !== this.#state.changes.length + 1) this.violations.push(`I4 head is not dense at ${change.seq}`);
      this.#state.changes.push({
        ...change,
        hash: memberHash(`${prev}|${change.mid}|${this.#logged}`, change.seq).toString(16).padStart(8, '0'),
      });
    }
  }

  #bump(record: ServerRecord): void {
    const home = this.#members(BUCKET);
    home.set(record.rid, { seq: record.rev, gone: false });
    for (const [name, members] of this.#state.buckets) {
      const member = members.get(record.rid);
      if (name !== BUCKET && member !== undefined && !member.gone)
        members.set(record.rid, { seq: record.rev, gone: false });
    }
  }

  #members(bucket: string): Map<string, Member> {
    const members = this.#state.buckets.get(bucket) ?? new Map<string, Member>();
    this.#state.buckets.set(bucket, members);
    return members;
  }

  #row(rid: string, session: Session): WireRow[] {
    const record = this.#state.records.get(rid);
    if (record === undefined || !session.buckets.some((bucket) => this.#members(bucket).get(rid)?.gone === false))
      return [];
    const { kind, rev, schemaVer, cells, conflicts } = record;
    return [
      { rid, kind, rev, schemaVer, cells, ...(conflicts.length === 0 ? {} : { conflicts: [...conflicts] }) } as WireRow,
    ];
  }

  #goneRow(rid: string, rev: number): GoneRow {
    const policy = this.#state.records.get(rid)?.cells[REDACTED];
    return { rid, rev, gone: true, ...(typeof policy === 'string' ? { redacted: policy } : {}) };
  }

  #pulledUpTo(record: ServerRecord, cursorOf: { readonly [bucket: string]: number }): number {
    let pulled = 0;
    for (const [bucket, cursor] of Object.entries(cursorOf))
      if (this.#members(bucket).get(record.rid)?.gone === false) pulled = Math.max(pulled, cursor);
    return pulled;
  }

  #digest(bucket: string): { [kind: string]: { count: number; sum: number } } {
    const digest: { [kind: string]: { count: number; sum: number } } = {};
    for (const [rid, member] of this.#members(bucket)) {
      const record = this.#state.records.get(rid);
      if (member.gone || record === undefined) continue;
      const sum = digest[record.kind] ?? { count: 0, sum: 0 };
      digest[record.kind] = { count: sum.count + 1, sum: addHash(sum.sum, memberHash(rid, record.rev)) };
    }
    return digest;
  }

  #point(seq = this.head): SyncPoint {
    return { seq, hash: seq === 0 ? '' : (this.#state.changes[seq - 1]?.hash ?? '') };
  }

  #holds(point: SyncPoint): boolean {
    return point.seq === 0 || this.#state.changes[point.seq - 1]?.hash === point.hash;
  }

  #guard(epoch: string, seen: SyncPoint): NetResult<never> | undefined {
    if (epoch !== this.#state.epoch && !this.#faults.has('noEpoch')) return this.#refuse('epoch');
    return this.#holds(seen) || this.#faults.has('noForkCheck') ? undefined : this.#refuse('forked');
  }

  #refuse(name: ProblemName): NetResult<never> {
    const { code, status } = PROBLEMS[name];
    const body: ProblemBody = {
      type: 'about:blank',
      title: name,
      status,
      detail: name,
      code,
      epoch: this.#state.epoch,
    };
    return { tag: 'refused', problem: body };
  }

  /** Replays the change log from the start and compares (I10). Records under a redaction are compared by what stays. */
  replayDiffers(): string[] {
    const records = new Map<string, ServerRecord>();
    for (const change of this.#state.changes) {
      if (change.op === 'salvage' || change.author === 'admin' || change.op === 'tombstone') return []; // needs the phones' points
      const mutation: Mutation = {
        mid: change.mid,
        no: 1,
        rid: change.rid,
        kind: change.kind,
        op: change.op,
        base: change.base,
        patch: change.patch,
        schemaVer: 1,
        hlc: change.hlc,
        author: change.author,
      };
      records.set(
        change.rid,
        mergeMutation(definitionOf(change.kind), records.get(change.rid), mutation, change.seq, this.#faults).record,
      );
    }
    const differing: string[] = [];
    for (const [rid, record] of this.#state.records) {
      if (typeof record.cells[REDACTED] === 'string') continue;
      if (JSON.stringify(records.get(rid)?.cells) !== JSON.stringify(record.cells))
        differing.push(`I10 replay of ${rid} differs`);
    }
    return differing;
  }
}

/** Kinds of the simulation. */
export function definitionOf(kind: string): KindDefinition | undefined {
  return kind === note.kind ? note : undefined;
}
