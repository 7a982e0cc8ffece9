import { v5 } from 'uuid';
import type { ApprovalState } from '../../contract/records/codes.ts';
import type { Cells } from '../../contract/records/kind.ts';
import { type ReceptionSession, receptionSession } from '../../contract/records/reception-session.ts';
import type { Mutation, ProblemRef } from '../../contract/wire/sync.ts';
import { canonical, isDeleted, sameValue } from '../merge/cells.ts';
import { problem } from '../merge/problem.ts';
import type { ServerRecord } from '../merge/server-record.ts';
import { assemble } from '../records/assemble.ts';
import type { Change } from '../records/change.ts';
import { contentOf } from '../records/form-cells.ts';
import { err, ok, type Result } from '../result.ts';
import { normalizeText } from '../text/normalize.ts';
import { hadSeen } from './had-seen.ts';
import { statusOf } from './session-rules.ts';

type Approval = NonNullable<ReceptionSession['approval']>;

/** Who takes the step, and when by his device's clock in Vietnam. */
export type ApprovalStep = Pick<Approval, 'by' | 'at'>;

export type ApprovalError = {
  /** `notDone`: only a session that has ended is handed up. `wrongStep`: not from where it stands. */
  readonly tag: 'notDone' | 'wrongStep' | 'commentMissing' | 'deleted';
};

/** Where a session stands on its way to the chair. `changed`: edited after the last step, so that step is of an older text. */
export type ApprovalView = Approval & { readonly changed: boolean };

const DIGEST_NAMESPACE = '3f0d2b1e-7c47-4b86-9f0e-5d3a1c9b7e64';
/** Not of the session's content: who typed it, and the approval itself. */
const OUTSIDE = new Set(['approval', 'recordedBy', 'synthetic']);

/** A digest of what a chair reads of a session. Part of stored records: another value would make every approval "changed". */
export function approvalDigest(cells: Cells): string {
  const content = Object.entries(contentOf(cells)).filter(([key, value]) => !OUTSIDE.has(key) && value !== null);
  return v5(canonical(Object.fromEntries(content)), DIGEST_NAMESPACE);
}

/** The last step of a session's approval; undefined = none yet, or withdrawn. */
export function approvalOf(cells: Cells): ApprovalView | undefined {
  const { approval } = assemble(receptionSession, cells);
  return approval ? { ...approval, changed: approval.seen !== approvalDigest(cells) } : undefined;
}

/** From which states each step may be taken; `none` = never handed up, or withdrawn. */
const STEPS: { readonly [to in ApprovalState | 'none']: readonly (ApprovalState | 'none')[] } = {
  // Again after it was returned, or edited after it was approved.
  submitted: ['none', 'returned', 'approved'],
  approved: ['submitted', 'returned'],
  returned: ['submitted', 'approved'],
  none: ['submitted'],
};

/** Trình: the office hands a finished session up to its chair. */
export function submitSession(cells: Cells, step: ApprovalStep): Result<Change<'patch'>, ApprovalError> {
  return take(cells, 'submitted', step);
}

/** Duyệt. Taken back by `undoApproval`. */
export function approveSession(cells: Cells, step: ApprovalStep): Result<Change<'patch'>, ApprovalError> {
  return take(cells, 'approved', step);
}

/** Trả lại, with what is to be mended. */
export function returnSession(
  cells: Cells,
  step: ApprovalStep,
  comment: string,
): Result<Change<'patch'>, ApprovalError> {
  const said = normalizeText(comment);
  return said === '' ? err({ tag: 'commentMissing' }) : take(cells, 'returned', step, said);
}

/** Takes the chair's own step back: the session waits for him again. */
export function undoApproval(cells: Cells, { by, at }: ApprovalStep): Result<Change<'patch'>, ApprovalError> {
  const state = approvalOf(cells)?.state ?? 'none';
  if (state !== 'approved' && state !== 'returned') return err({ tag: 'wrongStep' });
  return ok({ op: 'patch', patch: { approval: { state: 'submitted', by, at, seen: approvalDigest(cells) } } });
}

/** Rút lại: handed up by mistake; possible until the chair has said something. */
export function withdrawSubmission(cells: Cells): Result<Change<'patch'>, ApprovalError> {
  return (approvalOf(cells)?.state ?? 'none') === 'submitted'
    ? ok({ op: 'patch', patch: { approval: null } })
    : err({ tag: 'wrongStep' });
}

function take(
  cells: Cells,
  state: ApprovalState,
  { by, at }: ApprovalStep,
  comment?: string,
): Result<Change<'patch'>, ApprovalError> {
  if (isDeleted(cells)) return err({ tag: 'deleted' });
  if (statusOf(cells) !== 'done') return err({ tag: 'notDone' });
  const before = approvalOf(cells);
  const from = before?.state ?? 'none';
  // What the chair approved and nobody changed since need not be handed up again.
  const again = state === 'submitted' && from === 'approved' && before?.changed === false;
  if (!STEPS[state].includes(from) || again) return err({ tag: 'wrongStep' });
  const approval = { state, by, at, seen: approvalDigest(cells), ...(comment === undefined ? {} : { comment }) };
  return ok({ op: 'patch', patch: { approval } });
}

/**
 * The rule at the server's border: a step is its author's own, and possible from where he saw the session standing. A
 * step over one that he had not seen becomes a conflict in the merge, for a person to decide.
 */
export function approvalRules(mutation: Mutation, record: ServerRecord | undefined): ProblemRef | undefined {
  const said = mutation.patch.approval as Approval | null | undefined;
  if (said === undefined || mutation.op === 'resolve') return undefined;
  if (mutation.op !== 'patch') return said === null ? undefined : problem('itemInvalid', { group: 'approval' });
  const held = (record?.cells.approval ?? null) as Approval | null;
  if (said !== null && sameValue(mutation.patch.approval, record?.cells.approval)) return undefined;
  if (said !== null && said.by.userId !== mutation.author) return problem('wrongAuthor');
  const [from, to] = [held?.state ?? 'none', said?.state ?? 'none'] as const;
  if (record === undefined || from === to || STEPS[to].includes(from) || !hadSeen(record, 'approval', mutation.base))
    return undefined;
  return problem('wrongTransition', { from, to });
}
