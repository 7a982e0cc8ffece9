import { v5 as uuidV5 } from 'uuid';
import { type Cells, REDACTED } from '../../contract/records/kind.ts';
import type { Json } from '../../contract/scalars.ts';
import {
  type Mutation,
  type ProblemRef,
  type SalvageAnswer,
  type SalvageItem,
  SalvageRequest,
} from '../../contract/wire/sync.ts';
import type { Change, LedgerEntry } from '../../domain/merge/apply-batch.ts';
import { canonical, redactedCells } from '../../domain/merge/cells.ts';
import { checkMutation, holdsBadText } from '../../domain/merge/check-mutation.ts';
import { problem } from '../../domain/merge/problem.ts';
import type { ServerRecord } from '../../domain/merge/server-record.ts';
import { readableBuckets } from '../../domain/permissions/buckets.ts';
import type { Place } from '../../domain/permissions/may.ts';
import { keptForDecision, refuseSalvage, takeSalvage } from '../../domain/permissions/take-salvage.ts';
import { upConvert } from '../../domain/records/up-convert.ts';
import { ok } from '../../domain/result.ts';
import { sha256 } from '../storage/chain.ts';
import { lockClock, type SpaceClock } from '../storage/clock.ts';
import type { Sql } from '../storage/database.ts';
import { redactedBody } from '../storage/redact-history.ts';
import { loadLedger, loadRecords, type StoredRecord } from '../storage/slice.ts';
import { type Arrival, type Storable, storeEffect } from '../storage/store-effect.ts';
import { type QuarantineItem, storeQuarantine } from '../storage/store-quarantine.ts';
import { wireRows } from '../storage/wire-rows.ts';
import { definitionOf } from './definitions.ts';
import { isWithinDepth, nfc } from './parse-batch.ts';
import { isOtherProto, isReadable } from './push.ts';
import { redactJoined } from './redact-joined.ts';
import { saltsFrom } from './salts.ts';
import { type Answer, refuse, type SyncDeps, type SyncSession, worksIn } from './sync-session.ts';

/** Name space of salvage ids: the same row from the same epoch and rev is one, whichever phone brings it. */
const SALVAGES = '6e0f3b0e-6a0c-5d7e-9a55-0f5c1d1f6b21';
const MAX_DEPTH = 12;

/**
 * Takes in what a phone held from before a restore. Nothing is lost: what may not be merged (not this user's to write,
 * not well-formed) waits in quarantine. Through ledger and change log like any change.
 */
export async function salvage(deps: SyncDeps, session: SyncSession, body: unknown): Promise<Answer<SalvageAnswer>> {
  if (isOtherProto(body)) return refuse('protoUnsupported');
  if (!isWithinDepth(body, MAX_DEPTH)) return refuse('malformed');
  const parsed = SalvageRequest.safeParse(body);
  if (!parsed.success) return refuse('malformed');
  const request = parsed.data;
  if (session.standing === 'revoked') return refuse('deviceRevoked');
  if (session.standing === 'orphaned') return refuse('waitsForAdministrator');
  if (!worksIn(session, request.space)) return refuse('notFound');
  return deps.database.transaction((tx) => takeInAll(tx, { deps, session, request }));
}

async function takeInAll(
  tx: Sql,
  { deps, session, request }: { deps: SyncDeps; session: SyncSession; request: SalvageRequest },
): Promise<Answer<SalvageAnswer>> {
  const { space, clientId, epoch, items } = request;
  const clock = await lockClock(tx, space);
  if (clock === undefined) return refuse('notFound');
  if (clock.epoch !== epoch) return refuse('epoch', { epoch: clock.epoch });
  const named = items.map((item) => ({ mid: salvageId(item), item }));
  const { quarantined, rows } = await takeIn(tx, { deps, session, space, clientId, clock }, named);
  const now = deps.ports.nowMs();
  const receivedAt = new Date(now).toISOString();
  const { userId } = session.actor;
  await storeQuarantine(tx, { space, clientId, deviceId: session.deviceId, userId, receivedAt }, quarantined);
  return ok({ epoch, now, done: [...new Set(items.map((item) => item.rid))], rows });
}

type Attempt = {
  readonly deps: SyncDeps;
  readonly session: SyncSession;
  readonly space: string;
  readonly clientId: string;
  /** Locked by the caller. */
  readonly clock: SpaceClock;
};

type Named = { readonly mid: string; readonly item: SalvageItem };

/** What became of salvaged rows: those refused, for the caller to keep, and what their phone should now hold. */
type Taken = { readonly quarantined: readonly QuarantineItem[]; readonly rows: SalvageAnswer['rows'] };

/** Merges salvaged rows into their records, each once under its id. */
export async function takeIn(tx: Sql, attempt: Attempt, named: readonly Named[]): Promise<Taken> {
  const { deps, session, space, clientId, clock } = attempt;
  const ledger = await loadLedger(tx, space, new Set(named.map(({ mid }) => mid)));
  const records = await loadRecords(tx, space, new Set(named.map(({ item }) => item.rid)));
  const arrival: Arrival = {
    space,
    clientId,
    userId: session.actor.userId,
    deviceId: session.deviceId,
    appVer: '',
    receivedMs: deps.ports.nowMs(),
    deviceMs: null,
    salt: saltsFrom(deps, named.length),
  };
  const work = new SalvageWork(clock.head.seq, records, attempt);
  for (const entry of named) if (!ledger.has(entry.mid)) work.take(entry);
  const effect = work.effect();
  await storeEffect(tx, arrival, { records, headHash: clock.head.hash }, effect);
  await redactJoined(tx, deps, arrival, [effect]);
  return {
    quarantined: work.quarantined,
    rows: await wireRows(tx, space, work.readable(named.map(({ item }) => item.rid))),
  };
}

// With the content: two phones' copies of one rev may differ by what a redaction took from one of them.
function salvageId({ rid, fromEpoch, rev, cells }: SalvageItem): string {
  return uuidV5(`${rid}|${fromEpoch}|${rev}|${sha256(canonical(cells))}`, SALVAGES);
}

class SalvageWork {
  readonly quarantined: QuarantineItem[] = [];
  readonly #held: ReadonlyMap<string, StoredRecord>;
  readonly #attempt: Attempt;
  readonly #records = new Map<string, ServerRecord>();
  readonly #ledger = new Map<string, LedgerEntry & { no: number }>();
  readonly #changes: (Omit<Change, 'op'> & { op: string })[] = [];
  readonly #redactions: { rid: string; policy: string }[] = [];
  #head: number;

  constructor(head: number, held: ReadonlyMap<string, StoredRecord>, attempt: Attempt) {
    this.#head = head;
    this.#held = held;
    this.#attempt = attempt;
  }

  take({ mid, item: sent }: Named): void {
    const { actor } = this.#attempt.session;
    const current = this.#records.get(sent.rid) ?? this.#held.get(sent.rid);
    const refused = refuseItem(this.#attempt, sent, current);
    if (refused !== undefined) {
      this.#setAside(mid, sent, current, refused);
      return;
    }
    const item = stored(sent);
    const definition = definitionOf(item.kind);
    const author = actor.userId;
    const seq = this.#head + 1;
    const taken = takeSalvage(actor, placeOf(this.#attempt), current, { definition, item, mid, author, seq });
    if (!taken.ok) {
      this.#setAside(mid, sent, current, taken.error);
      return;
    }
    const { cells, merged } = taken.value;
    const entry = { bodyHash: sha256(canonical(item)), st: 'applied' as const, no: 0 };
    if (!merged.changed) {
      this.#ledger.set(mid, entry);
      return;
    }
    this.#head = seq;
    this.#ledger.set(mid, { ...entry, seq, prev: current?.rev ?? 0 });
    this.#records.set(item.rid, merged.record);
    const policy = merged.record.cells[REDACTED];
    const patch = typeof policy === 'string' ? redactedCells(definition, policy, cells) : cells;
    const before = writtenOver(current?.cells ?? {}, merged.record.cells, patch);
    const { rid, kind } = item;
    this.#changes.push({ seq, mid, rid, kind, op: 'salvage', patch, before, base: { rev: item.rev }, author, hlc: '' });
    if (merged.redaction !== undefined) this.#redactions.push({ rid, policy: merged.redaction });
  }

  #setAside(id: string, sent: SalvageItem, current: ServerRecord | undefined, reason: ProblemRef): void {
    const policy = current?.cells[REDACTED];
    const kept = keptForDecision(sent, current);
    const body = typeof policy === 'string' ? redactedBody(kept, policy) : kept;
    this.quarantined.push({ id, rid: sent.rid, what: 'salvage', reason, bodyHash: sha256(canonical(sent)), body });
  }

  effect(): Storable {
    return {
      ledger: this.#ledger,
      deferred: new Map<string, Mutation>(),
      records: this.#records,
      redactions: this.#redactions,
      changes: this.#changes,
      head: this.#head,
      lastNo: undefined,
    };
  }

  /** What the phone should now hold, as far as it may. */
  readable(rids: readonly string[]): ServerRecord[] {
    const { deps, session, space } = this.#attempt;
    const readable = readableBuckets(session.actor, space, deps.root);
    // Also of what another phone brought before: without a row the record would leave this one.
    return [...new Set(rids)].flatMap((rid) => {
      const held = this.#held.get(rid);
      const record = this.#records.get(rid) ?? held;
      return record !== undefined && isReadable(readable, record, held) ? [record] : [];
    });
  }
}

function writtenOver(before: Cells, after: Cells, patch: Cells): Cells {
  return Object.fromEntries(
    Object.keys(patch)
      .filter((group) => before[group] !== undefined && before[group] !== after[group])
      .map((group) => [group, before[group] as Json]),
  );
}

function refuseItem(attempt: Attempt, item: SalvageItem, current: ServerRecord | undefined): ProblemRef | undefined {
  const refused = refuseSalvage(attempt.session.actor, placeOf(attempt), item, current);
  if (refused !== undefined) return refused;
  if (!Number.isInteger(item.schemaVer) || item.schemaVer < 1) return problem('itemInvalid', { group: 'schemaVer' });
  if (holdsBadText(item.cells)) return problem('badText', { group: '' });
  const definition = definitionOf(item.kind);
  if (definition === undefined || item.schemaVer > definition.version) return undefined;
  const { [REDACTED]: policy, ...cells } = item.cells;
  if (policy !== undefined && (typeof policy !== 'string' || !Object.hasOwn(definition.redactions, policy)))
    return problem('itemInvalid', { group: REDACTED });
  return checkMutation(definition, asMutation(stored(item), upConvert(definition, cells, item.schemaVer)));
}

function placeOf({ deps, space }: Attempt): Place {
  return { space, provinceSpace: deps.root };
}

/** A row in the words of this program's schema version, its texts in NFC. */
function stored(item: SalvageItem): SalvageItem {
  const definition = definitionOf(item.kind);
  const older = definition !== undefined && item.schemaVer < definition.version;
  const cells = older ? upConvert(definition, item.cells, item.schemaVer) : item.cells;
  return {
    ...item,
    cells: nfc(cells as Json) as SalvageItem['cells'],
    schemaVer: older ? definition.version : item.schemaVer,
  };
}

/** A whole row judged by the rules of a change that may carry a deletion. */
function asMutation(item: SalvageItem, cells: Cells): Mutation {
  const { rid, kind, schemaVer } = item;
  return { mid: rid, no: 1, rid, kind, op: 'delete', base: { rev: 0 }, patch: cells, schemaVer, hlc: '', author: rid };
}
