import { v5 } from 'uuid';
import type { Cells } from '../../contract/records/kind.ts';
import type { PlainDate } from '../../contract/scalars.ts';
import { canonical } from '../merge/cells.ts';
import type { Change } from '../records/change.ts';
import { contentOf, filled } from '../records/form-cells.ts';
import { ok, type Result } from '../result.ts';
import { makeLocalCode } from '../text/local-code.ts';
import { isDenunciation } from './denunciation.ts';
import { newVisit } from './new-visit.ts';
import type { Recorder, VisitError, VisitForm } from './visit-form.ts';

// Namespaces of name-based ids (UUID v5). They are part of the wire: another value would import every book again.
const VISIT_NAMESPACE = '5b0e3c52-9a74-4f0f-8c0d-7f2c6a1de951';
const PERSON_NAMESPACE = 'd7f6a0c4-1c0b-4a55-9c1e-3a2d5b8e6f10';

/** A visit that a row of a book becomes. */
export type Imported = { readonly rid: string; readonly change: Change<'create'> };

/** The same, with those that equal rows become: `at(0)` of the first of them, `at(1)` of the second. */
export type ImportedRow = Imported & { readonly place: number; readonly at: (place: number) => Imported };

/** The people of a row, in its order. Their ids follow from their places: whoever reads the row makes equal cells. */
export type ImportedForm = Omit<VisitForm, 'people' | 'session' | 'case'> & {
  readonly people?: readonly Omit<NonNullable<VisitForm['people']>[number], 'id' | 'order'>[];
};

/** What makes visits of the rows of one book, one after the other. */
export type VisitImporter = (form: ImportedForm) => Result<ImportedRow, VisitError>;

/**
 * Makes the visits of the rows of one book, in its order. **Their ids follow from what they say**: the unit, the organ and
 * every cell but who typed it. So the same row makes the same record whenever and on whichever phone it is read, also
 * without a network, also from a longer edition of the book: two equal creates are one record (sync rule 2). Rows that say
 * exactly the same are told apart by which of them it is, counted from the top; they are interchangeable.
 *
 * What would differ between two readings must not be in the cells: no session (which ones a phone holds differs), no
 * case, no name of the file and no number of the row. Of a denunciation nothing that must not be kept enters the id
 * either: from an id nobody can find out by trial who came (Luật Tố cáo Điều 8).
 */
export function visitImporter(space: string, by: Recorder, today?: PlainDate): VisitImporter {
  const seen = new Map<string, number>();
  return (form) => {
    const made = newVisit(withPlaces(form), by, today);
    if (!made.ok) return made;
    const code = form.localCode ?? undefined;
    const said = withoutOrigin(made.value.patch, code);
    const name = canonical([space, said]);
    const place = seen.get(name) ?? 0;
    seen.set(name, place + 1);
    const at = (which: number): Imported => {
      const rid = v5(canonical([space, said, which]), VISIT_NAMESPACE);
      return { rid, change: { op: 'create', patch: withCode(made.value.patch, rid, code) } };
    };
    return ok({ ...at(place), place, at });
  };
}

/** Whether a record still is what its row made it: nobody has changed it since, and this user imported it. */
export function isAsImported(cells: Cells, { change }: Imported): boolean {
  return canonical(filled(contentOf(cells))) === canonical(change.patch);
}

/** Stands in for the code of a denunciation until its id is known. */
const NO_CODE = '-';

function withPlaces({ people, ...form }: ImportedForm): VisitForm {
  const placed = people?.map((person, order) => ({ ...person, order, id: v5(String(order), PERSON_NAMESPACE) }));
  return { localCode: NO_CODE, ...form, ...(placed === undefined ? {} : { people: placed }) };
}

/** What was said, without who typed it and without a code that nobody said. */
function withoutOrigin(patch: Cells, saidCode: string | undefined): Cells {
  const { recordedBy: _who, localCode: _code, ...said } = patch;
  return saidCode === undefined ? said : { ...said, localCode: saidCode };
}

/** The code of an imported denunciation follows from its id, so that two phones give the same one. */
function withCode(patch: Cells, rid: string, saidCode: string | undefined): Cells {
  const { localCode: _code, ...said } = patch;
  if (!isDenunciation(said)) return said;
  return { ...said, localCode: saidCode ?? makeLocalCode('TC', bytesOf(rid)) };
}

function bytesOf(rid: string): (count: number) => Uint8Array {
  let round = 0;
  return (count) => {
    round += 1;
    return v5(String(round), rid, new Uint8Array(16)).slice(0, count);
  };
}
