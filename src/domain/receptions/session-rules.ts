import { SessionStatus } from '../../contract/records/codes.ts';
import type { Cells } from '../../contract/records/kind.ts';
import type { Mutation, ProblemRef } from '../../contract/wire/sync.ts';
import { problem } from '../merge/problem.ts';
import type { ServerRecord } from '../merge/server-record.ts';
import { hadSeen } from './had-seen.ts';
import { mayPass } from './transitions.ts';

/**
 * Rules of a session at the server's border. An illegal step from a status that the author had seen is refused; from
 * one that he had not seen it is nobody's fault, and the merge keeps both statuses for a person to decide.
 */
export function sessionRules(mutation: Mutation, record: ServerRecord | undefined): ProblemRef | undefined {
  if (record === undefined) return undefined;
  const from = statusOf(record.cells);
  const to = statusOf(mutation.patch);
  // A person who decides between two statuses chooses one of them; both were true steps when they were taken.
  if (from === undefined || to === undefined || mutation.op === 'resolve' || mayPass(from, to)) return undefined;
  return hadSeen(record, 'status', mutation.base) ? problem('wrongTransition', { from, to }) : undefined;
}

/** The status of a session's cells. */
export function statusOf(cells: Cells): SessionStatus | undefined {
  const group = cells.status as { readonly status?: unknown } | null | undefined;
  const parsed = SessionStatus.safeParse(group?.status);
  return parsed.success ? parsed.data : undefined;
}
