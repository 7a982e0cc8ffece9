import { receptionVisit } from '../../contract/records/reception-visit.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import type { Change } from '../records/change.ts';
import { filled, formCells } from '../records/form-cells.ts';
import { err, ok, type Result } from '../result.ts';
import { DENUNCIATION, denunciationCells } from './denunciation.ts';
import {
  type Recorder,
  VISIT_TIDYING,
  type VisitError,
  type VisitForm,
  visitProblem,
  withDateSource,
} from './visit-form.ts';

/**
 * Records a visit. The kind stands first: of a denunciation only what the paper book needs to be found again is kept,
 * whatever else the form had caught before the kind was chosen. `today` absent = the device's clock is not trusted.
 */
export function newVisit(form: VisitForm, by: Recorder, today?: PlainDate): Result<Change<'create'>, VisitError> {
  const { organ, recordedBy } = by;
  const typed = formCells(receptionVisit, withDateSource(form), VISIT_TIDYING);
  const cells = filled({ ...typed, organ, recordedBy: { ...recordedBy } });
  const denunciation = cells.matter === DENUNCIATION;
  if (denunciation && cells.localCode === undefined) return err({ tag: 'localCodeMissing' });
  const patch = denunciation ? denunciationCells(cells) : cells;
  const wrong = visitProblem('create', patch, today);
  return wrong === undefined ? ok({ op: 'create', patch }) : err(wrong);
}
