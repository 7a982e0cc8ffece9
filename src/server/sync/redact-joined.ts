import { v5 } from 'uuid';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import { Uuid } from '../../contract/scalars.ts';
import type { Mutation } from '../../contract/wire/sync.ts';
import { applyBatch, bodyToHash } from '../../domain/merge/apply-batch.ts';
import { canonical } from '../../domain/merge/cells.ts';
import { isDenunciation } from '../../domain/receptions/denunciation.ts';
import { reclassifyAsDenunciation } from '../../domain/receptions/edit-visit.ts';
import { joinedInto } from '../../domain/receptions/twins.ts';
import { makeLocalCode } from '../../domain/text/local-code.ts';
import { sha256 } from '../storage/chain.ts';
import { lockClock } from '../storage/clock.ts';
import type { Sql } from '../storage/database.ts';
import { type JoinedPair, readJoins } from '../storage/joined-visits.ts';
import { loadRecords, type StoredRecord } from '../storage/slice.ts';
import { type Storable, storeEffect } from '../storage/store-effect.ts';
import { definitionOf } from './definitions.ts';
import { saltsFrom } from './salts.ts';
import type { SyncDeps } from './sync-session.ts';

/** A record is redacted so once only: its id is that of the mutation. */
const NAMESPACE = '7b0a9c46-25a1-5f0e-8f6d-3a4e2b9d1c57';

/** On whose account, and through which device. */
type Cause = { readonly space: string; readonly userId: string; readonly deviceId: string | null };
type Done = Pick<Storable, 'changes' | 'redactions'>;

/**
 * A visit that was entered twice and joined is one visit: when either record turns out a denunciation, the other is
 * redacted in the same transaction, or the citizen's name would stay in the bin (Luật Tố cáo Điều 8). Also when join and
 * redaction were made on two phones that did not know of each other, whichever comes first; in the second case the kept
 * record has taken over words of the other before. To be called last in a transaction: it moves the space's clock on.
 */
export async function redactJoined(
  tx: Sql,
  deps: Pick<SyncDeps, 'ports'>,
  cause: Cause,
  done: readonly Done[],
): Promise<void> {
  let pairs = done.flatMap(({ changes }) => changes.flatMap(pairOf));
  let redacted = done.flatMap(({ redactions }) => redactions.map(({ rid }) => rid));
  while (pairs.length + redacted.length > 0) {
    const beside = await recordsBeside(tx, cause.space, [...pairs, ...(await readJoins(tx, cause.space, redacted))]);
    if (beside.length === 0) return;
    pairs = [];
    redacted = await redactAll(tx, deps, cause, beside);
  }
}

/** What a join ties together, whether it took effect or waits for a person's decision. */
function pairOf({ op, rid, patch }: Done['changes'][number]): readonly JoinedPair[] {
  const into = op === 'join' ? Uuid.safeParse(joinedInto(patch)) : undefined;
  return into?.success ? [[rid, into.data]] : [];
}

/** Of pairs of which one is redacted: the other. */
async function recordsBeside(tx: Sql, space: string, pairs: readonly JoinedPair[]): Promise<readonly StoredRecord[]> {
  const records = await loadRecords(tx, space, new Set(pairs.flat()));
  const beside = pairs.flatMap(([a, b]) => {
    const both = [records.get(a), records.get(b)].filter((record) => record?.kind === receptionVisit.kind);
    const open = both.filter((record) => record !== undefined && !isDenunciation(record.cells));
    return both.length === 2 && open.length === 1 ? open : [];
  });
  return [...new Set(beside)].filter((record) => record !== undefined);
}

async function redactAll(
  tx: Sql,
  deps: Pick<SyncDeps, 'ports'>,
  { space, userId, deviceId }: Cause,
  beside: readonly StoredRecord[],
): Promise<string[]> {
  const clock = await lockClock(tx, space);
  if (clock === undefined) return [];
  const items = beside.flatMap((record, place) => {
    const { rid, kind, rev, cells } = record;
    const change = reclassifyAsDenunciation(cells, makeLocalCode('TC', deps.ports.randomBytes));
    if (!change.ok) return [];
    const mutation: Mutation = {
      mid: v5(rid, NAMESPACE),
      no: place + 1,
      rid,
      kind,
      op: 'redact',
      base: { rev },
      patch: change.value.patch,
      schemaVer: receptionVisit.version,
      hlc: '',
      author: userId,
    };
    const { mid, no } = mutation;
    return [{ mid, no, bodyHash: sha256(canonical(bodyToHash(mutation) as never)), mutation }];
  });
  const records = new Map(beside.map((record) => [record.rid, record]));
  const effect = applyBatch({ head: clock.head.seq, lastNo: 0, ledger: new Map(), records }, items, {
    definitionOf,
    // It follows from what the author was allowed to do.
    refuse: () => undefined,
    pulledUpTo: () => 0,
  });
  if (effect === 'gap') throw new Error('mutations of the server itself cannot leave a gap');
  const receivedMs = deps.ports.nowMs();
  const salt = saltsFrom(deps, items.length);
  await storeEffect(
    tx,
    { space, clientId: null, userId, deviceId, appVer: '', receivedMs, deviceMs: null, salt },
    { records, headHash: clock.head.hash },
    { ...effect, lastNo: undefined },
  );
  return effect.redactions.map(({ rid }) => rid);
}
