import { type Cells, REDACTED } from '../../contract/records/kind.ts';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import type { Mutation, ProblemRef } from '../../contract/wire/sync.ts';
import { problem } from '../merge/problem.ts';
import type { ServerRecord } from '../merge/server-record.ts';
import { DENUNCIATION, isRedacted, mayDenunciationHold } from './denunciation.ts';
import { hadSeen } from './had-seen.ts';

/**
 * Rules of a visit at the server's border that concern more than one group. They keep one promise: nothing that
 * could tell who denounced whom is ever stored of a denunciation (Luật Tố cáo Điều 8), whatever a phone sends.
 */
export function visitRules(mutation: Mutation, record: ServerRecord | undefined): ProblemRef | undefined {
  if (mutation.op === 'redact') return redactRules(mutation.patch);
  if (record === undefined) return mutation.patch.matter === DENUNCIATION ? contentProblem(mutation.patch) : undefined;
  return isRedacted(record.cells) ? redactedRules(mutation, record) : livingRules(mutation, record);
}

/** A redaction names a policy that exists, says so in the matter, brings a local code and nothing else that must go. */
function redactRules(patch: Cells): ProblemRef | undefined {
  const policy = patch[REDACTED];
  // An unknown policy would remove every group of the record (staysUnder).
  if (typeof policy !== 'string' || !Object.hasOwn(receptionVisit.redactions, policy))
    return problem('itemInvalid', { group: REDACTED });
  if (patch.matter !== DENUNCIATION) return problem('itemInvalid', { group: 'matter' });
  if ((patch.localCode ?? null) === null) return problem('missingGroup', { group: 'localCode' });
  return contentProblem(patch);
}

/**
 * A redacted record stays what it is. What else a patch brings that must not be stored, the merge leaves out: its
 * author may have written it before he could know.
 */
function redactedRules(mutation: Mutation, record: ServerRecord): ProblemRef | undefined {
  const { matter } = mutation.patch;
  const changes = matter !== undefined && matter !== record.cells.matter;
  // Unseen, it would only wait as a conflict between "tố cáo" and another kind, which nobody may decide otherwise.
  return changes ? problem('redactedGroup', { group: 'matter' }) : undefined;
}

function livingRules(mutation: Mutation, record: ServerRecord): ProblemRef | undefined {
  const { patch } = mutation;
  const was = record.cells.matter === DENUNCIATION;
  const wants = patch.matter === DENUNCIATION;
  // Only a redaction cleans the record, its history and every phone.
  if (wants && !was) return problem('denunciationContent', { group: 'matter' });
  if (!was) return undefined;
  // Recorded as a denunciation from the start. Another kind chosen by somebody who saw that takes effect at once, and
  // content may come with it; in every other case the record stays a denunciation and must not take any in.
  const leaves = patch.matter !== undefined && !wants && hadSeen(record, 'matter', mutation.base);
  return leaves ? undefined : contentProblem(patch);
}

/** Why cells may not be those of a denunciation. */
export function contentProblem(patch: Cells): ProblemRef | undefined {
  const group = Object.keys(patch).find((key) => patch[key] !== null && !mayDenunciationHold(key));
  return group === undefined ? undefined : problem('denunciationContent', { group: group.split('/', 1)[0] ?? '' });
}
