import { PROBLEMS } from '../../contract/problems.ts';
import type { Organ } from '../../contract/records/codes.ts';
import type { Cells } from '../../contract/records/kind.ts';
import { REDACTED } from '../../contract/records/kind.ts';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import type { Op } from '../../contract/wire/sync.ts';
import { borderProblem, type FormOf } from '../records/form-cells.ts';

/** Values of the form of a visit; `organ`, `recordedBy` and `synthetic` are no fields of a form. */
export type VisitForm = Omit<FormOf<typeof receptionVisit>, 'organ' | 'recordedBy' | 'synthetic'>;

/** Who writes, for which organ. */
export type Recorder = {
  readonly organ: Organ;
  readonly recordedBy: { readonly userId: string; readonly name: string };
};

export type VisitError =
  /** A group is missing or its value is not valid. */
  | { readonly tag: 'missing' | 'invalid'; readonly group: string }
  /** The day of the visit lies after today. */
  | { readonly tag: 'futureDate' }
  /** A denunciation needs a local code to be copied into the paper book. */
  | { readonly tag: 'localCodeMissing' }
  /** Nothing was changed: there is nothing to save. */
  | { readonly tag: 'unchanged' }
  /** A record that was redacted as a denunciation stays one. */
  | { readonly tag: 'matterFixed' };

/** How texts and boxes of this form are stored. */
export const VISIT_TIDYING = {
  freeText: new Set([
    'content',
    'request',
    'chairOpinion',
    'citizenView',
    'note',
    'documents.text',
    'followUp.text',
    'refusal.text',
  ]),
  // Three answers: derived (absent), yes, no.
  keepFalse: new Set(['largeGroup']),
} as const;

/** What is wrong with a visit's cells that a form wants to save. `today` absent = the device's clock is not trusted. */
export function visitProblem(op: Op, patch: Cells, today: PlainDate | undefined): VisitError | undefined {
  const refused = borderProblem(receptionVisit, op, patch);
  if (refused !== undefined) {
    const group = String(refused.params?.group ?? '');
    return { tag: refused.code === PROBLEMS.missingGroup.code ? 'missing' : 'invalid', group };
  }
  const cleared = receptionVisit.required.find((group) => patch[group] === null);
  if (cleared !== undefined) return { tag: 'missing', group: cleared };
  const { date } = (patch.visited ?? {}) as { readonly date?: PlainDate };
  if (date !== undefined && today !== undefined && date > today) return { tag: 'futureDate' };
  const { came, representatives } = (patch.headcount ?? {}) as {
    readonly came?: number;
    readonly representatives?: number;
  };
  if (came !== undefined && representatives !== undefined && representatives > came)
    return { tag: 'invalid', group: 'headcount' };
  if (patch[REDACTED] !== undefined && (patch.localCode ?? null) === null) return { tag: 'localCodeMissing' };
  return undefined;
}

/** A day that the form does not say the device proposed was entered by a person; one that stays keeps its source. */
export function withDateSource(form: VisitForm, opened: Cells = {}): VisitForm {
  const { visited } = form;
  if (visited === undefined || visited === null || visited.dateSource !== undefined) return form;
  const { date } = (opened.visited ?? {}) as { readonly date?: PlainDate };
  return visited.date === date ? form : { ...form, visited: { ...visited, dateSource: 'entered' } };
}
