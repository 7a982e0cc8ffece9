import type { Cells } from '../../contract/records/kind.ts';
import { isDenunciation } from '../../domain/receptions/denunciation.ts';
import { MATTER_LABELS, SESSION_KIND_LABELS } from '../../domain/receptions/labels.ts';
import type { Phone } from '../../store/phone.ts';
import type { Opened } from '../../store/record-state.ts';
import type { SessionValues } from './session-values.ts';
import { denunciationValues, type VisitValues } from './visit-values.ts';

/** What a form was opened on. */
export type DraftStart = { readonly isNew: boolean; readonly opened: Opened | null; readonly cells: Cells };

/** What a draft keeps, sealed. `today` reads `of`, `isNew`, `title` and `left` of it. */
type FormDraft<Of extends string, V> = {
  readonly of: Of;
  readonly isNew: boolean;
  /** What the form was opened on: the base of what it will save, however long it stays a draft. */
  readonly opened: Opened | null;
  readonly cells: Cells;
  readonly values: V;
  readonly title: string;
  /** A person closed the form knowing that a draft stays; otherwise the app went away under it. */
  readonly left: boolean;
};

export type VisitDraft = FormDraft<'visit', VisitValues>;
export type SessionDraft = FormDraft<'session', SessionValues>;

/**
 * A draft of a denunciation holds nothing that the record may not hold. As long as the record itself holds it, a wrong
 * tap on the kind takes nothing from an edit: its draft goes with the record's redaction.
 */
export function visitDraft(
  values: VisitValues,
  start: DraftStart & { readonly personId: string },
  left: boolean,
): VisitDraft {
  const denunciation = values.matter === 'denunciation';
  const recordHolds = !start.isNew && !isDenunciation(start.cells);
  const kept = denunciation && !recordHolds ? denunciationValues(values, start.personId) : values;
  const matter = MATTER_LABELS[values.matter as keyof typeof MATTER_LABELS] ?? '';
  const name = kept.people[0]?.name.trim() ?? '';
  const said = name === '' ? kept.content.trim().slice(0, 60) : name;
  const title = denunciation ? `${matter} ${kept.localCode}` : said === '' ? matter : said;
  return { of: 'visit', ...startOf(start), values: kept, title, left };
}

/** Of a session: its kind and day are what tells it apart. */
export function sessionDraft(values: SessionValues, start: DraftStart, left: boolean): SessionDraft {
  const kind = SESSION_KIND_LABELS[values.kind as keyof typeof SESSION_KIND_LABELS] ?? '';
  const title = ['Buổi tiếp', kind.toLowerCase(), values.date.trim()].filter(Boolean).join(' ');
  return { of: 'session', ...startOf(start), values, title, left };
}

function startOf({ isNew, opened, cells }: DraftStart): DraftStart {
  return { isNew, opened, cells: isNew ? {} : cells };
}

/** One draft for the edit of one record: two tabs that edit it share its lock. */
export function editFormId(rid: string): string {
  return `edit:${rid}`;
}

/** `recoveredAtMs`: when the draft was kept by an app that then went away. */
type Found<D> = { readonly draft: D | undefined; readonly recovered: { readonly recoveredAtMs?: number } };

/** The draft of a form, if this phone keeps one. */
export async function findDraft<D extends VisitDraft | SessionDraft>(phone: Phone, formId: string): Promise<Found<D>> {
  const found = (await phone.records.drafts<D>()).find((kept) => kept.formId === formId);
  const lost = found !== undefined && !found.body.left;
  return { draft: found?.body, recovered: lost ? { recoveredAtMs: found.savedAtMs } : {} };
}
