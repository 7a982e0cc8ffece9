import { type Cells, REDACTED } from '../../contract/records/kind.ts';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import type { Json, PlainDate } from '../../contract/scalars.ts';
import { difference } from '../merge/cells.ts';
import type { Change } from '../records/change.ts';
import { contentOf, filled, overlaid } from '../records/form-cells.ts';
import { err, ok, type Result } from '../result.ts';
import { DENUNCIATION, denunciationCells, isDenunciation, isRedacted } from './denunciation.ts';
import { VISIT_TIDYING, type VisitError, type VisitForm, visitProblem, withDateSource } from './visit-form.ts';

/**
 * `opened` = the cells that the form was opened on (the base of the patch); `present` = the record's view at this
 * moment, which a pull may have moved since; `localCode` = a fresh code, used if the visit becomes a denunciation.
 */
export type VisitEdit = {
  readonly opened: Cells;
  readonly present: Cells;
  readonly form: VisitForm;
  readonly localCode: string;
  readonly today?: PlainDate;
};

/** Saves an edited visit: what differs from the opened values, or the redaction when its kind became tố cáo. */
export function editVisit(edit: VisitEdit): Result<Change<'patch' | 'redact'>, VisitError> {
  const { opened, present, today } = edit;
  const form = withDateSource(edit.form, opened);
  const patch = contentOf(difference(opened, overlaid(receptionVisit, opened, form, VISIT_TIDYING)));
  const fixed = isRedacted(opened) || isRedacted(present);
  if (fixed && patch.matter !== undefined && patch.matter !== DENUNCIATION) return err({ tag: 'matterFixed' });
  if (patch.matter === DENUNCIATION && !isDenunciation(present)) return redaction(edit, patch);
  const staysDenunciation = isDenunciation(present) && (patch.matter === undefined || patch.matter === DENUNCIATION);
  const allowed = staysDenunciation ? denunciationCells(patch) : patch;
  if (Object.keys(allowed).length === 0) return err({ tag: 'unchanged' });
  const wrong = visitProblem('patch', allowed, today);
  return wrong === undefined ? ok({ op: 'patch', patch: allowed }) : err(wrong);
}

/** Only the kind changes: the quick way from a list or a detail page to a redaction. */
export function reclassifyAsDenunciation(present: Cells, localCode: string): Result<Change<'redact'>, VisitError> {
  if (isDenunciation(present)) return err({ tag: 'unchanged' });
  return redaction({ opened: present, present, form: {}, localCode }, { matter: DENUNCIATION });
}

/**
 * The case that a later visit of the same citizen joins: the earlier visit's own, or the `fresh` one that it then takes
 * by an ordinary edit. Never its id: that would stay in the later visit, beside the citizen's name, when the earlier one
 * turns out a denunciation. The case goes with its redaction (Luật Tố cáo Điều 8).
 */
export function caseToJoin(
  present: Cells,
  fresh: string,
): { readonly id: string; readonly change?: Change<'patch'> } | undefined {
  if (isDenunciation(present)) return undefined;
  const { id } = (present.case ?? {}) as { readonly id?: string };
  return id === undefined
    ? { id: fresh, change: { op: 'patch', patch: { case: { id: fresh, known: 'new' } } } }
    : { id };
}

/** Gỡ liên kết: the visit is its own case again; the others of the case keep theirs. */
export function leaveCase(present: Cells): Result<Change<'patch'>, VisitError> {
  return (present.case ?? null) === null ? err({ tag: 'unchanged' }) : ok({ op: 'patch', patch: { case: null } });
}

/** Ties a visit to a case, as "Hoàn tác" of `leaveCase` does. A denunciation belongs to none that could be told. */
export function enterCase(
  present: Cells,
  of: { readonly id: string; readonly known: 'new' | 'old' },
): Result<Change<'patch'>, VisitError> {
  if (isDenunciation(present)) return err({ tag: 'matterFixed' });
  return ok({ op: 'patch', patch: { case: { id: of.id, known: of.known } } });
}

// It carries every group that may stay, so that it can make the record if the server never saw it: the mutations
// before it are emptied on the phone (sync rule 4). They come from the present view, not from the opened one, lest
// it offer again what somebody has changed since.
function redaction(edit: VisitEdit, patch: Cells): Result<Change<'redact'>, VisitError> {
  const stays = denunciationCells(filled(edit.present));
  const edited = denunciationCells(patch);
  const known = edited.localCode ?? stays.localCode;
  const whole: { [key: string]: Json } = {
    ...stays,
    ...edited,
    matter: DENUNCIATION,
    localCode: known ?? edit.localCode,
    [REDACTED]: DENUNCIATION,
  };
  const wrong = visitProblem('redact', whole, edit.today);
  return wrong === undefined ? ok({ op: 'redact', patch: whole }) : err(wrong);
}
