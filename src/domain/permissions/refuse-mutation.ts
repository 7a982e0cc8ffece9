import { type Cells, DELETED } from '../../contract/records/kind.ts';
import { KINDS } from '../../contract/records/registry.ts';
import type { Mutation, Op, ProblemRef } from '../../contract/wire/sync.ts';
import { isDeleted, sameValue } from '../merge/cells.ts';
import { problem } from '../merge/problem.ts';
import type { ServerRecord } from '../merge/server-record.ts';
import { approvalRules } from '../receptions/approval.ts';
import { joinRules } from '../receptions/join-visits.ts';
import { sessionRules } from '../receptions/session-rules.ts';
import { visitRules } from '../receptions/visit-rules.ts';
import { type Actor, activeMemberships } from './actor.ts';
import { homeBucket, isReference, organOf, readableBuckets, targetOf } from './buckets.ts';
import { type Intent, may, type Place } from './may.ts';
import { askedOfReference } from './reference-rights.ts';

/**
 * Why a mutation is refused before it is merged: not its author's, not allowed, or against a rule of its kind.
 * Undefined = it may be merged. `record` = the record as it stands, undefined when there is none yet.
 */
export function refuseMutation(
  actor: Actor,
  place: Place,
  mutation: Mutation,
  record: ServerRecord | undefined,
): ProblemRef | undefined {
  if (mutation.author !== actor.userId) return problem('wrongAuthor');
  return refuseByRight(actor, place, mutation, record) ?? refuseByKind(mutation, record);
}

function refuseByRight(
  actor: Actor,
  place: Place,
  mutation: Mutation,
  record: ServerRecord | undefined,
): ProblemRef | undefined {
  if (record !== undefined && !isVisible(actor, place, record)) return asIfAbsent(mutation.op);
  // It carries nothing and only keeps its place in the row of numbers: whoever works in the unit may send it.
  if (mutation.op === 'tombstone')
    return activeMemberships(actor).some(({ space }) => space === place.space) ? undefined : problem('forbidden');
  const owners = record === undefined ? [mutation.patch] : ownersTouched(record.cells, mutation.patch);
  if (isOwned(mutation.kind) && owners.some((cells) => organOf(cells) === undefined))
    return problem('missingGroup', { group: 'organ' });
  const asked = isReference(mutation.kind)
    ? askedOfReference(place, mutation, record?.cells)
    : intentsOf(mutation).flatMap((intent) => owners.map((cells) => ({ intent, target: targetOf(place, cells) })));
  const allowed = asked.length > 0 && asked.every(({ intent, target }) => may(actor, intent, target));
  return allowed ? undefined : problem('forbidden');
}

/** Whether the actor may edit a record of this kind with these cells, as an ordinary change would. */
export function mayEdit(actor: Actor, place: Place, kind: string, cells: Cells): boolean {
  if (isReference(kind)) return may(actor, 'reference.write', place);
  return intentsOf({ kind, op: 'patch', patch: {} }).some((intent) => may(actor, intent, targetOf(place, cells)));
}

function isVisible(actor: Actor, place: Place, record: ServerRecord): boolean {
  const bucket = homeBucket(record.kind, record.cells);
  return readableBuckets(actor, place.space, place.provinceSpace).includes(bucket);
}

// The batch answers `dependsOn` to a change of a record that is not there (applyBatch): the answer must be the same
// for one that is there but not his, or the difference would tell him of it.
function asIfAbsent(op: Op): ProblemRef {
  return problem(op === 'create' || op === 'redact' || op === 'tombstone' ? 'unknownRecord' : 'dependsOn');
}

/** Whether records of this kind belong to an organ: without one no right could be checked. */
export function isOwned(kind: string): boolean {
  return Object.hasOwn(KINDS[kind]?.groups ?? {}, 'organ');
}

/** A record that a mutation moves to another organ concerns both organs. */
function ownersTouched(cells: Cells, patch: Cells): readonly Cells[] {
  return patch.organ === undefined || sameValue(cells.organ, patch.organ) ? [cells] : [cells, patch];
}

const INTENT_BY_STATUS: { readonly [status: string]: Intent } = {
  in_progress: 'session.start',
  done: 'session.finish',
  postponed: 'session.postpone',
  cancelled: 'session.cancel',
};

const SESSION_INTENTS: { readonly [O in Op]?: Intent } = {
  create: 'session.create',
  patch: 'session.edit',
  delete: 'session.delete',
  restore: 'session.restore',
  join: 'session.join',
  resolve: 'session.resolve',
};

const VISIT_INTENTS: { readonly [O in Op]?: Intent } = {
  create: 'visit.create',
  patch: 'visit.edit',
  delete: 'visit.delete',
  restore: 'visit.restore',
  join: 'visit.join',
  resolve: 'visit.resolve',
  redact: 'visit.redact',
};

function intentsOf(mutation: Pick<Mutation, 'kind' | 'op' | 'patch'>): readonly Intent[] {
  switch (mutation.kind) {
    case 'reception-session': {
      const status = (mutation.patch.status as { status?: string } | null | undefined)?.status;
      const byStatus = status === undefined ? undefined : INTENT_BY_STATUS[status];
      return [SESSION_INTENTS[mutation.op], byStatus, byApproval(mutation.patch)].filter(
        (intent) => intent !== undefined,
      );
    }
    case 'reception-visit':
      return [VISIT_INTENTS[mutation.op]].filter((intent) => intent !== undefined);
    default:
      return [];
  }
}

/** Handing up and taking back are the office's, or the chair's over his own step; his word is his alone. */
function byApproval(patch: Cells): Intent | undefined {
  if (patch.approval === undefined) return undefined;
  const state = (patch.approval as { readonly state?: string } | null)?.state;
  return state === 'approved' || state === 'returned' ? 'session.approve' : 'session.submit';
}

function refuseByKind(mutation: Mutation, record: ServerRecord | undefined): ProblemRef | undefined {
  if (mutation.op === 'tombstone') return undefined;
  const refused = clearedRequired(mutation) ?? falseOrigin(mutation, record) ?? wrongLife(mutation);
  if (refused !== undefined) return refused;
  if (mutation.kind === 'reception-visit') return visitRules(mutation, record) ?? joinRules(mutation);
  if (mutation.kind === 'reception-session') return sessionRules(mutation, record) ?? approvalRules(mutation, record);
  return undefined;
}

/** What a record of its kind cannot be without must not be emptied later. */
function clearedRequired(mutation: Mutation): ProblemRef | undefined {
  const required = KINDS[mutation.kind]?.required ?? [];
  const cleared = required.find((group) => mutation.patch[group] === null);
  return cleared === undefined ? undefined : problem('missingGroup', { group: cleared });
}

/** Who typed a record is a fact about its author (sync invariant I13): nobody signs for another, nor changes it later. */
function falseOrigin(mutation: Mutation, record: ServerRecord | undefined): ProblemRef | undefined {
  const said = mutation.patch.recordedBy as { userId?: string } | null | undefined;
  if (said === undefined || said === null) return undefined;
  if (mutation.op === 'create') return said.userId === mutation.author ? undefined : problem('wrongAuthor');
  if (mutation.op === 'redact') return undefined; // carries the record as it was, also one that another recorded
  return record !== undefined && sameValue(record.cells.recordedBy, said as Cells)
    ? undefined
    : problem('itemInvalid', { group: 'recordedBy' });
}

/** `delete` and `join` set a tombstone, `restore` takes it away: an operation that does not do what it says is refused. */
function wrongLife(mutation: Mutation): ProblemRef | undefined {
  const mark = mutation.patch[DELETED];
  const wrong =
    ((mutation.op === 'delete' || mutation.op === 'join') && !isDeleted(mutation.patch)) ||
    (mutation.op === 'restore' && mark !== null);
  return wrong ? problem('itemInvalid', { group: DELETED }) : undefined;
}
