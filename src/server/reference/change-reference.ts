import { problemName } from '../../contract/problems.ts';
import type { ReferenceChangeAnswer, ReferenceChangeRequest, ReferenceRecord } from '../../contract/wire/reference.ts';
import type { ProblemRef } from '../../contract/wire/sync.ts';
import type { BatchItem } from '../../domain/merge/apply-batch.ts';
import type { ServerRecord } from '../../domain/merge/server-record.ts';
import { isReference } from '../../domain/permissions/buckets.ts';
import { seesUnit, unitConcerned } from '../../domain/permissions/reference-rights.ts';
import { ok } from '../../domain/result.ts';
import { lockClock, type SpaceClock } from '../storage/clock.ts';
import type { Sql } from '../storage/database.ts';
import { loadLedger, loadRecords, type StoredRecord } from '../storage/slice.ts';
import { applyUnnumbered, storeUnnumbered } from '../sync/apply-unnumbered.ts';
import { parseBatch } from '../sync/parse-batch.ts';
import { type Answer, type Refusal, refuse, type SyncDeps, type SyncSession } from '../sync/sync-session.ts';
import { isUnused, spaceFollows } from './space-of-unit.ts';

type Change = {
  readonly deps: SyncDeps;
  readonly session: SyncSession;
  readonly request: ReferenceChangeRequest;
  readonly item: BatchItem;
};

/**
 * One change of a reference record by whoever is signed in: the same border, rights, merge, ledger and chain as a push,
 * but by a desk without a client and a row of numbers. It is judged inside the transaction that holds the clock of the
 * province's space, so that of two people who had the same record on the screen the second is told, and nothing of his
 * is stored. A refusal leaves nothing behind, not even in the ledger.
 */
export async function changeReference(
  deps: SyncDeps,
  session: SyncSession,
  request: ReferenceChangeRequest,
): Promise<Answer<ReferenceChangeAnswer>> {
  if (!isReference(request.kind)) return refuse('itemInvalid', { params: { group: 'kind' } });
  const { userId } = session.actor;
  const { epoch: _epoch, rev, ...said } = request;
  const [item] = parseBatch(
    [{ ...said, no: 1, base: { rev }, hlc: '', author: userId } as { mid: string; no: number }],
    userId,
  );
  if (item === undefined) throw new Error('one mutation in, one item out');
  if (item.refused !== undefined) return refused(item.refused);
  return deps.database.transaction(async (tx) => {
    const clock = await lockClock(tx, deps.root);
    if (clock === undefined) return refuse('notFound');
    return judged(tx, { deps, session, request, item }, clock);
  });
}

async function judged(tx: Sql, change: Change, clock: SpaceClock): Promise<Answer<ReferenceChangeAnswer>> {
  const { deps, session, request, item } = change;
  const { root } = deps;
  const known = (await loadLedger(tx, root, [request.mid])).get(request.mid);
  const records = await loadRecords(tx, root, [request.rid]);
  const present = records.get(request.rid);
  const wrong = unseen(change, present);
  if (wrong !== undefined) return wrong;
  if (known !== undefined) {
    if (known.bodyHash !== item.bodyHash) return refuse('midReused');
    if (present !== undefined) return ok({ epoch: clock.epoch, record: recordOf(present) });
  }
  const stale = await changedMeanwhile(tx, change, clock, present);
  if (stale !== undefined) return stale;
  if (request.kind === 'unit' && request.op === 'delete' && !(await isUnused(tx, root, request.rid)))
    return refuse('unitInUse');
  const batch = { space: root, clientId: null, deviceId: session.deviceId, clock, records, items: [item] };
  const effect = applyUnnumbered(deps, session.actor, batch);
  const result = effect.results[0];
  const record = effect.records.get(request.rid);
  if (result?.st === 'deferred') return refuse('protoUnsupported');
  if (result?.problem !== undefined) return refused(result.problem);
  // The author saw what stands there, so nothing can be in conflict.
  if (result?.st !== 'applied' || record === undefined) throw new Error('a change that nothing speaks against failed');
  await storeUnnumbered(tx, deps, session.actor, batch, effect);
  if (record.kind === 'unit') await spaceFollows(tx, root, record);
  return ok({ epoch: clock.epoch, record: recordOf(record) });
}

/** A record that is not there, or is about a unit that the author does not see: the same answer. */
function unseen(
  { deps, session, request, item }: Change,
  present: ServerRecord | undefined,
): Answer<never> | undefined {
  if (present === undefined && request.op !== 'create') return refuse('notFound');
  const { kind, rid } = request;
  const versions = [present?.cells, { ...present?.cells, ...item.mutation?.patch }];
  const units = versions.map((cells) => (cells === undefined ? undefined : unitConcerned(kind, rid, cells)));
  const sees = (space: string) => seesUnit(session.actor, { space, provinceSpace: deps.root });
  return units.every((unit) => unit === undefined || sees(unit)) ? undefined : refuse('notFound');
}

/** Whether somebody has changed the record since it was on the screen; after a restore revs mean nothing any more. */
async function changedMeanwhile(
  tx: Sql,
  { deps, session, request }: Change,
  clock: SpaceClock,
  present: StoredRecord | undefined,
): Promise<Answer<never> | undefined> {
  if (present === undefined) return undefined;
  if (request.rev === present.rev && request.epoch === clock.epoch) return undefined;
  const [last] = await tx.query<{ author: string; name: string | null }>(
    `select c.author, u.name from change c left join app_user u on u.space_id = c.space_id and u.user_id = c.author
     where c.space_id = $1 and c.seq = $2`,
    [deps.root, present.rev],
  );
  const name = last?.author === session.actor.userId ? OWN : last?.name;
  return refuse('changedMeanwhile', {
    ...(name ? { params: { name } } : {}),
    epoch: clock.epoch,
    present: recordOf(present),
  });
}

const OWN = 'chính bạn (ở máy hoặc cửa sổ khác)';

function recordOf({ rid, kind, rev, schemaVer, cells }: ServerRecord): ReferenceRecord {
  return { rid, kind, rev, schemaVer, cells: { ...cells } };
}

function refused({ code, params }: ProblemRef): Answer<never> {
  const problem: Refusal['problem'] = problemName(code) ?? 'malformed';
  return refuse(problem, params === undefined ? {} : { params });
}
