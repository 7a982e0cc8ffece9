import type { Cells } from '../../contract/records/kind.ts';
import { receptionVisit } from '../../contract/records/reception-visit.ts';
import { assemble } from '../records/assemble.ts';
import { isDenunciation } from './denunciation.ts';
import { isFromBook } from './from-book.ts';

/** What "Cần bổ sung" may name. */
export type Missing =
  | 'matter'
  | 'person'
  | 'address'
  | 'identity'
  | 'content'
  | 'field'
  | 'direction'
  | 'localCode'
  | 'progress';

/**
 * What a visit still lacks to fill its line of the register (Sổ tiếp công dân, Mẫu 03: columns 3–6, 8–12) and of the
 * reports. Never a reason to refuse: an incomplete visit counts at once (records-and-counting §3).
 */
export function missingOf(cells: Cells): readonly Missing[] {
  const visit = assemble(receptionVisit, cells);
  const missing: Missing[] = [];
  const want = (there: boolean, what: Missing) => {
    if (!there) missing.push(what);
  };
  if (isDenunciation(cells)) {
    want(Boolean(visit.localCode), 'localCode');
    want(Boolean(visit.field), 'field');
    want(Boolean(visit.progress), 'progress');
    return missing;
  }
  const people = Object.values(visit.people);
  want(visit.matter !== 'unclassified', 'matter');
  // Its line is written already, in its book; only a kind is wanted, for the figures.
  if (isFromBook(visit.note)) return missing;
  want(
    people.some((person) => Boolean(person.name)),
    'person',
  );
  want(
    people.some((person) => Boolean(person.address || person.village)),
    'address',
  );
  // Papers are shown since 2026-07-01 (Luật 136/2025); who has none is confirmed by somebody, not sent away.
  want(
    people.some(({ document }) => Boolean(document?.number || (document?.none && document.confirmedBy))),
    'identity',
  );
  want(Boolean(visit.content || visit.request), 'content');
  want(Boolean(visit.field), 'field');
  want(Boolean(visit.direction || visit.refusal), 'direction');
  return missing;
}
