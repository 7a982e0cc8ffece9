import { v5 } from 'uuid';
import { PROBLEMS } from '../../contract/problems.ts';
import type { Capacity, Organ, SessionStatus } from '../../contract/records/codes.ts';
import type { Cells } from '../../contract/records/kind.ts';
import { type ReceptionSession, receptionSession } from '../../contract/records/reception-session.ts';
import type { Json, PlainDate } from '../../contract/scalars.ts';
import { canonical, difference } from '../merge/cells.ts';
import type { Change } from '../records/change.ts';
import { borderProblem, contentOf, type FormOf, filled, formCells, overlaid } from '../records/form-cells.ts';
import { err, ok, type Result } from '../result.ts';
import type { Recorder } from './visit-form.ts';

/** A duty that a calendar asks for: this is what names the session, on whichever phone it is started. */
export type Duty = {
  readonly space: string;
  readonly organ: Organ;
  readonly officialId: string;
  readonly capacity: Capacity;
  readonly date: PlainDate;
  readonly part: NonNullable<ReceptionSession['scheduled']>['part'];
  /** The working day on which it is held, where a day off moves it; not part of its identity. */
  readonly heldOn?: PlainDate | undefined;
};

// Namespaces of name-based ids (UUID v5). They are part of the wire: another value would make other sessions.
const DUTY_NAMESPACE = '6f1b7c0e-5a1f-4c57-9d0a-2f6f3f6f7c11';
const CHAIR_NAMESPACE = 'c6c7a1de-0d3f-4d0b-8f8e-6f3a4f0b9a52';

/** The id of a scheduled duty session: two phones that start it without a network make one record (sync rule 2). */
export function dutySessionId(duty: Duty): string {
  const { space, organ, officialId, capacity, date, part } = duty;
  return v5(canonical([space, organ, officialId, capacity, date, part]), DUTY_NAMESPACE);
}

/** The element id of a chair: the same person in the same capacity is one chair, whoever enters it. */
export function chairId(officialId: string, capacity: Capacity): string {
  return v5(canonical([officialId, capacity]), CHAIR_NAMESPACE);
}

/**
 * Starts (or only schedules) a duty session. Two phones must make *equal* cells, or their one record would be in
 * conflict with itself: so no clock, no place and no free text here, and the day held is the scheduled one until
 * somebody edits it. Only `recordedBy` differs, and there the first stays. `officialName` comes from the office holding.
 */
export function startDuty(
  duty: Duty,
  officialName: string,
  recordedBy: Recorder['recordedBy'],
  status: Extract<SessionStatus, 'in_progress' | 'scheduled'> = 'in_progress',
): { readonly rid: string; readonly change: Change<'create'> } {
  const { organ, officialId, capacity, date, part, heldOn } = duty;
  const patch: Cells = {
    organ,
    recordedBy: { ...recordedBy },
    scheduled: { date, part },
    held: { date: heldOn ?? date, part },
    type: { kind: 'periodic' },
    status: { status },
    [`chairs/${chairId(officialId, capacity)}/holding`]: { officialId, name: officialName, capacity, order: 0 },
  };
  return { rid: dutySessionId(duty), change: { op: 'create', patch } };
}

/** Values of the form of a session; `status` has its own intents. */
export type SessionForm = Omit<FormOf<typeof receptionSession>, 'organ' | 'recordedBy' | 'synthetic' | 'status'>;

export type SessionFormError =
  | { readonly tag: 'missing' | 'invalid'; readonly group: string }
  | { readonly tag: 'unchanged' };

export const SESSION_TIDYING = {
  freeText: new Set(['attendees', 'note', 'status.reason', 'conclusion.text']),
  keepFalse: new Set<string>(),
} as const;

/** Records a session that no calendar named (its id is random, the caller brings it). */
export function newSession(
  form: SessionForm,
  by: Recorder,
  status: SessionStatus = 'in_progress',
): Result<Change<'create'>, SessionFormError> {
  const typed = formCells(receptionSession, form, SESSION_TIDYING);
  const patch = filled({ ...typed, organ: by.organ, recordedBy: { ...by.recordedBy }, status: { status } });
  const wrong = sessionProblem('create', patch);
  return wrong === undefined ? ok({ op: 'create', patch }) : err(wrong);
}

/** Saves an edited session: what differs from the opened values. */
export function editSession(opened: Cells, form: SessionForm): Result<Change<'patch'>, SessionFormError> {
  const patch = contentOf(difference(opened, overlaid(receptionSession, opened, form, SESSION_TIDYING)));
  if (Object.keys(patch).length === 0) return err({ tag: 'unchanged' });
  const wrong = sessionProblem('patch', patch);
  return wrong === undefined ? ok({ op: 'patch', patch }) : err(wrong);
}

function sessionProblem(op: 'create' | 'patch', patch: Cells): SessionFormError | undefined {
  const refused = borderProblem(receptionSession, op, patch);
  if (refused !== undefined)
    return {
      tag: refused.code === PROBLEMS.missingGroup.code ? 'missing' : 'invalid',
      group: String(refused.params?.group ?? ''),
    };
  const cleared = receptionSession.required.find((group) => patch[group] === null);
  if (cleared !== undefined) return { tag: 'missing', group: cleared };
  const type = patch.type as { readonly kind?: Json; readonly ground?: Json } | undefined;
  // Ad hoc reception has grounds (Luật Tiếp công dân Điều 18.3; Quy định 11 Điều 4); the other kinds have none.
  if (type !== undefined && type.kind !== 'adhoc' && type.ground !== undefined)
    return { tag: 'invalid', group: 'type' };
  return undefined;
}
