import type { Cells } from '../../contract/records/kind.ts';
import { MATTER_LABELS } from '../../domain/receptions/labels.ts';
import type { Opened } from '../../store/record-state.ts';
import { denunciationValues, type VisitValues } from './visit-values.ts';

/** What a draft of a visit keeps, sealed. `today` reads `title`, `isNew` and `left` of it. */
export type VisitDraft = {
  readonly of: 'visit';
  readonly isNew: boolean;
  /** What the form was opened on: the base of what it will save, however long it stays a draft. */
  readonly opened: Opened | null;
  readonly cells: Cells;
  readonly values: VisitValues;
  readonly title: string;
  /** A person closed the form knowing that a draft stays; otherwise the app went away under it. */
  readonly left: boolean;
};

/** A draft of a denunciation holds nothing that the record may not hold. */
export function draftOf(
  values: VisitValues,
  start: { readonly isNew: boolean; readonly opened: Opened | null; readonly cells: Cells; readonly personId: string },
  left: boolean,
): VisitDraft {
  const denunciation = values.matter === 'denunciation';
  const kept = denunciation ? denunciationValues(values, start.personId) : values;
  const matter = MATTER_LABELS[values.matter as keyof typeof MATTER_LABELS] ?? '';
  const name = kept.people[0]?.name.trim() ?? '';
  const said = name === '' ? kept.content.trim().slice(0, 60) : name;
  return {
    of: 'visit',
    isNew: start.isNew,
    opened: start.opened,
    cells: start.isNew ? {} : start.cells,
    values: kept,
    title: denunciation ? `${matter} ${kept.localCode}` : said === '' ? matter : said,
    left,
  };
}
