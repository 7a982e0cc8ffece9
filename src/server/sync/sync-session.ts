import type { ProblemName, ProblemParams } from '../../contract/problems.ts';
import type { ReferenceRecord } from '../../contract/wire/reference.ts';
import type { RevokedNotice } from '../../contract/wire/session.ts';
import type { MergeFaults } from '../../domain/merge/merge-mutation.ts';
import type { Actor } from '../../domain/permissions/actor.ts';
import { readableBuckets } from '../../domain/permissions/buckets.ts';
import { err, type Result } from '../../domain/result.ts';
import type { ServerPorts } from '../ports.ts';
import type { Database } from '../storage/database.ts';

/**
 * How far a session is trusted. `revoked`: its device was withdrawn; `orphaned`: its certificate is valid but its user
 * is unknown (a restored server). Neither reads anything; what they send waits for an administrator.
 */
export type Standing = 'active' | 'revoked' | 'orphaned';

/** Who asks: taken from the session, never from what a client sends (sync rule 30). */
export type SyncSession = {
  readonly actor: Actor;
  readonly standing: Standing;
  readonly deviceId: string | null;
  /** Spaces the user ever belonged to; of an orphaned session, those his certificate names. */
  readonly spaces: readonly string[];
};

/** A numbered refusal of a whole request. */
export type Refusal = {
  readonly problem: ProblemName;
  readonly params?: ProblemParams;
  /** With `epoch`, `forked` and `changedMeanwhile`: the server's present epoch. */
  readonly epoch?: string;
  /** With `changedMeanwhile`: the record as it stands. */
  readonly present?: ReferenceRecord;
  /** With `deviceRevoked`: the signed notice that a phone obeys. */
  readonly revoked?: RevokedNotice;
};

export type Answer<T> = Result<T, Refusal>;

/** A refusal as the failure of a request. */
export function refuse(problem: ProblemName, more: Omit<Refusal, 'problem'> = {}): Answer<never> {
  return err({ problem, ...more });
}

/** What the sync service works with. */
export type SyncDeps = {
  readonly database: Database;
  readonly ports: ServerPorts;
  /** The province's space: home of reference records, of users and devices. */
  readonly root: string;
  readonly serverVer: string;
  /** Test-only. */
  readonly faults?: MergeFaults;
};

/**
 * Whether a session may read a bucket. A space that is no business of his is answered as if it did not exist.
 * Undefined = he may.
 */
export function refuseBucket(
  deps: SyncDeps,
  session: SyncSession,
  space: string,
  bucket: string,
): Answer<never> | undefined {
  if (session.standing === 'revoked') return refuse('deviceRevoked');
  if (session.standing === 'orphaned') return refuse('waitsForAdministrator');
  const buckets = readableBuckets(session.actor, space, deps.root);
  if (buckets.includes(bucket)) return undefined;
  return refuse(buckets.length === 0 && !worksIn(session, space) ? 'notFound' : 'forbidden');
}

/** Whether the user ever belonged to a space: his own leftovers are judged one by one, others' space does not exist. */
export function worksIn(session: SyncSession, space: string): boolean {
  return session.spaces.includes(space);
}
